"""The event gate: two reports of one event, and two events that look alike."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from claims.comparison.events import count_one_event, is_one_event
from claims.comparison.readings import Event, Reading

from .terms import reading

DAY = date(2024, 5, 14)
NAMES = frozenset({"orrin", "tessel", "brask"})
LEAD = frozenset({"boiler", "mill", "kind blast"})


def report(key: str, **fields: Any) -> Reading:
    event = Event(names=NAMES, foremost=frozenset({"orrin"}), days=frozenset({DAY}))
    usual = {
        "period": None,
        "place": "Tessel",
        "article": key,
        "event_words": NAMES,
        "lead": LEAD,
        "event": event,
    }
    return reading(key, **{**usual, **fields})


OTHERS = frozenset({"varn", "tessel", "holm"})
ABROAD = Event(names=OTHERS, foremost=frozenset({"varn"}))


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, True),
        # a year later: an anniversary that gives the day tells of the event, one that gives another day does not
        ({"published": DAY + timedelta(365)}, True),
        ({"event": Event(NAMES, days=frozenset({DAY + timedelta(365)}))}, False),
        ({"event": Event(NAMES, days=frozenset({DAY, DAY + timedelta(365)}))}, True),
        # an arrest two days later is told beside the deed
        ({"event": Event(NAMES, days=frozenset({DAY + timedelta(2)}))}, True),
        # other people in another place
        ({"event_words": OTHERS, "event": ABROAD, "place": "Varn"}, False),
        # each has a name that the other never uses, and cannot be told without
        ({"event_words": OTHERS | NAMES - {"orrin"}, "event": ABROAD}, False),
        # nothing in common in what is told
        ({"lead": frozenset({"parliament", "budget"})}, False),
        # each puts it where the other has never heard of
        ({"place": "Sarre"}, True),  # the other's place is one that this report names
        ({"place": "Sarre", "event_words": NAMES - {"tessel"} | {"holm", "kells"}}, False),
        # no event of one day
        ({"event": None}, False),
    ],
)
def test_two_figures_count_what_came_of_one_event(changed: dict[str, Any], expected: bool) -> None:
    ours, theirs = report("a", published=DAY), report("b", **{"published": DAY, **changed})

    assert count_one_event(ours, theirs) is expected
    assert count_one_event(theirs, ours) is expected


def test_a_month_apart_without_a_day_is_two_events() -> None:
    undated = Event(names=NAMES)
    ours, theirs = (
        report(key, event=undated, published=day) for key, day in (("a", DAY), ("b", DAY + timedelta(40)))
    )

    assert is_one_event(ours, theirs) is False


def test_one_article_tells_of_one_event() -> None:
    assert count_one_event(report("a"), replace(report("a"), key="b"))


def test_few_names_need_words_in_common() -> None:
    few = frozenset({"orrin", "tessel"})
    ours, theirs = report("a"), report("b", event_words=few | {f"name {n}" for n in range(9)})

    assert is_one_event(ours, theirs)
    assert not is_one_event(ours, replace(theirs, lead=frozenset({"harvest"})))
