"""Two periods drawn to scale, one above the other, with the gap between them in words."""

from dataclasses import dataclass
from datetime import date

from claims.charts.axes import Tick, day_scale

WIDTH = 420.0
HEIGHT = 64.0


@dataclass(frozen=True, slots=True)
class Span:
    """One period. first, last: inclusive; None is open, and the bar fades out with an arrow."""

    name: str
    side: str
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Bar:
    name: str
    side: str
    left: float
    right: float
    y: float
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True)
class Periods:
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    gap_left: float | None
    gap_right: float | None
    gap_words: str
    width: float = WIDTH
    height: float = HEIGHT
    axis: float = 40.0


def periods(one: Span, other: Span) -> Periods | None:
    """Draw both; None when neither has a day."""
    known = [day for span in (one, other) for day in (span.first, span.last) if day]
    if not known:
        return None
    scale = day_scale(known, start=28.0, end=WIDTH - 28.0)
    bars = []
    for y, span in ((14.0, one), (27.0, other)):
        if span.first is None and span.last is None:
            continue
        left = scale.at(span.first) if span.first else 4.0
        right = scale.at(span.last) if span.last else WIDTH - 4.0
        bars.append(
            Bar(span.name, span.side, left, max(right, left + 3), y, span.first is None, span.last is None)
        )
    gap = _gap(one, other)
    return Periods(
        tuple(bars),
        tuple(scale.ticks(most=7)),
        scale.at(gap[0]) if gap else None,
        scale.at(gap[1]) if gap else None,
        gap_in_words((gap[1] - gap[0]).days) if gap else "",
    )


def _gap(one: Span, other: Span) -> tuple[date, date] | None:
    for earlier, later in ((one, other), (other, one)):
        if earlier.last and later.first and earlier.last < later.first:
            return earlier.last, later.first
    return None


def gap_in_words(days: int) -> str:
    """Write a length of time roughly: "12 days between", "6 months between", "2 years between"."""
    if days < 45:
        return f"{days} day{'s' if days != 1 else ''} between"
    if days < 700:
        return f"{round(days / 30.4)} months between"
    return f"{round(days / 365.25)} years between"
