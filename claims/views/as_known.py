"""A question or a claim as known at the end of a day, or at an instant: choosing it, and the page of it."""

from datetime import UTC, datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from claims.models import Claim, Question
from claims.paging import page_of
from claims.queries.known import timeline
from claims.queries.known.moments import Moment, moment_of
from claims.queries.known.pages import NotYetKnown, claim_then, links_then, question_then
from claims.queries.known.rows import known_since
from claims.queries.question import CLAIMS_SHOWN, LEFT_OUT_SHOWN
from config.asked import see_other, whole_number
from config.policies import Action, requires


@require_GET
@requires(Action.BROWSE)
def question_days(request: HttpRequest, pk: int) -> HttpResponse:
    """
    Offer the times of a question; `?day=2026-05-01` leads to that one.

    `?before_reopening=ID` leads to the moment just before a reopening of it.
    """
    found = get_object_or_404(Question, pk=pk)
    reopening = whole_number(request.GET.get("before_reopening"))
    before = timeline.before_reopening(found, reopening) if reopening else None
    return _go(found, before) if before else _choose(request, found)


@require_GET
@requires(Action.BROWSE)
def claim_days(request: HttpRequest, pk: int) -> HttpResponse:
    """Offer the times of a claim; `?day=2026-05-01` leads to that one."""
    return _choose(request, get_object_or_404(Claim.objects.with_scope(), pk=pk))


@require_GET
@requires(Action.BROWSE)
def question_as_known(request: HttpRequest, pk: int, day: str) -> HttpResponse:
    """Show a question as known on a day or at an instant (UTC); 404 with words for one that is none or too early."""
    found = get_object_or_404(Question, pk=pk)
    moment = moment_of(day)
    if moment is None:
        return _no_moment(request, found)
    if not moment.is_over(timezone.now()):
        return _not_over(request, found, moment)
    gathered = links_then(pk, moment)
    links = page_of(request, gathered.gathered, size=CLAIMS_SHOWN)
    try:
        then = question_then(pk, moment, links.rows, gathered.left_out[:LEFT_OUT_SHOWN])
    except NotYetKnown:
        return _not_yet(request, found, moment, known_since(Question, pk))
    return render(request, "claims/known_question.html", {"then": then, "links": links, "found": found})


@require_GET
@requires(Action.BROWSE)
def claim_as_known(request: HttpRequest, pk: int, day: str) -> HttpResponse:
    """Show a claim as known on a day or at an instant (UTC); 404 with words for one that is none or too early."""
    found = get_object_or_404(Claim.objects.with_scope(), pk=pk)
    moment = moment_of(day)
    if moment is None:
        return _no_moment(request, found)
    if not moment.is_over(timezone.now()):
        return _not_over(request, found, moment)
    try:
        then = claim_then(pk, moment)
    except NotYetKnown:
        return _not_yet(request, found, moment, found.recorded_at)
    return render(request, "claims/known_claim.html", {"then": then, "found": found})


def _choose(
    request: HttpRequest, found: Question | Claim, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    """Show the times to choose from, or go to the day that was asked for."""
    asked = request.GET.get("day", "")
    if asked and not problem:
        if moment_of(asked) is not None:
            return _go(found, asked)
        status, problem = 400, f"“{asked[:40]}” is no day. Write it as 2026-05-01."
    times = timeline.question_times(found) if isinstance(found, Question) else timeline.claim_times(found)
    today = timezone.now().astimezone(UTC).date()
    context = {
        "found": found, "name": _name(found), "times": times, "problem": problem, "asked": asked, "today": today,
    }  # fmt: skip
    return render(request, "claims/known_days.html", context, status=status)


def _go(found: Question | Claim, moment: str) -> HttpResponse:
    return see_other(reverse(f"{_name(found)}_as_known", args=[found.pk, moment]))


def _no_moment(request: HttpRequest, found: Question | Claim) -> HttpResponse:
    return _choose(request, found, status=404, problem="This address names no day. Choose one below.")


def _not_over(request: HttpRequest, found: Question | Claim, moment: Moment) -> HttpResponse:
    """More may become known until then, so the page would not stay the same: show the present one."""
    messages.info(request, f"{moment.text} is not over yet. This is what is known now.")
    return redirect(_name(found), found.pk)


def _not_yet(
    request: HttpRequest, found: Question | Claim, moment: Moment, since: datetime | None
) -> HttpResponse:
    heard = f" The archive has known it since {since.astimezone(UTC):%d %b %Y}." if since else ""
    words = f"{moment.words} this {_name(found)} was not known yet."
    return _choose(request, found, status=404, problem=words[0].upper() + words[1:] + heard)


def _name(found: Question | Claim) -> str:
    return "question" if isinstance(found, Question) else "claim"
