"""The claims of a question as the rungs of its figure ladder, with updates as lines and the widest gap labelled."""

from collections.abc import Sequence
from datetime import timedelta
from math import log10
from typing import TYPE_CHECKING

from claims.charts.ladder import Gap, Ladder, Link, Rung, ladder
from claims.queries.positions import day_of
from claims.vocabulary import Axis, AxisVerdict, Comparability, RelationKind
from claims.wording import figure

if TYPE_CHECKING:
    from claims.queries.question import Entry, RelationLine


def ladders(
    entries: "Sequence[Entry]", relations: "Sequence[RelationLine]"
) -> tuple[Ladder | None, Ladder | None]:
    """Return the wide and the narrow drawing; None where no claim has a figure."""
    rungs = [_rung(entry) for entry in entries if entry.fit is not None]
    links = [
        Link(one.left.letter, one.right.letter, not one.is_suggested)
        for one in relations
        if one.kind == RelationKind.UPDATES
    ]
    gap = _widest_gap(relations)
    return (
        ladder(rungs, links=links, gap=gap),
        ladder(rungs, links=links, gap=gap, is_narrow=True),
    )


def _widest_gap(relations: "Sequence[RelationLine]") -> Gap | None:
    """The pair that is kept apart and whose figures lie farthest apart; one that a person judged comes first."""
    apart = [
        one
        for one in relations
        if one.relation.comparability == Comparability.NOT_COMPARABLE
        and _anchor(one.left)
        and _anchor(one.right)
    ]
    if not apart:
        return None

    def weight(one: "RelationLine") -> tuple[bool, float]:
        return not one.is_suggested, abs(log10(_anchor(one.left) / _anchor(one.right)))

    widest = max(apart, key=weight)
    axes = _differing(widest)
    return Gap(widest.left.letter, widest.right.letter, " · ".join(axes[:3]))


def _differing(line: "RelationLine") -> list[Axis]:
    verdicts = line.relation.axes
    return [
        axis for axis in Axis if verdicts.get(axis, "same") not in (AxisVerdict.SAME, AxisVerdict.UNKNOWN)
    ]


def _anchor(entry: "Entry") -> float:
    """The figure as one positive number; 0 for none."""
    drawn = entry.drawn
    known = next((value for value in (drawn.best, drawn.low, drawn.high) if value is not None), None)
    return float(known) if known is not None and known > 0 else 0.0


def _rung(entry: "Entry") -> Rung:
    claim = entry.claim
    scope_days = claim.scope.period if claim.scope else None
    printed = entry.mention.exact if entry.mention else ""
    return Rung(
        letter=entry.letter,
        low=_float(entry.drawn.low),
        best=_float(entry.drawn.best),
        high=_float(entry.drawn.high),
        at=day_of(claim, entry.mention),
        first=scope_days.lower if scope_days else None,
        last=scope_days.upper - timedelta(days=1) if scope_days and scope_days.upper else None,
        side=str(entry.side),
        shape=entry.manner,
        fit=entry.fit.comparability if entry.fit else "",
        label=figure(claim, claim.bound, claim.unit),
        who=entry.who,
        title=printed,
    )


def _float(value: object) -> float | None:
    return None if value is None else float(str(value))
