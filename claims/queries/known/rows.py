"""
Rows as they were at a moment, from the events that triggers keep of every table with a history.

The clock is the database's own: an event has the time at which its transaction began (`pgh_created_at`), which nobody
passes in. Rows that are written once (claims, texts, decisions) have no events; their own columns say when.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Min, Model

from config.events import events_of

M = TypeVar("M", bound=Model)

#: Columns of a row ("claim_id") and the keys of which each must hold one.
Among = Mapping[str, Collection[int]]
#: How far up from a row is looked: more steps than any real hierarchy has, and an end for one that history broke.
STEPS_UP = 40


class NotYetKnown(Exception):
    """Nothing was known of it by then."""


@dataclass(frozen=True, slots=True)
class Where:
    """A condition in SQL with its values."""

    sql: str
    values: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kept:
    """
    The table of a model's events, and the model's columns that they keep: for SQL, by attribute name, and where a
    value is to be converted.
    """

    table: str
    columns: str
    names: list[str]
    converters: list[tuple[int, Any]]


def known_rows(
    model: type[M],
    before: datetime,
    *among: Among,
    ids: Iterable[int | None] | None = None,
    within: Where | None = None,
    only: Where | None = None,
    most: int | None = None,
) -> list[M]:
    """
    Return the rows that were there just before a moment, as they were then, in the order of their ids. One query.

    among: a row is wanted that was among one of these, as its columns were then; ids: only these rows, then without
    `among`; within: the same as a condition on `pgh_obj_id`; only: a condition on the row as it was then, `last`.
    No query where nothing is asked for. The rows are not meant to be saved.

    In SQL: a page asks this some twenty times, and building each question anew took a third of its time.
    """
    wanted = None if ids is None else sorted({pk for pk in ids if pk is not None})
    if wanted == [] or (among and all(not all(one.values()) for one in among)):
        return []
    kept = _kept(model)
    table = kept.table
    condition = " OR ".join("(" + " AND ".join(f'"{name}" = ANY(%s)' for name in one) + ")" for one in among)
    values = [list(keys) for one in among for keys in one.values()]
    given: list[Any]
    if wanted is not None:
        touched, given = "pgh_obj_id = ANY(%s)", [wanted]
    elif among:
        touched = (
            f'pgh_obj_id IN (SELECT pgh_obj_id FROM "{table}" WHERE pgh_created_at < %s AND ({condition}))'
        )
        given = [before, *values]
    elif within is not None:
        touched, given = within.sql, [*within.values]
    else:
        touched, given = "true", []
    sql = f"""
        SELECT {kept.columns} FROM (
            SELECT DISTINCT ON (pgh_obj_id) * FROM "{table}" WHERE pgh_created_at < %s AND {touched}
            ORDER BY pgh_obj_id, pgh_id DESC
        ) last
        WHERE pgh_label <> 'delete' AND ({condition or "true"}) AND ({only.sql if only else "true"})
        ORDER BY pgh_obj_id LIMIT %s
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [before, *given, *values, *(only.values if only else ()), most])
        return [_row(model, kept, row) for row in cursor.fetchall()]


def known_with_wholes(model: type[M], before: datetime, ids: Iterable[int | None]) -> dict[int, M]:
    """
    Return rows as they were just before a moment with all that they were a part of, by id, each with its parent.

    One query.
    """
    wanted = sorted({pk for pk in ids if pk is not None})
    if not wanted:
        return {}
    kept = _kept(model)
    table = kept.table
    # a row as it was: its last event before the moment, unless that removed it
    then = f"""
        SELECT * FROM (
            SELECT pgh_id, parent_id, pgh_label FROM "{table}"
            WHERE pgh_obj_id = wanted.id AND pgh_created_at < %(before)s ORDER BY pgh_id DESC LIMIT 1
        ) last WHERE pgh_label <> 'delete'
    """
    sql = f"""
        WITH RECURSIVE up(pgh_id, parent_id, step) AS (
            SELECT part.pgh_id, part.parent_id, 0
            FROM unnest(%(wanted)s::bigint[]) AS wanted(id), LATERAL ({then}) part
            UNION
            SELECT whole.pgh_id, whole.parent_id, up.step + 1
            FROM up, LATERAL (SELECT up.parent_id AS id) wanted, LATERAL ({then}) whole
            WHERE up.step < %(most)s
        )
        SELECT {kept.columns} FROM "{table}" WHERE pgh_id IN (SELECT pgh_id FROM up) ORDER BY pgh_obj_id
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, {"wanted": wanted, "before": before, "most": STEPS_UP})
        rows = by_id(_row(model, kept, row) for row in cursor.fetchall())
    attach(rows.values(), "parent", rows)
    return rows


def known_since(model: type[Model], pk: int) -> datetime | None:
    """Return when the history first heard of a row, None for never. One query."""
    since: datetime | None = (
        events_of(model).filter(pgh_obj_id=pk).aggregate(since=Min("pgh_created_at"))["since"]
    )
    return since


def by_id(rows: Iterable[M]) -> dict[int, M]:
    return {row.pk: row for row in rows}


def attach(rows: Iterable[Any], field: str, known: Mapping[int, Model]) -> None:
    """Let a foreign key lead to the row as it was, so that no page reads the present one."""
    for row in rows:
        pk = getattr(row, f"{field}_id")
        if pk in known:
            setattr(row, field, known[pk])
        elif pk is None:
            setattr(row, field, None)


@cache
def _kept(model: type[Model]) -> _Kept:
    events = events_of(model).model._meta
    kept = {field.column for field in events.concrete_fields}
    fields = [field for field in model._meta.concrete_fields if not field.generated and field.column in kept]
    return _Kept(
        events.db_table,
        ", ".join(f'"{field.column}"' for field in fields),
        [field.attname for field in fields],
        [
            (place, convert)
            for place, field in enumerate(fields)
            for convert in field.get_db_converters(connection)
        ],
    )


def _row(model: type[M], kept: _Kept, row: Sequence[Any]) -> M:
    values = list(row)
    for place, convert in kept.converters:
        values[place] = convert(values[place], None, connection)
    return model.from_db(connection.alias, kept.names, values)
