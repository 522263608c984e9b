"""Grade: how reliable a source is, as one person judged on one day, for everything or for one topic. Append-only."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Lower
from django.db.models.lookups import LessThanOrEqual

from sources.models.source import Source
from sources.models.triggers import immutable, refusal

MAX_TOPIC_LENGTH = 80


class Reliability(models.TextChoices):
    """The scale for sources, in its own terms. Source: the Admiralty code, NATO STANAG 2511 and AJP-2.1."""

    A = "A", "completely reliable"
    B = "B", "usually reliable"
    C = "C", "fairly reliable"
    D = "D", "not usually reliable"
    E = "E", "unreliable"
    F = "F", "reliability cannot be judged"


class GradeQuerySet(models.QuerySet["Grade"]):
    def standing(self) -> Self:
        """The newest grade of each source for each topic."""
        return self.filter(next__isnull=True)


class Grade(models.Model):
    """
    topic: "" = whatever the source speaks of; else words, such as a measure's ("casualties").

    previous: the grade for the same topic that this one supersedes; the database keeps them one chain.
    """

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="grades")
    topic = models.TextField(blank=True, default="")
    letter = models.TextField(choices=Reliability)
    reason = models.TextField()
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next"
    )
    graded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    graded_at = models.DateTimeField()

    objects = GradeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(letter__in=Reliability.values),
                name="grade_letter_known",
                violation_error_message="Choose a letter from A to F.",
            ),
            models.CheckConstraint(
                condition=Q(reason__regex=r"\S"),
                name="grade_has_reason",
                violation_error_message="Say why.",
            ),
            models.CheckConstraint(
                condition=Q(topic="")
                | (Q(topic__regex=r"^\S+( \S+)*$") & Q(LessThanOrEqual(Length("topic"), MAX_TOPIC_LENGTH))),
                name="grade_topic_is_words",
                violation_error_message=f"Write the topic as words, at most {MAX_TOPIC_LENGTH} characters.",
            ),
            models.UniqueConstraint(
                F("source"),
                Lower("topic"),
                condition=Q(previous__isnull=True),
                name="grade_first_once",
                violation_error_message="The source is graded for this topic already: a new grade follows that one.",
            ),
        ]
        indexes = [models.Index(F("source"), F("id").desc(), name="grade_newest_first")]
        triggers = [
            immutable(name="grade_immutable", message="A grade is never changed: a new one takes its place."),
            pgtrigger.Trigger(
                name="grade_follows_previous",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__previous__isnull=False),
                func=f"""
                    IF NOT EXISTS (
                        SELECT 1 FROM sources_grade p
                        WHERE p.id = NEW.previous_id
                          AND p.source_id = NEW.source_id AND lower(p.topic) = lower(NEW.topic)
                    ) THEN
                        {
                    refusal(
                        name="grade_follows_previous",
                        message="A grade follows one of the same source for the same topic.",
                    )
                }
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} ({self.get_letter_display()})" + (f" on {self.topic}" if self.topic else "")
