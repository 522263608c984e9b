"""
What the comparison reads off an article's text itself: the names it uses, the event that its opening tells of,
and whether the words around a figure stay with that event.

Built once per text; both the command and the database can ask it. Plain Python, no parse: words only.
"""

import re
from bisect import bisect_right
from collections import Counter
from datetime import date
from functools import cached_property

from claims.comparison.readings import Event
from claims.comparison.telling import Told, told_after
from claims.comparison.wordlists import event_kinds, is_new_event, tells_of_event, words
from claims.extraction.lexicon import calendar

#: The opening: headline, date line and first sentences, up to so many sentences or characters. Own choice.
_LEAD_SENTENCES, _LEAD_CHARACTERS = 5, 900

#: So many of its most used names say what an article is about. Own choice.
LEADING_NAMES = 8

#: A name of the opening, among the first so many, that is used so often is one without which the event cannot be
#: told: if each of two articles has one that the other never uses, they tell of two. Own choice; on the 173 pairs
#: of the ECB+ sample that tell of one event it parts 7.
FOREMOST, OFTEN = 3, 4

_CAPITALISED = re.compile(r"\b[A-Z][^\W\d_]{2,}(?:[-'’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s\Z")
_LOWER = re.compile(r"\b[a-z][^\W\d_]+")
#: Who is quoted: a name beside a verb of saying.
_SPEAKER = re.compile(
    r"(?:[A-Z][^\W\d_]+[ -]){0,3}[A-Z][^\W\d_]+,? (?:said|says|told|added|wrote|warned|insisted)\b"
    r"|\b(?:said|says|added|according to)(?: [a-z]+){0,4}(?: (?:Mr|Mrs|Ms|Dr)\.?)?(?: [A-Z][^\W\d_]+){1,4}"
)
_SENTENCE_END = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bSt)(?<!\bGen)(?<!\b[A-Z])[.!?][\"”’')]*\s+(?=[\"“‘'`(]*[A-Z0-9])|\n+"
)
_PAUSE = re.compile(r"[,;:] |[()—–]| - ")
_CONTENT = re.compile(r"\b[a-z]{4,}")
_ENDING = re.compile(r"(?:ing|ed|es|s)\Z")
_MONTHS = "|".join(word.title() for word in calendar("months") if len(word) > 3)
_DAY = re.compile(rf"(?:\b(\d{{1,2}})(?:st|nd|rd|th)? )?\b({_MONTHS})\b(?: (\d{{1,2}})(?:st|nd|rd|th)?\b)?")
#: Days of one event lie so near to the day of print, in days. Own choice: a month, as for two articles.
_FAR = 31
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!-)")
#: With these a sentence turns to another event than the one that the opening tells of. Own list, after the
#: adverbs that open background in news text.
_ELSEWHERE = re.compile(
    r"\b(?:another|separate(?:ly)?|elsewhere|previous(?:ly)?|in an earlier|in recent"
    r"|(?:last|previous|every|each|a) year|hours (?:before|earlier))\b",
    re.I,
)
#: With these a figure covers a longer time than one event. Own list.
_LONGER = re.compile(
    r"\b(?:since|so far (?:this|in)|this year|to date|(?:in|over|during) the (?:past|last)"
    r"|(?:in|over|during) (?:the )?[\w-]+ (?:days|weeks|months|years) of)\b",
    re.I,
)
#: "The deadliest attack since 2004": a rank, and no longer time. Own list.
_RANKED = re.compile(r"\b(?:\w+est|most|worst|first)\b[^.,;]{0,60}\Z", re.I)
#: With these a figure is one that was given before the others of the text. Own list.
_EARLIER = re.compile(
    r"\b(?:said|reported|announced|confirmed|put) earlier\b|\bearlier (?:said|reported|put)\b"
    r"|\binitial(?:ly)?\b|\bat first\b",
    re.I,
)


