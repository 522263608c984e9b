"""
Which figures of one article count the outcome of the event that it tells of, and which of them are totals.

An article in its own voice gives one total of a measure, and gives it first. A later figure that differs is a rival
total only if somebody else is named for it; otherwise it is a part, or belongs to another event. Works on the
readings of one article in the order of its text; the command and the database both call it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from claims.comparison.figures import are_disjoint, interval_of
from claims.comparison.passages import Passages
from claims.comparison.readings import Event, Reading
from claims.comparison.wordlists import restrictive
from claims.vocabulary import Bound, ClaimKind

#: So many content words tie a sentence to the opening. Own choice.
_TIED = 2

#: Measures that do not say what befell what they count, so a figure of theirs is no outcome of anything by itself.
_IDLE = frozenset(
    {"count", "buildings", "amount", "weapons", "share", "height", "distance", "area", "speed", "temperature"}
)

_LOOSE = frozenset(
    {Bound.AT_LEAST, Bound.MORE_THAN, Bound.UP_TO, Bound.FEWER_THAN, Bound.ABOUT, Bound.NEARLY}
)


@dataclass(frozen=True, slots=True)
class Placed:
    """
    A reading with where its figure begins in the text and whose voice gives it (None: the article's own).

    borrowed: fields that the figure's own sentence does not give, but the opening does.
    """

    reading: Reading
    start: int
    voice: str | None = None
    borrowed: frozenset[str] = frozenset()


def with_events(told: Sequence[Placed], passages: Passages, days: frozenset[date]) -> list[Reading]:
    """
    Return the readings with the event that each belongs to, and with bare figures bounded as others of theirs are.

    days: the days that the opening names.
    """
    totals: dict[tuple[str, str | None], list[Placed]] = {}
    found: list[Reading] = []
    last = None
    where = None
    for one in told:
        reading = one.reading
        if reading.kind is ClaimKind.QUANTITY and reading.measure is not None:
            before = totals.setdefault((reading.measure, reading.unit), [])
            if reading.role == "increment" and not before:
                # "two others missing": more people, not more missing
                basis = None if reading.basis == reading.role else reading.basis
                reading = replace(reading, role=None, basis=basis)
            placed = replace(one, reading=reading)
            event = _event(placed, before, passages, last)
            if event is not None:
                last = one.start
                before.extend([placed] if event.total else [])
            if event is None and passages.happening is not None and reading.measure not in _IDLE:
                reading = _aside(reading, one.borrowed)
            if event is not None:
                where = where or reading.place
                event = replace(event, days=days, place=where)
            reading = replace(reading, event=event)
        found.append(reading)
    return [_bounded(reading, found) for reading in found]


def _aside(reading: Reading, borrowed: frozenset[str]) -> Reading:
    """
    Take from a figure beside the event what the opening lent it; without days of its own it is background.

    The opening's day and place are the event's, not those of what is mentioned beside it.
    """
    period = None if "period" in borrowed else reading.period
    place = None if "place" in borrowed else reading.place
    return replace(reading, background=period is None, period=period, place=place)


def _event(one: Placed, totals: Sequence[Placed], passages: Passages, last: int | None) -> Event | None:
    """totals: of this measure, before this figure. last: where the last figure of the event stands."""
    reading, event = one.reading, passages.happening
    if event is None or not _is_outcome(reading) or passages.turns_elsewhere(one.start):
        return None
    is_counted = any(other.reading.bound is not Bound.VAGUE for other in totals)  # "dozens" leave it open
    if is_counted and passages.is_away_from_lead(reading.place, one.start):
        return None
    if passages.is_told_earlier(one.start):
        event = replace(event, told=None)  # when the earlier figure was given, nobody says
    is_near = passages.is_in_lead(one.start)
    goes_on = last is not None and passages.goes_on(one.start, last)
    shared = passages.shared_with_lead(one.start)
    is_tied = is_near or goes_on or shared >= _TIED
    if is_group(reading):
        return replace(event, total=False) if is_near or reading.role == "subtotal" else None
    if not totals:
        return event if is_tied or shared else None
    if any(_repeats(reading, other.reading, is_tied=is_tied) for other in totals):
        return replace(event, total=reading.role is None)
    if reading.role == "subtotal":
        return replace(event, total=False)
    if reading.revision is not None and is_tied:
        return event
    if reading.role or not is_tied or passages.brings_in_another(one.start):
        return None
    return event if one.voice is not None and one.voice != totals[0].voice else None


def _is_outcome(reading: Reading) -> bool:
    """A sum of money is what an event brought only where its heading is known: a price, and not a share's value."""
    return reading.measure not in _IDLE and (reading.measure != "money" or reading.aspect is not None)


def is_group(reading: Reading) -> bool:
    """Tell whether the figure counts a group that its words pick out: women, soldiers."""
    return not restrictive().isdisjoint((reading.population or "").casefold().split())


def _repeats(ours: Reading, theirs: Reading, *, is_tied: bool) -> bool:
    """Tell whether a later figure says the earlier one again, or says it more exactly ("dozens", "at least 50")."""
    if ours.best is not None and ours.best == theirs.best:
        return True
    now, before = interval_of(ours), interval_of(theirs)
    is_weaker = now.low is None or (before.low is not None and now.low < before.low)
    return is_tied and not is_weaker and not are_disjoint(now, before)


def _bounded(reading: Reading, others: Sequence[Reading]) -> Reading:
    """Give a bare figure the bound that the same article gives to the same figure elsewhere."""
    if reading.bound is not Bound.EXACT or reading.loose is not None:
        return reading
    bounds = {
        other.bound
        for other in others
        if other.bound in _LOOSE and (other.measure, other.best) == (reading.measure, reading.best)
    }
    return replace(reading, loose=bounds.pop()) if len(bounds) == 1 else reading
