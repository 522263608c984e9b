"""
Migrations that build the tables of a fresh machine in seconds.

Django renders the models anew after every operation of a migration, and ours all know each other: 600 operations
took 18 s of processor time, of which the database needed one. Here operations that only add something are done
on one rendering. What they do to the database, and in which order, is the same.
"""

from itertools import groupby

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import AddConstraint, AddField, AddIndex, CreateModel, Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger.migrations import AddTrigger

#: Each asks the models for the one it is about, and it makes no difference when that has further fields already.
#: Only a table must not be made with columns that are added later: hence two groups.
TABLES, ADDITIONS = (CreateModel,), (AddField, AddConstraint, AddIndex, AddTrigger)


class Together(Operation):
    """Operations of one of the groups, on one rendering of the models: the one with all that they add."""

    def __init__(self, operations: list[Operation]) -> None:
        self.operations = operations

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # the rendered models; rendered again when somebody asks for them
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, to_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, from_state)

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)


class QuickMigration(Migration):
    """A migration whose operations are joined where they may be; a list of operations is written as ever."""

    def __init__(self, name: str, app_label: str) -> None:
        super().__init__(name, app_label)
        joined: list[Operation] = []
        for joins, operations in groupby(self.operations, _group):
            several = list(operations)
            joined += [Together(several)] if joins else several
        self.operations = joined  # type: ignore[misc]  # django's own __init__ assigns it too


def _group(operation: Operation) -> int:
    """Return the number of the group that an operation belongs to, 0 for none."""
    return 1 if type(operation) in TABLES else 2 if type(operation) in ADDITIONS else 0
