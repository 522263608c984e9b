"""Which words of a person overrule the rule's verdict, so that a reason is asked for."""

import pytest

from claims.comparison.overruling import overruled
from claims.vocabulary import Comparability, RelationKind

COMPARABLE, NESTED, APART, UNKNOWN = (
    Comparability.COMPARABLE, Comparability.NESTED, Comparability.NOT_COMPARABLE, Comparability.UNKNOWN,
)  # fmt: skip
K = RelationKind


@pytest.mark.parametrize(
    ("said", "suggested", "comparability", "asks"),
    [
        (K.CONTRADICTS, K.CONTRADICTS, COMPARABLE, False),
        (K.CONTRADICTS, K.CORROBORATES, COMPARABLE, False),  # the axes stand as the rule has them
        (K.CONTRADICTS, K.CONTRASTS, NESTED, True),
        (K.CONTRADICTS, K.CONTRASTS, UNKNOWN, True),
        (K.CONTRADICTS, K.CONTRASTS, APART, True),
        (K.RESTATES, K.CONTRASTS, APART, True),  # two periods cannot be one statement
        (K.UPDATES, K.CONTRASTS, APART, True),
        (K.CORROBORATES, K.CONTRASTS, APART, True),
        (K.CONTAINMENT_VIOLATION, K.CONTRASTS, APART, True),
        (K.RESTATES, K.CONTRASTS, UNKNOWN, False),  # the person knows what the rule does not
        (K.UPDATES, K.CONTRASTS, NESTED, False),
        (K.CONTRASTS, K.CONTRASTS, APART, False),
        (K.CONTRASTS, K.CONTRADICTS, COMPARABLE, True),  # a conflict is put aside
        (K.CONTRASTS, K.CONTAINMENT_VIOLATION, NESTED, True),
        (K.CONTRASTS, K.UPDATES, COMPARABLE, False),
        (K.UNRELATED, K.CONTRADICTS, COMPARABLE, False),  # says nothing of either claim
    ],
)
def test_a_word_that_the_axes_do_not_allow_needs_a_reason(
    said: K, suggested: K, comparability: Comparability, *, asks: bool
) -> None:
    assert (overruled(said, suggested, comparability) is not None) == asks
