"""
What claims are about: measures, populations and places, and what is part of what.

The rows are data that reviewers extend in the browser. A term that the extraction met in a text and
nobody has confirmed is marked `suggested`.
"""

from typing import Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from claims.models.rules import refuse_cycle, with_history


@with_history
class Measure(models.Model):
    """What is counted or stated. `ambiguous`: the word has several senses ("losses")."""

    key = models.TextField(unique=True)
    label = models.TextField()
    family = models.TextField(help_text="Only measures of one family are ever compared.")
    ambiguous = models.BooleanField(default=False)
    definition = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(key__regex=r"^[a-z][a-z_]*$"),
                name="measure_key_is_a_word",
                violation_error_message="A measure's key is lower-case letters and underscores.",
            ),
        ]

    def __str__(self) -> str:
        return self.label


@with_history
class MeasurePart(models.Model):
    """`part` is a component of the composite measure `whole`; `certain` False: some speakers leave it out."""

    whole = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="parts")
    part = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="wholes")
    certain = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["whole", "part"],
                name="measure_part_once",
                violation_error_message="This component is already listed.",
            ),
        ]
        triggers = [
            refuse_cycle(
                "claims_measurepart", name="measure_part_no_cycle", child="part_id", parent="whole_id"
            )
        ]

    def __str__(self) -> str:
        return f"{self.part} in {self.whole}"


T = TypeVar("T", bound="Term")


class TermQuerySet(models.QuerySet[T]):
    def named(self, name: str) -> Self:
        """The rows whose name or alias is `name`, without regard to case."""
        return self.filter(Q(name__iexact=name) | Q(aliases__contains=[name.casefold()]))

    def for_listing(self) -> Self:
        return self.select_related("parent").order_by(Lower("name"), "pk")


class Term(models.Model):
    """Shared columns of populations and places; each has a `parent`, too: the next larger one. aliases: case-folded."""

    parent_id: int | None
    name = models.TextField()
    aliases = ArrayField(models.TextField(), default=list, blank=True)
    suggested = models.BooleanField(default=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name


@with_history
class Population(Term):
    """Whom a figure counts. side: the party it belongs to, "" for none."""

    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    side = models.TextField(blank=True, default="")

    objects = TermQuerySet["Population"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="population_name_once",
                violation_error_message="A population of this name is already recorded.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="population_has_a_name",
                violation_error_message="Give the population a name.",
            ),
        ]
        indexes = [
            GinIndex(fields=["aliases"], name="population_aliases"),
            models.Index(fields=["-suggested", "name", "id"], name="population_as_listed"),
        ]
        triggers = [refuse_cycle("claims_population", name="population_no_cycle")]


@with_history
class Place(Term):
    """Where it happened."""

    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )

    objects = TermQuerySet["Place"].as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="place_name_once",
                violation_error_message="A place of this name is already recorded.",
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="place_has_a_name",
                violation_error_message="Give the place a name.",
            ),
        ]
        indexes = [
            GinIndex(fields=["aliases"], name="place_aliases"),
            models.Index(fields=["-suggested", "name", "id"], name="place_as_listed"),
        ]
        triggers = [refuse_cycle("claims_place", name="place_no_cycle")]
