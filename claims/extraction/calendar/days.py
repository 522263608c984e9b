"""Arithmetic of days: months, parts of months, seasons, years as first and last day. Pure; knows no text."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from claims.vocabulary import Precision


@dataclass(frozen=True, slots=True)
class Days:
    """First and last day, inclusive; None is unknown."""

    first: date | None
    last: date | None
    precision: Precision


def safe_date(year: int, month: int, day: int) -> date | None:
    """Return the date, or None if there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shifted(day: date, days: int) -> date:
    """Return the day so many days later; stops at the calendar's ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def one_day(day: date) -> Days:
    return Days(day, day, Precision.DAY)


def month_of(year: int, month: int) -> Days:
    return Days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), Precision.MONTH)


def part_of_month(year: int, month: int, part: int) -> Days:
    """Return a third of a month (1 early, 2 mid, 3 late). Source: calendar.json."""
    last = calendar.monthrange(year, month)[1]
    first_day, last_day = ((1, 10), (11, 20), (21, last))[part - 1]
    return Days(date(year, month, first_day), date(year, month, last_day), Precision.PART)


def year_of(year: int) -> Days:
    return Days(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)


def part_of_year(year: int, part: int) -> Days:
    """Return a third of a year (1 early, 2 mid, 3 late)."""
    months = ((1, 4), (5, 8), (9, 12))[part - 1]
    return Days(date(year, months[0], 1), month_of(year, months[1]).last, Precision.PART)


def quarter_of(year: int, quarter: int) -> Days:
    return Days(date(year, 3 * quarter - 2, 1), month_of(year, 3 * quarter).last, Precision.QUARTER)


def season_of(year: int, months: tuple[int, int]) -> Days:
    """Return the season that begins in the year; winter ends in the next one."""
    ends = year + (months[1] < months[0])
    if ends > date.max.year:
        return year_of(year)
    return Days(date(year, months[0], 1), month_of(ends, months[1]).last, Precision.SEASON)


def decade_of(year: int) -> Days:
    start = year - year % 10
    return Days(date(start, 1, 1), date(start + 9, 12, 31), Precision.DECADE)


def week_of(day: date) -> Days:
    monday = shifted(day, -day.weekday())
    return Days(monday, shifted(monday, 6), Precision.WEEK)


def months_later(day: date, months: int) -> date:
    """Return the first of the month so many months away."""
    index = day.year * 12 + day.month - 1 + months
    index = min(max(index, 12), date.max.year * 12 + 11)
    return date(index // 12, index % 12 + 1, 1)


#: A report that does not look ahead still names days of the coming week.
_SOON = 7


def nearest_year(first_month: int, first_day: int, anchor: date, *, future: bool) -> int:
    """
    Return the year in which a day without one falls, seen from the anchor.

    The last one that has passed or is a few days off; where the words look ahead, the next one.
    Years outside the calendar are never returned.
    """

    def distance(year: int) -> int:
        day = safe_date(year, first_month, first_day) or safe_date(year, first_month, 28)
        away = (day - anchor).days if day else 10_000
        if future:
            return away if away >= 0 else -away * 3
        return 10_000 + away if away > _SOON else abs(away)

    years = [
        y for y in (anchor.year, anchor.year - 1, anchor.year + 1) if date.min.year <= y <= date.max.year
    ]
    return min(years, key=distance)


def in_days(amount: int, unit: str) -> tuple[int, int] | None:
    """Return the least and most days in an amount of a unit of time; None for units shorter than a day."""
    spread = {
        "day": (1.0, 1.0), "week": (7.0, 7.0), "fortnight": (14.0, 14.0), "month": (30.4, 30.6),
        "year": (365.0, 365.5), "decade": (3652.0, 3653.0), "century": (36524.0, 36525.0),
    }.get(unit)  # fmt: skip
    if spread is None or abs(amount) > 10_000:
        return None
    return int(amount * spread[0]), int(amount * spread[1] + 0.999)
