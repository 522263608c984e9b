"""Dates: text → first and last day, seen from Sunday 14 December 2025."""

import pytest

from claims.vocabulary import Precision
from tests.extraction.conftest import Read

DATES = [
    ("on 12 December 2025", "2025-12-12", "2025-12-12", Precision.DAY),
    ("on December 12th", "2025-12-12", "2025-12-12", Precision.DAY),
    ("on 2025-12-12", "2025-12-12", "2025-12-12", Precision.DAY),
    ("in May", "2025-05-01", "2025-05-31", Precision.MONTH),
    # the year of publication only where it is the nearest: a report of December speaks of the January before
    ("in January", "2025-01-01", "2025-01-31", Precision.MONTH),
    ("as of January 2025", "2025-01-01", "2025-01-31", Precision.MONTH),
    ("in early August", "2025-08-01", "2025-08-10", Precision.PART),
    ("since the beginning of August", "2025-08-01", "2025-08-10", Precision.PART),
    ("in mid-July 2024", "2024-07-11", "2024-07-20", Precision.PART),
    ("in late February 2024", "2024-02-21", "2024-02-29", Precision.PART),
    ("in 2019", "2019-01-01", "2019-12-31", Precision.YEAR),
    ("in late 2023", "2023-09-01", "2023-12-31", Precision.PART),
    ("in the 1960s", "1960-01-01", "1969-12-31", Precision.DECADE),
    ("in the first quarter of 2024", "2024-01-01", "2024-03-31", Precision.QUARTER),
    ("in the summer of 2023", "2023-06-01", "2023-08-31", Precision.SEASON),
    ("yesterday", "2025-12-13", "2025-12-13", Precision.DAY),
    ("on Friday", "2025-12-12", "2025-12-12", Precision.DAY),
    ("last week", "2025-12-01", "2025-12-07", Precision.WEEK),
    ("last month", "2025-11-01", "2025-11-30", Precision.MONTH),
    ("two days ago", "2025-12-12", "2025-12-12", Precision.DAY),
    # what is to come takes the next such day
    ("The trial will open on March 9", "2026-03-09", "2026-03-09", Precision.DAY),
]


@pytest.mark.parametrize(("text", "first", "last", "precision"), DATES)
def test_it_reads_a_date_as_first_and_last_day(
    read: Read, text: str, first: str, last: str, precision: Precision
) -> None:
    (found,) = read(f"It happened {text}.").dates

    assert (str(found.from_day), str(found.to_day), found.precision) == (first, last, precision)


@pytest.mark.parametrize("text", ["He may go.", "They march on.", "She had a second chance.", "It fell."])
def test_it_takes_no_date_from_a_word_that_only_looks_like_one(read: Read, text: str) -> None:
    assert read(text).dates == ()


@pytest.mark.parametrize("text", ["in May", "on December 12th", "in early August", "on Tuesday", "last week"])
def test_it_leaves_the_days_open_without_a_date_of_publication(read: Read, text: str) -> None:
    (found,) = read(f"It happened {text}.", published=None).dates

    assert (found.from_day, found.to_day) == (None, None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [("a 120-day mission", "duration"), ("for three weeks", "duration"), ("every Monday", "set")],
)
def test_it_keeps_lengths_and_habits_apart_from_dates(read: Read, text: str, kind: str) -> None:
    assert [x.kind for x in read(f"It was {text}.").dates] == [kind]


def test_it_does_not_guess_which_number_is_the_month(read: Read) -> None:
    (found,) = read("It happened on 4/9/2007.").dates

    assert found.from_day is None


@pytest.mark.parametrize("text", ["on 31 February 2024", "on February 30", "in 9999-99-99"])
def test_an_impossible_day_is_no_date(read: Read, text: str) -> None:
    assert all(x.from_day is None or x.precision is not Precision.DAY for x in read(f"It was {text}.").dates)
