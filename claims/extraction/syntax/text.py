"""
The text as the rules see it: same length as the stored text, so that every offset holds for both.

Nothing here changes the stored text. Curly quotes, odd spaces and hyphens are mapped one to one for
matching only; names are composed (NFC) when they are given out, since composing changes lengths.
"""

import re
import unicodedata

_SAME_LENGTH = str.maketrans(
    {
        "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "＂": '"',
        "‘": "'", "’": "'", "‚": "'", "‛": "'", "ʼ": "'", "′": "'", "‹": "'", "›": "'",
        "\u00a0": " ", "\u2007": " ", "\u2009": " ", "\u200a": " ", "\u202f": " ", "\u2002": " ", "\u2003": " ",
        "\t": " ", "\u200b": " ", "\ufeff": " ",
        "\u2010": "-", "\u2011": "-", "\u00ad": "-", "\u2212": "-", "\u2012": "–", "\u2015": "—",
        "\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n",
    }
)  # fmt: skip

_BLANKS = re.compile(r"\s+")


def matching_form(text: str) -> str:
    """Return the text with plain quotes, spaces, hyphens and line ends; len() is unchanged."""
    return text.translate(_SAME_LENGTH)


def tidy(text: str) -> str:
    """Return words fit to be shown or compared as a name: composed (NFC), plain quotes, single spaces."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", matching_form(text))).strip()


_LINE = re.compile(r"[^\n]+")
_ENDS_A_LINE = frozenset(".!?:;\"')]…")
#: Lines of plain-text mail and agency wires are wrapped between these widths.
_WRAPPED_WIDTH = range(55, 91)


def paragraphs(plain: str) -> list[tuple[int, int]]:
    """
    Return (start, end) of the paragraphs, in order, without the line ends around them.

    A line end is a paragraph's end unless the line looks wrapped: no blank line follows, it ends without
    a closing mark, and the next line goes on in lower case, or the line has a wire's width.
    """
    found: list[tuple[int, int]] = []
    for line in _LINE.finditer(plain):
        start, end = line.span()
        while start < end and plain[start].isspace():
            start += 1
        while end > start and plain[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        if found and _is_wrapped(plain, found[-1], line.start(), start, end):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _is_wrapped(plain: str, previous: tuple[int, int], line_start: int, start: int, end: int) -> bool:
    gap = plain[previous[1] : line_start].count("\n")
    if gap != 1 or plain[previous[1] - 1] in _ENDS_A_LINE:
        return False
    if plain[start].islower():
        return True
    last_break = plain.rfind("\n", previous[0], previous[1])
    width = previous[1] - max(last_break + 1, previous[0])
    return last_break >= 0 and width in _WRAPPED_WIDTH and end - start in _WRAPPED_WIDTH
