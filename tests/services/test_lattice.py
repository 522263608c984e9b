"""Reviewers extend what is part of what; what a rule refuses is said in words."""

import pytest
from django.contrib.auth.models import User

from claims.models import MeasurePart, Place, Population
from claims.services import judging, lattice, pairing, rejudging
from claims.vocabulary import Comparability
from config.seen import ChangedMeanwhile, mark_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def put_into(whole: Population, part: Population, *, by: User) -> None:
    """Say that the one is part of the other and change nothing else."""
    lattice.change_term(
        part, name=part.name, parent=whole, aliases=[], seen=mark_of(part), by=by, now=make.NOW
    )


def test_a_term_that_a_person_adds_is_no_suggestion(reviewer: User) -> None:
    army = make.population("army")

    row = lattice.add_term(
        Population, name=" 528th  Regiment ", parent=army, aliases=["The 528th"], side="DPRK", by=reviewer
    )

    assert (row.name, row.parent, row.aliases, row.side, row.suggested) == (
        "528th Regiment", army, ["the 528th"], "DPRK", False,
    )  # fmt: skip


def test_two_of_one_name_are_refused_in_words(reviewer: User) -> None:
    make.place("Kursk")

    with pytest.raises(lattice.TermRefused, match="already recorded"):
        lattice.add_term(Place, name="KURSK", by=reviewer)


def test_a_ring_is_refused_in_words(reviewer: User) -> None:
    army = make.population("army")
    unit = make.population("unit", parent=army)

    with pytest.raises(lattice.TermRefused, match="part of itself"):
        lattice.change_term(
            army, name="army", parent=unit, aliases=[], seen=mark_of(army), by=reviewer, now=make.NOW
        )


def test_changing_confirms_a_suggested_term(reviewer: User) -> None:
    row = make.population("528th Regiment", suggested=True)

    changed = lattice.change_term(
        row, name=row.name, parent=None, aliases=[], seen=mark_of(row), by=reviewer, now=make.NOW
    )

    assert not changed.suggested


def test_who_saves_second_is_told(reviewer: User) -> None:
    row = make.population("regiment")
    seen = mark_of(row)
    lattice.change_term(
        row, name="the regiment", parent=None, aliases=[], seen=seen, by=reviewer, now=make.NOW
    )

    with pytest.raises(ChangedMeanwhile) as told:
        lattice.change_term(
            row, name="a regiment", parent=None, aliases=[], seen=seen, by=reviewer, now=make.NOW
        )

    assert told.value.now.name == "the regiment"


def test_history_names_the_person_who_changed_a_term(reviewer: User) -> None:
    row = lattice.add_term(Population, name="regiment", by=reviewer)

    event = row.events.get()  # type: ignore[attr-defined]

    assert event.pgh_context.metadata["user"] == reviewer.pk


def test_a_component_is_added_once_and_can_be_taken_away(reviewer: User) -> None:
    killed, casualties = make.measure("killed"), make.measure("casualties")
    row = lattice.add_part(casualties, killed, certain=True, by=reviewer, now=make.NOW)

    with pytest.raises(lattice.TermRefused, match="already listed"):
        lattice.add_part(casualties, killed, certain=False, by=reviewer, now=make.NOW)
    lattice.remove_part(row.pk, seen=mark_of(row), by=reviewer, now=make.NOW)

    assert not MeasurePart.objects.exists()


def test_saying_what_is_part_of_what_judges_suggestions_anew(reviewer: User) -> None:
    regiment, army = make.population("528th Regiment"), make.population("the army")
    nine, thousands = make.claim(9, population=regiment), make.claim(4000, population=army)
    found = pairing.relation_between(nine.pk, thousands.pk, now=make.NOW)
    assert found.axes["population"] == "unknown"

    put_into(army, regiment, by=reviewer)

    found.refresh_from_db()
    assert found.axes["population"] == "narrower"
    assert found.comparability == Comparability.NESTED


def test_what_a_person_judged_keeps_the_rules_verdict_of_then(reviewer: User) -> None:
    regiment, army = make.population("528th Regiment"), make.population("the army")
    nine, thousands = make.claim(9, population=regiment), make.claim(4000, population=army)
    found = pairing.relation_between(nine.pk, thousands.pk, now=make.NOW)
    judging.leave_unsure(found, by=reviewer, now=make.NOW)

    put_into(army, regiment, by=reviewer)

    found.refresh_from_db()
    assert found.axes["population"] == "unknown"


def test_many_suggestions_are_judged_in_steps(reviewer: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rejudging, "STEP", 2)
    regiment, army = make.population("528th Regiment"), make.population("the army")
    nine = make.claim(9, population=regiment)
    found = [
        pairing.relation_between(nine.pk, make.claim(figure, population=army).pk, now=make.NOW)
        for figure in (1000, 2000, 3000)
    ]

    put_into(army, regiment, by=reviewer)
    waiting = [row.refresh_from_db() or row.axes["population"] for row in found]
    assert waiting == ["narrower", "narrower", "unknown"]

    assert rejudging.judge_step("population", regiment.pk, after=found[1].pk, now=make.NOW) is None
    found[2].refresh_from_db()
    assert found[2].axes["population"] == "narrower"
