"""Who is counted by a figure: the counted noun, a force or unit named beside it, or the unit that suffered it."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from claims.extraction import lexicon
from claims.extraction.draft import Draft
from claims.extraction.naming import nations
from claims.extraction.naming.populations import PopulationMention, populations_between
from claims.extraction.results import Quantity
from claims.extraction.syntax.text import tidy


@dataclass(frozen=True, slots=True)
class Who:
    """name: canonical. within: what it is part of. note: where it was taken from. at: the words, if elsewhere."""

    name: str | None
    within: tuple[str, ...] = ()
    note: str | None = None
    at: tuple[int, int] | None = None


_UNIT_WORD = re.compile(
    rf"\b[Tt]h(?:e|is|eir) (?:{'|'.join(lexicon.nouns('unit_words'))})\b|\b[Ii]ts (?=soldiers"
    rf"|troops|men|servicemen|losses)"
)
_OF = re.compile(r"^[\w\s-]{0,24}?\b(?:of|from|among|in|within|by) (?:the |its |their )?$")
#: "12 of the 40 passengers", "two of its soldiers": a part of those
_PART_OF = re.compile(
    r"\s?of (?:the |its |their |his |her |all )?(?:\d[\d,]*\s|(?:about|some|nearly|around)\s\d[\d,]*\s)?"
    r"(?P<noun>(?:[a-z-]+ ){0,2}[a-z]+s|people|men|women|children)\b"
)
#: Verbs with which a subject suffers the losses that follow.
_SUFFERS = re.compile(
    r"\b(?:suffer|suffers|suffered|suffering|los[et]|loses|losing|sustain\w*|took|taken|takes|incurr\w+|had|has"
    r"|have|report\w*|record\w*|acknowledg\w+|admit\w*|confirm\w*|losses|casualties)\b",
    re.IGNORECASE,
)
#: Nouns that name nobody in particular: where the measure says who is counted, it says more.
_GENERIC = frozenset(("people", "persons", "person", "others"))
_PERSON = dict.fromkeys(("person", "persons", "individuals", "victims", "victim", "lives", "souls"), "people")
_LEADS = frozenset(("more", "other", "further", "additional", "of", "as", "many", "such", "separate"))
#: A counted noun phrase ends before these forms: "Palestinians sheltering", "soldiers wounded".
_CLAUSE_FORM = re.compile(r"(?:ing|ed)$")
_NO_CLAUSE_FORM = frozenset(("armed", "unarmed", "injured", "wounded", "building", "king", "being"))
_PLURAL = re.compile(r"(?:s|people|men|women|children|personnel|troops)$", re.IGNORECASE)
_CIVILIANS = re.compile(r"\b[Cc]ivilian|\b[Rr]efugee|\b[Cc]hildren\b")
_LOSS_NOUNS = frozenset(
    noun for m in lexicon.measures().values() if m.family == "casualties" for noun in m.nouns
) | {"casualties", "hurt", "killed"}


class Whom:
    """Looks up populations in one document."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._plain = draft.plain
        self._units = [m for m in draft.populations if m.unit]
        self._unit_starts = [m.start for m in self._units]
        self._counted: frozenset[str] | None = None

    def counted(self, quantity: Quantity, begin: int, end: int, default: str | None) -> Who:
        """
        Return who is counted by a figure whose clause begins at `begin` and whose sentence ends at `end`.

        default: whom the measure itself counts, where the text names nobody in particular.
        """
        inside = populations_between(self._draft.populations, quantity.start, quantity.end)
        if inside:
            return _who(inside[0])
        for mention in populations_between(
            self._draft.populations, quantity.end, min(end, quantity.end + 70)
        ):
            if _OF.match(self._plain[quantity.end : mention.start]):
                return _who(mention)
        noun = self._noun(quantity)
        if noun is None:
            subject = self._subject(quantity, begin)
            if subject is not None:
                return subject
            part = _PART_OF.match(self._plain, quantity.value_end, min(end, quantity.value_end + 60))
            noun = part["noun"] if part else None
        if noun is None or (default and noun.lower() in _GENERIC):
            return Who(default)
        return self._forces(noun, quantity)

    def _forces(self, noun: str, quantity: Quantity) -> Who:
        """Return the forces of a country for its people where the text counts soldiers: "4,000 North Koreans"."""
        nation = nations.by_demonym().get(noun.removesuffix("s"))
        if nation is not None and noun.endswith("s") and nations.forces(nation) in self._fighting():
            return Who(
                nations.forces(nation), note=f"population: “{noun}”, in a text about {nations.forces(nation)}"
            )
        return Who(noun, at=(quantity.start, quantity.end))

    def _fighting(self) -> frozenset[str]:
        """Return the forces that a figure of the text counts; none where it tells of civilians, too."""
        if self._counted is None:
            found = (
                mention.name
                for quantity in self._draft.quantities
                for mention in populations_between(self._draft.populations, quantity.start, quantity.end)
            )
            self._counted = frozenset() if _CIVILIANS.search(self._plain) else frozenset(found)
        return self._counted

    def _subject(self, quantity: Quantity, begin: int) -> Who | None:
        """Return the population that suffers the figure: "the regiment had suffered nine losses"."""
        named = populations_between(self._draft.populations, begin, quantity.start)
        unit_words = list(_UNIT_WORD.finditer(self._plain, begin, quantity.start))
        head = (quantity.counted or "").lower().split()
        if not (named or unit_words) or not head or head[-1] not in _LOSS_NOUNS:
            return None
        last_named = named[-1].start if named else -1
        last_word = unit_words[-1].start() if unit_words else -1
        if not _SUFFERS.search(self._plain, max(last_named, last_word), quantity.start):
            return None
        if last_named > last_word:
            return _who(named[-1])
        unit = self.unit_before(last_word)
        return _who(unit) if unit else None

    def _noun(self, quantity: Quantity) -> str | None:
        if not quantity.counted or quantity.unit not in (None, "person"):
            return None
        noun = tidy(quantity.counted)
        words = noun.lower().split() if noun.isupper() else noun.split()
        while words and words[0].lower() in _LEADS:
            words = words[1:]
        for number, word in enumerate(words):
            is_form = _CLAUSE_FORM.search(word) and word.lower() not in _NO_CLAUSE_FORM
            if number and is_form and _PLURAL.search(words[number - 1]):
                words = words[:number]
                break
        while words and words[-1].lower() in _LOSS_NOUNS:
            words = words[:-1]
            if words and not _PLURAL.search(words[-1]):
                return None  # "nine tragic losses"
        name = " ".join(words)
        if not words or name.lower() in ("others", "more") or not re.search(r"[a-z]", name):
            return None
        return _PERSON.get(name.lower(), name)

    def unit_before(self, at: int) -> PopulationMention | None:
        """Return the unit that "the regiment" means at this place: the last one named."""
        number = bisect_left(self._unit_starts, at)
        return self._units[number - 1] if number else None

    def unit_of(self, end: int) -> Who:
        """Return the unit that a sentence speaks of: the last one named so far, or the only one of the text."""
        unit = self.unit_before(end)
        if unit is not None:
            return _who(unit)
        if len({m.name for m in self._units}) == 1:
            only = self._units[0]
            return Who(only.name, only.within, "population: the only unit that the text names")
        return Who(None)


def _who(mention: PopulationMention) -> Who:
    return Who(mention.name, mention.within, at=(mention.start, mention.end))
