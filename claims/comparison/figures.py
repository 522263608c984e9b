"""
Figures as intervals: what a printed figure allows, in one unit, so that two of them can be compared.

Plain Python; imports the readings and the vocabulary only. Never a float: all arithmetic is Decimal.
"""

from calendar import monthrange
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from claims.comparison.readings import Reading
from claims.vocabulary import Bound

#: Half width of "about", as a share of the figure, where the extraction gave no low and high itself.
#: Source: the extraction contract's example (around 4,000 = 3,400 to 4,600).
ABOUT_WIDTH = Decimal("0.15")

#: A bare figure with this many zeros at its end or more is taken for rounded to them ("4,000" for 4,012).
#: Source: the Associated Press rounds estimates; one zero is too common to mean anything (own choice).
ROUND_ZEROS = 2

_FIXED_DAYS = {
    "second": Decimal(1) / 86400,
    "minute": Decimal(1) / 1440,
    "hour": Decimal(1) / 24,
    "day": Decimal(1),
    "week": Decimal(7),
    "fortnight": Decimal(14),
}
_MONTHS = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}

# Units that say "persons" and no more; a figure without a unit counts the same.
_PERSON_UNITS = frozenset({"person", "people", "persons", "human"})


@dataclass(frozen=True, slots=True)
class Interval:
    """What a figure allows, inclusive, in the unit of the pair; None is an open end."""

    low: Decimal | None
    high: Decimal | None

    @property
    def is_open(self) -> bool:
        """Tell whether nothing at all is known of the figure."""
        return self.low is None and self.high is None


def interval_of(reading: Reading) -> Interval:
    """
    Return what the reading's figure allows: its own low and high if it has any, else best and bound.

    Lengths of time come back in days, with the calendar's spread: three months are 89 to 92 days.
    """
    low, high = reading.low, reading.high
    if low is None and high is None and reading.best is not None:
        low, high = _around(reading.best, reading.bound)
    return Interval(_in_days(low, reading.unit, longest=False), _in_days(high, reading.unit, longest=True))


def room_of(reading: Reading) -> Interval:
    """
    Return what the figure allows where a conflict is asked for: never less than `interval_of`.

    A headline's bare figure has the bound that its own article gives it, and the upper end of a vague word
    ("dozens") excludes nothing.
    """
    interval = interval_of(reading)
    if reading.loose in {Bound.AT_LEAST, Bound.MORE_THAN} or reading.bound is Bound.VAGUE:
        return Interval(interval.low, None)
    if reading.loose in {Bound.UP_TO, Bound.FEWER_THAN}:
        return Interval(None, interval.high)
    if reading.loose in {Bound.ABOUT, Bound.NEARLY} and reading.best is not None:
        return Interval(*_around(reading.best, reading.loose))
    return interval


def is_same_figure(left: Reading, right: Reading) -> bool:
    """
    Tell whether two figures say the same number in the same way: "at least 40" is not "40", nor "about 40".

    Lengths of time in two units are the same where the calendar allows it: three months and 90 days.
    """
    ours, theirs = interval_of(left), interval_of(right)
    if ours.is_open or not (left.bound is right.bound or None in (left.bound, right.bound)):
        return False
    if left.unit != right.unit and all(
        _is_time((side.unit or "").casefold().strip()) for side in (left, right)
    ):
        return not are_disjoint(ours, theirs)
    return ours == theirs


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in a unit that others of its kind share. low, best, high: inclusive; None is open or not a point."""

    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    unit: str


def in_common_unit(low: Decimal | None, best: Decimal | None, high: Decimal | None, unit: str) -> Figure:
    """Return the figure in days where it is a length of time (three months: 89 to 92 days), else as it is."""
    if not _is_time(unit.casefold().strip()):
        return Figure(low, best, high, unit)
    least, most = _in_days(best, unit, longest=False), _in_days(best, unit, longest=True)
    return Figure(
        _in_days(low, unit, longest=False),
        least if least == most else None,
        _in_days(high, unit, longest=True),
        "day",
    )


def unit_of(reading: Reading) -> str | None:
    """Return the unit to compare in: "day" for every length of time, None for persons and bare counts."""
    unit = (reading.unit or "").casefold().strip()
    if _is_time(unit):
        return "day"
    return None if not unit or unit in _PERSON_UNITS else unit


def are_disjoint(left: Interval, right: Interval) -> bool:
    """Tell whether no number fits both."""
    return exceeds(left, right) or exceeds(right, left)


def exceeds(left: Interval, right: Interval) -> bool:
    """Tell whether all of `left` is above all of `right`."""
    return left.low is not None and right.high is not None and left.low > right.high


def rounds_to(left: Interval, right: Interval) -> bool:
    """Tell whether one of two exact figures is the other one rounded; symmetric."""
    values = [side.low for side in (left, right) if side.low is not None and side.low == side.high]
    if len(values) != 2:
        return False
    rough, fine = sorted(values, key=_zeros, reverse=True)
    step = Decimal(10) ** _zeros(rough)
    return _zeros(rough) >= ROUND_ZEROS and _zeros(rough) > _zeros(fine) and abs(rough - fine) * 2 <= step


def gap(left: Interval, right: Interval) -> Decimal:
    """Return how far apart two disjoint intervals are, as a share of the higher one's low end: 0 to 1."""
    for lower, higher in ((left, right), (right, left)):
        if exceeds(higher, lower) and higher.low and lower.high is not None:
            return min(Decimal(1), (higher.low - lower.high) / abs(higher.low))
    return Decimal(0)


def _around(best: Decimal, bound: Bound | None) -> tuple[Decimal | None, Decimal | None]:
    width = abs(best) * ABOUT_WIDTH
    match bound:
        case Bound.ABOUT:
            return best - width, best + width
        case Bound.NEARLY:
            return best - width, best
        case Bound.AT_LEAST | Bound.MORE_THAN:
            return best, None
        case Bound.UP_TO | Bound.FEWER_THAN:
            return None, best
        case Bound.BETWEEN | Bound.VAGUE:
            return None, None  # the ends are what such a figure says, and they are missing
        case _:
            return best, best


def _zeros(value: Decimal) -> int:
    """Return how many zeros end a whole number; 0 for a fraction and for zero."""
    if value == 0 or value != value.to_integral_value():
        return 0
    digits = str(abs(int(value)))
    return len(digits) - len(digits.rstrip("0"))


def _is_time(unit: str) -> bool:
    return unit in _FIXED_DAYS or unit in _MONTHS


def _in_days(value: Decimal | None, unit: str | None, *, longest: bool) -> Decimal | None:
    unit = (unit or "").casefold().strip()
    if value is None or not _is_time(unit):
        return value
    if unit in _FIXED_DAYS:
        return value * _FIXED_DAYS[unit]
    months = value * _MONTHS[unit]
    whole = int(months)
    part = months - whole
    end = 1 if longest else 0
    days, days_of_next = _days_in_months(whole)[end], _days_in_months(whole + 1)[end]
    return days + part * (days_of_next - days)


@cache
def _days_in_months(months: int) -> tuple[Decimal, Decimal]:
    """Return the fewest and the most days that so many months in a row can have."""
    cycles, rest = divmod(abs(months), 48)  # four years, one of them a leap year
    lengths = [monthrange(year, month)[1] for year in range(2001, 2009) for month in range(1, 13)]
    sums = [sum(lengths[start : start + rest]) for start in range(48)]
    return Decimal(cycles * 1461 + min(sums)), Decimal(cycles * 1461 + max(sums))
