"""What changed between two moments about a question, a claim, a pair, an article or a source: who, when, why."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q

from claims.models import (
    Adjudication,
    Attribution,
    Claim,
    Comment,
    Credibility,
    Finding,
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
from claims.queries.known.acts import Act, Decisions, Step, Watched, steps_of, told, written_then
from claims.queries.known.claims import findings_about
from claims.queries.known.discussion import kept_back
from claims.queries.known.moments import Moment
from claims.queries.known.people import Names
from claims.queries.known.rows import Where
from claims.vocabulary import Ending, ReviewVerdict
from config.events import events_of, person_in
from sources.models import Article, ArticleVersion, Grade, Source, SourceAlias

#: Acts that are told, the first; the two moments can be brought nearer to each other.
ACTS_TOLD = 200
CLAIMS_READ = 500


@dataclass(slots=True)
class _About:
    """
    What is looked at. mentions, pairs, said: conditions on mentions, on relations, and on comments and opinions.

    terms: the measures, populations and places of the scopes, by id.
    """

    question: int | None = None
    claims: list[int] = field(default_factory=list)
    mentions: Where | None = None
    pairs: Where | None = None
    said: tuple[str, int] | None = None
    article: int | None = None
    sources: set[int] = field(default_factory=set)
    terms: tuple[list[int], list[int], list[int]] = ([], [], [])


@dataclass(frozen=True, slots=True)
class Changes:
    """acts: in order of time. is_cut: there were more than are told."""

    since: Moment
    until: Moment
    acts: list[Act]
    is_cut: bool


#: A write-once row that a person signed: when, who, what, why.
_Signed = tuple[datetime | None, int | None, str, str]


def changes_between(noun: str, pk: int, since: Moment, until: Moment, reader: User) -> Changes:
    """
    Return what changed about a thing after one moment, until and with another. The number of queries is fixed
    for each kind of thing that changed.

    reader: who looks; what is kept from them today is kept from them there, too.
    """
    about = _ABOUT[noun](pk, until.before)
    begin, end = since.before, until.before
    steps = _readable(about, reader, steps_of(_watched(about, end), begin, end))
    signed = [one for one in _signed(about, begin, end) if one[0] is not None and begin <= one[0] < end]
    names = Names([*_people(steps), *(by for _, by, _, _ in signed)])
    acts = told(steps, names, written_then(steps, end, names), Decisions(steps))
    acts += [
        Act(at, names.before(by, end) if by else "", what, why)
        for at, by, what, why in signed
        if at is not None
    ]
    acts.sort(key=lambda act: act.at)
    return Changes(since, until, acts[:ACTS_TOLD], len(acts) > ACTS_TOLD)


def _people(steps: Iterable[Step]) -> Iterator[int]:
    for step in steps:
        for value in (
            person_in(step.event),
            *(
                getattr(step.event, f"{name}_id", None)
                for name in ("by", "decided_by", "judged_by", "dismissed_by", "upheld_by")
            ),
        ):
            if value is not None:
                yield value


def _watched(about: _About, end: datetime) -> list[Watched]:
    """What is asked for, in the order in which acts of one instant are told."""
    found = []
    if about.question is not None:
        found += [
            Watched(Question, _is("pgh_obj_id", [about.question])),
            Watched(QuestionClaim, _is("question_id", [about.question])),
        ]
    if about.mentions is not None:
        table, one = events_of(Mention).model._meta.db_table, about.mentions
        ever = f"mention_id IN (SELECT pgh_obj_id FROM {table} WHERE pgh_created_at < %s AND {one.sql})"
        found += [Watched(Mention, one), Watched(Attribution, Where(ever, (end, *one.values)))]
    if about.pairs is not None:
        found.append(Watched(Relation, about.pairs))
    if about.claims:
        measures = about.terms[0]
        found.append(Watched(Finding, findings_about(about.claims)))
        kinds = zip((Measure, Population, Place), about.terms, strict=True)
        found += [Watched(model, _is("pgh_obj_id", ids)) for model, ids in kinds]
        found.append(Watched(MeasurePart, _either("whole_id", "part_id", measures)))
    if about.article is not None:
        found.append(Watched(Article, _is("pgh_obj_id", [about.article])))
    if about.sources:
        sources = sorted(about.sources)
        found.append(Watched(Source, _is("pgh_obj_id", sources)))
        found.append(Watched(SourceAlias, _is("source_id", sources)))
    if about.said is not None:
        noun, pk = about.said
        found += [Watched(model, _is(f"{noun}_id", [pk])) for model in (Comment, Opinion)]
    return found


def _is(column: str, ids: list[int]) -> Where:
    return Where(f"{column} = ANY(%s)", (ids,))


def _either(one: str, other: str, ids: list[int]) -> Where:
    return Where(f"({one} = ANY(%s) OR {other} = ANY(%s))", (ids, ids))


def _readable(about: _About, reader: User, steps: list[Step]) -> list[Step]:
    """Without what people said that the reader may not read now."""
    if about.said is None:
        return steps
    noun, pk = about.said
    hidden = kept_back(Q(**{noun: pk}), reader)
    kept = {Comment: hidden.comments, Opinion: hidden.opinions}
    return [step for step in steps if step.event.pgh_obj_id not in kept.get(step.event.pgh_tracked_model, ())]


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
        woken = Reopening.objects.filter(adjudication__in=[row.pk for row in decided])
        for one in woken:
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
    columns = ("claimant", "scope__measure", "scope__population", "scope__place")
    rows = list(Claim.objects.filter(pk__in=claims).values_list(*columns))
    spoke, *terms = ({row[place] for row in rows} - {None} for place in range(len(columns)))
    measures, populations, places = (sorted(ids) for ids in terms)
    return _About(
        claims=claims,
        mentions=_is("claim_id", claims),
        sources=spoke,
        terms=(measures, populations, places),
    )


def _of_question(pk: int, end: datetime) -> _About:
    gathered = events_of(QuestionClaim).filter(question=pk, pgh_created_at__lt=end).order_by("claim_id")
    about = _of_claims(list(gathered.values_list("claim_id", flat=True).distinct()[:CLAIMS_READ]))
    scope = Scope.objects.filter(question=pk).values_list("measure", "population", "place").get()
    for ids, term in zip(about.terms, scope, strict=True):
        ids += [] if term is None or term in ids else [term]
    about.question, about.said = pk, ("question", pk)
    about.pairs = Where("(left_id = ANY(%s) AND right_id = ANY(%s))", (about.claims, about.claims))
    return about


def _of_claim(pk: int, _: datetime) -> _About:
    about = _of_claims([pk])
    about.said, about.pairs = ("claim", pk), _either("left_id", "right_id", [pk])
    return about


def _of_pair(pk: int, _: datetime) -> _About:
    relation = Relation.objects.get(pk=pk)
    about = _of_claims([relation.left_id, relation.right_id])
    about.said = ("relation", pk)
    about.pairs = Where("(left_id = %s AND right_id = %s)", (relation.left_id, relation.right_id))
    return about


def _of_article(pk: int, _: datetime) -> _About:
    versions = list(ArticleVersion.objects.filter(article=pk).values_list("pk", flat=True))
    return _About(article=pk, mentions=_is("version_id", versions))


_ABOUT: dict[str, Callable[[int, datetime], _About]] = {
    "question": _of_question,
    "claim": _of_claim,
    "relation": _of_pair,
    "article": _of_article,
    "source": lambda pk, _: _About(sources={pk}),
}
