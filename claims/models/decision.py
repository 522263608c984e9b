"""Decision: one act of a reviewer, kept for ever, with what it changed, so that it can be undone."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models import task_triggers
from claims.models.adjudication import Adjudication
from claims.models.derivation import Derivation
from claims.models.finding import Finding
from claims.models.mention import Mention
from claims.models.parking import Parking
from claims.models.relation import Relation
from claims.models.rereading import Rereading
from claims.models.rules import all_or_none, refuse_when

#: What a decision may be about.
ABOUT = ("mention", "relation", "finding", "derivation", "adjudication", "parking")


def _about_one() -> Q:
    condition = Q()
    for one in ABOUT:
        condition |= Q(**{f"{other}__isnull": other != one for other in ABOUT})
    return condition


class DecisionQuerySet(models.QuerySet["Decision"]):
    def standing(self) -> Self:
        return self.filter(undone_at__isnull=True)

    def latest_of(self, user_id: int) -> Self:
        """This person's decisions that still stand, newest first."""
        return self.standing().filter(by=user_id).order_by("-pk")


class Decision(models.Model):
    """
    parking: that a task was set aside: no word on what it is about, and undone like one.
    rereading: the later reading of the mention's words that was taken, or against which the mention was kept.
    added: the second mention that a split made; undoing takes it back with the first.
    before, after: the values of the columns that the act changed; undoing writes `before` back. Of an adjudication that
    was approved, returned or held: what else that ended (`services.undeciding`).
    Append-only: only the mark of its undoing can be added, once.
    """

    mention = models.ForeignKey(
        Mention, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    relation = models.ForeignKey(
        Relation, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    finding = models.ForeignKey(
        Finding, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    derivation = models.ForeignKey(
        Derivation, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    adjudication = models.ForeignKey(
        Adjudication, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    parking = models.ForeignKey(
        Parking, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    added = models.ForeignKey(
        Mention, on_delete=models.PROTECT, null=True, blank=True, related_name="added_by_decisions"
    )
    rereading = models.ForeignKey(
        Rereading, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    action = models.TextField()
    reason = models.TextField(blank=True, default="")
    before = models.JSONField()
    after = models.JSONField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, db_index=False, related_name="decisions"
    )
    at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=_about_one(),
                name="decision_on_one_thing",
                violation_error_message="A decision is about one thing.",
            ),
            models.CheckConstraint(
                condition=~Q(action=""),
                name="decision_has_action",
                violation_error_message="Say what was done.",
            ),
            models.CheckConstraint(
                condition=Q(action="split", added__isnull=False) & ~Q(added=F("mention"))
                | ~Q(action="split") & Q(added__isnull=True),
                name="decision_split_adds_a_mention",
                violation_error_message="A split, and only a split, adds another mention.",
            ),
            models.CheckConstraint(
                condition=Q(action__in=("keep", "take"), rereading__isnull=False)
                | ~Q(action__in=("keep", "take")) & Q(rereading__isnull=True),
                name="decision_keeps_or_takes_a_rereading",
                violation_error_message="Who keeps or takes says which later reading it was about.",
            ),
            models.UniqueConstraint(
                fields=["rereading"],
                condition=Q(undone_at__isnull=True),
                name="decision_on_a_rereading_once",
                violation_error_message="Somebody has decided on this later reading.",
            ),
            all_or_none(
                "undone_by", "undone_at",
                name="decision_undone_by_and_at", message="An undoing has a person and a time.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(F("by"), F("id").desc(), name="decision_of_person_newest"),
            models.Index(F("by"), F("at").desc(), name="decision_of_person_since"),
        ]
        triggers = [
            refuse_when(
                """(to_jsonb(NEW) - 'undone_by_id' - 'undone_at') IS DISTINCT FROM
                   (to_jsonb(OLD) - 'undone_by_id' - 'undone_at') OR OLD.undone_at IS NOT NULL""",
                name="decision_append_only",
                message="A decision is never changed: undo it, or decide again.",
                operation=pgtrigger.Update,
            ),
            refuse_when(
                "true",
                name="decision_never_deleted",
                message="A decision is kept for ever.",
                operation=pgtrigger.Delete,
            ),
            *task_triggers.of_decisions(),
        ]

    def __str__(self) -> str:
        return self.action
