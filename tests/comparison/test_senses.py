"""Words with several senses: what each may mean, and what the comparison comes to under each."""

from dataclasses import replace
from itertools import pairwise

import pytest

from claims.comparison.from_extraction import containment_of
from claims.comparison.readings import Reading
from claims.comparison.senses import by_sense, common_verdict, senses_of, shipped_senses
from claims.extraction.lexicon import measures
from claims.vocabulary import Comparability, RelationKind

from .terms import reading, window

LATTICE = containment_of([])
LOSSES = ("killed", "casualties", "killed_wounded_captured", "killed_wounded_captured_missing")


def senses(one: Reading) -> tuple[str, ...]:
    return senses_of(one.measure, LATTICE)


def table(left: Reading, right: Reading, **fields: bool) -> list[tuple[str | None, str | None, str, str]]:
    found = by_sense(
        left,
        right,
        LATTICE,
        left_senses=senses(left),
        right_senses=senses(right),
        side_by_side=False,
        **fields,
    )
    return [(m.left, m.right, m.verdict.comparability.value, m.verdict.relation.value) for m in found]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("losses", LOSSES),
        ("neutralised", LOSSES[:3]),
        ("killed", ()),
        ("casualties", ()),
        (None, ()),
        ("no such measure", ()),
    ],
)
def test_a_word_may_mean_one_measure_or_a_larger_one(measure: str | None, expected: tuple[str, ...]) -> None:
    assert senses_of(measure, LATTICE) == expected


def test_every_shipped_sense_is_a_measure_that_holds_the_ones_before_it() -> None:
    for word, meant in shipped_senses().items():
        assert {word, *meant} <= measures().keys()
        for narrow, wide in pairwise(meant):
            assert narrow in measures()[wide].parts


def test_a_word_that_reviewers_call_ambiguous_may_mean_any_of_its_parts() -> None:
    parts = {**LATTICE.measure_parts, "hits": {"wounded": False, "killed": False}}
    taught = replace(LATTICE, ambiguous=LATTICE.ambiguous | {"hits"}, measure_parts=parts)

    assert senses_of("hits", taught) == ("killed", "wounded")


def test_twelve_killed_against_nine_losses_contradict_only_if_losses_are_the_dead() -> None:
    nine = reading("nine", 9, measure="losses")
    twelve = reading("twelve", 12, measure="killed")

    assert table(nine, twelve) == [
        ("killed", None, "comparable", "contradicts"),
        ("casualties", None, "nested", "containment_violation"),
        ("killed_wounded_captured", None, "nested", "containment_violation"),
        ("killed_wounded_captured_missing", None, "nested", "containment_violation"),
    ]


def test_swapping_the_claims_swaps_the_columns_and_nothing_else() -> None:
    nine, twelve = reading("nine", 9, measure="losses"), reading("twelve", 12, measure="killed")

    assert [(right, left, *rest) for left, right, *rest in table(twelve, nine)] == [
        (left, right, *rest) for left, right, *rest in table(nine, twelve)
    ]


def test_both_words_open_gives_every_combination() -> None:
    found = table(reading("a", 9, measure="losses"), reading("b", 4000, measure="neutralised"))

    assert len(found) == 12
    assert {left for left, *_ in found} == set(LOSSES)


def test_one_speaker_means_one_thing_by_one_word() -> None:
    ours = reading("a", 9, measure="losses", claimant="Kim Jong Un")
    theirs = reading("b", 12, measure="losses", claimant="Kim Jong Un")
    others = reading("c", 12, measure="losses", claimant="Kyiv")

    assert len(table(ours, theirs)) == 4
    assert len(table(ours, others)) == 16


def test_nine_against_four_thousand_is_not_comparable_whatever_the_words_mean() -> None:
    nine = reading("nine", 9, measure="losses", period=window("2025-08-01", "2025-12-12"))
    many = reading("many", 4000, measure="neutralised", period=window("2024-10-01", "2025-01-31"))
    meant = by_sense(
        nine, many, LATTICE, side_by_side=True, left_senses=senses(nine), right_senses=senses(many)
    )

    assert common_verdict(meant) == (Comparability.NOT_COMPARABLE, RelationKind.CONTRASTS)


def test_where_the_sense_matters_there_is_no_common_verdict() -> None:
    nine, twelve = reading("nine", 9, measure="losses"), reading("twelve", 12, measure="killed")

    assert common_verdict(by_sense(nine, twelve, LATTICE, side_by_side=False, left_senses=LOSSES)) is None


def test_measures_with_one_sense_give_no_table() -> None:
    assert table(reading("a", 9), reading("b", 12)) == []
