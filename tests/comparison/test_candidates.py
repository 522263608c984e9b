"""Candidates are found by index: what can relate is tried, what cannot is not."""

from typing import Any

import pytest

from claims.comparison.candidates import LARGEST_BLOCK, candidate_pairs
from claims.vocabulary import ClaimKind

from .terms import ARMY, FORCES, REGIMENT, TERMS, reading

ALONE = {"population": None, "place": None, "article": None}


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        # through the army: the wholes of one hold the other
        ({**ALONE, "population": REGIMENT}, {**ALONE, "population": FORCES}, True),
        # two parts of one whole
        ({**ALONE, "place": "Sudzha"}, {**ALONE, "place": "Kursk Oblast"}, True),
        ({**ALONE, "article": "x"}, {**ALONE, "article": "x"}, True),
        ({**ALONE, "event_words": frozenset({"troy"})}, {**ALONE, "event_words": frozenset({"troy"})}, True),
        # nothing in common
        ({**ALONE, "population": ARMY}, {**ALONE, "population": "children"}, False),
        # another family never meets, not even in one article
        ({"article": "x"}, {"article": "x", "measure": "duration"}, False),
        ({"article": "x", "measure": None}, {"article": "x"}, False),
    ],
)
def test_a_pair_is_tried_only_if_something_could_relate_it(
    ours: dict[str, Any], theirs: dict[str, Any], expected: bool
) -> None:
    left, right = reading("a", **ours), reading("b", **theirs)

    assert list(candidate_pairs([left, right], TERMS)) == ([(left, right)] if expected else [])


def test_claims_without_a_figure_meet_by_who_makes_them() -> None:
    usual: dict[str, Any] = {"measure": None, "kind": ClaimKind.POSITION, **ALONE}
    ours = reading("a", None, claimant="North Korea", **usual)
    theirs = reading("b", None, claimant="north korea", **usual)
    other = reading("c", None, claimant="Russia", **usual)
    nobody = reading("d", None, claimant=None, **usual)

    assert list(candidate_pairs([ours, theirs, other, nobody], TERMS)) == [(ours, theirs)]


def test_a_key_that_too_many_share_is_left_to_the_rarer_ones() -> None:
    crowd = [reading(str(n), **{**ALONE, "population": FORCES}) for n in range(LARGEST_BLOCK + 1)]
    pair = [reading(name, **{**ALONE, "population": FORCES, "place": "Sudzha"}) for name in "xy"]

    assert list(candidate_pairs([*crowd, *pair], TERMS)) == [tuple(pair)]
