"""Comment and Opinion: what people say to each other about a question, a claim or a relation."""

from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from claims.models.question import Question
from claims.models.relation import Relation
from claims.models.rules import refuse_when, with_history

#: The steps of an opinion on “it is right as it stands”. Source: the five-point scale after Likert.
STEPS = ((1, "surely wrong"), (2, "rather wrong"), (3, "undecided"), (4, "rather right"), (5, "surely right"))

#: What people talk about, by its name in addresses.
SUBJECTS: dict[str, type[models.Model]] = {"question": Question, "claim": Claim, "relation": Relation}


class About(models.Model):
    """What something is said about: exactly one of the three."""

    question = models.ForeignKey(
        Question, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    claim = models.ForeignKey(
        Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    relation = models.ForeignKey(
        Relation, on_delete=models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )

    class Meta:
        abstract = True

    @property
    def subject(self) -> Any:
        return self.question or self.claim or self.relation


def about_one_thing(*, name: str) -> models.CheckConstraint:
    """Allow exactly one subject."""
    condition = Q()
    for chosen in SUBJECTS:
        condition |= Q(**{f"{other}__isnull": other != chosen for other in SUBJECTS})
    return models.CheckConstraint(
        condition=condition, name=name, violation_error_message="Say what it is about: one thing."
    )


@with_history
class Comment(About):
    """
    What one person said. Its author may edit or withdraw it; the history keeps every version of it.

    edited_at, withdrawn_at: when that was done last; a comment that is withdrawn is not edited any more.
    """

    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="comments")
    at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            about_one_thing(name="comment_about_one_thing"),
            models.CheckConstraint(
                condition=Q(text__regex=r"\S"),
                name="comment_has_text",
                violation_error_message="Write something.",
            ),
        ]
        indexes = [
            models.Index(
                F(field), F("id"), name=f"comment_on_{field}", condition=Q(**{f"{field}__isnull": False})
            )
            for field in SUBJECTS
        ]
        triggers = [
            refuse_when(
                """(to_jsonb(NEW) - ARRAY['text', 'edited_at', 'withdrawn_at']) IS DISTINCT FROM
                   (to_jsonb(OLD) - ARRAY['text', 'edited_at', 'withdrawn_at'])
                   OR OLD.withdrawn_at IS NOT NULL
                   OR (NEW.text IS DISTINCT FROM OLD.text AND NEW.edited_at IS NOT DISTINCT FROM OLD.edited_at)""",
                name="comment_edited_or_withdrawn",
                message="Of a comment only the words change, until it is withdrawn.",
                operation=pgtrigger.Update,
            ),
            refuse_when(
                "true",
                name="comment_never_deleted",
                message="A comment is withdrawn, never deleted.",
                operation=pgtrigger.Delete,
            ),
        ]

    def __str__(self) -> str:
        return self.text


@with_history
class Opinion(About):
    """How right one person holds the thing to be, as it stands; one opinion each, and its history is kept."""

    step = models.PositiveSmallIntegerField(choices=STEPS)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="opinions")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            about_one_thing(name="opinion_about_one_thing"),
            models.CheckConstraint(
                condition=Q(step__gte=1, step__lte=5),
                name="opinion_step_1_to_5",
                violation_error_message="Choose one of the five steps.",
            ),
            models.UniqueConstraint(
                fields=["by", "question", "claim", "relation"],
                name="opinion_once",
                nulls_distinct=False,
                violation_error_message="You have an opinion on this already; change it.",
            ),
        ]

    def __str__(self) -> str:
        return self.get_step_display()
