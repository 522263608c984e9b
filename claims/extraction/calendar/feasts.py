"""
Days with a name of their own: "Christmas Eve", "the Fourth of July", "Thanksgiving", "Easter Monday", "9/11".

Source of the rules: the civil calendars of Britain and the United States; Easter by the anonymous
Gregorian algorithm (Meeus, Astronomical Algorithms, 1991, chapter 8). Pure; knows no text.
"""

import calendar
from collections.abc import Callable
from datetime import date, timedelta

_FIXED: dict[str, tuple[int, int]] = {
    "christmas": (12, 25),
    "christmas day": (12, 25),
    "christmas eve": (12, 24),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
    "new years eve": (12, 31),
    "new year's day": (1, 1),
    "new years day": (1, 1),
    "halloween": (10, 31),
    "valentine's day": (2, 14),
    "valentines day": (2, 14),
    "st patrick's day": (3, 17),
    "st. patrick's day": (3, 17),
    "april fools' day": (4, 1),
    "april fool's day": (4, 1),
    "bastille day": (7, 14),
    "fourth of july": (7, 4),
    "armistice day": (11, 11),
    "remembrance day": (11, 11),
    "veterans day": (11, 11),
    "anzac day": (4, 25),
    "australia day": (1, 26),
    "canada day": (7, 1),
}


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth such weekday of the month; nth -1 is the last."""
    days = [
        d
        for d in calendar.Calendar().itermonthdates(year, month)
        if d.month == month and d.weekday() == weekday
    ]
    return days[nth if nth < 0 else nth - 1]


def _easter(year: int) -> date:
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


_MOVABLE: dict[str, Callable[[int], date]] = {
    "thanksgiving": lambda year: _nth_weekday(year, 11, 3, 4),
    "thanksgiving day": lambda year: _nth_weekday(year, 11, 3, 4),
    "black friday": lambda year: _nth_weekday(year, 11, 3, 4) + timedelta(days=1),
    "labor day": lambda year: _nth_weekday(year, 9, 0, 1),
    "memorial day": lambda year: _nth_weekday(year, 5, 0, -1),
    "martin luther king day": lambda year: _nth_weekday(year, 1, 0, 3),
    "easter": _easter,
    "easter sunday": _easter,
    "good friday": lambda year: _easter(year) - timedelta(days=2),
    "easter monday": lambda year: _easter(year) + timedelta(days=1),
    "palm sunday": lambda year: _easter(year) - timedelta(days=7),
    "ash wednesday": lambda year: _easter(year) - timedelta(days=46),
}
#: Every name, longest first.
NAMES = tuple(sorted((*_FIXED, *_MOVABLE), key=len, reverse=True))


def feast(name: str, year: int) -> date | None:
    """Return the day of the feast in the year (1 to 9998), or None where the calendar has none."""
    name = name.lower()
    if not 1 <= year <= 9998:
        return None
    if name in _FIXED:
        return date(year, *_FIXED[name])
    return _MOVABLE[name](year) if year >= 1583 else None
