"""Utterance: the act of saying that several articles report. Seven reports of one speech have one origin."""

from django.conf import settings
from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from claims.models.rules import all_or_none, choices_of, one_of, with_history
from claims.vocabulary import Precision


@with_history
class Utterance(models.Model):
    """
    said_on: half-open days, with their precision; NULL: not known. venue: where or on what occasion. words: as said.

    Edited in place, because it is what people know of one event; its history is kept.
    """

    speaker = models.ForeignKey("sources.Source", on_delete=models.PROTECT, related_name="utterances")
    said_on = DateRangeField(null=True, blank=True)
    said_on_precision = models.TextField(choices=choices_of(Precision), null=True, blank=True)  # noqa: DJ001
    venue = models.TextField(blank=True, default="")
    words = models.TextField(blank=True, default="")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("said_on_precision", Precision, name="utterance_said_on_precision_known"),
            all_or_none(
                "said_on", "said_on_precision",
                name="utterance_said_on_with_precision", message="A day of saying has a precision.",
            ),
            models.CheckConstraint(
                condition=Q(said_on__isnull=False) | Q(venue__regex=r"\S") | Q(words__regex=r"\S"),
                name="utterance_can_be_told_apart",
                violation_error_message="Say when, where or in which words it was said.",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["speaker", "said_on"], name="utterance_of_speaker")]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.words or self.venue or 'said'}"
