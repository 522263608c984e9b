"""Utterances: one act of saying with its reports, and which one a mention reports."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from claims.forms.utterance import UtteranceForm, initial_for, initial_of
from claims.models import Mention, Utterance
from claims.queries.utterances import (
    other_reports,
    reports_by_utterance,
    utterance_page,
    utterances_for,
)
from claims.services.uttering import (
    UtteranceImpossible,
    attach,
    edit_utterance,
    record_utterance,
)
from config.asked import person_of, see_other, whole_number
from config.policies import Action, can, requires
from config.seen import ChangedMeanwhile, Line, Versions, both_versions, mark_of, saved_last
from sources.queries.names import first_names


@require_GET
@requires(Action.BROWSE)
def utterance(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an act of saying: who, when, where, in which words, and every report of it."""
    found = get_object_or_404(Utterance.objects.select_related("speaker", "recorded_by"), pk=pk)
    context = {
        "utterance": found,
        "page": utterance_page(found),
        "may_mark": can(request.user, Action.MARK_PROVENANCE),
    }
    return render(request, "claims/utterance.html", context)


@require_http_methods(["GET", "POST"])
@requires(Action.MARK_PROVENANCE)
def utterance_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what is known of it now. Who saves second sees what is saved beside what they wrote (409)."""
    found = get_object_or_404(Utterance.objects.select_related("speaker"), pk=pk)
    form = UtteranceForm(request.POST or None, initial=initial_of(found))
    status, versions = 422 if form.is_bound else 200, None
    if form.is_bound and form.is_valid():
        try:
            edit_utterance(pk, form.value(), seen=form.cleaned_data["seen"], now=timezone.now())
        except UtteranceImpossible as error:
            form.add_error("said_on_first", str(error))
        except ChangedMeanwhile:
            found.refresh_from_db()
            status, versions = 409, both_versions(form, initial_of(found), row=found)
            form = UtteranceForm({**request.POST.dict(), "seen": mark_of(found)})
        else:
            messages.success(request, "Saved. What it said before is in its history.")
            return see_other(reverse("utterance", args=[pk]))
    context = {"form": form, "utterance": found, "versions": versions, "names": first_names()}
    return render(request, "claims/utterance_edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Action.MARK_PROVENANCE)
def mention_utterance(request: HttpRequest, pk: int) -> HttpResponse:
    """
    Say which act of saying a mention reports: one that is recorded (`utterance=ID`), a new one, or none known.

    409 when somebody else said it first: the page shows theirs, and what was entered stays.
    """
    mention = get_object_or_404(
        Mention.objects.select_related(
            "claim__scope__measure", "claim__claimant", "version__article__outlet", "utterance__speaker"
        ),
        pk=pk,
    )
    action = request.POST.get("action", "")
    form = UtteranceForm(
        request.POST if action == "create" else None, initial=initial_for(mention), prefix="new"
    )
    if request.method != "POST":
        return _show(request, mention, form)
    if action == "create" and not form.is_valid():
        return _show(request, mention, form, status=422)
    chosen = Utterance.objects.filter(pk=whole_number(request.POST.get("utterance")) or 0).first()
    if action not in ("create", "detach") and chosen is None:
        return _show(request, mention, form, refused="Choose an utterance, or record a new one.", status=422)
    by, now = person_of(request), timezone.now()
    try:
        with transaction.atomic():
            if action != "attach":
                chosen = None if action == "detach" else record_utterance(form.value(), by=by, now=now)
            others = other_reports(mention) if request.POST.get("others") and chosen else []
            seen = whole_number(request.POST.get("seen"))
            attach(mention, chosen, seen=seen, by=by, now=now, others=others)
    except UtteranceImpossible as error:
        return _show(request, mention, form, refused=str(error), status=422)
    except ChangedMeanwhile:
        mention.refresh_from_db(fields=["utterance"])
        return _refuse(request, mention, form, chosen)
    if chosen is None:
        messages.success(request, "It reports no known utterance any more. Undo brings it back.")
        return see_other(reverse("mention_utterance", args=[pk]))
    messages.success(request, "Saved what it reports. Undo takes it back.")
    return see_other(reverse("utterance", args=[chosen.pk]))


def _refuse(
    request: HttpRequest, mention: Mention, form: UtteranceForm, chosen: Utterance | None
) -> HttpResponse:
    """Show what somebody else has said meanwhile beside what this person wanted; nothing of it is saved."""
    theirs = "none" if mention.utterance is None else str(mention.utterance)
    if form.is_bound:
        wanted, again = (
            f"{form['speaker'].value()}: {form['words'].value() or form['venue'].value() or ''}",
            [],
        )
    else:
        wanted = "none" if chosen is None else str(chosen)
        names = ("action", "utterance", "others")
        again = [(name, request.POST[name]) for name in names if name in request.POST]
        again.append(("seen", str(mention.utterance_id or "")))
    versions = Versions([Line("It reports", theirs, wanted)], *saved_last(mention), again)
    return _show(request, mention, form, versions=versions, status=409)


def _show(
    request: HttpRequest, mention: Mention, form: UtteranceForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    reported = [] if mention.utterance_id is None else [mention.utterance_id]
    context = {
        "mention": mention,
        "form": form,
        "reports": sum(reports_by_utterance(reported).values()),
        "offered": utterances_for(mention),
        "others": other_reports(mention),
        "names": first_names(),
        **more,
    }
    return render(request, "claims/mention_utterance.html", context, status=status)
