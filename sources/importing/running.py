"""
Running a batch: items one by one, each in a transaction of its own, so that a killed worker loses and doubles nothing.

A worker locks the item that it works on; another one passes over it. If the worker dies, its transaction is undone
and the item waits as before. Any number of workers may run one batch.
"""

import datetime
import logging
from collections.abc import Callable
from typing import Any

import pghistory
from django.db import DatabaseError, OperationalError, connection, transaction
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Greatest
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from sources.acquisition.found import Unreadable
from sources.importing.planning import READ_FIELDS, commit_without_waiting, read
from sources.importing.storing import judge, store
from sources.models import ImportBatch, ImportItem, Outcome, Verdict

logger = logging.getLogger(__name__)

#: An item that took its worker down this often is left alone; the reader's memory is the usual cause.
MAX_ATTEMPTS = 4
#: The task's name, so that services need not import the task, which imports them.
TASK = "sources.tasks.work_on_batch"

Clock = Callable[[], datetime.datetime]


class NotRunnable(Exception):
    """The batch is not in a state for that; the message says which it is in."""


def enqueue(batch_pk: int) -> None:
    """Let a worker go on with the batch. One waiting job for a batch is enough; a second is not made."""
    try:
        with transaction.atomic():
            app.configure_task(TASK, queueing_lock=f"import-batch-{batch_pk}").defer(batch_pk=batch_pk)
    except AlreadyEnqueued:
        logger.debug("batch %s has a waiting job already", batch_pk)


@transaction.atomic
def start_batch(batch_pk: int, *, now: datetime.datetime, in_worker: bool = True) -> ImportBatch:
    """
    Start the batch after its dry run. Return it. `in_worker` False: the caller runs it itself.

    Raises NotRunnable when it was started or cancelled before.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch_pk)
    if batch.started_at is not None or batch.cancelled_at is not None:
        raise NotRunnable(f"This batch is {batch.state.label}; it cannot be started again.")
    batch.started_at = now
    batch.save(update_fields=["started_at"])
    if in_worker:
        enqueue(batch_pk)
    return batch


def run_batch(batch_pk: int, *, clock: Clock) -> int:
    """
    Do what is left of a started batch, and note that it is finished when nothing is. Return the items done here.

    Safe to call again, and at once by several workers. Raises DatabaseError only when the database is gone.
    """
    done = 0
    batch = ImportBatch.objects.get(pk=batch_pk)
    with pghistory.context(user=batch.created_by_id, import_batch=batch_pk):
        while (item_pk := _take(batch_pk, clock)) is not None:
            done += _run(item_pk, clock)
    finish_if_done(batch_pk, now=clock())
    return done


def finish_if_done(batch_pk: int, *, now: datetime.datetime) -> bool:
    """Note the end of a started batch in which nothing waits. Return whether it ended just now."""
    waiting = ImportItem.objects.filter(batch=batch_pk, outcome=Outcome.WAITING)
    unfinished = ImportBatch.objects.filter(pk=batch_pk, started_at__isnull=False, finished_at__isnull=True)
    # The clock of the worker's machine may be behind that of the machine where the batch was started.
    end = Greatest(Value(now), F("started_at"))
    return not waiting.exists() and bool(unfinished.update(finished_at=end))


def unfinished_batches() -> list[int]:
    """Return the keys of batches in which something is left for a worker: to look at, or to bring in."""
    waiting = ImportItem.objects.filter(batch=OuterRef("pk"), outcome=Outcome.WAITING)
    to_run = Q(started_at__isnull=False) & Q(finished_at__isnull=True)
    to_plan = Q(started_at__isnull=True) & Exists(waiting.filter(verdict=""))
    return list(
        ImportBatch.objects.filter(to_run | to_plan, cancelled_at__isnull=True)
        .order_by("pk")
        .values_list("pk", flat=True)
    )


#: The next waiting item, the least tried first; one that another worker has in hand is passed over.
TAKE = f"""
    UPDATE sources_importitem SET attempts = attempts + 1
    WHERE id = (
        SELECT i.id FROM sources_importitem i JOIN sources_importbatch b ON b.id = i.batch_id
        WHERE i.batch_id = %s AND i.outcome = '{Outcome.WAITING}'
          AND b.started_at IS NOT NULL AND b.cancelled_at IS NULL
        ORDER BY i.attempts, i.position
        LIMIT 1 FOR UPDATE OF i SKIP LOCKED
    )
    RETURNING id, attempts
"""


def _take(batch_pk: int, clock: Clock) -> int | None:
    """
    Count an attempt at the next waiting item and return its key, None when none is left.

    The count is committed before the work begins: an item that kills its worker is seen by it, and comes last.
    """
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            commit_without_waiting(cursor)
            cursor.execute(TAKE, [batch_pk])
            taken = cursor.fetchone()
        if taken is None:
            return None
        item_pk, attempts = taken
        if attempts <= MAX_ATTEMPTS:
            return int(item_pk)
        _fail(
            item_pk,
            f"given up: the worker or the database broke off in each of {MAX_ATTEMPTS} attempts",
            clock(),
        )


def _run(item_pk: int, clock: Clock) -> bool:
    """Bring one item in. Return whether it is done; False when another worker has it or it is to be tried again."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                commit_without_waiting(cursor)
            item = (
                ImportItem.objects.filter(pk=item_pk, outcome=Outcome.WAITING)
                .select_related("batch__default_outlet", "batch__created_by")
                .select_for_update(skip_locked=True, of=("self",))
                .first()
            )
            if item is None:
                return False
            _bring_in(item, by=item.batch.created_by, now=clock())
    except OperationalError as error:
        # A deadlock between two workers undoes one of them; the item waits for its next attempt.
        logger.warning("item %s is tried again: %s", item_pk, type(error.__cause__).__name__)
        return False
    except DatabaseError as error:
        logger.exception("item %s failed in the database", item_pk)
        _fail(
            item_pk,
            f"error of this program: {type(error.__cause__).__name__}; its log has the details",
            clock(),
        )
    except Exception as error:  # the worker's outermost loop: one broken item never stops the batch
        logger.exception("item %s failed", item_pk)
        _fail(item_pk, f"error of this program: {type(error).__name__}; its log has the details", clock())
    return True


def _bring_in(item: ImportItem, *, by: Any, now: datetime.datetime) -> None:
    fields = ["outcome", "reason", "version", "finished_at", *READ_FIELDS]
    try:
        said = read(item)
    except Unreadable as error:
        item.outcome, item.reason = Outcome.FAILED, str(error)
    else:
        if not item.verdict:  # it runs without a dry run before it
            judgement = judge(said)
            item.verdict, item.verdict_reason = judgement.verdict, judgement.reason
            fields += ["verdict", "verdict_reason"]
        item.outcome, item.reason, item.version = store(said, by=by, now=now)
    if item.outcome == Outcome.FAILED and not item.verdict:
        item.verdict, item.verdict_reason = Verdict.BROKEN, item.reason
        fields += ["verdict", "verdict_reason"]
    item.finished_at = now
    item.save(update_fields=fields)


def _fail(item_pk: int, reason: str, now: datetime.datetime) -> None:
    ImportItem.objects.filter(pk=item_pk, outcome=Outcome.WAITING).update(
        outcome=Outcome.FAILED, reason=reason, finished_at=now
    )
