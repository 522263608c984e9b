"""
One function per axis: the left claim's value seen from the right one, with the reason in words.

Swapping the two readings mirrors the verdict. A missing value is UNKNOWN, never a guess. Plain Python.
"""

from dataclasses import replace

from claims.comparison.containment import (
    Wholes,
    certain_parts,
    family_of,
    is_known_measure,
    known_terms,
    parts_of,
    path_to_whole,
    possible_parts,
    wholes_of,
)
from claims.comparison.events import count_one_event
from claims.comparison.figures import unit_of
from claims.comparison.names import may_be_same_name, same_name
from claims.comparison.periods import period_axis
from claims.comparison.readings import Containment, Reading
from claims.comparison.verdicts import Finding
from claims.vocabulary import Axis, AxisVerdict

# What says nothing without its unit: three of what?
GENERIC_MEASURES = frozenset({"count", "destroyed"})

# Families whose measures count persons by definition, so that a unit ("soldier") only repeats whom.
FAMILIES_OF_PERSONS = frozenset({"casualties", "personnel", "crowd", "health", "actors"})

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
        Finding(Axis.PLACE, AxisVerdict.SAME, "both report one event, wherever they put it"),
        Finding(Axis.PERIOD, AxisVerdict.SAME, "both count what came of one event"),
        basis_axis(_as_group(left), _as_group(right)),
    )


def _as_group(reading: Reading) -> Reading:
    """A sub-total that names its group ("five of them critically") is that group's own count."""
    if reading.role != "subtotal":
        return reading
    return replace(reading, role=None, basis=None if reading.basis == reading.role else reading.basis)


def _befallen(left: Reading, right: Reading, containment: Containment) -> Finding:
    ours, theirs = (side.event is not None and side.event.total for side in (left, right))
    words = [side.population or "nobody in particular" for side in (left, right)]
    if _counts_things(left, containment) and _head(left.population) != _head(right.population):
        return Finding(
            Axis.POPULATION, AxisVerdict.UNKNOWN, f"nothing says how {words[0]} relate to {words[1]}"
        )
    if ours and theirs:
        told = words[0] if words[0] == words[1] else " and ".join(f"“{word}”" for word in words)
        return Finding(
            Axis.POPULATION, AxisVerdict.SAME, f"each is its report's figure for the whole event ({told})"
        )
    if ours or theirs:
        verdict = AxisVerdict.BROADER if ours else AxisVerdict.NARROWER
        group = words[1] if ours else words[0]
        return Finding(Axis.POPULATION, verdict, f"{group} are a group among all those concerned")
    return population_axis(left, right, containment)


def measure_axis(left: Reading, right: Reading, containment: Containment) -> Finding:
    """Compare what is counted, and in which unit."""
    ours, theirs = left.measure, right.measure
    if ours is None or theirs is None:
        return Finding(Axis.MEASURE, AxisVerdict.UNKNOWN, _missing("what is counted", ours, theirs))
    if ours == theirs:
        return _same_measure(left, right, containment)
    open_senses = [name for name in (ours, theirs) if name in containment.ambiguous]
    if open_senses and family_of(containment, ours) == family_of(containment, theirs):
        words = " and ".join(f"“{name}”" for name in sorted(set(open_senses)))
        return Finding(
            Axis.MEASURE, AxisVerdict.UNKNOWN, f"the sense of {words} is open ({ours} against {theirs})"
        )
    if not (is_known_measure(containment, ours) and is_known_measure(containment, theirs)):
        return Finding(Axis.MEASURE, AxisVerdict.UNKNOWN, f"nothing says how {ours} relates to {theirs}")
    return _different_measures(ours, theirs, containment)


def _same_measure(left: Reading, right: Reading, containment: Containment) -> Finding:
    ours, theirs = unit_of(left), unit_of(right)
    if left.aspect and right.aspect and left.aspect != right.aspect:
        return Finding(Axis.MEASURE, AxisVerdict.DISJOINT, f"{left.aspect} against {right.aspect}")
    if left.measure in GENERIC_MEASURES and None in (ours, theirs):
        return Finding(
            Axis.MEASURE, AxisVerdict.UNKNOWN, f"{left.measure}: {_missing('of what', ours, theirs)}"
        )
    if ours == theirs:
        note = f"{left.measure}"
        if left.measure in containment.ambiguous:
            note += ", one word whose sense is open on both sides"
        return Finding(Axis.MEASURE, AxisVerdict.SAME, note)
    if ours is None or theirs is None:
        if family_of(containment, left.measure) in FAMILIES_OF_PERSONS:
            # such measures count persons by definition, so a unit ("soldier") only repeats whom
            return Finding(Axis.MEASURE, AxisVerdict.SAME, f"{left.measure}")
        return Finding(
            Axis.MEASURE, AxisVerdict.UNKNOWN, f"only one side says in which unit ({ours or theirs})"
        )
    if family_of(containment, left.measure) in FAMILIES_OF_PERSONS:
        return Finding(Axis.MEASURE, AxisVerdict.SAME, f"{left.measure}")
    return Finding(Axis.MEASURE, AxisVerdict.DISJOINT, f"counted in {ours} against {theirs}")


def _different_measures(ours: str, theirs: str, containment: Containment) -> Finding:
    def parts(name: str, *, certain: bool) -> frozenset[str]:
        return certain_parts(containment, name) if certain else possible_parts(containment, name)

    below, above = ours in parts(theirs, certain=True), theirs in parts(ours, certain=True)
    if below != above:
        part, whole = (ours, theirs) if below else (theirs, ours)
        verdict = AxisVerdict.NARROWER if below else AxisVerdict.BROADER
        return Finding(Axis.MEASURE, verdict, f"{part} is one part of {whole}")
    if below or ours in parts(theirs, certain=False) or theirs in parts(ours, certain=False):
        return Finding(
            Axis.MEASURE, AxisVerdict.UNKNOWN, f"it is open whether {ours} and {theirs} count the same"
        )
    shared = parts(ours, certain=True) & parts(theirs, certain=True)
    if shared:
        words = ", ".join(sorted(shared))
        return Finding(Axis.MEASURE, AxisVerdict.OVERLAPPING, f"{ours} and {theirs} both count {words}")
    if (parts(ours, certain=False) | {ours}) & (parts(theirs, certain=False) | {theirs}):
        return Finding(Axis.MEASURE, AxisVerdict.UNKNOWN, f"{ours} and {theirs} may count some of the same")
    return Finding(Axis.MEASURE, AxisVerdict.DISJOINT, f"{ours} against {theirs}")


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
        return Finding(Axis.POPULATION, AxisVerdict.SAME, "people of any kind")
    if None not in (ours, theirs) and ours != theirs:
        group = left.population if theirs else right.population
        verdict = AxisVerdict.NARROWER if theirs else AxisVerdict.BROADER
        return Finding(Axis.POPULATION, verdict, f"{group} are some of all people")
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
        return Finding(axis, AxisVerdict.UNKNOWN, _missing(asked, ours, theirs))
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
    return Finding(axis, AxisVerdict.UNKNOWN, f"nothing says how {ours} relates to {theirs}")


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
        words = "neither says how it was counted; taken for the same"
        return Finding(Axis.BASIS, AxisVerdict.UNKNOWN, words, taken_as_same=True)
    if ours is None or theirs is None:
        words = f"only one says how it was counted ({ours or theirs}); taken for the same"
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


def _missing(asked: str, ours: str | None, theirs: str | None) -> str:
    if ours is None and theirs is None:
        return f"neither says {asked}" if asked != "what is counted" else "neither says what is counted"
    return f"only one says {asked} ({ours or theirs})"
