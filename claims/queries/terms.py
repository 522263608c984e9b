"""Measures, populations and places, what is part of what, and which words state which measure."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Lower

from claims.models import Measure, MeasurePart, MeasureSense, Place, Population

KINDS = ("population", "place", "measure", "sense")


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure with its components; uncertain ones are those that some speakers leave out."""

    measure: Measure
    certain: list[Measure]
    uncertain: list[Measure]


def named_terms(
    model: type[Population] | type[Place], *, text: str = "", only_suggested: bool = False
) -> "QuerySet[Population] | QuerySet[Place]":
    """Return populations or places in the order of the list, those nobody has confirmed first."""
    found = model.objects.select_related("parent__parent")
    for word in text.split()[:5]:
        found = found.filter(Q(name__icontains=word) | Q(aliases__icontains=word.casefold()))
    if only_suggested:
        found = found.filter(suggested=True)
    return found.order_by("-suggested", "name", "pk")


def measure_rows() -> list[MeasureRow]:
    """Return the lattice of measures, by family. Two queries; there are some dozens."""
    measures = list(Measure.objects.order_by("family", "label", "pk")[:400])
    parts: dict[int, list[MeasurePart]] = {}
    for part in MeasurePart.objects.select_related("part").order_by("part__label", "pk"):
        parts.setdefault(part.whole_id, []).append(part)
    return [
        MeasureRow(
            measure,
            [one.part for one in parts.get(measure.pk, []) if one.certain],
            [one.part for one in parts.get(measure.pk, []) if not one.certain],
        )
        for measure in measures
    ]


def senses(*, text: str = "") -> "QuerySet[MeasureSense]":
    """Return the senses that people taught, those that stand first, then by their words. One query."""
    found = MeasureSense.objects.select_related("measure", "speaker", "confirmed_by", "withdrawn_by")
    for word in text.split()[:5]:
        found = found.filter(Q(words__icontains=word) | Q(speaker__name__icontains=word))
    return found.order_by(F("withdrawn_at").desc(nulls_first=True), Lower("words"), "pk")
