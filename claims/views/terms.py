"""What claims are about: populations, places and measures, what is part of what, and what words mean."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from claims.forms.sense import SenseForm
from claims.forms.terms import PartForm, TermForm
from claims.models import MeasurePart, Place, Population
from claims.paging import page_of
from claims.queries.terms import KINDS, measure_rows, named_terms, senses
from claims.services.lattice import (
    TermRefused,
    add_part,
    add_term,
    change_term,
    remove_part,
)
from config.asked import person_of, see_other
from config.htmx import page_or_partial
from config.policies import Action, can, requires
from config.seen import ChangedMeanwhile, Line, both_versions, mark_of, refuse_second

MODELS: dict[str, type[Population] | type[Place]] = {"population": Population, "place": Place}
PAGE_SIZE = 40


@require_GET
@requires(Action.BROWSE)
@vary_on_headers("HX-Request", "HX-Target")
def terms(request: HttpRequest) -> HttpResponse:
    """
    List terms. `?kind=population|place|measure|sense`, `?q=` words of the name, `?suggested=1` those to confirm.

    `?words=`, `?speaker=` begin the form for a sense.
    """
    return show_terms(request, _kind(request.GET.get("kind")))


@require_http_methods(["GET", "POST"])
@requires(Action.EDIT_TERMS)
def term_new(request: HttpRequest, kind: str) -> HttpResponse:
    """Add a population or a place."""
    model = _model(kind)
    form = TermForm(request.POST or None, model=model)
    if request.method == "POST" and form.is_valid():
        try:
            row = add_term(model, by=person_of(request), **form.values())
        except TermRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"{row} is a {kind} now.")
            return see_other(f"{reverse('terms')}?kind={kind}")
    context = {"form": form, "kind": kind, "row": None}
    return render(request, "claims/term.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@requires(Action.EDIT_TERMS)
def term_edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Change a term, or confirm a suggested one by saving it."""
    model = _model(kind)
    row: Any = get_object_or_404(model.objects.select_related("parent"), pk=pk)
    status, versions = 200, None
    form = TermForm(request.POST or None, model=model, initial=_initial(row))
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                change_term(
                    row,
                    seen=form.cleaned_data["seen"],
                    by=person_of(request),
                    now=timezone.now(),
                    **form.values(),
                )
            except TermRefused as error:
                form.add_error(None, str(error))
            except ChangedMeanwhile as changed:
                status, row = 409, changed.now
                versions = both_versions(form, _initial(row), row=row)
                form = TermForm({**request.POST.dict(), "seen": mark_of(row)}, model=model)
            else:
                messages.success(request, f"{form.cleaned_data['name']}: saved.")
                return see_other(f"{reverse('terms')}?kind={kind}")
    context = {"form": form, "kind": kind, "row": row, "versions": versions}
    return render(request, "claims/term.html", context, status=status)


@require_POST
@requires(Action.EDIT_TERMS)
def part_add(request: HttpRequest) -> HttpResponse:
    """Say that a measure counts another one."""
    form = PartForm(request.POST)
    if form.is_valid():
        try:
            add_part(**form.cleaned_data, by=person_of(request), now=timezone.now())
        except TermRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Saved. Pairs judged from now on know it.")
            return see_other(f"{reverse('terms')}?kind=measure")
    return show_terms(request, "measure", part_form=form, status=422)


@require_POST
@requires(Action.EDIT_TERMS)
def part_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a component from a measure. 409 when it is no longer as it was shown."""
    try:
        remove_part(pk, seen=request.POST.get("seen", ""), by=person_of(request), now=timezone.now())
    except MeasurePart.DoesNotExist as error:
        raise Http404("There is no such component.") from error
    except ChangedMeanwhile as changed:
        part: MeasurePart | None = changed.now
        lines = [Line("Component", str(part) if part else "taken out", "take it out")]
        return refuse_second(
            request, lines, seen=mark_of(part) if part else None, leave=f"{reverse('terms')}?kind=measure",
            row=part or MeasurePart(pk=pk),
        )  # fmt: skip
    messages.success(request, "Taken out; the history keeps that it was there.")
    return see_other(f"{reverse('terms')}?kind=measure")


def show_terms(
    request: HttpRequest,
    kind: str,
    *,
    part_form: PartForm | None = None,
    sense_form: SenseForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Answer with the list of one kind, with a form that could not be saved where there is one."""
    text, only_suggested = request.GET.get("q", "").strip()[:100], request.GET.get("suggested") == "1"
    context: dict[str, Any] = {
        "kind": kind,
        "kinds": KINDS,
        "text": text,
        "only_suggested": only_suggested,
        "may_edit": can(request.user, Action.EDIT_TERMS),
    }
    if kind == "measure":
        context |= {"measures": measure_rows(), "part_form": part_form or PartForm()}
    elif kind == "sense":
        context["page"] = page_of(request, senses(text=text), size=PAGE_SIZE)
        asked = {name: request.GET.get(name, "")[:200] for name in ("words", "speaker")}
        context["sense_form"] = sense_form or SenseForm(initial=asked)
    else:
        found = named_terms(MODELS[kind], text=text, only_suggested=only_suggested)
        context["page"] = page_of(request, found, size=PAGE_SIZE)
    template = page_or_partial(request, "claims/terms.html", partials={"term-list"})
    return render(request, template, context, status=status)


def _kind(name: str | None) -> str:
    return name if name in KINDS else KINDS[0]


def _model(kind: str) -> type[Population] | type[Place]:
    if kind not in MODELS:
        raise Http404("Populations and places can be added.")
    return MODELS[kind]


def _initial(row: Any) -> dict[str, Any]:
    return {
        "name": row.name,
        "parent": row.parent.name if row.parent else "",
        "aliases": ", ".join(row.aliases),
        "side": getattr(row, "side", ""),
        "seen": mark_of(row),
    }
