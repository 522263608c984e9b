"""Rows for COPY: collected per table with their ids, written in the order in which tables need each other."""

from typing import Any

from django.db import connection, models
from psycopg.types.json import Jsonb


class Table:
    """The rows of one model that wait to be written. Columns that a row does not name get the model's default."""

    def __init__(self, model: type[models.Model]) -> None:
        fields = [field for field in model._meta.concrete_fields if not field.generated]
        self.model = model
        self.name = model._meta.db_table
        self.columns = [str(field.column) for field in fields]
        self._names = [field.attname for field in fields]
        self._json = {field.attname for field in fields if isinstance(field, models.JSONField)}
        self._defaults = {field.attname: field.get_default() for field in fields}
        self._rows: list[tuple[Any, ...]] = []
        newest = model._default_manager.aggregate(newest=models.Max("pk"))["newest"]
        self._next = (newest or 0) + 1
        self.written = 0

    @property
    def next_id(self) -> int:
        return self._next

    def add(self, **values: Any) -> int:
        """Keep one row, with values by attribute name ("outlet_id"); return its id. Raises KeyError for others."""
        id = self._next
        self._next += 1
        row = {**self._defaults, "id": id, **values}
        if len(row) != len(self._names):
            raise KeyError(f"{self.name} has no {sorted(set(values) - set(self._names))}")
        for name in self._json:
            row[name] = Jsonb(row[name])
        self._rows.append(tuple(row[name] for name in self._names))
        return id

    def write(self) -> None:
        """COPY the rows that wait. Triggers and constraints see each of them."""
        if not self._rows:
            return
        quote = connection.ops.quote_name
        statement = f"COPY {quote(self.name)} ({', '.join(map(quote, self.columns))}) FROM STDIN"
        with connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in self._rows:
                copy.write_row(row)
        self.written += len(self._rows)
        self._rows.clear()

    def move_sequence(self) -> None:
        """Let the table's own numbering go on after the last row."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, 'id'), %s, %s)",
                [self.name, max(1, self._next - 1), self._next > 1],
            )


def settle(*, has_doubled: bool) -> None:
    """
    Check what was written so far, and tell the planner of it.

    Without that, every trigger and foreign key keeps the plan that it made while the tables were empty, and
    reads them whole for each row.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        if has_doubled:  # the archive, since the last time
            cursor.execute("ANALYZE")


def analyze(table: str) -> None:
    """Tell the planner of the rows that one table has got."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


class BrokenRows(Exception):
    """The generator made rows that a trigger would have refused."""


_BROKEN = {
    "a mention's words are not the slice of its text": """
        SELECT count(*) FROM claims_mention m JOIN sources_articleversion v ON v.id = m.version_id
        WHERE substr(v.text, m.start + 1, m.end - m.start) IS DISTINCT FROM m.exact""",
    "a chain has a gap": """
        SELECT count(*) FROM (
            SELECT 1 FROM claims_attribution GROUP BY mention_id HAVING count(*) <> max(hop) + 1
        ) gaps""",
}


def check_rows() -> None:
    """Check what the row by row triggers would have checked, for all rows at once. Raises BrokenRows."""
    with connection.cursor() as cursor:
        for words, query in _BROKEN.items():
            cursor.execute(query)
            if (found := cursor.fetchone()) and found[0]:
                raise BrokenRows(f"{words}: {found[0]} times")
