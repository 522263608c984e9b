"""Derivation: one article takes over from another: it quotes, cites or republishes it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models import task_triggers
from claims.models.rules import all_or_none, choices_of, one_of, with_history
from claims.vocabulary import DerivationKind, DerivationState


class DerivationQuerySet(models.QuerySet["Derivation"]):
    def standing(self) -> Self:
        """Not rejected: confirmed by a person, or still a suggestion."""
        return self.exclude(state=DerivationState.REJECTED)


@with_history
class Derivation(models.Model):
    """
    article: the one that takes over; origin: the one that it takes from. One row for the two.

    rule, detail: what suggested it (name/version, "" for a person) and on what grounds, in words.
    """

    article = models.ForeignKey("sources.Article", on_delete=models.PROTECT, related_name="derived_from")
    origin = models.ForeignKey("sources.Article", on_delete=models.PROTECT, related_name="derivatives")
    kind = models.TextField(choices=choices_of(DerivationKind))
    rule = models.TextField(blank=True, default="")
    detail = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField()
    state = models.TextField(choices=choices_of(DerivationState), default=DerivationState.SUGGESTED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, default="")

    objects = DerivationQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", DerivationKind, name="derivation_kind_known"),
            one_of("state", DerivationState, name="derivation_state_known"),
            models.CheckConstraint(
                condition=~Q(article=F("origin")),
                name="derivation_of_another",
                violation_error_message="An article takes nothing over from itself.",
            ),
            models.UniqueConstraint(
                fields=["article", "origin"],
                name="derivation_once",
                violation_error_message="It is on record already that the one takes over from the other.",
            ),
            all_or_none(
                "decided_by", "decided_at",
                name="derivation_decided_by_and_at", message="A decision has a person and a time.",
            ),
            models.CheckConstraint(
                condition=Q(state=DerivationState.SUGGESTED, decided_at__isnull=True)
                | (~Q(state=DerivationState.SUGGESTED) & Q(decided_at__isnull=False)),
                name="derivation_decided_unless_suggested",
                violation_error_message="A suggestion has no decision; anything else has one.",
            ),
            models.CheckConstraint(
                condition=~Q(state=DerivationState.REJECTED) | Q(reason__regex=r"\S"),
                name="derivation_rejection_has_reason",
                violation_error_message="Say why it is rejected.",
            ),
        ]  # fmt: skip
        triggers = task_triggers.subject("claims_keep_derivation_tasks")

    def __str__(self) -> str:
        return f"{self.article} {self.get_kind_display()} {self.origin}"
