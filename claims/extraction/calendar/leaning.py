"""
Dates that lean on the one before them in the text: "two days later", "the same year", "the previous month".

Without such a date they lean on nothing: their days stay open. Resolvers as in `resolving`.
"""

import re
from datetime import date

from claims.extraction import lexicon
from claims.extraction.calendar import days as d
from claims.extraction.calendar.days import Days
from claims.extraction.calendar.resolving import Anchor
from claims.extraction.numerals.numbers import number_value
from claims.vocabulary import Precision

_PRECISION = {
    "day": Precision.DAY, "morning": Precision.DAY, "evening": Precision.DAY, "night": Precision.DAY,
    "afternoon": Precision.DAY, "week": Precision.WEEK, "weekend": Precision.WEEK, "month": Precision.MONTH,
    "year": Precision.YEAR, "spring": Precision.SEASON, "summer": Precision.SEASON, "autumn": Precision.SEASON,
    "fall": Precision.SEASON, "winter": Precision.SEASON,
}  # fmt: skip
_LONGEST_STEP = 2000


def _open(precision: Precision) -> Days:
    return Days(None, None, precision)


def resolve_away(match: re.Match[str], anchor: Anchor) -> Days | None:
    """Two days later, a year earlier; None without a date to lean on, and for a part of a day."""
    amount, unit = number_value(match["number"]), match["unit"].lower()
    if match["number"].lower() in ("a", "an"):
        amount = number_value("1")
    if anchor.leaning is None or anchor.leaning.first is None or unit in ("second", "minute", "hour"):
        return None
    if amount is None or amount != int(amount) or amount > _LONGEST_STEP:
        return _open(Precision.OTHER)
    step = int(amount) * (-1 if match["way"] in ("earlier", "beforehand") else 1)
    return shifted_days(anchor.leaning, unit, step)


def shifted_days(days: Days, unit: str, step: int) -> Days:
    """Return the day, month or year so many units from the given days; open where the given days are too wide."""
    first = days.first
    if first is None:
        return _open(Precision.OTHER)
    if unit in ("day", "night", "week", "fortnight"):
        if days.precision is not Precision.DAY:
            return _open(Precision.OTHER)
        return d.one_day(d.shifted(first, step * {"week": 7, "fortnight": 14}.get(unit, 1)))
    if unit == "month" and days.precision in (Precision.DAY, Precision.MONTH, Precision.PART):
        month = d.months_later(first, step)
        return d.month_of(month.year, month.month)
    years = {"year": 1, "decade": 10, "centur": 100}.get(unit)
    year = first.year + step * years if years else 0
    return d.year_of(year) if years and date.min.year <= year <= date.max.year else _open(Precision.OTHER)


def resolve_neighbour(match: re.Match[str], anchor: Anchor) -> Days | None:
    """The same day, the following week, the year before, that summer."""
    span = (match["span"] or match["span_2"] or match["span_3"]).lower()
    said = match["which"] or match["way"] or "same"
    step = {"next": 1, "following": 1, "after": 1, "previous": -1, "preceding": -1, "before": -1}.get(said, 0)
    leaning = anchor.leaning
    if (leaning is None or leaning.first is None) and step and span == "year" and anchor.published:
        return d.year_of(min(max(anchor.published.year + step, date.min.year), date.max.year))
    if leaning is None or leaning.first is None:
        return None if said == "same" else _open(_PRECISION[span])
    if span in ("spring", "summer", "autumn", "fall", "winter"):
        months = lexicon.calendar("seasons")[span]
        year = min(max(leaning.first.year + step, date.min.year), date.max.year)
        return d.season_of(year, (months[0], months[1]))
    return _whole(leaning, span, step)


def _whole(leaning: Days, span: str, step: int) -> Days:
    precision, first = _PRECISION[span], leaning.first
    if first is None:
        return _open(precision)
    if precision is Precision.DAY:
        return d.one_day(d.shifted(first, step)) if leaning.precision is Precision.DAY else _open(precision)
    if precision is Precision.WEEK:
        if leaning.precision not in (Precision.DAY, Precision.WEEK):
            return _open(precision)
        week = d.week_of(d.shifted(first, 7 * step))
        return (
            week
            if span == "week" or week.last is None
            else Days(d.shifted(week.last, -1), week.last, precision)
        )
    if precision is Precision.MONTH:
        if leaning.precision not in (Precision.DAY, Precision.WEEK, Precision.MONTH, Precision.PART):
            return _open(precision)
        month = d.months_later(first, step)
        return d.month_of(month.year, month.month)
    return d.year_of(min(max(first.year + step, date.min.year), date.max.year))


def resolve_day_of_month(match: re.Match[str], anchor: Anchor) -> Days | None:
    """ "since the 20th": of the month that the text was in, else the last such day before publication."""
    day = int(match["day"])
    leaning = anchor.leaning
    if leaning is not None and leaning.first is not None and leaning.precision is not Precision.YEAR:
        found = d.safe_date(leaning.first.year, leaning.first.month, day)
    elif anchor.published is not None:
        month = d.months_later(anchor.published, 0 if day <= anchor.published.day or anchor.future else -1)
        found = d.safe_date(month.year, month.month, day)
    else:
        found = None
    return d.one_day(found) if found else _open(Precision.DAY)


def resolve_named_neighbour(match: re.Match[str], anchor: Anchor) -> Days | None:
    """The following Monday, the previous March."""
    leaning, forward = anchor.leaning, match["which"] in ("following", "next", "after")
    precision = Precision.DAY if match["weekday"] else Precision.MONTH
    if leaning is None or leaning.first is None:
        return _open(precision)
    if match["weekday"]:
        if leaning.precision is not Precision.DAY:
            return _open(precision)
        wanted = int(lexicon.calendar("weekdays")[match["weekday"].lower()])
        away = (wanted - leaning.first.weekday()) % 7 or 7
        return d.one_day(d.shifted(leaning.first, away if forward else away - 7 if away < 7 else -7))
    month = int(lexicon.calendar("months")[match["month"].lower()])
    year = leaning.first.year + (month <= leaning.first.month if forward else -(month >= leaning.first.month))
    return d.month_of(min(max(year, date.min.year), date.max.year), month)
