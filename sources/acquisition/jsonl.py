"""A .jsonl file: one record on each line. One broken line does not break the others."""

import io
import json
from collections.abc import Iterator

from sources.acquisition.found import Budget, Kind, RawItem, Reading, Unreadable, size_in_words
from sources.acquisition.record import read_record
from sources.acquisition.text import decode
from sources.acquisition.wide import without_mark


def split_jsonl(name: str, data: bytes, *, budget: Budget) -> Iterator[RawItem]:
    """Yield an item for each line that is not blank, with the line's own bytes."""
    for number, line in enumerate(io.BytesIO(without_mark(data)), start=1):
        if not line.strip():
            continue
        budget.take_item()
        where = f"{name}, line {number:,}"
        if len(line) > budget.limits.item_bytes:
            limit = size_in_words(budget.limits.item_bytes)
            yield RawItem(where, b"", Kind.OTHER, f"too large: the line is larger than {limit}")
        else:
            yield RawItem(where, line.rstrip(b"\r\n"), Kind.JSON)


def read_json(data: bytes, *, encoding: str = "") -> Reading:
    """Return the article of one line. Raises Unreadable when it is no JSON object, or names the wrong field."""
    try:
        record = json.loads(decode(data, encoding=encoding))
    except json.JSONDecodeError as error:
        raise Unreadable(f"not JSON: {error.msg} at character {error.pos + 1:,}") from error
    except (RecursionError, OverflowError) as error:
        raise Unreadable("not a record: nested too deeply") from error
    if not isinstance(record, dict):
        raise Unreadable("not a record: a line must be an object, {…}")
    return read_record(record)
