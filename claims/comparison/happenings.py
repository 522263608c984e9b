"""
Which figures of one article count the outcome of the event that it tells of, and which of them are totals.

An article in its own voice gives one total of a measure, and gives it first. A later figure that differs is a rival
total only if somebody else is named for it; otherwise it is a part, or belongs to another event. Works on the
readings of one article in the order of its text; the command and the database both call it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.comparison.figures import are_disjoint, interval_of
from claims.comparison.passages import Passages
from claims.comparison.readings import Event, Reading, Window
from claims.comparison.wordlists import restrictive
from claims.vocabulary import Bound, ClaimKind

#: So many content words tie a sentence to the opening. Own choice.
_TIED = 2

_LOOSE = frozenset(
    {Bound.AT_LEAST, Bound.MORE_THAN, Bound.UP_TO, Bound.FEWER_THAN, Bound.ABOUT, Bound.NEARLY}
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A reading with where its figure begins in the text and whose voice gives it (None: the article's own)."""

    reading: Reading
    start: int
    voice: str | None = None


def with_events(told: Sequence[Placed], passages: Passages, days: Window | None) -> list[Reading]:
    """
    Return the readings with the event that each belongs to, and with bare figures bounded as others of theirs are.

    days: when the event of the opening was, where known.
    """
    totals: dict[str, list[Placed]] = {}
    found = []
    for one in told:
        reading = one.reading
        if reading.kind is ClaimKind.QUANTITY and reading.measure is not None:
            before = totals.setdefault(reading.measure, [])
            if reading.role == "increment" and not before:
                # "two others missing": more people, not more missing
                basis = None if reading.basis == reading.role else reading.basis
                reading = replace(reading, role=None, basis=basis)
            event = _event(replace(one, reading=reading), before, passages)
            if event is not None and event.total:
                before.append(replace(one, reading=reading))
            reading = replace(reading, event=event and replace(event, days=days))
        found.append(reading)
    return [_bounded(reading, found) for reading in found]


def _event(one: Placed, totals: Sequence[Placed], passages: Passages) -> Event | None:
    event = passages.happening
    if event is None or passages.turns_elsewhere(one.start):
        return None
    if passages.is_told_earlier(one.start):
        event = replace(event, told=None)  # when the earlier figure was given, nobody says
    is_tied = passages.is_in_lead(one.start) or passages.shared_with_lead(one.start) >= _TIED
    is_echo = any(_repeats(one.reading, other.reading, is_tied=is_tied) for other in totals)
    if is_group(one.reading):
        return replace(event, total=False) if is_tied or not totals else None
    if not totals or is_echo:
        return replace(event, total=one.reading.role is None or not totals)
    if is_tied and one.reading.role is None and one.voice is not None and one.voice != totals[0].voice:
        return event
    return replace(event, total=False) if one.reading.role == "subtotal" else None


def is_group(reading: Reading) -> bool:
    """Tell whether the figure counts a group that its words pick out: women, soldiers."""
    return not restrictive().isdisjoint((reading.population or "").casefold().split())


def _repeats(ours: Reading, theirs: Reading, *, is_tied: bool) -> bool:
    """Tell whether a later figure says the earlier one again, or says it more exactly ("dozens", "at least 50")."""
    if ours.best is not None and ours.best == theirs.best:
        return True
    return is_tied and not are_disjoint(interval_of(ours), interval_of(theirs))


def _bounded(reading: Reading, others: Sequence[Reading]) -> Reading:
    """Give a bare figure the bound that the same article gives to the same figure elsewhere."""
    if reading.bound is not Bound.EXACT:
        return reading
    bounds = {
        other.bound
        for other in others
        if other.bound in _LOOSE and (other.measure, other.best) == (reading.measure, reading.best)
    }
    return replace(reading, loose=bounds.pop()) if len(bounds) == 1 else reading
