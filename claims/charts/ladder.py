"""
The figure ladder of a question: time on x, figure on y, one mark per claim.

Colour is the side, shape how it was said, fill how it fits the question. Two drawings of one chart: a wide
one with labels, a narrow one (for a phone) with letters only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from claims.charts.axes import DayScale, FigureScale, Tick, day_scale, figure_scale
from claims.charts.labels import Box, Label, Wanted, place_labels
from claims.charts.shapes import shape_path
from claims.vocabulary import Comparability

#: Places beside its day, to either side, in which a mark may stand when others stand there; farther off, it would lie.
ASIDE = 6

#: Figures without any date stand in a band of their own, left of the axis of time.
UNDATED_BAND = 56.0


@dataclass(frozen=True, slots=True)
class Rung:
    """
    One claim with a figure. low, best, high: inclusive, None open. at: the day it stands at, None not given.

    first, last: period covered, None open. shape: a Manner or "" ; fit: a Comparability; side: a Side.
    """

    letter: str
    low: float | None
    best: float | None
    high: float | None
    at: date | None
    first: date | None
    last: date | None
    side: str
    shape: str
    fit: str
    label: str
    who: str
    title: str

    @property
    def name(self) -> str:
        """What is read out for it."""
        return f"{self.letter}: {self.label}, {self.who}"

    @property
    def classes(self) -> str:
        return f"rung side--{self.side} rung--{self.fit}"


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two rungs, by letter: an update. confirmed False: only suggested."""

    start: str
    end: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """Two rungs that the text sets side by side although they are not comparable. words: the axes that differ."""

    start: str
    end: str
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """outline, lines: SVG path data of the shape, and of whiskers, arrows and the period covered."""

    rung: Rung
    x: float
    y: float
    outline: str
    lines: str
    label: Label | None = None

    @property
    def has_dot(self) -> bool:
        """Nested and overlapping claims have a dot inside the hollow shape."""
        return self.rung.fit in (Comparability.NESTED, Comparability.OVERLAPPING)


@dataclass(frozen=True, slots=True)
class Line:
    """path: SVG path data."""

    path: str
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Callout:
    """The labelled gap between two marks: from (x1, y1) along to x, down, along to (x2, y2); a box in its middle."""

    x1: float
    y1: float
    x2: float
    y2: float
    x: float
    words: str
    box: Box


@dataclass(frozen=True, slots=True)
class Ladder:
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    has_undated: bool
    is_log: bool
    figure_ticks: tuple[Tick, ...]
    day_ticks: tuple[Tick, ...]
    marks: tuple[Mark, ...]
    lines: tuple[Line, ...]
    callout: Callout | None = None
    undated_x: float = 0.0


@dataclass(slots=True)
class _Frame:
    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float
    figures: FigureScale
    days: DayScale | None
    has_undated: bool
    taken: list[tuple[float, float]] = field(default_factory=list)

    def is_free(self, x: float, y: float) -> bool:
        return all(abs(x - at) >= 14 or abs(y - height) >= 13 for at, height in self.taken)

    def x_of(self, rung: Rung) -> float:
        if rung.at is None or self.days is None:
            return self.left + UNDATED_BAND / 2
        return self.days.at(rung.at)


def ladder(
    rungs: Sequence[Rung], *, links: Sequence[Link] = (), gap: Gap | None = None, is_narrow: bool = False
) -> Ladder | None:
    """Draw the rungs; None when no rung has a figure."""
    drawn = [rung for rung in rungs if _anchor(rung) is not None]
    if not drawn:
        return None
    frame = _frame(drawn, is_narrow=is_narrow)
    placed = {rung.letter: _mark(rung, frame) for rung in drawn}
    callout = _callout(gap, placed, frame, is_narrow=is_narrow)
    _label(placed, frame, callout, is_narrow=is_narrow)
    return Ladder(
        width=frame.width,
        height=frame.height,
        left=frame.left,
        right=frame.right,
        top=frame.top,
        bottom=frame.bottom,
        has_undated=frame.has_undated,
        is_log=frame.figures.is_log,
        figure_ticks=tuple(frame.figures.ticks()),
        day_ticks=_labelled_inside(frame, is_narrow=is_narrow),
        marks=tuple(placed.values()),
        lines=tuple(_lines(links, placed)),
        callout=callout,
        undated_x=frame.left + UNDATED_BAND / 2,
    )


def _labelled_inside(frame: _Frame, *, is_narrow: bool) -> tuple[Tick, ...]:
    """The ticks of the time axis; one whose label would leave the drawing loses it."""
    if frame.days is None:
        return ()
    return tuple(
        tick if tick.at + 7 * len(tick.label) < frame.width else Tick(tick.at, "", tick.strong)
        for tick in frame.days.ticks(most=6 if is_narrow else 15)
    )


def _anchor(rung: Rung) -> float | None:
    """Where the mark stands on the axis of figures: the best figure, else the end that is known."""
    if rung.best is not None:
        return rung.best
    if rung.low is not None and rung.high is not None:
        return (rung.low + rung.high) / 2
    return rung.low if rung.low is not None else rung.high


