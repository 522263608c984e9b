"""A rule of the archive, and running one: streaming, so that memory does not grow with the archive."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection

#: Faults in memory at once.
CHUNK = 1_000

Broken = tuple[object, str]


@dataclass(frozen=True, slots=True)
class Fault:
    """rule: its name. thing, pk: what is broken. wrong: what is wrong with it. remedy: what to do about it."""

    rule: str
    thing: str
    pk: str
    wrong: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.thing} {self.pk}: {self.wrong} [{self.rule}]\n  {self.remedy}"


@dataclass(frozen=True, slots=True)
class Rule:
    """
    name: that of the database's own rule, where it has one. thing: what its rows are called. says: what is wrong with a
    row that breaks it. find: the SQL that selects the broken rows, or what yields them: (id, more words or "").
    """

    name: str
    thing: str
    says: str
    remedy: str
    find: str | Callable[[], Iterator[Broken]]

    def faults(self) -> Iterator[Fault]:
        rows = selected(self.find) if isinstance(self.find, str) else self.find()
        for pk, more in rows:
            wrong = f"{self.says.rstrip('.')}: {more}" if more else self.says.rstrip(".")
            yield Fault(self.name, self.thing, str(pk), wrong, self.remedy)


def selected(sql: str) -> Iterator[Broken]:
    """Yield the rows of a query that selects (id, words), from a cursor on the server."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(CHUNK):
            yield from rows
