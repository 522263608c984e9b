"""
Words that carry several senses ("neutralised", "losses"): which measures each may mean, and the verdict under each.

A sense that nobody has confirmed is never chosen for the reader; the verdict is given for every one of them, which
often shows that it does not matter which is meant. Plain Python.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from claims.comparison.containment import is_known_measure
from claims.comparison.judge import judge
from claims.comparison.names import same_name
from claims.comparison.readings import Containment, Reading
from claims.comparison.verdicts import Verdict
from claims.vocabulary import Comparability, RelationKind


@dataclass(frozen=True, slots=True)
class Meant:
    """The verdict if the open words mean these measures. left, right: None where that side's measure is not open."""

    left: str | None
    right: str | None
    verdict: Verdict


@cache
def shipped_senses() -> Mapping[str, tuple[str, ...]]:
    """Return what the product knows of such words: measure → the measures it may mean, narrowest first."""
    rows = json.loads(files("claims.comparison").joinpath("data", "senses.json").read_text(encoding="utf-8"))
    return MappingProxyType({measure: tuple(senses) for measure, senses in rows["senses"].items()})


def senses_of(measure: str | None, containment: Containment) -> tuple[str, ...]:
    """
    Return the measures that an open measure may mean, narrowest first; () where it has one sense.

    A measure that reviewers marked as ambiguous, and that is not shipped, may mean any of its direct parts.
    """
    if measure is None:
        return ()
    shipped = shipped_senses().get(measure, ())
    if shipped:
        return tuple(sense for sense in shipped if is_known_measure(containment, sense))
    if measure not in containment.ambiguous:
        return ()
    parts = frozenset(containment.measure_parts.get(measure, {}))
    return tuple(sorted(parts - containment.ambiguous - shipped_senses().keys()))


def by_sense(
    left: Reading,
    right: Reading,
    containment: Containment,
    *,
    side_by_side: bool,
    left_senses: Sequence[str] = (),
    right_senses: Sequence[str] = (),
) -> tuple[Meant, ...]:
    """
    Return the verdict under each sense; () where neither side is open.

    left_senses, right_senses: what each may mean (`senses_of`, or the one sense that a person confirmed), () where
    the side is not open. One speaker means one thing by one word.
    """
    if not left_senses and not right_senses:
        return ()
    one_word = _is_one_word(left, right) and tuple(left_senses) == tuple(right_senses)
    found = []
    for ours in left_senses or (None,):
        for theirs in right_senses or (None,):
            if one_word and ours != theirs:
                continue
            verdict = judge(_read(left, ours), _read(right, theirs), containment, side_by_side=side_by_side)
            found.append(Meant(ours, theirs, verdict))
    return tuple(found)


def common_verdict(meant: Sequence[Meant]) -> tuple[Comparability, RelationKind] | None:
    """Return what every sense comes to, where all come to one thing; None where the sense matters."""
    outcomes = {(one.verdict.comparability, one.verdict.relation) for one in meant}
    return outcomes.pop() if len(outcomes) == 1 else None


def _read(reading: Reading, sense: str | None) -> Reading:
    return reading if sense is None else replace(reading, measure=sense)


def _is_one_word(left: Reading, right: Reading) -> bool:
    speakers = left.claimant is not None and right.claimant is not None
    return left.measure == right.measure and speakers and same_name(left.claimant or "", right.claimant or "")