def _frame(rungs: list[Rung], *, is_narrow: bool) -> _Frame:
    width, height, left = (360.0, 280.0, 48.0) if is_narrow else (940.0, 370.0, 64.0)
    right, top, bottom = width - 12.0, 26.0, height - 40.0
    values = [value for one in rungs for value in (one.low, one.best, one.high) if value is not None]
    dated = [day for one in rungs if one.at for day in (one.at, one.first, one.last) if day]
    has_undated = any(one.at is None for one in rungs)
    start = left + (UNDATED_BAND if has_undated else 12.0)
    return _Frame(
        width,
        height,
        left,
        right,
        top,
        bottom,
        figure_scale(values, start=bottom - 8, end=top + 10),
        day_scale(dated, start=start, end=right) if dated else None,
        has_undated,
    )


def _mark(rung: Rung, frame: _Frame) -> Mark:
    anchor = _anchor(rung)
    assert anchor is not None
    x, y = frame.x_of(rung), frame.figures.at(anchor)
    # Figures of one month stand side by side, not on each other.
    steps = (0.0, *(sign * step * 16.0 for step in range(1, ASIDE + 1) for sign in (1, -1)))
    places = [round(min(max(x + step, frame.left + 8), frame.right - 8), 1) for step in steps]
    x = next((place for place in places if frame.is_free(place, y)), places[0])
    frame.taken.append((x, y))
    return Mark(rung, x, y, shape_path(rung.shape, x, y), _lines_of(rung, x, y, frame))


def _lines_of(rung: Rung, x: float, y: float, frame: _Frame) -> str:
    """Whiskers with caps, arrows for open ends, and the period as a bar."""
    lines = []
    if rung.first and rung.last and rung.at and frame.days:
        lines.append(f"M{frame.days.at(rung.last):g} {y:g}H{frame.days.at(rung.first):g}m0 -4v8")
    top = frame.figures.at(rung.high) if rung.high is not None else None
    bottom = frame.figures.at(rung.low) if rung.low is not None else None
    if top is None:
        lines.append(f"M{x:g} {y:g}v-22m-4 5l4 -6l4 6")
    elif y - top > 2:
        lines.append(f"M{x:g} {y:g}V{top:g}m-4 0h8")
    if bottom is None:
        lines.append(f"M{x:g} {y:g}v22m-4 -5l4 6l4 -6")
    elif bottom - y > 2:
        lines.append(f"M{x:g} {y:g}V{bottom:g}m-4 0h8")
    return "".join(lines)


def _label(placed: dict[str, Mark], frame: _Frame, callout: Callout | None, *, is_narrow: bool) -> None:
    """Write beside each mark what there is room for; in the narrow drawing its letter."""
    marks = list(placed.values())
    labels = place_labels(
        [
            Wanted(mark.x, mark.y, mark.rung.letter)
            if is_narrow
            else Wanted(mark.x, mark.y, mark.rung.letter, mark.rung.label, mark.rung.who)
            for mark in marks
        ],
        avoid=[*(box for mark in marks for box in _covered(mark, frame)), *_covered_by(callout)],
        inside=Box(
            frame.left - 6, frame.top - 16, frame.right - frame.left + 14, frame.bottom - frame.top + 16
        ),
    )
    for mark, label in zip(marks, labels, strict=True):
        placed[mark.rung.letter] = replace(mark, label=label)


def _covered(mark: Mark, frame: _Frame) -> Iterator[Box]:
    """What a mark and its lines cover, a little more than they are, so that no words lie on them."""
    rung, x, y = mark.rung, mark.x, mark.y
    yield Box(x - 9, y - 9, 18, 18)
    top = y - 30 if rung.high is None else frame.figures.at(rung.high)
    bottom = y + 30 if rung.low is None else frame.figures.at(rung.low)
    yield Box(x - 4, top, 8, bottom - top)
    if rung.first and rung.last and rung.at and frame.days:
        first, last = frame.days.at(rung.first), frame.days.at(rung.last)
        yield Box(first, y - 3, last - first, 6)


def _covered_by(callout: Callout | None) -> Iterator[Box]:
    if callout is not None:
        yield callout.box
        yield Box(callout.x - 2, callout.y1, 4, callout.y2 - callout.y1)


def _lines(links: Sequence[Link], placed: dict[str, Mark]) -> list[Line]:
    ends = [
        (placed[one.start], placed[one.end], one.is_confirmed)
        for one in links
        if one.start in placed and one.end in placed
    ]
    return [Line(f"M{start.x:g} {start.y:g}L{end.x:g} {end.y:g}", sure) for start, end, sure in ends]


def _callout(gap: Gap | None, placed: dict[str, Mark], frame: _Frame, *, is_narrow: bool) -> Callout | None:
    if gap is None or gap.start not in placed or gap.end not in placed:
        return None
    first, second = sorted((placed[gap.start], placed[gap.end]), key=lambda mark: mark.y)
    if second.y - first.y < 70:  # no room for the words
        return None
    width, height = (128.0, 40.0) if is_narrow else (196.0, 44.0)
    top = round((first.y + second.y - height) / 2, 1)
    marks = [Box(mark.x - 10, mark.y - 24, 20, 48) for mark in placed.values()]
    low, high = frame.left + width / 2, frame.right - width / 2
    centres: list[float] = [low + (high - low) * step / 24 for step in range(25)]
    free = [
        x for x in centres if not any(Box(x - width / 2, top, width, height).overlaps(one) for one in marks)
    ]
    between = (first.x + second.x) / 2
    nearest = min(free or centres, key=lambda centre: abs(centre - between))
    x = round(nearest, 1)
    return Callout(
        first.x, first.y, second.x, second.y, x, gap.words, Box(round(x - width / 2, 1), top, width, height)
    )
