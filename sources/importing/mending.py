"""What a person does about a batch: try failed items again, say how their bytes are to be read, correct, cancel."""

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.db.models import Q, QuerySet

from config.seen import ChangedMeanwhile, mark
from sources.acquisition.text import ENCODINGS
from sources.importing.running import NotRunnable, enqueue
from sources.models import (
    FAILURE_KIND,
    BatchState,
    ImportBatch,
    ImportItem,
    ImportItemQuerySet,
    Media,
    Outcome,
)


def retriable(batch_pk: int, *, kind: str = "") -> ImportItemQuerySet:
    """
    Return the failed and broken items that may come out differently: not those that could not be taken out of
    their file.

    `kind`: only this kind of failure, the part of the reason before its first colon; "" = all.
    """
    failed = ImportItem.objects.filter(batch=batch_pk).in_need()
    failed = failed.filter(~Q(media=Media.OTHER) | Q(correction__isnull=False))
    return failed.annotate(failure=FAILURE_KIND).filter(failure=kind) if kind else failed


@transaction.atomic
def retry_failed(batch_pk: int, *, kind: str = "", encoding: str = "") -> int:
    """
    Try the failed and broken items again, all or those of one kind of failure. Return how many.

    `encoding`: how a person says their bytes are to be read, one of `ENCODINGS`, "" = as before.
    Raises ValueError for another encoding.
    """
    if encoding and encoding not in ENCODINGS:
        raise ValueError(f"{encoding} is not offered")
    ImportBatch.objects.select_for_update().get(pk=batch_pk)
    fields: dict[str, object] = {"encoding": encoding, "correction": None} if encoding else {}
    return _wait_again(retriable(batch_pk, kind=kind), batch_pk, fields)


def said_of(item: ImportItem) -> str:
    """Return the mark of what people have said of an item, and of what became of it."""
    return mark(
        item.correction,
        item.encoding,
        item.title,
        item.url,
        item.outlet_name,
        item.published_on,
        item.outcome,
    )


@transaction.atomic
def correct_item(
    item_pk: int,
    *,
    text: str | None,
    encoding: str = "",
    title: str,
    url: str,
    outlet: str,
    published_on: datetime.date | None,
    seen: str,
) -> ImportItem:
    """
    Put a person's words in place of what could not be read, and let the item be tried again. Return it.

    `text` None: the bytes are to be read as they are, in `encoding`. The bytes stay as they came in any case.
    seen: `said_of` the item as the person saw it. Raises ChangedMeanwhile, and NotRunnable when the item is in the
    archive already or was cancelled.
    """
    batch_pk = ImportItem.objects.values_list("batch_id", flat=True).get(pk=item_pk)
    ImportBatch.objects.select_for_update().get(pk=batch_pk)
    if said_of(ImportItem.objects.get(pk=item_pk)) != seen:
        raise ChangedMeanwhile
    mendable = ImportItem.objects.filter(pk=item_pk, outcome__in=[Outcome.WAITING, Outcome.FAILED])
    fields = {
        "correction": text,
        "encoding": encoding,
        "title": title,
        "url": url,
        "outlet_name": outlet,
        "published_on": published_on,
    }
    if not _wait_again(mendable, batch_pk, fields):
        raise NotRunnable("This item is done already; import the text anew to store another version.")
    return ImportItem.objects.select_related("batch").get(pk=item_pk)


def _wait_again(items: QuerySet[ImportItem], batch_pk: int, fields: Mapping[str, object]) -> int:
    """
    Let the items wait as if nobody had tried them. Return how many.

    The dry run is made anew for them, unless it is over: then its word stays beside what came of it.
    """
    values = {"outcome": Outcome.WAITING, "reason": "", "finished_at": None, "attempts": 0, **fields}
    if ImportBatch.objects.filter(pk=batch_pk, started_at=None).exists():
        values |= {"verdict": "", "verdict_reason": "", "suggested_encoding": ""}
    count = items.update(**values)
    if count:
        ImportBatch.objects.filter(pk=batch_pk).update(finished_at=None, cancelled_at=None)
        enqueue(batch_pk)
    return count


@transaction.atomic
def cancel_batch(batch_pk: int, *, now: datetime.datetime) -> int:
    """
    Stop the batch: what waits is cancelled, what is stored stays. Return how many items were cancelled.

    The item that a worker has in hand just now is finished. Raises NotRunnable when there is nothing to stop.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch_pk)
    if batch.state not in (BatchState.READY, BatchState.RUNNING):
        raise NotRunnable(f"This batch is {batch.state.label}; there is nothing to cancel.")
    batch.cancelled_at = now
    batch.save(update_fields=["cancelled_at"])
    waiting = ImportItem.objects.filter(batch=batch_pk, outcome=Outcome.WAITING)
    free = waiting.select_for_update(skip_locked=True).values("pk")
    return ImportItem.objects.filter(pk__in=list(free.values_list("pk", flat=True))).update(
        outcome=Outcome.CANCELLED, finished_at=now
    )
