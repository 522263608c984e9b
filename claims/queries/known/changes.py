"""What changed between two moments about a question, a claim, a pair, an article or a source: who, when, why."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from claims.models import (
    Adjudication,
    Attribution,
    Claim,
    Comment,
    Credibility,
    Finding,
    FindingClaim,
    Measure,
    MeasurePart,
    Mention,
    Opinion,
    Place,
    Population,
    Question,
    QuestionClaim,
    Relation,
    Reopening,
    Scope,
)
from claims.queries.known.acts import Act, Decisions, Step, steps_between, told, written_then
from claims.queries.known.discussion import kept_back
from claims.queries.known.moments import Moment
from claims.queries.known.people import Names
from claims.queries.known.rows import events_of
from claims.vocabulary import Ending, ReviewVerdict
from sources.models import Article, ArticleVersion, Grade, Source, SourceAlias

#: Acts on one page; the two moments can be brought nearer to each other.
ACTS_SHOWN = 200
CLAIMS_READ = 500


@dataclass(slots=True)
class _About:
    """What is looked at. pairs: which relations; said: in which columns comments and opinions point at it."""

    question: int | None = None
    claims: list[int] = field(default_factory=list)
    mentions: Q = field(default_factory=Q)
    pairs: Q | None = None
    said: Q | None = None
    article: int | None = None
    sources: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Changes:
    """acts: in order of time. is_cut: there were more than a page shows."""

    since: Moment
    until: Moment
    acts: list[Act]
    is_cut: bool


#: A write-once row that a person signed: when, who, what, why.
_Signed = tuple[datetime | None, int | None, str, str]


def changes_between(noun: str, pk: int, since: Moment, until: Moment, reader: User) -> Changes:
    """
    Return what changed about a thing after one moment, until and with another. The number of queries is fixed.

    reader: who looks; what is kept from them today is kept from them there, too.
    """
    about = _ABOUT[noun](pk, until.before)
    begin, end = since.before, until.before
    steps = [*_steps(about, begin, end), *_said(about, begin, end, reader)]
    signed = [one for one in _signed(about, begin, end) if one[0] is not None and begin <= one[0] < end]
    names = Names([*_people(steps), *(by for _, by, _, _ in signed)])
    acts = told(steps, names, written_then(steps, end, names), Decisions(steps))
    acts += [
        Act(at, names.before(by, end) if by else "", what, why)
        for at, by, what, why in signed
        if at is not None
    ]
    acts.sort(key=lambda act: act.at)
    return Changes(since, until, acts[:ACTS_SHOWN], len(acts) > ACTS_SHOWN)


def _people(steps: Iterable[Step]) -> Iterator[int]:
    for step in steps:
        metadata = step.event.pgh_context.metadata if step.event.pgh_context else None
        for value in (
            metadata.get("user") if isinstance(metadata, dict) else None,
            *(
                getattr(step.event, f"{name}_id", None)
                for name in ("by", "decided_by", "judged_by", "dismissed_by")
            ),
        ):
            if value is not None:
                yield value


def _steps(about: _About, begin: datetime, end: datetime) -> Iterator[Step]:
    def steps(model: type[Any], *where: Q, ids: Iterable[int] | None = None) -> list[Step]:
        return steps_between(model, begin, end, *where, ids=ids)

    if about.question is not None:
        yield from steps(Question, ids=[about.question])
        yield from steps(QuestionClaim, Q(question=about.question))
    if about.mentions:
        mentions = steps(Mention, about.mentions)
        yield from mentions
        ever = events_of(Mention).filter(about.mentions, pgh_created_at__lt=end).values("pgh_obj_id")
        yield from steps(Attribution, Q(mention__in=ever))
    if about.pairs is not None:
        yield from steps(Relation, about.pairs)
    if about.claims:
        found = FindingClaim.objects.filter(claim__in=about.claims).values_list("finding", flat=True)
        yield from steps(Finding, ids=found)
        yield from _terms(about, steps)
    if about.article is not None:
        yield from steps(Article, ids=[about.article])
    if about.sources:
        yield from steps(Source, ids=about.sources)
        yield from steps(SourceAlias, Q(source__in=about.sources))


def _said(about: _About, begin: datetime, end: datetime, reader: User) -> Iterator[Step]:
    """What people said of it, as far as the reader may read that."""
    if about.said is None:
        return
    hidden = kept_back(about.said, reader)
    for model, kept in ((Comment, hidden.comments), (Opinion, hidden.opinions)):
        steps = steps_between(model, begin, end, about.said)
        yield from (step for step in steps if step.event.pgh_obj_id not in kept)


def _terms(about: _About, steps: Callable[..., list[Step]]) -> Iterator[Step]:
    """What was said of the terms of the claims' scopes: names, and what is part of what."""
    ids = set(Claim.objects.filter(pk__in=about.claims).values_list("scope", flat=True))
    ids |= set(Question.objects.filter(pk__in=[about.question or 0]).values_list("scope", flat=True))
    rows = list(Scope.objects.filter(pk__in=ids - {None}).values_list("measure", "population", "place"))
    for place, model in enumerate((Measure, Population, Place)):
        yield from steps(model, ids={row[place] for row in rows if row[place] is not None})
    measures = {row[0] for row in rows if row[0] is not None}
    yield from steps(MeasurePart, Q(whole__in=measures) | Q(part__in=measures))


