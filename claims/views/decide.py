"""Propose a decision on a question, approve or return it, look at it again, withdraw it."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from claims.forms.adjudication import OUTCOME_MEANINGS, AdjudicationForm, ReviewForm
from claims.models import Adjudication, Question
from claims.queries.assessing import rounds_of
from claims.queries.rankings import rankings_of
from claims.services.claims_seen import claims_now, written
from claims.services.deciding import (
    BeingAssessed,
    OwnDecision,
    Standing,
    approve,
    assessed_by,
    hold,
    locked,
    propose,
    send_back,
    standing_of,
    withdraw,
)
from claims.services.drafting import draft_of
from claims.services.refusals import ReasonMissing
from claims.states import NotPossible
from claims.views.deciding_second import (
    how_it_stands,
    second_proposal,
    second_review,
    values_of,
    who_decided,
)
from claims.views.drafts import draft_shown
from claims.views.judging import (
    MARKS,
    claims_ranked,
    is_turning,
    page_of_claims,
    question_of,
    renewed,
)
from claims.views.queue import next_task, show_queue
from claims.vocabulary import DraftKind, Ending
from config.asked import person_of, see_other, whole_number
from config.policies import Action, can, requires
from config.seen import ChangedMeanwhile, Versions

#: Earlier decisions shown beside the form.
EARLIER_SHOWN = 20

_DONE = {
    "approve": "Approved: this is the answer from now on.",
    "return": "Returned, with your comment.",
    "hold": "Looked at again: the decision holds.",
}


@require_http_methods(["GET", "POST"])
@requires(Action.PROPOSE)
def question_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form with what stands beside it; save it. 409 when something became of the question meanwhile."""
    question = question_of(pk)
    standing = standing_of(question)
    if request.method != "POST":
        return _page(request, question, None, standing)
    page = page_of_claims(request)
    if is_turning(request):
        filled_in = AdjudicationForm(
            claims=claims_ranked(question), page=page, initial=request.POST.dict()
        )  # fmt: skip
        return _page(request, question, filled_in, standing)
    seen, claims_seen = (request.POST.get(name, "") for name in MARKS)
    try:
        with transaction.atomic():
            locked(question, seen, claims_seen)  # what changed comes before what is wrong with the form
            form = AdjudicationForm(request.POST, claims=claims_ranked(question), page=page)
            if not form.is_valid():
                return _page(request, question, form, standing, status=422)
            propose(
                question, form.decision(), by=person_of(request), now=timezone.now(), seen=seen,
                claims_seen=claims_seen,
            )  # fmt: skip
    except ChangedMeanwhile as changed:
        # what was entered stays; saving again, where that is possible, is about the newer state
        now: Standing = changed.now
        sent = renewed(request, question, now.seen)
        form = AdjudicationForm(sent, claims=claims_ranked(question), page=page)
        versions = second_proposal(request, question, now, form)
        return _page(request, question, form, now, status=409, versions=versions)
    except BeingAssessed as refused:
        form.add_error(None, str(refused))
        return _page(request, question, form, standing, status=409)
    except NotPossible:
        form.add_error(
            None,
            "A decision already waits for a second person. Have it approved, returned or withdrawn first.",
        )
        return _page(request, question, form, standing, status=409)
    messages.success(request, "Proposed. It becomes the answer once a second person approves it.")
    return see_other(reverse("question", args=[question.pk]))


@require_POST
@requires(Action.DECIDE)
@vary_on_headers("HX-Request", "HX-Target")
def question_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or return the proposed decision, or say why a reopened one holds."""
    question, form = question_of(pk), ReviewForm(request.POST)
    if not form.is_valid():
        return _refused(request, question, "Choose to approve or to return.", status=422)
    act, comment, seen, claims_seen = (form.cleaned_data[name] for name in form.fields)
    person, now = person_of(request), timezone.now()
    try:
        if act == "approve":
            approve(question, by=person, now=now, seen=seen, claims_seen=claims_seen, comment=comment)
        elif act == "return":
            send_back(question, comment=comment, by=person, now=now, seen=seen)
        else:
            hold(question, reason=comment, by=person, now=now, seen=seen, claims_seen=claims_seen)
    except OwnDecision as refused:
        return _refused(request, question, str(refused), status=403, comment=comment)
    except ReasonMissing as refused:
        return _refused(request, question, str(refused), status=422, comment=comment)
    except ChangedMeanwhile as changed:
        versions = second_review(request, question, changed.now, act=act, comment=comment)
        return _second(request, question, versions, comment=comment)
    except NotPossible as refused:
        return _refused(request, question, str(refused), status=409, comment=comment)
    if request.POST.get("back") == "queue":
        return next_task(request, said=_DONE[act])
    messages.success(request, _DONE[act])
    return see_other(reverse("question", args=[question.pk]))


@require_POST
@requires(Action.PROPOSE)
def question_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a decision back: an adjudicator the one that holds or waits, its proposer the one that waits."""
    question, person = question_of(pk), person_of(request)
    proposed = request.POST.get("which") == "proposed"
    waiting = standing_of(question).proposed
    is_own = proposed and waiting is not None and waiting.decided_by_id == person.pk
    if not is_own and not can(request.user, Action.DECIDE):
        raise PermissionDenied("Only an adjudicator withdraws what somebody else proposed.")
    try:
        withdraw(
            question, by=person, now=timezone.now(), seen=request.POST.get("seen", ""), proposed=proposed
        )
    except ChangedMeanwhile as changed:
        row = changed.now.proposed or changed.now.current
        versions = Versions(how_it_stands(changed.now, "withdraw"), *who_decided(row))
        return _second(request, question, versions)
    except NotPossible as refused:
        return _refused(request, question, str(refused), status=409)
    messages.success(request, "Withdrawn. The decision stays on record.")
    return see_other(reverse("question", args=[question.pk]))


