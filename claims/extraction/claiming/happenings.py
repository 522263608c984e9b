"""Which event a claim belongs to: what its sentence or the lead calls it, and the names that stand there."""

import re
from functools import lru_cache

from claims.extraction import lexicon
from claims.extraction.draft import Draft
from claims.extraction.syntax.sentences import Sentence

#: The lead: the headline and the first sentences.
_LEAD = 3
#: No claim needs more words to be told from another event's.
_MOST = 24
_REACH = 800


@lru_cache(maxsize=1)
def _classes() -> dict[str, str]:
    return {noun: name for name, nouns in lexicon.events().items() for noun in nouns}


@lru_cache(maxsize=1)
def _nouns() -> re.Pattern[str]:
    names = sorted(_classes(), key=len, reverse=True)
    return re.compile(r"\b(" + "|".join(re.escape(n) for n in names) + r")s?\b", re.IGNORECASE)


class Happenings:
    """The event words of one document."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._of: dict[int, tuple[str, ...]] = {}
        self._name_at = 0
        names: dict[int, list[str]] = {}
        starts = [s.start for s in draft.sentences]
        number = 0
        for run in draft.names:
            while number + 1 < len(starts) and starts[number + 1] <= run.start:
                number += 1
            names.setdefault(number, []).append(draft.plain[run.start : run.end].casefold())
        self._names = names
        self._lead = self._words(range(min(_LEAD, len(starts))))

    def _words(self, numbers: range) -> dict[str, None]:
        """Return event classes and then names of some sentences, each once, in order."""
        found: dict[str, None] = {}
        for number in numbers:
            sentence = self._draft.sentences[number]
            end = min(sentence.end, sentence.start + _REACH)
            for match in _nouns().finditer(self._draft.plain, sentence.start, end):
                found[_classes()[match.group(1).lower()]] = None
        for number in numbers:
            found |= dict.fromkeys(self._names.get(number, ())[:_MOST])
        return found

    def of(self, sentence: Sentence) -> tuple[str, ...]:
        """Return the event words of a sentence before those of the lead; case-folded, each once."""
        if sentence.number not in self._of:
            own = self._words(range(sentence.number, sentence.number + 1))
            self._of[sentence.number] = tuple([*own, *(w for w in self._lead if w not in own)][:_MOST])
        return self._of[sentence.number]
