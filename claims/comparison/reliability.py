"""
The reliability table: of the suggestions scored about 0.8, were 80 % right?

Takes scores with the verdict of a label; the benchmark and reviewers' own judgements can both be put in.
"""

from collections.abc import Iterable
from dataclasses import dataclass

#: Where bins of scores begin.
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9)


@dataclass(frozen=True, slots=True)
class Bin:
    """Suggestions with scores from `low` up to the next bin: how many, their mean score, the share that was right."""

    low: float
    count: int
    score: float
    right: float


def reliability_table(judged: Iterable[tuple[float, bool]]) -> tuple[Bin, ...]:
    """Return a bin for each range of scores that occurs. judged: (score, whether it was right)."""
    found: dict[float, list[tuple[float, bool]]] = {}
    for score, right in judged:
        found.setdefault(max(low for low in BINS if low <= score), []).append((score, right))
    return tuple(
        Bin(low, len(rows), sum(s for s, _ in rows) / len(rows), sum(r for _, r in rows) / len(rows))
        for low, rows in sorted(found.items())
    )


def calibration_error(judged: Iterable[tuple[float, bool]]) -> float:
    """Return how far scores and shares lie apart, in the mean over all suggestions; 0 is perfect, 0 without any."""
    bins = reliability_table(judged)
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.score - one.right) for one in bins) / total if total else 0.0
