"""
Suggest how the claims of a new article version relate to each other and to those already recorded.

Candidates come from indexed queries on measure family, population, place and period, at most CANDIDATES
per claim, so that the cost of one new claim does not grow with the archive.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import combinations

from django.db.models import BigIntegerField, Case, F, OrderBy, Q, Value, When

from claims.comparison.judge import judge
from claims.comparison.readings import Containment, Reading
from claims.comparison.verdicts import Verdict
from claims.models import Claim, Mention, Relation, Scope
from claims.services.readings import containment_for, reading_of, with_first_report
from claims.services.surroundings import Surroundings
from claims.vocabulary import FIGURE_KINDS, Axis, AxisVerdict, Bound, Comparability, RelationKind

#: What judged the pair; changes whenever the same pair could get another verdict.
RULE = "counterclaim-comparison/2"

#: The newest candidates that one new claim is compared with. A reviewer never looks at more.
CANDIDATES = 40

#: The scopes that candidates are taken from: those of the same population and place, then the newest. What holds much
#: ("the army") has thousands of them, and whoever asks for its newest claims would read them all.
SCOPES = 200

#: Relations worth suggesting between articles.
ACROSS_ARTICLES = frozenset(
    {
        RelationKind.CONTRADICTS, RelationKind.CORROBORATES, RelationKind.RESTATES, RelationKind.UPDATES,
        RelationKind.CORRECTS, RelationKind.CONTAINMENT_VIOLATION,
    }
)  # fmt: skip

#: Relations that say that two figures agree, and the bounds under which a figure is a point.
AGREEMENTS = frozenset({RelationKind.CORROBORATES, RelationKind.RESTATES})
POINTS = frozenset({Bound.EXACT.value, Bound.ABOUT.value, Bound.NEARLY.value})

#: The family of measures that say nothing of what is counted: comparing within it would be noise.
UNTYPED_FAMILY = "other"


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """The rule's verdict on two claims (ids, the smaller one left). one_text: one text sets them side by side."""

    left: int
    right: int
    verdict: Verdict
    one_text: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """
    Everything that was judged around one text. own: the claims of the text, published on that day.

    echoes: those that repeat in nobody's name a figure of the same article.
    """

    own: tuple[int, ...]
    pairs: tuple[JudgedPair, ...]
    claims: Mapping[int, Claim]
    readings: Mapping[int, Reading]
    containment: Containment
    published: date | None
    echoes: Collection[int]


def judge_around(
    around: Surroundings, *, now: datetime, published: date | None = None, met_anew: Collection[int] = ()
) -> Judged:
    """
    Judge the claims of one text against each other, and those first recorded `now` against their candidates.

    An older claim met its candidates when it was recorded, and later ones meet it: each pair is judged once.
    published: when the text was; None: not known. met_anew: ids of older claims that meet theirs once more, because
    something was said that makes others comparable.
    """
    searching = [claim for claim in around.claims if claim.recorded_at == now or claim.pk in met_anew]
    candidates = candidates_of(around, searching)
    own = tuple(sorted(claim.pk for claim in around.claims))
    near = dict.fromkeys(combinations(own, 2), True)
    for claim, others in candidates.items():
        for other in others:
            near.setdefault((min(claim, other), max(claim, other)), False)
    return _judged(near, own=own, published=published)


def judge_met(around: Surroundings) -> Judged:
    """Judge recorded claims, of whatever texts, against their candidates, where no relation is on record."""
    met = {
        (min(claim, other), max(claim, other))
        for claim, others in candidates_of(around, around.claims).items()
        for other in others
    }
    each = {pk for pair in met for pk in pair}
    known = set(Relation.objects.filter(left__in=each, right__in=each).values_list("left", "right"))
    texts: dict[int, set[int]] = {pk: set() for pk in each}
    for claim, version in Mention.objects.standing().filter(claim__in=each).values_list("claim", "version"):
        texts[claim].add(version)
    fresh = sorted(pair for pair in met - known if texts[pair[0]] and texts[pair[1]])
    return _judged({(left, right): not texts[left].isdisjoint(texts[right]) for left, right in fresh})


def _judged(
    near: Mapping[tuple[int, int], bool], *, own: tuple[int, ...] = (), published: date | None = None
) -> Judged:
    """Judge these pairs. near: (smaller id, larger id) → whether one text sets them side by side."""
    claims = _loaded({*own, *(pk for pair in near for pk in pair)})
    containment = containment_for(claim.scope for claim in claims.values())
    readings = {pk: reading_of(claim) for pk, claim in claims.items()}
    pairs = tuple(
        JudgedPair(
            left, right, judge(readings[left], readings[right], containment, side_by_side=one_text), one_text
        )
        for (left, right), one_text in near.items()
    )
    return Judged(own, pairs, claims, readings, containment, published, _echoes(claims.values()))


def suggest_relations(judged: Judged, *, now: datetime) -> list[Relation]:
    """Record the relations among the judged pairs that a reviewer should see."""
    rows = [
        suggestion(judged.claims[pair.left], judged.claims[pair.right], pair.verdict, now=now)
        for pair in judged.pairs
        if is_worth_a_look(
            pair.verdict,
            judged.claims[pair.left],
            judged.claims[pair.right],
            side_by_side=pair.one_text,
            has_echo=pair.left in judged.echoes or pair.right in judged.echoes,
        )
    ]
    return Relation.objects.bulk_create(rows, ignore_conflicts=True) if rows else []


