"""Scope: what a figure covers. Equal scopes are one row, so equality of scope is equality of id."""

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q

from claims.models.rules import choices_of, one_of
from claims.models.term import Measure, Place, Population
from claims.vocabulary import Precision
from sources.models.triggers import immutable


class Scope(models.Model):
    """
    measure + population + place + period + counting basis; NULL is unknown, never "any".

    period: days, half-open as PostgreSQL stores them; an open end is a missing one.
    Written once: another coverage is another row.
    """

    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, null=True, blank=True)
    population = models.ForeignKey(Population, on_delete=models.PROTECT, null=True, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, blank=True)
    period = DateRangeField(null=True, blank=True)
    period_precision = models.TextField(choices=choices_of(Precision), null=True, blank=True)  # noqa: DJ001 - NULL is unknown
    basis = models.TextField(null=True, blank=True)  # noqa: DJ001 - NULL is unknown

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "population", "place", "period", "basis"],
                name="scope_once",
                nulls_distinct=False,
                violation_error_message="This scope is already recorded.",
            ),
            one_of("period_precision", Precision, name="scope_precision_known"),
            models.CheckConstraint(
                condition=Q(period__isnull=True, period_precision__isnull=True)
                | Q(period__isnull=False, period_precision__isnull=False),
                name="scope_period_with_precision",
                violation_error_message="A period has a precision, and only a period has one.",
            ),
            models.CheckConstraint(
                condition=~Q(basis=""),
                name="scope_basis_not_blank",
                violation_error_message="Leave an unknown counting basis out.",
            ),
            models.CheckConstraint(
                condition=Q(period__isnull=True) | Q(period__isempty=False),
                name="scope_period_not_empty",
                violation_error_message="The period ends before it begins.",
            ),
        ]
        indexes = [
            GistIndex(fields=["period"], name="scope_period"),
            models.Index(fields=["population", "measure"], name="scope_population_measure"),
            models.Index(fields=["place", "measure"], name="scope_place_measure"),
        ]
        triggers = [
            immutable(
                name="scope_immutable",
                message="A scope is never changed: claims point at it. Record another one.",
            )
        ]

    def __str__(self) -> str:
        parts = (self.measure, self.population, self.place)
        return " · ".join(str(part) for part in parts if part) or "unknown scope"