def _signed(about: _About, begin: datetime, end: datetime) -> Iterator[_Signed]:
    """The rows that are written once, or whose later columns are: they say themselves who and when."""
    if about.question is not None:
        decided = Adjudication.objects.filter(question=about.question)
        for row in decided:
            yield row.decided_at, row.decided_by_id, f"proposed: {row.get_outcome_display()}", row.rationale
            said = "approved" if row.verdict == ReviewVerdict.APPROVED else "returned"
            yield (
                row.reviewed_at,
                row.reviewed_by_id,
                f"{said}: {row.get_outcome_display()}",
                row.review_comment,
            )
            if row.ended_how in (Ending.WITHDRAWN, Ending.SUPERSEDED):
                yield row.ended_at, row.ended_by_id, f"{row.ended_how}: {row.get_outcome_display()}", ""
        for one in Reopening.objects.filter(adjudication__question=about.question):
            yield one.at, None, f"the decision was reopened by {one.cause}", one.detail
            yield one.held_at, one.held_by_id, "looked again: the decision holds", one.held_reason
    for grade in Grade.objects.filter(source__in=about.sources, graded_at__gte=begin, graded_at__lt=end):
        yield grade.graded_at, grade.graded_by_id, f"graded source {grade.source_id}: {grade}", grade.reason
    for given in Credibility.objects.filter(claim__in=about.claims, at__gte=begin, at__lt=end):
        yield given.at, given.by_id, f"graded claim {given.claim_id}: {given}", given.reason
    if about.article is not None:
        for version in ArticleVersion.objects.defer("text").filter(article=about.article):
            yield version.recorded_at, None, f"version {version.number} was recorded", version.title


def _of_claims(claims: list[int]) -> _About:
    spoke = Claim.objects.filter(pk__in=claims, claimant__isnull=False).values_list("claimant", flat=True)
    return _About(claims=claims, mentions=Q(claim__in=claims), sources=set(spoke))


def _of_question(pk: int, end: datetime) -> _About:
    gathered = events_of(QuestionClaim).filter(question=pk, pgh_created_at__lt=end).order_by("claim_id")
    about = _of_claims(list(gathered.values_list("claim_id", flat=True).distinct()[:CLAIMS_READ]))
    about.question, about.said = pk, Q(question=pk)
    about.pairs = Q(left__in=about.claims, right__in=about.claims)
    return about


def _of_claim(pk: int, _: datetime) -> _About:
    about = _of_claims([pk])
    about.said, about.pairs = Q(claim=pk), Q(left=pk) | Q(right=pk)
    return about


def _of_pair(pk: int, _: datetime) -> _About:
    relation = Relation.objects.get(pk=pk)
    about = _of_claims([relation.left_id, relation.right_id])
    about.said, about.pairs = Q(relation=pk), Q(left=relation.left_id, right=relation.right_id)
    return about


def _of_article(pk: int, _: datetime) -> _About:
    versions = list(ArticleVersion.objects.filter(article=pk).values_list("pk", flat=True))
    return _About(article=pk, mentions=Q(version__in=versions))


_ABOUT: dict[str, Callable[[int, datetime], _About]] = {
    "question": _of_question,
    "claim": _of_claim,
    "relation": _of_pair,
    "article": _of_article,
    "source": lambda pk, _: _About(sources={pk}),
}
