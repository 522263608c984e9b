"""The period axis: which days the figures cover, or, for a length of time, when the thing began."""

from datetime import timedelta

from claims.comparison.readings import Reading, Window
from claims.comparison.times import Coverage, beginning, coverage, in_words, is_before
from claims.comparison.verdicts import Finding
from claims.vocabulary import Axis, AxisVerdict, ClaimKind

#: Two lengths of time are lengths of one thing if it began within so many days on both sides: reports say
#: "early August" and "since the beginning of August" of one day. Own choice: half a month.
SAME_BEGINNING = timedelta(days=15)


def period_axis(left: Reading, right: Reading) -> Finding:
    """Compare the periods. For lengths of time the beginning counts: the length itself is what is claimed."""
    if left.kind is right.kind is ClaimKind.DURATION:
        return _beginnings(left, right)
    ours, theirs = coverage(left), coverage(right)
    if ours is None or theirs is None:
        words = (
            "neither says which days it covers" if ours is theirs else "only one says which days it covers"
        )
        return _unknown(words)
    if ours.is_running and theirs.is_running:
        return _running(ours.end, theirs.end)
    pair = f"{_words(ours)} against {_words(theirs)}"
    if _lie_apart(ours, theirs):
        return Finding(Axis.PERIOD, AxisVerdict.DISJOINT, pair)
    if ours.is_running or theirs.is_running or ours.end.last is None or theirs.end.last is None:
        return _unknown(f"not known from when or until when ({pair})")
    return Finding(Axis.PERIOD, _nesting(ours, theirs), pair if ours != theirs else _words(ours))


def _beginnings(left: Reading, right: Reading) -> Finding:
    ours, theirs = beginning(left), beginning(right)
    if ours is None or theirs is None:
        asked = "neither says" if ours is theirs else "only one says"
        return _unknown(f"{asked} when it began")
    words = f"began {in_words(ours)}" if ours == theirs else f"began {in_words(ours)} and {in_words(theirs)}"
    if is_before(_widened(ours), theirs) or is_before(_widened(theirs), ours):
        return Finding(Axis.PERIOD, AxisVerdict.DISJOINT, words)
    return Finding(Axis.PERIOD, AxisVerdict.SAME, words)


def _widened(window: Window) -> Window:
    assert window.last is not None  # `beginning` gives both ends or nothing
    return Window(window.first, window.last + SAME_BEGINNING)


def _running(ours: Window, theirs: Window) -> Finding:
    pair = f"counted up to {in_words(ours)} against up to {in_words(theirs)}"
    if ours == theirs:
        return Finding(Axis.PERIOD, AxisVerdict.SAME, f"both counted up to {in_words(ours)}")
    if is_before(ours, theirs):
        return Finding(Axis.PERIOD, AxisVerdict.NARROWER, pair)
    if is_before(theirs, ours):
        return Finding(Axis.PERIOD, AxisVerdict.BROADER, pair)
    return _unknown(f"{pair}: which is later is not known")


def _lie_apart(ours: Coverage, theirs: Coverage) -> bool:
    return any(
        a.end.last is not None and b.first is not None and a.end.last < b.first
        for a, b in ((ours, theirs), (theirs, ours))
    )


def _nesting(ours: Coverage, theirs: Coverage) -> AxisVerdict:
    our_days, their_days = _days(ours), _days(theirs)
    if our_days == their_days:
        return AxisVerdict.SAME
    if their_days[0] <= our_days[0] and our_days[1] <= their_days[1]:
        return AxisVerdict.NARROWER
    if our_days[0] <= their_days[0] and their_days[1] <= our_days[1]:
        return AxisVerdict.BROADER
    return AxisVerdict.OVERLAPPING


def _days(covered: Coverage) -> tuple[int, int]:
    assert covered.first is not None
    assert covered.end.last is not None
    return covered.first.toordinal(), covered.end.last.toordinal()


def _words(covered: Coverage) -> str:
    if covered.is_running:
        return f"up to {in_words(covered.end)}"
    return in_words(Window(covered.first, covered.end.last))


def _unknown(words: str) -> Finding:
    return Finding(Axis.PERIOD, AxisVerdict.UNKNOWN, words)
