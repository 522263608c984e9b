"""Blind assessments of a question: ask for them, hand one in, call them off, reconcile them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from claims.forms.adjudication import (
    OUTCOME_MEANINGS,
    AskingForm,
    AssessmentForm,
    CallingOffForm,
    ReconciliationForm,
)
from claims.forms.mention import plain
from claims.models import AssessmentRound, Question
from claims.queries.assessing import SideBySide, rounds_of, shown_to, side_by_side
from claims.services.assessing import TooFew, ask_for_assessments, call_off, hand_in, hold_claims
from claims.services.claims_seen import claims_now, read, written
from claims.services.deciding import Standing, locked, propose, standing_of
from claims.services.drafting import draft_of
from claims.services.refusals import ReasonMissing
from claims.states import NotPossible
from claims.views.assessing_second import (
    ended_meanwhile,
    handed_in_before,
    second_asking,
    second_call_off,
    sent_round,
)
from claims.views.deciding_second import claims_moved, second_proposal
from claims.views.desk import desk_of
from claims.views.drafts import draft_shown
from claims.views.judging import (
    MARKS,
    claims_ranked,
    is_turning,
    page_of_claims,
    question_of,
    renewed,
)
from claims.vocabulary import DraftKind
from config.asked import person_of, see_other, whole_number
from config.people_roles import able
from config.policies import Action, can, requires
from config.seen import ChangedMeanwhile, Versions

#: Rounds listed beside the page.
ROUNDS_SHOWN = 20


@require_GET
@requires(Action.BROWSE)
def assessments(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how the assessments of a question stand; `round` names an earlier one."""
    return _page(request, question_of(pk))


@require_POST
@requires(Action.ASSESS)
def assessment_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask people for blind assessments."""
    question = question_of(pk)
    form = AskingForm(request.POST, people=able(Action.ASSESS))
    if not form.is_valid():
        return _page(request, question, asking=form, status=422)
    data = form.cleaned_data
    try:
        ask_for_assessments(
            question, data["assessors"], by=person_of(request), now=timezone.now(), seen=data["seen"],
            why=data["why"],
        )  # fmt: skip
    except TooFew as refused:
        form.add_error("assessors", str(refused))
        return _page(request, question, asking=form, status=422)
    except (ChangedMeanwhile, NotPossible) as refused:
        standing = standing_of(question)
        form.data = request.POST.copy()
        form.data["seen"] = standing.seen
        form.add_error(None, str(refused))
        versions = second_asking(question, standing, form)
        return _page(request, question, asking=form, status=409, versions=versions)
    messages.success(
        request, "Asked. Each of them is told, and sees nobody else's judgement before all are in."
    )
    return see_other(_address(question))


@require_http_methods(["GET", "POST"])
@requires(Action.ASSESS)
def assessment_hand_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form to somebody who is asked, and keep what they hand in; to others say why not (409 or 403)."""
    question, person = question_of(pk), person_of(request)
    row = rounds_of(question).open().first()
    seen = str(row.pk if row else 0)
    shown = shown_to(row, person) if row else None
    sent = sent_round(question, request.POST.get("seen", "")) if request.method == "POST" else None
    was_asked = sent is not None and sent != row and shown_to(sent, person).is_assessor
    if shown is not None and not shown.is_assessor and not was_asked:
        raise PermissionDenied("Only who was asked hands in an assessment.")
    if request.method != "POST":
        if row is None or shown is None or not shown.is_asked:
            return _page(request, question, problem="No assessment of yours is waited for.", status=409)
        draft = draft_of(question, DraftKind.ASSESSMENT, by=person)
        marks = {"seen": seen, "claims_seen": written(claims_now(question))}
        form = AssessmentForm(claims=claims_ranked(question), initial=marks | (draft.fields if draft else {}))
        return _form_page(request, question, row, form)
    page = page_of_claims(request)
    if is_turning(request):
        form = AssessmentForm(claims=claims_ranked(question), page=page, initial=request.POST.dict())
        return _form_page(request, question, row, form)
    if row is None or (sent is not None and sent != row):
        form = AssessmentForm(renewed(request, question, seen), claims=claims_ranked(question), page=page)
        form.add_error(
            None,
            "These assessments ended in the meantime. What you wrote is still here; it is not handed in.",
        )
        return _form_page(request, question, row, form, status=409, versions=ended_meanwhile(sent))
    claims_seen = request.POST.get("claims_seen", "")
    try:
        with transaction.atomic():
            hold_claims(question)
            form = AssessmentForm(request.POST, claims=claims_ranked(question), page=page)
            if sent != row or read(claims_seen) != claims_now(question):
                raise ChangedMeanwhile
            if not form.is_valid():
                return _form_page(request, question, row, form, status=422)
            hand_in(row, form.decision(), by=person, now=timezone.now())
    except ChangedMeanwhile:
        versions = claims_moved(question, claims_seen)
        form = AssessmentForm(renewed(request, question, seen), claims=claims_ranked(question), page=page)
        form.add_error(
            None,
            "The claims under this question are not as you saw them: look at them and hand in again.",
        )
        return _form_page(request, question, row, form, status=409, versions=versions)
    except NotPossible as refused:
        form.add_error(None, str(refused))
        before = handed_in_before(row, person, form)
        return _form_page(request, question, row, form, status=409, versions=before)
    return _done(request, _address(question), "Handed in. It stays sealed until all are in.")


