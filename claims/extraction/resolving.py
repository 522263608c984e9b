"""
From the words of a date to its first and last day.

A resolver gets the match of its pattern (dates.py) and the anchor; it returns None where the words are
no date after all, and open days where the words or the missing date of publication leave them open.
"""

import re
from collections.abc import Callable
from datetime import date

from claims.extraction import days as d
from claims.extraction import lexicon
from claims.extraction.days import Days
from claims.extraction.numbers import number_value
from claims.vocabulary import Precision

_MONTHS = lexicon.calendar("months")
_WEEKDAYS = lexicon.calendar("weekdays")
_SEASONS = lexicon.calendar("seasons")
_PARTS = lexicon.calendar("parts")

Resolver = Callable[[re.Match[str], "Anchor"], Days | None]
_UNKNOWN_DAY = Days(None, None, Precision.DAY)


class Anchor:
    """The day from which relative words are counted, and whether the words around look ahead."""

    __slots__ = ("future", "published")

    def __init__(self, published: date | None, *, future: bool) -> None:
        self.published = published
        self.future = future

    def year(self, month: int, day: int = 15) -> int | None:
        return (
            None if self.published is None else d.nearest_year(month, day, self.published, future=self.future)
        )


def _month_number(word: str) -> int:
    return int(_MONTHS[word.rstrip(".").lower()])


def _group(match: re.Match[str], name: str) -> str:
    return match.groupdict().get(name) or ""


def resolve_full(match: re.Match[str], anchor: Anchor) -> Days | None:
    """A day with its month; the year may be open."""
    month, day = _month_number(match["month"]), int(match["day"])
    year = int(match["year"]) if _group(match, "year") else anchor.year(month, day)
    if year is None:
        return _UNKNOWN_DAY
    found = d.safe_date(year, month, day)
    if found is None:
        return None
    last = d.safe_date(year, month, int(match["last_day"])) if _group(match, "last_day") else found
    if last is None or last < found:
        return d.one_day(found)
    return Days(found, last, Precision.DAY)


def resolve_iso(match: re.Match[str], anchor: Anchor) -> Days | None:
    """2025-12-14."""
    found = d.safe_date(int(match["year"]), int(match["m"]), int(match["d"]))
    return d.one_day(found) if found else None


def resolve_slashed(match: re.Match[str], anchor: Anchor) -> Days | None:
    """4/9/2007 is read only where one of the two numbers cannot be a month, or both are the same."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if a <= 12 and b <= 12 and a != b:
        return _UNKNOWN_DAY
    found = d.safe_date(year, a, b) if a <= 12 else d.safe_date(year, b, a)
    return d.one_day(found) if found else None


def resolve_month(match: re.Match[str], anchor: Anchor) -> Days | None:
    """A month or a third of it."""
    month = _month_number(match["month"])
    part = _PARTS[match["part"].lower()] if _group(match, "part") else None
    precision = Precision.PART if part else Precision.MONTH
    said = _group(match, "which").lower()
    if _group(match, "year"):
        year: int | None = int(match["year"])
    elif anchor.published and said in ("last", "next"):
        ahead = said == "next"
        year = anchor.published.year + (
            month <= anchor.published.month if ahead else -(month >= anchor.published.month)
        )
    else:
        year = anchor.year(month)
    if year is None:
        return Days(None, None, precision)
    return d.part_of_month(year, month, part) if part else d.month_of(year, month)


def resolve_year(match: re.Match[str], anchor: Anchor) -> Days | None:
    """A year or a third of it."""
    year = int(match["year"])
    return d.part_of_year(year, _PARTS[match["part"].lower()]) if _group(match, "part") else d.year_of(year)


def resolve_years(match: re.Match[str], anchor: Anchor) -> Days | None:
    """2004-2009."""
    return Days(date(int(match["year"]), 1, 1), date(int(match["last"]), 12, 31), Precision.YEAR)


def resolve_decade(match: re.Match[str], anchor: Anchor) -> Days | None:
    """The 1960s, the sixties."""
    words = {
        "twenties": 20,
        "thirties": 30,
        "forties": 40,
        "fifties": 50,
        "sixties": 60,
        "seventies": 70,
        "eighties": 80,
        "nineties": 90,
    }
    if _group(match, "word"):
        return d.decade_of(1900 + words[match["word"].lower()])
    digits = match["digits"]
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return d.decade_of(year)


def resolve_century(match: re.Match[str], anchor: Anchor) -> Days | None:
    """The 20th century."""
    number = int(match["number"])
    if not 11 <= number <= 25:
        return None
    return Days(date(100 * number - 100, 1, 1), date(100 * number - 1, 12, 31), Precision.OTHER)


def resolve_quarter(match: re.Match[str], anchor: Anchor) -> Days | None:
    """The first quarter of 2024."""
    word = _group(match, "nth").lower()
    quarter = int(match["q"]) if _group(match, "q") else int(lexicon.calendar("quarters")[word])
    year = int(match["year"]) if _group(match, "year") else None
    return d.quarter_of(year, quarter) if year else Days(None, None, Precision.QUARTER)


def resolve_season(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Last summer, the winter of 2023."""
    months = _SEASONS[match["season"].lower()]
    said = _group(match, "which").lower()
    if _group(match, "year"):
        year: int | None = int(match["year"])
    elif anchor.published is None:
        year = None
    elif said == "next":
        year = anchor.published.year + (months[0] <= anchor.published.month)
    elif said == "last":
        year = anchor.published.year - (months[1] >= anchor.published.month)
    else:
        year = anchor.year(months[0])
    return d.season_of(year, (months[0], months[1])) if year else Days(None, None, Precision.SEASON)


