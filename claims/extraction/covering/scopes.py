"""
What a figure covers: who is counted and where. Clause before sentence before lead.

Everything that is taken from elsewhere than the figure's own sentence is named in the claim's notes.
"""

from bisect import bisect_right

from claims.extraction.covering.where import Places, Where
from claims.extraction.covering.who import Who, Whom
from claims.extraction.draft import Draft
from claims.extraction.results import Quantity
from claims.extraction.syntax.sentences import Sentence

__all__ = ["Scopes", "Where", "Who"]


class Scopes:
    """Looks up scopes in one document."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._sentence_starts = [s.start for s in draft.sentences]
        self._whom = Whom(draft)
        self.where = Places(draft).where

    def sentence_at(self, at: int) -> Sentence:
        return self._draft.sentences[max(0, bisect_right(self._sentence_starts, at) - 1)]

    def who(self, quantity: Quantity, clause_start: int, sentence: Sentence, default: str | None) -> Who:
        """Return who is counted by a figure; default: whom its measure counts by itself."""
        return self._whom.counted(quantity, clause_start, sentence.end, default)

    def unit_in(self, sentence: Sentence) -> Who:
        """Return the unit that a sentence speaks of."""
        return self._whom.unit_of(sentence.end)
