"""What the two readings of a pair leave open: the axes that a reviewer can fill in on the spot."""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.models import Claim, Mention, Place, Population
from claims.queries.meant import may_be_open
from claims.vocabulary import FIGURE_KINDS, Axis, AxisVerdict


@dataclass(frozen=True, slots=True)
class Gaps:
    """
    The open axes of one claim of a pair. name: left or right, as the page shows it.

    mention: whose sentence is shown. others: further places where the claim stands. is_sense: the measure is known,
    and what its word covers is not.
    """

    name: str
    claim: Claim
    mention: Mention
    others: list[Mention]
    axes: tuple[Axis, ...]
    is_sense: bool

    def __bool__(self) -> bool:
        return bool(self.axes)


@dataclass(frozen=True, slots=True)
class Unrelated:
    """Both claims name a term (population or place) on this axis, and nobody has recorded how the two relate."""

    axis: str
    left: Population | Place
    right: Population | Place


def gaps_of(
    name: str, claim: Claim, mention: Mention | None, others: list[Mention], verdicts: Mapping[str, str]
) -> Gaps | None:
    """
    Return what one claim leaves open on the axes whose verdict (axis → verdict) is unknown; None: nothing to fill in.

    A period with one open end is open. A claim without a figure is not compared axis by axis, and one that no text
    carries has no reading to correct.
    """
    scope = claim.scope
    if mention is None or claim.kind not in FIGURE_KINDS or scope is None:
        return None
    is_sense = may_be_open(claim)
    missing = {
        Axis.MEASURE: scope.measure is None or is_sense,
        Axis.POPULATION: scope.population_id is None,
        Axis.PLACE: scope.place_id is None,
        Axis.PERIOD: scope.period is None or None in (scope.period.lower, scope.period.upper),
        Axis.BASIS: scope.basis is None,
    }
    axes = tuple(axis for axis in Axis if missing[axis] and verdicts.get(axis.value) == AxisVerdict.UNKNOWN)
    if not axes:
        return None
    return Gaps(name, claim, mention, others, axes, is_sense=is_sense)


def unrelated_terms(left: Claim, right: Claim, verdicts: Mapping[str, str]) -> list[Unrelated]:
    """Return the axes that stay unknown although both claims name a term there: their relation is not recorded."""
    found = []
    if left.scope is None or right.scope is None:
        return []
    for axis in (Axis.POPULATION, Axis.PLACE):
        ours, theirs = (getattr(claim.scope, axis.value) for claim in (left, right))
        if ours and theirs and verdicts.get(axis.value) == AxisVerdict.UNKNOWN:
            found.append(Unrelated(axis.value, ours, theirs))
    return found
