"""What a person can say of a pair, one key each, and which of it needs a reason because it overrules the rule."""

from dataclasses import dataclass

from claims.comparison.overruling import overruled
from claims.models import Relation
from claims.vocabulary import Comparability, RelationKind, RelationState

#: (verdict, label, key). One key each.
CHOICES = (
    (RelationKind.CONTRADICTS.value, "Contradicts", "c"),
    (RelationKind.CONTRASTS.value, "Not comparable", "n"),
    (RelationKind.UPDATES.value, "Updates", "u"),
    (RelationKind.CORRECTS.value, "Corrects", "t"),
    (RelationKind.RESTATES.value, "Restates", "r"),
    (RelationKind.CORROBORATES.value, "Corroborates", "b"),
    (RelationKind.CONTAINMENT_VIOLATION.value, "Part exceeds whole", "p"),
    ("reject", "Unrelated", "x"),
    ("unsure", "Unsure", "o"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of the decision. asks: it overrules the rule, so a reason is asked for before it is saved."""

    value: str
    label: str
    key: str
    is_suggested: bool
    asks: bool


def choices_for(relation: Relation) -> list[Choice]:
    """Return the buttons, the suggested one marked."""
    return [
        Choice(value, label, key, value == relation.kind, asks=_asks(relation, value))
        for value, label, key in CHOICES
    ]


def _asks(relation: Relation, value: str) -> bool:
    if value not in set(RelationKind):
        return False  # unrelated, unsure
    kind, comparability = RelationKind(relation.kind), Comparability(relation.comparability)
    return overruled(RelationKind(value), kind, comparability) is not None


@dataclass(frozen=True, slots=True)
class Said:
    """A relation's word as a page shows it, "unsure" among them: a person's, else the rule's."""

    kind: str
    is_judged: bool


def said_of(relation: Relation) -> Said:
    """Return what is said of two claims: what a person judged goes before what the rule suggests."""
    if relation.state == RelationState.CONFIRMED:
        return Said(str(relation.judged_kind), is_judged=True)
    if relation.state == RelationState.REJECTED:
        return Said(RelationKind.UNRELATED.value, is_judged=True)
    if relation.state == RelationState.UNSURE:
        return Said("unsure", is_judged=True)
    return Said(relation.kind, is_judged=False)
