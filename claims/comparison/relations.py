"""
From comparability and the figures to the relation between two claims that state a figure.

The word "contradicts" is reached only through COMPARABLE: no unknown axis, no differing one. Plain Python.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.comparison.containment import family_of, wholes_of
from claims.comparison.events import is_one_event, tell_one_story
from claims.comparison.figures import (
    Interval,
    are_disjoint,
    exceeds,
    interval_of,
    is_same_figure,
    room_of,
    rounds_to,
)
from claims.comparison.names import same_name
from claims.comparison.readings import Containment, Reading
from claims.comparison.times import later
from claims.comparison.verdicts import Finding
from claims.vocabulary import Axis, AxisVerdict, Bound, Comparability, Polarity, RelationKind

_REVISES, _REVISED = frozenset({"corrects", "updates"}), frozenset({"corrected", "updated"})

#: Counts that can only grow while an event goes on; a later, higher figure is news, not a conflict.
GROWING = frozenset(
    {
        "killed",
        "shot",
        "wounded",
        "injured",
        "captured",
        "casualties",
        "neutralised",
        "losses",
        "arrested",
        "charged",
        "rescued",
        "infected",
        "vaccinated",
        "damaged",
        "destroyed",
    }
)
#: Counts of a state that goes up and down: a figure for another day says nothing against this one.
STATES = frozenset(
    {
        "missing",
        "critical",
        "serious",
        "deployed",
        "displaced",
        "hospitalised",
        "trapped",
        "evacuated",
        "present",
    }
)

#: Families in which a part cannot exceed its whole. A length of time or a share of a part may well.
ADDITIVE_FAMILIES = frozenset({"casualties", "personnel", "crowd", "money", "other", "count", "property"})


@dataclass(frozen=True, slots=True)
class Judged:
    """A relation with what decided it. newer: "left", "right", or None where not known or without meaning."""

    kind: RelationKind
    words: str
    newer: str | None = None


UNRELATED = Judged(RelationKind.UNRELATED, "nothing puts the two beside each other")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two readings with what has been found out about them so far."""

    left: Reading
    right: Reading
    findings: tuple[Finding, ...]
    comparability: Comparability
    containment: Containment
    side_by_side: bool

    def verdict(self, axis: Axis) -> AxisVerdict:
        return next(f.verdict for f in self.findings if f.axis is axis)

    def differing(self) -> Sequence[Finding]:
        """Return the findings that keep the pair from being about the same thing."""
        return [f for f in self.findings if f.verdict is not AxisVerdict.SAME and not f.taken_as_same]

    @property
    def differs_only_in_day(self) -> bool:
        """Tell whether the two are one running count, taken on two days."""
        differing = self.differing()
        return (
            len(differing) == 1
            and differing[0].axis is Axis.PERIOD
            and differing[0].verdict in {AxisVerdict.NARROWER, AxisVerdict.BROADER}
            and _is_running_since_one_day(self.left, self.right)
        )

    @property
    def intervals(self) -> tuple[Interval, Interval]:
        return interval_of(self.left), interval_of(self.right)


def _is_running_since_one_day(left: Reading, right: Reading) -> bool:
    """Tell whether both counts run on: from the beginning of the matter, or since the same day."""
    ours, theirs = (side.period for side in (left, right))
    firsts = [period.first if period else None for period in (ours, theirs)]
    if firsts == [None, None]:
        return True
    return firsts[0] == firsts[1] and not any(period and period.last for period in (ours, theirs))


def relate(pair: Pair) -> Judged:
    """Return the relation of two claims that both state a figure; symmetric but for `newer`."""
    ours, theirs = pair.intervals
    if ours.is_open or theirs.is_open:
        return _contrast(pair, "a figure is too vague to compare")
    if pair.left.kind is not pair.right.kind:
        return _contrast(pair, f"one is a {pair.left.kind.value}, the other a {pair.right.kind.value}")
    if pair.left.polarity is not pair.right.polarity:
        return _denial(pair, ours, theirs)
    if pair.comparability is Comparability.COMPARABLE or pair.differs_only_in_day:
        return _same_thing(pair, ours, theirs)
    if pair.comparability is Comparability.NESTED:
        return _nested(pair, ours, theirs)
    if pair.comparability is Comparability.UNKNOWN:
        return _unsure(pair, ours, theirs)
    return _contrast(pair, "the two figures do not cover the same, so neither speaks against the other")


