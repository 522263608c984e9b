"""Placing labels beside marks so that none lies on another; a mark without room keeps its letter only."""

from collections.abc import Sequence
from dataclasses import dataclass

#: Width of a character at 12 px in the system's sans, on average; labels are short, so the error is small.
CHARACTER = 6.4
LINE = 14.0
AWAY = 13.0  # from the mark to its label


@dataclass(frozen=True, slots=True)
class Box:
    x: float
    y: float
    width: float
    height: float

    def overlaps(self, other: "Box") -> bool:
        return (
            self.x < other.x + other.width
            and other.x < self.x + self.width
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )

    def holds(self, other: "Box") -> bool:
        return (
            self.x <= other.x
            and self.y <= other.y
            and other.x + other.width <= self.x + self.width
            and other.y + other.height <= self.y + self.height
        )


@dataclass(frozen=True, slots=True)
class Label:
    """Where the first line's baseline begins. anchor: start, middle or end. second: whether the second line fits."""

    x: float
    y: float
    anchor: str
    is_short: bool


def place_labels(
    wanted: Sequence[tuple[float, float, str, str]], *, avoid: Sequence[Box], inside: Box
) -> list[Label | None]:
    """
    Return a place for each (x, y, first line, second line), or None where only the mark fits.

    Greedy in the order given: right of the mark, left, above, below; first with both lines, then with one.
    """
    taken = list(avoid)
    placed: list[Label | None] = []
    for x, y, first, second in wanted:
        label = None
        for is_short in (False, True):
            label = _try(x, y, first, "" if is_short else second, taken, inside, is_short=is_short)
            if label:
                break
        placed.append(label)
    return placed


def _try(
    x: float, y: float, first: str, second: str, taken: list[Box], inside: Box, *, is_short: bool
) -> Label | None:
    width = CHARACTER * max(len(first) * 1.06, len(second))
    height = LINE if not second else 2 * LINE
    for dx, dy, anchor in (
        (AWAY, -height / 2, "start"),
        (-AWAY - width, -height / 2, "end"),
        (-width / 2, -AWAY - height, "middle"),
        (-width / 2, AWAY, "middle"),
        (AWAY, -height - 4, "start"),
        (-AWAY - width, -height - 4, "end"),
        (AWAY, 6.0, "start"),
        (-AWAY - width, 6.0, "end"),
    ):
        box = Box(x + dx, y + dy, width, height)
        if inside.holds(box) and not any(box.overlaps(other) for other in taken):
            taken.append(box)
            at = {"start": box.x, "middle": x, "end": box.x + width}[anchor]
            return Label(round(at, 1), round(box.y + 11, 1), anchor, is_short)
    return None
