"""
Rules that a CHECK cannot express, as triggers that refuse like one.

A refusal carries the trigger's own name as the constraint's name, so it reaches Django as an IntegrityError
whose `__cause__.diag.constraint_name` says which rule it was, and its message is a sentence for a person.
"""

import pgtrigger


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def refusal(*, name: str, message: str) -> str:
    """Return the PL/pgSQL statement that refuses the row in the name of rule `name`."""
    # The % of a RAISE format is a placeholder, so a message that holds one is passed as its argument.
    return (
        f"RAISE EXCEPTION '%', {_literal(message)} "
        f"USING ERRCODE = 'check_violation', CONSTRAINT = {_literal(name)}, TABLE = TG_TABLE_NAME;"
    )


def immutable(*, name: str, message: str) -> pgtrigger.Trigger:
    """Return a trigger that refuses every UPDATE and DELETE of the table's rows."""
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=refusal(name=name, message=message),
    )
