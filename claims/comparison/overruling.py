"""
When a person's word overrules the rule's, and so needs a reason: a hostile reader will ask for it a year later.

The rule's verdict on the axes is overruled, not its suggestion: to call an update a restatement is a judgement like any
other, to call claims about different periods a contradiction says that an axis was read wrongly. Plain Python.
"""

from claims.vocabulary import Comparability, RelationKind

#: What can be said only of claims that cover the same, or of which one covers a part of what the other covers.
_NEED_COMMON_GROUND = frozenset(
    {
        RelationKind.CONTRADICTS, RelationKind.CORROBORATES, RelationKind.RESTATES, RelationKind.UPDATES,
        RelationKind.CORRECTS, RelationKind.CONTAINMENT_VIOLATION,
    }
)  # fmt: skip

#: What the rule calls a conflict; putting one aside is what a reader doubts first.
_CONFLICTS = frozenset({RelationKind.CONTRADICTS, RelationKind.CONTAINMENT_VIOLATION})


def overruled(said: RelationKind, suggested: RelationKind, comparability: Comparability) -> str | None:
    """
    Return what to ask of a person who says `said`, or None where it needs no reason.

    "Contradicts" is held to the strictest: any verdict but comparable rules it out, as the database, too, demands. That
    two claims have nothing to do with each other, or that one cannot say, asks for none: it asserts nothing of them.
    """
    if said is RelationKind.CONTRADICTS and comparability is not Comparability.COMPARABLE:
        return "The rule finds these two not comparable. Name the axis that was read wrongly."
    if said in _NEED_COMMON_GROUND and comparability is Comparability.NOT_COMPARABLE:
        return "The rule finds that these two cover different things. Name the axis that was read wrongly."
    if said is RelationKind.CONTRASTS and suggested in _CONFLICTS:
        return "The rule finds that these two conflict. Say in what they differ."
    return None
