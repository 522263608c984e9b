"""The guards themselves: every constraint and trigger that the program relies on is in the database, and on."""

from collections.abc import Iterator

import pgtrigger
from django.db import connection

from claims.checking.rules import Broken, Rule
from claims.checking.tables import our_models

_CONSTRAINTS = """
    SELECT conname FROM pg_constraint WHERE convalidated AND connamespace = current_schema()::regnamespace
    UNION SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE i.indisunique AND i.indisvalid AND c.relnamespace = current_schema()::regnamespace"""
_TRIGGERS = "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')"


def guard_rules() -> Iterator[Rule]:
    yield Rule(
        "constraints_are_there", "constraint", "It is not in the database, or not valid",
        "Run `manage.py migrate`; where that changes nothing, look for who removed it.", _missing_constraints,
    )  # fmt: skip
    yield Rule(
        "triggers_are_there", "trigger", "It is not in the database, or off",
        "Run `manage.py pgtrigger install`, then check the archive again.", _missing_triggers,
    )  # fmt: skip


def _missing_constraints() -> Iterator[Broken]:
    there = _names(_CONSTRAINTS)
    for model in our_models():
        for constraint in model._meta.constraints:
            if constraint.name not in there:
                yield constraint.name, f"on {model._meta.db_table}"


def _missing_triggers() -> Iterator[Broken]:
    there = _names(_TRIGGERS)
    for model, trigger in pgtrigger.registered():
        if trigger.get_pgid(model) not in there:
            yield f"{model._meta.model_name}.{trigger.name}", f"on {model._meta.db_table}"


def _names(sql: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {name for (name,) in cursor.fetchall()}
