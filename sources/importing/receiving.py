"""What comes in at the desk: kept as a batch, and looked at as soon as may be."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from sources.importing.batches import Incoming, create_batch
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

    Return the batch. Raises Refused as `create_batch` does.
    """
    with transaction.atomic():
        batch = create_batch(
            incoming,
            label=label,
            by=by,
            now=now,
            default_published_on=default_published_on,
            default_outlet=default_outlet,
        )
        enqueue(batch.pk)
    plan_batch(batch.pk, limit=look_at_once, seconds=LOOK_SECONDS)
    return batch
