"""Names and aliases of sources that fit what a person types."""

from dataclasses import dataclass

from django.db.models import Case, IntegerField, Value, When
from django.db.models.functions import Length

from sources.models import Source, SourceAlias

#: Names offered before anything is typed, and without script. Any other recorded name may be typed in full.
FIRST = 300
#: Names offered for what is typed: more than anybody reads.
OFFERED = 20
#: Fewer letters fit half of the directory.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a field takes. of: what tells the source apart: its kind, or whom an alias stands for."""

    name: str
    of: str


def first_names() -> list[Name]:
    """Return the names of confirmed sources first. One query."""
    rows = Source.objects.order_by("suggested", "pk")[:FIRST]
    return [Name(source.name, source.get_kind_display()) for source in rows]


def names_like(typed: str) -> list[Name]:
    """Return names and aliases that hold the words, those that begin with them first. Two queries."""
    typed = " ".join(typed.split())[:200]
    if len(typed) < FEWEST:
        return []
    begins = Case(When(name__istartswith=typed, then=Value(0)), default=Value(1), output_field=IntegerField())
    order = (begins, Length("name"), "name")
    sources = Source.objects.filter(name__icontains=typed).order_by(*order)[:OFFERED]
    aliases = SourceAlias.objects.filter(name__icontains=typed).select_related("source").order_by(*order)
    found = [Name(source.name, source.get_kind_display()) for source in sources]
    found += [Name(alias.name, f"is {alias.source}") for alias in aliases[:OFFERED]]
    return sorted(found, key=lambda one: not one.name.lower().startswith(typed.lower()))[:OFFERED]
