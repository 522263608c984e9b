"""Where the words went that made a claim: one that no text carries any more stays on record, with its old address."""

from dataclasses import dataclass

from claims.models import Claim, Decision, Mention
from config.events import events_of

#: Places shown; a claim with more of them is told by the first ones.
SHOWN = 10


@dataclass(frozen=True, slots=True)
class MovedOn:
    """A mention that made the claim once. decision: what somebody did with it last; None: nobody did."""

    mention: Mention
    decision: Decision | None


def moved_on(claim: Claim) -> list[MovedOn]:
    """Return the mentions that carried the claim and now carry another one, or are rejected. Three queries."""
    once = events_of(Mention).filter(claim=claim.pk).values("pgh_obj_id")
    mentions = list(
        Mention.objects.filter(pk__in=once)
        .select_related("claim__scope__measure", "claim__claimant", "version__article__outlet")
        .defer("version__text")
        .order_by("pk")[:SHOWN]
    )
    about = Decision.objects.standing().filter(mention__in=mentions).select_related("by").order_by("pk")
    last = {one.mention_id: one for one in about}
    return [MovedOn(mention, last.get(mention.pk)) for mention in mentions]