def _same_thing(pair: Pair, ours: Interval, theirs: Interval) -> Judged:
    """Both figures are about one thing, at most counted up to different days."""
    left, right = pair.left, pair.right
    if is_same_figure(left, right) or rounds_to(ours, theirs) or _is_point_of_two(left, right):
        return _agreement(pair, "the figures agree")
    newer, same_speaker = later(left, right), _one_origin(left, right)
    if newer and same_speaker:
        return Judged(RelationKind.UPDATES, "the same source, counting up to a later day", newer)
    if left.polarity is Polarity.DENIED and are_disjoint(ours, theirs):
        return _contrast(pair, "both are denied, and a denied figure says nothing of another one")
    rooms = room_of(left), room_of(right)
    if not are_disjoint(*rooms):
        return _compatible(pair, newer)
    if revised := _revision(left, right, newer):
        return revised
    if newer:
        new, old = rooms if newer == "left" else rooms[::-1]
        if left.measure in STATES:
            return Judged(RelationKind.UPDATES, "a state that changes from day to day, on a later day", newer)
        if left.measure in GROWING and exceeds(new, old):
            return Judged(
                RelationKind.UPDATES,
                "the later report gives the higher figure, as a toll that is still being counted does",
                newer,
            )
        if pair.comparability is Comparability.NESTED and left.measure in GROWING:
            words = "a running count cannot fall, and the later one is lower"
            return Judged(RelationKind.CONTAINMENT_VIOLATION, words)
    if pair.comparability is not Comparability.COMPARABLE:
        return _contrast(pair, "the two figures are for different days")
    return Judged(
        RelationKind.CONTRADICTS, "both figures are given for the same thing, and no number fits both"
    )


def _is_point_of_two(left: Reading, right: Reading) -> bool:
    """Tell whether two named speakers give one number, one of them only about it: that is support, not just room."""
    named = left.claimant is not None and right.claimant is not None
    points = {left.bound, right.bound} <= {Bound.EXACT, Bound.ABOUT, Bound.NEARLY}
    return named and points and left.best is not None and left.best == right.best


def _compatible(pair: Pair, newer: str | None) -> Judged:
    """The figures differ and yet a number fits both: a later one is news, otherwise both can be true."""
    left, right = pair.left, pair.right
    new, old = (left, right) if newer == "left" else (right, left)
    if newer and left.measure in GROWING and new.best and old.best and new.best > old.best:
        return Judged(
            RelationKind.UPDATES,
            "the later report gives the higher figure, as a toll that is still being counted does",
            newer,
        )
    if _one_origin(left, right) or (pair.side_by_side and None in (left.claimant, right.claimant)):
        return Judged(RelationKind.RESTATES, "one figure, put more exactly in one place than in the other")
    return Judged(RelationKind.CONTRASTS, "both can be right, since one figure leaves room for the other")


def _nested(pair: Pair, ours: Interval, theirs: Interval) -> Judged:
    if ours == theirs and is_one_event(pair.left, pair.right) and pair.left.article != pair.right.article:
        return _agreement(pair, "the same figure in two reports of one event, one of them in closer words")
    inward = any(f.verdict is AxisVerdict.NARROWER for f in pair.findings)
    part, whole = (ours, theirs) if inward else (theirs, ours)
    additive = family_of(pair.containment, pair.left.measure) in ADDITIVE_FAMILIES
    affirmed = pair.left.polarity is Polarity.AFFIRMED
    if additive and affirmed and exceeds(part, whole) and not rounds_to(part, whole):
        return Judged(
            RelationKind.CONTAINMENT_VIOLATION, "the part is larger than the whole that it belongs to"
        )
    return _contrast(pair, "one figure covers only a part of what the other covers, so both can be right")


def _unsure(pair: Pair, ours: Interval, theirs: Interval) -> Judged:
    """An axis is unknown: agreement may be suggested within one event, a conflict never."""
    clear = not any(f.verdict is AxisVerdict.OVERLAPPING for f in pair.findings)
    same_measure = pair.verdict(Axis.MEASURE) is AxisVerdict.SAME
    if clear and same_measure and is_one_event(pair.left, pair.right):
        if ours == theirs:
            return _agreement(pair, "the same figure, for what may be the same thing")
        newer = later(pair.left, pair.right)
        # that a figure is revised says nothing of a figure that another article may give for another thing
        revised = _revision(pair.left, pair.right, newer) if pair.side_by_side else None
        if revised and are_disjoint(ours, theirs):
            return revised
        new, old = (ours, theirs) if newer == "left" else (theirs, ours)
        one_group = pair.verdict(Axis.POPULATION) is AxisVerdict.SAME
        one_group = one_group and tell_one_story(pair.left, pair.right)
        if newer and one_group and pair.left.measure in GROWING and exceeds(new, old):
            return Judged(
                RelationKind.UPDATES,
                "two reports of one event, and the later one gives the higher figure",
                newer,
            )
    unknown = [f for f in pair.differing() if f.verdict is AxisVerdict.UNKNOWN]
    if pair.side_by_side or len(unknown) == len(pair.differing()) == 1:
        return _contrast(pair, "it is not known whether the two figures cover the same")
    return UNRELATED  # far too little is known to trouble a reviewer with the pair


