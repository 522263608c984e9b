"""Question: the neutral thing in dispute. Claims gather under it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from claims.models import task_triggers
from claims.models.claim import Claim
from claims.models.rules import choices_of, one_of, with_history
from claims.models.scope import Scope
from claims.vocabulary import Gathering


class QuestionQuerySet(models.QuerySet["Question"]):
    def for_listing(self) -> Self:
        """Newest change first; unique order, so that pages never skip a row."""
        return self.select_related(
            "scope__measure", "scope__population", "scope__place", "created_by"
        ).order_by("-changed_at", "-pk")


@with_history
class Question(models.Model):
    """scope: what an answer must cover; claims are compared with it. changed_at: last act on it."""

    text = models.TextField()
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("text"),
                name="question_text_once",
                violation_error_message="This question is already asked.",
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="question_has_text",
                violation_error_message="Write the question in words.",
            ),
        ]
        indexes = [models.Index(F("changed_at").desc(), F("id").desc(), name="question_by_change")]

    def __str__(self) -> str:
        return self.text


@with_history
class QuestionClaim(models.Model):
    """A claim under a question. A claim left out by a person is kept as such, so that no rule puts it back."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="gathered")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="gathered")
    state = models.TextField(choices=choices_of(Gathering))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("state", Gathering, name="question_claim_state_known"),
            models.UniqueConstraint(
                fields=["question", "claim"],
                name="question_claim_once",
                violation_error_message="This claim is already under the question.",
            ),
            models.CheckConstraint(
                condition=Q(state=Gathering.SUGGESTED) | Q(by__isnull=False),
                name="question_claim_decided_by_a_person",
                violation_error_message="Only a person keeps a claim or leaves it out.",
            ),
        ]
        triggers = task_triggers.of_gathered_claims()

    def __str__(self) -> str:
        return f"{self.claim} under {self.question}"
