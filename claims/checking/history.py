"""The history explains every state: each row has events, its last event is the row, and what is gone was removed."""

from collections.abc import Iterator

from django.db.models import Model

from claims.checking.rules import Rule
from claims.checking.tables import named, our_models

_REMEDY = (
    "Somebody changed the table with its triggers off. Find out who, compare with a backup, and write the row as it "
    "should be with the triggers on."
)


def history_rules() -> Iterator[Rule]:
    for model in our_models():
        if hasattr(model, "pgh_event_model"):
            yield _last_event(model)
            yield _removed(model)


def _last_event(model: type[Model]) -> Rule:
    table, events = model._meta.db_table, _events(model)
    kept = {column.column for column in model.pgh_event_model._meta.concrete_fields}  # type: ignore[attr-defined]
    columns = [
        column.column
        for column in model._meta.concrete_fields
        if not column.generated and column.column in kept
    ]
    differ = " OR ".join(f'r."{name}" IS DISTINCT FROM e."{name}"' for name in columns)
    which = ", ".join(
        f"""CASE WHEN r."{name}" IS DISTINCT FROM e."{name}" THEN '{name}' END""" for name in columns
    )
    return Rule(
        f"{model._meta.model_name}_is_its_last_event", named(model),
        "The history does not explain how it stands", _REMEDY,
        f"""SELECT r.id, CASE WHEN e.pgh_id IS NULL THEN 'it has no event'
                WHEN e.pgh_label = 'delete' THEN 'by its last event it was removed'
                ELSE 'it differs from its last event in ' || concat_ws(', ', {which}) END
            FROM "{table}" r LEFT JOIN LATERAL (
                SELECT * FROM "{events}" v WHERE v.pgh_obj_id = r.id ORDER BY v.pgh_id DESC LIMIT 1) e ON true
            WHERE e.pgh_id IS NULL OR e.pgh_label = 'delete' OR {differ}""",
    )  # fmt: skip


def _removed(model: type[Model]) -> Rule:
    table, events = model._meta.db_table, _events(model)
    return Rule(
        f"{model._meta.model_name}_removed_with_an_event", named(model),
        "It is gone, and by its last event it is there", _REMEDY,
        f"""SELECT e.pgh_obj_id, '' FROM (
                SELECT DISTINCT ON (pgh_obj_id) pgh_obj_id, pgh_label FROM "{events}"
                ORDER BY pgh_obj_id, pgh_id DESC) e
            WHERE e.pgh_label <> 'delete' AND NOT EXISTS (SELECT 1 FROM "{table}" r WHERE r.id = e.pgh_obj_id)""",
    )  # fmt: skip


def _events(model: type[Model]) -> str:
    event_model = model.pgh_event_model  # type: ignore[attr-defined]
    return str(event_model._meta.db_table)
