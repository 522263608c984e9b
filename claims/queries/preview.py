"""The verdict that would follow if a pair's readings were filled in, beside the one that stands."""

from dataclasses import dataclass

from claims.comparison.verdicts import Verdict
from claims.queries.compare import Pair, Reason, reason_in_parts, seen_from_left
from claims.wording import RELATION_SENTENCES


@dataclass(frozen=True, slots=True)
class AxisChange:
    axis: str
    before: str
    after: str

    @property
    def is_changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Preview:
    """comparability: as it would be; was: as it is. axes: every axis, those that change first."""

    comparability: str
    was: str
    sentence: str
    axes: list[AxisChange]
    reasons: list[Reason]

    @property
    def is_changed(self) -> bool:
        return any(axis.is_changed for axis in self.axes)


def preview_of(pair: Pair, verdict: Verdict) -> Preview:
    """Return what the page shows of a verdict that is not saved; seen as the pair is."""
    after = seen_from_left(
        {axis.value: v.value for axis, v in verdict.axes.items()}, is_flipped=pair.is_flipped
    )
    axes = [AxisChange(row.axis, row.verdict, after[row.axis]) for row in pair.axes]
    return Preview(
        comparability=verdict.comparability.value,
        was=pair.relation.comparability,
        sentence=RELATION_SENTENCES[verdict.relation],
        axes=sorted(axes, key=lambda axis: not axis.is_changed),
        reasons=[reason_in_parts(text, is_flipped=pair.is_flipped) for text in verdict.reasons],
    )
