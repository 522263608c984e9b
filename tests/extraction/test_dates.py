"""Dates: text → first and last day, seen from Sunday 14 December 2025."""

from datetime import date

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
    ("in the 2007-09 slump", "2007-01-01", "2009-12-31", Precision.YEAR),
    ("in the first half of 2015", "2015-01-01", "2015-06-30", Precision.OTHER),
    ("on the first of July", "2025-07-01", "2025-07-01", Precision.DAY),
    ("since the 10th", "2025-12-10", "2025-12-10", Precision.DAY),
    ("in the first half of November", "2025-11-01", "2025-11-15", Precision.PART),
    ("in the nineteenth century", "1800-01-01", "1899-12-31", Precision.OTHER),
    ("in the third quarter", "2025-07-01", "2025-09-30", Precision.QUARTER),
    ("late last year", "2024-09-01", "2024-12-31", Precision.PART),
    ("over the weekend", "2025-12-13", "2025-12-14", Precision.WEEK),
    ("by year-end", "2025-12-31", "2025-12-31", Precision.DAY),
    ("a year ago", "2024-01-01", "2024-12-31", Precision.YEAR),
    ("yesterday morning", "2025-12-13", "2025-12-13", Precision.DAY),
    # days with names of their own; the last one, or one that is near
    ("on Christmas Eve", "2024-12-24", "2024-12-24", Precision.DAY),
    ("on Thanksgiving 2014", "2014-11-27", "2014-11-27", Precision.DAY),
    ("on Good Friday 2024", "2024-03-29", "2024-03-29", Precision.DAY),
    ("after 9/11", "2001-09-11", "2001-09-11", Precision.DAY),
    # a year is one after "of" and far back, where nothing is counted
    ("in the crash of 1929", "1929-01-01", "1929-12-31", Precision.YEAR),
    ("in 1519", "1519-01-01", "1519-12-31", Precision.YEAR),
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


@pytest.mark.parametrize(
    ("text", "published", "first", "last"),
    [
        ("last winter", "2025-12-13", "2024-12-01", "2025-02-28"),  # in a winter: the one before it
        ("last winter", "2026-01-20", "2024-12-01", "2025-02-28"),
        ("last winter", "2025-04-10", "2024-12-01", "2025-02-28"),
        ("last summer", "2025-07-10", "2024-06-01", "2024-08-31"),
        ("last summer", "2025-10-10", "2025-06-01", "2025-08-31"),
        ("last summer", "2025-03-10", "2024-06-01", "2024-08-31"),
        ("this past spring", "2025-12-13", "2025-03-01", "2025-05-31"),
        ("this winter", "2026-01-20", "2025-12-01", "2026-02-28"),
        ("this summer", "2025-04-10", "2025-06-01", "2025-08-31"),
        ("next winter", "2026-01-20", "2026-12-01", "2027-02-28"),
        ("the coming spring", "2025-12-13", "2026-03-01", "2026-05-31"),
    ],
)
def test_a_season_is_the_one_nearest_to_the_day_of_publication(
    read: Read, text: str, published: str, first: str, last: str
) -> None:
    (found,) = read(f"It happened {text}.", published=date.fromisoformat(published)).dates

    assert (str(found.from_day), str(found.to_day), found.precision) == (first, last, Precision.SEASON)


LEANING = [
    ("They met on 3 May 2019. Two days later they left.", "2019-05-05", "2019-05-05"),
    ("They met on 3 May 2019 and left the same day.", "2019-05-03", "2019-05-03"),
    ("They met on 3 May 2019. The following Monday they left.", "2019-05-06", "2019-05-06"),
    ("They met in May 2019 and left the previous month.", "2019-04-01", "2019-04-30"),
    ("It began in 2019 and ended three years later.", "2022-01-01", "2022-12-31"),
    ("It began in 2019 and ended in 2020, after the year before.", "2019-01-01", "2019-12-31"),
    # a list of months goes on into the next year, and one year may stand for two dates
    ("They play in November, in December and in January.", "2026-01-01", "2026-01-31"),
    (
        "He was elected in November 2008 and sworn in in January 2009, then in March.",
        "2009-03-01",
        "2009-03-31",
    ),
]


@pytest.mark.parametrize(("text", "first", "last"), LEANING)
def test_a_date_leans_on_the_one_before_it(read: Read, text: str, first: str, last: str) -> None:
    found = [x for x in read(text).dates if x.kind == "date"][-1]

    assert (str(found.from_day), str(found.to_day)) == (first, last)


def test_one_year_holds_for_both_ends_of_a_span(read: Read) -> None:
    first, last = read("It ran from 3 March to 5 April 2010.").dates

    assert (str(first.from_day), str(last.from_day)) == ("2010-03-03", "2010-04-05")


def test_what_leans_on_nothing_is_a_length(read: Read) -> None:
    assert [x.kind for x in read("They left two days later.").dates] == ["duration"]


@pytest.mark.parametrize(
    "text",
    [
        "It is as strong today as it was.",
        "More people work today than ever.",
        "She watches Saturday Night Live.",
        "He reads the Sunday Times.",
        "Johnnie Christmas drew it.",
        "A crowd of 1929 came.",
        "It fell to 2010 points.",
    ],
)
def test_names_counts_and_nowadays_are_no_dates(read: Read, text: str) -> None:
    assert [x.exact for x in read(text).dates if x.kind == "date"] == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The court will rule on Tuesday.", "2025-12-16"),
        ("On Tuesday the court will rule.", "2025-12-16"),
        ("On Tuesday he said the court will rule.", "2025-12-09"),
        ("The vigil will be held on Tuesday.", "2025-12-16"),
        ("They expect the river to rise on Tuesday.", "2025-12-16"),
        ("He wants to spend more, she told them on Tuesday.", "2025-12-09"),
        # what another sentence looks ahead to says nothing of this one
        ("It will rain. On Tuesday it was dry.", "2025-12-09"),
    ],
)
def test_a_weekday_goes_by_the_tense_of_its_clause(read: Read, text: str, day: str) -> None:
    (found,) = read(text).dates

    assert str(found.from_day) == day
