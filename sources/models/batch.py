"""Bringing articles in: a batch, its items, what the dry run expects of each and what became of it."""

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.utils import timezone

from sources.models.article import ArticleVersion
from sources.models.source import Source


class Media(models.TextChoices):
    """What the kept bytes of an item are. JSON: one line of a .jsonl file; CSV: the head and one row."""

    TEXT = "text/plain", "text"
    HTML = "text/html", "HTML"
    JSON = "application/json", "JSON record"
    CSV = "text/csv", "CSV row"
    OTHER = "application/octet-stream", "other"


class Verdict(models.TextChoices):
    """What the dry run expects of an item."""

    NEW = "new", "new"
    DUPLICATE = "duplicate", "duplicate"
    CHANGED = "changed", "changed"
    BROKEN = "broken", "broken"


class Outcome(models.TextChoices):
    """What became of an item."""

    WAITING = "waiting", "waiting"
    ADDED = "added", "added"
    NEW_VERSION = "new_version", "new version"
    SKIPPED = "skipped", "skipped"
    FAILED = "failed", "failed"
    CANCELLED = "cancelled", "cancelled"


class BatchState(models.TextChoices):
    """Derived from the batch's clocks, never stored."""

    READY = "ready", "dry run, not started"
    RUNNING = "running", "running"
    FINISHED = "finished", "finished"
    CANCELLED = "cancelled", "cancelled"


class ImportBatch(models.Model):
    """
    Articles brought in together. `default_…` holds for items that do not say it themselves.

    The clocks say the state: started_at None = only the dry run so far; cancelled_at wins over finished_at.
    """

    label = models.TextField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    default_published_on = models.DateField(null=True, blank=True)
    default_outlet = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(label__regex=r"\S"),
                name="import_batch_label_not_blank",
                violation_error_message="Give the batch a label.",
            ),
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True)
                | Q(started_at__isnull=False, finished_at__gte=F("started_at")),
                name="import_batch_finished_after_started",
                violation_error_message="A batch can only finish after it was started.",
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def state(self) -> BatchState:
        if self.cancelled_at is not None:
            return BatchState.CANCELLED
        if self.finished_at is not None:
            return BatchState.FINISHED
        return BatchState.READY if self.started_at is None else BatchState.RUNNING


#: The kind of a failure, or of what the dry run found broken: the part of the reason before its first colon.
FAILURE_KIND = Func(
    Case(When(outcome=Outcome.WAITING, then="verdict_reason"), default="reason"),
    Value(":"),
    Value(1),
    function="split_part",
    output_field=models.TextField(),
)


class ImportItemQuerySet(models.QuerySet["ImportItem"]):
    def for_listing(self) -> "ImportItemQuerySet":
        """Return the items without their bytes, with what a row shows."""
        return self.defer("payload", "correction").select_related("version")

    def in_need(self) -> "ImportItemQuerySet":
        """Return those that a person has to look at: failed, or broken by the word of a dry run not acted on yet."""
        is_broken = Q(outcome=Outcome.WAITING, verdict=Verdict.BROKEN, batch__started_at=None)
        return self.filter(Q(outcome=Outcome.FAILED) | is_broken)


class ImportItem(models.Model):
    """
    One article to be brought in, with the bytes as they came: kept, so that a failure loses nothing.

    `name`: file, path in the archive and line, as a person would look for it. `encoding`: the one that a
    person declared, "" = UTF-8 or what the bytes say themselves. `correction`: the text that a person put in
    place of an unreadable one, None = none. `url`, `outlet_name`, `title`, `published_on`: as given or as
    read. `text_sha256`: of the text as read, "" = not read yet; `suggested_encoding`: one that would fit bytes
    which are not UTF-8. `verdict` "": the dry run has not looked at it yet. `attempts`: how often a worker began.
    """

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="items")
    position = models.IntegerField()
    name = models.TextField()
    payload = models.BinaryField()
    media = models.TextField(choices=Media)
    encoding = models.TextField(blank=True, default="")
    correction = models.TextField(null=True, blank=True)  # noqa: DJ001  # NULL = none
    url = models.TextField(blank=True, default="")
    outlet_name = models.TextField(blank=True, default="")
    title = models.TextField(blank=True, default="")
    published_on = models.DateField(null=True, blank=True)
    text_sha256 = models.TextField(blank=True, default="")
    suggested_encoding = models.TextField(blank=True, default="")
    verdict = models.TextField(choices=Verdict, blank=True, default="")
    verdict_reason = models.TextField(blank=True, default="")
    outcome = models.TextField(choices=Outcome, default=Outcome.WAITING)
    reason = models.TextField(blank=True, default="")
    version = models.ForeignKey(
        ArticleVersion, on_delete=models.PROTECT, null=True, blank=True, related_name="import_items"
    )
    attempts = models.IntegerField(default=0)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ImportItemQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["batch", "position"],
                name="import_item_position_unique",
                violation_error_message="The batch has an item at this position already.",
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1),
                name="import_item_position_positive",
                violation_error_message="Items are numbered from 1.",
            ),
            models.CheckConstraint(
                condition=Q(media__in=Media.values),
                name="import_item_media_known",
                violation_error_message="An item is text, HTML, a JSON record, a CSV row, or other.",
            ),
            models.CheckConstraint(
                condition=Q(verdict__in=["", *Verdict.values]),
                name="import_item_verdict_known",
                violation_error_message="The verdict is new, duplicate, changed or broken.",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values),
                name="import_item_outcome_known",
                violation_error_message="Choose one of the known outcomes.",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.WAITING, finished_at__isnull=True)
                | (~Q(outcome=Outcome.WAITING) & Q(finished_at__isnull=False)),
                name="import_item_finished_with_outcome",
                violation_error_message="An item has a finishing time once it no longer waits.",
            ),
            models.CheckConstraint(
                condition=~Q(outcome__in=[Outcome.ADDED, Outcome.NEW_VERSION]) | Q(version__isnull=False),
                name="import_item_added_has_version",
                violation_error_message="An added item points to the version that was stored.",
            ),
            models.CheckConstraint(
                condition=(~Q(verdict=Verdict.BROKEN) | Q(verdict_reason__regex=r"\S"))
                & (~Q(outcome=Outcome.FAILED) | Q(reason__regex=r"\S")),
                name="import_item_failure_has_reason",
                violation_error_message="A broken or failed item says why.",
            ),
            models.CheckConstraint(
                condition=Q(attempts__gte=0),
                name="import_item_attempts_not_negative",
                violation_error_message="Attempts are counted from 0.",
            ),
        ]
        indexes = [
            models.Index(fields=["batch", "outcome", "position"], name="import_item_by_outcome"),
            # What a worker takes next: the least tried first, so that one that kills its worker comes last.
            models.Index(
                fields=["batch", "attempts", "position"],
                condition=Q(outcome=Outcome.WAITING),
                name="import_item_waiting",
            ),
        ]

    def __str__(self) -> str:
        return self.name
