"""
How well people agree when they judge blind: coefficients, and the table of outcomes, over opened assessments.

Sealed assessments are not counted: a figure that moved when one came in would tell what it says. Judgements of
relations are not counted either: whoever judges a pair a second time sees what the first said, so no two of them are
independent (docs/decisions/0009).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from django.contrib.auth.models import User
from django.db.models import QuerySet

from claims.coefficients import Coefficient, alpha, kappa
from claims.models import Assessment, AssessmentRanking, AssessmentRound, Measure, Question
from claims.resampling import Rating, Resampling
from claims.vocabulary import QUESTION_OUTCOME_WORDS, Confidence, Likelihood, QuestionOutcome, Rank

ORDINAL = "ordinal: far apart counts more"

#: Assessments that are computed with, newest first: a figure about the people who work here now.
COUNTED = 1000
#: Ranks of claims that are computed with, newest first.
RANKS_COUNTED = 2000
#: Pairs of people with a kappa of their own, those with most judgements in common first.
PAIRS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Scale:
    """One field that people judged, with Krippendorff's alpha over all of them."""

    label: str
    level: str
    alpha: Coefficient


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who judged the same questions, with Cohen's kappa of their outcomes. same: how often alike."""

    one: str
    other: str
    same: int
    kappa: Coefficient


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    rounds, people: how many. table: for each outcome its row of (column's outcome, times): how often two people who
    judged the same question gave these two; the lower half is None. since, until: the days they were opened.
    """

    rounds: int
    people: int
    scales: tuple[Scale, ...]
    pairs: tuple[Pair, ...]
    outcomes: tuple[str, ...]
    table: tuple[tuple[str, tuple[tuple[str, int | None], ...]], ...]
    first: date | None
    last: date | None
    is_cut: bool


def agreement_of(
    *, question: int | None = None, measure: Measure | None = None, since: date | None = None, until: date | None = None
) -> Agreement:  # fmt: skip
    """Return the agreement over the assessments of one question, measure or period. Three queries."""
    counted = _counted(question=question, measure=measure, since=since, until=until)
    rows = [_Row(*values) for values in counted.values_list(*_COLUMNS)]
    names = User.objects.filter(pk__in={row.who for row in rows}).values_list("pk", "username")
    ranks, request_of = _ranks(counted)
    return _computed(tuple(rows), tuple(names.order_by("pk")), tuple(ranks), tuple(request_of.items()))


@lru_cache(maxsize=32)
def _computed(
    rows: tuple["_Row", ...], people: tuple[tuple[int, str], ...], ranks: tuple[Rating, ...],
    requests: tuple[tuple[int, int], ...],
) -> Agreement:  # fmt: skip
    """Compute what the same judgements always give: kept, because drawing them again takes longer than a page may."""
    names, request_of = dict(people), dict(requests)
    outcomes = [
        (row.who, row.round, list(QuestionOutcome).index(QuestionOutcome(row.outcome))) for row in rows
    ]
    days = [row.day for row in rows]
    seen = [word for word in QuestionOutcome if any(row.outcome == word for row in rows)]
    draws = Resampling(row.round for row in rows)
    return Agreement(
        rounds=len({row.round for row in rows}),
        people=len(names),
        scales=(
            Scale("Outcome", "nominal: the same or not", alpha(outcomes, resampling=draws)),
            *(
                Scale(label, ORDINAL, alpha(_steps(rows, label.lower()), is_ordinal=True, resampling=draws))
                for label in ("Likelihood", "Confidence")
            ),
            Scale(
                "Rank of a claim", ORDINAL,
                alpha(ranks, is_ordinal=True, resampling=Resampling(request_of.values(), request_of)),
            ),
        ),
        pairs=_pairs(outcomes, names, draws),
        outcomes=tuple(QUESTION_OUTCOME_WORDS[word] for word in seen),
        table=_table(rows, seen),
        first=min(days, default=None),
        last=max(days, default=None),
        is_cut=len(rows) == COUNTED,
    )  # fmt: skip


def measures_assessed() -> QuerySet[Measure]:
    """Return the measures of the questions that were assessed last, as many as are counted, for the filter."""
    opened = AssessmentRound.objects.filter(opened_at__isnull=False).order_by("-pk")
    measures = opened.values("question__scope__measure")[:COUNTED]
    return Measure.objects.filter(pk__in=measures).order_by("label")


def question_named(pk: int | None) -> Question | None:
    return Question.objects.filter(pk=pk).first() if pk else None


#: The columns of a `_Row`.
_COLUMNS = (
    "pk", "assessor__user", "assessor__round", "assessor__round__opened_at__date",
    "outcome", "likelihood", "confidence",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Row:
    pk: int
    who: int
    round: int
    day: date
    outcome: str
    likelihood: str | None
    confidence: str | None


def _counted(
    *, question: int | None, measure: Measure | None, since: date | None, until: date | None
) -> QuerySet[Assessment]:
    found = Assessment.objects.opened()
    if question is not None:
        found = found.filter(assessor__round__question=question)
    if measure is not None:
        found = found.filter(assessor__round__question__scope__measure=measure)
    if since is not None:
        found = found.filter(assessor__round__opened_at__date__gte=since)
    if until is not None:
        found = found.filter(assessor__round__opened_at__date__lte=until)
    return found.order_by("-pk")[:COUNTED]


def _steps(rows: Sequence[_Row], field: str) -> list[Rating]:
    """Return the ratings of an ordinal field as steps of its scale; what was not given is no rating."""
    steps = {
        word.value: place for place, word in enumerate(Likelihood if field == "likelihood" else Confidence)
    }
    return [(row.who, row.round, steps[said]) for row in rows if (said := getattr(row, field))]


def _ranks(counted: QuerySet[Assessment]) -> tuple[list[Rating], dict[int, int]]:
    """Return the ratings of claims, each claim of a request one unit, and the request of each unit. One query."""
    steps = {word.value: place for place, word in enumerate((Rank.DEPRECATED, Rank.NORMAL, Rank.PREFERRED))}
    found = AssessmentRanking.objects.filter(assessment__in=counted.values("pk")).order_by("-pk")
    columns = ("assessment__assessor__user", "assessment__assessor__round", "claim", "rank")
    units: dict[tuple[int, int], int] = {}
    ratings = [
        (who, units.setdefault((request, claim), len(units)), steps[rank])
        for who, request, claim, rank in found.values_list(*columns)[:RANKS_COUNTED]
    ]
    return ratings, {unit: request for (request, _), unit in units.items()}


def _pairs(outcomes: Sequence[Rating], names: dict[int, str], draws: Resampling) -> tuple[Pair, ...]:
    said: dict[int, dict[int, int]] = {}
    for who, unit, label in outcomes:
        said.setdefault(unit, {})[who] = label
    common: Counter[tuple[int, int]] = Counter()
    same: Counter[tuple[int, int]] = Counter()
    for labels in said.values():
        for pair in combinations(sorted(labels, key=lambda who: names[who]), 2):
            common[pair] += 1
            same[pair] += labels[pair[0]] == labels[pair[1]]
    most = sorted(common, key=lambda pair: (-common[pair], names[pair[0]], names[pair[1]]))[:PAIRS_SHOWN]
    return tuple(
        Pair(names[one], names[other], same[one, other], kappa(outcomes, one, other, resampling=draws))
        for one, other in most
    )


def _table(
    rows: Sequence[_Row], seen: Sequence[QuestionOutcome]
) -> tuple[tuple[str, tuple[tuple[str, int | None], ...]], ...]:
    by_round: dict[int, list[str]] = {}
    for row in rows:
        by_round.setdefault(row.round, []).append(row.outcome)
    order = {word: place for place, word in enumerate(seen)}
    times: Counter[tuple[int, int]] = Counter()
    for said in by_round.values():
        for one, other in combinations(sorted(order[QuestionOutcome(word)] for word in said), 2):
            times[one, other] += 1
    return tuple(
        (
            QUESTION_OUTCOME_WORDS[word],
            tuple(
                (QUESTION_OUTCOME_WORDS[column], times[row, place] if place >= row else None)
                for place, column in enumerate(seen)
            ),
        )
        for row, word in enumerate(seen)
    )
