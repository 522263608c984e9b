"""What acquisition finds and how it says no: items, readings, limits and the two refusals."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What the bytes of an item are, as a media type. JSON: one record; CSV: the head and one row."""

    TEXT = "text/plain"
    HTML = "text/html"
    JSON = "application/json"
    CSV = "text/csv"
    OTHER = "application/octet-stream"


class Unreadable(Exception):
    """
    One item cannot be read. The message says why in plain English; its part before the first colon is the kind
    of failure, by which people are shown failures together.

    `suggestion`: the name of an encoding that would fit the bytes, "" = none.
    """

    def __init__(self, message: str, *, suggestion: str = "") -> None:
        super().__init__(message)
        self.suggestion = suggestion


class Refused(Exception):
    """The whole upload is refused, because it is past a limit. The message says which and what to do."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one upload may hold: items, bytes unpacked in all and per item, unpacked to packed bytes."""

    items: int
    total_bytes: int
    item_bytes: int
    zip_ratio: int


@dataclass(frozen=True, slots=True)
class RawItem:
    """
    One article as it came: what to call it, its bytes, what they are.

    `problem`: why it cannot be read at all ("" = it may be tried); such an item is kept to be seen, not skipped.
    """

    name: str
    payload: bytes
    kind: Kind
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """
    What one item says. "" and None: the item does not say it; nothing here is a guess.

    `text`: "\\n" line ends, no NUL. `url`: in canonical form. `acquired_with`: what read the text out of a page.
    """

    text: str
    title: str = ""
    url: str = ""
    outlet: str = ""
    published_on: datetime.date | None = None
    byline: str = ""
    language: str = ""
    acquired_with: str = ""


class Budget:
    """What is left of the limits while one upload is taken apart. Raises Refused when they are passed."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._items = 0
        self._bytes = 0

    def take_item(self) -> None:
        """Count one item."""
        self._items += 1
        if self._items > self.limits.items:
            raise Refused(f"There are more than {self.limits.items:,} items. Split the upload.")

    def take_bytes(self, count: int) -> None:
        """Count unpacked bytes."""
        self._bytes += count
        if self._bytes > self.limits.total_bytes:
            raise Refused(
                f"Unpacked it is larger than {size_in_words(self.limits.total_bytes)}. Split the upload."
            )


def size_in_words(count: int) -> str:
    """Return a number of bytes as a person writes it: 5 MB, 1.5 MB, 200 kB, 12 bytes."""
    for unit, factor in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= factor:
            return f"{count / factor:.1f}".removesuffix(".0") + f" {unit}"
    return f"{count} bytes"


def printable_name(name: str) -> str:
    """
    Return a file's name to be shown: no control or direction characters, at most 300 characters.

    Nothing is ever written under this name, so "../" in it is harmless and left to be seen.
    """
    shown = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in name
    )
    return (shown if len(shown) <= 300 else f"{shown[:299]}…") or "unnamed"
