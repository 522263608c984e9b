"""Placing labels beside marks so that none lies on another; a mark without room keeps its letter, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

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


class Room(IntEnum):
    """How much of a label fits."""

    BOTH_LINES = 0
    FIRST_LINE = 1
    LETTER = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to stand beside a mark: its letter, the first line without it, and the second; "" for none."""

    x: float
    y: float
    letter: str
    first: str = ""
    second: str = ""

    def lines(self, room: Room) -> tuple[str, str]:
        """Return what is written where there is this much room."""
        if room is Room.LETTER:
            return self.letter, ""
        return f"{self.letter} {self.first}".strip(), self.second if room is Room.BOTH_LINES else ""


@dataclass(frozen=True, slots=True)
class Label:
    """Where the first line's baseline begins. anchor: start, middle or end."""

    x: float
    y: float
    anchor: str
    room: Room

    @property
    def is_short(self) -> bool:
        return self.room is not Room.BOTH_LINES

    @property
    def is_letter(self) -> bool:
        return self.room is Room.LETTER


def place_labels(wanted: Sequence[Wanted], *, avoid: Sequence[Box], inside: Box) -> list[Label | None]:
    """
    Return a place for each, or None where only the mark fits, which has its words for who points at it.

    Every mark gets its letter first, so that no words take the room of another's letter; then each, in the order given,
    both lines, else the first, where that fits. Right of the mark, left, above, below.
    """
    taken = list(avoid)
    placed: list[tuple[Label, Box] | None] = []
    for one in wanted:
        placed.append(had := _try(one, Room.LETTER, taken, inside))
        if had is not None:
            taken.append(had[1])
    for at, one in enumerate(wanted):
        if not one.first:
            continue
        had = placed[at]
        others = [box for box in taken if had is None or box is not had[1]]
        tried = (_try(one, room, others, inside) for room in (Room.BOTH_LINES, Room.FIRST_LINE))
        if (found := next(filter(None, tried), None)) is not None:
            placed[at], taken = found, [*others, found[1]]
    return [had[0] if had else None for had in placed]


def _try(wanted: Wanted, room: Room, taken: Sequence[Box], inside: Box) -> tuple[Label, Box] | None:
    first, second = wanted.lines(room)
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
        box = Box(wanted.x + dx, wanted.y + dy, width, height)
        if inside.holds(box) and not any(box.overlaps(other) for other in taken):
            at = {"start": box.x, "middle": wanted.x, "end": box.x + width}[anchor]
            return Label(round(at, 1), round(box.y + 11, 1), anchor, room), box
    return None
