"""What was part of what at a moment: the terms as they were, as the containment that the rules compare with."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from claims.comparison.readings import Containment
from claims.models import Measure, MeasurePart, Place, Population
from claims.queries.known.rows import known_rows


def containment_then(
    measures: Mapping[int, Measure],
    populations: Mapping[int, Population],
    places: Mapping[int, Place],
    before: datetime,
) -> Containment:
    """
    Return what the comparison knew just before a moment. One query.

    measures: all of that time; populations, places: those in question with all that held them; each as it was, by id.
    """
    parts: dict[str, dict[str, bool]] = {}
    for row in known_rows(MeasurePart, before):
        parts.setdefault(measures[row.whole_id].key, {})[measures[row.part_id].key] = row.certain
    return Containment(
        measure_parts=parts,
        ambiguous=frozenset(row.key for row in measures.values() if row.ambiguous),
        population_wholes=_wholes(populations.values()),
        place_wholes=_wholes(places.values()),
        measure_family={row.key: row.family for row in measures.values()},
    )


def _wholes(terms: Iterable[Population | Place]) -> dict[str, tuple[str, ...]]:
    """Return the name of each of these terms that is part of another with that of the larger one."""
    return {row.name: (row.parent.name,) for row in terms if row.parent is not None}
