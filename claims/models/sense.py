"""MeasureSense: what some words state, for everybody or when one source says them, as a person recorded it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Lower
from django.db.models.lookups import LessThanOrEqual

from claims.models.rules import all_or_none, with_history
from claims.models.term import Measure
from sources.models import Source

#: Words that state a measure are a verb or a noun with its particle; a sentence is none.
MAX_SENSE_LENGTH = 80


class MeasureSenseQuerySet(models.QuerySet["MeasureSense"]):
    def standing(self) -> Self:
        """Not withdrawn: the next text is read with them."""
        return self.filter(withdrawn_at=None)


@with_history
class MeasureSense(models.Model):
    """
    `words` state `measure` ("written off" states killed); speaker None: whoever says it.

    citation: where a person saw that they are meant so. A sense that is withdrawn stays, with who and when:
    what was read with it is still explained by it.
    """

    words = models.TextField()
    measure = models.ForeignKey(Measure, on_delete=models.PROTECT, related_name="senses")
    speaker = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="measure_senses"
    )
    citation = models.TextField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = MeasureSenseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("words"),
                "speaker",
                name="measure_sense_once",
                condition=Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
                violation_error_message="These words have a sense for this speaker already. Withdraw it first.",
            ),
            models.CheckConstraint(
                condition=Q(words__regex=r"^\S+( \S+)*$")
                & Q(words__regex=r"[[:alpha:]]")
                & Q(LessThanOrEqual(Length("words"), MAX_SENSE_LENGTH)),
                name="measure_sense_is_words",
                violation_error_message=(
                    f"Write the words as they are printed, with single spaces, at most {MAX_SENSE_LENGTH} characters."
                ),
            ),
            models.CheckConstraint(
                condition=Q(citation__regex=r"\S"),
                name="measure_sense_has_citation",
                violation_error_message="Say where the words are used so.",
            ),
            all_or_none(
                "withdrawn_by", "withdrawn_at",
                name="measure_sense_withdrawn_by_and_at", message="A withdrawal has a person and a time.",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"“{self.words}” means {self.measure}"
