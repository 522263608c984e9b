"""
Suggest how the claims of a new article version relate to each other and to those already recorded.

Candidates come from indexed queries on measure family, population, place and period, at most CANDIDATES
per claim, so that the cost of one new claim does not grow with the archive.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import combinations

from django.db.models import BigIntegerField, Exists, OuterRef, Q, Subquery, Value

from claims.comparison.judge import judge
from claims.comparison.verdicts import Verdict
from claims.models import Claim, Mention, Relation
from claims.services.readings import containment_for, reading_of
from claims.services.surroundings import Surroundings
from claims.vocabulary import FIGURE_KINDS, Bound, Comparability, RelationKind

#: What judged the pair; changes whenever the same pair could get another verdict.
RULE = "counterclaim-comparison/1"

#: The newest candidates that one new claim is compared with. A reviewer never looks at more.
CANDIDATES = 40

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


def suggest_relations(around: Surroundings, *, now: datetime) -> list[Relation]:
    """
    Judge the claims of one text against each other, and those first recorded `now` against their candidates.

    An older claim met its candidates when it was recorded, and later ones meet it: each pair is judged once.
    """
    candidates = candidates_of(around, [claim for claim in around.claims if claim.recorded_at == now])
    own = [claim.pk for claim in around.claims]
    pairs = dict.fromkeys(combinations(sorted(own), 2), True)
    for claim, others in candidates.items():
        for other in others:
            pairs.setdefault((min(claim, other), max(claim, other)), False)
    claims = _loaded({pk for pair in pairs for pk in pair})
    return _suggest(claims, pairs, now=now)


def candidates_of(around: Surroundings, claims: Sequence[Claim]) -> dict[int, list[int]]:
    """Return, for each of the claims, the recorded ones that it should be compared with, newest first. One query."""
    queries = [
        Claim.objects.filter(near)
        .exclude(pk=claim.pk)
        .order_by("-pk")
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


def is_worth_a_look(verdict: Verdict, left: Claim, right: Claim, *, side_by_side: bool) -> bool:
    """
    Tell whether a reviewer should see the pair; what is not shown stays unrelated, and can be related by hand.

    An echo (a headline that gives its body's figure in nobody's name) is judged through that figure. A vague word
    ("tens of thousands") neither supports nor refutes a number.
    """
    if verdict.relation is RelationKind.CONTRASTS:
        return side_by_side and _is_contrast(verdict, left, right)
    if verdict.relation not in ACROSS_ARTICLES or Bound.VAGUE in (left.bound, right.bound):
        return False
    if any(getattr(claim, "is_echo", False) for claim in (left, right)):
        return False
    return verdict.relation not in AGREEMENTS or _says_the_same(left, right)


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


def judge_pair(left: Claim, right: Claim, *, side_by_side: bool) -> Verdict:
    """Return the rule's verdict on two recorded claims, as the terms stand now. Scopes must be loaded."""
    containment = containment_for([left.scope, right.scope])
    return judge(reading_of(left), reading_of(right), containment, side_by_side=side_by_side)


def _near(claim: Claim, around: Surroundings) -> Q | None:
    """Return what a claim must share to be a candidate; None where nothing is known to look by."""
    scope = claim.scope
    if claim.kind not in FIGURE_KINDS:
        return Q(kind=claim.kind, claimant=claim.claimant_id) if claim.claimant_id else None
    family = around.family_of(scope)
    if scope is None or family is None or family == UNTYPED_FAMILY:
        return None
    near = Q(scope__measure__in=around.measures_of(family))
    if scope.population_id:
        near &= Q(scope__population__in=around.populations[scope.population_id])
    elif scope.place_id:
        near &= Q(scope__place__in=around.places[scope.place_id])
    else:
        return None
    if scope.period is not None:
        near &= Q(scope__period__isnull=True) | Q(scope__period__overlap=scope.period)
    return near


def _loaded(claims: set[int]) -> dict[int, Claim]:
    """Return the claims with all that describes them, and the day on which each was first published."""
    day = Mention.objects.filter(claim=OuterRef("pk")).order_by("pk").values("version__published_on")[:1]
    attributed = Mention.objects.filter(
        version__mentions__claim=OuterRef("pk"), claim__claimant__isnull=False, claim__best=OuterRef("best"),
        claim__unit=OuterRef("unit"), claim__scope__measure=OuterRef("scope__measure"),
    )  # fmt: skip
    echo = Q(claimant__isnull=True, best__isnull=False) & Exists(attributed)
    rows = Claim.objects.with_scope().annotate(published=Subquery(day), is_echo=echo)
    return rows.in_bulk(list(claims))


def _suggest(
    claims: dict[int, Claim], pairs: Mapping[tuple[int, int], bool], *, now: datetime
) -> list[Relation]:
    """pairs: (smaller id, larger id) -> whether one text sets the two side by side."""
    containment = containment_for(claim.scope for claim in claims.values())
    readings = {
        pk: reading_of(claim, published=getattr(claim, "published", None)) for pk, claim in claims.items()
    }
    rows = []
    for (left, right), near in pairs.items():
        verdict = judge(readings[left], readings[right], containment, side_by_side=near)
        if is_worth_a_look(verdict, claims[left], claims[right], side_by_side=near):
            rows.append(suggestion(claims[left], claims[right], verdict, now=now))
    return Relation.objects.bulk_create(rows, ignore_conflicts=True) if rows else []


def suggestion(left: Claim, right: Claim, verdict: Verdict, *, now: datetime) -> Relation:
    """Return the unsaved row of what the rule says; left is the claim with the smaller id."""
    return Relation(
        left=left, right=right, kind=verdict.relation, newer=verdict.newer,
        comparability=verdict.comparability, axes={axis.value: v.value for axis, v in verdict.axes.items()},
        reasons=list(verdict.reasons), score=round(verdict.score, 3), rule=RULE, recorded_at=now,
    )  # fmt: skip
