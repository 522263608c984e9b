"""From the nested attributions to one chain per claim: origin first, nearest to the article last."""

from bisect import bisect_right

from claims.extraction.results import Attribution
from claims.extraction.syntax.sentences import Sentence

#: A speech's carrier ("broadcast by state media") holds for the same speaker this many sentences on.
_SAME_SPEECH = 2


class Chains:
    """Looks up who stands behind a stretch of text."""

    def __init__(self, attributions: list[Attribution], sentences: list[Sentence]) -> None:
        self._found = attributions
        self._starts = [a.content[0] for a in attributions]
        self._by_start = sorted(attributions, key=lambda a: a.content[0])
        self._content_starts = [a.content[0] for a in self._by_start]
        self._sentence_starts = [s.start for s in sentences]
        self._carrier_of = self._same_speech()

    def _sentence(self, at: int) -> int:
        return bisect_right(self._sentence_starts, at) - 1

    def _same_speech(self) -> dict[int, int]:
        """Attribution id -> the carrier that passes it on, also from the sentence before."""
        found: dict[int, int] = {}
        last: dict[str, tuple[int, int]] = {}
        carriers = {a.id for a in self._found if a.carrier}
        for one in self._found:
            if one.source is None or one.carrier or one.cue is None:
                continue
            sentence = self._sentence(one.cue.start)
            if one.inside in carriers:
                found[one.id] = one.inside
                last[one.source.name] = (sentence, found[one.id])
            elif one.source.name in last and one.inside is None:
                before, carrier = last[one.source.name]
                if sentence - before <= _SAME_SPEECH:
                    found[one.id] = carrier
                    last[one.source.name] = (sentence, carrier)
        return found

    def chain(self, start: int, end: int) -> tuple[int, ...]:
        """Return the ids of the attributions that hold start:end, origin first; empty: the article itself speaks."""
        high = bisect_right(self._content_starts, start)
        holding = [
            a
            for a in self._by_start[max(0, high - 40) : high]
            if a.content[1] >= end and not _is_own_words(a, start, end)
        ]
        holding.sort(key=lambda a: (a.content[1] - a.content[0], -a.id))
        ids: list[int] = []
        for one in holding:
            if one.id not in ids:
                ids.append(one.id)
            carrier = self._carrier_of.get(one.id)
            if carrier is not None and carrier not in ids and carrier not in [h.id for h in holding]:
                ids.append(carrier)
        return tuple(ids)

    def origin(self, chain: tuple[int, ...]) -> Attribution | None:
        return self._found[chain[0]] if chain else None


def _is_own_words(one: Attribution, start: int, end: int) -> bool:
    """Whether the stretch is the attribution's own source or cue, which a content around them spans too."""
    spans = (one.source, one.cue)
    return any(span is not None and span.start <= start and end <= span.end for span in spans)
