"""
The provenance of a question as a graph: who said it on the left, the articles in rows on the right.

Lines run from the origin to the page that is read; arcs right of the articles join those that take over from each
other. Two drawings of one graph: a wide one with names in boxes, a narrow one (for a phone) with letters and numbers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from claims.charts.labels import CHARACTER

WIDTH, NARROW = 1180.0, 360.0
TOP = 10.0
#: Width of an article's box in the narrow drawing, at least; more columns or arcs than fit beside it widen the drawing.
LEAST = 110.0
#: Lanes of arcs side by side; further ones share the last.
MOST_LANES = 8


@dataclass(frozen=True, slots=True)
class Knot:
    """
    What a box stands for. column: steps from the article, 0 for articles. name, note: its two lines; short: a letter
    or number. tone: "sole" where all reports of a figure go back to it, "nobody" where nobody is named, or "".
    """

    key: str
    column: int
    name: str
    note: str
    short: str
    href: str
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Strand:
    """
    From whom (`start`) to who takes it over. kind: "hop", "own" (an outlet's own article) or "derived".

    words: what it says, for an arc with its number. is_suggested: nobody has confirmed it.
    """

    start: str
    end: str
    kind: str
    words: str = ""
    number: int = 0
    is_suggested: bool = False
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A box: x, y of its upper left corner; `middle` is the height at which lines meet it."""

    knot: Knot
    x: float
    y: float
    width: float
    height: float
    name: str
    note: str

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def center(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Stroke:
    """path, arrow: SVG path data. x, y: where its label stands; label "" for none."""

    strand: Strand
    path: str
    arrow: str
    x: float = 0.0
    y: float = 0.0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Graph:
    width: float
    height: float
    boxes: tuple[Drawn, ...]
    strokes: tuple[Stroke, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """
    left: of the farthest column. step: from one column to the next. box: width of a box; row: height of a row; passing:
    height of the place of a line that passes.
    """

    is_narrow: bool
    width: float
    left: float
    step: float
    box: float
    article: float
    row: float
    height: float
    lane: float
    passing: float


def graph(knots: Sequence[Knot], strands: Sequence[Strand], *, is_narrow: bool = False) -> Graph | None:
    """Draw the knots, articles in the order given; None where there is none."""
    if not knots:
        return None
    rows = {knot.key: at for at, knot in enumerate(one for one in knots if not one.column)}
    arcs = [one for one in strands if one.kind == "derived" and one.start in rows and one.end in rows]
    lanes = _lanes(arcs, rows)
    used = max(lanes.values(), default=0)
    frame = _frame(max(knot.column for knot in knots), used, is_narrow=is_narrow)
    boxes, ways = _place(knots, strands, frame)
    strokes = [
        _line(one, boxes, ways.get((one.start, one.end), ()))
        for one in strands
        if one.kind != "derived" and {one.start, one.end} <= boxes.keys()
    ]
    strokes += [_arc(one, boxes, lanes[one.number], frame) for one in arcs]
    lowest = [box.y + box.height for box in boxes.values()] + [y for way in ways.values() for _, _, y in way]
    height = max(lowest) + TOP
    return Graph(frame.width, height, tuple(boxes.values()), tuple(strokes))


def _frame(columns: int, lanes: int, *, is_narrow: bool) -> _Frame:
    lane = 15.0 if is_narrow else 66.0
    arcs = lanes * lane + (12.0 if lanes else 2.0)
    if is_narrow:
        step, left = max(30.0, min(44.0, 170.0 / max(columns, 1))), 4.0
        width = max(NARROW, left + columns * step + LEAST + arcs)
        return _Frame(
            True, width, left, step, 22.0, width - left - columns * step - arcs, 34.0, 22.0, lane, 8.0
        )
    width = max(WIDTH, (columns + 1) * 190.0 + arcs)
    step = (width - arcs) / (columns + 1)
    box = min(step - 52.0, 260.0) if columns else min(step, 420.0)
    article = min(step, 330.0)
    return _Frame(
        False,
        width,
        4.0,
        (width - arcs - article - 4.0) / max(columns, 1),
        box,
        article,
        50.0,
        40.0,
        lane,
        14.0,
    )


#: Columns (left and right edge) with the height at which a long line crosses each, from the origin on.
_Way = Sequence[tuple[float, float, float]]


def _place(
    knots: Sequence[Knot], strands: Sequence[Strand], frame: _Frame
) -> tuple[dict[str, Drawn], dict[tuple[str, str], _Way]]:
    """
    Put articles in rows, and each other knot as near as there is room to the middle of those that it leads to.

    A line that passes other columns has a place of its own in each, between the boxes: its way.
    """
    last = max(knot.column for knot in knots)
    columns = {knot.key: knot.column for knot in knots}
    boxes: dict[str, Drawn] = {}
    articles = [knot for knot in knots if not knot.column]
    for at, knot in enumerate(articles):
        boxes[knot.key] = _box(knot, TOP + at * frame.row, last, frame)
    leads: dict[str, list[str]] = {}
    long: list[tuple[str, str]] = []
    for strand in strands:
        if strand.kind == "hop":
            leads.setdefault(strand.start, []).append(strand.end)
        if strand.kind != "derived" and columns.get(strand.start, 0) - columns.get(strand.end, 0) > 1:
            long.append((strand.start, strand.end))
    ways: dict[tuple[str, str], list[tuple[float, float, float]]] = {one: [] for one in long}
    for column in range(1, last + 1):
        wanted: list[tuple[float, Knot | tuple[str, str]]] = []
        for knot in knots:
            if knot.column == column:
                led = [boxes[key].y for key in leads.get(knot.key, ()) if key in boxes]
                wanted.append((sum(led) / len(led) if led else TOP, knot))
        passing = [one for one in ways if columns[one[1]] < column < columns[one[0]]]
        wanted += [(ways[one][0][2] if ways[one] else boxes[one[1]].middle, one) for one in passing]
        free = TOP
        for y, item in sorted(wanted, key=lambda one: one[0]):
            free = max(y, free)
            if isinstance(item, Knot):
                boxes[item.key] = _box(item, free, last, frame)
                free += frame.row
            else:
                x = frame.left + (last - column) * frame.step
                ways[item].insert(0, (round(x, 1), round(x + frame.box, 1), round(free, 1)))
                free += frame.passing
    return boxes, dict(ways)


def _box(knot: Knot, y: float, last: int, frame: _Frame) -> Drawn:
    x = frame.left + (last - knot.column) * frame.step
    width = frame.box if knot.column else frame.article
    room = int((width - (32 if frame.is_narrow else 46)) / CHARACTER)
    if frame.is_narrow and knot.column:
        name = note = ""
    else:
        name, note = _cut(knot.name, room), "" if frame.is_narrow else _cut(knot.note, room + 3)
    return Drawn(knot, round(x, 1), round(y, 1), round(width, 1), frame.height, name, note)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[: max(room - 1, 1)].rstrip()}…"


def _line(strand: Strand, boxes: dict[str, Drawn], way: _Way) -> Stroke:
    start, end = boxes[strand.start], boxes[strand.end]
    x, y = start.right, start.middle
    path = f"M{x:g} {y:g}"
    for left, right, height in way:
        path += f"{_curve(x, y, left, height)}H{right:g}"
        x, y = right, height
    tip = end.x - (0 if strand.kind == "own" else 5)
    path += _curve(x, y, tip, end.middle)
    arrow = "" if strand.kind == "own" else f"M{end.x:g} {end.middle:g}l-7 -4v8z"
    return Stroke(strand, path, arrow)


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    bend = max((to_x - x) / 2, 14.0)
    return f"C{x + bend:g} {y:g} {to_x - bend:g} {to_y:g} {to_x:g} {to_y:g}"


def _arc(strand: Strand, boxes: dict[str, Drawn], lane: int, frame: _Frame) -> Stroke:
    start, end = boxes[strand.start], boxes[strand.end]
    # two arcs at one article do not meet in one point
    leave, arrive = start.middle + 6, end.middle - 6
    out = start.right + lane * frame.lane - (0 if frame.is_narrow else 26)
    tip = end.right + 5
    down = 8 if arrive > leave else -8
    path = (
        f"M{start.right:g} {leave:g}H{out - 8:g}Q{out:g} {leave:g} {out:g} {leave + down:g}"
        f"V{arrive - down:g}Q{out:g} {arrive:g} {out - 8:g} {arrive:g}H{tip:g}"
    )
    label = str(strand.number) if frame.is_narrow else f"{strand.number} {strand.words}"
    return Stroke(
        strand,
        path,
        f"M{end.right:g} {arrive:g}l7 -4v8z",
        round(out, 1),
        round((leave + arrive) / 2 + 4, 1),
        label,
    )


def _lanes(arcs: Iterable[Strand], rows: dict[str, int]) -> dict[int, int]:
    """Give each arc a lane (from 1) in which no other one runs past it; short ones stay near the articles."""
    taken: list[list[tuple[int, int]]] = []
    found: dict[int, int] = {}
    for arc in sorted(arcs, key=lambda one: (abs(rows[one.start] - rows[one.end]), one.number)):
        low, high = sorted((rows[arc.start], rows[arc.end]))
        lane = next(
            (at for at, runs in enumerate(taken) if all(high <= a or b <= low for a, b in runs)), len(taken)
        )
        lane = min(lane, MOST_LANES - 1)
        if lane == len(taken):
            taken.append([])
        taken[lane].append((low, high))
        found[arc.number] = lane + 1
    return found


def steps_of(paths: Iterable[Sequence[str]]) -> set[tuple[str, str]]:
    """Return the strands that the ways back run along, as (start, end) of the drawing: from whom to whom."""
    return {(origin, taker) for path in paths for taker, origin in pairwise(path)}
