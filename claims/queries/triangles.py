"""Triangles of claims that cannot all be right, in words: shown on a pair's page, in a matrix, after a judgement."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, Q
from django.urls import reverse

from claims.comparison.intransitive import Broken, Link, broken_triangles
from claims.models import Claim, Relation
from claims.queries.choices import said_of
from claims.vocabulary import RelationKind, RelationState
from claims.wording import RELATION_VERBS, figure

#: Relations looked at around one pair; a claim has rarely more than some dozens.
RELATIONS_AROUND = 400

#: Triangles shown at once; with more of them one wrong link is usually behind all.
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a triangle, in words, and where it is judged. one, other: the claims by name or letter."""

    one: str
    verb: str
    other: str
    address: str
    is_judged: bool


@dataclass(frozen=True, slots=True)
class Triangle:
    """The agreement, the contradiction, and the side that does not go with them."""

    sides: tuple[Side, Side, Side]

    @property
    def words(self) -> str:
        """The triangle as a sentence."""
        agreement, contradiction, odd = (f"{side.one} {side.verb} {side.other}" for side in self.sides)
        return f"{agreement}, and {contradiction}; yet {odd}."


def link_of(relation: Relation) -> Link | None:
    """
    Return a relation as a link between two claims; None where it says nothing.

    A person who is unsure says nothing; nor does the rule's "unrelated", which only means that nobody would set the two
    beside each other.
    """
    said = said_of(relation)
    if said.kind not in set(RelationKind) or (said.kind == RelationKind.UNRELATED and not said.is_judged):
        return None
    return Link(relation.left_id, relation.right_id, RelationKind(said.kind), said.is_judged)


def triangles_with(relation: Relation) -> list[Triangle]:
    """Return the triangles that the relation is a side of and that cannot all be right. One query, a second if any."""
    ends = frozenset((relation.left_id, relation.right_id))
    said = Q(state=RelationState.SUGGESTED, kind=RelationKind.UNRELATED)
    rows = Relation.objects.touching(list(ends)).exclude(said).order_by(
        F("judged_at").desc(nulls_last=True), F("score").desc(), "pk"
    )  # fmt: skip
    near = {frozenset((row.left_id, row.right_id)): row for row in rows[:RELATIONS_AROUND]}
    links = [link for row in near.values() if (link := link_of(row)) is not None]
    broken = [one for one in broken_triangles(links) if ends in {link.ends for link in one.links}][:SHOWN]
    if not broken:
        return []
    corners = {claim for one in broken for claim in (one.claim, one.twin, one.third)}
    claims = Claim.objects.with_scope().in_bulk(corners)
    names = {pk: _name(claim) for pk, claim in claims.items()}
    addresses = {pair: reverse("relation", args=[row.pk]) for pair, row in near.items()}
    return [shown(one, names, addresses) for one in broken]


def shown(broken: Broken, names: Mapping[int, str], addresses: Mapping[frozenset[int], str]) -> Triangle:
    """Put a triangle into words. names: claim id → what to call it; addresses: the ends of a link → its page."""
    ends = ((broken.claim, broken.twin), (broken.twin, broken.third), (broken.claim, broken.third))
    agreement, contradiction, odd = (
        Side(names[one], RELATION_VERBS[link.kind], names[other], addresses[link.ends], link.is_judged)
        for link, (one, other) in zip(broken.links, ends, strict=True)
    )
    return Triangle((agreement, contradiction, odd))


def _name(claim: Claim) -> str:
    """A claim in a few words: "“about 4,000” of Kyiv (claim 12)"."""
    said = figure(claim, claim.bound, claim.unit) or claim.statement[:60]
    return f"“{said}”{f' of {claim.claimant}' if claim.claimant else ''} (claim {claim.pk})"
