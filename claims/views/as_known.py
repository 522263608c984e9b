"""Anything as known at the end of a day, or at an instant: choosing it, and the page of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from claims.models import Claim, Question, Relation
from claims.paging import page_of
from claims.queries.known import timeline
from claims.queries.known.moments import Moment, moment_of
from claims.queries.known.pages import claim_then, links_then, question_then
from claims.queries.known.pairs import pair_then
from claims.queries.known.rows import NotYetKnown, known_since
from claims.queries.known.sources import source_then
from claims.queries.known.texts import article_then
from claims.queries.question import CLAIMS_SHOWN, LEFT_OUT_SHOWN
from config.asked import person_of, see_other, whole_number
from config.policies import Action, requires
from sources.models import Article, Source

Context = dict[str, object]


@dataclass(frozen=True, slots=True)
class Past:
    """
    A kind of thing that has a past. rows: as they are read today. then: what its page shows of a moment, raises
    NotYetKnown, with the thing itself as `found`. times: what became of it.
    """

    rows: "Callable[[], QuerySet[Any]]"
    then: Callable[[HttpRequest, int, Moment], Context]
    times: Callable[[Any], list[timeline.Happening]]


def _question(request: HttpRequest, pk: int, moment: Moment) -> Context:
    gathered = links_then(pk, moment)
    links = page_of(request, gathered.gathered, size=CLAIMS_SHOWN)
    then = question_then(pk, moment, person_of(request), links.rows, gathered.left_out[:LEFT_OUT_SHOWN])
    return {"then": then, "links": links, "found": then.question}


def _article(request: HttpRequest, pk: int, moment: Moment) -> Context:
    then = article_then(pk, moment, number=whole_number(request.GET.get("version")))
    return {"then": then, "found": then.article}


def _claim(request: HttpRequest, pk: int, moment: Moment) -> Context:
    then = claim_then(pk, moment, person_of(request))
    return {"then": then, "found": then.claim}


def _pair(request: HttpRequest, pk: int, moment: Moment) -> Context:
    then = pair_then(pk, moment, person_of(request))
    return {"then": then, "found": then.pair.relation}


def _source(_: HttpRequest, pk: int, moment: Moment) -> Context:
    then = source_then(pk, moment)
    return {"then": then, "found": then.source}


#: By the noun of its addresses; its page of today has the name of the noun.
PASTS: dict[str, Past] = {
    "question": Past(Question.objects.all, _question, timeline.question_times),
    "claim": Past(Claim.objects.with_scope, _claim, timeline.claim_times),
    "relation": Past(Relation.objects.with_claims, _pair, timeline.relation_times),
    "article": Past(Article.objects.all, _article, timeline.article_times),
    "source": Past(Source.objects.all, _source, timeline.source_times),
}


@require_GET
@requires(Action.BROWSE)
def days(request: HttpRequest, noun: str, pk: int) -> HttpResponse:
    """
    Offer the times of a thing; `?day=2026-05-01` leads to that one.

    `?before_reopening=ID` leads to the moment just before a reopening of a question.
    """
    found = _today(noun, pk)
    reopening = whole_number(request.GET.get("before_reopening"))
    if reopening and isinstance(found, Question):
        before = timeline.before_reopening(found, reopening)
        if before:
            return _go(noun, found, before)
    return choose(request, noun, found)


@require_GET
@requires(Action.BROWSE)
def as_known(request: HttpRequest, noun: str, pk: int, day: str) -> HttpResponse:
    """Show a thing as known on a day or at an instant (UTC); 404 with words for one that is none or too early."""
    moment = moment_of(day)
    if moment is None:
        problem = "This address names no day. Choose one below."
        return choose(request, noun, _today(noun, pk), status=404, problem=problem)
    if not moment.is_over(timezone.now()):
        _today(noun, pk)
        # more may become known until then, so the page would not stay the same: show the present one
        messages.info(request, f"{moment.text} is not over yet. This is what is known now.")
        return redirect(noun, pk)
    try:
        context = PASTS[noun].then(request, pk, moment)
    except NotYetKnown:
        return _not_yet(request, noun, _today(noun, pk), moment)
    return render(request, f"claims/known_{noun}.html", {**context, "noun": noun})


def _today(noun: str, pk: int) -> Any:
    """Return a thing as it is today. Raises Http404 where there is none."""
    return get_object_or_404(PASTS[noun].rows(), pk=pk)


def choose(
    request: HttpRequest, noun: str, found: Model, *, status: int = 200, problem: str = ""
) -> HttpResponse:
    """Show the times to choose from, with the problem if there is one, or go to the day that was asked for."""
    asked = request.GET.get("day", "")
    if asked and not problem:
        if moment_of(asked) is not None:
            return _go(noun, found, asked)
        status, problem = 422, f"“{asked[:40]}” is no day. Write it as 2026-05-01."
    today = timezone.now().astimezone(UTC).date()
    context = {
        "found": found, "noun": noun, "times": PASTS[noun].times(found), "problem": problem, "asked": asked,
        "today": today, "since": request.GET.get("since", ""), "until": request.GET.get("until", ""),
    }  # fmt: skip
    return render(request, "claims/known_days.html", context, status=status)


def _go(noun: str, found: Model, moment: str) -> HttpResponse:
    return see_other(reverse(f"{noun}_as_known", args=[found.pk, moment]))


def _not_yet(request: HttpRequest, noun: str, found: Model, moment: Moment) -> HttpResponse:
    since: datetime | None = (
        found.recorded_at if isinstance(found, Claim) else known_since(type(found), found.pk)
    )
    heard = f" The archive has known it since {since.astimezone(UTC):%d %b %Y}." if since else ""
    words = f"{moment.words} this {NOUNS.get(noun, noun)} was not known yet."
    return choose(request, noun, found, status=404, problem=words[0].upper() + words[1:] + heard)


#: What a thing is called where its address calls it something else.
NOUNS = {"relation": "pair"}
