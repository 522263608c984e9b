"""Task: one thing that waits for a reviewer. Written by triggers only; people lease and park it."""

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from claims.models import task_triggers
from claims.models.derivation import Derivation
from claims.models.finding import Finding
from claims.models.mention import Mention
from claims.models.question import Question
from claims.models.relation import Relation
from claims.models.rereading import Rereading
from claims.models.rules import all_or_none, choices_of
from claims.vocabulary import TaskKind

#: What each kind of task is about: the column that names it.
SUBJECT_OF: dict[TaskKind, str] = {
    TaskKind.MENTION: "mention",
    TaskKind.NAME: "mention",
    TaskKind.RELATION: "relation",
    TaskKind.AXIS: "relation",
    TaskKind.FINDING: "finding",
    TaskKind.READING: "rereading",
    TaskKind.DERIVATION: "derivation",
    TaskKind.SECOND_OPINION: "question",
    TaskKind.APPROVAL: "question",
}
SUBJECTS = ("mention", "relation", "finding", "rereading", "derivation", "question")


class TaskQuerySet(models.QuerySet["Task"]):
    def waiting(self) -> Self:
        """Not parked; leased or not."""
        return self.filter(parked_at__isnull=True)

    def about(self, kind: str, subject_id: int) -> Self:
        """The task of this kind about this thing, if it waits."""
        return self.filter(kind=kind, **{SUBJECT_OF[TaskKind(kind)]: subject_id})


def _subject_fits_kind() -> models.CheckConstraint:
    condition = Q()
    for subject in SUBJECTS:
        kinds = [kind.value for kind, name in SUBJECT_OF.items() if name == subject]
        columns = {f"{other}__isnull": other != subject for other in SUBJECTS}
        condition |= Q(kind__in=kinds, **columns)
    return models.CheckConstraint(
        condition=condition,
        name="task_about_one_thing",
        violation_error_message="A task is about one thing, and its kind says which.",
    )


def _once(subject: str) -> models.UniqueConstraint:
    """Each thing waits once as one kind; a question for a second opinion once for each person."""
    each: dict[str, Any] = {"fields": [subject, "kind"]}
    if subject == "question":
        each = {"fields": [subject, "kind", "only_for"], "nulls_distinct": False}
    return models.UniqueConstraint(
        **each,
        condition=Q(**{f"{subject}__isnull": False}),
        name=f"task_{subject}_once",
        violation_error_message="This waits already.",
    )


#: The trigger takes the task away when its subject goes; the unique constraint is the index.
_KEY: dict[str, Any] = {
    "on_delete": models.DO_NOTHING, "null": True, "blank": True, "db_index": False, "related_name": "tasks",
}  # fmt: skip
_PERSON: dict[str, Any] = {
    "on_delete": models.PROTECT, "null": True, "blank": True, "db_index": False, "related_name": "+",
}  # fmt: skip


class Task(models.Model):
    """
    A row lives while its subject waits: triggers (`task_triggers`) write, rank and delete it, whatever code acts.

    priority: days; more comes sooner (how disputed, how new, how many articles: `migrations/sql/0023_task_stream.sql`).
    measures, sources: ids that the stream is narrowed by: what its claims count; who makes them, which outlets carry
    them.
    leased_*: somebody has it in hand until then; nobody else is given it. parked_*: skipped until its subject or what
    carries its claims changes (`Parking` keeps it). not_for: whose own work it is, so that somebody else looks.
    only_for: who alone is asked.
    """

    kind = models.TextField(choices=choices_of(TaskKind))
    mention = models.ForeignKey(Mention, **_KEY)
    relation = models.ForeignKey(Relation, **_KEY)
    finding = models.ForeignKey(Finding, **_KEY)
    rereading = models.ForeignKey(Rereading, **_KEY)
    derivation = models.ForeignKey(Derivation, **_KEY)
    question = models.ForeignKey(Question, **_KEY)
    priority = models.IntegerField()
    measures = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    sources = ArrayField(models.BigIntegerField(), default=list, db_default=[])
    not_for = models.ForeignKey(settings.AUTH_USER_MODEL, **_PERSON)
    only_for = models.ForeignKey(settings.AUTH_USER_MODEL, **_PERSON)
    leased_by = models.ForeignKey(settings.AUTH_USER_MODEL, **_PERSON)
    leased_until = models.DateTimeField(null=True, blank=True)
    parked_by = models.ForeignKey(settings.AUTH_USER_MODEL, **_PERSON)
    parked_at = models.DateTimeField(null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            _subject_fits_kind(),  # also says which kinds there are
            *(_once(subject) for subject in SUBJECTS),
            all_or_none(
                "leased_by", "leased_until",
                name="task_leased_by_and_until", message="A lease has a person and an end.",
            ),
            all_or_none(
                "parked_by", "parked_at",
                name="task_parked_by_and_at", message="Who parked it is recorded with the time.",
            ),
            models.CheckConstraint(
                condition=Q(leased_by__isnull=True) | Q(parked_at__isnull=True),
                name="task_parked_is_not_leased",
                violation_error_message="Nobody has a parked task in hand.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                F("priority").desc(), F("id"), name="task_waiting", condition=Q(parked_at__isnull=True)
            ),
            models.Index(
                F("kind"), F("priority").desc(), F("id"),
                name="task_waiting_of_kind", condition=Q(parked_at__isnull=True),
            ),
            models.Index(F("leased_by"), name="task_in_hand", condition=Q(leased_by__isnull=False)),
            models.Index(F("parked_at").desc(), name="task_parked", condition=Q(parked_at__isnull=False)),
            # for rare ones; common ones are found while the stream is read in order. Without a list of what is to be
            # indexed later, which some lease would have to clear up
            GinIndex("measures", "sources", name="task_measures_sources", fastupdate=False),
        ]  # fmt: skip
        triggers = task_triggers.of_parked()

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.subject}"

    @property
    def about(self) -> int:
        """The id of what it is about."""
        found: int = getattr(self, f"{SUBJECT_OF[TaskKind(self.kind)]}_id")
        return found

    @property
    def subject(self) -> models.Model:
        """What it is about."""
        found: models.Model = getattr(self, SUBJECT_OF[TaskKind(self.kind)])
        return found
