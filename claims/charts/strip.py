"""The figure strip of a question in the list: every claimed figure as a dot or whisker on one axis."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.charts.axes import FigureScale, Tick, figure_scale

WIDTH = 240.0
HEIGHT = 34.0
MARGIN = 8.0
AXIS = 20.0  # y of the axis line; the labels stand below it


@dataclass(frozen=True, slots=True)
class StripFigure:
    """One claimed figure. low, high: inclusive, None open; best: where the dot stands, None for none. side: a Side."""

    low: float | None
    best: float | None
    high: float | None
    side: str
    title: str


@dataclass(frozen=True, slots=True)
class StripMark:
    """Where one figure is drawn. x None: no dot. left, right: ends of the whisker. An open end has an arrow."""

    side: str
    title: str
    x: float | None
    y: float
    left: float
    right: float
    open_left: bool
    open_right: bool

    @property
    def has_whisker(self) -> bool:
        return self.right - self.left > 1


@dataclass(frozen=True, slots=True)
class Strip:
    marks: tuple[StripMark, ...]
    ticks: tuple[Tick, ...]
    is_log: bool
    width: float = WIDTH
    height: float = HEIGHT
    axis: float = AXIS


def strip(figures: Sequence[StripFigure]) -> Strip | None:
    """Draw the figures, equal ones stacked upwards; None when there is nothing to draw."""
    values = [value for one in figures for value in (one.low, one.best, one.high) if value is not None]
    if not values:
        return None
    scale = figure_scale(values, start=MARGIN, end=WIDTH - MARGIN)
    taken: dict[int, int] = {}
    marks = []
    for one in sorted(
        figures, key=lambda each: (each.best is None, each.best or each.low or each.high or 0.0)
    ):
        if one.low is None and one.best is None and one.high is None:
            continue
        marks.append(_mark(one, scale, taken))
    ticks = scale.ticks()
    ends = tuple(tick for tick in (ticks[0], ticks[-1]))
    middle = tuple(Tick(tick.at, "") for tick in ticks[1:-1])
    return Strip(tuple(marks), (*ends, *middle), scale.is_log)


def _mark(one: StripFigure, scale: FigureScale, taken: dict[int, int]) -> StripMark:
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
    level = taken.get(round(anchor / 8), 0)
    taken[round(anchor / 8)] = level + 1
    return StripMark(
        side=one.side,
        title=one.title,
        x=x,
        y=max(4.0, AXIS - 6 - 4.5 * level),
        left=left if left is not None else max(0.0, anchor - 12),
        right=right if right is not None else min(WIDTH, anchor + 12),
        open_left=left is None,
        open_right=right is None,
    )
