"""What money is for, and what is counted in it: "the Harbour Bridge project", "including land"."""

import re
from bisect import bisect_left

from claims.extraction.covering.scopes import Who
from claims.extraction.draft import Draft
from claims.extraction.results import Quantity
from claims.extraction.syntax.sentences import Sentence

_HEADS = (
    "project|programme|program|scheme|bridge|tunnel|line|railway|stadium|airport|plant|hospital"
    "|dam|road|port|arena|station|fund|deal|contract|plan"
)
_NAMED = re.compile(
    rf"\b(?:[A-Z][\w'-]*\s){{1,4}}(?:{_HEADS}"
    rf"|{'|'.join(h.title() for h in _HEADS.split('|'))})\b(?:\s(?:project|programme|program"
    rf"|scheme)\b)?"
)
_DEFINITE = re.compile(
    rf"\b(?:[Tt]he|[Ii]ts|[Tt]his|[Tt]heir|[Aa] new)\s(?:\w+\s){{0,1}}?(?P<head>{_HEADS})\b"
)
_NO_PROJECT = re.compile(r"^(?:The|A|An|This|That|His|Her|Its|Their|Work on the|In|On|At|For|Old)\s")
#: "excluding land", "including VAT": what the sum counts
_BASIS = re.compile(
    r"\b(?P<how>excluding|including|before|after|without|not counting|not including|exclusive of|inclusive of|plus)\s"
    r"(?P<what>(?:the )?(?:cost of )?(?:land|tax|taxes|vat|interest|inflation|financing|fees"
    r"|subsidies|grants|overheads|construction)\b)",
    re.IGNORECASE,
)
_SAME = {
    "exclusive of": "excluding",
    "without": "excluding",
    "not counting": "excluding",
    "not including": "excluding",
    "inclusive of": "including",
    "plus": "excluding",
}


class Projects:
    """The named projects of one document, found once."""

    def __init__(self, draft: Draft) -> None:
        self._plain = draft.plain
        self._draft = draft
        self._found: list[tuple[int, str]] = []
        for match in _NAMED.finditer(draft.plain):
            name = _NO_PROJECT.sub("", match.group())
            if name[:1].isupper() and " " in name:
                self._found.append((match.start(), name))

    def paid_for(self, sentence: Sentence, quantity: Quantity) -> Who:
        """Return what the money in a sentence is for: named there, or meant by "the bridge" there."""
        low = bisect_left(self._found, (sentence.start, ""))
        high = bisect_left(self._found, (sentence.end, ""))
        before = [name for at, name in self._found[low:high] if at < quantity.start]
        inside = before[-1:] or [name for _, name in self._found[low:high]][:1]
        if inside:
            return Who(inside[0])
        definite = list(_DEFINITE.finditer(self._plain, sentence.start, sentence.end))
        heads = {m["head"].lower() for m in definite}
        names = {
            name
            for at, name in self._found
            if name.lower().split(" ")[-1] in heads or name.lower().split(" ")[-2:][0] in heads
        }
        if len(names) == 1:
            return Who(names.pop(), note="population: named elsewhere in the text")
        every = {name for _, name in self._found}
        if len(every) == 1 and sentence.number < 8:
            return Who(every.pop(), note="population: the only project that the text names")
        return Who(None)


_SHARE_OF = re.compile(
    r"\s?(?:%|per cent|percent|pc)?\s?of (?:the |its |their |his |her |all |our )?((?:(?!and\b"
    r"|in\b|on\b|to\b|that\b|who\b|which\b|is\b|are\b|was\b|were\b)[\w'-]+ ?){1,4})"
)


#: A word with which the clause goes on behind whom the share is of: "52 percent of voters backed …".
_CLAUSE_WORD = re.compile(
    r"\w+ed|said|say|says|think|believe|want|support|oppose|approve|favour|favor|have|had|has|will|would|do|did|went|came|who"
)


def share_of(plain: str, quantity: Quantity, sentence: Sentence) -> Who:
    """Return of what a percentage is a share: "60 percent of the cost"."""
    match = _SHARE_OF.match(plain, quantity.value_end, min(sentence.end, quantity.value_end + 60))
    if match is None:
        return Who(None)
    words = match.group(1).split()
    end = next((n for n, word in enumerate(words) if n and _CLAUSE_WORD.fullmatch(word)), len(words))
    return Who(" ".join(words[:end]))


def money_basis(plain: str, sentence: Sentence, quantity: Quantity) -> str | None:
    """Return what a sum counts or leaves out ("excluding land"), where its sentence says so close behind it."""
    match = _BASIS.search(plain, quantity.end, min(sentence.end, quantity.end + 60))
    if match is None:
        return None
    how = match["how"].lower()
    return f"{_SAME.get(how, how)} {match['what'].lower().removeprefix('the ').removeprefix('cost of ')}"
