"""
Text and spans in, safe HTML out: the one place of the project that builds markup.

Published text is hostile. Everything that comes from a text is escaped here; what is not escaped is a
fixed set of class names and integers. Spans may overlap, nest and cross paragraphs: the text is cut at
every edge, and each piece carries the marks of all the spans over it, so the tags never cross.
Imports Django's escaping only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe


class Mark(StrEnum):
    """How a span looks. The value becomes a class name, so it must stay a plain word."""

    ACCEPTED = "accepted"
    SUGGESTED = "suggested"
    LIMITS = "limits"  # a scope statement: limits another claim
    UNREAD = "unread"  # found, not understood
    CUE = "cue"  # the words that attribute ("has stated")
    SENTENCE = "sentence"  # the sentence around a mention, against its surroundings


class SpanOutsideText(ValueError):
    """A span is empty, reversed or reaches beyond the text."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A span to mark. Offsets: code points, half-open.

    number: printed after the span's last piece; None prints nothing.
    mention: id of a mention; the piece then links to its note, `#note-<id>`, and has the id `m-<id>`.
    """

    start: int
    end: int
    mark: Mark
    number: int | None = None
    mention: int | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text that is not blank. `opening`: the highlights that begin in it, in order.

    is_heading: a short line without a full stop at its end, as sub-headings are in plain text.
    """

    start: int
    end: int
    html: SafeString
    opening: tuple[Highlight, ...]
    is_heading: bool


#: A longer line is read as a sentence even without a full stop. Sub-headings of news are rarely beyond 12 words.
LONGEST_HEADING = 90

_ENDS_A_SENTENCE = tuple(".!?:;…”\"’')")


def marked(
    text: str,
    highlights: Sequence[Highlight],
    *,
    start: int = 0,
    end: int | None = None,
) -> SafeString:
    """
    Return text[start:end] as HTML with the highlights that touch it.

    Without its tags and with its entities resolved, the result is text[start:end] again.
    Raises: SpanOutsideText.
    """
    end = len(text) if end is None else end
    check(text, highlights)
    touching = [one for one in highlights if one.start < end and one.end > start]
    edges = {start, end}
    for one in touching:
        edges.update((max(one.start, start), min(one.end, end)))
    cuts = sorted(edges)
    # Longer spans first, so that the last one of the active is the innermost.
    touching.sort(key=lambda one: (one.start - one.end, one.start))
    pieces = [
        _piece(
            text[left:right],
            left,
            right,
            [one for one in touching if one.start <= left and one.end >= right],
        )
        for left, right in pairwise(cuts)
    ]
    return mark_safe("".join(pieces))  # every piece is escaped in _piece


def paragraphs(text: str, highlights: Sequence[Highlight]) -> list[Paragraph]:
    """Return the lines of the text that are not blank, each marked. Raises: SpanOutsideText."""
    check(text, highlights)
    ordered = sorted(highlights, key=lambda one: (one.start, -one.end))
    result: list[Paragraph] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        if line.strip():
            here = [one for one in ordered if one.start < end and one.end > start]
            result.append(
                Paragraph(
                    start=start,
                    end=end,
                    html=marked(text, here, start=start, end=end),
                    opening=tuple(one for one in here if one.start >= start or not result),
                    is_heading=len(line) <= LONGEST_HEADING and not line.rstrip().endswith(_ENDS_A_SENTENCE),
                )
            )
        start = end + 1
    return result


def set_off(first: str, rest: str) -> SafeString:
    """Return both as markup, the first in bold."""
    return format_html("<b>{}</b> {}", first, rest)


def check(text: str, highlights: Sequence[Highlight]) -> None:
    """Raise SpanOutsideText if a highlight is no stretch of the text."""
    for one in highlights:
        if not 0 <= one.start < one.end <= len(text):
            raise SpanOutsideText(f"{one.start}–{one.end} in a text of {len(text)} characters")


def _piece(words: str, left: int, right: int, active: list[Highlight]) -> str:
    if not active:
        return escape(words)
    classes = [
        "mark",
        *(f"mark--{mark}" for mark in sorted({one.mark for one in active})),
    ]
    if any(one.start == left for one in active):
        classes.append("mark--opens")
    if any(one.end == right for one in active):
        classes.append("mark--closes")
    attributes = f' class="{" ".join(classes)}"'
    closing = [one.number for one in active if one.end == right and one.number is not None]
    if closing:
        attributes += f' data-number="{" ".join(str(int(number)) for number in sorted(closing))}"'
    linked = next((one for one in reversed(active) if one.mention is not None), None)
    # what stands alone between two spans, such as a full stop, is too small to be pressed
    is_target = len(words.strip()) > 1 or (linked is not None and linked.start == left)
    if linked is None or linked.mention is None or not is_target:
        return f"<span{attributes}>{escape(words)}</span>"
    if linked.start == left:
        attributes += f' id="m-{int(linked.mention)}"'
    return f'<a{attributes} href="#note-{int(linked.mention)}" data-mention="{int(linked.mention)}">{escape(words)}</a>'
