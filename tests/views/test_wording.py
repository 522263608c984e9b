"""Figures and periods as pages write them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import pytest

from claims.vocabulary import Bound, Precision
from claims.wording import axes_behind, days, figure, listed, number, several


@dataclass
class Numbers:
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None


def numbers(low: str | None, best: str | None, high: str | None) -> Numbers:
    return Numbers(*(None if text is None else Decimal(text) for text in (low, best, high)))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("9", "9"),
        ("4000.000000", "4,000"),
        ("2.50", "2.5"),
        ("0", "0"),
        ("1200000", "1.2 million"),
        ("1234567", "1,234,567"),  # nothing is rounded away
        ("3000000000", "3 billion"),
        ("0.000001", "0.000001"),
    ],
)
def test_it_writes_numbers_without_losing_a_digit(value: str, words: str) -> None:
    assert number(Decimal(value)) == words


@pytest.mark.parametrize(
    ("low", "best", "high", "bound", "unit", "words", "signs"),
    [
        ("9", "9", "9", Bound.EXACT, "person", "9", "9"),
        ("3400", "4000", "4600", Bound.ABOUT, "person", "about 4,000", "≈4,000"),
        ("3000", None, None, Bound.MORE_THAN, "person", "more than 3,000", ">3,000"),
        ("3001", "3000", None, Bound.MORE_THAN, "person", "more than 3,000", ">3,000"),
        (None, None, "50", Bound.UP_TO, "person", "up to 50", "≤50"),
        ("24", None, "99", Bound.VAGUE, "person", "24 to 99", "24–99"),
        ("12", None, "15", Bound.BETWEEN, "percent", "12 to 15 %", "12–15 %"),
        ("120", "120", "120", Bound.EXACT, "day", "120 days", "120 days"),
        ("1", "1", "1", Bound.EXACT, "day", "1 day", "1 day"),
        (
            "89",
            None,
            "92",
            Bound.EXACT,
            "day",
            "89 to 92 days",
            "89–92 days",
        ),  # "three months", in days
        (
            "4200000",
            "4200000",
            "4200000",
            Bound.EXACT,
            "USD",
            "$4.2 million",
            "$4.2 million",
        ),
        ("5", "5", "5", Bound.EXACT, "KRW", "KRW 5", "KRW 5"),
        ("5", None, None, Bound.VAGUE, "person", "at least 5", "≥5"),
        (None, None, None, None, "", "", ""),
    ],
)
def test_it_writes_a_figure_as_it_is_meant(
    low: str | None,
    best: str | None,
    high: str | None,
    bound: str | None,
    unit: str,
    words: str,
    signs: str,
) -> None:
    assert figure(numbers(low, best, high), bound, unit) == words
    assert figure(numbers(low, best, high), bound, unit, signs=True) == signs


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        ("2025-12-12", "2025-12-12", Precision.DAY, "12 Dec 2025"),
        ("2025-01-01", "2025-01-31", Precision.MONTH, "Jan 2025"),
        ("2025-08-01", "2025-12-31", Precision.MONTH, "Aug–Dec 2025"),
        ("2025-01-01", "2025-12-31", Precision.YEAR, "2025"),
        ("2024-01-01", "2025-12-31", Precision.YEAR, "2024–2025"),
        ("2025-08-01", "2025-08-10", Precision.PART, "early Aug 2025"),
        ("2025-08-11", "2025-08-20", Precision.PART, "mid Aug 2025"),
        ("2025-08-21", "2025-08-31", Precision.PART, "late Aug 2025"),
        ("2025-12-12", "2025-12-20", Precision.DAY, "12–20 Dec 2025"),
        ("2025-08-03", "2025-12-12", Precision.DAY, "3 Aug – 12 Dec 2025"),
        ("2024-12-01", "2025-02-28", Precision.SEASON, "Dec 2024 – Feb 2025"),
        (None, "2025-01-31", Precision.MONTH, "until Jan 2025"),
        ("2025-08-01", None, Precision.DAY, "from 1 Aug 2025"),
        ("2025-12-08", "2025-12-14", Precision.WEEK, "week of 8 Dec 2025"),
        (None, None, None, ""),
    ],
)
def test_it_writes_a_period_no_more_exactly_than_it_is_known(
    first: str | None, last: str | None, precision: str | None, words: str
) -> None:
    ends = [None if text is None else date.fromisoformat(text) for text in (first, last)]

    assert days(*ends, precision) == words


def test_it_counts_and_lists_in_words() -> None:
    assert [several(count, "origin") for count in (0, 1, 2)] == [
        "0 origins",
        "1 origin",
        "2 origins",
    ]
    assert several(3, "person", "people") == "3 people"
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


@pytest.mark.parametrize(
    ("comparability", "axes", "behind"),
    [
        ("comparable", {"measure": "same", "basis": "unknown"}, []),
        (
            "not_comparable",
            {"population": "disjoint", "place": "unknown", "period": "disjoint"},
            ["population", "period"],
        ),
        ("unknown", {"period": "unknown", "basis": "unknown", "place": "narrower"}, ["period"]),
        ("unknown", {"measure": "same", "basis": "unknown"}, ["basis"]),
        ("nested", {"measure": "narrower", "place": "same", "basis": "unknown"}, ["measure"]),
        ("not_comparable", {}, []),  # two events, whatever they cover
    ],
)
def test_it_names_the_axes_behind_a_verdict(
    comparability: str, axes: dict[str, str], behind: list[str]
) -> None:
    assert axes_behind(comparability, axes) == behind
