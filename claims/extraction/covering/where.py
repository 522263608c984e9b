"""Where a figure counts: its clause before its sentence, its sentence before the one before, then the lead."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from claims.extraction.draft import Draft
from claims.extraction.naming import nations
from claims.extraction.naming.places import PlaceMention, places_between
from claims.extraction.syntax.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Where:
    """name: canonical. within: what it is part of. note: where it was taken from. at: the words."""

    name: str | None
    within: tuple[str, ...] = ()
    note: str | None = None
    at: tuple[int, int] | None = None


#: Verbs whose object is a place that something befalls. Own list, after the reports of disasters and attacks.
_BEFALLS = (
    "struck|strikes?|striking|hits?|hitting|rocked|rocks|shook|shakes|jolted|jolts|battered|devastated|swept|lashed"
    "|ravaged|flooded|bombed|shelled|invaded|entered|seized|captured|stormed|engulfed|paralysed|leaves?|quitting"
)
_PLACE_LEAD = r"(?:the |and around )?(?:\w+ (?:of|part of) )?(?:the )?(?:[A-Z][\w-]+'s? )?(?:[a-z-]+ern )?$"
_IN = re.compile(
    rf"\b(?:in|at|near|across|outside|inside|around|throughout|through|off|between|(?:{_BEFALLS})) {_PLACE_LEAD}"
)
_ANYWHERE = re.compile(
    r"\b(?:in|at|near|across|outside|inside|around|throughout|through|from|to) (?:the )?(?:[A-Z]\w+'s? )?$"
)
_IN_OR_TO = re.compile(r"\b(?:in|at|near|across|to|into) (?:the )?(?:[A-Z]\w+'s? )?$")
#: How many sentences back a place is looked for, and how far from the figure within one, in characters.
_BACK, _REACH = 1, 400
#: The lead: headline, dateline and the first sentences.
_LEAD = 3

Holds = Callable[[int, int], bool]


class Places:
    """Looks up places in one document."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._plain = draft.plain
        self._lead: Where | None = None

    def where(
        self,
        start: int,
        end: int,
        sentence: Sentence,
        holds: Holds | None = None,
        measure: str | None = None,
        near: int | None = None,
    ) -> Where:
        """
        Return where: the clause start:end, then its sentence, then the sentence before it, then the lead.

        holds: whether nobody else says what stands there. near: where the figure stands; None: anywhere.
        """
        before = _IN_OR_TO if measure == "deployed" else _IN
        for low, high in ((start, end), (sentence.start, sentence.end)):
            if near is not None:
                low, high = max(low, near - _REACH), min(high, near + _REACH)
            best = self._best(low, high, before, holds, no_capitals=measure == "duration")
            if best is not None:
                return Where(best.name, best.within, at=(best.start, best.end))
        for number in range(sentence.number - 1, max(-1, sentence.number - 1 - _BACK), -1):
            other = self._draft.sentences[number]
            best = self._of(other)
            if best is not None:
                return Where(
                    best.name, best.within, "place: taken from an earlier sentence", (best.start, best.end)
                )
        if self._lead is None:
            self._lead = self._of_lead()
        return self._lead

    def _of_lead(self) -> Where:
        for other in self._draft.sentences[:_LEAD]:
            best = self._of(other)
            if best is not None:
                return Where(best.name, best.within, "place: taken from the lead", (best.start, best.end))
        for other in self._draft.sentences[:_LEAD]:
            found = [
                m for m in places_between(self._draft.places, other.start, other.end) if self._may_be_where(m)
            ]
            if found:
                best = next((m for m in found if m.within), found[0])
                return Where(best.name, best.within, "place: taken from the lead", (best.start, best.end))
        return Where(None, (), "place: none is stated")

    def _of(self, other: Sentence) -> PlaceMention | None:
        low, high = other.start, min(other.end, other.start + 2 * _REACH)
        return self._best(low, high, _ANYWHERE, no_capitals=True) or self._best(low, high, _IN)

    def _may_be_where(self, mention: PlaceMention) -> bool:
        """Whether a place named without a preposition is no actor: not a capital, not "Norway said"."""
        is_state = mention.name in nations.by_metonym() or mention.name in nations.by_name()
        return not is_state or self._plain[mention.end : mention.end + 2] in ("'s", ", ")

    def _best(
        self,
        start: int,
        end: int,
        before: re.Pattern[str],
        holds: Holds | None = None,
        *,
        no_capitals: bool = False,
    ) -> PlaceMention | None:
        """Return the last place after a fitting preposition, one that is part of another first."""
        last: PlaceMention | None = None
        for mention in reversed(places_between(self._draft.places, start, end)):
            if last is not None and not mention.within:
                continue
            if no_capitals and mention.name in nations.by_metonym():
                continue
            if not before.search(self._plain[max(start, mention.start - 40) : mention.start]):
                continue
            if holds is not None and not holds(mention.start, mention.end):
                continue
            if mention.within:
                return mention
            last = mention
        return last
