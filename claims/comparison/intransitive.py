"""
Triangles that cannot all be right: A restates B, B contradicts C, and yet A and C are said to be something else.

Saying the same is transitive: what restates or corroborates B stands to every third claim as B does. Where a person or
the rule says otherwise, one of the three links was judged wrongly. Plain Python.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from claims.vocabulary import RelationKind

AGREEMENTS = frozenset({RelationKind.RESTATES, RelationKind.CORROBORATES})

#: What can be true of two claims that are twins of one claim and of its contradiction: they contradict each other; or
#: the one replaces the other, which a later day explains.
_EXPLAINED = frozenset({RelationKind.CONTRADICTS, RelationKind.UPDATES, RelationKind.CORRECTS})


@dataclass(frozen=True, slots=True)
class Link:
    """
    How two claims (ids) stand to each other: what a person said, else what the rule says. is_judged: a person did.

    kind UNRELATED and judged: a person said that they have nothing to do with each other.
    """

    one: int
    other: int
    kind: RelationKind
    is_judged: bool

    @property
    def ends(self) -> frozenset[int]:
        return frozenset((self.one, self.other))

    def across(self, claim: int) -> int:
        """Return the claim at the other end."""
        return self.other if claim == self.one else self.one


@dataclass(frozen=True, slots=True)
class Broken:
    """`claim` agrees with `twin`, which contradicts `third`; yet `claim` and `third` are said to be something else."""

    claim: int
    twin: int
    third: int
    agreement: Link
    contradiction: Link
    odd: Link

    @property
    def links(self) -> tuple[Link, Link, Link]:
        return self.agreement, self.contradiction, self.odd


def broken_triangles(links: Iterable[Link]) -> list[Broken]:
    """
    Return the triangles that cannot all be right, each once, those with most judgements of people first.

    A triangle of nothing but suggestions counts only where two twins of one claim contradict each other: that the rule
    finds one pair contradicting and another not comparable is mostly an axis that is not filled in.
    """
    known = {link.ends: link for link in links}
    by_claim: dict[int, set[int]] = {}
    for ends in known:
        for claim in ends:
            by_claim.setdefault(claim, set()).update(ends - {claim})
    found: dict[frozenset[int], Broken] = {}
    for middle, near in by_claim.items():
        for one, other in combinations(sorted(near), 2):
            ends = frozenset((one, other))
            corners = ends | {middle}
            if corners in found or ends not in known:
                continue
            broken = _broken(known, middle, one, other) or _broken(known, middle, other, one)
            if broken is not None:
                found[corners] = broken
    return sorted(
        found.values(), key=lambda one: (-sum(link.is_judged for link in one.links), sorted(_corners(one)))
    )


def _broken(known: Mapping[frozenset[int], Link], twin: int, claim: int, third: int) -> Broken | None:
    agreement, contradiction = known[frozenset((claim, twin))], known[frozenset((twin, third))]
    odd = known[frozenset((claim, third))]
    if agreement.kind not in AGREEMENTS or contradiction.kind is not RelationKind.CONTRADICTS:
        return None
    if odd.kind in _EXPLAINED:
        return None
    if odd.kind not in AGREEMENTS and not any(link.is_judged for link in (agreement, contradiction, odd)):
        return None
    return Broken(claim, twin, third, agreement, contradiction, odd)


def _corners(broken: Broken) -> frozenset[int]:
    return frozenset((broken.claim, broken.twin, broken.third))
