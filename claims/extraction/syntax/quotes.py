"""
Quotation marks, paired before sentences are split.

An odd number of marks is normal in news text: a mark without a partner is an apostrophe, an inch, or
a quote that goes on in the next paragraph, and never an error.
"""

import re
from dataclasses import dataclass

_OPENING = frozenset("“„«‟")
_CLOSING = frozenset("”»")
_MARK = re.compile(r"''|``|[\"“”„‟«»＂'‘’‚‛]")
#: Typewriters' double marks are two apostrophes or two graves.
_DOUBLE = frozenset((*'"“”„‟«»＂', "''", "``"))
#: Words cut at the front, so that the mark before them is an apostrophe.
_CUT = re.compile(r"(?:tis|twas|em|til|cause|n|\d0s)\b", re.IGNORECASE)
#: A single-quoted passage longer than this is two apostrophes far apart.
_LONGEST_SINGLE = 400


@dataclass(frozen=True, slots=True)
class Quote:
    """A quoted passage. start and end include the marks; `closed` False: it runs to the paragraph's end."""

    start: int
    end: int
    depth: int
    closed: bool

    @property
    def inside(self) -> tuple[int, int]:
        return self.start + 1, self.end - 1 if self.closed else self.end


def find_quotes(text: str, paragraphs: list[tuple[int, int]]) -> list[Quote]:
    """Return the quoted passages in order of start, outer before inner; text: as stored."""
    found: list[Quote] = []
    for number, (start, end) in enumerate(paragraphs):
        following = text[paragraphs[number + 1][0]] if number + 1 < len(paragraphs) else ""
        found += _in_paragraph(text, start, end, goes_on=following in _DOUBLE and following != "")
    return sorted(found, key=lambda q: (q.start, -q.end))


def _in_paragraph(text: str, start: int, end: int, *, goes_on: bool) -> list[Quote]:
    found: list[Quote] = []
    double: int | None = None
    single: int | None = None
    maybe_single_end: int | None = None

    def close_single(at: int) -> None:
        nonlocal single, maybe_single_end
        assert single is not None
        found.append(Quote(single, at + 1, 1 if double is not None else 0, True))
        single = maybe_single_end = None

    for mark in _MARK.finditer(text, start, end):
        at, char = mark.start(), mark.group()
        before = text[at - 1] if at > start else " "
        stop = mark.end()
        after = text[stop] if stop < end else " "
        if char in _DOUBLE:
            if single is not None and maybe_single_end is not None:
                close_single(maybe_single_end)
            if _opens(char, before, after, is_open=double is not None):
                if double is None:
                    double = at
            elif double is not None and char not in _OPENING:
                found.append(Quote(double, stop, 0, True))
                double = single = maybe_single_end = None
            continue
        if single is not None and at - single > _LONGEST_SINGLE:
            if maybe_single_end is not None:
                close_single(maybe_single_end)
            single = maybe_single_end = None
        opens = (
            not before.isalnum()
            and not after.isspace()
            and (char in "‘‚‛" or not _is_apostrophe(char, after, text, at))
        )
        if char in "’'" and single is not None and not after.isalnum() and not before.isspace():
            if before in ",.!?…" or before not in "sS":
                close_single(at)
            elif maybe_single_end is None:
                maybe_single_end = at  # "the soldiers' role": an end only if no better one follows
        elif opens and char != "’":
            if single is not None and maybe_single_end is not None:
                close_single(maybe_single_end)
            single, maybe_single_end = at, None
    if single is not None and maybe_single_end is not None:
        close_single(maybe_single_end)
    if double is not None and (goes_on or end - double > 1):
        found.append(Quote(double, end, 0, False))
    return found


def _opens(char: str, before: str, after: str, *, is_open: bool) -> bool:
    if char in _OPENING:
        return True
    if char in _CLOSING:
        return False
    return not is_open and not before.isalnum() and not after.isspace()


def _is_apostrophe(char: str, after: str, text: str, at: int) -> bool:
    return char == "'" and (not after.isalnum() or _CUT.match(text, at + 1) is not None)
