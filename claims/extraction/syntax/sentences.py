"""
Sentences, split after the quotes are known.

No break at a full stop inside a quote that holds one sentence; a lone quotation mark is never a
sentence; a line without a full stop (a headline, a crosshead) is a sentence of its own.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from claims.extraction import lexicon
from claims.extraction.syntax.quotes import Quote


@dataclass(frozen=True, slots=True)
class Sentence:
    """start, end: characters, half-open. `paragraph`: its number. `is_heading`: no full stop, short."""

    start: int
    end: int
    number: int
    paragraph: int
    is_heading: bool


_END = re.compile(r"(?<![.!?…])[.!?…]++[\"')\]]*+(?=\s+(\S\S?))")
_WORD_BEFORE = re.compile(r"([A-Za-z][A-Za-z.]*|\d+)$")
_NAME_AND_VERB = re.compile(
    r"\s+(?:(?:[A-Z][\w.'-]*|the|a|an|of|for)\s+){1,5}?([a-z]+)\b|\s+(?:he|she|they|it)\s+([a-z]+)\b"
)
#: A paragraph that is longer is read in pieces, so that the work stays linear in the text's length.
_LONGEST_PARAGRAPH = 8_000
#: A heading is shorter than this many characters.
_LONGEST_HEADING = 120


def split_sentences(plain: str, paragraphs: list[tuple[int, int]], quotes: list[Quote]) -> list[Sentence]:
    """Return the sentences in order; they lie inside paragraphs and do not overlap."""
    outer = [q for q in quotes if q.depth == 0 and q.closed]
    starts = [q.start for q in outer]
    found: list[Sentence] = []
    pieces = [(number, *piece) for number, span in enumerate(paragraphs) for piece in _pieces(plain, *span)]
    for paragraph, start, end in pieces:
        begin = start
        for mark in _END.finditer(plain, start, end):
            stop = mark.end()
            if stop < end and _is_break(plain, begin, mark, _holder(outer, starts, mark.start())):
                found.append(Sentence(begin, stop, len(found), paragraph, False))
                begin = stop + _blanks(plain, stop, end)
        if begin < end:
            heading = begin == start and end - begin < _LONGEST_HEADING and plain[end - 1] not in ".!?\"')"
            found.append(Sentence(begin, end, len(found), paragraph, heading))
    return found


def _pieces(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut what is too long for a paragraph, a list or a table, at a blank."""
    found: list[tuple[int, int]] = []
    while end - start > _LONGEST_PARAGRAPH:
        blank = plain.rfind(" ", start + 1, start + _LONGEST_PARAGRAPH)
        cut = blank if blank > 0 else start + _LONGEST_PARAGRAPH
        found.append((start, cut))
        start = cut + _blanks(plain, cut, end)
    return [*found, (start, end)] if end > start else found


def _blanks(plain: str, start: int, end: int) -> int:
    at = start
    while at < end and plain[at].isspace():
        at += 1
    return at - start


def _holder(outer: list[Quote], starts: list[int], at: int) -> Quote | None:
    number = bisect_right(starts, at) - 1
    return outer[number] if number >= 0 and outer[number].end > at else None


def _is_break(plain: str, begin: int, mark: re.Match[str], quote: Quote | None) -> bool:
    following = mark.group(1)
    if following in ('"', "'"):
        return False  # a mark of its own is no sentence
    if not (following[0].isupper() or following[0].isdigit() or following[0] in "\"'([—–•-$£€¥"):
        return False
    stop = mark.group()
    if (
        stop[0] == "."
        and not stop.startswith("..")
        and _is_abbreviation(plain, begin, mark.start(), following)
    ):
        return False
    ends_quote = quote is not None and mark.end() >= quote.end
    if ends_quote and stop[0] in "!?":
        # “Is it true?” Smith asked.
        verb = _NAME_AND_VERB.match(plain, mark.end())
        if verb and (verb.group(1) or verb.group(2)) in lexicon.cues().verbs:
            return False
    return True


def _is_abbreviation(plain: str, begin: int, at: int, following: str) -> bool:
    word = _WORD_BEFORE.search(plain, max(begin, at - 12), at)
    if word is None:
        return False
    token = word.group(1)
    if token.isdigit():
        return word.start() == begin  # "1. The first point": an item's number
    if token.lower() in lexicon.abbreviations():
        return True
    if len(token) == 1 and token.isupper():
        return True  # an initial
    return (
        bool(re.fullmatch(r"(?:[A-Za-z]\.)+[A-Za-z]", token))
        and not following[0].isdigit()
        and token.lower() not in ("a.m", "p.m")
    )
