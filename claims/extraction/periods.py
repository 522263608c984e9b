"""
When: the period that a figure covers, the day up to which it counts, the day on which it was said.

These are different clocks and are never mixed: "police said on Tuesday" dates the saying, "as of
January" the count, "killed in August" what happened.
"""

import re
from bisect import bisect_left
from collections.abc import Callable

from claims.extraction import days as d
from claims.extraction import lexicon
from claims.extraction.draft import Draft
from claims.extraction.results import Attribution, DateMention, Period, Quantity
from claims.extraction.sentences import Sentence
from claims.vocabulary import Precision

_AS_OF = re.compile(r"\b[Aa]s (?:of|at) (?:the )?(?:end of |early |late )?$")
_SINCE = re.compile(r"\b(?:[Ss]ince|[Ss]tarting|[Bb]eginning) (?:on |in )?(?:the )?$")
_UNTIL = re.compile(
    r"\b(?:[Uu]ntil|[Tt]ill|[Uu]p to|[Bb]y|[Tt]hrough|[Bb]efore|[Tt]o) (?:the end of |the |late |early )?$"
)
_AFTER_CUE = re.compile(
    r"[\s,]*(?:in an? (?:[\w-]+ ){1,4}|at an? (?:[\w-]+ ){1,3}|for the first time )?(?:(?:on|in"
    r"|late on|early on|late|early|earlier on|earlier|published on|released on"
    r"|issued on) )?(?:the )?$"
)
_BEGINNING = re.compile(
    r"\b(?:deployed|sent|left|began|begun|started|launched|arrived|dispatched|opened|since"
    r"|broke out|begins?|starts?)\b[^.;]*$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r"\b(?:up|down|compared (?:with|to)|higher than|lower than|more than (?:the|in)"
    r"|fewer than (?:the|in)) [^.;]{0,40}$"
)
_MISSION = "|".join(sorted(lexicon.nouns("missions"), key=len, reverse=True))
_GOVERNED = re.compile(rf"^[- ]?(?:long )?(?:[a-z]+ ){{0,2}}?(?:{_MISSION})\b")
#: Whether a stretch of text is said by nobody else than the figure is.
Holds = Callable[[int, int], bool]
#: How many sentences away the beginning of a mission is looked for.
_NEAR = 3


class Periods:
    """Looks up periods in one document."""

    def __init__(self, draft: Draft, sentence_at: Callable[[int], Sentence]) -> None:
        self._draft = draft
        self._plain = draft.plain
        self._dates = [x for x in draft.dates if x.kind == "date"]
        self._durations = [x for x in draft.dates if x.kind == "duration"]
        self._said = self._days_of_saying(sentence_at)

    def _days_of_saying(self, sentence_at: Callable[[int], Sentence]) -> set[int]:
        """Return where the dates start that tell when something was said, whoever said it."""
        found: set[int] = set()
        for one in self._draft.attributions:
            if one.cue is not None:
                _, mention = self.said_on(one, sentence_at(one.cue.start))
                if mention is not None:
                    found.add(mention.start)
        return found

    def _between(self, found: list[DateMention], start: int, end: int) -> list[DateMention]:
        return found[
            bisect_left(found, start, key=lambda x: x.start) : bisect_left(found, end, key=lambda x: x.start)
        ]

    def said_on(
        self, attribution: Attribution | None, sentence: Sentence
    ) -> tuple[Period | None, DateMention | None]:
        """Return the day of saying, and the date mention that gives it."""
        if attribution is None or attribution.cue is None:
            return None, None
        for mention in self._between(self._dates, attribution.cue.end, sentence.end):
            if _AFTER_CUE.fullmatch(self._plain[attribution.cue.end : mention.start]):
                return _period(mention), mention
        if attribution.source is None:
            return None, None
        for mention in self._between(self._dates, sentence.start, attribution.source.start):
            # "In March, police said 40 had died": what stands before the speaker dates the saying
            before = self._plain[max(sentence.start, mention.start - 30) : mention.start]
            leads = not self._plain[mention.end : attribution.source.start].strip(" ,")
            held = attribution.content[0] <= mention.start < attribution.content[1]
            if leads and not held and not any(p.search(before) for p in (_AS_OF, _SINCE, _UNTIL)):
                return _period(mention), mention
        return None, None

    def as_of(self, sentence: Sentence, holds: Holds) -> Period | None:
        """Return the day up to which the figures of a sentence count."""
        for mention in self._between(self._dates, sentence.start, sentence.end):
            if holds(mention.start, mention.end) and _AS_OF.search(
                self._plain[max(sentence.start, mention.start - 30) : mention.start]
            ):
                return _period(mention)
        return None

    def governing(
        self, quantity: Quantity | None, sentence: Sentence, holds: Holds
    ) -> tuple[Period, DateMention] | None:
        """Return the window of the mission that a sentence speaks of: "during the 120-day mission"."""
        for mention in self._between(self._durations, sentence.start, sentence.end):
            following = _GOVERNED.match(self._plain[mention.end : min(sentence.end, mention.end + 60)])
            if (
                following
                and holds(mention.start, mention.end)
                and (quantity is None or mention.start != quantity.start)
            ):
                return self.window(mention, sentence, mention.exact + following.group()), mention
        return None

    def window(self, duration: DateMention, sentence: Sentence, words: str) -> Period:
        """Return the period of a mission of a given length: from where its beginning is told nearby, if it is."""
        start = self._beginning(sentence)
        if start is None or start.from_day is None:
            note = f"{words}; {start.exact}" if start else words
            return Period(None, None, start.precision if start else Precision.OTHER, note)
        length = d.in_days(*_amount(duration.exact))
        last = d.shifted(start.to_day or start.from_day, length[1] - 1) if length else None
        return Period(start.from_day, last, start.precision, f"{words}; from {start.exact}")

    def _beginning(self, sentence: Sentence) -> DateMention | None:
        sentences = self._draft.sentences
        order = sorted(
            range(max(0, sentence.number - _NEAR), min(len(sentences), sentence.number + _NEAR + 1)),
            key=lambda n: (abs(n - sentence.number), n),
        )
        for number in order:
            other = sentences[number]
            for mention in self._between(self._dates, other.start, other.end):
                if _BEGINNING.search(self._plain[max(other.start, mention.start - 80) : mention.start]):
                    return mention
        return None

    def stated(
        self,
        sentence: Sentence,
        quantity: Quantity,
        said: DateMention | None,
        holds: Holds,
        figures: list[int],
    ) -> Period | None:
        """
        Return the period that the sentence states with a date: the first one that is not the day of
        saying. A date behind another figure is that one's; figures: where the sentence's figures start.
        """
        for mention in self._between(self._dates, sentence.start, sentence.end):
            if mention is said or mention.start in self._said or not holds(mention.start, mention.end):
                continue
            if self._is_compared(mention, sentence.start):
                continue
            if (
                any(quantity.start < at < mention.start for at in figures)
                and not mention.start < quantity.start
            ):
                continue
            return self._read(mention, sentence.start)
        return None

    def _is_compared(self, mention: DateMention, low: int) -> bool:
        """Whether the date dates what the figure is compared with: "up from 1,100 in December"."""
        return _COMPARED.search(self._plain[max(low, mention.start - 60) : mention.start]) is not None

    def _read(self, mention: DateMention, low: int) -> Period:
        before = self._plain[max(low, mention.start - 30) : mention.start]
        if _AS_OF.search(before) or _UNTIL.search(before):
            lead = "as of" if _AS_OF.search(before) else before.split()[-1].lower()
            return Period(None, mention.to_day, mention.precision, f"{lead} {mention.exact}")
        if _SINCE.search(before):
            return Period(
                mention.from_day, self._draft.published, mention.precision, "since " + mention.exact
            )
        return _period(mention)

    def of_lead(self) -> Period | None:
        """Return the first resolved date of the headline and the sentence after it: when the event happened."""
        sentences = self._draft.sentences
        if not sentences:
            return None
        end = sentences[1].end if sentences[0].is_heading and len(sentences) > 1 else sentences[0].end
        for mention in self._between(self._dates, 0, end):
            if (
                mention.from_day is not None
                and mention.start not in self._said
                and not self._is_compared(mention, 0)
            ):
                return self._read(mention, 0)
        return None


def _period(mention: DateMention) -> Period:
    return Period(mention.from_day, mention.to_day, mention.precision, mention.exact)


def _amount(printed: str) -> tuple[int, str]:
    from claims.extraction.numbers import number_value

    number, _, unit = printed.replace("-", " ").rpartition(" ")
    value = number_value(number)
    return (int(value) if value is not None and value < 10_000 else 0), unit.lower().rstrip("s").replace(
        "centurie", "century"
    )
