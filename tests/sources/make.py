"""Batches and what is in them, the smallest that will do."""

from datetime import UTC, datetime
from typing import Any

from sources.acquisition.files import split_bytes
from sources.importing.batches import Incoming, create_batch, new_budget
from sources.importing.planning import plan_batch
from sources.importing.running import run_batch, start_batch
from sources.models import ImportBatch, ImportItem

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
LATER = datetime(2026, 1, 2, 3, 5, 5, tzinfo=UTC)


def incoming(name: str, data: bytes | str, **said: Any) -> list[Incoming]:
    raw = data.encode() if isinstance(data, str) else data
    return [Incoming(item, **said) for item in split_bytes(name, raw, budget=new_budget())]


def batch(
    *files: tuple[str, bytes | str], label: str = "a batch", by: Any = None, **fields: Any
) -> ImportBatch:
    """A batch of these files, neither looked at nor started."""
    items = [one for name, data in files for one in incoming(name, data)]
    return create_batch(items, label=label, by=by, now=NOW, **fields)


def planned(*files: tuple[str, bytes | str], **fields: Any) -> list[ImportItem]:
    """The items of such a batch after the dry run."""
    made = batch(*files, **fields)
    plan_batch(made.pk)
    return items_of(made)


def imported(*files: tuple[str, bytes | str], **fields: Any) -> list[ImportItem]:
    """The items of such a batch after it has run."""
    made = batch(*files, **fields)
    start_batch(made.pk, now=NOW, in_worker=False)
    run_batch(made.pk, clock=lambda: LATER)
    return items_of(made)


def items_of(made: ImportBatch) -> list[ImportItem]:
    return list(made.items.select_related("batch", "version__article__outlet").order_by("position"))
