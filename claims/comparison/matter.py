"""
Whether two claims without a figure state the same. Plain Python.
"""

from claims.comparison.readings import Reading
from claims.comparison.wordlists import words

#: Two statements without a figure are one statement if their words overlap so far (Jaccard). Own choice.
SAME_STATEMENT = 0.6


def is_same_statement(left: Reading, right: Reading) -> bool:
    """Tell whether two claims without a figure state the same; False where one has no statement."""
    ours, theirs = _words(left.statement), _words(right.statement)
    return bool(ours and theirs) and len(ours & theirs) / len(ours | theirs) >= SAME_STATEMENT


#: A statement holds another one if it has so much of the other's words. Own choice.
HELD_STATEMENT = 0.5


def is_about_the_same(long: Reading, short: Reading) -> bool:
    """Tell whether a statement, which may say more, has most of the words of another one."""
    ours, theirs = _words(long.statement), _words(short.statement)
    return len(theirs) > 1 and len(ours & theirs) / len(theirs) >= HELD_STATEMENT


def _words(statement: str | None) -> frozenset[str]:
    found = (word.strip(".,;:!?“”‘’\"'()").casefold() for word in (statement or "").split())
    return frozenset(word for word in found if word and word not in words("idle"))
