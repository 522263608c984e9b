"""One item's bytes to its article, by what they are."""

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
