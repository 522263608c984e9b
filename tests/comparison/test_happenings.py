"""Which figures of an article count what its event brought, and which of them are totals."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from claims.comparison.happenings import Placed, with_events
from claims.comparison.passages import Passages
from claims.comparison.readings import Reading
from claims.vocabulary import Bound

from .terms import reading

LEAD = "Nine people were killed when a boiler exploded at the Orrin mill in Tessel on Tuesday. "
#: What stands between the opening and the sentence: long enough that the sentence is outside it.
BETWEEN = "The mill makes flour. It stands on the river. It was built long ago. Work has stopped. Rain fell. "


def read(sentence: str, figure: str, best: int, *, voice: str | None = None, **fields: Any) -> Reading:
    """Return the second figure as the article's rules see it; the first is the nine killed of the opening."""
    text = LEAD + BETWEEN + sentence
    first = reading("1", 9, population="people", place="Tessel", period=None)
    second = replace(
        reading("2", best, population="people", place=None, period=None), **{"role": None, **fields}
    )
    placed = [Placed(first, text.index("Nine")), Placed(second, text.index(figure, len(LEAD)), voice)]
    return with_events(placed, Passages(text), frozenset())[1]


@pytest.mark.parametrize(
    ("sentence", "figure", "best", "voice", "fields", "total"),
    [
        # the same figure again
        ("Nine died.", "Nine", 9, None, {}, True),
        # somebody else gives another total of the same event
        ("The Tessel clinic said 12 were killed by the exploding boiler.", "12", 12, "clinic", {}, True),
        # in its own voice an article gives one total
        ("The exploding boiler killed 12 at the mill.", "12", 12, None, {}, None),
        # a group among the dead
        ("Four of them were women.", "Four", 4, None, {"population": "women", "role": "subtotal"}, False),
        # another event, a longer time
        ("In another blast 4 were killed.", "4", 4, "police", {}, None),
        ("Boilers have killed 60 since 2001.", "60", 60, "union", {}, None),
        # in a place that the opening does not name
        ("A guard in Varn said 3 were killed.", "3", 3, "guard", {"place": "Varn"}, None),
        # another measure is total again
        ("The boiler hurt 31 at the mill.", "31", 31, None, {"measure": "wounded"}, True),
        # what is only counted came of nothing
        ("The mill has 80 rooms.", "80", 80, None, {"measure": "count"}, None),
        # nor is a sum whose heading nobody knows
        ("The mill paid 80 crowns.", "80", 80, None, {"measure": "money", "unit": "SEK"}, None),
        # the text itself says that the figure is revised
        ("The toll of the exploding boiler was revised to 8.", "8", 8, None, {"revision": "corrects"}, True),
    ],
)
def test_a_figure_belongs_to_the_event_of_the_opening(
    sentence: str, figure: str, best: int, voice: str | None, fields: dict[str, Any], total: bool | None
) -> None:
    found = read(sentence, figure, best, voice=voice, **fields)

    assert (found.event.total if found.event else None) is total


def test_what_stands_beside_the_event_has_neither_its_day_nor_its_place() -> None:
    text = LEAD + BETWEEN + "In another blast 4 were killed."
    aside = reading("2", 4, population="people", place="Tessel")
    placed = Placed(aside, text.index("4"), None, frozenset({"period", "place"}))

    [found] = with_events([placed], Passages(text), frozenset())

    assert found.background
    assert (found.period, found.place) == (None, None)


def test_a_headline_is_bounded_as_its_body_is() -> None:
    text = "Nine dead in Tessel\n\nAt least nine people were killed in Tessel on Tuesday."
    bare = reading("1", 9, population="people", period=None)
    bounded = replace(bare, key="2", high=None, bound=Bound.AT_LEAST)

    found = with_events([Placed(bare, 0), Placed(bounded, text.index("least"))], Passages(text), frozenset())

    assert (found[0].bound, found[0].loose) == (Bound.EXACT, Bound.AT_LEAST)
    assert found[0].best == Decimal(9)


def test_two_more_of_another_measure_are_no_increment() -> None:
    text = "Nine people were killed and two others hurt in Tessel."
    others = reading("2", 2, measure="wounded", period=None, role="increment", basis="increment")

    [found] = with_events([Placed(others, text.index("two"))], Passages(text), frozenset())

    assert (found.role, found.basis) == (None, None)