@require_POST
@requires(Action.ASSESS)
def assessment_call_off(request: HttpRequest, pk: int) -> HttpResponse:
    """End the round without a decision: who asked for it, or an adjudicator, with a reason."""
    question, form, person = question_of(pk), CallingOffForm(request.POST), person_of(request)
    row = _named_round(question, form.cleaned_data["round"] if form.is_valid() else None)
    if row.asked_by_id != person.pk and not can(request.user, Action.DECIDE):
        raise PermissionDenied("Only who asked for the assessments, or an adjudicator, calls them off.")
    reason = form.cleaned_data["reason"]
    try:
        call_off(row, reason=reason, by=person, now=timezone.now(), seen=form.cleaned_data["seen"])
    except ReasonMissing as refused:
        return _page(request, question, problem=str(refused), status=422)
    except (ChangedMeanwhile, NotPossible) as refused:
        both = second_call_off(request, _named_round(question, row.pk), reason)
        return _page(request, question, problem=f"{refused} You wrote: “{reason}”", status=409, **both)
    messages.success(request, "Called off. It stays on record that they were asked for, and why they ended.")
    return see_other(_address(question))


@require_http_methods(["GET", "POST"])
@requires(Action.PROPOSE)
def assessment_reconcile(request: HttpRequest, pk: int) -> HttpResponse:
    """Show all assessments side by side over a form that holds what they agree on; propose the decision."""
    question = question_of(pk)
    row = rounds_of(question).open().first()
    sides = side_by_side(row) if row else None
    if row is None or sides is None:
        return _page(request, question, problem="There are no assessments to reconcile.", status=409)
    standing = standing_of(question)
    if request.method != "POST":
        figures = {
            name: plain(sides.initial[name]) for name in ("low", "best", "high") if name in sides.initial
        }
        draft = draft_of(question, DraftKind.RECONCILIATION, by=person_of(request))
        marks = {"seen": standing.seen, "claims_seen": written(claims_now(question))}
        initial = {**sides.initial, **figures, **marks, **(draft.fields if draft else {})}
        claims = claims_ranked(question)
        form = ReconciliationForm(claims=claims, differing=sides.differing, initial=initial)
        return _reconciling(request, question, row, sides, form)
    page = page_of_claims(request)
    if is_turning(request):
        form = ReconciliationForm(
            claims=claims_ranked(question), page=page, differing=sides.differing, initial=request.POST.dict()
        )
        return _reconciling(request, question, row, sides, form)
    seen, claims_seen = (request.POST.get(name, "") for name in MARKS)
    try:
        with transaction.atomic():
            locked(question, seen, claims_seen)
            claims = claims_ranked(question)
            form = ReconciliationForm(request.POST, claims=claims, page=page, differing=sides.differing)
            if not form.is_valid():
                return _reconciling(request, question, row, sides, form, status=422)
            propose(
                question, form.decision(), by=person_of(request), now=timezone.now(), seen=seen,
                claims_seen=claims_seen, rests_on=row,
            )  # fmt: skip
    except ChangedMeanwhile as changed:
        now: Standing = changed.now
        filled_in, claims = renewed(request, question, now.seen), claims_ranked(question)
        form = ReconciliationForm(filled_in, claims=claims, page=page, differing=sides.differing)
        versions = second_proposal(request, question, now, form)
        return _reconciling(request, question, row, sides, form, status=409, versions=versions)
    except NotPossible as refused:
        form.add_error(None, f"{refused} What you entered is still here.")
        return _reconciling(request, question, row, sides, form, status=409)
    said = "Proposed. It becomes the answer once somebody who did not assess approves it."
    return _done(request, reverse("question_decide", args=[question.pk]), said)