def _fresh_form(
    question: Question, standing: Standing, *, person: User, returned: Adjudication | None, claims_seen: str
) -> AdjudicationForm:
    """
    The form as one opens it: the person's draft; without one, their proposal that was returned; else the decision that
    holds, so that a person changes what has changed.
    """
    draft = draft_of(question, DraftKind.DECISION, by=person)
    marks = {"seen": standing.seen, "claims_seen": claims_seen}
    initial = values_of(returned or standing.current) | marks | (draft.fields if draft else {})
    return AdjudicationForm(claims=claims_ranked(question), initial=initial)


def _returned_to(person: User, question: Question) -> Adjudication | None:
    """The last decision on the question, where it is this person's and was returned."""
    last = (
        Adjudication.objects.filter(question=question).select_related("reviewed_by").order_by("-pk").first()
    )
    mine = last is not None and last.decided_by_id == person.pk and last.ended_how == Ending.RETURNED
    return last if mine else None


def _second(
    request: HttpRequest, question: Question, versions: Versions, *, comment: str = ""
) -> HttpResponse:
    """The page as it is now, with both versions: its forms carry the new marks and what was entered."""
    if request.POST.get("back") == "queue":
        return show_queue(
            request, status=409, kind="approval", at=question.pk, comment=comment, versions=versions,
            leave=reverse("queue"),
        )  # fmt: skip
    standing = standing_of(question)
    return _page(request, question, None, standing, status=409, comment=comment, versions=versions)


def _refused(
    request: HttpRequest, question: Question, problem: str, *, status: int, comment: str = ""
) -> HttpResponse:
    if request.POST.get("back") == "queue":
        return show_queue(
            request, status=status, kind="approval", at=question.pk, problem=problem, comment=comment
        )
    standing = standing_of(question)
    return _page(request, question, None, standing, status=status, problem=problem, comment=comment)


def _page(
    request: HttpRequest, question: Question, form: AdjudicationForm | None, standing: Standing, *, status: int = 200,
    problem: str = "", comment: str = "", versions: Versions | None = None,
) -> HttpResponse:  # fmt: skip
    """form: as it was filled in; None: as one opens it."""
    decisions = Adjudication.objects.filter(question=question).select_related(
        "decided_by", "reviewed_by", "ended_by"
    )
    person, claims = person_of(request), claims_now(question)
    returned, claims_seen = _returned_to(person, question), written(claims)
    if form is None:
        form = _fresh_form(question, standing, person=person, returned=returned, claims_seen=claims_seen)
    ranked = whole_number(request.GET.get("ranked")) or 1
    context = {
        "question": question,
        "form": form,
        "standing": standing,
        "rankings": rankings_of(standing.proposed, claims, page=ranked) if standing.proposed else None,
        "decisions": decisions.order_by("-pk")[:EARLIER_SHOWN],
        "problem": problem,
        "versions": versions,
        "leave": reverse("question_decide", args=[question.pk]),
        "comment": comment,
        "may_decide": can(request.user, Action.DECIDE),
        "is_own": standing.proposed is not None and standing.proposed.decided_by_id == person.pk,
        "is_assessor": standing.proposed is not None and assessed_by(standing.proposed, person),
        "round": rounds_of(question).open().first(),
        "returned": returned,
        "draft": draft_shown(request, question, DraftKind.DECISION, seen=standing.seen),
        "claims_seen": claims_seen,
        "meanings": OUTCOME_MEANINGS,
    }
    return render(request, "claims/decide.html", context, status=status)
