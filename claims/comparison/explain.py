"""The reasons of a verdict in words that a journalist would accept: axis by axis, then what decided."""

from claims.comparison.relations import Judged, Pair
from claims.vocabulary import AxisVerdict, RelationKind

_SPOKEN = {RelationKind.CONTAINMENT_VIOLATION: "containment violation"}


def reasons_for(pair: Pair, judged: Judged) -> tuple[str, ...]:
    """
    Return one reason per axis that says something, then the one that decided the relation.

    What differs comes before what is the same; a basis that neither side names comes last among the axes.
    """
    ordered = sorted(
        pair.findings,
        key=lambda f: (f.taken_as_same, f.verdict is AxisVerdict.SAME, f.verdict is AxisVerdict.UNKNOWN),
    )
    axes = tuple(finding.reason for finding in ordered)
    figures = " against ".join(word for word in (pair.left.words, pair.right.words) if word)
    decided = f"{_SPOKEN.get(judged.kind, judged.kind.value)}: {judged.words}"
    return (*axes, f"{decided} ({figures})" if figures else decided)
