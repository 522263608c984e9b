"""Draft: what a person has written on a question and not handed in yet. Theirs alone; gone when it is handed in."""

from django.conf import settings
from django.db import models

from claims.models.question import Question
from claims.models.rules import choices_of, one_of
from claims.vocabulary import DraftKind


class Draft(models.Model):
    """fields: the form's fields by name, as they were typed, also where the form would not take them."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    kind = models.TextField(choices=choices_of(DraftKind))
    fields = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("kind", DraftKind, name="draft_kind_known"),
            models.UniqueConstraint(
                fields=["user", "question", "kind"],
                name="draft_once",
                violation_error_message="You have a draft of this already.",
            ),
        ]

    def __str__(self) -> str:
        return f"draft of {self.user}: {self.question}"