def candidates_of(around: Surroundings, claims: Sequence[Claim]) -> dict[int, list[int]]:
    """Return, for each of the claims, the recorded ones that it should be compared with, newest first. One query."""
    queries = [
        Claim.objects.filter(near)
        .exclude(pk=claim.pk)
        .order_by(_newest(claim))
        .annotate(asked=Value(claim.pk, output_field=BigIntegerField()))
        .values_list("asked", "pk")[:CANDIDATES]
        for claim in claims
        if (near := _near(claim, around)) is not None
    ]
    found: dict[int, list[int]] = {}
    if queries:
        for asked, pk in queries[0].union(*queries[1:], all=True):
            found.setdefault(asked, []).append(pk)
    return found


def _newest(claim: Claim) -> OrderBy:
    """Newest first. The claims of some scopes are sorted: read in order, all claims of anything else come between."""
    return (F("pk") + 0 if claim.kind in FIGURE_KINDS else F("pk")).desc()


def is_worth_a_look(
    verdict: Verdict, left: Claim, right: Claim, *, side_by_side: bool, has_echo: bool
) -> bool:
    """
    Tell whether a reviewer should see the pair; what is not shown stays unrelated, and can be related by hand.

    An echo (a headline that gives its body's figure in nobody's name) is judged through that figure. A vague word
    ("tens of thousands") neither supports nor refutes a number.
    """
    if verdict.relation is RelationKind.CONTRASTS:
        return side_by_side and _is_contrast(verdict, left, right)
    if verdict.relation not in ACROSS_ARTICLES or Bound.VAGUE in (left.bound, right.bound):
        return False
    if has_echo:
        return False
    if verdict.relation is RelationKind.UPDATES and verdict.comparability is not Comparability.COMPARABLE:
        # another speaker's other figure is no update as long as nobody knows that it counts the same
        return (
            left.claimant_id is not None
            and left.claimant_id == right.claimant_id
            and _may_be_one_count(verdict)
        )
    return verdict.relation not in AGREEMENTS or _says_the_same(left, right)


def _may_be_one_count(verdict: Verdict) -> bool:
    """No axis but the period says that the two count different things; what is unknown may be the same."""
    others = {value for axis, value in verdict.axes.items() if axis is not Axis.PERIOD}
    return (
        others <= {AxisVerdict.SAME, AxisVerdict.UNKNOWN}
        and verdict.axes[Axis.PERIOD] is not AxisVerdict.DISJOINT
    )


def _is_contrast(verdict: Verdict, left: Claim, right: Claim) -> bool:
    """
    One text sets two speakers side by side; figures of one speaker are his own breakdown.

    While an axis is unknown, filling it in comes first; the exception is one figure under two measures ("nine
    losses", "nine deaths"), which is how a word drifts.
    """
    if left.claimant_id == right.claimant_id:
        return False
    return verdict.comparability is not Comparability.UNKNOWN or left.best == right.best


def _says_the_same(left: Claim, right: Claim) -> bool:
    """
    Two named speakers, or one twice, give the same figure: the same number, meant in the same way or about it.

    An open end that merely leaves room ("up to 150,000" for 48,000) is no support worth a reviewer's time.
    """
    if left.claimant_id is None or right.claimant_id is None or left.best != right.best:
        return False
    return left.bound == right.bound or {left.bound, right.bound} <= POINTS


def _near(claim: Claim, around: Surroundings) -> Q | None:
    """Return what a claim must share to be a candidate; None where nothing is known to look by."""
    scope = claim.scope
    if claim.kind not in FIGURE_KINDS:
        return Q(kind=claim.kind, claimant=claim.claimant_id) if claim.claimant_id else None
    family = around.family_of(scope)
    if scope is None or family is None or family == UNTYPED_FAMILY:
        return None
    near = Q(measure__in=around.measures_of(family))
    if scope.population_id:
        near &= Q(population__in=around.populations[scope.population_id])
    elif scope.place_id:
        near &= Q(place__in=around.places[scope.place_id])
    else:
        return None
    if scope.period is not None:
        near &= Q(period__isnull=True) | Q(period__overlap=scope.period)
    is_same = Q(population=scope.population_id, place=scope.place_id)
    nearest = Scope.objects.filter(near).order_by(Case(When(is_same, then=0), default=1), "-pk")
    return Q(scope__in=nearest.values("pk")[:SCOPES])


def _loaded(claims: set[int]) -> dict[int, Claim]:
    """Return the claims with all that describes them, and the day on which each was first published."""
    return with_first_report(Claim.objects.with_scope()).in_bulk(list(claims))


def _echoes(claims: Iterable[Claim]) -> set[int]:
    """
    Return those of nobody in particular whose figure the same article gives to somebody.

    A query of its own from these few claims on: as a condition beside them the planner reads all mentions for it.
    """
    unnamed = [claim.pk for claim in claims if claim.claimant_id is None and claim.best is not None]
    beside = "mentions__version__mentions__claim__"
    same = {f"{beside}{field}": F(field) for field in ("best", "unit", "scope__measure")}
    found = Claim.objects.filter(pk__in=unnamed, **{f"{beside}claimant__isnull": False}, **same)
    return set(found.values_list("pk", flat=True))


def suggestion(left: Claim, right: Claim, verdict: Verdict, *, now: datetime) -> Relation:
    """Return the unsaved row of what the rule says; left is the claim with the smaller id."""
    return Relation(
        left=left, right=right, kind=verdict.relation, newer=verdict.newer,
        comparability=verdict.comparability, axes={axis.value: v.value for axis, v in verdict.axes.items()},
        reasons=list(verdict.reasons), score=round(verdict.score, 3), rule=RULE, recorded_at=now,
    )  # fmt: skip
