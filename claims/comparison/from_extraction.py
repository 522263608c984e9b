"""
What the extraction found in texts, turned into Readings and the Containment that those texts themselves show.

The database turns its rows into Readings elsewhere (`claims.services.readings`). Imports neither spaCy nor Django.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise

from claims.comparison.happenings import Placed, with_events
from claims.comparison.passages import Passages
from claims.comparison.readings import Containment, Reading, Window
from claims.extraction.lexicon import Measure, measures
from claims.extraction.results import Attribution, ExtractedClaim, Extraction, Period

# Cues with which a text says of a figure that it replaces another. Source: news style for changing tolls
# (own list; Reuters and AP corrections say "corrects", "revised", "amended").
_CORRECTS = re.compile(
    r"\b(?:revis(?:ed|ing)|correct(?:ed|ing|s|ion)|amend(?:ed|ing)|retract(?:ed|ing)|lowered)\b", re.I
)
_UPDATES = re.compile(
    r"\b(?:r(?:ise|ises|ose|isen|ising)|climb(?:s|ed|ing)?|gr(?:ew|own|ows)|jump(?:s|ed)|updated|up) to\b",
    re.I,
)
#: Counting bases that say how a figure stands to a total.
ROLES = frozenset({"increment", "subtotal"})
#: Cues with which a text takes back the figure that follows. Source: as above.
_CORRECTED = re.compile(
    r"(?:\bnot|\binstead of|\brather than|\bwrongly \w+(?: \w+)?|\b(?:withdr[ae]w\w*|drop\w*|retract\w*|correct\w*)"
    r" (?:the|its|an?) (?:\w+ )?(?:figure|toll|number|count|estimate) of|\bmistakenly \w+(?: \w+)?)\s*(?:the )?\Z",
    re.I,
)
_UPDATED = re.compile(
    r"\b(?:(?:up|down) from|(?:earlier|previous|first|initial) (?:\w+ )?(?:figure|toll|count|estimate) of)\s*\Z",
    re.I,
)
_CUE_REACH = 60  # characters before the figure: about one clause


def readings_of(found: Extraction, text: str) -> list[Reading]:
    """Return a Reading per claim of the document, in order; the key of each is the claim's number."""
    attributions = {attribution.id: attribution for attribution in found.attributions}
    passages = Passages(text, found.published)
    readings = [_reading(claim, found, text, attributions, passages) for claim in found.claims]
    voices = [_voice(claim, attributions) for claim in found.claims]
    borrowed = [_borrowed(claim) for claim in found.claims]
    told = [Placed(*one) for one in zip(readings, starts_of(found), voices, borrowed, strict=True)]
    return with_events(told, passages, event_days(found, passages))


def starts_of(found: Extraction) -> list[int]:
    """Return where each claim's figure begins, or the claim where it has none."""
    return [
        claim.start if claim.quantity is None else found.quantities[claim.quantity].start
        for claim in found.claims
    ]


def event_days(found: Extraction, passages: Passages) -> frozenset[date]:
    """Return the single days that the opening names: that of the event is among them, where it is named."""
    return frozenset(
        mention.from_day
        for mention in found.dates
        if mention.kind == "date" and mention.from_day and mention.from_day == mention.to_day
        if passages.is_in_lead(mention.start)
    )


def containment_of(
    extractions: Iterable[Extraction], lattice: Mapping[str, Measure] | None = None
) -> Containment:
    """Return what the texts say is part of what, with the measures of the lattice (usually the shipped one)."""
    lattice = measures() if lattice is None else lattice
    populations: dict[str, dict[str, None]] = {}
    places: dict[str, dict[str, None]] = {}
    for found in extractions:
        for claim in found.claims:
            for wholes, chain in (
                (populations, (claim.population, *claim.population_within)),
                (places, (claim.place, *claim.place_within)),
            ):
                named = [name for name in chain if name]
                for part, whole in pairwise(named if chain[0] else []):
                    wholes.setdefault(part, {})[whole] = None
    return Containment(
        measure_parts={key: measure.parts for key, measure in lattice.items() if measure.parts},
        ambiguous=frozenset(key for key, measure in lattice.items() if measure.ambiguous),
        population_wholes={part: tuple(wholes) for part, wholes in populations.items()},
        place_wholes={part: tuple(wholes) for part, wholes in places.items()},
        measure_family={key: measure.family for key, measure in lattice.items()},
    )


def _reading(
    claim: ExtractedClaim,
    found: Extraction,
    text: str,
    attributions: Mapping[int, Attribution],
    passages: Passages,
) -> Reading:
    quantity = None if claim.quantity is None else found.quantities[claim.quantity]
    printed = quantity if claim.headline and quantity is not None else claim  # its claim has the body's bound
    start = claim.start if quantity is None else quantity.start
    claimant = _origin(claim, attributions)
    return Reading(
        key=str(claim.id),
        kind=claim.kind,
        measure=claim.measure,
        population=claim.population or _anybody(claim),
        place=claim.place,
        period=_window(claim.period),
        as_of=_window(claim.as_of),
        basis=claim.basis,
        low=printed.low,
        best=printed.best,
        high=printed.high,
        bound=printed.bound,
        unit=claim.unit,
        polarity=claim.polarity,
        statement=claim.statement,
        claimant=claimant,
        utterance=_utterance(claimant, claim.said_on),
        article=found.id,
        published=found.published,
        words=claim.exact if quantity is None else quantity.exact,
        role=claim.basis if claim.basis in ROLES else None,
        event_words=passages.names,
        lead=passages.opening,
        loose=None if printed.bound is claim.bound else claim.bound,
        aspect=claim.aspect,
        revision=_revision(text[max(claim.start, start - _CUE_REACH) : start]),
    )


def _anybody(claim: ExtractedClaim) -> str | None:
    """Return "people" for a toll that names nobody: "40 dead" counts everyone who died."""
    measure = measures().get(claim.measure or "")
    return "people" if measure is not None and measure.family == "casualties" else None


def _origin(claim: ExtractedClaim, attributions: Mapping[int, Attribution]) -> str | None:
    """Return who makes the claim: the first named source of the chain that does not only carry words."""
    for number in claim.chain:
        attribution = attributions[number]
        if attribution.source is not None and not attribution.carrier:
            return attribution.source.name
    return None


def _borrowed(claim: ExtractedClaim) -> frozenset[str]:
    """Return which of period and place the extraction took from the opening, as its notes say."""
    return frozenset(
        axis
        for axis in ("period", "place")
        if any(note.startswith(f"{axis}: taken from the lead") for note in claim.notes)
    )


def _voice(claim: ExtractedClaim, attributions: Mapping[int, Attribution]) -> str | None:
    """Return whose words give the claim, named or only described ("doctors"); None for the article's own voice."""
    if not claim.chain:
        return None
    source = attributions[claim.chain[0]].source
    return "somebody" if source is None else source.name.casefold()


def _utterance(claimant: str | None, said_on: Period | None) -> str | None:
    """Return a key that two reports of one act of saying share: who, and on which single day."""
    if claimant is None or said_on is None or said_on.from_day is None or said_on.from_day != said_on.to_day:
        return None
    return f"{claimant.casefold()} {said_on.from_day}"


def _window(period: Period | None) -> Window | None:
    return None if period is None else Window(period.from_day, period.to_day)


def _revision(before: str) -> str | None:
    if _CORRECTED.search(before):
        return "corrected"
    if _UPDATED.search(before):
        return "updated"
    if _CORRECTS.search(before):
        return "corrects"
    return "updates" if _UPDATES.search(before) else None
