"""Axis by axis: what the left claim is seen from the right one. Every row is also tried the other way round."""

from typing import Any

import pytest

from claims.comparison.axes import basis_axis, measure_axis, place_axis, population_axis
from claims.comparison.periods import period_axis
from claims.comparison.verdicts import Finding, mirror
from claims.vocabulary import AxisVerdict

from .terms import ARMY, FORCES, REGIMENT, TERMS, length, reading, window

SAME, NARROWER, BROADER = AxisVerdict.SAME, AxisVerdict.NARROWER, AxisVerdict.BROADER
OVERLAPPING, DISJOINT, UNKNOWN = AxisVerdict.OVERLAPPING, AxisVerdict.DISJOINT, AxisVerdict.UNKNOWN


def check_both_ways(there: Finding, back: Finding, expected: AxisVerdict) -> None:
    assert there.verdict is expected, there.words
    assert back.verdict is mirror(expected), back.words
    assert there.words


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("killed", "killed", SAME),
        ("killed", "casualties", NARROWER),
        ("killed", "wounded", DISJOINT),
        ("killed", "duration", DISJOINT),
        # whether the captured are casualties depends on who says it
        ("captured", "casualties", UNKNOWN),
        ("killed", "neutralised", UNKNOWN),
        # both surely count the wounded, and each something else
        ("casualties", "harmed", OVERLAPPING),
        # they may count some of the same, or not
        ("casualties", "neutralised", UNKNOWN),
        # an open sense is unknown against anything of its family but itself
        ("losses", "killed", UNKNOWN),
        ("losses", "neutralised", UNKNOWN),
        ("losses", "losses", SAME),
        # but losses are surely no length of time
        ("losses", "duration", DISJOINT),
        # a measure that the lattice does not have
        ("killed", "defected", UNKNOWN),
        ("killed", None, UNKNOWN),
        (None, None, UNKNOWN),
    ],
)
def test_measures_compare_by_the_lattice(ours: str | None, theirs: str | None, expected: AxisVerdict) -> None:
    left, right = reading(measure=ours), reading(measure=theirs)

    check_both_ways(measure_axis(left, right, TERMS), measure_axis(right, left, TERMS), expected)


@pytest.mark.parametrize(
    ("measure", "ours", "theirs", "expected"),
    [
        ("money", "USD", "USD", SAME),
        # currency twins: dollars and euros have no common figure
        ("money", "USD", "EUR", DISJOINT),
        ("money", "USD", None, UNKNOWN),
        # a count is of something, or it is nothing
        ("count", "home", "home", SAME),
        ("count", "home", "building", DISJOINT),
        ("count", None, None, UNKNOWN),
        # all lengths of time are compared in days
        ("duration", "month", "day", SAME),
        # "soldier" beside "person" only says whom
        ("killed", "soldier", "person", SAME),
        ("share", "percent", "person", UNKNOWN),
    ],
)
def test_units_are_part_of_what_is_counted(
    measure: str, ours: str | None, theirs: str | None, expected: AxisVerdict
) -> None:
    left, right = reading(measure=measure, unit=ours), reading(measure=measure, unit=theirs)

    check_both_ways(measure_axis(left, right, TERMS), measure_axis(right, left, TERMS), expected)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (REGIMENT, REGIMENT, SAME),
        # the two articles spell the one regiment in two ways
        (REGIMENT, "528th Engineering Regiment", SAME),
        (REGIMENT, ARMY, NARROWER),
        # through the army
        (REGIMENT, FORCES, NARROWER),
        (REGIMENT, "529th Engineer Regiment", UNKNOWN),
        # no children are no camp; but these belong to both
        ("children", "the camp", OVERLAPPING),
        # no recorded line between them, and they fight on different sides
        (FORCES, "Ukrainian forces", DISJOINT),
        # a circle in the recorded terms says nothing
        ("round", "trip", UNKNOWN),
        (FORCES, "civilians", UNKNOWN),
        (FORCES, None, UNKNOWN),
        # nobody named on either side is no agreement on whom
        (None, None, UNKNOWN),
    ],
)
def test_populations_compare_by_what_is_part_of_what(
    ours: str | None, theirs: str | None, expected: AxisVerdict
) -> None:
    left, right = reading(population=ours), reading(population=theirs)

    check_both_ways(population_axis(left, right, TERMS), population_axis(right, left, TERMS), expected)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ("Kursk", "Kursk", SAME),
        ("Sudzha", "Russia", NARROWER),
        # two names of one kind of area
        ("Kursk Oblast", "Kursk region", SAME),
        # the city, or the region around it?
        ("Kursk", "Kursk Oblast", UNKNOWN),
        # both are recorded, and neither holds the other
        ("Kursk", "Luhansk", DISJOINT),
        ("Sudzha", "Ukraine", DISJOINT),
        # nothing is recorded of this one
        ("Kursk", "Springfield", UNKNOWN),
        (None, "Kursk", UNKNOWN),
    ],
)
def test_places_form_a_tree(ours: str | None, theirs: str | None, expected: AxisVerdict) -> None:
    left, right = reading(place=ours), reading(place=theirs)

    check_both_ways(place_axis(left, right, TERMS), place_axis(right, left, TERMS), expected)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (("2025-01-01", "2025-12-31"), ("2025-01-01", "2025-12-31"), SAME),
        (("2025-08-01", "2025-08-31"), ("2025-01-01", "2025-12-31"), NARROWER),
        (("2025-08-01", "2025-12-12"), ("2025-10-01", "2026-02-28"), OVERLAPPING),
        (("2025-08-01", "2025-12-12"), ("2024-01-01", "2025-07-31"), DISJOINT),
        # one day in common is an overlap
        (("2025-08-01", "2025-08-02"), ("2025-08-02", "2025-08-03"), OVERLAPPING),
        # open ends: apart for sure, or not known
        (("2025-08-01", None), (None, "2025-07-31"), DISJOINT),
        (("2025-08-01", None), ("2025-09-01", "2025-09-30"), UNKNOWN),
        ((None, None), ("2025-09-01", "2025-09-30"), UNKNOWN),
    ],
)
def test_periods_compare_by_their_days(
    ours: tuple[str | None, str | None], theirs: tuple[str | None, str | None], expected: AxisVerdict
) -> None:
    left, right = reading(period=window(*ours)), reading(period=window(*theirs))

    check_both_ways(period_axis(left, right), period_axis(right, left), expected)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        # two tolls of one day, two tolls of two days
        ({"as_of": ("2025-01-31", "2025-01-31")}, {"as_of": ("2025-01-31", "2025-01-31")}, SAME),
        ({"as_of": ("2025-01-31", "2025-01-31")}, {"as_of": ("2025-02-01", "2025-02-01")}, NARROWER),
        # some day in January against the 15th: either may be the later one
        ({"as_of": ("2025-01-01", "2025-01-31")}, {"as_of": ("2025-01-15", "2025-01-15")}, UNKNOWN),
        # without an as-of day a paper says what was known on the day it came out
        ({"published": "2025-01-20"}, {"as_of": ("2025-01-31", "2025-01-31")}, NARROWER),
        ({}, {"as_of": ("2025-01-31", "2025-01-31")}, UNKNOWN),
        # a count that ended before the other period began
        ({"as_of": ("2025-01-01", "2025-01-31")}, {"period": ("2025-08-01", "2025-12-12")}, DISJOINT),
        # a count that began nobody knows when and ended inside the other period
        ({"as_of": ("2025-09-01", "2025-09-01")}, {"period": ("2025-08-01", "2025-12-12")}, UNKNOWN),
        # "since August", printed on one day
        (
            {"period": ("2025-08-01", None), "published": "2025-12-14"},
            {"period": ("2025-08-01", "2025-12-14"), "published": "2026-03-01"},
            SAME,
        ),
    ],
)
def test_running_counts_compare_by_the_day_they_go_up_to(
    ours: dict[str, Any], theirs: dict[str, Any], expected: AxisVerdict
) -> None:
    left, right = (reading(**{"period": None, **_clocks(fields)}) for fields in (ours, theirs))

    check_both_ways(period_axis(left, right), period_axis(right, left), expected)


