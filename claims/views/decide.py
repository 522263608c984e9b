"""Settle a question, or withdraw the decision."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from claims.forms.adjudication import AdjudicationForm
from claims.models import Adjudication, Question
from claims.services.deciding import (
    DecidedMeanwhile,
    current_adjudication,
    decide_question,
    withdraw_decision,
)
from config.asked import person_of, see_other, whole_number
from config.policies import Action, requires

#: Earlier decisions shown beside the form.
EARLIER_SHOWN = 20


@require_http_methods(["GET", "POST"])
@requires(Action.DECIDE)
def question_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form with the current decision beside it; save it. 409 when another one became current."""
    question = _question(pk)
    current = current_adjudication(question)
    if request.method != "POST":
        form = AdjudicationForm(initial={"seen": current.pk if current else None})
        return _page(request, question, form, status=200)
    form = AdjudicationForm(request.POST)
    if not form.is_valid():
        return _page(request, question, form, status=422)
    try:
        decide_question(
            question,
            form.finding(),
            by=person_of(request),
            now=timezone.now(),
            seen=form.cleaned_data["seen"],
        )
    except DecidedMeanwhile as meanwhile:
        # what was entered stays; saving again supersedes the newer decision
        form.data = {**request.POST.dict(), "seen": str(meanwhile.current.pk) if meanwhile.current else ""}
        form.add_error(None, f"{meanwhile} It is shown beside the form; what you entered is still here.")
        return _page(request, question, form, status=409)
    messages.success(request, "Decided. An earlier decision, if there was one, stays on record.")
    return see_other(reverse("question", args=[question.pk]))


@require_POST
@requires(Action.DECIDE)
def question_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the current decision back; the question is open again."""
    question = _question(pk)
    try:
        withdraw_decision(
            question,
            by=person_of(request),
            now=timezone.now(),
            seen=whole_number(request.POST.get("seen")) or 0,
        )
    except DecidedMeanwhile as meanwhile:
        messages.error(request, str(meanwhile))
        return _page(request, question, AdjudicationForm(), status=409)
    messages.success(request, "Withdrawn. The question is open; the decision stays on record.")
    return see_other(reverse("question", args=[question.pk]))


def _question(pk: int) -> Question:
    return get_object_or_404(
        Question.objects.select_related("scope__measure", "scope__population", "scope__place"), pk=pk
    )


def _page(request: HttpRequest, question: Question, form: AdjudicationForm, *, status: int) -> HttpResponse:
    decisions = Adjudication.objects.filter(question=question).select_related("decided_by", "ended_by")
    context = {
        "question": question,
        "form": form,
        "decisions": decisions.order_by("-pk")[:EARLIER_SHOWN],
        "current": current_adjudication(question),
    }
    return render(request, "claims/decide.html", context, status=status)
