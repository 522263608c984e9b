"""
Suggest how the claims of a new article version relate to each other and to those already recorded.

Candidates come from indexed queries on measure family, population, place and period, at most CANDIDATES
per claim, so that the cost of one new claim does not grow with the archive.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import combinations

from django.db.models import OuterRef, Q, QuerySet, Subquery

from claims.comparison.judge import judge
from claims.comparison.verdicts import Verdict
from claims.models import Claim, Mention, Place, Population, Relation
from claims.services import terms
from claims.services.readings import containment_for, reading_of
from claims.vocabulary import FIGURE_KINDS, Comparability, RelationKind
from sources.models import ArticleVersion

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

#: The family of measures that say nothing of what is counted: comparing within it would be noise.
UNTYPED_FAMILY = "other"

Closures = dict[int, list[int]]


def suggest_relations(version: ArticleVersion, *, now: datetime) -> list[Relation]:
    """Judge the version's claims against each other and their candidates; record what is worth a look."""
    ours = list(_claims().filter(mentions__version=version).distinct())
    pairs = [(left, right, True) for left, right in combinations(ours, 2)]
    own = {claim.pk for claim in ours}
    for claim, others in candidates_of(ours).items():
        pairs += [(claim, other, False) for other in others if other.pk not in own]
    return _suggest(pairs, now=now)


def candidates_of(claims: Sequence[Claim]) -> dict[Claim, list[Claim]]:
    """Return, for each claim, the recorded claims that it should be compared with. Two queries, and one a claim."""
    scopes = [claim.scope for claim in claims if claim.scope]
    populations = terms.closures(Population, [s.population_id for s in scopes if s.population_id])
    places = terms.closures(Place, [s.place_id for s in scopes if s.place_id])
    found: dict[Claim, list[Claim]] = {}
    for claim in claims:
        near = _near(claim, populations, places)
        if near is not None:
            found[claim] = list(_claims().filter(near).exclude(pk=claim.pk).order_by("-pk")[:CANDIDATES])
    return found


def is_worth_a_look(verdict: Verdict, left: Claim, right: Claim, *, side_by_side: bool) -> bool:
    """
    Tell whether a reviewer should see the pair.

    A contrast is worth it only where one text sets two speakers side by side: figures of one speaker are his own
    breakdown. While an axis is unknown, filling it in comes first; the exception is one figure under two
    measures ("nine losses", "nine deaths"), which is how a word drifts.
    """
    if verdict.relation is not RelationKind.CONTRASTS:
        return verdict.relation in ACROSS_ARTICLES
    if not side_by_side or left.claimant_id == right.claimant_id:
        return False
    return verdict.comparability is not Comparability.UNKNOWN or left.best == right.best


def judge_pair(left: Claim, right: Claim, *, side_by_side: bool) -> Verdict:
    """Return the rule's verdict on two recorded claims, as the terms stand now. Scopes must be loaded."""
    containment = containment_for([left.scope, right.scope])
    return judge(reading_of(left), reading_of(right), containment, side_by_side=side_by_side)


def _claims() -> QuerySet[Claim]:
    day = Mention.objects.filter(claim=OuterRef("pk")).order_by("pk").values("version__published_on")[:1]
    return Claim.objects.with_scope().annotate(published=Subquery(day))


def _near(claim: Claim, populations: Closures, places: Closures) -> Q | None:
    """Return what a claim must share to be a candidate; None where nothing is known to look by."""
    scope = claim.scope
    if claim.kind not in FIGURE_KINDS:
        return Q(kind=claim.kind, claimant=claim.claimant_id) if claim.claimant_id else None
    if scope is None or scope.measure is None or scope.measure.family == UNTYPED_FAMILY:
        return None
    near = Q(scope__measure__family=scope.measure.family)
    if scope.population_id:
        near &= Q(scope__population__in=populations[scope.population_id])
    elif scope.place_id:
        near &= Q(scope__place__in=places[scope.place_id])
    else:
        return None
    if scope.period is not None:
        near &= Q(scope__period__isnull=True) | Q(scope__period__overlap=scope.period)
    return near


def _suggest(pairs: Iterable[tuple[Claim, Claim, bool]], *, now: datetime) -> list[Relation]:
    chosen = [(one, other, near) if one.pk < other.pk else (other, one, near) for one, other, near in pairs]
    if not chosen:
        return []
    containment = containment_for(claim.scope for left, right, _ in chosen for claim in (left, right))
    readings = {
        claim.pk: reading_of(claim, published=getattr(claim, "published", None))
        for left, right, _ in chosen
        for claim in (left, right)
    }
    rows = []
    for left, right, near in chosen:
        verdict = judge(readings[left.pk], readings[right.pk], containment, side_by_side=near)
        if is_worth_a_look(verdict, left, right, side_by_side=near):
            rows.append(suggestion(left, right, verdict, now=now))
    return Relation.objects.bulk_create(rows, ignore_conflicts=True)


def suggestion(left: Claim, right: Claim, verdict: Verdict, *, now: datetime) -> Relation:
    """Return the unsaved row of what the rule says; left is the claim with the smaller id."""
    return Relation(
        left=left, right=right, kind=verdict.relation, newer=verdict.newer,
        comparability=verdict.comparability, axes={axis.value: v.value for axis, v in verdict.axes.items()},
        reasons=list(verdict.reasons), score=round(verdict.score, 3), rule=RULE, recorded_at=now,
    )  # fmt: skip
