"""Figures as intervals in one unit."""

from decimal import Decimal
from typing import Any

import pytest

from claims.comparison.figures import Interval, are_disjoint, in_common_unit, interval_of, rounds_to
from claims.vocabulary import Bound

from .terms import reading


def interval(low: str | None, high: str | None) -> Interval:
    return Interval(low and Decimal(low), high and Decimal(high))


@pytest.mark.parametrize(
    ("fields", "low", "high"),
    [
        ({"best": 9}, "9", "9"),
        # the extraction's own ends win over the bound's width
        ({"best": 4000, "low": Decimal(3900), "high": Decimal(4100), "bound": Bound.ABOUT}, "3900", "4100"),
        ({"best": 4000, "low": None, "high": None, "bound": Bound.ABOUT}, "3400", "4600"),
        ({"best": 4000, "low": None, "high": None, "bound": Bound.NEARLY}, "3400", "4000"),
        ({"best": 4000, "low": None, "high": None, "bound": Bound.AT_LEAST}, "4000", None),
        ({"best": 4000, "low": None, "high": None, "bound": Bound.FEWER_THAN}, None, "4000"),
        # "dozens" without its ends says nothing that could be compared
        ({"best": 40, "low": None, "high": None, "bound": Bound.VAGUE}, None, None),
        # three months are 89 days from February and 92 from July
        ({"best": 3, "unit": "month"}, "89", "92"),
        ({"best": 1, "unit": "month"}, "28", "31"),
        ({"best": 1, "unit": "year"}, "365", "366"),
        ({"best": 4, "unit": "year"}, "1461", "1461"),
        ({"best": 2, "unit": "week"}, "14", "14"),
        ({"best": 36, "unit": "hour"}, "1.5", "1.5"),
        ({"best": 0, "unit": "month"}, "0", "0"),
        # two and a half months: half of what the third month would add
        (
            {"best": None, "low": Decimal("2.5"), "high": Decimal("2.5"), "unit": "month"},
            "74",
            "77",
        ),
        # no length of time
        ({"best": 5, "unit": "USD"}, "5", "5"),
    ],
)
def test_it_gives_what_a_printed_figure_allows(
    fields: dict[str, Any], low: str | None, high: str | None
) -> None:
    found = interval_of(reading(**fields))

    assert (found.low, found.high) == (low and Decimal(low), high and Decimal(high))


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (interval("9", "9"), interval("10", "10"), True),
        (interval("9", "9"), interval("9", "9"), False),
        (interval("9", None), interval("4000", "4000"), False),
        (interval("9", None), interval(None, "8"), True),
        (interval(None, None), interval("4", "4"), False),
    ],
)
def test_two_figures_are_disjoint_if_no_number_fits_both(
    left: Interval, right: Interval, expected: bool
) -> None:
    assert are_disjoint(left, right) is expected
    assert are_disjoint(right, left) is expected


@pytest.mark.parametrize(
    ("rough", "fine", "expected"),
    [
        ("4000", "4012", True),
        ("4000", "3500", True),
        ("4000", "4501", False),
        # one zero is no rounding: ten dead against eleven is a difference
        ("10", "11", False),
        # both are equally precise
        ("4000", "5000", False),
        ("4012", "4013", False),
    ],
)
def test_a_round_figure_and_the_one_it_rounds_agree(rough: str, fine: str, expected: bool) -> None:
    left, right = interval(rough, rough), interval(fine, fine)

    assert rounds_to(left, right) is expected
    assert rounds_to(right, left) is expected


@pytest.mark.parametrize(
    ("figure", "unit", "expected"),
    [
        ((3, 3, 3), "month", (89, None, 92)),  # no one number of days: the months differ
        ((2, 2, 2), "week", (14, 14, 14)),
        ((9, 9, 9), "person", (9, 9, 9)),
        ((None, 2, 2), "week", (None, 14, 14)),
    ],
)
def test_lengths_of_time_share_days(
    figure: tuple[int | None, ...], unit: str, expected: tuple[int | None, ...]
) -> None:
    low, best, high = (None if n is None else Decimal(n) for n in figure)

    found = in_common_unit(low, best, high, unit)

    assert (found.low, found.best, found.high) == expected
    assert found.unit == ("person" if unit == "person" else "day")
