"""The import desk's part of the archive: batches of items, each with the bytes that an article came from."""

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from claims.archive_generator.tables import Table
from sources.models import ImportBatch, ImportItem, Media, Outcome, Verdict

ITEMS_IN_BATCH = 400


class ImportRows:
    """Adds an item for every stored version, and a batch for every so many items."""

    def __init__(self, tables: Mapping[Any, Table], by: int) -> None:
        self.tables, self.by = tables, by
        self.batch, self.items = 0, ITEMS_IN_BATCH

    def add(
        self, *, version: int, sha256: str, url: str, outlet: str, title: str, text: str, day: date, at: datetime,
        changed: bool,
    ) -> None:  # fmt: skip
        """Note how the version came in. changed: the address was known with another text."""
        if self.items == ITEMS_IN_BATCH:
            self.items = 0
            self.batch = self.tables[ImportBatch].add(
                label=f"Collected up to {at:%d %B %Y}",
                created_by_id=self.by,
                created_at=at,
                started_at=at,
                finished_at=at,
            )
        self.items += 1
        record = {"url": url, "outlet": outlet, "title": title, "published": str(day), "text": text}
        self.tables[ImportItem].add(
            batch_id=self.batch, position=self.items, name=f"articles.jsonl, line {self.items}",
            payload=json.dumps(record).encode(), media=Media.JSON.value, url=url, outlet_name=outlet, title=title,
            published_on=day, text_sha256=sha256, version_id=version, attempts=1, finished_at=at,
            verdict=(Verdict.CHANGED if changed else Verdict.NEW).value,
            outcome=(Outcome.NEW_VERSION if changed else Outcome.ADDED).value,
        )  # fmt: skip
