"""Making a batch: files taken apart into items whose bytes are kept; nothing else is stored."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import BinaryField, F, Func

from sources.acquisition.found import Budget, Limits, RawItem, Refused
from sources.models import BatchState, ImportBatch, ImportItem, Source, Verdict

#: Items inserted at once: few round trips, yet never many payloads in memory beside those being read.
CHUNK = 100


@dataclass(frozen=True, slots=True)
class Incoming:
    """An item with what a person says about it, which wins over what it says itself. "" and None: not said."""

    raw: RawItem
    title: str = ""
    url: str = ""
    outlet: str = ""
    published_on: datetime.date | None = None


def import_limits() -> Limits:
    """Return the limits of one upload from the settings."""
    return Limits(
        items=settings.IMPORT_MAX_ITEMS,
        total_bytes=settings.IMPORT_MAX_BYTES,
        item_bytes=settings.IMPORT_MAX_ITEM_BYTES,
        zip_ratio=settings.IMPORT_MAX_ZIP_RATIO,
    )


def new_budget() -> Budget:
    """Return the whole of the limits, to be spent by the files of one upload."""
    return Budget(import_limits())


@transaction.atomic
def create_batch(
    incoming: Iterable[Incoming],
    *,
    label: str,
    by: Any,
    now: datetime.datetime,
    default_published_on: datetime.date | None = None,
    default_outlet: str = "",
) -> ImportBatch:
    """
    Keep the items as a batch that waits for its dry run. Return the batch.

    `by`: the user, None = the system. `default_…`: for items that do not say it themselves.
    Raises Refused past a limit (nothing is kept then), or when there is no item at all.
    """
    batch = ImportBatch.objects.create(
        label=label,
        created_by=by,
        created_at=now,
        default_published_on=default_published_on,
        default_outlet=known_outlet(default_outlet, suggested=False),
    )
    chunk: list[ImportItem] = []
    position = 0
    for position, one in enumerate(incoming, start=1):  # the last position tells whether any came
        chunk.append(_item(batch, position, one))
        if len(chunk) == CHUNK:
            ImportItem.objects.bulk_create(chunk)
            chunk = []
    ImportItem.objects.bulk_create(chunk)
    if not position:
        raise Refused("There is nothing in it to import.")
    return batch


def twin_before(batch: ImportBatch) -> ImportBatch | None:
    """Return the batch that its sender made last, if it holds the same items and is not started. Two queries."""
    same = ("label", "default_published_on", "default_outlet_id")
    before = (
        ImportBatch.objects.filter(created_by=batch.created_by_id, pk__lt=batch.pk).order_by("-pk").first()
    )
    if before is None or before.state is not BatchState.READY:
        return None
    if any(getattr(before, name) != getattr(batch, name) for name in same):
        return None
    kept, sent = (_contents(one) for one in (before, batch))
    return before if len(kept) == len(sent) and all(map(_is_same, kept, sent)) else None


#: Of an item: what a person may say of it, and the dry run fills in where nobody has.
_SAID = ("title", "url", "outlet_name", "published_on")


def _contents(batch: ImportBatch) -> list[tuple[Any, ...]]:
    digest = Func(F("payload"), function="sha256", output_field=BinaryField())
    rows = batch.items.annotate(digest=digest).order_by("position")
    return list(rows.values_list("name", "media", "digest", *_SAID))


def _is_same(kept: tuple[Any, ...], sent: tuple[Any, ...]) -> bool:
    """Tell whether an item is the kept one: the same bytes under the same name, with nothing else said of it."""
    if kept[:2] != sent[:2] or bytes(kept[2]) != bytes(sent[2]):
        return False
    return all(new in ("", None, old) for old, new in zip(kept[3:], sent[3:], strict=True))


def _item(batch: ImportBatch, position: int, one: Incoming) -> ImportItem:
    problem = one.raw.problem
    return ImportItem(
        batch=batch,
        position=position,
        name=one.raw.name,
        payload=one.raw.payload,
        media=one.raw.kind.value,
        title=" ".join(one.title.split()),
        url=one.url,
        outlet_name=" ".join(one.outlet.split()),
        published_on=one.published_on,
        verdict=Verdict.BROKEN if problem else "",
        verdict_reason=problem,
    )


def known_outlet(name: str, *, suggested: bool) -> Source | None:
    """
    Return the source of that name or alias, made as an outlet if there is none; None for "".

    `suggested`: the name was read by the machine, so a person has yet to confirm a new source.
    """
    name = " ".join(name.split())
    if not name:
        return None
    found = Source.objects.named(name).first()
    if found is None:
        found = Source.objects.get_or_create_outlet(name, suggested=suggested)
    return found