def _clocks(fields: dict[str, Any]) -> dict[str, Any]:
    days = {name: window(*value) for name, value in fields.items() if name != "published"}
    if "published" in fields:
        days["published"] = window(fields["published"], None).first
    return days


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        (("2025-08-01", None), ("2025-08-01", "2025-12-12"), SAME),
        # "early August" and "since the beginning of August"
        (("2025-08-01", None), ("2025-08-10", None), SAME),
        (("2025-05-01", None), ("2025-08-01", None), DISJOINT),
        # only the end is told: three months before 1 November is the beginning of August
        ((None, "2025-11-01"), ("2025-08-01", None), SAME),
        ((None, None), ("2025-08-01", None), UNKNOWN),
    ],
)
def test_lengths_of_time_compare_by_when_the_thing_began(
    ours: tuple[str | None, str | None], theirs: tuple[str | None, str | None], expected: AxisVerdict
) -> None:
    left, right = (
        length("a", 3, "month", period=window(*ours)),
        length("b", 120, "day", period=window(*theirs)),
    )

    check_both_ways(period_axis(left, right), period_axis(right, left), expected)


@pytest.mark.parametrize(
    ("ours", "theirs", "expected", "taken_as_same"),
    [
        ({}, {}, UNKNOWN, True),
        ({"basis": "verified"}, {}, UNKNOWN, True),
        ({"basis": "verified"}, {"basis": "verified"}, SAME, False),
        ({"basis": "verified"}, {"basis": "estimated"}, NARROWER, False),
        ({"basis": "hospital records"}, {"basis": "satellite images"}, OVERLAPPING, False),
        # "another 40" is not the toll
        # the same bridge, with and without the land under it
        ({"basis": "excluding land"}, {"basis": "including land"}, NARROWER, False),
        ({"basis": "excluding land"}, {"basis": "including interest"}, OVERLAPPING, False),
        ({"role": "increment"}, {}, NARROWER, False),
        ({"role": "subtotal"}, {}, NARROWER, False),
        # the database keeps the same words as a basis
        ({"basis": "increment"}, {"basis": "verified"}, NARROWER, False),
        ({"basis": "subtotal"}, {"role": "subtotal"}, SAME, False),
        # "another 40" today and "another 30" tomorrow have nothing to do with each other
        ({"role": "increment"}, {"role": "increment"}, UNKNOWN, False),
        ({"role": "increment"}, {"role": "subtotal"}, UNKNOWN, False),
        # "including seven children" against "including nine children"
        ({"role": "subtotal"}, {"role": "subtotal"}, SAME, False),
    ],
)
def test_bases_compare_by_how_was_counted(
    ours: dict[str, str], theirs: dict[str, str], expected: AxisVerdict, taken_as_same: bool
) -> None:
    left, right = reading(**ours), reading(**theirs)

    check_both_ways(basis_axis(left, right), basis_axis(right, left), expected)
    assert basis_axis(left, right).taken_as_same is taken_as_same
