"""
The explained text as one HTML file: the marked words, a numbered note with the reasons beside each paragraph.

No script, no outside file, everything from the text escaped. spaCy's displaCy draws spans, too, but has no
place for reasons and sets no notes beside them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from string import Template

from claims.extraction.results import Extraction
from claims.extraction.syntax.text import matching_form, paragraphs
from claims.extraction.telling.explaining import Why, of_attribution, of_claim, of_date, of_figure


@dataclass(frozen=True, slots=True)
class Note:
    """One result with its reasons. spans: (start, end, class name) of what is marked; the number stands at `at`."""

    at: int
    name: str
    reading: str
    reasons: tuple[Why, ...]
    spans: tuple[tuple[int, int, str], ...]


def notes_of(found: Extraction) -> list[Note]:
    """Return a note per figure (with the claim that it makes), date, attribution and claim without a figure."""
    made: dict[int, list[Why]] = {}
    notes: list[Note] = []
    for claim in found.claims:
        reading = " · ".join(filter(None, (claim.measure, claim.population, claim.place)))
        if claim.quantity is not None:
            made.setdefault(claim.quantity, []).extend(of_claim(claim))
            continue
        clause = ((claim.start, claim.end, "claim"),)
        notes.append(Note(claim.end, f"claim: {claim.kind}", reading, tuple(of_claim(claim)), clause))
    readings = {claim.quantity: claim for claim in found.claims if claim.quantity is not None}
    for number, figure in enumerate(found.quantities):
        measure = readings[number].measure if number in readings else None
        reading = " · ".join(filter(None, (_interval(figure.low, figure.high), figure.unit, measure)))
        reasons = (*of_figure(figure), *made.get(number, ()))
        notes.append(Note(figure.end, "figure", reading, reasons, ((figure.start, figure.end, "figure"),)))
    for date in found.dates:
        days = f"{date.from_day or '?'} – {date.to_day or '?'}"
        notes.append(Note(date.end, date.kind, days, tuple(of_date(date)), ((date.start, date.end, "date"),)))
    for said in found.attributions:
        spans = tuple(
            (one.start, one.end, name) for one, name in ((said.source, "source"), (said.cue, "cue")) if one
        )
        who = said.source.name if said.source else "nobody named"
        at = spans[-1][1] if spans else said.content[0]
        notes.append(Note(at, f"said: {said.act}", who, tuple(of_attribution(said)), spans))
    return sorted(notes, key=lambda note: (note.at, note.name))


def page(documents: Sequence[tuple[str, Extraction]]) -> str:
    """Return one page for (text, what was found in it) of every document."""
    template = files("claims.extraction").joinpath("data", "explained.html").read_text(encoding="utf-8")
    title = escape(", ".join(found.id for _, found in documents)[:120] or "Explained")
    body = "\n".join(_document(text, found, number) for number, (text, found) in enumerate(documents, 1))
    return Template(template).substitute(title=title, body=body)


def _document(text: str, found: Extraction, number: int) -> str:
    notes = notes_of(found)
    head = (
        f"{found.extractor} · published {found.published or 'on no known day'} · {len(found.claims)} claims"
    )
    rows = []
    first = 0
    for start, end in paragraphs(matching_form(text)):
        last = first
        while last < len(notes) and notes[last].at <= end:
            last += 1
        marks = [(note, f"{number}-{index + 1}") for index, note in enumerate(notes[first:last], first)]
        rows.append(
            f'<div class="row"><p>{"".join(_marked(text, start, end, marks))}</p>'
            f"<ol>{''.join(_note(note, key) for note, key in marks)}</ol></div>"
        )
        first = last
    return f"<section><h1>{escape(found.id)}</h1><p class=about>{escape(head)}</p>{''.join(rows)}</section>"


def _marked(text: str, start: int, end: int, marks: list[tuple[Note, str]]) -> Iterator[str]:
    """Cut the paragraph at every edge; each piece carries the classes of all the spans over it."""
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    numbers: dict[int, list[str]] = {}
    for note, key in marks:
        numbers.setdefault(min(max(note.at, start), end), []).append(key)
        for low, high, name in note.spans:
            opening.setdefault(max(low, start), []).append(name)
            closing.setdefault(min(high, end), []).append(name)
    over: list[str] = []
    edges = sorted({start, end, *opening, *closing, *numbers})
    for low, high in zip(edges, [*edges[1:], end], strict=True):
        for name in closing.get(low, ()):
            if name in over:
                over.remove(name)
        for key in numbers.get(low, ()):
            yield f'<a class="number" href="#note-{key}">{key.partition("-")[2]}</a>'
        over += opening.get(low, ())
        piece = escape(text[low:high])
        yield f'<mark class="{" ".join(sorted(set(over)))}">{piece}</mark>' if over and piece else piece


def _note(note: Note, key: str) -> str:
    reasons = "".join(
        f"<p>{escape(why.says)} <code>{escape(why.rule)}</code>{_words(why)}</p>" for why in note.reasons
    )
    return (
        f'<li id="note-{key}"><b>{key.partition("-")[2]}</b> <b class="name">{escape(note.name)}</b> '
        f"{escape(note.reading)}{reasons}</li>"
    )


def _words(why: Why) -> str:
    shown = ", ".join(f"{one.role} “{' '.join(one.exact.split())}”" for one in why.shown)
    return f' <span class="words">{escape(shown)}</span>' if shown else ""


def _interval(low: object, high: object) -> str:
    if low is None and high is None:
        return "open"
    if low == high:
        return f"{low:,}"
    return f"{'…' if low is None else f'{low:,}'} to {'…' if high is None else f'{high:,}'}"
