"""Senses of words that people taught: what "neutralised" means when one speaker says it; words that no list has."""

import re

from claims.extraction import lexicon
from claims.extraction.attributing.chains import Chains
from claims.extraction.covering.measured import Measured
from claims.extraction.draft import Draft
from claims.extraction.knowledge import MeasureSense
from claims.extraction.results import Quantity
from claims.extraction.syntax.sentences import Sentence

#: How far from a figure taught words may stand, in characters: as far as the verbs of measured.py.
_REACH_LEFT, _REACH_RIGHT = 34, 60


class Senses:
    """Looks up taught words beside the figures of one document; costs nothing where nothing is taught."""

    def __init__(self, draft: Draft, chains: Chains) -> None:
        self._plain, self._knowledge, self._chains = draft.plain, draft.knowledge, chains
        taught = [re.escape(words).replace(r"\ ", r"\s+") for words in self._knowledge.taught_words()]
        self._pattern = re.compile(rf"\b(?:{'|'.join(taught)})\b", re.IGNORECASE) if taught else None

    def read(
        self, quantity: Quantity, sentence: Sentence, measured: Measured | None
    ) -> tuple[Measured, MeasureSense] | None:
        """
        Return the measure that taught words give the figure, and what was taught; None: nothing taught applies.

        measured: what the rules read. Taught words take its place if they are the words that it was read from,
        and fill in where the rules found nothing.
        """
        if self._pattern is None:
            return None
        begin, end = max(sentence.start, quantity.start - _REACH_LEFT), quantity.end + _REACH_RIGHT
        nearest = None
        for match in self._pattern.finditer(self._plain, begin, min(sentence.end, end)):
            start, stop = match.span()
            if measured is not None and not (start < measured.end and measured.start < stop):
                continue
            sense = self._knowledge.sense(match.group(), self._speaker(quantity))
            if sense is None or sense.measure not in lexicon.measures():
                continue
            distance = max(0, start - quantity.end, quantity.start - stop)
            if nearest is None or distance < nearest[0].distance:
                nearest = Measured(sense.measure, start, stop, distance, "taught"), sense
        return nearest

    def _speaker(self, quantity: Quantity) -> str | None:
        origin = self._chains.origin(self._chains.chain(quantity.value_start, quantity.value_end))
        return origin.source.name if origin is not None and origin.source is not None else None


def note_on(printed: str, sense: MeasureSense) -> str:
    """Return what a claim's notes say of it."""
    who = f"when {sense.speaker} says it" if sense.speaker else "whoever says it"
    label = lexicon.measures()[sense.measure].label
    return f"measure: a reviewer recorded that “{printed}” means {label} {who}"