def _denial(pair: Pair, ours: Interval, theirs: Interval) -> Judged:
    """One side says the figure, the other denies one."""
    if pair.comparability is not Comparability.COMPARABLE or are_disjoint(ours, theirs):
        return _contrast(pair, "one of the two denies its figure")
    newer = later(pair.left, pair.right)
    if newer and _one_origin(pair.left, pair.right):
        return Judged(RelationKind.UPDATES, _turn(pair.left, pair.right, newer), newer)
    return Judged(RelationKind.CONTRADICTS, "one denies the figure that the other affirms")


def _turn(left: Reading, right: Reading, newer: str) -> str:
    new = left if newer == "left" else right
    return "denial, later admission" if new.polarity is Polarity.AFFIRMED else "affirmed, later denied"


def _revision(left: Reading, right: Reading, newer: str | None) -> Judged | None:
    """Return what the text itself says: that one figure revises the other. Not if it says so of both."""
    new = [side for side, reading in (("left", left), ("right", right)) if reading.revision in _REVISES]
    old = [side for side, reading in (("left", left), ("right", right)) if reading.revision in _REVISED]
    if not new and len(old) == 1:
        new = [side for side in ("left", "right") if side not in old]
    if len(new) != 1 or old == new or len(old) > 1 or newer not in (None, new[0]):
        return None
    cues = {left.revision, right.revision}
    kind = RelationKind.CORRECTS if cues & {"corrects", "corrected"} else RelationKind.UPDATES
    return Judged(kind, "the text itself says that the figure was revised", new[0])


def _agreement(pair: Pair, words: str) -> Judged:
    left, right = pair.left, pair.right
    if left.utterance is not None and left.utterance == right.utterance:
        return Judged(RelationKind.RESTATES, f"{words}, from one act of saying")
    if left.claimant is None or right.claimant is None:
        return Judged(RelationKind.RESTATES, f"{words}, and no second source is named for it")
    if same_name(left.claimant, right.claimant):
        return Judged(RelationKind.RESTATES, f"{words}, both from {left.claimant}")
    return Judged(
        RelationKind.CORROBORATES, f"{words}, from {' and '.join(sorted((left.claimant, right.claimant)))}"
    )


def _one_origin(left: Reading, right: Reading) -> bool:
    return (
        left.claimant is not None and right.claimant is not None and same_name(left.claimant, right.claimant)
    )


def _contrast(pair: Pair, words: str) -> Judged:
    """Suggest a contrast where somebody would set the two figures against each other, else nothing."""
    left, right, containment = pair.left, pair.right, pair.containment
    family = family_of(containment, left.measure)
    if family is None or family != family_of(containment, right.measure):
        return UNRELATED
    if pair.side_by_side:
        return Judged(RelationKind.CONTRASTS, f"{words}; the text puts them side by side")
    if is_one_event(left, right) is False or not tell_one_story(left, right):
        return UNRELATED
    if pair.verdict(Axis.MEASURE) is AxisVerdict.DISJOINT:
        return UNRELATED  # nobody sets the dead of one report against the wounded of another
    for axis, wholes, ours, theirs in (
        (Axis.POPULATION, containment.population_wholes, left.population, right.population),
        (Axis.PLACE, containment.place_wholes, left.place, right.place),
    ):
        if pair.verdict(axis) in {
            AxisVerdict.SAME,
            AxisVerdict.NARROWER,
            AxisVerdict.BROADER,
            AxisVerdict.OVERLAPPING,
        }:
            return Judged(RelationKind.CONTRASTS, words)
        if ours and theirs and set(wholes_of(wholes, ours)) & set(wholes_of(wholes, theirs)):
            return Judged(RelationKind.CONTRASTS, words)
    return UNRELATED
