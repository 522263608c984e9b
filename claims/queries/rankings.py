"""How a decision that waits ranks the claims, beside what stands under its question now."""

from dataclasses import dataclass

from django.db.models import Case, When

from claims.models import Adjudication, Claim, Ranking
from claims.services.claims_seen import ClaimsSeen
from claims.vocabulary import Rank

#: Ranked claims on one page, the ranks that are not the ordinary one first.
RANKINGS_SHOWN = 40
#: Claims that came after the decision was proposed, shown by name; the question's page has all.
UNRANKED_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Rankings:
    """
    rows: of one page, with whether the claim still stands under the question; number, pages: which one, of how many;
    total: ranked claims. unranked: claims that stand there and that the decision says nothing of, the newest first;
    more: how many others.
    """

    rows: list[tuple[Ranking, bool]]
    number: int
    pages: range
    total: int
    unranked: list[Claim]
    more: int


def rankings_of(decision: Adjudication, claims: ClaimsSeen, *, page: int = 1) -> Rankings:
    """
    Return how a decision ranks each claim, with what the claim covers. claims: those under the question now.

    Three queries at most.
    """
    ranked = Ranking.objects.filter(adjudication=decision)
    ids = set(ranked.values_list("claim", flat=True))
    pages = range(1, max(1, -(-len(ids) // RANKINGS_SHOWN)) + 1)
    number = page if page in pages else 1
    scope = (f"claim__scope__{part}" for part in ("measure", "population", "place"))
    ordinary = Case(When(rank=Rank.NORMAL, then=1), default=0)
    start = (number - 1) * RANKINGS_SHOWN
    rows = ranked.select_related(*scope).order_by(ordinary, "pk")[start : start + RANKINGS_SHOWN]
    unranked = sorted(claims.keys() - ids, reverse=True)
    shown = Claim.objects.with_scope().in_bulk(unranked[:UNRANKED_SHOWN])
    return Rankings(
        rows=[(row, row.claim_id in claims) for row in rows],
        number=number,
        pages=pages,
        total=len(ids),
        unranked=[shown[pk] for pk in unranked[:UNRANKED_SHOWN]],
        more=max(0, len(unranked) - UNRANKED_SHOWN),
    )
