"""
Rows as they were at a moment, from the events that triggers keep of every table with a history.

The clock is the database's own: an event has the time at which its transaction began (`pgh_created_at`), which nobody
passes in. Rows that are written once (claims, texts, decisions) have no events; their own columns say when.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import Exists, Min, Model, OuterRef, Q, QuerySet

from claims.models import Mention
from claims.vocabulary import MentionState

M = TypeVar("M", bound=Model)
Prepare = Callable[[Any], Any]


class NotYetKnown(Exception):
    """Nothing was known of it by then."""


def events_of(model: type[Model]) -> "QuerySet[Any]":
    """Return the events of a model with a history."""
    events: Any = apps.get_model(model._meta.app_label, f"{model.__name__}Event")
    found: QuerySet[Any] = events.objects.all()
    return found


def known_rows(
    model: type[M],
    before: datetime,
    *where: Q,
    ids: Iterable[int | None] | None = None,
    most: int | None = None,
    prepare: Prepare | None = None,
) -> list[M]:
    """
    Return the rows that were there just before a moment, as they were then, in the order of their ids. One query.

    where: conditions on the columns as they were then; ids: only these rows. prepare: adds to the query of events;
    what it annotates is found on the rows. The rows are not meant to be saved.
    """
    condition = Q(*where)
    then = events_of(model).filter(pgh_created_at__lt=before)
    touched = Q(pgh_obj_id__in=then.filter(condition).values("pgh_obj_id"))
    if ids is not None:
        touched = Q(pgh_obj_id__in={pk for pk in ids if pk is not None})
    latest = then.filter(touched).order_by("pgh_obj_id", "-pgh_id").distinct("pgh_obj_id").values("pgh_id")
    found = events_of(model).filter(condition, pgh_id__in=latest).exclude(pgh_label="delete")
    found = (prepare(found) if prepare else found).order_by("pgh_obj_id")
    return [_row(model, event, found.query.annotation_select) for event in found[:most]]


def carried_then(claims: Iterable[int], before: datetime) -> set[int]:
    """Return which of these claims (ids) a standing mention carried just before a moment. One query."""
    then = events_of(Mention).filter(pgh_created_at__lt=before)
    later = then.filter(pgh_obj_id=OuterRef("pgh_obj_id"), pgh_id__gt=OuterRef("pgh_id"))
    standing = then.filter(claim__in=claims).exclude(state=MentionState.REJECTED).exclude(pgh_label="delete")
    return set(standing.filter(~Exists(later)).values_list("claim_id", flat=True))


def known_since(model: type[Model], pk: int) -> datetime | None:
    """Return when the history first heard of a row, None for never. One query."""
    since: datetime | None = (
        events_of(model).filter(pgh_obj_id=pk).aggregate(since=Min("pgh_created_at"))["since"]
    )
    return since


def by_id(rows: Iterable[M]) -> dict[int, M]:
    return {row.pk: row for row in rows}


def attach(rows: Iterable[Any], field: str, known: Mapping[int, Model]) -> None:
    """Let a foreign key lead to the row as it was, so that no page reads the present one."""
    for row in rows:
        pk = getattr(row, f"{field}_id")
        if pk in known:
            setattr(row, field, known[pk])
        elif pk is None:
            setattr(row, field, None)


def _row(model: type[M], event: Any, annotated: Iterable[str]) -> M:
    columns = [column.attname for column in model._meta.concrete_fields if not column.generated]
    row = model(**{name: getattr(event, name) for name in columns})
    for name in annotated:
        setattr(row, name, getattr(event, name))
    row._state.adding = False
    return row
