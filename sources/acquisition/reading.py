"""One item's bytes to its article, by what they are."""

import json

from sources.acquisition.csv import read_csv
from sources.acquisition.found import Kind, Reading, Unreadable
from sources.acquisition.html import read_html
from sources.acquisition.jsonl import read_json
from sources.acquisition.text import read_text

READERS = {Kind.TEXT: read_text, Kind.HTML: read_html, Kind.JSON: read_json, Kind.CSV: read_csv}


def read_item(payload: bytes, *, kind: Kind, encoding: str = "") -> Reading:
    """
    Return what the item says. `encoding`: declared by a person, "" = what the bytes say themselves, else UTF-8.

    Raises Unreadable with the reason.
    """
    reader = READERS.get(kind)
    if reader is None:
        raise Unreadable("not an article: paste its text")
    return reader(payload, encoding=encoding)


def editable_text(payload: bytes, *, kind: Kind, encoding: str = "") -> str:
    """
    Return the nearest there is to the item's text, for a person to correct: what could be read of it.

    Bytes that are not in the encoding show as "\N{REPLACEMENT CHARACTER}". Never raises; for display only.
    """
    try:
        return read_item(payload, kind=kind, encoding=encoding).text
    except Unreadable:
        pass
    shown = payload.decode(encoding or "utf-8", errors="replace").replace("\0", "\N{REPLACEMENT CHARACTER}")
    if kind is Kind.JSON:
        try:
            record = json.loads(shown)
        except (ValueError, RecursionError):
            return shown
        text = record.get("text") if isinstance(record, dict) else None
        return text if isinstance(text, str) else shown
    return shown
