"""The dry run: what would become of each item, with the reason. Stores nothing but its verdicts."""

import math
import time
from typing import Any

from django.db import connection, transaction

from sources.acquisition.found import Kind, Reading, Unreadable
from sources.acquisition.reading import read_item
from sources.acquisition.text import text_reading
from sources.importing.storing import Said, all_considered, judge
from sources.models import ImportItem, Media, Outcome, Verdict

#: A dry run of so few items is done at once, while the person waits so many seconds; the worker looks at the rest.
LOOK_AT_ONCE, LOOK_SECONDS = 10, 2.0
#: Fields that reading an item fills in.
READ_FIELDS = ("title", "url", "outlet_name", "published_on", "text_sha256", "suggested_encoding")


def plan_batch(batch_pk: int, *, limit: int | None = None, seconds: float = math.inf) -> int:
    """
    Look at the batch's items that nobody has looked at, in order, at most `limit`. Return how many were looked at.

    No new one is begun after so many `seconds`. One transaction per item, and an item that another worker looks
    at is left to it; so it can be killed and begun again at any time. Ends early when the batch is started:
    running looks at each item anyway.
    """
    until = time.monotonic() + seconds
    seen = 0
    while (limit is None or seen < limit) and time.monotonic() < until and _plan_next(batch_pk):
        seen += 1
    return seen


def commit_without_waiting(cursor: Any) -> None:
    """
    Let this transaction's commit not wait for the disk.

    Nothing can be lost by that: if the server dies, the last items are as if nobody had worked on them, and the
    batch, whose end is committed in the ordinary way after them, is taken up again.
    """
    cursor.execute("SET LOCAL synchronous_commit = off")


@transaction.atomic
def _plan_next(batch_pk: int) -> bool:
    with connection.cursor() as cursor:
        commit_without_waiting(cursor)
    item = (
        ImportItem.objects.filter(
            batch=batch_pk, batch__started_at__isnull=True, verdict="", outcome=Outcome.WAITING
        )
        .select_related("batch__default_outlet")
        .order_by("position")
        .select_for_update(skip_locked=True, of=("self",))
        .first()
    )
    if item is None:
        return False
    try:
        said = read(item)
    except Unreadable as error:
        item.verdict, item.verdict_reason = Verdict.BROKEN, str(error)
    else:
        item.verdict, item.verdict_reason = _verdict(item, said)
    item.save(update_fields=["verdict", "verdict_reason", *READ_FIELDS])
    return True


def read(item: ImportItem) -> Said:
    """
    Read the item's bytes, or the correction in their place, and note on the item what it says. Does not save.

    Raises Unreadable with the reason; a suggested encoding is noted.
    """
    try:
        said = all_considered(item, _reading(item))
    except Unreadable as error:
        item.suggested_encoding = error.suggestion
        raise
    item.suggested_encoding = ""
    item.title, item.url, item.published_on = (
        said.title,
        said.url,
        item.published_on or said.reading.published_on,
    )
    item.outlet_name, item.text_sha256 = said.outlet_name, said.sha256
    return said


def _reading(item: ImportItem) -> Reading:
    if item.correction is not None:
        return text_reading(item.correction)
    if item.media == Media.OTHER and item.verdict_reason:
        raise Unreadable(item.verdict_reason)  # why it could not even be taken out of its file
    return read_item(bytes(item.payload), kind=Kind(item.media), encoding=item.encoding)


def _verdict(item: ImportItem, said: Said) -> tuple[Verdict, str]:
    """Judge against the archive, then against the earlier items of the batch, which will be there by then."""
    judgement = judge(said)
    if judgement.verdict == Verdict.DUPLICATE:
        return judgement.verdict, judgement.reason
    earlier = ImportItem.objects.filter(batch=item.batch_id, position__lt=item.position).exclude(
        text_sha256=""
    )
    if said.url:
        twin = earlier.filter(url=said.url).order_by("-position").first()
        if twin and twin.text_sha256 != said.sha256:
            return Verdict.CHANGED, f"text differs from {twin.name} in this batch"
    else:
        twin = earlier.filter(text_sha256=said.sha256, url="", outlet_name__iexact=said.outlet_name).first()
    if twin:
        return Verdict.DUPLICATE, f"same text as {twin.name} in this batch"
    if judgement.verdict == Verdict.NEW and not judgement.reason:
        reprint = earlier.filter(text_sha256=said.sha256).order_by("position").first()
        if reprint:
            return Verdict.NEW, f"a reprint: the same text as {reprint.name} in this batch"
    return judgement.verdict, judgement.reason
