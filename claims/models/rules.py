"""Small builders of constraints, triggers and history, so that each rule is said once and reads as a rule."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar, overload

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q

from sources.models.triggers import refusal


def choices_of(words: type[StrEnum]) -> list[tuple[str, str]]:
    """Return Django choices for a vocabulary; the label is the word with spaces."""
    return [(word.value, word.value.replace("_", " ")) for word in words]


def one_of(field: str, words: type[StrEnum], *, name: str) -> models.CheckConstraint:
    """Allow only the vocabulary's words (and NULL, where the column allows it)."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": [word.value for word in words]}),
        name=name,
        violation_error_message=f"Choose one of: {', '.join(word.value.replace('_', ' ') for word in words)}.",
    )


def all_or_none(*fields: str, name: str, message: str) -> models.CheckConstraint:
    """Nullable columns that are only meaningful together: all set, or none."""
    none, every = Q(), Q()
    for field in fields:
        none &= Q(**{f"{field}__isnull": True})
        every &= Q(**{f"{field}__isnull": False})
    return models.CheckConstraint(condition=none | every, name=name, violation_error_message=message)


def refuse_when(
    condition_sql: str,
    *,
    name: str,
    message: str,
    when: Any = pgtrigger.Before,
    operation: Any = pgtrigger.Insert | pgtrigger.Update,
    timing: Any = None,
    declare: list[tuple[str, str]] | None = None,
    first: str = "",
) -> pgtrigger.Trigger:
    """
    Build a trigger that refuses a row when the SQL condition holds; `name` is the trigger's and the rule's.

    For rules that need another row, which CHECK cannot see. A service handles its refusal like a CHECK's.
    first: a statement to run before the condition is looked at.
    """
    return pgtrigger.Trigger(
        name=name,
        when=when,
        operation=operation,
        timing=timing,
        declare=declare,
        func=f"""
            {first}
            IF {condition_sql} THEN
                {refusal(name=name, message=message)}
            END IF;
            RETURN COALESCE(NEW, OLD);
        """,
    )


def refuse_cycle(table: str, *, name: str, child: str = "id", parent: str = "parent_id") -> pgtrigger.Trigger:
    """Refuse a row that would make something part of itself, directly or through others."""
    return refuse_when(
        f"""NEW.{parent} IS NOT NULL AND EXISTS (
            WITH RECURSIVE up(id) AS (
                SELECT NEW.{parent}
                UNION
                SELECT t.{parent} FROM {table} t JOIN up ON t.{child} = up.id WHERE t.{parent} IS NOT NULL
            )
            SELECT 1 FROM up WHERE id = NEW.{child})""",
        name=name,
        message="Nothing can be a part of itself, directly or through others.",
        # one at a time: two people who each move a half of a ring must not both succeed. A statement of its
        # own, so that the condition sees what the one before has committed.
        first=f"IF NEW.{parent} IS NOT NULL THEN PERFORM pg_advisory_xact_lock(hashtext('{name}')); END IF;",
    )


Model = TypeVar("Model", bound=type[models.Model])


@overload
def with_history(model: Model, /) -> Model: ...
@overload
def with_history(*fields: str) -> Callable[[Model], Model]: ...
def with_history(*given: Any) -> Any:
    """
    Keep every version of every row in `<Model>Event`, written by triggers, with who and why.

    Append-only: the event tables refuse updates and deletes. Statement level: one insert per statement.
    As `@with_history("name", …)` of these columns alone.
    """
    if given and not isinstance(given[0], str):
        return _tracked(given[0], None)
    return lambda model: _tracked(model, [model._meta.pk.name, *given])


def _tracked(model: Model, fields: list[str] | None) -> Model:
    tracked: Model = pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(),
        fields=fields, model_name=f"{model.__name__}Event", append_only=True, level=pgtrigger.Statement,
    )(model)  # fmt: skip
    return tracked
