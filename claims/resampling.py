"""
How far a coefficient of agreement would move with other requests of the same kind: percentile bootstrap intervals.

Requests are drawn again with replacement, whole: what was judged in one request belongs together. The draws begin at a
fixed seed, so the same judgements always give the same interval. Source: Efron & Tibshirani, An Introduction to the
Bootstrap (1993), chapter 13. Plain Python and NumPy, which is loaded on first use; the coefficients themselves are
those of a library (`claims.coefficients`), and a test holds that undrawn requests give the same here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import permutations
from typing import Any

DRAWS = 1000
SEED = 20260101
#: The share of the draws inside the interval.
SHARE = 0.95
#: Draws in which a coefficient is not defined (everybody alike) are left out; with more of them there is no interval.
MOST_UNDEFINED = 0.1

INTERVAL_SOURCE = "Efron & Tibshirani, An Introduction to the Bootstrap (1993), chapter 13"

#: (coder, unit, label), as in `claims.coefficients`.
Rating = tuple[int, int, int]
Interval = tuple[float, float]


class Resampling:
    """Draws of the same requests for several coefficients. request_of: unit → request; a unit by itself is its own."""

    def __init__(self, requests: Iterable[int], request_of: Mapping[int, int] | None = None) -> None:
        self.requests = sorted(set(requests))
        self._request_of = request_of or {}

    @cached_property
    def weights(self) -> Any:
        """How often each request was drawn: array (draws, requests)."""
        import numpy as np  # a tenth of a second to load: only when there is something to compute

        number = len(self.requests)
        drawn = np.random.default_rng(SEED).integers(0, number, size=(DRAWS, number))
        offset = np.arange(DRAWS)[:, None] * number
        return (
            np.bincount((drawn + offset).ravel(), minlength=DRAWS * number)
            .reshape(DRAWS, number)
            .astype(float)
        )

    def of_alpha(self, ratings: Sequence[Rating], *, is_ordinal: bool) -> Interval | None:
        """Return the interval of Krippendorff's alpha; None where too many draws leave it undefined."""
        return _middle(alphas(self._drawn(_coincidences(ratings)), is_ordinal=is_ordinal))

    def of_kappa(self, ratings: Sequence[Rating], one: int, other: int) -> Interval | None:
        """Return the interval of Cohen's kappa (nominal) of two coders."""
        return _middle(kappas(self._drawn(_contingencies(ratings, one, other))))

    def _drawn(self, cells: Mapping[tuple[int, int, int], float]) -> Any:
        """Return the table of labels of each draw: array (draws, labels, labels)."""
        import numpy as np

        place = {request: at for at, request in enumerate(self.requests)}
        labels = {label: at for at, label in enumerate(sorted({key for cell in cells for key in cell[1:]}))}
        used = sorted({place[self._request_of.get(unit, unit)] for unit, _, _ in cells})
        row_of = {at: row for row, at in enumerate(used)}
        tables = np.zeros((len(used), len(labels), len(labels)))
        for (unit, left, right), value in cells.items():
            row = row_of[place[self._request_of.get(unit, unit)]]
            tables[row, labels[left], labels[right]] += value
        weights = self.weights[:, used]
        return (weights @ tables.reshape(len(used), -1)).reshape(DRAWS, len(labels), len(labels))


def alphas(tables: Any, *, is_ordinal: bool) -> Any:
    """
    Return Krippendorff's alpha of each table of coincidences (…, labels, labels); NaN where it is not defined.

    The ordinal difference of two labels is the ratings between their middles, squared. Source: Krippendorff, Computing
    Krippendorff's Alpha-Reliability (2011), sections C to E.
    """
    import numpy as np

    times = tables.sum(axis=2)
    if is_ordinal:
        middles = times.cumsum(axis=1) - times / 2
        apart = (middles[:, :, None] - middles[:, None, :]) ** 2
    else:
        apart = np.broadcast_to(1 - np.eye(tables.shape[1]), tables.shape)
    observed = (tables * apart).sum(axis=(1, 2))
    expected = (times[:, :, None] * times[:, None, :] * apart).sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(expected > 0, 1 - (times.sum(axis=1) - 1) * observed / expected, np.nan)


def kappas(tables: Any) -> Any:
    """Return Cohen's kappa of each table of two coders' labels (…, labels, labels); NaN where it is not defined."""
    import numpy as np

    total = tables.sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        observed = np.trace(tables, axis1=1, axis2=2) / total
        expected = (tables.sum(axis=1) * tables.sum(axis=2)).sum(axis=1) / total**2
        return np.where(expected < 1, (observed - expected) / (1 - expected), np.nan)


def _coincidences(ratings: Sequence[Rating]) -> dict[tuple[int, int, int], float]:
    """Return (unit, label, other label) → pairs of ratings of two coders, over the unit's ratings less one."""
    by_unit: defaultdict[int, list[int]] = defaultdict(list)
    for _, unit, label in ratings:
        by_unit[unit].append(label)
    cells: defaultdict[tuple[int, int, int], float] = defaultdict(float)
    for unit, labels in by_unit.items():
        for left, right in permutations(labels, 2):
            cells[unit, left, right] += 1 / (len(labels) - 1)
    return cells


def _contingencies(ratings: Sequence[Rating], one: int, other: int) -> dict[tuple[int, int, int], float]:
    """Return (unit, one's label, the other's) → 1 for each unit that both rated."""
    said = {coder: {unit: label for who, unit, label in ratings if who == coder} for coder in (one, other)}
    both = said[one].keys() & said[other].keys()
    return {(unit, said[one][unit], said[other][unit]): 1.0 for unit in both}


def _middle(values: Any) -> Interval | None:
    import numpy as np

    defined = values[~np.isnan(values)]
    if len(defined) < (1 - MOST_UNDEFINED) * DRAWS:
        return None
    low, high = np.quantile(defined, [(1 - SHARE) / 2, (1 + SHARE) / 2])
    return float(low), float(high)
