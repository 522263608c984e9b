"""One suggested mention as a task: in its context, with the reading that the machine proposes."""

from dataclasses import dataclass

from claims.models import Attribution, Mention
from claims.queries.excerpts import Excerpt, excerpt_of, with_excerpt
from claims.queries.why import WhyShown, why_of, with_grounds
from claims.sides import SideShown, side_in


@dataclass(frozen=True, slots=True)
class Task:
    """chain: origin first, publisher last."""

    mention: Mention
    side: SideShown
    excerpt: Excerpt
    chain: list[Attribution]
    why: WhyShown


def task_of(pk: int) -> Task:
    """Return the task of one mention, which must exist. Two queries."""
    mention = with_excerpt(
        with_grounds(Mention.objects.with_chain()).select_related(
            "claim__scope__measure",
            "claim__scope__population__parent",
            "claim__scope__place",
            "claim__claimant",
            "version__article__outlet",
            "decided_by",
        )
    ).get(pk=pk)
    return Task(
        mention=mention,
        side=side_in(mention),
        excerpt=excerpt_of(mention),
        chain=sorted(mention.attributions.all(), key=lambda hop: -hop.hop),
        why=why_of(mention),
    )
