"""
The rule's word on any claims that a person puts beside each other, whether or not a rule would have: one pair or many.

`linking` looks for pairs worth a reviewer's time; here somebody has chosen them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.comparison.judge import judge
from claims.comparison.readings import Containment, Reading
from claims.comparison.verdicts import Verdict
from claims.models import Claim, Mention, Relation
from claims.services import linking
from claims.services.readings import containment_for, reading_of, with_first_report
from claims.vocabulary import RelationState


@dataclass(frozen=True, slots=True)
class SetOut:
    """What is needed to judge some claims against each other. texts: claim id → the versions that carry it."""

    claims: Mapping[int, Claim]
    readings: Mapping[int, Reading]
    containment: Containment
    texts: Mapping[int, frozenset[int]]

    def verdict(self, left: int, right: int) -> Verdict:
        """Return the rule's verdict on two of them, the smaller id left, as relations are stored."""
        left, right = min(left, right), max(left, right)
        return judge(
            self.readings[left],
            self.readings[right],
            self.containment,
            side_by_side=self.share_text(left, right),
        )

    def share_text(self, left: int, right: int) -> bool:
        """Tell whether one text sets the two side by side."""
        return not self.texts[left].isdisjoint(self.texts[right])


def set_out(claims: Iterable[int]) -> SetOut:
    """Read the claims with these ids for comparison. Four queries, however many claims."""
    rows = with_first_report(Claim.objects.with_scope()).in_bulk(list(set(claims)))
    texts: dict[int, set[int]] = {pk: set() for pk in rows}
    for claim, version in (
        Mention.objects.standing().filter(claim__in=rows).values_list("claim_id", "version_id")
    ):
        texts[claim].add(version)
    return SetOut(
        claims=rows,
        readings={pk: reading_of(claim) for pk, claim in rows.items()},
        containment=containment_for(claim.scope for claim in rows.values()),
        texts={pk: frozenset(found) for pk, found in texts.items()},
    )


def unsaved_relation(one: int, other: int, *, now: datetime) -> Relation:
    """Return what the rule says of two claims (ids) as a relation that is not recorded."""
    chosen = set_out({one, other})
    left, right = chosen.claims[min(one, other)], chosen.claims[max(one, other)]
    return linking.suggestion(left, right, chosen.verdict(left.pk, right.pk), now=now)


def relation_between(one: int, other: int, *, now: datetime) -> Relation:
    """
    Return the relation of two claims (ids) with the rule's verdict as of now; record it where there is none.

    A suggestion is judged anew; what a person judged is kept as it is, with what the rule said then.
    """
    fresh = unsaved_relation(one, other, now=now)
    Relation.objects.bulk_create([fresh], ignore_conflicts=True)
    row = Relation.objects.select_for_update(of=("self",)).get(left=fresh.left, right=fresh.right)
    if row.state == RelationState.SUGGESTED and _rule(row) != _rule(fresh):
        Relation.objects.filter(pk=row.pk).update(**_rule(fresh))
        row.refresh_from_db()
    return row


def judged_anew(rows: Sequence[Relation], *, now: datetime) -> list[Relation]:
    """
    Return those of the relations on which the rule says something else today, with what it says; saves nothing.

    Four queries, however many relations.
    """
    chosen = set_out(pk for row in rows for pk in (row.left_id, row.right_id))
    changed = []
    for row in rows:
        left, right = chosen.claims[row.left_id], chosen.claims[row.right_id]
        said = _rule(linking.suggestion(left, right, chosen.verdict(left.pk, right.pk), now=now))
        if said != _rule(row):
            for field, value in said.items():
                setattr(row, field, value)
            changed.append(row)
    return changed


#: The columns that say what the rule says.
RULE_FIELDS = ("kind", "newer", "comparability", "axes", "reasons", "rule", "score")


def _rule(row: Relation) -> dict[str, object]:
    """What the rule says. The score as the column holds it, so that equal ones are equal."""
    return {field: getattr(row, field) for field in RULE_FIELDS} | {"score": round(float(row.score), 3)}
