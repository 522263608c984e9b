"""
From the words of a date to its first and last day.

A resolver gets the match of its pattern (dates.py) and the anchor; it returns None where the words are
no date after all, and open days where the words or the missing date of publication leave them open.
"""

import re
from collections.abc import Callable
from datetime import date

from claims.extraction import lexicon
from claims.extraction.calendar import days as d
from claims.extraction.calendar.days import Days
from claims.extraction.calendar.feasts import feast
from claims.extraction.numerals.numbers import number_value
from claims.vocabulary import Precision

_MONTHS = lexicon.calendar("months")
_WEEKDAYS = lexicon.calendar("weekdays")
_SEASONS = lexicon.calendar("seasons")
_PARTS = lexicon.calendar("parts")

Resolver = Callable[[re.Match[str], "Anchor"], Days | None]
_UNKNOWN_DAY = Days(None, None, Precision.DAY)


#: "in December, in January and in March": a list goes on by so many months at most.
_LIST_STEP = 3


class Anchor:
    """
    The day from which relative words are counted, and what the words around say.

    future: they look ahead; leaning: the days of the date before in the text; given_year: the year that a
    neighbouring date states for this one too; not_before: the date before in the same list.
    """

    __slots__ = ("future", "given_year", "leaning", "not_before", "published")

    def __init__(
        self,
        published: date | None,
        *,
        future: bool,
        leaning: Days | None = None,
        given_year: int | None = None,
        not_before: date | None = None,
    ) -> None:
        self.published = published
        self.future = future
        self.leaning = leaning
        self.given_year = given_year
        self.not_before = not_before

    def year(self, month: int, day: int = 15) -> int | None:
        """Return the year of a day that is printed without one; None where nothing tells."""
        if self.given_year is not None:
            return self.given_year
        if self.not_before is not None and self.published is not None:
            year = d.nearest_year(month, day, self.published, future=self.future)
            goes_on = (month - self.not_before.month) % 12 <= _LIST_STEP
            wanted = self.not_before.year + (month < self.not_before.month)
            return wanted if goes_on and year < wanted <= date.max.year else year
        return (
            None if self.published is None else d.nearest_year(month, day, self.published, future=self.future)
        )


def _month_number(word: str) -> int:
    return int(_MONTHS[word.rstrip(".").lower()])


def _group(match: re.Match[str], name: str) -> str:
    return match.groupdict().get(name) or ""


def resolve_full(match: re.Match[str], anchor: Anchor) -> Days | None:
    """A day with its month; the year may be open."""
    month, day = _month_number(match["month"]), 1 if match["day"] == "first" else int(match["day"])
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
    """2004-2009, 2007-09; "2016-05" is a month, so its end must be the later year."""
    first, printed = int(match["year"]), match["last"]
    last = int(printed) if len(printed) == 4 else first - first % 10 ** len(printed) + int(printed)
    if last <= first:
        return None
    return Days(date(first, 1, 1), date(last, 12, 31), Precision.YEAR)


def resolve_half(match: re.Match[str], anchor: Anchor) -> Days | None:
    """The first half of 2015."""
    year = int(match["year"])
    first_half = match["half"] == "first"
    return Days(
        date(year, 1 if first_half else 7, 1),
        date(year, 6, 30) if first_half else date(year, 12, 31),
        Precision.OTHER,
    )


def resolve_half_month(match: re.Match[str], anchor: Anchor) -> Days | None:
    """The first half of November: its first fifteen days, or the rest."""
    month = _month_number(match["month"])
    year = int(match["year"]) if _group(match, "year") else anchor.year(month)
    if year is None:
        return Days(None, None, Precision.PART)
    whole = d.month_of(year, month)
    first_half = match["half"] == "first"
    return Days(
        date(year, month, 1 if first_half else _HALF_MONTH + 1),
        date(year, month, _HALF_MONTH) if first_half else whole.last,
        Precision.PART,
    )


_HALF_MONTH = 15


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


#: The eleventh to the twenty-first, as words.
CENTURIES = (
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
    "nineteenth", "twentieth", "twenty-first",
)  # fmt: skip
_FIRST_CENTURY = 11


def resolve_century(match: re.Match[str], anchor: Anchor) -> Days | None:
    """The 20th century."""
    number = (
        int(match["number"]) if match["number"] else CENTURIES.index(match["word"].lower()) + _FIRST_CENTURY
    )
    if not 11 <= number <= 25:
        return None
    return Days(date(100 * number - 100, 1, 1), date(100 * number - 1, 12, 31), Precision.OTHER)


def resolve_quarter(match: re.Match[str], anchor: Anchor) -> Days | None:
    """The first quarter of 2024."""
    word = _group(match, "nth").lower()
    quarter = int(match["q"]) if _group(match, "q") else int(lexicon.calendar("quarters")[word])
    year = int(match["year"]) if _group(match, "year") else anchor.year(3 * quarter)
    return d.quarter_of(year, quarter) if year else Days(None, None, Precision.QUARTER)


