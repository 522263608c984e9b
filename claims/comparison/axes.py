"""
One function per axis: the left claim's value seen from the right one, with the reason in words.

Swapping the two readings mirrors the verdict. A missing value is UNKNOWN, never a guess. Plain Python.
"""

from dataclasses import replace

from claims.comparison.containment import (
    Wholes,
    family_of,
    known_terms,
    parts_of,
    path_to_whole,
    wholes_of,
)
from claims.comparison.events import count_one_event
from claims.comparison.measure import measure_axis
from claims.comparison.names import may_be_same_name, same_name
from claims.comparison.periods import period_axis
from claims.comparison.readings import Containment, Reading
from claims.comparison.times import told_in_words
from claims.comparison.verdicts import Finding, missing
from claims.vocabulary import Axis, AxisVerdict

# Families whose measures count things of many kinds, so that the noun says what: shells are no missiles.
FAMILIES_OF_THINGS = frozenset({"weapons", "other", "trade"})

# Words for anybody at all: a group of people is a part of "people". Own list.
ANYBODY = frozenset({"people", "person", "persons", "others", "individuals", "human beings"})

# Ways of counting that leave out what is not yet sure; each counts a part of what a loose total counts.
# Source: Every Casualty, Standards for Casualty Recording (2016), on confirmed and unconfirmed records.
STRICT_BASES = frozenset({"confirmed", "verified", "identified", "documented"})
LOOSE_BASES = frozenset({"estimated", "reported", "claimed", "projected"})


def compare_axes(left: Reading, right: Reading, containment: Containment) -> tuple[Finding, ...]:
    """Return a finding for every axis, in the order of `Axis`."""
    if count_one_event(left, right):
        return event_axes(left, right, containment)
    return (
        measure_axis(left, right, containment),
        population_axis(left, right, containment),
        place_axis(left, right, containment),
        period_axis(left, right),
        basis_axis(left, right),
    )


def event_axes(left: Reading, right: Reading, containment: Containment) -> tuple[Finding, ...]:
    """
    Return the findings for two figures of one event's outcome: the event fixes where and when.

    Whom a total counts is whoever the event befell, in whatever words ("40 villagers", "40 people"); only a group
    that is picked out ("two women") is a part.
    """
    return (
        measure_axis(left, right, containment),
        _befallen(left, right, containment),
        Finding(Axis.PLACE, AxisVerdict.SAME, _one_place(left.place, right.place)),
        Finding(Axis.PERIOD, AxisVerdict.SAME, f"what one event brought, {told_in_words(left, right)}"),
        basis_axis(_as_group(left), _as_group(right)),
    )


def _as_group(reading: Reading) -> Reading:
    """A sub-total that names its group ("five of them critically") is that group's own count."""
    if reading.role != "subtotal":
        return reading
    return replace(reading, role=None, basis=None if reading.basis == reading.role else reading.basis)


def _befallen(left: Reading, right: Reading, containment: Containment) -> Finding:
    ours, theirs = (side.event is not None and side.event.total for side in (left, right))
    words = [side.population or "those concerned" for side in (left, right)]
    of_things = _counts_things(left, containment) or _counts_things(right, containment)
    if of_things and _head(left.population) != _head(right.population):
        reason = f"it is not recorded how {words[0]} and {words[1]} relate"
        return Finding(Axis.POPULATION, AxisVerdict.UNKNOWN, reason)
    if ours and theirs:
        named = " and ".join(sorted({f"“{word}”" for word in words}))
        reason = f"each report gives it as the figure for the whole event ({named})"
        return Finding(Axis.POPULATION, AxisVerdict.SAME, reason)
    if ours or theirs:
        verdict = AxisVerdict.BROADER if ours else AxisVerdict.NARROWER
        group = words[1] if ours else words[0]
        return Finding(Axis.POPULATION, verdict, f"“{group}” are only some of those concerned")
    return population_axis(left, right, containment)


def _one_place(ours: str | None, theirs: str | None) -> str:
    named = sorted({place for place in (ours, theirs) if place})
    return (
        f"one event, which the reports put in {' and '.join(named)}" if named else "one event, so one place"
    )


def _counts_things(reading: Reading, containment: Containment) -> bool:
    return family_of(containment, reading.measure) in FAMILIES_OF_THINGS


def _head(noun: str | None) -> str:
    """Return the last word of a noun phrase in the singular: what is counted, without what is said of it."""
    return (noun or "").casefold().split()[-1].removesuffix("s") if noun and noun.split() else ""


def population_axis(left: Reading, right: Reading, containment: Containment) -> Finding:
    """Compare whom the figures count. Two parts of one whole are UNKNOWN: groups of people may overlap."""
    ours, theirs = (
        name.casefold() in ANYBODY if name else None for name in (left.population, right.population)
    )
    if ours and theirs:
        return Finding(Axis.POPULATION, AxisVerdict.SAME, "everybody concerned")
    if None not in (ours, theirs) and ours != theirs:
        group = left.population if theirs else right.population
        verdict = AxisVerdict.NARROWER if theirs else AxisVerdict.BROADER
        return Finding(Axis.POPULATION, verdict, f"“{group}” are only some of all people")
    finding = _names_axis(
        Axis.POPULATION, left.population, right.population, containment.population_wholes, "whom"
    )
    sides = [containment.population_side.get(name or "", "") for name in (left.population, right.population)]
    if finding.verdict is AxisVerdict.UNKNOWN and all(sides) and sides[0] != sides[1]:
        words = f"{left.population} and {right.population} stand on different sides"
        return Finding(Axis.POPULATION, AxisVerdict.DISJOINT, words)
    return finding


