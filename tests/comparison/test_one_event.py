"""Two reports of one event: every row is also judged the other way round."""

from datetime import date
from typing import Any

import pytest

from claims.comparison.judge import judge
from claims.comparison.readings import Event, Reading
from claims.vocabulary import Bound, Comparability, RelationKind

from .terms import TERMS, reading, window

CONTRADICTS, CORROBORATES, RESTATES = (
    RelationKind.CONTRADICTS,
    RelationKind.CORROBORATES,
    RelationKind.RESTATES,
)
UPDATES, CORRECTS, CONTRASTS = RelationKind.UPDATES, RelationKind.CORRECTS, RelationKind.CONTRASTS
VIOLATION, UNRELATED = RelationKind.CONTAINMENT_VIOLATION, RelationKind.UNRELATED

SAME_DAY, DAY_AFTER, LATER = {"told": (0, 0)}, {"told": (1, 1)}, {"told": (1, None)}
AT_LEAST = {"high": None, "bound": Bound.AT_LEAST}
ABOUT = {"low": None, "high": None, "bound": Bound.ABOUT}
SECOND, THIRD = {"published": date(2024, 5, 14)}, {"published": date(2024, 5, 15)}
PART = {"total": False}
COMPARABLE, NESTED = Comparability.COMPARABLE, Comparability.NESTED


def report(key: str, best: int = 9, *, told: Any = None, total: bool = True, **fields: Any) -> Reading:
    """Return a figure of people killed at the mill, with neither a place nor a day."""
    names = frozenset({"orrin", "tessel", "brask"})
    event = Event(names=names, told=told, total=total)
    usual = {"population": "people", "place": None, "period": None, "article": key, "event_words": names}
    lead = frozenset({"boiler", "mill", "kind blast"})
    return reading(key, best, **{**usual, "lead": lead, "event": event, **fields})