def resolve_season(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Last summer, the winter of 2023. In a winter, last winter is the one before it."""
    months = (_SEASONS[match["season"].lower()][0], _SEASONS[match["season"].lower()][1])
    said = _group(match, "which").lower()
    if _group(match, "year"):
        return d.season_of(int(match["year"]), months)
    open_ = Days(None, None, Precision.SEASON)
    if anchor.published is None:
        return open_
    if said:
        day = anchor.published
        years = range(max(day.year - 2, date.min.year), min(day.year + 1, date.max.year) + 1)
        around = [
            (season.first or day, season.last or day, season)
            for season in (d.season_of(year, months) for year in years)
        ]
        if said in _LAST:
            return next((one for _, last, one in reversed(around) if last < day), open_)
        if said in _NEXT:
            return next((one for first, _, one in around if first > day), open_)
        return min(around, key=lambda one: max(one[0] - day, day - one[1]))[2]
    year = anchor.year(months[0])
    return d.season_of(year, months) if year else open_


def resolve_near_day(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Yesterday, today, tomorrow, last night."""
    word = match.group().lower()
    if anchor.published is None:
        return _UNKNOWN_DAY
    away = -1 if "yesterday" in word or word == "last night" else 1 if "tomorrow" in word else 0
    return d.one_day(d.shifted(anchor.published, away))


def resolve_feast(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Christmas Eve, Thanksgiving 2014."""
    name = match["feast"]
    if _group(match, "year"):
        found = feast(name, int(match["year"]))
        return d.one_day(found) if found else _UNKNOWN_DAY
    near = feast(name, anchor.published.year) if anchor.published else None
    year = anchor.year(near.month, near.day) if near else None
    found = feast(name, year) if year else None
    return d.one_day(found) if found else _UNKNOWN_DAY


def resolve_attacks(match: re.Match[str], anchor: Anchor) -> Days | None:
    """9/11 names one day."""
    return d.one_day(date(2001, 9, 11))


def resolve_weekday(match: re.Match[str], anchor: Anchor) -> Days | None:
    """On Tuesday: the last one, or the next where the words look ahead."""
    if anchor.published is None:
        return _UNKNOWN_DAY
    wanted, said = int(_WEEKDAYS[match["weekday"].lower()]), _group(match, "which").lower()
    back = (anchor.published.weekday() - wanted) % 7
    if said in ("next", "this coming", "coming") or (anchor.future and said not in ("last", "past")):
        return d.one_day(d.shifted(anchor.published, (7 - back) if back or said else 0))
    return d.one_day(d.shifted(anchor.published, -(back or (7 if said in ("last", "past") else 0))))


#: The weekend is the last one until this weekday (Monday 0), and the coming one from then on.
_WEEKEND_AHEAD = 3


def _weekend(day: date, said: str, *, future: bool) -> Days:
    """Saturday and Sunday; "this weekend" looks back early in the week unless the words look ahead."""
    saturday = d.shifted(day, 5 - day.weekday())
    if said in _NEXT:
        saturday = d.shifted(
            saturday, 7 if day.weekday() >= 5 or (said == "next" and day.weekday() < _WEEKEND_AHEAD) else 0
        )
        if said == "next" and _WEEKEND_AHEAD <= day.weekday() < 5:
            saturday = d.shifted(saturday, 7)
    elif said in _LAST or (not future and day.weekday() < _WEEKEND_AHEAD):
        saturday = d.shifted(saturday, -7)
    return Days(saturday, d.shifted(saturday, 1), Precision.WEEK)


_LAST = ("last", "past", "this past")
_NEXT = ("next", "coming", "this coming")
_SPAN_PRECISION = {
    "week": Precision.WEEK, "weekend": Precision.WEEK, "month": Precision.MONTH, "year": Precision.YEAR,
    "decade": Precision.DECADE, "century": Precision.OTHER,
}  # fmt: skip


def resolve_span(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Last week, next month, this year, the past century, over the weekend."""
    which, unit = _group(match, "which").lower(), match["span"].lower()
    if anchor.published is None:
        return Days(None, None, _SPAN_PRECISION[unit])
    step = -1 if which in _LAST else 1 if which in _NEXT else 0
    day = anchor.published
    if unit == "week":
        return d.week_of(d.shifted(day, 7 * step))
    if unit == "weekend":
        return _weekend(day, which, future=anchor.future)
    if unit == "month":
        first = d.months_later(day, step)
        return d.month_of(first.year, first.month)
    if unit == "decade":
        return d.decade_of(min(max(day.year + 10 * step, date.min.year), date.max.year - 9))
    if unit == "century":
        start = day.year - day.year % 100 + 100 * step
        return (
            Days(date(start, 1, 1), date(start + 99, 12, 31), Precision.OTHER)
            if 1000 <= start <= 2200
            else None
        )
    year = min(max(day.year + step, date.min.year), date.max.year)
    return d.year_of(year)


def resolve_part_of_span(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Late last year, the end of the month; a week has no parts."""
    span, part = match["span"], _PARTS[match["part"].lower()]
    step = {"last": -1, "next": 1}.get(match["which"], 0)
    if anchor.published is None:
        return Days(None, None, Precision.PART)
    if span == "week":
        return d.week_of(d.shifted(anchor.published, 7 * step))
    if span == "month":
        month = d.months_later(anchor.published, step)
        return d.part_of_month(month.year, month.month, part)
    return d.part_of_year(min(max(anchor.published.year + step, date.min.year), date.max.year), part)


def resolve_year_end(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Year end: its last day."""
    return d.one_day(date(anchor.published.year, 12, 31)) if anchor.published else _UNKNOWN_DAY


def resolve_ago(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Two days ago."""
    amount, unit = number_value(match["number"]), match["unit"].lower()
    if match["number"].lower() in ("a", "an"):
        amount = number_value("1")
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
