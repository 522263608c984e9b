"""Scales: from figures and days to coordinates, with the ticks that a reader expects."""

import math
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from claims.wording import number as written

#: Beyond this ratio of the largest to the smallest figure a linear axis hides the small ones.
LOG_FROM_RATIO = 20


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: position in user units, and its label ("" for none). `strong`: begins a year."""

    at: float
    label: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class FigureScale:
    """Figures to positions between `start` and `end`. Zero and below sit at the start of a log axis."""

    low: float
    high: float
    start: float
    end: float
    is_log: bool

    def at(self, value: float) -> float:
        if self.is_log:
            value = max(value, self.low)
            share = math.log10(value / self.low) / math.log10(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return round(self.start + min(max(share, 0.0), 1.0) * (self.end - self.start), 1)

    def ticks(self) -> list[Tick]:
        """Powers of ten on a log axis, four or five round numbers on a linear one."""
        return [Tick(self.at(value), written(Decimal(str(value)))) for value in self._values()]

    def _values(self) -> list[float]:
        if self.is_log:
            first, last = round(math.log10(self.low)), round(math.log10(self.high))
            powers = range(first, last + 1, max(1, math.ceil((last - first) / 6)))
            return [10.0**power for power in powers]
        width = _round_step((self.high - self.low) / 4)
        count = math.floor((self.high - self.low) / width + 1e-9)
        return [round(self.low + width * index, 9) for index in range(count + 1)]


def figure_scale(values: list[float], *, start: float, end: float) -> FigureScale:
    """Return a scale that holds the values: logarithmic where they span more than LOG_FROM_RATIO. Needs one value."""
    positive = [value for value in values if value > 0]
    top = max(values)
    if positive and top / min(positive) > LOG_FROM_RATIO:
        low = 10.0 ** math.floor(math.log10(min(positive)))
        high = 10.0 ** math.ceil(math.log10(top) + 1e-9)
        return FigureScale(low, max(high, low * 10), start, end, is_log=True)
    bottom = min(0.0, min(values))
    step = _round_step(((top - bottom) or 1.0) / 4)
    high = bottom + step * math.ceil((top - bottom) * 1.05 / step + 1e-9)
    return FigureScale(bottom, max(high, bottom + step), start, end, is_log=False)


def _round_step(raw: float) -> float:
    power = 10.0 ** math.floor(math.log10(raw))
    return next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= raw - 1e-12)


@dataclass(frozen=True, slots=True)
class DayScale:
    """Days to positions between `start` and `end`."""

    first: date
    last: date
    start: float
    end: float

    def at(self, day: date) -> float:
        share = (day - self.first).days / max((self.last - self.first).days, 1)
        return round(self.start + min(max(share, 0.0), 1.0) * (self.end - self.start), 1)

    def ticks(self, *, most: int = 15) -> list[Tick]:
        """The first of every month, quarter, year or more years: the finest that gives at most `most` ticks."""
        months = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month
        step = next((step for step in (1, 3, 6, 12, 24, 60, 120) if months / step < most), 240)
        found: list[Tick] = []
        month = self.first.year * 12 + self.first.month - 1
        if self.first.day > 1:
            month += 1
        month += -month % step
        while (day := date(month // 12, month % 12 + 1, 1)) <= self.last:
            is_january = day.month == 1
            label = (
                str(day.year)
                if step >= 12
                else f"{day:%b} {day.year}"
                if is_january or not found
                else f"{day:%b}"
            )
            found.append(Tick(self.at(day), label, strong=is_january))
            month += step
        return found


def day_scale(days: list[date], *, start: float, end: float) -> DayScale:
    """Return a scale that holds the days, from the first of a month to the end of one. Needs one day."""
    first = min(days).replace(day=1)
    last = (max(days).replace(day=1) + timedelta(days=32)).replace(day=1)
    if (last - first).days < 92:  # a single month would make a few days look like an age
        first = (first - timedelta(days=1)).replace(day=1)
        last = (last + timedelta(days=1) + timedelta(days=31)).replace(day=1)
    return DayScale(first, last, start, end)
