"""
A set of claims as a matrix of pairwise verdicts, with the triangles among them that cannot all be right.

A pair that is on record shows what a person, else the rule, says of it; any other is judged by the rule on the fly.
The number of queries does not depend on the number of claims.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from urllib.parse import urlencode

from django.urls import reverse

from claims.comparison.intransitive import Link, broken_triangles
from claims.models import Claim, Relation
from claims.queries.choices import said_of
from claims.queries.question import letter_at
from claims.queries.triangles import Triangle, link_of, shown
from claims.services.pairing import SetOut, set_out
from claims.vocabulary import Comparability, RelationKind
from claims.wording import COMPARABILITY_WORDS, RELATION_SIGNS, axes_behind

#: Claims of one matrix: 66 pairs, judged in some milliseconds; more columns nobody can read.
CLAIMS_AT_ONCE = 12

_CONFLICTS = frozenset({RelationKind.CONTRADICTS, RelationKind.CONTAINMENT_VIOLATION})
_AGREEMENTS = frozenset({RelationKind.RESTATES, RelationKind.CORROBORATES})


class By(StrEnum):
    """Whose word a cell shows: a person's, a suggestion's on record, or the rule's as of now."""

    PERSON = "person"
    SUGGESTION = "suggestion"
    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Said:
    """
    What is said of two claims. axes: {axis: verdict}.

    newer: id of the one that updates or corrects the other, where that is known.
    """

    kind: str
    comparability: str
    newer: int | None
    by: By
    address: str
    link: Link | None
    axes: Mapping[str, str]

    @property
    def tone(self) -> str:
        """conflict, agree or other: how the cell is drawn, beside its word."""
        return "conflict" if self.kind in _CONFLICTS else "agree" if self.kind in _AGREEMENTS else "other"

    @property
    def sign(self) -> str:
        if self.is_beside_the_point:
            return {"unknown": "?", "not_comparable": RELATION_SIGNS[RelationKind.CONTRASTS]}.get(
                self.comparability, "·"
            )
        return "?" if self.kind == "unsure" else RELATION_SIGNS[RelationKind(self.kind)]

    @property
    def is_beside_the_point(self) -> bool:
        """The rule would not set the two beside each other; here somebody did, so the axes speak."""
        return self.kind == RelationKind.UNRELATED and self.by is not By.PERSON

    def word_from(self, claim: int) -> str:
        """The relation as seen from one of the two claims (ids)."""
        if self.kind in ("updates", "corrects") and self.newer not in (None, claim):
            return {"updates": "is updated", "corrects": "is corrected"}[self.kind]
        if self.kind == RelationKind.CONTAINMENT_VIOLATION:
            return "part exceeds whole"
        if self.is_beside_the_point:
            return COMPARABILITY_WORDS[Comparability(self.comparability)]
        return "contrasts" if self.kind == RelationKind.CONTRASTS else self.kind


@dataclass(frozen=True, slots=True)
class Member:
    """One claim of the set, under a letter."""

    letter: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Cell:
    """How the row's claim stands to the column's. is_broken: a side of a triangle that cannot all be right."""

    row: Member
    column: Member
    said: Said
    is_broken: bool

    @property
    def word(self) -> str:
        return self.said.word_from(self.row.claim.pk)

    @property
    def comparability(self) -> str:
        """What the axes allow, where the word does not say it already."""
        words = COMPARABILITY_WORDS[Comparability(self.said.comparability)]
        return "" if words in (self.word, "comparable") else words

    @property
    def axes(self) -> str:
        """The axes for which they are not comparable, nested …"""
        return ", ".join(axes_behind(self.said.comparability, self.said.axes))

    @property
    def address(self) -> str:
        """The pair's page, with the row's claim on the left."""
        return f"{self.said.address}{'&' if '?' in self.said.address else '?'}left={self.row.claim.pk}"


@dataclass(frozen=True, slots=True)
class Row:
    """cells: one for each column; None where a claim meets itself."""

    member: Member
    cells: list[Cell | None]


@dataclass(frozen=True, slots=True)
class Matrix:
    members: list[Member]
    rows: list[Row]
    triangles: list[Triangle]

    @property
    def pairs(self) -> list[Cell]:
        """Every pair once."""
        return [cell for at, row in enumerate(self.rows) for cell in row.cells[at + 1 :] if cell is not None]

    @property
    def conflicts(self) -> int:
        return sum(cell.said.tone == "conflict" for cell in self.pairs)


def matrix_of(claims: Sequence[int]) -> Matrix:
    """Return the matrix of the claims with these ids, in their order, if they exist. Seven queries."""
    chosen = set_out(claims)
    members = [
        Member(letter_at(at), chosen.claims[pk])
        for at, pk in enumerate(pk for pk in claims if pk in chosen.claims)
    ]
    said = _said(chosen)
    broken = broken_triangles(one.link for one in said.values() if one.link is not None)
    odd = {link.ends for one in broken for link in one.links}
    names = {member.claim.pk: member.letter for member in members}
    addresses = {ends: one.address for ends, one in said.items()}
    return Matrix(
        members=members,
        rows=[Row(one, [_cell(one, other, said, odd) for other in members]) for one in members],
        triangles=[shown(one, names, addresses) for one in broken],
    )


def pair_address(*claims: int) -> str:
    """Return where these claims (ids) are compared, whether or not a relation of theirs is on record."""
    return f"{reverse('claims_compare')}?{urlencode([('claim', pk) for pk in claims])}"


def _cell(
    one: Member, other: Member, said: dict[frozenset[int], Said], odd: Collection[frozenset[int]]
) -> Cell | None:
    if one is other:
        return None
    ends = frozenset((one.claim.pk, other.claim.pk))
    return Cell(one, other, said[ends], ends in odd)


def _said(chosen: SetOut) -> dict[frozenset[int], Said]:
    rows = Relation.objects.filter(left__in=chosen.claims, right__in=chosen.claims)
    said = {frozenset((row.left_id, row.right_id)): _on_record(row) for row in rows}
    for left, right in combinations(sorted(chosen.claims), 2):
        if (ends := frozenset((left, right))) not in said:
            said[ends] = _by_rule(chosen, left, right)
    return said


def _on_record(row: Relation) -> Said:
    word = said_of(row)
    newer = {"left": row.left_id, "right": row.right_id}.get(row.judged_newer or row.newer or "")
    by = By.PERSON if word.is_judged else By.SUGGESTION
    address = reverse("relation", args=[row.pk])
    return Said(word.kind, row.comparability, newer, by, address, link_of(row), row.axes)


def _by_rule(chosen: SetOut, left: int, right: int) -> Said:
    verdict = chosen.verdict(left, right)
    newer = {"left": left, "right": right}.get(verdict.newer or "")
    link = (
        None
        if verdict.relation is RelationKind.UNRELATED
        else Link(left, right, verdict.relation, is_judged=False)
    )
    return Said(
        verdict.relation.value, verdict.comparability.value, newer, By.RULE, pair_address(left, right), link,
        {axis.value: one.value for axis, one in verdict.axes.items()},
    )  # fmt: skip
