"""What the comparison gives back: a finding per axis and the verdict on a pair. Plain Python."""

from collections.abc import Mapping
from dataclasses import dataclass

from claims.vocabulary import Axis, AxisVerdict, Comparability, RelationKind

MIRRORED = {AxisVerdict.NARROWER: AxisVerdict.BROADER, AxisVerdict.BROADER: AxisVerdict.NARROWER}


def mirror(verdict: AxisVerdict) -> AxisVerdict:
    """Return the verdict as seen from the other side."""
    return MIRRORED.get(verdict, verdict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One axis: the left claim's value seen from the right one. words: why, for a reader.

    taken_as_same: nothing is known, and the pair is compared as if nothing differed (counting basis only).
    """

    axis: Axis
    verdict: AxisVerdict
    words: str
    taken_as_same: bool = False

    @property
    def reason(self) -> str:
        return f"{self.axis.value}: {self.verdict.value} — {self.words}"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of two claims.

    axes: every axis, left seen from right. newer: the claim that updates or corrects the other, for the two
    directed relations, where it is known. score: 0 to 1, how much a reviewer should trust the suggestion.
    reasons: axis by axis, then what decided the relation.
    """

    axes: Mapping[Axis, AxisVerdict]
    comparability: Comparability
    relation: RelationKind
    reasons: tuple[str, ...]
    score: float
    newer: str | None = None  # "left" | "right" | None


def missing(asked: str, ours: str | None, theirs: str | None) -> str:
    """Return in words that one side or both do not say something: "neither says where"."""
    if ours is None and theirs is None:
        return f"neither says {asked}"
    return f"only one says {asked} ({ours or theirs})"
