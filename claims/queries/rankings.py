"""How a decision that waits ranks the claims, beside what stands under its question now."""

from dataclasses import dataclass

from claims.models import Adjudication, Claim, Ranking
from claims.services.claims_seen import ClaimsSeen

#: Claims that came after the decision was proposed, shown by name; the question's page has all.
UNRANKED_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Rankings:
    """
    rows: with whether the claim still stands under the question. unranked: claims that stand there and that the
    decision says nothing of, the newest first; more: how many others.
    """

    rows: list[tuple[Ranking, bool]]
    unranked: list[Claim]
    more: int


def rankings_of(decision: Adjudication, claims: ClaimsSeen) -> Rankings:
    """Return how a decision ranks each claim, with what the claim covers. claims: those under the question now."""
    scope = (f"claim__scope__{part}" for part in ("measure", "population", "place"))
    rows = list(Ranking.objects.filter(adjudication=decision).select_related(*scope).order_by("pk"))
    unranked = sorted(claims.keys() - {row.claim_id for row in rows}, reverse=True)
    shown = Claim.objects.with_scope().in_bulk(unranked[:UNRANKED_SHOWN])
    return Rankings(
        [(row, row.claim_id in claims) for row in rows],
        [shown[pk] for pk in unranked[:UNRANKED_SHOWN]],
        max(0, len(unranked) - UNRANKED_SHOWN),
    )
