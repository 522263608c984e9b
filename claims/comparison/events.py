"""
The event gate: whether two figures are told of one event, and whether both count the outcome of one.

Two look-alike events differ in their days, their places or the people in them; two reports of one event share all
three as far as they tell them. Plain Python.
"""

import re
from datetime import timedelta

from claims.comparison.readings import Event, Reading

#: Two articles report one event if they share at least this share of the smaller set of names, and at least so many;
#: or fewer names, and so many words of their openings. Source: counted on the ECB+ sample (46 articles, six events)
#: and on our own benchmark's matters; the first finds 160 of 173 pairs on one event and none of 862 on two.
SHARED_SHARE = 0.2
SHARED_WORDS = 3
FEW_NAMES, SHARED_OPENING = 2, 3

#: So many names in common need no word of the openings beside them. Own choice.
MANY_NAMES = 5

#: What came of one event can be compared if the openings share so many words, a class of event counting double:
#: names alone are those of a country's whole news. Own choice.
ONE_STORY = 2

#: One article uses at least so many of the names that the other uses most. Own choice: who and where.
SHARED_LEADING = 2

#: Days of one event, read off two texts, lie so near: an arrest or a trial is told beside the deed. Own choice.
SAME_EVENT = timedelta(days=3)

#: Articles that give no day of the event and are printed further apart report two events. Own choice: a month.
APART = timedelta(days=31)

_NAME = re.compile(r"[A-Z][^\W\d_]+")


def is_one_event(left: Reading, right: Reading) -> bool | None:
    """Tell whether the two are told of one event; None where nothing shows it either way."""
    if left.article is not None and left.article == right.article:
        return True
    if _apart_in_time(left, right) or (left.event and right.event and _apart_in_space(left, right)):
        return False
    ours, theirs = left.event_words, right.event_words
    if not ours or not theirs:
        return None
    shared = len(ours & theirs)
    smaller = min(len(ours), len(theirs))
    opening = _shared_opening(left, right) if left.lead and right.lead else SHARED_OPENING
    if shared >= min(SHARED_WORDS, smaller) and shared / smaller >= SHARED_SHARE:
        return opening > 0 or shared >= MANY_NAMES
    return shared >= FEW_NAMES and opening >= SHARED_OPENING and bool(left.lead and right.lead)


def count_one_event(left: Reading, right: Reading) -> bool:
    """Tell whether both figures count the outcome of one and the same event, so that it fixes where and when."""
    ours, theirs = left.event, right.event
    if ours is None or theirs is None or not is_one_event(left, right):
        return False
    if left.article is not None and left.article == right.article:
        return True
    is_known = _are_shared(ours, right.event_words) or _are_shared(theirs, left.event_words)
    are_strangers = ours.foremost - right.event_words and theirs.foremost - left.event_words
    is_one_story = _shared_opening(left, right) >= ONE_STORY
    return bool(is_known and is_one_story and not are_strangers and _is_put_there(left, right))


def tell_one_story(left: Reading, right: Reading) -> bool:
    """Tell whether nothing in the openings speaks against setting the two beside each other."""
    return not (left.lead and right.lead) or _shared_opening(left, right) >= ONE_STORY


def _shared_opening(left: Reading, right: Reading) -> int:
    """Return how much the openings share: a class of event counts double."""
    shared = left.lead & right.lead
    return len(shared) + sum(word.startswith("kind ") for word in shared)


def _are_shared(event: Event, words: frozenset[str]) -> bool:
    """Tell whether the other article uses enough of the names that this one uses most."""
    return len(words & event.names) >= min(len(event.names), SHARED_LEADING)


def _apart_in_time(left: Reading, right: Reading) -> bool:
    ours, theirs = (side.event.days if side.event else frozenset() for side in (left, right))
    if ours and theirs:
        return min(abs(one - other) for one in ours for other in theirs) > SAME_EVENT
    if left.event is None or right.event is None or left.published is None or right.published is None:
        return False
    return abs(left.published - right.published) > APART


def _apart_in_space(left: Reading, right: Reading) -> bool:
    """
    Tell whether each figure's place is one that the other's article never names.

    A sum of money has no place, and many names in common outweigh how two reports name one.
    """
    ours, theirs = _where(left), _where(right)
    if len(left.event_words & right.event_words) >= MANY_NAMES:
        return False
    if "money" in (left.measure, right.measure) or not ours or not theirs or ours & theirs:
        return False
    return not (ours & right.event_words or theirs & left.event_words)


def _is_put_there(left: Reading, right: Reading) -> bool:
    """Tell whether some place speaks for one event; asked only where the articles share but few names."""
    if left.measure == right.measure == "money":
        return True
    return len(left.event_words & right.event_words) >= SHARED_WORDS or bool(_where(left) & _where(right))


def _where(reading: Reading) -> frozenset[str]:
    return _words(reading.place or (reading.event.place if reading.event else None))


def _words(place: str | None) -> frozenset[str]:
    return frozenset(word.casefold() for word in _NAME.findall(place or ""))
