"""Claim: the normalised assertion, one per meaning and scope. Many mentions may carry one."""

import hashlib
import json
from decimal import Decimal
from typing import Any, Self

from django.contrib.postgres.fields import DateRangeField, DecimalRangeField
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When

from claims.models.rules import choices_of, one_of
from claims.models.scope import Scope
from claims.vocabulary import FIGURE_KINDS, Bound, ClaimKind, Polarity, Precision
from claims.wording import figure
from sources.models.triggers import immutable


class ClaimQuerySet(models.QuerySet["Claim"]):
    def with_scope(self) -> Self:
        """Everything that describes a claim, in one query."""
        return self.select_related(
            "scope__measure", "scope__population__parent", "scope__place__parent", "claimant"
        )

    def carried(self) -> Self:
        """The claims that some mention, not rejected, still carries."""
        from claims.models.mention import Mention

        standing = Mention.objects.standing().filter(claim=models.OuterRef("pk"))
        return self.filter(models.Exists(standing))


class Claim(models.Model):
    """
    low, best, high: exact numbers in `unit`, inclusive; a NULL end is open; all NULL: no figure.
    claimant: who originates it; NULL: nobody is named.
    meaning: digest of everything that makes it this claim (`meaning_of`), so that equal claims are one row.

    Written once: a corrected reading is another claim, to which the mention then points.
    """

    kind = models.TextField(choices=choices_of(ClaimKind))
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, null=True, blank=True)
    low = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    best = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    high = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    figure = models.GeneratedField(
        expression=Case(
            When(
                Q(low__isnull=True, high__isnull=True) | Q(low__gt=F("high")),
                then=Value(None, output_field=DecimalRangeField()),
            ),
            default=Func(
                F("low"), F("high"), Value("[]"), function="numrange", output_field=DecimalRangeField()
            ),
        ),
        output_field=DecimalRangeField(null=True),
        db_persist=True,
    )
    bound = models.TextField(choices=choices_of(Bound), null=True, blank=True)  # noqa: DJ001 - NULL: no figure
    unit = models.TextField(blank=True, default="")
    polarity = models.TextField(choices=choices_of(Polarity), default=Polarity.AFFIRMED)
    statement = models.TextField(blank=True, default="")
    as_of = DateRangeField(null=True, blank=True)
    as_of_precision = models.TextField(choices=choices_of(Precision), null=True, blank=True)  # noqa: DJ001
    claimant = models.ForeignKey("sources.Source", on_delete=models.PROTECT, null=True, blank=True)
    meaning = models.TextField(unique=True, editable=False)
    recorded_at = models.DateTimeField()

    objects = ClaimQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", ClaimKind, name="claim_kind_known"),
            one_of("bound", Bound, name="claim_bound_known"),
            one_of("polarity", Polarity, name="claim_polarity_known"),
            one_of("as_of_precision", Precision, name="claim_as_of_precision_known"),
            models.CheckConstraint(
                condition=Q(low__lte=F("high")) | Q(low__isnull=True) | Q(high__isnull=True),
                name="claim_low_le_high",
                violation_error_message="The lowest figure is above the highest.",
            ),
            models.CheckConstraint(
                condition=(Q(best__isnull=True) | Q(low__isnull=True) | Q(best__gte=F("low")))
                & (Q(best__isnull=True) | Q(high__isnull=True) | Q(best__lte=F("high"))),
                name="claim_best_within",
                violation_error_message="The best figure lies outside lowest and highest.",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=FIGURE_KINDS) | Q(scope__isnull=False),
                name="claim_figure_has_scope",
                violation_error_message="A figure needs a scope: what does it count?",
            ),
            models.CheckConstraint(
                condition=Q(bound__isnull=False) | Q(low__isnull=True, best__isnull=True, high__isnull=True),
                name="claim_figure_has_bound",
                violation_error_message="Say how the figure is meant: exact, about, at least …",
            ),
            models.CheckConstraint(
                condition=Q(as_of__isnull=True, as_of_precision__isnull=True)
                | Q(as_of__isnull=False, as_of_precision__isnull=False),
                name="claim_as_of_with_precision",
                violation_error_message="An as-of date has a precision, and only it has one.",
            ),
            models.CheckConstraint(
                condition=Q(meaning__regex=r"^[0-9a-f]{64}$"),
                name="claim_meaning_is_a_digest",
                violation_error_message="The digest of a claim's meaning is made by the program.",
            ),
        ]
        indexes = [
            GistIndex(fields=["figure"], name="claim_figure"),  # those that overlap
            models.Index(fields=["figure", "id"], name="claim_same_figure"),  # the newest of the very same
        ]
        triggers = [
            immutable(
                name="claim_immutable",
                message="A claim is never changed: mentions, relations and decisions point at it.",
            )
        ]

    def __str__(self) -> str:
        return self.statement or figure(self, self.bound, self.unit) or self.get_kind_display()

    @staticmethod
    def meaning_of(
        *, kind: str, scope_id: int | None, low: Decimal | None, best: Decimal | None, high: Decimal | None,
        bound: str | None, unit: str, polarity: str, statement: str, as_of: Any, claimant_id: int | None,
    ) -> str:  # fmt: skip
        """Return the digest of a claim's meaning: hex SHA-256 of its parts in a fixed order and form."""
        days = None if as_of is None else [str(as_of.lower), str(as_of.upper)]
        numbers = [None if n is None else f"{n:.6f}" for n in (low, best, high)]
        parts = [kind, scope_id, *numbers, bound, unit, polarity, statement.casefold(), days, claimant_id]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
