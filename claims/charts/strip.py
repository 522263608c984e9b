"""
The figure strip of a question in the list: every claimed figure as a dot or whisker on one axis.

The marks of one side are one path: a page of strips has hundreds of figures, and a template that wrote each
mark by itself would take most of the page's time.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.charts.axes import FigureScale, Tick, figure_scale

WIDTH = 240.0
HEIGHT = 34.0
MARGIN = 8.0
AXIS = 20.0  # y of the axis line; the labels stand below it
DOT = 3.4  # radius
HALF_OPEN = 12.0  # length of the arrow of an open end


@dataclass(frozen=True, slots=True)
class StripFigure:
    """One claimed figure. low, high: inclusive, None open; best: where the dot stands, None for none. side: a Side."""

    low: float | None
    best: float | None
    high: float | None
    side: str


@dataclass(frozen=True, slots=True)
class Series:
    """The marks of one side, as SVG path data: dots are filled, lines (whiskers, arrows) are stroked."""

    side: str
    dots: str
    lines: str


@dataclass(frozen=True, slots=True)
class Strip:
    series: tuple[Series, ...]
    ticks: tuple[Tick, ...]
    is_log: bool
    count: int
    width: float = WIDTH
    height: float = HEIGHT
    axis: float = AXIS


def strip(figures: Sequence[StripFigure]) -> Strip | None:
    """Draw the figures, equal ones stacked upwards; None when there is nothing to draw."""
    known = [one for one in figures if (one.low, one.best, one.high) != (None, None, None)]
    values = [value for one in known for value in (one.low, one.best, one.high) if value is not None]
    if not values:
        return None
    scale = figure_scale(values, start=MARGIN, end=WIDTH - MARGIN)
    levels: dict[int, int] = {}
    drawn: dict[str, tuple[list[str], list[str]]] = {}
    for one in sorted(known, key=lambda each: (each.best is None, each.best or each.low or each.high or 0.0)):
        dots, lines = drawn.setdefault(one.side, ([], []))
        _draw(one, scale, levels, dots, lines)
    ticks = scale.ticks()
    ends, middle = (ticks[0], ticks[-1]), tuple(Tick(tick.at, "") for tick in ticks[1:-1])
    series = tuple(Series(side, "".join(dots), "".join(lines)) for side, (dots, lines) in drawn.items())
    return Strip(series, (*ends, *middle), scale.is_log, len(known))


def _draw(
    one: StripFigure, scale: FigureScale, levels: dict[int, int], dots: list[str], lines: list[str]
) -> None:
    left = scale.at(one.low) if one.low is not None else None
    right = scale.at(one.high) if one.high is not None else None
    x = (
        scale.at(one.best)
        if one.best is not None
        else left
        if right is None
        else right
        if left is None
        else None
    )
    anchor = x if x is not None else ((left or 0.0) + (right or 0.0)) / 2
    column = round(anchor / 8)
    level = levels[column] = levels.get(column, -1) + 1
    y = max(4.0, AXIS - 6 - 4.5 * level)
    start = left if left is not None else max(0.0, anchor - HALF_OPEN)
    end = right if right is not None else min(WIDTH, anchor + HALF_OPEN)
    if end - start > 1:
        lines.append(f"M{start:g} {y:g}H{end:g}")
    if right is None:
        lines.append(f"m-3 -3l3 3l-3 3M{start:g} {y:g}")
    if left is None:
        lines.append(f"M{start:g} {y:g}m3 -3l-3 3l3 3")
    if x is not None:
        dots.append(f"M{x - DOT:g} {y:g}a{DOT} {DOT} 0 1 0 {2 * DOT:g} 0a{DOT} {DOT} 0 1 0 {-2 * DOT:g} 0")
