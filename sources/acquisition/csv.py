"""
A .csv file: the first line names the columns, each other row is one article. One broken row breaks no other.

The file is cut as bytes (by way of Latin-1, which maps each byte to one character and back), so that a row keeps
its bytes and a person can declare the encoding afterwards, for each row.
"""

import csv
import io
from collections.abc import Iterator

from sources.acquisition.found import Budget, Kind, RawItem, Reading, Unreadable, size_in_words
from sources.acquisition.record import NAMES, read_record
from sources.acquisition.text import decode
from sources.acquisition.wide import without_mark

DELIMITERS = ",;\t|"
BYTES = "latin-1"


def split_csv(name: str, data: bytes, *, budget: Budget) -> Iterator[RawItem]:
    """Yield an item for each row: its bytes are the head and the row, as a .csv of one. Blank rows are left out."""
    # The parser's own limit (131,072) is for one field and for the whole process; an article may be longer.
    csv.field_size_limit(max(csv.field_size_limit(), budget.limits.total_bytes))
    lines = _Lines(io.TextIOWrapper(io.BytesIO(without_mark(data)), encoding=BYTES, newline=""))
    first = lines.peek()
    delimiter = max(DELIMITERS, key=first.count)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    head = _head(rows)
    if problem := _problem_of_head(head):
        budget.take_item()
        yield RawItem(name, data[: budget.limits.item_bytes], Kind.OTHER, problem)
        return
    while True:
        start = lines.begin_row()
        try:
            row = next(rows, None)
        except csv.Error as error:
            row, problem = [], _broken_row(str(error))
        else:
            problem = ""
        if row is None:
            return
        if not problem and not any(cell.strip() for cell in row):
            continue
        if not problem and len(row) != len(head):
            problem = f"cells do not fit the columns: {len(row)} cells, {len(head)} columns"
        budget.take_item()
        yield _item(f"{name}, line {start:,}", head, row, lines.row, problem, budget.limits.item_bytes)


def _item(name: str, head: list[str], row: list[str], raw: str, problem: str, limit: int) -> RawItem:
    if len(raw) > limit:
        too_large = f"too large: the row is larger than {size_in_words(limit)}"
        return RawItem(name, b"", Kind.OTHER, problem or too_large)
    if problem:
        return RawItem(name, raw.encode(BYTES), Kind.OTHER, problem)
    out = io.StringIO(newline="")
    csv.writer(out).writerows([head, row])
    return RawItem(name, out.getvalue().encode(BYTES), Kind.CSV)


def read_csv(data: bytes, *, encoding: str = "") -> Reading:
    """Return the article of a head and one row. Raises Unreadable naming the wrong field."""
    csv.field_size_limit(max(csv.field_size_limit(), len(data)))
    try:
        rows = list(csv.reader(io.StringIO(decode(data, encoding=encoding), newline="")))
    except csv.Error as error:
        raise Unreadable(_broken_row(str(error))) from error
    if len(rows) != 2:
        raise Unreadable("not a row of a table: in this encoding it falls apart")
    return read_record(dict(zip(rows[0], rows[1], strict=False)))


def _head(rows: Iterator[list[str]]) -> list[str]:
    try:
        return [cell.strip().lower() for cell in next(rows, [])]
    except csv.Error:
        return []


def _problem_of_head(head: list[str]) -> str:
    """Return why the first line cannot be the head, "" if it can."""
    if set(head) & {*NAMES["text"], *NAMES["html"]}:
        return ""
    shown = ", ".join(cell[:30] for cell in head[:6]) or "nothing"
    return f"no column “text”: the first line must name the columns, but says {shown}"


def _broken_row(error: str) -> str:
    if "unexpected end of data" in error:
        return "quotation mark never closed: all that follows was read as part of this row"
    return f"the row cannot be taken apart: {error}"


class _Lines(Iterator[str]):
    """The lines of a file, remembering those of the row that is being read."""

    def __init__(self, file: io.TextIOWrapper) -> None:
        self._file = file
        self._number = 0
        self._row: list[str] = []

    def peek(self) -> str:
        """Return the first line without taking it."""
        first = self._file.readline()
        self._file.seek(0)
        return first

    def begin_row(self) -> int:
        """Forget the last row. Return the number of the line that comes next, counted from 1."""
        self._row = []
        return self._number + 1

    @property
    def row(self) -> str:
        return "".join(self._row)

    def __next__(self) -> str:
        line = next(self._file)
        self._number += 1
        self._row.append(line)
        return line
