"""The directory of sources: the tree, one source, and what a reviewer says of it."""

from typing import Any

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from config.asked import see_other
from config.htmx import page_or_partial, typed, wants_pieces
from config.policies import Action, can, requires
from config.seen import ChangedMeanwhile, Line, Versions, both_versions, mark_of, refuse_second
from sources.directory import (
    NotPossible,
    add_alias,
    add_source,
    confirm_alias,
    confirm_source,
    edit_source,
    remove_alias,
)
from sources.forms.source import AliasActionForm, AliasForm, SourceForm
from sources.models import Article, Source, SourceAlias, SourceKind
from sources.paging import page_after
from sources.queries.grades import grades_of
from sources.queries.names import names_like
from sources.queries.tree import Row, behind, matching, path_to, roots, tree_under

PAGE_SIZE = 50
SHOWN_ARTICLES = 10
SHOWN_PARTS = 100
OFFERED = 300


@require_GET
@requires(Action.BROWSE)
@vary_on_headers("HX-Request", "HX-Target")
def source_list(request: HttpRequest) -> HttpResponse:
    """List the sources as a tree; with `?q=` words, `?kind=` or `?suggested=1` those that match, one by one."""
    text = " ".join(request.GET.get("q", "").split())[:200]
    kind = request.GET.get("kind", "") if request.GET.get("kind") in SourceKind.values else ""
    suggested = request.GET.get("suggested") == "1"
    is_tree = not (text or kind or suggested)
    found = roots() if is_tree else matching(text=text, kind=kind, suggested=suggested)
    page = page_after(request, found, size=PAGE_SIZE, after=behind, key=lambda source: source.pk)
    context = {
        "page": page,
        "rows": tree_under(page.rows) if is_tree else [Row(source, 0) for source in page.rows],
        "is_tree": is_tree,
        "text": text,
        "kind": kind,
        "kinds": SourceKind.choices,
        "suggested": suggested,
        "may_edit": can(request.user, Action.MARK_PROVENANCE),
    }
    return render(
        request, page_or_partial(request, "sources/sources.html", partials={"source-list"}), context
    )


@require_GET
@requires(Action.BROWSE)
@vary_on_headers("HX-Request")
def source_names(request: HttpRequest) -> HttpResponse:
    """Offer names and aliases for what is typed into a field; opened by hand it is the list of sources."""
    text = typed(request)
    if not wants_pieces(request):
        return redirect(f"{reverse('sources')}?{urlencode({'q': text})}")
    return render(request, "sources/_names.html", {"names": names_like(text)})


@require_GET
@requires(Action.BROWSE)
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one source: what it is, what it is part of, its names, its articles."""
    return _source_page(request, _source_or_404(pk), AliasForm())


@require_http_methods(["GET", "POST"])
@requires(Action.MARK_PROVENANCE)
def source_new(request: HttpRequest) -> HttpResponse:
    """Add a source that a person knows."""
    form = SourceForm(request.POST or None, initial={"name": request.GET.get("name", "")[:300]})
    if request.method == "POST" and form.is_valid():
        try:
            made = add_source(**form.values())
        except NotPossible as error:
            form.add_error(error.field or None, str(error))
        else:
            messages.success(request, f"{made} is recorded.")
            return see_other(reverse("source", args=[made.pk]))
    return _form_page(request, form, None, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@requires(Action.MARK_PROVENANCE)
def source_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Edit a source. Who saves second sees what is saved now beside what they wrote (409), and may save again."""
    found = _source_or_404(pk)
    form = SourceForm(request.POST or None, initial=_initial(found))
    status, versions = 422 if form.is_bound else 200, None
    if request.method == "POST" and form.is_valid():
        try:
            edit_source(pk, seen=form.cleaned_data["seen"], **form.values())
        except NotPossible as error:
            form.add_error(error.field or None, str(error))
        except ChangedMeanwhile:
            found, status = _source_or_404(pk), 409
            versions = both_versions(form, _initial(found), row=found)
            form = SourceForm({**request.POST.dict(), "seen": mark_of(found)})
        else:
            messages.success(request, "Saved.")
            return see_other(reverse("source", args=[pk]))
    return _form_page(request, form, found, status=status, versions=versions)


