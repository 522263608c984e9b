"""
What a figure covers: who is counted, where, and when. Clause before sentence before lead.

Everything that is taken from elsewhere than the figure's own sentence is named in the claim's notes.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

from claims.extraction import lexicon, nations
from claims.extraction.draft import Draft
from claims.extraction.places import PlaceMention, places_between
from claims.extraction.populations import PopulationMention, populations_between
from claims.extraction.results import Quantity
from claims.extraction.sentences import Sentence
from claims.extraction.text import tidy


@dataclass(frozen=True, slots=True)
class Who:
    name: str | None
    within: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    name: str | None
    within: tuple[str, ...] = ()
    note: str | None = None


_UNIT_WORD = re.compile(
    rf"\b[Tt]h(?:e|is|eir) (?:{'|'.join(lexicon.nouns('unit_words'))})\b|\b[Ii]ts (?=soldiers"
    rf"|troops|men|servicemen|losses)"
)
_OF = re.compile(r"^[\w\s-]{0,24}?\b(?:of|from|among|in|within|by) (?:the |its |their )?$")
_IN = re.compile(
    r"\b(?:in|at|near|across|outside|inside|around|throughout|through) (?:the "
    r"|and around )?(?:\w+ (?:of|part of) )?(?:the )?(?:[A-Z]\w+'s? )?$"
)
_ANYWHERE = re.compile(
    r"\b(?:in|at|near|across|outside|inside|around|throughout|through|from|to) (?:the )?(?:[A-Z]\w+'s? )?$"
)
_IN_OR_TO = re.compile(r"\b(?:in|at|near|across|to|into) (?:the )?(?:[A-Z]\w+'s? )?$")
#: How many sentences back a place or a unit is looked for.
_BACK = 1
#: Nouns that name nobody in particular: where the measure says who is counted, it says more.
_GENERIC = frozenset(("people", "persons", "person", "others"))


class Scopes:
    """Looks up scopes in one document."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._plain = draft.plain
        self._units = [m for m in draft.populations if m.unit]
        self._unit_starts = [m.start for m in self._units]
        self._sentence_starts = [s.start for s in draft.sentences]

    def sentence_at(self, at: int) -> Sentence:
        return self._draft.sentences[max(0, bisect_right(self._sentence_starts, at) - 1)]

    def unit_before(self, at: int) -> PopulationMention | None:
        """Return the unit that "the regiment" means at this place: the last one named."""
        number = bisect_left(self._unit_starts, at)
        return self._units[number - 1] if number else None

    def who(self, quantity: Quantity, clause_start: int, sentence: Sentence, default: str | None) -> Who:
        """Return who is counted by a figure."""
        counted = populations_between(self._draft.populations, quantity.start, quantity.end)
        if counted:
            return Who(counted[0].name, counted[0].within)
        for mention in populations_between(
            self._draft.populations, quantity.end, min(sentence.end, quantity.end + 70)
        ):
            if _OF.match(self._plain[quantity.end : mention.start]):
                return Who(mention.name, mention.within)
        subject = self._subject(quantity, clause_start)
        if subject is not None:
            return subject
        noun = self._noun(quantity)
        return Who(default if default and (noun is None or noun.lower() in _GENERIC) else noun)

    def _subject(self, quantity: Quantity, begin: int) -> Who | None:
        """Return the population that suffers the figure: "the regiment had suffered nine losses"."""
        named = populations_between(self._draft.populations, begin, quantity.start)
        unit_words = list(_UNIT_WORD.finditer(self._plain, begin, quantity.start))
        head = (quantity.counted or "").lower().split()
        if not (named or unit_words) or not head or head[-1] not in _LOSS_NOUNS:
            return None
        last_named = named[-1].start if named else -1
        last_word = unit_words[-1].start() if unit_words else -1
        if last_named > last_word:
            return Who(named[-1].name, named[-1].within)
        unit = self.unit_before(last_word)
        return Who(unit.name, unit.within) if unit else None

    def _noun(self, quantity: Quantity) -> str | None:
        if not quantity.counted or quantity.unit not in (None, "person"):
            return None
        noun = tidy(quantity.counted)
        words = noun.split()
        while words and words[0].lower() in ("more", "other", "further", "additional", "of"):
            words = words[1:]
        if not words or words[-1].lower() in _LOSS_NOUNS or " ".join(words).lower() in ("others", "more"):
            return None
        return " ".join(words)

    def unit_in(self, sentence: Sentence) -> Who:
        """Return the unit that a sentence speaks of: the last one named so far, or the only one of the text."""
        unit = self.unit_before(sentence.end)
        if unit is not None:
            return Who(unit.name, unit.within)
        if len({m.name for m in self._units}) == 1:
            return Who(
                self._units[0].name, self._units[0].within, "population: the only unit that the text names"
            )
        return Who(None)

    def where(
        self,
        start: int,
        end: int,
        sentence: Sentence,
        holds: Callable[[int, int], bool] | None = None,
        measure: str | None = None,
    ) -> Where:
        """Return where: the clause start:end, then its sentence, then the sentences before it, then the lead."""
        before = _IN_OR_TO if measure == "deployed" else _IN
        for low, high in ((start, end), (sentence.start, sentence.end)):
            best = self._best_place(low, high, before, holds, no_capitals=measure == "duration")
            if best is not None:
                return Where(best.name, best.within)
        for number in range(sentence.number - 1, max(-1, sentence.number - 1 - _BACK), -1):
            other = self._draft.sentences[number]
            best = self._best_place(other.start, other.end, _ANYWHERE, no_capitals=True) or self._best_place(
                other.start, other.end, _IN
            )
            if best is not None:
                return Where(best.name, best.within, "place: taken from an earlier sentence")
        for other in self._draft.sentences[:3]:
            best = self._best_place(other.start, other.end, _ANYWHERE, no_capitals=True) or self._best_place(
                other.start, other.end, _IN
            )
            if best is not None:
                return Where(best.name, best.within, "place: taken from the lead")
        return Where(None, (), "place: none is stated")

    def _best_place(
        self,
        start: int,
        end: int,
        before: re.Pattern[str],
        holds: Callable[[int, int], bool] | None = None,
        *,
        no_capitals: bool = False,
    ) -> PlaceMention | None:
        """Return the last place after a fitting preposition, one that is part of another first."""
        found = [
            m
            for m in places_between(self._draft.places, start, end)
            if (holds is None or holds(m.start, m.end))
            and before.search(self._plain[max(start, m.start - 40) : m.start])
            and not (no_capitals and m.name in nations.by_metonym())
        ]
        regions = [m for m in found if m.within]
        return regions[-1] if regions else found[-1] if found else None


_LOSS_NOUNS = frozenset(
    noun for m in lexicon.measures().values() if m.family == "casualties" for noun in m.nouns
) | {"casualties"}
