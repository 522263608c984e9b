"""The rules that the tables declare (checks, uniqueness, references), read from the models and looked at row by row."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.db.models import CheckConstraint, Count, F, Min, Q, UniqueConstraint

from claims.checking.rules import CHUNK, Broken, Rule

APPS = ("sources", "claims")

#: What a person can do about a row of a table; where nothing is said, an older state is the remedy.
REMEDIES: dict[str, str] = {
    "Mention": "Correct its reading or reject it on the page of its claim.",
    "Attribution": "Mark who is behind the claim anew, on the page of its mention.",
    "Relation": "Judge the pair anew on its page.",
    "Source": "Edit the source.",
    "SourceAlias": "Remove the name on the page of its source and add it anew.",
    "Population": "Change the term under Terms.",
    "Place": "Change the term under Terms.",
    "MeasureSense": "Withdraw the sense under Terms and teach it anew.",
    "QuestionClaim": "Keep the claim or leave it out, on the page of the question.",
    "Adjudication": "Propose another decision: it supersedes this one.",
    "Ranking": "Propose another decision, with the ranks as they should be.",
    "Finding": "Dismiss the finding with a reason, or open it again.",
    "Utterance": "Edit the utterance.",
    "Derivation": "Confirm it, perhaps as another kind, or reject it with a reason, where the reports come from.",
    "Grade": "Grade the source anew.",
    "Credibility": "Grade the claim anew.",
    "ImportItem": "Correct the item on the page of its batch.",
}
RESTORE = "Find in its history what it was, and restore it from a backup of that time."


def our_models() -> Iterator[type[models.Model]]:
    """Yield the models with rules: all but the event tables of the history."""
    for label in APPS:
        for model in apps.get_app_config(label).get_models():
            if not hasattr(model, "pgh_tracked_model"):
                yield model


def table_rules() -> Iterator[Rule]:
    for model in our_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                yield _check(model, constraint)
            elif isinstance(constraint, UniqueConstraint):
                yield _unique(model, constraint)
        for column in model._meta.concrete_fields:
            if column.unique and not column.primary_key:
                only = UniqueConstraint(
                    fields=[column.name], name=f"{model._meta.model_name}_{column.name}_once"
                )
                yield _unique(model, only)
            if column.remote_field is not None:
                yield _reference(model, column)


def named(model: type[models.Model]) -> str:
    return str(model._meta.verbose_name)


def remedy_for(model: type[models.Model]) -> str:
    return REMEDIES.get(model.__name__, RESTORE)


def _check(model: type[models.Model], constraint: CheckConstraint) -> Rule:
    editor = connection.SchemaEditorClass(connection)
    holds = constraint._get_check_sql(model, editor)  # type: ignore[attr-defined]  # what Django itself writes
    table, key = model._meta.db_table, model._meta.pk.column
    return Rule(
        constraint.name, named(model), str(constraint.violation_error_message), remedy_for(model),
        f'SELECT "{key}", \'\' FROM "{table}" WHERE NOT ({holds})',
    )  # fmt: skip


def _unique(model: type[models.Model], constraint: UniqueConstraint) -> Rule:
    keys: dict[str, Any] = {f"_key_{place}": F(name) for place, name in enumerate(constraint.fields)}
    keys |= {f"_key_{len(keys) + place}": one for place, one in enumerate(constraint.expressions)}
    filled = Q() if constraint.nulls_distinct is False else Q(**{f"{key}__isnull": False for key in keys})

    def doubles() -> Iterator[Broken]:
        rows = model._default_manager.filter(constraint.condition or Q()).annotate(**keys).filter(filled)
        groups = (
            rows.order_by().values(*keys).annotate(_first=Min("pk"), _rows=Count("pk")).filter(_rows__gt=1)
        )
        for group in groups.iterator(chunk_size=CHUNK):
            yield group["_first"], f"{group['_rows']} rows say the same"

    says = str(constraint.violation_error_message)
    if says == models.BaseConstraint.default_violation_error_message:
        says = f"There is more than one of the same {', '.join(constraint.fields)}"
    return Rule(constraint.name, named(model), says, remedy_for(model), doubles)


def _reference(model: type[models.Model], column: Any) -> Rule:
    to = column.remote_field.model._meta
    table, key = model._meta.db_table, model._meta.pk.column
    return Rule(
        f"{model._meta.model_name}_{column.name}_exists", named(model),
        f"Its {column.verbose_name} is not there", remedy_for(model),
        f"""SELECT r."{key}", '{to.verbose_name} ' || r."{column.column}" FROM "{table}" r
            WHERE r."{column.column}" IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM "{to.db_table}" t WHERE t."{to.pk.column}" = r."{column.column}")""",
    )  # fmt: skip
