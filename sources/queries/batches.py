"""How far a batch is, what its dry run found, which of its items failed and why."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Min, Q, QuerySet

from sources.models import FAILURE_KIND, BatchState, ImportBatch, ImportItem, Media, Outcome, Verdict

#: The parts of the bar, in its order, with the words of the legend.
PARTS = (
    (Outcome.ADDED, "added"),
    (Outcome.NEW_VERSION, "kept as new versions"),
    (Outcome.SKIPPED, "skipped as duplicates"),
    (Outcome.FAILED, "failed"),
    (Outcome.CANCELLED, "cancelled"),
)
#: The time that is left is told from the pace of the last seconds, once so many items were done in them.
PACE_SECONDS, PACE_ITEMS = 30, 3


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the progress bar: start and width in percent, as SVG takes them."""

    outcome: str
    words: str
    count: int
    start: str
    width: str


@dataclass(slots=True)
class Progress:
    """The counts of one batch: `outcomes`, `verdicts` word → items ("" = not looked at yet); `recent`: done lately."""

    total: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    verdicts: dict[str, int] = field(default_factory=dict)
    without_outlet: int = 0
    without_date: int = 0
    recent: int = 0

    @property
    def done(self) -> int:
        """Items that no longer wait."""
        return self.total - self.outcomes.get(Outcome.WAITING, 0)

    @property
    def looked_at(self) -> int:
        return self.total - self.verdicts.get("", 0)

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0

    @property
    def to_bring_in(self) -> int:
        """Items that the dry run expects to be stored."""
        return self.verdicts.get(Verdict.NEW, 0) + self.verdicts.get(Verdict.CHANGED, 0)

    @property
    def parts(self) -> list[Part]:
        """The parts of the bar that hold something."""
        parts, start = [], 0
        for outcome, words in PARTS:
            count = self.outcomes.get(outcome, 0)
            if count:
                at, width = 100 * start / self.total, 100 * count / self.total
                parts.append(Part(outcome.value, words, count, f"{at:.3f}%", f"{width:.3f}%"))
            start += count
        return parts

    def left(self, batch: ImportBatch, now: datetime.datetime) -> str:
        """Return the time that is left in words, at the pace so far; "" while there is none to go by."""
        if batch.state != BatchState.RUNNING or batch.started_at is None:
            return ""
        seconds = min(PACE_SECONDS, (now - batch.started_at).total_seconds())
        if self.recent < PACE_ITEMS:
            return ""
        rest = seconds / self.recent * (self.total - self.done)
        if rest < 60:
            return "less than a minute left"
        minutes = round(rest / 60)
        if minutes < 120:
            return f"about {minutes} minute{'s' if minutes > 1 else ''} left"
        return f"about {round(minutes / 60)} hours left"


def progress_of(batch: ImportBatch, *, now: datetime.datetime) -> Progress:
    """Return all counts of the batch. One query."""
    lately = now - datetime.timedelta(seconds=PACE_SECONDS)
    progress = Progress()
    rows = (
        ImportItem.objects.filter(batch=batch)
        .values_list("outcome", "verdict")
        .annotate(
            count=Count("*"),
            no_outlet=Count("pk", filter=Q(outlet_name="")),
            no_date=Count("pk", filter=Q(published_on=None)),
            recent=Count("pk", filter=Q(finished_at__gte=lately)),
        )
        .order_by("outcome", "verdict")
    )
    for outcome, verdict, count, no_outlet, no_date, recent in rows:
        progress.total += count
        progress.recent += recent
        progress.outcomes[outcome] = progress.outcomes.get(outcome, 0) + count
        progress.verdicts[verdict] = progress.verdicts.get(verdict, 0) + count
        if verdict in (Verdict.NEW, Verdict.CHANGED):
            progress.without_outlet += 0 if batch.default_outlet_id else no_outlet
            progress.without_date += 0 if batch.default_published_on else no_date
    return progress


def outcomes_of(batches: Sequence[ImportBatch]) -> dict[int, Progress]:
    """Return only total and outcomes of these batches by key: what an index holds, for a list. One query."""
    found = {batch.pk: Progress() for batch in batches}
    rows = (
        ImportItem.objects.filter(batch__in=list(found))
        .values_list("batch", "outcome")
        .annotate(count=Count("*"))
    )
    for batch_pk, outcome, count in rows.order_by("batch", "outcome"):
        found[batch_pk].total += count
        found[batch_pk].outcomes[outcome] = count
    return found


@dataclass(frozen=True, slots=True)
class Failures:
    """The items that failed for one kind of reason. `encoding`: one that would fit most of them, "" = none."""

    kind: str
    count: int
    retriable: int
    encoding: str
    example: int


def failures_of(batch: ImportBatch) -> list[Failures]:
    """Return what failed or is broken, by kind, the commonest first. One query."""
    rows = (
        ImportItem.objects.filter(batch=batch)
        .in_need()
        .annotate(failure=FAILURE_KIND)
        .values_list("failure", "suggested_encoding")
        .annotate(
            count=Count("pk"),
            retriable=Count("pk", filter=~Q(media=Media.OTHER) | Q(correction__isnull=False)),
            example=Min("pk"),
        )
        .order_by("failure", "-count", "suggested_encoding")
    )
    kinds: dict[str, Failures] = {}
    for kind, encoding, count, retriable, example in rows:
        known = kinds.get(kind)
        if known is None:
            kinds[kind] = Failures(kind, count, retriable, encoding, example)
        else:
            kinds[kind] = Failures(
                kind,
                known.count + count,
                known.retriable + retriable,
                known.encoding or encoding,
                min(known.example, example),
            )
    return sorted(kinds.values(), key=lambda failures: (-failures.count, failures.kind))


def items_of(batch: ImportBatch, *, show: str) -> QuerySet[ImportItem]:
    """Return the batch's items in order: all, or those of one outcome or, before it runs, of one verdict."""
    items = ImportItem.objects.for_listing().filter(batch=batch).order_by("position")
    if show in Outcome.values:
        return items.filter(outcome=show)
    if show in Verdict.values:
        return items.filter(verdict=show)
    return items
