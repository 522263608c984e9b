"""
From when an article speaks, read out of its own words: how many days after the event that it tells of.

"Today" in the opening is the day itself, "last night" the day after, a weekday that comes after the event's own
weekday so many days later. Quoted words are left out: a speaker's "today" is not the article's. Plain Python.
"""

import re

from claims.comparison.wordlists import words

#: At least and at most so many days after the event; no second number: nothing says that it is not later.
Told = tuple[int, int | None]

_QUOTED = re.compile(r"“[^”]{0,800}”|\"[^\"\n]{0,800}\"|``.{0,800}?''", re.DOTALL)
_SAME_DAY = re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", re.I)
_DAY_AFTER = re.compile(
    r"\b(?:yesterday|last night|(?:a|the|one) day (?:after|later)|the next day|overnight)\b", re.I
)
_LATER = re.compile(r"\b(\w+)[ -](hours|days|weeks) (?:after|later|ago)\b", re.I)
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b", re.I)
_AHEAD = re.compile(r"\b(?:will|would|due|expected|scheduled|next|until|by)\b[^.]{0,60}\Z", re.I)
_HALF_A_DAY = 12
#: A weekday more than so many days after the event's may as well be the one before it. Half a week.
_NEAR = 3


def told_after(text: str, lead_end: int) -> Told | None:
    """Return how many days after its event the article speaks, or None. lead_end: where the opening ends."""
    own = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
    lead, body = own[:lead_end], own[lead_end:]
    if found := _stated(lead):
        return found
    if _DAY_AFTER.search(lead):
        return 1, 1
    if _SAME_DAY.search(lead):
        return 0, 0
    if _DAY_AFTER.search(body):
        return 1, None
    return _by_weekday(lead, own)


def _stated(lead: str) -> Told | None:
    """ "Seventeen hours after the attack", "three days after"."""
    for match in _LATER.finditer(lead):
        number = match[1].casefold()
        count = int(number) if number.isdecimal() else _number(number)
        if count is None:
            continue
        match match[2].casefold():
            case "hours":
                return (1, 1) if count >= _HALF_A_DAY else (0, 1)
            case "days":
                return count, count
            case _:
                return 7 * count - 3, 7 * count + 3
    return None


def _number(word: str) -> int | None:
    numbers = words("numbers")
    return numbers.index(word) if word in numbers else None


def _by_weekday(lead: str, own: str) -> Told | None:
    event = _WEEKDAY.search(lead)
    if event is None:
        return None
    first = _WEEKDAYS.index(event[0].casefold())
    after = 0
    for match in _WEEKDAY.finditer(own, event.end()):
        gap = (_WEEKDAYS.index(match[0].casefold()) - first) % 7
        if after < gap <= _NEAR and not _AHEAD.search(own[max(0, match.start() - 80) : match.start()]):
            after = gap
    return (after, None) if after else None