@pytest.mark.parametrize(
    ("ours", "theirs", "expected", "newer", "comparability"),
    [
        # no day is known of either: the event is, and so both count the same
        ({}, {"best": 12}, CONTRADICTS, None, COMPARABLE),
        ({}, {}, RESTATES, None, COMPARABLE),
        ({"claimant": "police"}, {"claimant": "Tessel clinic"}, CORROBORATES, None, COMPARABLE),
        # in whatever words those are put whom it befell
        ({"population": "mill workers"}, {}, RESTATES, None, COMPARABLE),
        ({"population": "mill workers"}, {"best": 12}, CONTRADICTS, None, COMPARABLE),
        # as-of to the day: on one day two figures contradict, a later and higher one is news
        ({**SAME_DAY}, {"best": 12, **SAME_DAY}, CONTRADICTS, None, COMPARABLE),
        ({**SAME_DAY}, {"best": 12, **DAY_AFTER}, UPDATES, "right", COMPARABLE),
        ({**SECOND}, {"best": 12, **THIRD}, UPDATES, "right", COMPARABLE),
        # a toll does not fall
        ({"best": 12, **SAME_DAY}, {**DAY_AFTER}, CONTRADICTS, None, COMPARABLE),
        # which is later is not known
        ({**DAY_AFTER}, {"best": 12, **LATER}, CONTRADICTS, None, COMPARABLE),
        # how many shells fell does not change with the day
        (
            {"measure": "munitions", "population": "shells", "unit": "shell", **SAME_DAY},
            {"best": 3, "measure": "munitions", "population": "tank shells", "unit": "shell", **DAY_AFTER},
            CONTRADICTS,
            None,
            COMPARABLE,
        ),
        # shells are no rockets
        (
            {"measure": "munitions", "population": "shells", "unit": "shell"},
            {"best": 3, "measure": "munitions", "population": "rockets", "unit": "rocket"},
            UNRELATED,
            None,
            Comparability.NOT_COMPARABLE,
        ),
        # who is missing changes both ways
        (
            {"best": 12, "measure": "missing", **SAME_DAY},
            {"best": 4, "measure": "missing", **DAY_AFTER},
            UPDATES,
            "right",
            COMPARABLE,
        ),
        # bounds: room for the other is no support
        ({**AT_LEAST}, {"best": 12}, CONTRASTS, None, COMPARABLE),
        ({"best": 12, **AT_LEAST}, {}, CONTRADICTS, None, COMPARABLE),
        ({**AT_LEAST}, {**AT_LEAST}, RESTATES, None, COMPARABLE),
        ({**ABOUT}, {}, CONTRASTS, None, COMPARABLE),
        # … but of two named speakers it is
        ({**ABOUT, "claimant": "police"}, {"claimant": "Tessel clinic"}, CORROBORATES, None, COMPARABLE),
        # a headline's bare figure is bounded as its body is
        ({"loose": Bound.AT_LEAST}, {"best": 12}, CONTRASTS, None, COMPARABLE),
        # the upper end of a vague word excludes nothing
        (
            {"low": 24, "best": None, "high": 99, "bound": Bound.VAGUE},
            {"best": 200},
            CONTRASTS,
            None,
            COMPARABLE,
        ),
        ({"low": 24, "best": None, "high": 99, "bound": Bound.VAGUE}, {}, CONTRADICTS, None, COMPARABLE),
        # a group among the dead: a part, which must not exceed the whole
        ({"best": 4, "population": "women", **PART}, {}, CONTRASTS, None, NESTED),
        ({"best": 12, "population": "women", **PART}, {}, VIOLATION, None, NESTED),
        # a sub-total that names its group is the group's own count
        (
            {"best": 4, "population": "women", "role": "subtotal", "basis": "subtotal", **PART},
            {"best": 5, "population": "women", **PART},
            CONTRADICTS,
            None,
            COMPARABLE,
        ),
        # killed are a part of the casualties, and nobody sets the dead against the wounded
        ({}, {"best": 31, "measure": "casualties"}, CONTRASTS, None, NESTED),
        ({}, {"best": 31, "measure": "wounded"}, UNRELATED, None, Comparability.NOT_COMPARABLE),
        # "another three": an increment against the total
        ({"best": 3, "role": "increment", "basis": "increment"}, {}, CONTRASTS, None, NESTED),
        # the text calls a figure revised, or takes one back
        ({}, {"best": 8, "revision": "corrects"}, CORRECTS, "right", COMPARABLE),
        ({"revision": "corrected"}, {"best": 8}, CORRECTS, "right", COMPARABLE),
        ({"revision": "updated"}, {"best": 12}, UPDATES, "right", COMPARABLE),
        # one act of saying
        ({"claimant": "police", "utterance": "u"}, {"claimant": "Tessel clinic", "utterance": "u"}, RESTATES, None, COMPARABLE),
        # one speaker, more exactly
        ({**AT_LEAST, "claimant": "police"}, {"best": 12, "claimant": "police"}, RESTATES, None, COMPARABLE),
        # two headings of money
        (
            {"measure": "money", "unit": "EUR", "aspect": "price"},
            {"best": 12, "measure": "money", "unit": "EUR", "aspect": "debt"},
            UNRELATED,
            None,
            Comparability.NOT_COMPARABLE,
        ),
    ],
)  # fmt: skip
def test_two_reports_of_one_event_relate(
    ours: dict[str, Any],
    theirs: dict[str, Any],
    expected: RelationKind,
    newer: str | None,
    comparability: Comparability,
) -> None:
    left, right = report("a", **ours), report("b", **theirs)
    there, back = (judge(*pair, TERMS, side_by_side=False) for pair in ((left, right), (right, left)))

    assert (there.relation, there.newer, there.comparability) == (expected, newer, comparability), (
        there.reasons
    )
    assert (back.relation, back.comparability) == (expected, comparability)
    assert back.newer == {"left": "right", "right": "left", None: None}[newer]
    assert back.score == there.score


def test_the_reasons_say_that_the_event_stands_for_place_and_day() -> None:
    verdict = judge(report("a", **SAME_DAY), report("b", 12, **DAY_AFTER), TERMS, side_by_side=False)

    assert [reason for reason in verdict.reasons if reason.startswith(("place", "period"))] == [
        "place: same — one event, so one place",
        "period: same — what one event brought, as told on the day itself and the day after",
    ]


def test_a_figure_from_the_background_is_not_counted_to_the_day_of_print() -> None:
    aside = report("a", 40, event=None, background=True, **SECOND)
    news = report("b", 12, **SECOND)

    assert judge(aside, news, TERMS, side_by_side=False).relation is not CONTRADICTS


def test_a_count_since_one_day_runs_on() -> None:
    since = {"period": window("2024-02-01", None), "event": None, "place": "Kursk"}
    early, late = report("a", **since, **SECOND), report("b", 12, **since, **THIRD)

    verdict = judge(early, late, TERMS, side_by_side=False)

    assert (verdict.relation, verdict.newer) == (UPDATES, "right")
