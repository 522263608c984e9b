"""How reliable the claimant of a claim is held to be, and how credible the claim."""

from dataclasses import dataclass

from claims.models import Claim, Credibility
from claims.services.grading import CONFIRMED, ENOUGH, origins_behind
from sources.models import Grade
from sources.queries.grades import grade_for

SHOWN = 20


@dataclass(frozen=True, slots=True)
class Graded:
    """
    reliability: of the claimant, for the claim's measure or its family, else for everything. over_time: newest first.

    was_confirmed: it is graded 1, and there are no longer two origins.
    """

    reliability: Grade | None
    over_time: list[Credibility]
    was_confirmed: bool

    @property
    def credibility(self) -> Credibility | None:
        return self.over_time[0] if self.over_time else None


def graded(claim: Claim) -> Graded:
    """Return the grades of a claim. Its scope must be loaded. Two queries, two more where it is graded 1."""
    measure = claim.scope.measure if claim.scope else None
    topics = (measure.key, measure.label, measure.family) if measure else ()
    over_time = list(claim.credibilities.select_related("by").order_by("-pk")[:SHOWN])
    is_confirmed = bool(over_time) and over_time[0].number == CONFIRMED
    return Graded(
        grade_for(claim.claimant_id, topics), over_time, is_confirmed and origins_behind(claim) < ENOUGH
    )
