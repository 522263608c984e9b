"""What was part of what at a moment: the terms' events as the containment that the rules compare with."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection

from claims.comparison.readings import Containment
from claims.models import Measure, MeasurePart, Place, Population, Scope
from claims.queries.known.rows import events_of, known_rows

#: How far up from a term is looked: more steps than any real hierarchy has, and an end for one that history broke.
STEPS_UP = 40


def containment_then(scopes: Iterable[Scope], before: datetime) -> Containment:
    """Return what the comparison knew of the terms of these scopes just before a moment. Four queries."""
    known = list(scopes)
    measures = {row.pk: row for row in known_rows(Measure, before)}
    parts: dict[str, dict[str, bool]] = {}
    for row in known_rows(MeasurePart, before):
        parts.setdefault(measures[row.whole_id].key, {})[measures[row.part_id].key] = row.certain
    return Containment(
        measure_parts=parts,
        ambiguous=frozenset(row.key for row in measures.values() if row.ambiguous),
        population_wholes=_wholes(Population, {scope.population_id for scope in known}, before),
        place_wholes=_wholes(Place, {scope.place_id for scope in known}, before),
        measure_family={row.key: row.family for row in measures.values()},
    )


def _wholes(
    model: type[Population] | type[Place], ids: Iterable[int | None], before: datetime
) -> dict[str, tuple[str, ...]]:
    """Return the name of each of these terms, and of all that hold them, with that of its next larger one."""
    wanted = sorted(pk for pk in ids if pk is not None)
    if not wanted:
        return {}
    # a term as it was: its last event before the moment, unless that removed it
    then = f"""
        SELECT id, name, parent_id FROM (
            SELECT pgh_obj_id AS id, name, parent_id, pgh_label FROM "{events_of(model).model._meta.db_table}"
            WHERE pgh_obj_id = wanted.id AND pgh_created_at < %(before)s ORDER BY pgh_id DESC LIMIT 1
        ) last WHERE pgh_label <> 'delete'
    """
    sql = f"""
        WITH RECURSIVE up(id, name, parent_id, step) AS (
            SELECT term.id, term.name, term.parent_id, 0
            FROM unnest(%(wanted)s::bigint[]) AS wanted(id), LATERAL ({then}) term
            UNION
            SELECT term.id, term.name, term.parent_id, up.step + 1
            FROM up, LATERAL (SELECT up.parent_id AS id) wanted, LATERAL ({then}) term
            WHERE up.step < %(most)s
        )
        SELECT DISTINCT part.name, whole.name FROM up part JOIN up whole ON whole.id = part.parent_id
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, {"wanted": wanted, "before": before, "most": STEPS_UP})
        return {part: (whole,) for part, whole in cursor.fetchall()}
