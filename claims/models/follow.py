"""Follow: who wants to hear of a question. Notice: what somebody was told."""

from django.conf import settings
from django.db import models
from django.db.models import F

from claims.models.discussion import About, Comment, about_one_thing
from claims.models.question import Question
from claims.models.rules import with_history


@with_history
class Follow(models.Model):
    """A person follows a question until they stop; the history keeps that they did."""

    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="follows")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question", "user"],
                name="follow_once",
                violation_error_message="You follow this question already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} follows {self.question}"


class Notice(About):
    """
    One line for one person about one thing. read_at None: not seen yet.

    comment: the one that it tells of, whose words are read from there; is_named: because it names this person.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    text = models.TextField()
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    comment = models.ForeignKey(
        Comment, on_delete=models.PROTECT, null=True, blank=True, related_name="notices"
    )
    is_named = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index("user", F("id").desc(), name="notice_newest_first")]
        constraints = [
            about_one_thing(name="notice_about_one_thing"),
            models.CheckConstraint(
                condition=~models.Q(text=""),
                name="notice_has_text",
                violation_error_message="A notice says something.",
            ),
            models.CheckConstraint(
                condition=models.Q(is_named=False) | models.Q(comment__isnull=False),
                name="notice_named_by_a_comment",
                violation_error_message="Who is named is named in a comment.",
            ),
        ]

    def __str__(self) -> str:
        return self.text
