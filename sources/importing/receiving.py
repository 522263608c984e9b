"""What comes in at the desk: kept as a batch, and looked at as soon as may be."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from sources.importing.batches import Incoming, create_batch, twin_before
from sources.importing.planning import LOOK_SECONDS, plan_batch
from sources.importing.running import enqueue
from sources.models import ImportBatch


def receive_batch(
    incoming: Iterable[Incoming],
    *,
    label: str,
    by: Any,
    now: datetime.datetime,
    default_published_on: datetime.date | None = None,
    default_outlet: str = "",
    look_at_once: int = 0,
) -> ImportBatch:
    """
    Keep the items as a batch and have its dry run done: of the first `look_at_once` now, of the rest by a worker.

    Return the batch; the one before it where the same person has just sent the same: a button pressed twice. Raises
    Refused as `create_batch` does.
    """
    with transaction.atomic():
        if by is not None:
            User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)
        batch = create_batch(
            incoming,
            label=label,
            by=by,
            now=now,
            default_published_on=default_published_on,
            default_outlet=default_outlet,
        )
        before = twin_before(batch)
        if before is not None:
            transaction.set_rollback(True)  # nothing of the second one is kept
            return before
        enqueue(batch.pk)
    plan_batch(batch.pk, limit=look_at_once, seconds=LOOK_SECONDS)
    return batch
