"""
Whose figure it is: the claimant's side against the side of those who are counted.

Own: a side speaks of its own people. Opponent: one side of the dispute speaks of the other. Outside: the
claimant takes no side. Unknown: a side that matters is not recorded. Reads models that are loaded already.
"""

from enum import StrEnum

from claims.models import Claim


class Side(StrEnum):
    OWN = "own"
    OPPONENT = "opponent"
    OUTSIDE = "outside"
    UNKNOWN = "unknown"


SIDE_WORDS = {
    Side.OWN: "own side",
    Side.OPPONENT: "opponent",
    Side.OUTSIDE: "third party",
    Side.UNKNOWN: "side not recorded",
}


def side_of(claim: Claim) -> Side:
    """Return the claimant's side. No query where claimant, scope and population are loaded (`with_scope`)."""
    claimant = claim.claimant
    if claimant is None:
        return Side.UNKNOWN
    return side_between(claimant.side, counted_side(claim), is_suggested=claimant.suggested)


def side_between(claimant: str, counted: str, *, is_suggested: bool) -> Side:
    """Return how the claimant's side stands to that of those who are counted; "" is none recorded."""
    if not claimant:
        # A source that the machine made has no side yet; one that a person looked at takes none.
        return Side.UNKNOWN if is_suggested else Side.OUTSIDE
    if not counted:
        return Side.UNKNOWN
    return Side.OWN if counted.casefold() == claimant.casefold() else Side.OPPONENT


def counted_side(claim: Claim) -> str:
    """Return the side of those who are counted, or of what they are a part of; "" when neither is recorded."""
    population = claim.scope.population if claim.scope else None
    if population is None:
        return ""
    if population.side or population.parent_id is None or "parent" not in population._state.fields_cache:
        return population.side
    return population.parent.side if population.parent else ""
