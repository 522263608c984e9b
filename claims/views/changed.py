"""What changed about a thing between two moments: choosing them, and the page of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from claims.paging import page_of
from claims.queries.known.changes import changes_between
from claims.queries.known.moments import Moment, moment_of
from claims.queries.known.pages import side_then
from claims.queries.known.rows import NotYetKnown
from claims.views.as_known import PASTS, choose
from config.asked import person_of, see_other
from config.policies import Action, requires

#: Acts on one page.
PAGE = 50


@require_GET
@requires(Action.BROWSE)
def changes_days(request: HttpRequest, noun: str, pk: int) -> HttpResponse:
    """Lead to what changed between `?since=` and `?until=`; without them, offer the times of the thing."""
    found = get_object_or_404(PASTS[noun].rows(), pk=pk)
    since, until = request.GET.get("since", "").strip(), request.GET.get("until", "").strip()
    if not since and not until:
        return choose(request, noun, found)
    if problem := _problem(since, until):
        return choose(request, noun, found, status=422, problem=problem)
    return see_other(reverse(f"{noun}_changes", args=[pk, since, until]))


@require_GET
@requires(Action.BROWSE)
def changes(request: HttpRequest, noun: str, pk: int, since: str, until: str) -> HttpResponse:
    """Show what changed after one day or instant, until and with another; 404 with words for what is none."""
    found = get_object_or_404(PASTS[noun].rows(), pk=pk)
    begin, end = moment_of(since), moment_of(until)
    if (problem := _problem(since, until)) or begin is None or end is None:
        return choose(request, noun, found, status=404, problem=problem)
    sides = [_side(pk, moment) for moment in (begin, end)] if noun == "question" else []
    told = changes_between(noun, pk, begin, end, person_of(request))
    page = page_of(request, told.acts, size=PAGE)
    context = {"changes": told, "page": page, "sides": sides, "found": found, "noun": noun}
    return render(request, "claims/known_changes.html", context)


def _problem(since: str, until: str) -> str:
    """Return why nothing can be told of the time between these two, "" where it can."""
    begin, end = moment_of(since), moment_of(until)
    if begin is None or end is None:
        return f"“{(since if begin is None else until)[:40]}” is no day. Write it as 2026-05-01."
    if begin.before >= end.before:
        return "The first day must be before the second one."
    if not end.is_over(timezone.now()):
        return f"{end.text} is not over yet: more may change until then."
    return ""


def _side(pk: int, moment: Moment) -> dict[str, object]:
    """Return how a question stood at a moment; its `then` is None where it was not known yet."""
    try:
        return {"moment": moment, "then": side_then(pk, moment)}
    except NotYetKnown:
        return {"moment": moment, "then": None}
