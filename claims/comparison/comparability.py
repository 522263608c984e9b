"""From the axes to comparability: may the two figures be set against each other at all?"""

from collections.abc import Iterable

from claims.comparison.verdicts import Finding
from claims.vocabulary import AxisVerdict, Comparability

_INWARD = {AxisVerdict.SAME, AxisVerdict.NARROWER}
_OUTWARD = {AxisVerdict.SAME, AxisVerdict.BROADER}


def comparability_of(findings: Iterable[Finding]) -> Comparability:
    """
    Return the comparability that the axes allow; symmetric.

    One disjoint axis decides, whatever else is unknown: claims about different periods stay not comparable
    even if a place is missing. Next, one unknown axis makes the whole unknown.
    """
    verdicts = {AxisVerdict.SAME if f.taken_as_same else f.verdict for f in findings}
    if AxisVerdict.DISJOINT in verdicts:
        return Comparability.NOT_COMPARABLE
    if AxisVerdict.UNKNOWN in verdicts:
        return Comparability.UNKNOWN
    if verdicts == {AxisVerdict.SAME}:
        return Comparability.COMPARABLE
    if verdicts <= _INWARD or verdicts <= _OUTWARD:
        return Comparability.NESTED
    return Comparability.OVERLAPPING
