"""What makes a person look twice: for every rule a case that fires and cases that pass."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from claims.comparison.alarms import alarms_of, stale, sum_differs
from claims.comparison.judge import judge
from claims.comparison.readings import Containment, Reading, Window
from claims.vocabulary import Bound, ClaimKind, FindingKind, Polarity

CONTAINMENT = Containment(
    measure_parts={"casualties": {"killed": True, "wounded": True, "missing": False}},
    ambiguous=frozenset(),
    population_wholes={"regiment": ("army",)},
    place_wholes={},
    measure_family=dict.fromkeys(("killed", "wounded", "missing", "casualties", "losses"), "casualties"),
)


def day(text: str) -> Window:
    return Window(date.fromisoformat(text), date.fromisoformat(text))


def count(best: int, **fields: Any) -> Reading:
    number = Decimal(best)
    values: dict[str, Any] = {
        "key": str(best), "kind": ClaimKind.QUANTITY, "measure": "killed", "population": "army", "place": "Kursk",
        "low": number, "best": number, "high": number, "bound": Bound.EXACT, "unit": "person",
        "claimant": "Ministry", "as_of": day("2025-03-01"), "words": f"{best} killed",
    }  # fmt: skip
    return Reading(**(values | fields))


def position(statement: str, **fields: Any) -> Reading:
    values: dict[str, Any] = {
        "key": statement, "kind": ClaimKind.POSITION, "statement": statement, "claimant": "Ministry",
        "published": date(2025, 4, 1),
    }  # fmt: skip
    return Reading(**(values | fields))


def kinds(left: Reading, right: Reading, *, one_text: bool) -> list[FindingKind]:
    verdict = judge(left, right, CONTAINMENT, side_by_side=one_text)
    found = [alarm.kind for alarm in alarms_of(left, right, verdict, one_text=one_text)]
    mirrored = judge(right, left, CONTAINMENT, side_by_side=one_text)
    assert found == [alarm.kind for alarm in alarms_of(right, left, mirrored, one_text=one_text)]
    return found


LATER = day("2025-05-01")
DRIFTED = {"measure": "losses", "words": "31 losses"}
SENT = "it sent engineers to the region"

FIRING = [
    # a regiment's dead exceed the army's
    (FindingKind.CONTAINMENT, count(40, population="regiment"), count(31), False),
    # "31 losses" has become "31 killed" in one text
    (FindingKind.DRIFT, count(31, **DRIFTED), count(31), True),
    # a sub-heading has no speaker and repeats the figure under another word
    (FindingKind.DRIFT, count(31, **DRIFTED, claimant=None), count(31), True),
    # the same particular figure in two mouths
    (FindingKind.SWAP, count(31), count(31, claimant="Governor"), False),
    # a toll cannot fall
    (FindingKind.DECREASE, count(31), count(27, as_of=LATER), False),
    (
        FindingKind.ADMISSION,
        position(SENT, polarity=Polarity.DENIED),
        position(SENT, published=date(2025, 12, 1)),
        False,
    ),
    (
        FindingKind.FIRSTNESS,
        position(SENT),
        Reading(
            key="first", kind=ClaimKind.FIRSTNESS, published=date(2025, 12, 14),
            statement="the ministry has for the first time said that it sent engineers to the region",
        ),
        True,
    ),
]  # fmt: skip

PASSING = [
    (FindingKind.CONTAINMENT, count(20, population="regiment"), count(31), False),
    (FindingKind.DRIFT, count(30, **DRIFTED), count(31), True),  # another figure
    (FindingKind.DRIFT, count(31, **DRIFTED), count(31), False),  # two texts: two readings, not a drift
    (FindingKind.DRIFT, count(31, **DRIFTED, claimant="Governor"), count(31), True),  # two speakers
    (FindingKind.DRIFT, count(31, **DRIFTED, population="navy"), count(31), True),
    (FindingKind.SWAP, count(30), count(30, claimant="Governor"), False),  # round: everybody says 30
    (FindingKind.SWAP, count(31), count(31), False),  # one speaker twice
    (FindingKind.SWAP, count(31), count(31, claimant="Governor", population="navy"), False),
    (FindingKind.SWAP, count(31), count(31, claimant="Governor", bound=Bound.AT_LEAST), False),
    (FindingKind.DECREASE, count(27), count(31, as_of=LATER), False),
    (FindingKind.DECREASE, count(31), count(27), False),  # one day: a contradiction, not a decrease
    (FindingKind.DECREASE, count(31, measure="missing"), count(27, measure="missing", as_of=LATER), False),  # found
    (FindingKind.DECREASE, count(31), count(27, as_of=LATER, claimant="Governor"), False),
    (FindingKind.DECREASE, count(31), count(27, as_of=LATER, role="increment"), False),  # "another 27"
    (FindingKind.ADMISSION, position(SENT), position(SENT, published=date(2025, 12, 1)), False),
    (
        FindingKind.ADMISSION,
        position(SENT, polarity=Polarity.DENIED),
        position("it paid for the bridge", published=date(2025, 12, 1)),
        False,
    ),
    (
        FindingKind.FIRSTNESS,
        position("it sent engineers to the region", published=date(2026, 1, 1)),  # said after, so no refutation
        Reading(
            key="first", kind=ClaimKind.FIRSTNESS, published=date(2025, 12, 14),
            statement="the ministry has for the first time said that it sent engineers to the region",
        ),
        True,
    ),
    (
        FindingKind.FIRSTNESS,
        position(SENT, polarity=Polarity.DENIED),  # a denial before is what makes it a first
        Reading(
            key="first", kind=ClaimKind.FIRSTNESS, published=date(2025, 12, 14),
            statement="the ministry has for the first time said that it sent engineers to the region",
        ),
        True,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "left", "right", "one_text"), FIRING)
def test_a_rule_fires(kind: FindingKind, left: Reading, right: Reading, one_text: bool) -> None:
    assert kind in kinds(left, right, one_text=one_text)


@pytest.mark.parametrize(("kind", "left", "right", "one_text"), PASSING)
def test_a_rule_passes(kind: FindingKind, left: Reading, right: Reading, one_text: bool) -> None:
    assert kind not in kinds(left, right, one_text=one_text)


@pytest.mark.parametrize(
    ("printed", "is_stale"), [("2026-03-02", True), ("2026-03-01", False), ("2025-03-02", False)]
)
def test_a_count_printed_more_than_a_year_later_is_stale(printed: str, is_stale: bool) -> None:
    alarm = stale(replace(count(31), published=date.fromisoformat(printed)))

    assert (alarm is not None) == is_stale


def test_a_count_without_a_day_is_not_called_stale() -> None:
    assert stale(count(31, as_of=None, published=date(2027, 1, 1))) is None


KILLED, WOUNDED = count(12), count(9, measure="wounded", words="9 wounded")
ALL = {"measure": "casualties"}


@pytest.mark.parametrize(
    ("whole", "parts", "differs"),
    [
        (count(23, **ALL), [KILLED, WOUNDED], False),  # two may be missing
        (count(20, **ALL), [KILLED, WOUNDED], True),
        (count(21, **ALL), [KILLED, WOUNDED], False),
        (count(20, **ALL, bound=Bound.ABOUT), [KILLED, WOUNDED], False),
        (count(20, **ALL), [KILLED], False),  # the wounded are not given
    ],
)
def test_a_sum_that_its_parts_exceed_is_noticed(whole: Reading, parts: list[Reading], differs: bool) -> None:
    assert (sum_differs(whole, parts, CONTAINMENT) is not None) == differs
