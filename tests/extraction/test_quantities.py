"""Figures: text → (printed figure, low, best, high, bound, unit)."""

from decimal import Decimal
from typing import Any

import pytest

from claims.vocabulary import Bound
from tests.extraction.conftest import Read

E = Bound.EXACT

FIGURES: list[tuple[str, list[tuple[Any, ...]]]] = [
    ("The army lost nine tanks.", [("nine tanks", 9, 9, 9, E, None)]),
    ("It sent 4,000 soldiers.", [("4,000 soldiers", 4000, 4000, 4000, E, "person")]),
    ("Some 1,200 people came.", [("Some 1,200 people", 1020, 1200, 1380, Bound.ABOUT, "person")]),
    # a first word with a capital limits the figure all the same
    ("Around 4,000 soldiers fell.", [("Around 4,000 soldiers", 3400, 4000, 4600, Bound.ABOUT, "person")]),
    ("Nearly 200 homes burned.", [("Nearly 200 homes", 180, 200, 200, Bound.NEARLY, None)]),
    ("At least 12 people died.", [("At least 12 people", 12, 12, None, Bound.AT_LEAST, "person")]),
    ("No fewer than 30 ships left.", [("No fewer than 30 ships", 30, 30, None, Bound.AT_LEAST, None)]),
    ("More than 50 cars burned.", [("More than 50 cars", 50, 50, None, Bound.MORE_THAN, None)]),
    ("Up to 80 men left.", [("Up to 80 men", None, 80, 80, Bound.UP_TO, "person")]),
    ("Fewer than 20 voters came.", [("Fewer than 20 voters", None, 20, 20, Bound.FEWER_THAN, "person")]),
    ("It holds 300 or more guests.", [("300 or more guests", 300, 300, None, Bound.AT_LEAST, "person")]),
    ("Between 40 and 60 people came.", [("40 and 60 people", 40, None, 60, Bound.BETWEEN, "person")]),
    ("It took 3 to 5 days.", [("3 to 5 days", 3, None, 5, Bound.BETWEEN, "day")]),
    # the first number of a range inherits the magnitude of the second
    (
        "It costs 3-5 million euros.",
        [("3-5 million euros", 3_000_000, None, 5_000_000, Bound.BETWEEN, "EUR")],
    ),
    ("Dozens of people died.", [("Dozens of people", 24, None, 99, Bound.VAGUE, "person")]),
    ("Hundreds of thousands fled.", [("Hundreds of thousands", 200_000, None, 999_999, Bound.VAGUE, None)]),
    ("It costs $1.762bn.", [("$1.762bn", 1_762_000_000, 1_762_000_000, 1_762_000_000, E, "USD")]),
    ("It costs £2m.", [("£2m", 2_000_000, 2_000_000, 2_000_000, E, "GBP")]),
    # an amount of euros in words
    (
        "He paid two and a half million euros.",
        [("two and a half million euros", 2_500_000, 2_500_000, 2_500_000, E, "EUR")],
    ),
    (
        "About 5 per cent left.",
        [("About 5 per cent", Decimal("4.25"), 5, Decimal("5.75"), Bound.ABOUT, "percent")],
    ),
    ("A hundred and five people sat.", [("A hundred and five people", 105, 105, 105, E, "person")]),
    ("Half a dozen men sat.", [("Half a dozen men", 6, 6, 6, E, "person")]),
    ("A 120-day tour began.", [("120-day", 120, 120, 120, E, "day")]),
    ("A three-month tour began.", [("three-month", 3, 3, 3, E, "month")]),
]

NO_FIGURES = [
    ("He came in 2019.", "a year"),
    ("The 528th Regiment left.", "a designator"),
    ("The 21st century began.", "an ordinal"),
    ("It began at 10:30 and at 4 p.m.", "clock times"),
    ("The S&P 500 fell.", "a name with a number"),
    ("She bought an iPhone 11.", "a product"),
    ("Anna Reed, 45, resigned.", "an age in apposition"),
    ("Call 555-123-4567.", "a telephone number"),
    ("No one came, and one never knows.", "the pronoun"),
    ("It happened on 12 December.", "a day of a month"),
    ("See chapter 12 and page 40.", "numbered things"),
]


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_it_reads_a_figure_with_its_bound_and_unit(
    read: Read, text: str, expected: list[tuple[Any, ...]]
) -> None:
    found = [(q.exact, q.low, q.best, q.high, q.bound, q.unit) for q in read(text).quantities]

    assert found == expected


@pytest.mark.parametrize(("text", "what"), NO_FIGURES)
def test_it_takes_no_figure_from(read: Read, text: str, what: str) -> None:
    assert [q.exact for q in read(text).quantities] == [], what


def test_it_marks_what_comes_on_top_and_what_is_included(read: Read) -> None:
    found = read("The toll was 40, including seven children. Another 12 people were hurt.").quantities

    assert [(q.value_end - q.value_start, q.role) for q in found] == [
        (2, None),
        (5, "subtotal"),
        (2, "increment"),
    ]


def test_it_says_which_way_a_figure_moved(read: Read) -> None:
    found = read("Sales rose 5 percent and costs fell by 3 percent.").quantities

    assert [q.change for q in found] == ["up", "down"]


def test_an_approximator_does_not_move_the_best_value(read: Read) -> None:
    text = "about 40 people, nearly 40 people, up to 40 people, more than 40 people"

    assert [q.best for q in read(text).quantities] == [40, 40, 40, 40]


def test_it_counts_what_the_figure_counts(read: Read) -> None:
    (figure,) = read("They met 4,000 North Korean soldiers in the woods.").quantities

    assert figure.counted == "North Korean soldiers"
