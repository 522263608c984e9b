"""Scores are probabilities; the reliability table says whether they are."""

import pytest

from claims.comparison.reliability import Bin, calibration_error, reliability_table
from claims.comparison.scores import GROUPS, share_right
from claims.comparison.wordlists import reliability
from claims.vocabulary import Comparability, RelationKind


def test_the_table_sets_scores_against_what_was_right() -> None:
    judged = [(0.82, True), (0.88, True), (0.84, False), (0.86, True), (0.1, False)]

    low, high = reliability_table(judged)

    assert low == Bin(0.0, 1, 0.1, 0.0)
    assert (high.low, high.count, high.right) == (0.8, 4, 0.75)
    assert high.score == pytest.approx(0.85)
    assert calibration_error(judged) == pytest.approx((1 * 0.1 + 4 * 0.1) / 5)


def test_nothing_judged_is_no_error() -> None:
    assert reliability_table([]) == ()
    assert calibration_error([]) == 0


@pytest.mark.parametrize("kind", GROUPS)
@pytest.mark.parametrize("comparability", Comparability)
def test_every_suggestion_has_a_share(kind: RelationKind, comparability: Comparability) -> None:
    assert 0 < share_right(kind, comparability) < 1


def test_no_more_were_right_than_were_labelled() -> None:
    assert all(0 <= right <= labelled for labelled, right in reliability().values())
