"""
The verdict on two claims: axes, then comparability, then the relation, with the reasons in words.

Symmetric: judge(a, b) and judge(b, a) differ in nothing but the mirrored axes, the side of `newer`, and the
order of names inside the reasons. Plain Python; the database and the command both call this.
"""

from claims.comparison.axes import compare_axes
from claims.comparison.comparability import comparability_of
from claims.comparison.explain import reasons_for
from claims.comparison.matter import is_same_statement
from claims.comparison.names import same_name
from claims.comparison.readings import Containment, Reading
from claims.comparison.relations import UNRELATED, Judged, Pair, relate
from claims.comparison.scores import score_of
from claims.comparison.times import later
from claims.comparison.verdicts import Verdict
from claims.vocabulary import FIGURE_KINDS, Polarity, RelationKind


def judge(left: Reading, right: Reading, containment: Containment, *, side_by_side: bool) -> Verdict:
    """
    Return the verdict of the rules on two claims.

    side_by_side: the text itself sets the two beside each other (one article does). A pair that is not worth
    a reviewer's time has the relation UNRELATED.
    """
    findings = compare_axes(left, right, containment)
    pair = Pair(left, right, findings, comparability_of(findings), containment, side_by_side)
    judged = relate(pair) if _states_figure(left) and _states_figure(right) else _without_figure(left, right)
    return Verdict(
        axes={finding.axis: finding.verdict for finding in findings},
        comparability=pair.comparability,
        relation=judged.kind,
        reasons=reasons_for(pair, judged),
        score=score_of(pair, judged),
        newer=judged.newer,
    )


def _states_figure(reading: Reading) -> bool:
    figures = (reading.low, reading.best, reading.high)
    return reading.kind in FIGURE_KINDS or any(value is not None for value in figures)


def _without_figure(left: Reading, right: Reading) -> Judged:
    """Compare two statements: only a speaker who takes back or admits what he denied is worth showing."""
    if left.kind is not right.kind or left.claimant is None or right.claimant is None:
        return UNRELATED
    if not same_name(left.claimant, right.claimant) or not is_same_statement(left, right):
        return UNRELATED
    if left.polarity is right.polarity:
        return UNRELATED
    newer = later(left, right)
    newest = {"left": left, "right": right}.get(newer or "")
    if newest is None:
        return UNRELATED  # which came first is not known, so neither is what changed
    if newest.polarity is Polarity.AFFIRMED:
        return Judged(RelationKind.UPDATES, "denial, later admission", newer)
    return UNRELATED