class Passages:
    """One article's text, cut into sentences, with what its opening says of the event."""

    def __init__(self, text: str, published: date | None = None) -> None:
        self.text = text
        self._published = published
        self._year = str(published.year) if published else None
        ends = [match.end() for match in _SENTENCE_END.finditer(text)]
        self._starts = [0, *(end for end in ends if end < len(text))]

    @cached_property
    def names(self) -> frozenset[str]:
        """The words only ever written with a capital, without months and weekdays, case-folded."""
        return frozenset(self._counted)

    @cached_property
    def leading(self) -> tuple[str, ...]:
        """The names that the article uses most, first the most used; those of the opening count double."""
        weights = self._counted + Counter(
            {name: n for name, n in _capitals(self.lead).items() if name in self._counted}
        )
        for match in _SPEAKER.finditer(self.text):  # who is quoted is not whom it is about
            for name in _capitals(match[0]):
                weights[name] -= 2
        return tuple(sorted(weights, key=lambda name: (-weights[name], name))[:LEADING_NAMES])

    @cached_property
    def lead(self) -> str:
        """The opening of the text."""
        number = min(_LEAD_SENTENCES, len(self._starts) - 1)
        end = self._starts[number] if len(self._starts) > _LEAD_SENTENCES else len(self.text)
        return self.text[: min(end, _LEAD_CHARACTERS)]

    @cached_property
    def opening(self) -> frozenset[str]:
        """The content words of the opening and the classes of its event words."""
        return _stems(self.lead) | {f"kind {kind}" for kind in event_kinds(self.lead)}

    @cached_property
    def told(self) -> Told | None:
        """How many days after the event the article speaks, where its words say so."""
        return told_after(self.text, len(self.lead))

    @cached_property
    def happening(self) -> Event | None:
        """The event that the opening tells of; None where it tells of none that happens at one time."""
        if not tells_of_event(self.lead):
            return None
        opening = _capitals(self.lead)
        often = {name for name in self.leading[:FOREMOST] if self._counted[name] >= OFTEN and name in opening}
        return Event(names=frozenset(self.leading), foremost=frozenset(often), told=self.told)

    def brings_in_another(self, at: int) -> bool:
        """Tell whether the sentence at a place brings in an event as new, or gives another year or day."""
        return self._brings_in_another(*self.sentence(at))

    def is_in_lead(self, at: int) -> bool:
        """Tell whether a place is in the opening."""
        return at < len(self.lead)

    def turns_elsewhere(self, at: int) -> bool:
        """
        Tell whether the words at a place turn to another event or a longer time than the opening's.

        Outside the opening a sentence does so that gives another year or day, or brings in an event as new ("a blast
        in the north"); and the sentence after such a one, which goes on about that event.
        """
        clause, (start, end) = self._clause(at), self.sentence(at)
        longer = _LONGER.search(self.text, *clause)
        if longer and not _RANKED.search(self.text[clause[0] : longer.start()]):
            return True
        if self.is_in_lead(at):
            return False
        return (
            _ELSEWHERE.search(self.text, start, clause[1]) is not None
            or self._brings_in_another(start, end)
            or (not self.is_in_lead(start - 1) and self._brings_in_another(*self.sentence(start - 1)))
        )

    def _brings_in_another(self, start: int, end: int) -> bool:
        sentence = self.text[start:end]
        if {match[0] for match in _YEAR.finditer(sentence)} - {self._year} or is_new_event(sentence):
            return True
        return any(self._is_far(*match.groups()) for match in _DAY.finditer(sentence))

    def _is_far(self, before: str | None, month: str, after: str | None) -> bool:
        """Tell whether a day without a year lies further from the day of publication than one event's days do."""
        if self._published is None:
            return False
        number = calendar("months")[month.casefold()]
        day = min(int(before or after or 1), 28)
        return abs((self._published.replace(month=number, day=day) - self._published).days) > _FAR

    def goes_on(self, at: int, before: int) -> bool:
        """Tell whether the sentence at a place, naming no event itself, follows the one at an earlier place."""
        start, end = self.sentence(at)
        return start <= self.sentence(before)[1] and not event_kinds(self.text[start:end])

    def is_away_from_lead(self, place: str | None, at: int) -> bool:
        """Tell whether the sentence at a place names, as where it happened, what the opening does not name."""
        names = frozenset(_capitals(place or ""))
        start, end = self.sentence(at)
        here = names.intersection(_capitals(self.text[start:end]))
        return bool(here) and not self.is_in_lead(at) and here.isdisjoint(_capitals(self.lead))

    def is_told_earlier(self, at: int) -> bool:
        """Tell whether the sentence at a place gives what was said before: "the UN had said earlier that"."""
        return _EARLIER.search(self.text, *self.sentence(at)) is not None

    def shared_with_lead(self, at: int) -> int:
        """Return how many content words the sentence at a place shares with the opening, itself left out."""
        start, end = self.sentence(at)
        lead = self.lead[:start] + " " + self.lead[end:]
        return len(_stems(self.text[start:end]) & _stems(lead))

    def sentence(self, at: int) -> tuple[int, int]:
        """Return start and end of the sentence at a place."""
        number = bisect_right(self._starts, at)
        return self._starts[number - 1], self._starts[number] if number < len(self._starts) else len(
            self.text
        )

    def _clause(self, at: int) -> tuple[int, int]:
        """Return the part of a sentence around a place, from comma to comma."""
        start, end = self.sentence(at)
        before = [match.end() for match in _PAUSE.finditer(self.text, start, at)]
        after = _PAUSE.search(self.text, at, end)
        return before[-1] if before else start, after.start() if after else end

    @cached_property
    def _counted(self) -> Counter[str]:
        dull = {
            *words("openers"),
            *(word.casefold() for word in (*calendar("months"), *calendar("weekdays"))),
        }
        dull.update(word.casefold() for word in _LOWER.findall(self.text))
        return Counter({name: n for name, n in _capitals(self.text).items() if name not in dull})


def _capitals(text: str) -> Counter[str]:
    return Counter(_POSSESSIVE.sub("", word.casefold()) for word in _CAPITALISED.findall(text))


def _stems(passage: str) -> frozenset[str]:
    """Return the content words without their commonest endings: long words that are no names."""
    return frozenset(_ENDING.sub("", word) for word in _CONTENT.findall(passage)).difference(words("empty"))