def resolve_near_day(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Yesterday, today; "the day before" leans on another day of the text."""
    word = match.group().lower()
    away = (
        -1
        if word in ("yesterday", "last night", "the day before")
        else 1
        if word in ("tomorrow", "the next day", "the following day")
        else 0
    )
    if anchor.published is None or word.startswith("the "):
        return _UNKNOWN_DAY  # "the day before" leans on another day of the text
    return d.one_day(d.shifted(anchor.published, away))


def resolve_weekday(match: re.Match[str], anchor: Anchor) -> Days | None:
    """On Tuesday: the last one, or the next where the words look ahead."""
    if anchor.published is None:
        return _UNKNOWN_DAY
    wanted, said = int(_WEEKDAYS[match["weekday"].lower()]), _group(match, "which").lower()
    back = (anchor.published.weekday() - wanted) % 7
    if said in ("next", "this coming", "coming") or (anchor.future and said not in ("last", "past")):
        return d.one_day(d.shifted(anchor.published, (7 - back) if back or said else 0))
    return d.one_day(d.shifted(anchor.published, -(back or (7 if said in ("last", "past") else 0))))


def resolve_span(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Last week, next month; "the previous month" leans on another one."""
    which, unit = match["which"].lower(), match["span"].lower()
    precision = {
        "week": Precision.WEEK,
        "weekend": Precision.WEEK,
        "month": Precision.MONTH,
        "year": Precision.YEAR,
    }[unit]
    if anchor.published is None or "previous" in which or "following" in which:
        return Days(None, None, precision)  # "the previous month" leans on another day of the text
    step = (
        -1
        if which in ("last", "past", "this past")
        else 1
        if which in ("next", "coming", "this coming")
        else 0
    )
    day = anchor.published
    if unit == "week":
        return d.week_of(d.shifted(day, 7 * step))
    if unit == "weekend":
        saturday = d.shifted(day, (5 - day.weekday()) if day.weekday() < 5 else -(day.weekday() - 5))
        saturday = d.shifted(
            saturday, 7 * (step if step > 0 else 0) - (7 if step < 0 and saturday > day else 0)
        )
        return Days(saturday, d.shifted(saturday, 1), Precision.WEEK)
    if unit == "month":
        first = d.months_later(day, step)
        return d.month_of(first.year, first.month)
    year = min(max(day.year + step, date.min.year), date.max.year)
    return d.year_of(year)


def resolve_ago(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Two days ago."""
    amount, unit = number_value(match["number"]), match["unit"].lower()
    if anchor.published is None or amount is None or amount != int(amount) or amount > 5000:
        return Days(None, None, Precision.OTHER)
    count = int(amount)
    if unit == "day":
        return d.one_day(d.shifted(anchor.published, -count))
    if unit == "week":
        return d.week_of(d.shifted(anchor.published, -7 * count))
    if unit == "month":
        first = d.months_later(anchor.published, -count)
        return d.month_of(first.year, first.month)
    if unit == "year" and anchor.published.year > count:
        return d.year_of(anchor.published.year - count)
    return Days(None, None, Precision.OTHER)


def resolve_open(match: re.Match[str], anchor: Anchor) -> Days | None:
    """A date whose days the words leave open."""
    return Days(None, None, Precision.OTHER)
