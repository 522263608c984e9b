"""Joined operations of a migration do what they would have done one by one."""

import pytest
from django.db import connection
from django.db.migrations import AddConstraint, AddField, CreateModel
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from django.db.models import BigAutoField, CheckConstraint, F, IntegerField, Q

from config.migrating import QuickMigration, Together


class Addition(QuickMigration):
    """A table, then columns, then a rule on them."""

    operations = [
        CreateModel("Span", [("id", BigAutoField(primary_key=True))]),
        AddField("span", "start", IntegerField(default=0)),
        AddField("span", "end", IntegerField(default=0)),
        AddConstraint("span", CheckConstraint(condition=Q(start__lte=F("end")), name="span_not_backwards")),
    ]


def one_by_one(operations: list[Operation]) -> list[Operation]:
    return [one for each in operations for one in (each.operations if isinstance(each, Together) else [each])]


def rules_of_the_table() -> set[str]:
    with connection.cursor() as cursor:
        if "claims_span" not in connection.introspection.table_names(cursor):
            return set()
        return set(connection.introspection.get_constraints(cursor, "claims_span"))


def test_all_our_migrations_are_quick_and_keep_their_operations_in_order() -> None:
    ours = {
        key: one
        for key, one in MigrationLoader(None).disk_migrations.items()
        if key[0] in {"claims", "sources"}
    }

    slow = [key for key, one in ours.items() if not isinstance(one, QuickMigration)]
    assert slow == []  # a new one: `class Migration(QuickMigration)`
    for migration in ours.values():
        assert one_by_one(migration.operations) == list(type(migration).operations)


@pytest.mark.django_db
def test_additions_are_made_together_and_undone_together() -> None:
    migration = Addition("0001_addition", "claims")
    assert len(migration.operations) == 2

    with connection.schema_editor() as editor:
        migration.apply(ProjectState(), editor)
    assert "span_not_backwards" in rules_of_the_table()

    with connection.schema_editor() as editor:
        migration.unapply(ProjectState(), editor)
    assert rules_of_the_table() == set()
