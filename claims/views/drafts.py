"""Drafts of decisions and assessments: kept while one writes, found again by their author and nobody else."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from claims.forms.adjudication import AdjudicationForm, rank_fields
from claims.models import Draft, Question
from claims.services.claims_seen import claims_now, read
from claims.services.drafting import draft_of, drop_draft, save_draft
from claims.views.judging import claims_ranked, question_of
from claims.vocabulary import DraftKind
from config.asked import person_of, see_other
from config.htmx import wants_pieces
from config.policies import Action, requires
from config.seen import ChangedMeanwhile, Versions, both_versions, mark_of

#: The page of each kind of draft.
_PAGES = {
    DraftKind.DECISION: "question_decide",
    DraftKind.ASSESSMENT: "assessment_hand_in",
    DraftKind.RECONCILIATION: "assessment_reconcile",
}


@dataclass(frozen=True, slots=True)
class DraftShown:
    """
    What a form says of its draft. row: as it is kept, None: none.

    is_behind: something became of the question since it was begun. newer: the mark of one that came in between.
    """

    question: Question
    kind: DraftKind
    row: Draft | None
    mark: str
    is_behind: bool = False
    newer: str = ""

    @property
    def fields(self) -> dict[str, str]:
        return self.row.fields if self.row else {}


@require_POST
@requires(Action.PROPOSE)
@vary_on_headers("HX-Request")
def draft_save(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Keep what was typed so far, whether or not the form would take it; `act=discard` lets go of it."""
    question, person = question_of(pk), person_of(request)
    if kind not in set(DraftKind):
        raise Http404("There are no drafts of this kind.")
    what = DraftKind(kind)
    if request.POST.get("act") == "discard":
        drop_draft(question, what, by=person)
        messages.success(request, "The draft is gone.")
        return see_other(_page_of(question, what))
    seen = request.POST.get("draft", "")
    try:
        row = save_draft(question, what, _typed(request, question), by=person, now=timezone.now(), seen=seen)
    except ChangedMeanwhile as changed:
        return _second(request, DraftShown(question, what, changed.now, seen, newer=mark_of(changed.now)))
    if wants_pieces(request):
        return render(
            request, "claims/_draft_state.html", {"draft": DraftShown(question, what, row, mark_of(row))}
        )
    messages.success(request, "The draft is kept. Only you read it.")
    return see_other(_page_of(question, what))


def draft_shown(request: HttpRequest, question: Question, kind: DraftKind, *, seen: str) -> DraftShown:
    """
    Return this person's draft for the form; what a refused form was sent with is kept first.

    seen: how the question stands now, as the form would carry it. Two queries to show it.
    """
    person = person_of(request)
    row = draft_of(question, kind, by=person)
    if request.method == "POST" and "rationale" in request.POST:
        mark = mark_of(row) if row else ""
        row = save_draft(question, kind, _typed(request, question), by=person, now=timezone.now(), seen=mark)
    kept = row.fields if row else {}
    is_behind = kept.get("seen", seen) != seen or (
        "claims_seen" in kept and read(kept["claims_seen"]) != claims_now(question)
    )
    return DraftShown(question, kind, row, mark_of(row) if row else "", is_behind)


def _typed(request: HttpRequest, question: Question) -> dict[str, str]:
    ranks = (name for claim in claims_now(question) for name in rank_fields(claim))
    return {
        name: request.POST[name] for name in (*AdjudicationForm.base_fields, *ranks) if name in request.POST
    }


def _page_of(question: Question, kind: DraftKind) -> str:
    return reverse(_PAGES[kind], args=[question.pk])


def _second(request: HttpRequest, draft: DraftShown) -> HttpResponse:
    """Another window of the same person was faster: say so beside the form, or without script on a page."""
    if wants_pieces(request):
        return render(request, "claims/_draft_state.html", {"draft": draft}, status=409)
    form = AdjudicationForm(request.POST, claims=claims_ranked(draft.question))
    again = [
        (name, value) for name, value in request.POST.items() if name not in ("csrfmiddlewaretoken", "draft")
    ]
    assert draft.row is not None
    versions = Versions(
        both_versions(form, draft.fields).lines, "another window of yours", draft.row.saved_at,
        [*((name, str(value)) for name, value in again), ("draft", draft.newer)],
    )  # fmt: skip
    context = {
        "versions": versions,
        "action": request.get_full_path(),
        "leave": _page_of(draft.question, draft.kind),
    }
    return render(request, "changed.html", context, status=409)
