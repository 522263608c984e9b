"""
When: the period that a figure covers, the day up to which it counts, the day on which it was said.

These are different clocks and are never mixed: "police said on Tuesday" dates the saying, "as of
January" the count, "killed in August" what happened.
"""

import re
from bisect import bisect_left
from collections.abc import Callable

from claims.extraction import lexicon
from claims.extraction.calendar import days as d
from claims.extraction.draft import Draft
from claims.extraction.results import Attribution, DateMention, Period, Quantity
from claims.extraction.syntax.sentences import Sentence
from claims.vocabulary import Precision

_AS_OF = re.compile(r"\b[Aa]s (?:of|at) (?:the )?(?:end of |early |late )?$")
_SINCE = re.compile(
    r"\b(?:[Ss]ince|[Ss]tarting|[Bb]eginning) (?:on |in )?(?:the )?(?:end of |beginning of )?$"
    r"|\b[Ss]ince (?!then\b)(?:[\w-]+ ){1,5}$"
)
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
#: "who was fired last week", "which opened in May": the date is that clause's own.
_IN_ASIDE = re.compile(
    r"\b(?:who|which|that|whose|where|whom)\s(?:\w+\s){0,4}?"
    r"(?:was|were|is|are|had|has|have|\w+ed|began|came|went|left|took|won|lost|ran|held|met|fell|broke)\s[^.;,]*$"
)
#: A line that dates the page: "Published: July 02, 2013", "POSTED 1052 GMT", "Updated 4/11/2007 1:26 PM".
_HEADER_WORDS = re.compile(
    r"\b(?:posted|updated|published|last modified|modified|first published|gmt|bst|est|edt|utc|hkt|cet|[ap]\.?m)\b",
    re.IGNORECASE,
)
#: A year in front of a noun names another event: "the 2004 tsunami".
_NAMED_BY_YEAR = re.compile(
    r"[ -](?!and\b|when\b|after\b|before\b|but\b|to\b|in\b|on\b|at\b|by\b|for\b|as\b|is\b|was\b|were\b|had\b"
    r"|has\b|while\b|with\b|that\b|which\b|who\b|said\b|or\b|the\b|a\b|an\b|from\b|until\b|since\b|because\b"
    r"|alone\b|when\b|where\b|through\b|killed\b|according\b|than\b|it\b|he\b|she\b|they\b|of\b)[a-z]{3,}"
)
_MISSION = "|".join(sorted(lexicon.nouns("missions"), key=len, reverse=True))
_GOVERNED = re.compile(rf"^[- ]?(?:long )?(?:[a-z]+ ){{0,2}}?(?:{_MISSION})\b")
#: Whether a stretch of text is said by nobody else than the figure is.
Holds = Callable[[int, int], bool]
#: How many sentences away the beginning of a mission is looked for.
_NEAR = 3
#: How far from a figure its date may stand, in characters; how many sentences make up the lead.
_REACH, _LEAD = 400, 4
#: A line with a date and fewer other words than this is no sentence.
_HEADER_LENGTH = 4


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
        Return the period that the sentence states with a date: the nearest one that is not the day of
        saying. A date behind another figure is that one's; figures: where the sentence's figures start.
        """
        best: tuple[int, DateMention] | None = None
        low, high = max(sentence.start, quantity.start - _REACH), min(sentence.end, quantity.end + _REACH)
        for mention in self._between(self._dates, low, high):
            if not self._may_date(mention, sentence.start, quantity.start):
                continue
            if mention is said or not holds(mention.start, mention.end):
                continue
            is_before = mention.start < quantity.start
            if not is_before and any(quantity.start < at < mention.start for at in figures):
                continue
            gap = quantity.start - mention.end if is_before else mention.start - quantity.end
            if best is None or gap < best[0]:
                best = gap, mention
        return self._read(best[1], sentence.start) if best else None

    def _may_date(self, mention: DateMention, low: int, figure: int | None) -> bool:
        """Whether a date can be when something happened: not of saying, of a comparison, of an aside, of the page."""
        if mention.start in self._said or self._is_compared(mention, low) or self._is_header(mention):
            return False
        if mention.precision is Precision.YEAR and _NAMED_BY_YEAR.match(self._plain, mention.end):
            return False
        aside = _IN_ASIDE.search(self._plain, max(low, mention.start - 80), mention.start)
        return aside is None or (figure is not None and aside.start() < figure < mention.start)

    def _is_header(self, mention: DateMention) -> bool:
        """Whether the date stands in a line that dates the page and tells nothing."""
        start = self._plain.rfind("\n", max(0, mention.start - 80), mention.start) + 1
        end = self._plain.find("\n", mention.end, mention.end + 80)
        if end < 0 or (start == 0 and mention.start > 80):
            return False
        rest = self._plain[start : mention.start] + " " + self._plain[mention.end : end]
        words = [w for w in rest.split() if w[0].isalpha()]
        return len(words) < _HEADER_LENGTH or (
            len(words) < 3 * _HEADER_LENGTH and _HEADER_WORDS.search(rest) is not None
        )

    def _is_compared(self, mention: DateMention, low: int) -> bool:
        """Whether the date dates what the figure is compared with: "up from 1,100 in December"."""
        return _COMPARED.search(self._plain[max(low, mention.start - 60) : mention.start]) is not None

    def _read(self, mention: DateMention, low: int) -> Period:
        before = self._plain[max(low, mention.start - 50) : mention.start]
        if _AS_OF.search(before) or _UNTIL.search(before):
            lead = "as of" if _AS_OF.search(before) else before.split()[-1].lower()
            return Period(None, mention.to_day, mention.precision, f"{lead} {mention.exact}")
        if _SINCE.search(before):
            return Period(mention.from_day, None, mention.precision, "since " + mention.exact)
        return _period(mention)

    def of_span(self, start: int, end: int, holds: Holds | None = None) -> Period | None:
        """Return when something told in start:end happened: its first date with a known day that is not of saying."""
        for mention in self._between(self._dates, start, min(end, start + 2 * _REACH)):
            if mention.from_day is None or not self._may_date(mention, start, None):
                continue
            if holds is None or holds(mention.start, mention.end):
                return self._read(mention, start)
        return None

    def of_sentence_before(self, sentence: Sentence) -> Period | None:
        """Return when the sentence before, in the same paragraph, says that something happened."""
        before = self._draft.sentences[sentence.number - 1] if sentence.number else sentence
        if before is sentence or before.paragraph != sentence.paragraph or before.is_heading:
            return None
        return self.of_span(before.start, before.end)

    def tells_other_time(self, sentence: Sentence) -> bool:
        """Whether a sentence turns to another time than the lead's: it names a date that is not its figure's."""
        return any(
            m.start not in self._said and not self._is_header(m)
            for m in self._between(
                self._dates, sentence.start, min(sentence.end, sentence.start + 2 * _REACH)
            )
        )

    def of_lead(self) -> Period | None:
        """Return the first resolved date of the lead that is not in the future: when the event happened."""
        for sentence in self._draft.sentences[:_LEAD]:
            for mention in self._between(
                self._dates, sentence.start, min(sentence.end, sentence.start + 2 * _REACH)
            ):
                published = self._draft.published
                is_ahead = (
                    published is not None and mention.from_day is not None and mention.from_day > published
                )
                if (
                    mention.from_day is not None
                    and not is_ahead
                    and self._may_date(mention, sentence.start, None)
                ):
                    return self._read(mention, sentence.start)
        return None


def _period(mention: DateMention) -> Period:
    return Period(mention.from_day, mention.to_day, mention.precision, mention.exact)


def _amount(printed: str) -> tuple[int, str]:
    from claims.extraction.numerals.numbers import number_value

    number, _, unit = printed.replace("-", " ").rpartition(" ")
    value = number_value(number)
    return (int(value) if value is not None and value < 10_000 else 0), unit.lower().rstrip("s").replace(
        "centurie", "century"
    )
