"""From two readings to a relation. Every row is also judged the other way round."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from claims.comparison.judge import judge
from claims.comparison.readings import Reading
from claims.vocabulary import Bound, ClaimKind, Comparability, Polarity, RelationKind

from .terms import ARMY, FORCES, REGIMENT, TERMS, day, length, reading, window

CONTRADICTS, CORROBORATES, RESTATES = (
    RelationKind.CONTRADICTS,
    RelationKind.CORROBORATES,
    RelationKind.RESTATES,
)
UPDATES, CORRECTS, CONTRASTS = RelationKind.UPDATES, RelationKind.CORRECTS, RelationKind.CONTRASTS
VIOLATION, UNRELATED = RelationKind.CONTAINMENT_VIOLATION, RelationKind.UNRELATED

KIM, KYIV = {"claimant": "Kim Jong Un"}, {"claimant": "Volodymyr Zelensky"}
MAY_3, MAY_5 = {"as_of": window("2025-05-03", "2025-05-03")}, {"as_of": window("2025-05-05", "2025-05-05")}
RUNNING_3, RUNNING_5 = {"period": None, **MAY_3}, {"period": None, **MAY_5}
AT_LEAST = {"high": None, "bound": Bound.AT_LEAST}


@pytest.mark.parametrize(
    ("ours", "theirs", "expected", "newer"),
    [
        # comparable: nothing differs but the figure and who says it
        ({"best": 9, **KIM}, {"best": 40, **KYIV}, CONTRADICTS, None),
        ({"best": 9, **KIM}, {"best": 9, **KYIV}, CORROBORATES, None),
        ({"best": 9, **KIM}, {"best": 9, "claimant": "Kim Jong-un"}, RESTATES, None),
        ({"best": 9, **KIM, "utterance": "u"}, {"best": 9, **KYIV, "utterance": "u"}, RESTATES, None),
        # a nameless report is no second origin
        ({"best": 9, **KIM}, {"best": 9}, RESTATES, None),
        # a lower bound below the other figure leaves room for it: comparable, and both can be true
        ({"best": 5, **AT_LEAST, **KIM}, {"best": 9, **KYIV}, CONTRASTS, None),
        ({"best": 10, **AT_LEAST, **KIM}, {"best": 9, **KYIV}, CONTRADICTS, None),
        # one of them is the other one rounded
        ({"best": 4000, **KIM}, {"best": 4012, **KYIV}, CORROBORATES, None),
        # the same person on one day says two things
        ({"best": 9, **KIM}, {"best": 40, **KIM}, CONTRADICTS, None),
        # as-of is judged to the day
        ({"best": 9, **KIM, **MAY_3}, {"best": 40, **KIM, **MAY_5}, UPDATES, "right"),
        ({"best": 40, **KIM, **MAY_3}, {"best": 9, **KIM, **MAY_5}, UPDATES, "right"),
        ({"best": 9, **KIM, **MAY_3}, {"best": 40, **KYIV, **MAY_5}, UPDATES, "right"),
        # others have fewer two days later: a toll does not fall
        ({"best": 40, **KIM, **MAY_3}, {"best": 9, **KYIV, **MAY_5}, CONTRADICTS, None),
        # but fewer are missing every day
        (
            {"best": 40, **KIM, **MAY_3, "measure": "missing"},
            {"best": 9, **KYIV, **MAY_5, "measure": "missing"},
            UPDATES,
            "right",
        ),
        # "more than 9" on Saturday, 40 on Monday: agree as numbers, and yet the second is news
        ({"best": 9, **AT_LEAST, **KIM, **MAY_3}, {"best": 40, **KIM, **MAY_5}, UPDATES, "right"),
        # running counts without a beginning
        ({"best": 9, **RUNNING_3}, {"best": 40, **RUNNING_5}, UPDATES, "right"),
        ({"best": 9, **KIM, **RUNNING_3}, {"best": 40, **KYIV, **RUNNING_3}, CONTRADICTS, None),
        ({"best": 40, **KIM, **RUNNING_3}, {"best": 9, **KYIV, **RUNNING_5}, VIOLATION, None),
        ({"best": 9, **KIM, **RUNNING_3}, {"best": 9, **KYIV, **RUNNING_5}, CORROBORATES, None),
        # "until 3 May" as a period says the same as an as-of day
        (
            {"best": 9, "period": window(None, "2025-05-03")},
            {"best": 40, "period": window(None, "2025-05-05")},
            UPDATES,
            "right",
        ),
        # the text itself calls one of them revised
        (
            {"best": 40, "article": "x"},
            {"best": 9, "article": "x", "revision": "corrects"},
            CORRECTS,
            "right",
        ),
        ({"best": 9, "article": "x"}, {"best": 40, "article": "x", "revision": "updates"}, UPDATES, "right"),
        # a revision cannot revise what came after it
        ({"best": 40, **MAY_5}, {"best": 9, "revision": "corrects", **MAY_3}, UPDATES, "left"),
        # nested: the part may be smaller, never bigger
        ({"best": 9, "population": REGIMENT}, {"best": 40}, CONTRASTS, None),
        ({"best": 41, "population": REGIMENT}, {"best": 40}, VIOLATION, None),
        ({"best": 41}, {"best": 40, "measure": "casualties"}, VIOLATION, None),
        ({"best": 41, "period": window("2025-08-01", "2025-08-31")}, {"best": 40}, VIOLATION, None),
        ({"best": 41, "population": REGIMENT}, {"best": 40, **AT_LEAST}, CONTRASTS, None),
        # the share in a part may well exceed the share in the whole
        (
            {"best": 41, "population": REGIMENT, "measure": "share", "unit": "percent"},
            {"best": 40, "measure": "share", "unit": "percent"},
            CONTRASTS,
            None,
        ),
        # narrower in one way, broader in another: no part and no whole
        ({"best": 41, "population": REGIMENT, "place": "Russia"}, {"best": 40}, CONTRASTS, None),
        # not comparable, of one population: a contrast even across articles …
        ({"best": 9, "period": window("2024-01-01", "2024-12-31")}, {"best": 40}, CONTRASTS, None),
        # … but the wounded of one report against the dead of another only where one text does so
        ({"best": 9, "measure": "wounded"}, {"best": 40}, UNRELATED, None),
        ({"best": 9, "measure": "wounded", "article": "x"}, {"best": 40, "article": "x"}, CONTRASTS, None),
        # no place, but one event: later and higher is news, later and lower is not said to be a conflict
        (
            {"best": 9, "place": None, **RUNNING_3, "event_words": frozenset({"aceh"})},
            {"best": 40, **RUNNING_5, "event_words": frozenset({"aceh"})},
            UPDATES,
            "right",
        ),
        (
            {"best": 40, "place": None, **RUNNING_3, "event_words": frozenset({"aceh"})},
            {"best": 9, **RUNNING_5, "event_words": frozenset({"aceh"})},
            UNRELATED,
            None,
        ),
        # two axes unknown: far too little to trouble anybody with
        ({"best": 9, "place": None, "period": None}, {"best": 40}, UNRELATED, None),
        # people of any kind are the whole of every group
        ({"best": 9}, {"best": 8, "population": "people"}, VIOLATION, None),
        ({"best": 9, "population": "People"}, {"best": 9, "population": "persons", **KIM}, RESTATES, None),
        # two parts of one whole
        ({"best": 9, "population": "a company"}, {"best": 40, "place": "Luhansk"}, UNRELATED, None),
        # other families never meet, not even in one sentence
        (
            {"best": 9, "article": "x"},
            {"best": 40, "measure": "money", "unit": "USD", "article": "x"},
            UNRELATED,
            None,
        ),
        # a denied figure against the same one affirmed, and against another one
        ({"best": 9, **KIM, "polarity": Polarity.DENIED}, {"best": 9, **KYIV}, CONTRADICTS, None),
        ({"best": 9, **KIM, "polarity": Polarity.DENIED}, {"best": 40, **KYIV}, CONTRASTS, None),
        (
            {"best": 9, **KIM, **MAY_3, "polarity": Polarity.DENIED},
            {"best": 9, **KIM, **MAY_5},
            UPDATES,
            "right",
        ),
        (
            {"best": 9, "polarity": Polarity.DENIED},
            {"best": 40, "polarity": Polarity.DENIED},
            CONTRASTS,
            None,
        ),
        # a figure too vague to compare
        ({"best": 9, "low": None, "high": None, "bound": Bound.VAGUE}, {"best": 40}, CONTRASTS, None),
        # an unknown axis: never a contradiction …
        ({"best": 9, "place": None, **KIM}, {"best": 40, **KYIV}, CONTRASTS, None),
        # … and agreement only where one event is told
        (
            {"best": 9, "place": None, "article": "x", **KIM},
            {"best": 9, "article": "x", **KYIV},
            CORROBORATES,
            None,
        ),
        ({"best": 9, "place": None, **KIM}, {"best": 9, **KYIV}, CONTRASTS, None),
    ],
)
def test_two_figures_relate(
    ours: dict[str, Any], theirs: dict[str, Any], expected: RelationKind, newer: str | None
) -> None:
    left, right = reading("a", **ours), reading("b", **theirs)
    together = left.article is not None and left.article == right.article
    there, back = (judge(*pair, TERMS, side_by_side=together) for pair in ((left, right), (right, left)))

    assert (there.relation, there.newer) == (expected, newer), there.reasons
    assert back.relation is expected
    assert back.newer == {"left": "right", "right": "left", None: None}[newer]
    assert back.score == there.score


def test_the_gate_keeps_two_events_apart() -> None:
    detroit = reading(
        "a", 3, place=None, population="people", event_words=frozenset({"detroit", "troy", "lacalamita"})
    )
    istanbul = reading(
        "b", 5, place=None, population="people", event_words=frozenset({"istanbul", "turkey", "hagia"})
    )

    assert judge(detroit, istanbul, TERMS, side_by_side=False).relation is RelationKind.UNRELATED


def test_months_and_days_agree_where_the_calendar_allows_it() -> None:
    verdict = judge(length("a", 3, "month"), length("b", 90, "day"), TERMS, side_by_side=False)

    assert verdict.comparability is Comparability.COMPARABLE
    assert verdict.relation is RelationKind.RESTATES


def test_a_part_of_a_mission_may_last_longer_than_is_said_of_the_whole() -> None:
    part, whole = length("a", 120, "day"), length("b", 90, "day", population=ARMY)

    assert judge(part, whole, TERMS, side_by_side=True).relation is RelationKind.CONTRASTS


def position(key: str, polarity: Polarity, published: str, **fields: Any) -> Reading:
    usual = {
        "kind": ClaimKind.POSITION,
        "statement": "North Korean units were deployed on Russian territory",
        "claimant": "North Korea",
        "polarity": polarity,
        "published": day(published),
    }
    return reading(
        key, None, measure=None, bound=None, population=None, place=None, period=None, **{**usual, **fields}
    )


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({}, {}, UPDATES),
        # the order of the words and small ones make no difference
        ({"statement": "on Russian territory, units North Korean were deployed"}, {}, UPDATES),
        ({"claimant": "Russia"}, {}, UNRELATED),
        ({"claimant": None}, {}, UNRELATED),
        ({"statement": "the harvest was good"}, {}, UNRELATED),
        ({"statement": None}, {}, UNRELATED),
        ({"kind": ClaimKind.FIRSTNESS}, {}, UNRELATED),
        ({"polarity": Polarity.AFFIRMED}, {}, UNRELATED),
        # nobody knows which came first
        ({"published": None}, {}, UNRELATED),
    ],
)
def test_a_denial_that_becomes_an_admission_is_an_update(
    ours: dict[str, Any], theirs: dict[str, Any], expected: RelationKind
) -> None:
    denial = replace(position("a", Polarity.DENIED, "2024-11-01"), **ours)
    admission = replace(position("b", Polarity.AFFIRMED, "2025-04-28"), **theirs)

    there = judge(denial, admission, TERMS, side_by_side=False)

    assert there.relation is expected
    assert judge(admission, denial, TERMS, side_by_side=False).relation is expected
    if expected is UPDATES:
        assert there.newer == "right"
        assert there.reasons[-1] == "updates: denial, later admission"


def test_an_admission_that_is_denied_later_is_not_called_an_admission() -> None:
    admission = position("a", Polarity.AFFIRMED, "2024-11-01")
    denial = position("b", Polarity.DENIED, "2025-04-28")

    assert judge(admission, denial, TERMS, side_by_side=False).relation is UNRELATED


def test_a_wider_gap_between_contradicting_figures_scores_higher() -> None:
    near = judge(reading("a", 9), reading("b", 10), TERMS, side_by_side=False)
    far = judge(reading("a", 9), reading("b", 4000), TERMS, side_by_side=False)

    assert near.relation is far.relation is CONTRADICTS
    assert near.score < far.score


def test_what_differs_is_told_before_what_is_the_same() -> None:
    nested = judge(reading("a", 9, population=REGIMENT), reading("b", 40), TERMS, side_by_side=True)

    assert [reason.split(":")[0] for reason in nested.reasons] == [
        "population",
        "measure",
        "place",
        "period",
        "basis",
        "contrasts",
    ]


def test_an_exact_decimal_figure_stays_exact() -> None:
    left = reading("a", None, low=Decimal("1.1"), high=Decimal("1.1"), measure="share", unit="percent")
    right = reading("b", None, low=Decimal("1.2"), high=Decimal("1.2"), measure="share", unit="percent")

    assert judge(left, right, TERMS, side_by_side=False).relation is CONTRADICTS


def test_the_population_of_a_whole_is_no_name_for_its_part() -> None:
    verdict = judge(
        reading("a", 9, population=FORCES), reading("b", 9, population=ARMY), TERMS, side_by_side=False
    )

    assert verdict.comparability is Comparability.NESTED