@require_POST
@requires(Action.MARK_PROVENANCE)
def source_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm a source that the machine suggested. 409 when it is no longer the one that the person saw."""
    found = _source_or_404(pk)
    try:
        confirm_source(pk, seen=request.POST.get("seen", ""))
    except ChangedMeanwhile as changed:
        found = changed.now
        kind = str(found.get_kind_display())
        lines = [Line("Name", found.name), Line("Kind", kind), Line("Confirmed", _confirmed(found), "yes")]
        leave = reverse("source", args=[pk])
        return refuse_second(request, lines, seen=mark_of(found), leave=leave, row=found)
    messages.success(request, f"{found} is confirmed.")
    return see_other(reverse("source", args=[pk]))


@require_POST
@requires(Action.MARK_PROVENANCE)
def source_aliases(request: HttpRequest, pk: int) -> HttpResponse:
    """Add another name of the source."""
    found, form = _source_or_404(pk), AliasForm(request.POST)
    if form.is_valid():
        try:
            add_alias(pk, name=form.cleaned_data["name"])
        except NotPossible as error:
            form.add_error(error.field or None, str(error))
        else:
            return see_other(reverse("source", args=[pk]))
    return _source_page(request, found, form, status=422)


@require_POST
@requires(Action.MARK_PROVENANCE)
def source_alias(request: HttpRequest, pk: int, alias_pk: int) -> HttpResponse:
    """Confirm an alias that the machine found, or take a wrong one away. 409 when somebody else did either first."""
    _source_or_404(pk)
    form, seen = AliasActionForm(request.POST), request.POST.get("seen", "")
    if not form.is_valid():
        messages.error(request, "An alias is confirmed or removed.")
        return see_other(reverse("source", args=[pk]))
    action = form.cleaned_data["action"]
    try:
        if action == "confirm":
            messages.success(request, f"“{confirm_alias(pk, alias_pk, seen=seen)}” is confirmed.")
        else:
            messages.success(
                request, f"“{remove_alias(pk, alias_pk, seen=seen)}” is no longer a name of this source."
            )
    except SourceAlias.DoesNotExist as error:
        raise Http404("The source has no such name.") from error
    except ChangedMeanwhile as changed:
        alias: SourceAlias | None = changed.now
        lines = [
            Line("Name", alias.name if alias else "removed"),
            Line("Confirmed", _confirmed(alias), action),
        ]
        return refuse_second(
            request, lines, seen=mark_of(alias) if alias else None, leave=reverse("source", args=[pk]),
            row=alias or SourceAlias(pk=alias_pk),
        )  # fmt: skip
    return see_other(reverse("source", args=[pk]))


def _confirmed(row: Source | SourceAlias | None) -> str:
    return "removed" if row is None else "no" if row.suggested else "yes"


def _source_or_404(pk: int) -> Source:
    return get_object_or_404(Source.objects.select_related("parent"), pk=pk)


def _initial(found: Source) -> dict[str, Any]:
    return {
        "name": found.name,
        "kind": found.kind,
        "parent": found.parent.name if found.parent else "",
        "side": found.side,
        "note": found.note,
        "seen": mark_of(found),
    }


def _source_page(request: HttpRequest, found: Source, form: AliasForm, *, status: int = 200) -> HttpResponse:
    """Render the source's page. Five queries."""
    articles = Article.objects.filter(outlet=found).order_by(F("published_on").desc(nulls_last=True), "-pk")
    parts = list(found.children.order_by("name", "pk")[: SHOWN_PARTS + 1])
    shown = list(articles[: SHOWN_ARTICLES + 1])
    context = {
        "source": found,
        "seen": mark_of(found),
        "path": path_to(found),
        "aliases": [(alias, mark_of(alias)) for alias in found.aliases.order_by("name", "pk")],
        "parts": parts[:SHOWN_PARTS],
        "has_more_parts": len(parts) > SHOWN_PARTS,
        "articles": shown[:SHOWN_ARTICLES],
        "has_more_articles": len(shown) > SHOWN_ARTICLES,
        "form": form,
        "grades": grades_of(found),
        "may_edit": can(request.user, Action.MARK_PROVENANCE),
    }
    return render(request, "sources/source.html", context, status=status)


def _form_page(
    request: HttpRequest,
    form: SourceForm,
    found: Source | None,
    *,
    status: int,
    versions: Versions | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "source": found,
        "versions": versions,
        "parents": Source.objects.order_by("name", "pk").values_list("name", flat=True)[:OFFERED],
        "sides": Source.objects.exclude(side="")
        .order_by("side")
        .values_list("side", flat=True)
        .distinct()[:50],
    }
    return render(request, "sources/source_form.html", context, status=status)
