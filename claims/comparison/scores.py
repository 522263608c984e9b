"""
How likely a suggestion is right, 0 to 1: a probability, counted on labelled pairs of our own.

The share that was right among suggestions of the same kind and comparability, drawn to the share of all where few
were labelled. What else speaks for a pair orders suggestions of one kind and moves the score by a few hundredths.
"""

from collections.abc import Collection, Mapping
from functools import cache

from claims.comparison.events import is_one_event
from claims.comparison.figures import gap
from claims.comparison.relations import Judged, Pair
from claims.comparison.wordlists import reliability
from claims.vocabulary import AxisVerdict, Comparability, RelationKind

#: What a reader does with a suggestion; the kinds of one group are right or wrong together.
GROUPS: Mapping[RelationKind, str] = {
    RelationKind.CONTRADICTS: "conflict",
    RelationKind.CONTAINMENT_VIOLATION: "conflict",
    RelationKind.CORROBORATES: "agreement",
    RelationKind.RESTATES: "agreement",
    RelationKind.UPDATES: "revision",
    RelationKind.CORRECTS: "revision",
    RelationKind.CONTRASTS: "contrast",
}

#: So many pairs of average reliability are counted beside those that were labelled. Own choice.
_PRIOR = 4

#: The most by which what else is known moves a score. Own choice: less than kinds of suggestions lie apart.
_NUDGE = 0.03


def score_of(pair: Pair, judged: Judged) -> float:
    """Return the score, rounded to two digits; 0 for an unrelated pair."""
    if judged.kind is RelationKind.UNRELATED:
        return 0.0
    unknown = sum(f.verdict is AxisVerdict.UNKNOWN and not f.taken_as_same for f in pair.findings)
    nudge = _NUDGE * float(gap(*pair.intervals)) - _NUDGE * unknown / len(pair.findings)
    if is_one_event(pair.left, pair.right) is False:
        nudge -= _NUDGE
    return round(min(0.99, max(0.05, share_right(judged.kind, pair.comparability) + nudge)), 2)


@cache
def share_right(kind: RelationKind, comparability: Comparability) -> float:
    """Return the share of suggestions of this kind that a reader of the benchmark would let stand."""
    counted = reliability()
    labelled, right = counted.get(f"{GROUPS[kind]} {comparability.value}", (0, 0))
    alike = [both for name, both in counted.items() if name.startswith(GROUPS[kind])]
    average = _share(alike, _share(counted.values(), 0.5))
    return (right + _PRIOR * average) / (labelled + _PRIOR)


def _share(counts: Collection[tuple[int, int]], otherwise: float) -> float:
    labelled, right = (sum(column) for column in zip(*counts, strict=True)) if counts else (0, 0)
    return (right + _PRIOR * otherwise) / (labelled + _PRIOR)
