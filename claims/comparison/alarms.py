"""
What two claims make a person look twice at: drifting words, swapped speakers, shrinking counts, broken sums.

Each rule takes two Readings (and the verdict on them where it needs it) and says in words what it noticed, or
nothing. Plain Python; which pairs are looked at is the services' business.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from claims.comparison.figures import are_disjoint, interval_of, is_same_figure
from claims.comparison.matter import is_about_the_same
from claims.comparison.names import same_name
from claims.comparison.readings import Containment, Reading
from claims.comparison.times import in_words, later, until
from claims.comparison.verdicts import Verdict
from claims.vocabulary import (
    FIGURE_KINDS,
    Axis,
    AxisVerdict,
    Bound,
    ClaimKind,
    FindingKind,
    Polarity,
    RelationKind,
)

#: A figure is particular enough to recognise from so many significant digits on: "31" is, "30" and "9" are not.
PARTICULAR_DIGITS = 2
#: A count printed so many days after the day up to which it counts is stale. Own choice: a year of war or relief.
STALE_AFTER = 365
#: What is counted from the beginning and cannot become fewer; the missing are found, the displaced go home.
CUMULATIVE = frozenset(("killed", "wounded", "casualties", "neutralised", "losses", "captured", "infected"))


#: What somebody said to be so: reading calls "said that it had sent engineers" an event where no stand is taken.
_SAID = (ClaimKind.POSITION, ClaimKind.EVENT)


@dataclass(frozen=True, slots=True)
class Alarm:
    """What a rule noticed. detail: a sentence for a person."""

    kind: FindingKind
    detail: str


def alarms_of(left: Reading, right: Reading, verdict: Verdict, *, one_text: bool) -> list[Alarm]:
    """Return everything that the rules notice of a pair. one_text: both stand in one article version."""
    found = [containment(left, right, verdict), admission(left, right, verdict), firstness(left, right)]
    if _are_figures(left, right):
        found += [decrease(left, right, verdict), drift(left, right, verdict) if one_text else None]
        found += [None if one_text else swap(left, right, verdict)]
    return [alarm for alarm in found if alarm is not None]


def containment(left: Reading, right: Reading, verdict: Verdict) -> Alarm | None:
    """A part that exceeds its whole: a regiment's dead and the army's, the killed and the casualties."""
    if verdict.relation is not RelationKind.CONTAINMENT_VIOLATION:
        return None
    return Alarm(FindingKind.CONTAINMENT, f"A part exceeds its whole: {left.words} against {right.words}.")


def drift(left: Reading, right: Reading, verdict: Verdict) -> Alarm | None:
    """One speaker's figure under two measures in one text: "nine losses" has become "nine deaths"."""
    if left.measure is None or right.measure is None or left.measure == right.measure:
        return None
    speakers = (left.claimant, right.claimant)
    if None not in speakers and not same_name(*speakers):  # type: ignore[arg-type]
        return None
    same = is_same_figure(left, right) and left.unit == right.unit
    whom = None in (left.population, right.population) or verdict.axes[Axis.POPULATION] is AxisVerdict.SAME
    if not same or not whom or verdict.axes[Axis.MEASURE] is AxisVerdict.SAME:
        return None
    return Alarm(
        FindingKind.DRIFT, f"One figure under two measures in one text: “{left.words}” and “{right.words}”."
    )


def swap(left: Reading, right: Reading, verdict: Verdict) -> Alarm | None:
    """The same particular figure of the same thing, put in two different mouths by two articles."""
    if left.claimant is None or right.claimant is None or same_name(left.claimant, right.claimant):
        return None
    if not is_same_figure(left, right) or left.bound != right.bound or not _is_particular(left.best):
        return None
    alike = (
        verdict.axes[Axis.MEASURE] is AxisVerdict.SAME and verdict.axes[Axis.POPULATION] is AxisVerdict.SAME
    )
    if not alike or verdict.axes[Axis.PERIOD] is AxisVerdict.DISJOINT:
        return None
    return Alarm(
        FindingKind.SWAP,
        f"{left.words} is said by {left.claimant} in one article and by {right.claimant} in another.",
    )


