"""Drawing by lot in SQL: the same rows for the same seed, row by row, whatever was written before."""

from collections.abc import Mapping
from typing import Any

from django.db import connection


def chance(key: str, salt: int) -> str:
    """Return SQL for a number from 0 to below 1 for this key; another salt is another draw."""
    return f"((hashint8extended(({key})::bigint, %(seed)s * 100 + {salt}) & 1048575) / 1048576.0)"


def one_of(values: str, key: str, salt: int) -> str:
    """Return SQL for one of an array of values, for this key."""
    return f"({values})[1 + floor({chance(key, salt)} * cardinality({values}))::int]"


def person(key: str, salt: int) -> str:
    """Return SQL for one of the people who judge and talk; the adjudicator, the last of them, is none of these."""
    return one_of("(%(people)s::int[])[1:3]", key, salt)


#: The one who approves and returns.
ADJUDICATOR = "(%(people)s::int[])[4]"


def run(statement: str, values: Mapping[str, Any]) -> int:
    """Run one statement and return the number of rows that it wrote. Raises IntegrityError."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
