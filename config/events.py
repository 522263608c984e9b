"""The history that triggers keep: each model with a history has a table of events, and each event a context."""

from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet


def events_of(model: type[Model]) -> "QuerySet[Any]":
    """Return the events of a model with a history. Raises LookupError for one without."""
    events: Any = apps.get_model(model._meta.app_label, f"{model.__name__}Event")
    found: QuerySet[Any] = events.objects.all()
    return found


def person_in(event: Any) -> int | None:
    """Return the id of the person during whose act the history noted it, None for the program."""
    metadata = event.pgh_context.metadata if event.pgh_context else None
    return metadata.get("user") if isinstance(metadata, dict) else None


def was_recorded(model: type[Model], pk: int, **fields: object) -> bool:
    """Return whether the history knows a row of this id, which may be gone."""
    return events_of(model).filter(pgh_obj_id=pk, **fields).exists()
