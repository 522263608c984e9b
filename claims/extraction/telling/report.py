"""The explained text for a terminal: every result with its reasons, one below the other."""

from collections.abc import Iterator

from claims.extraction.results import Extraction
from claims.extraction.telling.picture import Note, notes_of

_WIDEST = 100


def report(text: str, found: Extraction) -> str:
    """Return the results in the order of the text: the words, their place, the reading, then a line per reason."""
    counts = (
        f"{len(found.quantities)} figures, {len(found.dates)} dates, {len(found.attributions)} attributions,"
        f" {len(found.claims)} claims"
    )
    lines = [f"{_safe(found.id)} ({found.extractor}): {counts}"]
    for note in notes_of(found):
        lines += ["", *_lines(text, note)]
    return "\n".join(lines) + "\n"


def _lines(text: str, note: Note) -> Iterator[str]:
    words = " … ".join(_short(text[start:end]) for start, end, _ in note.spans)
    places = ", ".join(f"{start}-{end}" for start, end, _ in note.spans)
    yield f"{note.name}  “{words}”  [{places}]" + (f"  {_safe(note.reading)}" if note.reading else "")
    for why in note.reasons:
        shown = ", ".join(f"{one.role} “{_short(one.exact)}”" for one in why.shown)
        yield f"    {_safe(why.says)}" + (f" ({shown})" if shown else "") + f"  [{why.rule}]"


def _short(words: str) -> str:
    words = _safe(" ".join(words.split()))
    return words if len(words) <= _WIDEST else f"{words[: _WIDEST // 2]} … {words[-_WIDEST // 3 :]}"


def _safe(words: str) -> str:
    """Return the words without what a terminal would obey: control characters of a hostile text."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in words)
