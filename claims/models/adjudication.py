"""Adjudication: the decision on a question, by whom, when and why."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.question import Question
from claims.models.rules import all_or_none, one_of, refuse_when
from claims.vocabulary import QUESTION_OUTCOME_WORDS, QuestionOutcome


class AdjudicationQuerySet(models.QuerySet["Adjudication"]):
    def current(self) -> Self:
        """The decisions that hold: neither superseded nor withdrawn."""
        return self.filter(ended_at__isnull=True)


class Adjudication(models.Model):
    """
    The decision on a question. Never edited: it ends when another one supersedes it or when it is withdrawn.

    low, best, high: numbers in the unit of the question's measure, inclusive; all NULL: no figure is given.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="adjudications")
    outcome = models.TextField(choices=list(QUESTION_OUTCOME_WORDS.items()))
    low = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    best = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    high = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    rationale = models.TextField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AdjudicationQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("outcome", QuestionOutcome, name="adjudication_outcome_known"),
            models.CheckConstraint(
                condition=~Q(rationale=""),
                name="adjudication_has_rationale",
                violation_error_message="Say why.",
            ),
            models.CheckConstraint(
                condition=(Q(low__lte=F("high")) | Q(low__isnull=True) | Q(high__isnull=True))
                & (Q(best__isnull=True) | Q(low__isnull=True) | Q(best__gte=F("low")))
                & (Q(best__isnull=True) | Q(high__isnull=True) | Q(best__lte=F("high"))),
                name="adjudication_low_best_high",
                violation_error_message="Lowest, best and highest are not in order.",
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(ended_at__isnull=True),
                name="adjudication_one_current",
                violation_error_message="The question already has a current decision.",
            ),
            all_or_none(
                "ended_by",
                "ended_at",
                name="adjudication_ended_by_and_at",
                message="The end of a decision has a person and a time.",
            ),
        ]
        triggers = [
            # only the mark that ends a decision may be set, once
            refuse_when(
                """(to_jsonb(NEW) - 'ended_by_id' - 'ended_at') IS DISTINCT FROM
                   (to_jsonb(OLD) - 'ended_by_id' - 'ended_at') OR OLD.ended_at IS NOT NULL""",
                name="adjudication_never_edited",
                message="A decision is superseded or withdrawn, never edited.",
                operation=pgtrigger.Update,
            ),
            refuse_when(
                "true",
                name="adjudication_never_deleted",
                message="A decision is kept for ever.",
                operation=pgtrigger.Delete,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.question}"