def _done(request: HttpRequest, address: str, said: str) -> HttpResponse:
    """Go to the address, or back to the queue for who came from there."""
    messages.success(request, said)
    return see_other(desk_of(request).url if came_from_queue(request) else address)


def came_from_queue(request: HttpRequest) -> bool:
    return "queue" in (request.GET.get("back"), request.POST.get("back"))


def _address(question: Question) -> str:
    return reverse("assessments", args=[question.pk])


def _named_round(question: Question, pk: int | None) -> AssessmentRound:
    row: AssessmentRound | None = rounds_of(question).filter(pk=pk).first()
    if row is None:
        raise Http404("There are no such assessments.")
    return row


def _form_page(
    request: HttpRequest, question: Question, row: AssessmentRound | None, form: AssessmentForm, *,
    status: int = 200, versions: Versions | None = None,
) -> HttpResponse:  # fmt: skip
    draft = draft_shown(request, question, DraftKind.ASSESSMENT, seen=str(row.pk if row else 0))
    context = {
        "question": question,
        "row": row,
        "form": form,
        "draft": draft,
        "meanings": OUTCOME_MEANINGS,
        "back": came_from_queue(request),
        "versions": versions,
        "leave": _address(question),
    }
    return render(request, "claims/assess.html", context, status=status)


def _reconciling(
    request: HttpRequest, question: Question, row: AssessmentRound, sides: SideBySide, form: ReconciliationForm, *,
    status: int = 200, versions: Versions | None = None,
) -> HttpResponse:  # fmt: skip
    context = {
        "question": question,
        "row": row,
        "sides": sides,
        "form": form,
        "versions": versions,
        "draft": draft_shown(request, question, DraftKind.RECONCILIATION, seen=standing_of(question).seen),
        "meanings": OUTCOME_MEANINGS,
        "back": came_from_queue(request),
    }
    return render(request, "claims/reconcile.html", context, status=status)


def _page(
    request: HttpRequest, question: Question, *, status: int = 200, problem: str = "",
    asking: AskingForm | None = None, **more: Any,
) -> HttpResponse:  # fmt: skip
    person, standing = person_of(request), standing_of(question)
    rounds = list(rounds_of(question)[:ROUNDS_SHOWN])
    named = whole_number(request.GET.get("round"))
    row = _named_round(question, named) if named else next(iter(rounds), None)
    is_open = row is not None and row.closed_at is None
    may_ask = can(request.user, Action.ASSESS) and all(one.closed_at for one in rounds)
    if may_ask and asking is None:
        asking = AskingForm(people=able(Action.ASSESS), initial={"seen": standing.seen})
    context = {
        "question": question,
        "rounds": rounds,
        "shown": shown_to(row, person) if row else None,
        "sides": side_by_side(row) if row else None,
        "standing": standing,
        "asking": asking if may_ask or (asking is not None and asking.is_bound) else None,
        "may_call_off": is_open and row is not None
        and (row.asked_by_id == person.pk or can(request.user, Action.DECIDE)),
        "may_reconcile": is_open and can(request.user, Action.PROPOSE) and standing.proposed is None,
        "problem": problem,
        "leave": _address(question),
        **more,
    }  # fmt: skip
    return render(request, "claims/assessments.html", context, status=status)
