"""
How well independent judgements agree, beyond chance: Cohen's kappa and Krippendorff's alpha, and how to read them.

The coefficients are those of `nltk.metrics.agreement`, which is loaded on first use: it takes a second, and only one
page needs it. Labels of ordinal judgements are whole numbers in their order. Plain Python: no Django. Tested against
published worked examples.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from claims.resampling import Interval, Rating, Resampling

#: Below so many units no coefficient is shown. Ours: with 20, one judgement that had gone the other way moves the
#: observed agreement by 0.05; with 10 already by 0.1, half a step of the readings below.
FEWEST = 20

#: Krippendorff, Content Analysis (2004), p. 241: rely on figures from .800, draw tentative conclusions from .667.
ALPHA_READINGS = (
    (0.8, "the judgements can be relied on"),
    (0.667, "good enough for tentative conclusions only"),
    (0.0, "too low to rely on"),
    (-1.0, "worse than chance: people differ systematically"),
)
ALPHA_SOURCE = "Krippendorff, Content Analysis, 2nd ed. 2004, p. 241"

#: Landis & Koch, The measurement of observer agreement for categorical data, Biometrics 33 (1977), p. 165.
KAPPA_READINGS = (
    (0.81, "almost perfect agreement"),
    (0.61, "substantial agreement"),
    (0.41, "moderate agreement"),
    (0.21, "fair agreement"),
    (0.0, "slight agreement"),
    (-1.0, "poor: less than chance would give"),
)
KAPPA_SOURCE = "Landis & Koch, Biometrics 33 (1977), p. 165"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """
    value: None where there are fewer than FEWEST units, or it is not defined. units: judged by two people or more.

    why: what is missing where there is no value, else what the value means. interval: of 95 %, of the value; None
    where it was not asked for, or too few requests stand behind it.
    """

    value: float | None
    units: int
    why: str
    interval: Interval | None = None


def alpha(
    ratings: Iterable[Rating],
    *,
    is_ordinal: bool = False,
    fewest: int = FEWEST,
    resampling: Resampling | None = None,
) -> Coefficient:
    """Return Krippendorff's alpha of any number of coders; a unit with one rating only is left out."""
    kept = _paired(ratings)
    units = len({unit for _, unit, _ in kept})
    if (missing := _missing(kept, units, fewest)) is not None:
        return missing
    distance = _ordinal(Counter(label for _, _, label in kept)) if is_ordinal else _nominal
    value = float(_task(kept, distance).alpha())
    interval = None
    if resampling is not None and len(resampling.requests) >= fewest:
        interval = resampling.of_alpha(kept, is_ordinal=is_ordinal)
    return Coefficient(value, units, _reading(value, ALPHA_READINGS), interval)


def kappa(
    ratings: Iterable[Rating],
    one: int,
    other: int,
    *,
    fewest: int = FEWEST,
    resampling: Resampling | None = None,
) -> Coefficient:
    """Return Cohen's kappa (nominal) of two coders over the units that both rated."""
    kept = _paired(rating for rating in ratings if rating[0] in (one, other))
    units = len({unit for _, unit, _ in kept})
    if (missing := _missing(kept, units, fewest)) is not None:
        return missing
    value = float(_task(kept, _nominal).kappa_pairwise(one, other))
    interval = resampling.of_kappa(kept, one, other) if resampling is not None else None
    return Coefficient(value, units, _reading(value, KAPPA_READINGS), interval)


def _paired(ratings: Iterable[Rating]) -> list[Rating]:
    """Return the ratings of units that two people or more rated."""
    given = list(ratings)
    times = Counter(unit for _, unit, _ in given)
    return [rating for rating in given if times[rating[1]] > 1]


def _missing(kept: Sequence[Rating], units: int, fewest: int) -> Coefficient | None:
    if units < fewest:
        return Coefficient(None, units, f"too few to say: {units} of the {fewest} that are needed")
    if len({label for _, _, label in kept}) == 1:
        # nothing varies, so agreement cannot be told apart from chance: both coefficients are 0/0
        return Coefficient(None, units, "not defined: everybody gave the same answer every time")
    return None


def _reading(value: float, readings: Sequence[tuple[float, str]]) -> str:
    # the readings are given to two places or three; a value is rounded as it is shown
    return next((words for least, words in readings if round(value, 3) >= least), readings[-1][1])


def _task(ratings: Sequence[Rating], distance: Callable[[int, int], float]) -> Any:
    from nltk.metrics.agreement import (
        AnnotationTask,  # a second to load: only when there is something to compute
    )

    return AnnotationTask(data=list(ratings), distance=distance)


def _nominal(one: int, other: int) -> float:
    return float(one != other)


def _ordinal(times: Mapping[int, int]) -> Callable[[int, int], float]:
    """
    Return Krippendorff's ordinal difference: the ratings between two labels, both ends counted by half, squared.

    Scaled to at most 1, which alpha, a quotient of differences, does not notice. Source: Krippendorff,
    Computing Krippendorff's Alpha-Reliability (2011), section E.
    """
    everything = float(sum(times.values()))

    def difference(one: int, other: int) -> float:
        low, high = sorted((one, other))
        between = math.fsum(number for label, number in times.items() if low <= label <= high)
        return 0.0 if one == other else ((between - (times[low] + times[high]) / 2) / everything) ** 2

    return difference
