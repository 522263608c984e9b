"""Parking: who set which task aside until something changes, and what ended it. Written by a trigger on the tasks."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.rules import choices_of, one_of, refuse_when
from claims.vocabulary import ParkingEnd, TaskKind

#: What a change of a table is called, and what was done to it. The tables are those of `task_triggers`.
_TABLES = {
    "claims_mention": "a mention of its claims",
    "claims_attribution": "the chain of a mention",
    "claims_relation": "the pair",
    "claims_finding": "the finding",
    "claims_derivation": "the derivation",
    "claims_rereading": "a later reading",
    "claims_extractionrun": "a newer reading of the text",
    "claims_decision": "a decision on it",
    "claims_adjudication": "a decision on the question",
    "claims_reopening": "a reason to look at the question again",
    "claims_assessment": "a blind assessment",
    "claims_assessmentround": "the request for assessments",
}
_ACTS = {"insert": "added", "update": "changed", "delete": "removed"}


class Parking(models.Model):
    """
    kind, subject: what the task was about, by id: it outlives the task. task: the row of the queue, which goes.

    ended_how: somebody took it back, something changed, or it waits no longer. changed: what changed, in words.
    ended_by: whose act that was; NULL for a program's.
    """

    task = models.BigIntegerField()
    kind = models.TextField(choices=choices_of(TaskKind))
    subject = models.BigIntegerField()
    parked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    parked_at = models.DateTimeField()
    ended_how = models.TextField(choices=choices_of(ParkingEnd), blank=True, default="", db_default="")
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    changed = models.TextField(blank=True, default="", db_default="")

    class Meta:
        constraints = [
            one_of("kind", TaskKind, name="parking_kind_known"),
            models.CheckConstraint(
                condition=Q(ended_how="", ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_how__in=[end.value for end in ParkingEnd], ended_at__isnull=False),
                name="parking_end_has_a_time",
                violation_error_message="What ended it is recorded with the time.",
            ),
            models.UniqueConstraint(
                fields=["task"],
                condition=Q(ended_at__isnull=True),
                name="parking_open_once",
                violation_error_message="It is parked already.",
            ),
        ]
        indexes = [
            models.Index("subject", "kind", name="parking_of"),
            models.Index(F("ended_at").desc(), name="parking_ended", condition=Q(ended_at__isnull=False)),
        ]
        triggers = [
            refuse_when(
                "TG_OP = 'DELETE' OR OLD.ended_at IS NOT NULL",
                name="parking_kept",
                message="Who parked what, and what ended it, is kept as it was.",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject}"

    @property
    def ending(self) -> str:
        """What ended it, in words: "woken: a mention was added (by ann)"; "" while it lasts."""
        by = f" (by {self.ended_by})" if self.ended_by else ""
        if self.ended_how == ParkingEnd.TAKEN_BACK:
            return f"taken back by {self.ended_by}"
        if self.ended_how == ParkingEnd.SETTLED:
            return f"it waited no longer{by}"
        table, _, act = self.changed.partition(" ")
        what = _TABLES.get(table, "something about it")
        return f"woken: {what} was {_ACTS.get(act, 'changed')}{by}" if self.ended_how else ""
