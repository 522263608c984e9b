"""
Whose figure it is: the claimant's side against the side of those who are counted.

Own: a side speaks of its own people. Opponent: one side of the dispute speaks of the other. Outside: the
claimant takes no side. Unknown: a side that matters is not recorded. Reads models that are loaded already.
"""

from dataclasses import dataclass
from enum import StrEnum

from claims.models import Claim, Mention
from claims.vocabulary import Manner
from sources.models import Source


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


@dataclass(frozen=True, slots=True)
class SideShown:
    """A side as a page shows it: the class of its colour, and its word."""

    side: Side
    word: str

    def __str__(self) -> str:
        return self.side.value


def side_of(claim: Claim, *, outlet: Source | None = None) -> SideShown:
    """
    Return the side of who makes the claim.

    outlet: who published it, where the article speaks for itself; so a claim that nobody else stands for is its
    outlet's. No query where claimant, scope and population are loaded (`with_scope`).
    """
    speaker = claim.claimant or outlet
    if speaker is None:
        return SideShown(Side.UNKNOWN, SIDE_WORDS[Side.UNKNOWN])
    side = side_between(speaker.side, counted_side(claim), is_suggested=speaker.suggested)
    # Whose side those counted are on is not recorded, but the speaker's is: that much can be said.
    return SideShown(side, speaker.side if side is Side.UNKNOWN and speaker.side else SIDE_WORDS[side])


def side_in(mention: Mention) -> SideShown:
    """Return the side of who makes the claim in this text. Its version's outlet and its chain must be loaded."""
    hops = list(mention.attributions.all())
    in_own_voice = len(hops) == 1 and hops[0].manner == Manner.OWN_VOICE
    return side_of(mention.claim, outlet=mention.version.article.outlet if in_own_voice else None)


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
