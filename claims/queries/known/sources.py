"""A source as known at a moment: what it was called and part of, its other names, how reliable it was held to be."""

from dataclasses import dataclass

from claims.queries.known.moments import Moment
from claims.queries.known.people import name_people
from claims.queries.known.rows import NotYetKnown, attach, by_id, known_rows
from sources.models import Grade, Source, SourceAlias
from sources.queries.grades import GradedSource, standing_among


@dataclass(frozen=True, slots=True)
class SourceThen:
    moment: Moment
    source: Source
    aliases: list[SourceAlias]
    grades: GradedSource


def source_then(pk: int, moment: Moment) -> SourceThen:
    """Return a source as known at a moment. The number of queries is fixed. Raises NotYetKnown."""
    before = moment.before
    found = known_rows(Source, before, ids=[pk])
    if not found:
        raise NotYetKnown
    source = found[0]
    attach([source], "parent", by_id(known_rows(Source, before, ids=[source.parent_id])))
    grades = standing_among(Grade.objects.filter(source=pk, graded_at__lt=before))
    name_people(before, (grades.over_time, "graded_by"))
    return SourceThen(moment, source, known_rows(SourceAlias, before, {"source_id": [pk]}), grades)
