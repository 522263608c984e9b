"""Extraction results written by hand, so that recording is tested without any program that reads."""

from datetime import date
from decimal import Decimal
from typing import Any

from claims.extraction.results import (
    Attribution,
    ExtractedClaim,
    Extraction,
    NamedSpan,
    Period,
    Quantity,
    Span,
    Unread,
)  # fmt: skip
from claims.vocabulary import Bound, ClaimKind, Manner, Polarity, Precision, SpeechAct

TEXT = "In a speech carried by state media, Kim Jong Un said the regiment lost nine soldiers. Only Moscow differs."
YEAR = Period(date(2025, 1, 1), date(2025, 12, 31), Precision.YEAR, "in 2025")


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def said(number: int, name: str, cue: str, **fields: Any) -> Attribution:
    return Attribution(
        **{
            "id": number,
            "source": NamedSpan(*span(name), name, name),
            "cue": Span(*span(cue), cue),
            "content": span("the regiment lost nine soldiers"),
            "act": SpeechAct.ADMIT,
            "manner": Manner.PARAPHRASE,
            **fields,
        }
    )


def nine(number: int = 0, **fields: Any) -> ExtractedClaim:
    figure = Decimal(fields.pop("figure", 9))
    return ExtractedClaim(
        **{
            "id": number,
            "start": span("the regiment")[0],
            "end": span("nine soldiers")[1],
            "exact": "the regiment lost nine soldiers",
            "kind": ClaimKind.QUANTITY,
            "measure": "losses",
            "quantity": 0,
            "low": figure,
            "best": figure,
            "high": figure,
            "bound": Bound.EXACT,
            "unit": "person",
            "population": "528th Engineer Regiment",
            "population_within": ("Korean People's Army", "North Korean forces"),
            "place": "Kursk Oblast",
            "place_within": ("Russia",),
            "period": YEAR,
            "as_of": None,
            "polarity": Polarity.AFFIRMED,
            "chain": (1, 0),
            "score": 0.8,
            **fields,
        }
    )


def extraction(*claims: ExtractedClaim, **fields: Any) -> Extraction:
    start, end = span("nine soldiers")
    return Extraction(
        **{
            "id": "1",
            "extractor": "by-hand/1",
            "published": date(2025, 12, 14),
            "quantities": (
                Quantity(
                    start,
                    end,
                    "nine soldiers",
                    start,
                    start + 4,
                    Decimal(9),
                    Decimal(9),
                    Decimal(9),
                    Bound.EXACT,
                ),
            ),
            "dates": (),
            "attributions": (
                said(0, "state media", "carried by", carrier=True, act=SpeechAct.REPORT),
                said(1, "Kim Jong Un", "said", source_kind="person", inside=0),
            ),
            "claims": claims or (nine(),),
            "unread": (
                Unread(*span("Only Moscow differs"), "Only Moscow differs", "nothing says from what"),
            ),
            **fields,
        }
    )
