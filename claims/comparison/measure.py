"""The measure axis: what is counted, in which unit and under which heading, and how two measures contain each other."""

from claims.comparison.containment import (
    certain_parts,
    family_of,
    is_known_measure,
    possible_parts,
)
from claims.comparison.figures import unit_of
from claims.comparison.readings import Containment, Reading
from claims.comparison.verdicts import Finding, missing
from claims.vocabulary import Axis, AxisVerdict

# What says nothing without its unit: three of what?
GENERIC_MEASURES = frozenset({"count", "destroyed"})

# Families whose measures count persons by definition, so that a unit ("soldier") only repeats whom.
FAMILIES_OF_PERSONS = frozenset({"casualties", "personnel", "crowd", "health", "actors"})


def measure_axis(left: Reading, right: Reading, containment: Containment) -> Finding:
    """Compare what is counted, and in which unit."""
    ours, theirs = left.measure, right.measure
    if ours is None or theirs is None:
        return Finding(Axis.MEASURE, AxisVerdict.UNKNOWN, missing("what is counted", ours, theirs))
    if ours == theirs:
        return _same_measure(left, right, containment)
    open_senses = [name for name in (ours, theirs) if name in containment.ambiguous]
    if open_senses and family_of(containment, ours) == family_of(containment, theirs):
        words = " and ".join(f"“{name}”" for name in sorted(set(open_senses)))
        return Finding(
            Axis.MEASURE, AxisVerdict.UNKNOWN, f"the sense of {words} is open ({ours} against {theirs})"
        )
    if not (is_known_measure(containment, ours) and is_known_measure(containment, theirs)):
        return Finding(
            Axis.MEASURE, AxisVerdict.UNKNOWN, f"it is not recorded how {ours} and {theirs} relate"
        )
    return _different_measures(ours, theirs, containment)


def _same_measure(left: Reading, right: Reading, containment: Containment) -> Finding:
    ours, theirs = unit_of(left), unit_of(right)
    if left.aspect and right.aspect and left.aspect != right.aspect:
        return Finding(Axis.MEASURE, AxisVerdict.DISJOINT, f"{left.aspect} against {right.aspect}")
    if left.measure in GENERIC_MEASURES and None in (ours, theirs):
        return Finding(
            Axis.MEASURE, AxisVerdict.UNKNOWN, f"{left.measure}: {missing('of what', ours, theirs)}"
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
