"""People as they were called at a moment, also those whose account was renamed, closed or removed since."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from claims.models import Account
from claims.queries.known.rows import attach
from config.events import events_of

#: Rows, and the column in which they name a person.
Named = tuple[Iterable[Any], str]


class Names:
    """The names of some accounts (by id) through time. One query."""

    def __init__(self, ids: Iterable[int | None]) -> None:
        self._heard: dict[int, list[tuple[datetime, str]]] = defaultdict(list)
        events = events_of(Account).filter(pgh_obj_id__in={pk for pk in ids if pk is not None})
        for pk, at, name in events.order_by("pgh_id").values_list("pgh_obj_id", "pgh_created_at", "username"):
            self._heard[pk].append((at, name))

    def before(self, pk: int, moment: datetime) -> str:
        """
        Return what the account was called just before a moment.

        One whose history begins later has its first known name: what it signed cannot be older than the account. One
        without a history is called by its number.
        """
        heard = self._heard.get(pk, [])
        return next(
            (name for at, name in reversed(heard) if at < moment), heard[0][1] if heard else f"account {pk}"
        )


def name_people(before: datetime, *named: Named) -> None:
    """Let these columns lead to the accounts under their names just before a moment. One query."""
    columns = [(list(rows), field) for rows, field in named]
    ids = {getattr(row, f"{field}_id") for rows, field in columns for row in rows} - {None}
    names = Names(ids)
    known = {pk: Account(pk=pk, username=names.before(pk, before)) for pk in ids}
    for rows, field in columns:
        attach(rows, field, known)
