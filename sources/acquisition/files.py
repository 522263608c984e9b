"""A file to its items, by what it is: text, page, records, archive of these."""

import io
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from sources.acquisition.archive import open_archive
from sources.acquisition.csv import split_csv
from sources.acquisition.found import Budget, Kind, RawItem, Unreadable, printable_name, size_in_words
from sources.acquisition.jsonl import split_jsonl

TEXT = (".txt", ".text", ".md")
PAGES = (".html", ".htm", ".xhtml")
LINES = (".jsonl", ".ndjson")
TABLES = (".csv", ".tsv")
ARCHIVES = (".zip",)
READABLE = TEXT + PAGES + LINES + TABLES + ARCHIVES


def split_file(name: str, file: BinaryIO, *, budget: Budget) -> Iterator[RawItem]:
    """
    Yield the items of one uploaded file, in its order; an archive's items are named by their path in it.

    What cannot be read is an item with a `problem`, never left out. Raises Refused past a limit.
    """
    name = printable_name(name)
    if _suffix(name) not in ARCHIVES:
        data = file.read()
        budget.take_bytes(len(data))
        yield from _split(name, data, budget)
        return
    for entry in open_archive(file, budget=budget):
        if isinstance(entry, RawItem):
            yield entry
        else:
            yield from _split(*entry, budget)


def split_bytes(name: str, data: bytes, *, budget: Budget) -> Iterator[RawItem]:
    """The same for bytes in memory."""
    return split_file(name, io.BytesIO(data), budget=budget)


def _split(name: str, data: bytes, budget: Budget) -> Iterator[RawItem]:
    suffix = _suffix(name)
    try:
        if suffix in LINES:
            yield from split_jsonl(name, data, budget=budget)
            return
        if suffix in TABLES:
            yield from split_csv(name, data, budget=budget)
            return
    except Unreadable as error:
        budget.take_item()
        yield RawItem(name, data[: budget.limits.item_bytes], Kind.OTHER, str(error))
        return
    budget.take_item()
    yield _one(name, data, suffix, budget.limits.item_bytes)


def _one(name: str, data: bytes, suffix: str, limit: int) -> RawItem:
    if len(data) > limit:
        return RawItem(name, b"", Kind.OTHER, f"too large: larger than {size_in_words(limit)}")
    if suffix in PAGES:
        return RawItem(name, data, Kind.HTML)
    if suffix in TEXT:
        return RawItem(name, data, Kind.TEXT)
    if suffix in ARCHIVES:
        return RawItem(name, data, Kind.OTHER, "archive inside an archive: not opened, unpack it first")
    if suffix:
        return RawItem(name, data, Kind.OTHER, f"files of this kind are not read: {suffix}")
    looks_like_a_page = data[:1000].lstrip().lower().startswith((b"<!doctype html", b"<html"))
    return RawItem(name, data, Kind.HTML if looks_like_a_page else Kind.TEXT)


def _suffix(name: str) -> str:
    return PurePosixPath(name.lower()).suffix
