"""How reliable a source is held to be: the grades that stand, and all of them over time."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from sources.models import Grade, Source

SHOWN = 50


@dataclass(frozen=True, slots=True)
class GradedSource:
    """standing: the newest for each topic, the general one first. over_time: all, newest first, at most SHOWN."""

    standing: list[Grade]
    over_time: list[Grade]


def grades_of(source: Source) -> GradedSource:
    """Return the grades of a source. One query."""
    return standing_among(source.grades.select_related("graded_by"))


def standing_among(grades: QuerySet[Grade]) -> GradedSource:
    """Return which of these grades of one source stand where no others were given. One query."""
    rows = list(grades.order_by("-pk")[:SHOWN])
    newest: dict[str, Grade] = {}
    for row in rows:
        newest.setdefault(row.topic.lower(), row)
    return GradedSource([newest[topic] for topic in sorted(newest)], rows)


def grade_for(source: int | None, topics: Collection[str]) -> Grade | None:
    """
    Return the grade that holds for a source (its id) on these topics, else the general one. One query.

    The first topic that is graded counts.
    """
    if source is None:
        return None
    standing = {grade.topic.lower(): grade for grade in Grade.objects.standing().filter(source=source)}
    chosen = (standing.get(topic.lower()) for topic in topics if topic)
    return next((grade for grade in chosen if grade is not None), standing.get(""))
