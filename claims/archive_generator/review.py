"""Everything that people made of the archive: written over the rows that are there, also on an archive of before."""

from collections import Counter
from collections.abc import Callable, Sequence

from django.contrib.auth.models import User

from claims.archive_generator import discoveries, talk, verdicts
from claims.archive_generator.drawing import run
from claims.archive_generator.tables import analyze, settle


def review(
    *, seed: int, people: Sequence[User], progress: Callable[[str], None] = lambda table: None
) -> dict[str, int]:
    """
    Let people decide, talk and find out; return the number of rows of each table.

    people: three reviewers and an adjudicator. The caller holds the transaction.
    """
    values = {"seed": seed, "people": [one.pk for one in people]}
    written: Counter[str] = Counter()
    settle(has_doubled=True)
    for table, statement in (*verdicts.STATEMENTS, *discoveries.STATEMENTS, *talk.STATEMENTS):
        rows = run(statement, values)
        if table != "claims_assessmentround":  # which is whole with its assessors only
            settle(has_doubled=False)
        if table:
            analyze(table)
            written[table] += rows
            progress(table)
    return dict(written)
