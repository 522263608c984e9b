"""The documents that the commands are given: text files, or JSON lines. A broken one is named, never fatal."""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Document:
    id: str
    text: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    id: str
    reason: str


def read_documents(
    files: Iterable[str], *, jsonl: bool, published: date | None
) -> Iterator[Document | Unreadable]:
    """Yield the documents in order. published: the date of those that carry none. "-" is standard input."""
    for name in files:
        try:
            data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
        except OSError as error:
            yield Unreadable(name, f"cannot be read: {error.strerror or error}")
            continue
        if jsonl:
            yield from _from_lines(data, name, published)
            continue
        shown = name if name == "-" else Path(name).name
        try:
            yield Document(shown, data.decode("utf-8-sig"), published)
        except UnicodeDecodeError as error:
            yield Unreadable(shown, f"is not UTF-8: {error.reason} at byte {error.start}")


def _from_lines(data: bytes, name: str, published: date | None) -> Iterator[Document | Unreadable]:
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        place = f"{name}:{number}"
        try:
            item = json.loads(line.decode("utf-8-sig"))
        except UnicodeDecodeError as error:
            yield Unreadable(place, f"is not UTF-8: {error.reason} at byte {error.start}")
        except (ValueError, RecursionError) as error:
            yield Unreadable(place, f"is not JSON: {error}")
        else:
            yield _from_item(item, place, published)


def _from_item(item: Any, place: str, published: date | None) -> Document | Unreadable:
    if not isinstance(item, dict):
        return Unreadable(place, "is not an object")
    id = str(item.get("id") or place)
    if not isinstance(item.get("text"), str):
        return Unreadable(id, "has no text")
    if _SURROGATE.search(item["text"]) or _SURROGATE.search(id):
        return Unreadable(place, "holds half a character (a lone surrogate)")
    day = item.get("published")
    if day in (None, ""):
        return Document(id, item["text"], published)
    try:
        return Document(id, item["text"], date.fromisoformat(str(day)[:10]))
    except ValueError:
        return Unreadable(id, f"published is no date: {day!r}")
