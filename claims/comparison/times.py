"""
The days that a reading covers, and which of two readings counts up to a later day.

A count without a beginning runs from the beginning of the matter to its as-of day; where no as-of day is
given, to the day of publication, because a paper prints what was known then. Plain Python.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from claims.comparison.events import count_one_event
from claims.comparison.figures import interval_of
from claims.comparison.readings import Reading, Window


@dataclass(frozen=True, slots=True)
class Coverage:
    """The days a figure covers. first None: since the beginning of the matter. end: what the last may be."""

    first: date | None
    end: Window  # both set, or both None where the end is not known

    @property
    def is_running(self) -> bool:
        return self.first is None


def until(reading: Reading) -> Window | None:
    """
    Return the day (or the days it may be) up to which the reading counts; None where nothing says so.

    What an article only mentions beside its event ("the quake of two years ago killed 40") is no count of its day.
    """
    printed = None if reading.background else reading.published
    for window in (reading.as_of, Window(printed, printed)):
        if window is not None and (window.first or window.last):
            return Window(window.first or window.last, window.last or window.first)
    return None


def coverage(reading: Reading) -> Coverage | None:
    """Return the days that the reading's figure covers; None where nothing says so."""
    period, end = reading.period, until(reading)
    if period is not None and (period.first or period.last):
        if period.last is not None:
            end = Window(period.last, period.last)
        return Coverage(period.first, end or Window(None, None))
    return None if end is None else Coverage(None, end)


def beginning(reading: Reading) -> Window | None:
    """Return the days on which the thing whose length is claimed may have begun; None where unknown."""
    period, length = reading.period, interval_of(reading)
    if period is None:
        return None
    if period.first is not None:
        return Window(period.first, period.first)
    if period.last is not None and length.low is not None and length.high is not None:
        return Window(_back(period.last, length.high), _back(period.last, length.low))
    return None


def later(left: Reading, right: Reading) -> str | None:
    """
    Return "left" or "right", whichever surely counts up to a later day, or None.

    Where a day is missing, two reports of one event are set in order by how long after it they speak.
    """
    ours, theirs = _counted_to(left), _counted_to(right)
    if ours is None or theirs is None:
        return _later_told(left, right) if count_one_event(left, right) else None
    if is_before(ours, theirs):
        return "right"
    return "left" if is_before(theirs, ours) else None


def _later_told(left: Reading, right: Reading) -> str | None:
    ours, theirs = told_after(left), told_after(right)
    if ours is None or theirs is None:
        return None
    if ours[1] is not None and ours[1] < theirs[0]:
        return "right"
    return "left" if theirs[1] is not None and theirs[1] < ours[0] else None


def told_after(reading: Reading) -> tuple[int, int | None] | None:
    """Return at least and at most how many days after its event the article speaks; None where nothing says so."""
    event = reading.event
    if event is None:
        return None
    if len(event.days) == 1 and reading.published:
        days = max(0, (reading.published - min(event.days)).days)
        return days, days
    return event.told


def _counted_to(reading: Reading) -> Window | None:
    """Return the end of a running count, or else the day on which the figure is told."""
    covered = coverage(reading)
    return covered.end if covered is not None and covered.is_running else until(reading)


def told_in_words(left: Reading, right: Reading) -> str:
    """Return when the two reports speak, as reasons say it: "as told on 2 July 2013 and on 3 July 2013"."""
    ours, theirs = _told(left), _told(right)
    if ours is None or theirs is None:
        return "and no day is given up to which each was counted"
    return f"as told {ours}" + ("" if ours == theirs else f" and {theirs}")


def _told(reading: Reading) -> str | None:
    end = _counted_to(reading)
    if end is not None:
        return f"on {in_words(end)}" if end.first == end.last else in_words(end)
    match told_after(reading):
        case None:
            return None
        case (0, 0):
            return "on the day itself"
        case (low, high) if low == high:
            return "the day after" if low == 1 else f"{low} days after"
        case (low, _):
            return (
                "on the day or later"
                if not low
                else f"at least {'a day' if low == 1 else f'{low} days'} after"
            )


def is_before(ours: Window, theirs: Window) -> bool:
    """Tell whether all of `ours` is before all of `theirs`; False where an end is missing."""
    return ours.last is not None and theirs.first is not None and ours.last < theirs.first


def in_words(window: Window) -> str:
    """Return the window in words: "January 2025", "1 August 2025 to 12 December 2025", "until 3 May 2024"."""
    if window.first is not None and window.first == window.last:
        return _day(window.first)
    if window.first is not None and window.last is not None:
        if window.first.day == 1 and window.last == _end_of_month(window.first):
            return f"{window.first:%B %Y}"
        return f"{_day(window.first)} to {_day(window.last)}"
    if window.last is not None:
        return f"until {_day(window.last)}"
    return f"from {_day(window.first)}" if window.first is not None else "an unknown time"


def _day(day: date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _back(day: date, days: Decimal) -> date:
    ordinal = day.toordinal() - int(days)
    return date.fromordinal(max(1, ordinal))
