"""
How much a reviewer should trust a suggestion, 0 to 1: more known axes, one event, figures further apart.

The weights are a first guess, to be replaced when reviewers' verdicts exist to fit them to.
"""

from claims.comparison.events import is_one_event
from claims.comparison.figures import gap
from claims.comparison.relations import Judged, Pair
from claims.vocabulary import AxisVerdict, RelationKind

_BASE = 0.4
_PER_KNOWN_AXIS = 0.06
_ONE_EVENT = 0.15
_GAP = 0.1  # for figures that could not be further apart
_HARD = {RelationKind.CONTRADICTS, RelationKind.CONTAINMENT_VIOLATION}


def score_of(pair: Pair, judged: Judged) -> float:
    """Return the score, rounded to two digits; 0 for an unrelated pair."""
    if judged.kind is RelationKind.UNRELATED:
        return 0.0
    known = sum(finding.verdict is not AxisVerdict.UNKNOWN for finding in pair.findings)
    score = _BASE + _PER_KNOWN_AXIS * known
    match is_one_event(pair.left, pair.right):
        case True:
            score += _ONE_EVENT
        case False:
            score -= _ONE_EVENT
    if judged.kind in _HARD:
        score += _GAP * float(gap(*pair.intervals))
    return round(min(0.99, max(0.05, score)), 2)