def place_axis(left: Reading, right: Reading, containment: Containment) -> Finding:
    """Compare where. Places form a tree: two recorded places, neither in the other, are DISJOINT."""
    wholes = containment.place_wholes
    finding = _names_axis(Axis.PLACE, left.place, right.place, wholes, "where")
    ours, theirs = left.place, right.place
    if finding.verdict is not AxisVerdict.UNKNOWN or ours is None or theirs is None:
        return finding
    known = known_terms(wholes)
    tangled = theirs in wholes_of(wholes, ours)  # a cycle: each is recorded as part of the other
    if ours in known and theirs in known and not tangled and not may_be_same_name(ours, theirs):
        return Finding(Axis.PLACE, AxisVerdict.DISJOINT, f"{ours} and {theirs} lie apart")
    return finding


def _names_axis(axis: Axis, ours: str | None, theirs: str | None, wholes: Wholes, asked: str) -> Finding:
    if ours is None or theirs is None:
        return Finding(axis, AxisVerdict.UNKNOWN, missing(asked, ours, theirs))
    if same_name(ours, theirs):
        return Finding(axis, AxisVerdict.SAME, ours if ours == theirs else f"{ours} is {theirs}")
    up, down = path_to_whole(wholes, ours, theirs), path_to_whole(wholes, theirs, ours)
    if up and down:
        return Finding(axis, AxisVerdict.UNKNOWN, f"{ours} and {theirs} are recorded as parts of each other")
    if up or down:
        verdict = AxisVerdict.NARROWER if up else AxisVerdict.BROADER
        part, whole, *further = up or down or ()
        words = f"{part} is part of {whole}" + "".join(f", which is part of {name}" for name in further)
        return Finding(axis, verdict, words)
    if shared := parts_of(wholes, ours) & parts_of(wholes, theirs):
        return Finding(axis, AxisVerdict.OVERLAPPING, f"{min(shared)} belongs to both {ours} and {theirs}")
    return Finding(axis, AxisVerdict.UNKNOWN, f"it is not recorded how {ours} and {theirs} relate")


def basis_axis(left: Reading, right: Reading) -> Finding:
    """
    Compare the counting: totals, increments ("another 40"), sub-totals ("including seven children"), methods.

    A basis that is not printed is UNKNOWN, but `taken_as_same`: hardly any report names one, and without this
    no two claims would ever be comparable. An increment or sub-total never passes for a total.
    """
    roles = [side.role or (side.basis if side.basis in _ROLES else None) for side in (left, right)]
    if any(roles):
        return _roles(*roles)
    ours, theirs = left.basis, right.basis
    if ours is None and theirs is None:
        words = "neither says how it was counted, so they are taken to count alike"
        return Finding(Axis.BASIS, AxisVerdict.UNKNOWN, words, taken_as_same=True)
    if ours is None or theirs is None:
        words = f"only one says how it was counted ({ours or theirs}), so they are taken to count alike"
        return Finding(Axis.BASIS, AxisVerdict.UNKNOWN, words, taken_as_same=True)
    if ours == theirs:
        return Finding(Axis.BASIS, AxisVerdict.SAME, ours)
    if _leaves_out_more(ours, theirs):
        return Finding(Axis.BASIS, AxisVerdict.NARROWER, f"{ours} is a part of {theirs}")
    if _leaves_out_more(theirs, ours):
        return Finding(Axis.BASIS, AxisVerdict.BROADER, f"{theirs} is a part of {ours}")
    return Finding(Axis.BASIS, AxisVerdict.OVERLAPPING, f"counted in different ways ({ours}, {theirs})")


def _leaves_out_more(ours: str, theirs: str) -> bool:
    """Tell whether counting as `ours` surely leaves out what `theirs` counts ("excluding land", "including land")."""
    if ours in STRICT_BASES and theirs in LOOSE_BASES:
        return True
    return ours.startswith("excluding ") and theirs == ours.replace("excluding", "including", 1)


def _roles(ours: str | None, theirs: str | None) -> Finding:
    if ours == theirs == "subtotal":
        return Finding(Axis.BASIS, AxisVerdict.SAME, "both are sub-totals")
    if ours is not None and theirs is not None:
        return Finding(Axis.BASIS, AxisVerdict.UNKNOWN, f"{_ROLES[ours]} against {_ROLES[theirs]}")
    verdict = AxisVerdict.NARROWER if ours else AxisVerdict.BROADER
    return Finding(Axis.BASIS, verdict, f"{_ROLES[ours or theirs or '']} against a total")


_ROLES = {"increment": "an increment", "subtotal": "a sub-total"}