def decrease(left: Reading, right: Reading, verdict: Verdict) -> Alarm | None:
    """One speaker's count of what cannot become fewer is lower on a later day."""
    if left.claimant is None or right.claimant is None or not same_name(left.claimant, right.claimant):
        return None
    alike = all(verdict.axes[axis] is AxisVerdict.SAME for axis in (Axis.MEASURE, Axis.POPULATION))
    newer = later(left, right)
    if not alike or newer is None or not (_is_count(left) and _is_count(right)):
        return None
    new, old = (left, right) if newer == "left" else (right, left)
    ours, theirs = interval_of(new), interval_of(old)
    if ours.high is None or theirs.low is None or ours.high >= theirs.low or not are_disjoint(ours, theirs):
        return None
    return Alarm(
        FindingKind.DECREASE, f"{new.claimant}'s later count is lower: {old.words}, then {new.words}."
    )


def admission(left: Reading, right: Reading, verdict: Verdict) -> Alarm | None:
    """What somebody denied he later says."""
    if (
        left.kind in FIGURE_KINDS
        or verdict.relation is not RelationKind.UPDATES
        or left.polarity is right.polarity
    ):
        return None
    return Alarm(
        FindingKind.ADMISSION, f"{left.claimant} denied, and later said, that {_statement(left, right)}."
    )


def firstness(left: Reading, right: Reading) -> Alarm | None:
    """ "For the first time" of something that was said before."""
    if ClaimKind.FIRSTNESS not in (left.kind, right.kind) or left.kind is right.kind:
        return None
    first, other = (left, right) if left.kind is ClaimKind.FIRSTNESS else (right, left)
    if other.kind not in _SAID or other.polarity is Polarity.DENIED or other.claimant is None:
        return None
    ours, theirs = until(first), until(other)
    before = ours is not None and theirs is not None and theirs.last is not None and ours.first is not None
    if not before or theirs.last >= ours.first or not is_about_the_same(first, other):  # type: ignore[union-attr, operator]
        return None
    return Alarm(
        FindingKind.FIRSTNESS,
        f"Called a first, but {other.claimant} said so before, by {in_words(theirs)}: {other.statement}.",  # type: ignore[arg-type]
    )


def stale(reading: Reading) -> Alarm | None:
    """A count printed long after the day up to which it counts, as if it were today's."""
    counted, printed = reading.as_of, reading.published
    if not _is_count(reading) or counted is None or counted.last is None or printed is None:
        return None
    days = (printed - counted.last).days
    if days <= STALE_AFTER:
        return None
    return Alarm(
        FindingKind.STALE,
        f"{reading.words} counts up to {in_words(counted)} and was printed {days} days later.",
    )


def sum_differs(whole: Reading, parts: Sequence[Reading], containment: Containment) -> Alarm | None:
    """
    One speaker's whole is not the sum of all its certain parts: "20 casualties, 12 killed and 9 wounded".

    whole, parts: of one text, one speaker and one population; only exact figures can break a sum.
    """
    components = containment.measure_parts.get(whole.measure or "", {})
    needed = {name for name, certain in components.items() if certain}
    given = {part.measure: part.best for part in parts if part.bound is Bound.EXACT and part.best is not None}
    if len(needed) < 2 or not needed <= given.keys() or whole.bound is not Bound.EXACT or whole.best is None:
        return None
    total = sum((given[name] or Decimal(0) for name in needed), Decimal(0))
    optional = any(not certain for certain in components.values())
    if total == whole.best or (optional and total < whole.best):
        return None
    words = " and ".join(part.words for part in parts if part.measure in needed)
    return Alarm(FindingKind.SUM, f"{words} make {total:f}, not {whole.words}.")


def _are_figures(left: Reading, right: Reading) -> bool:
    return left.kind in FIGURE_KINDS and right.kind in FIGURE_KINDS


def _is_count(reading: Reading) -> bool:
    """A count of what can only grow; an increment ("another 40") or a subtotal is none."""
    return reading.measure in CUMULATIVE and reading.role is None


def _is_particular(value: Decimal | None) -> bool:
    if value is None:
        return False
    return len(f"{value:f}".split(".")[0].rstrip("0").lstrip("0")) >= PARTICULAR_DIGITS


def _statement(left: Reading, right: Reading) -> str:
    said = left if left.polarity is Polarity.AFFIRMED else right
    return (said.statement or "").rstrip(".")
