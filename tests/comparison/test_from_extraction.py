"""What a text says, as the comparison sees it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from claims.comparison.from_extraction import containment_of, readings_of
from claims.comparison.passages import Passages
from claims.comparison.readings import Window
from claims.extraction.results import Attribution, ExtractedClaim, Extraction, NamedSpan, Period, Quantity
from claims.vocabulary import Bound, ClaimKind, Manner, Polarity, Precision, SpeechAct

TEXT = "The regiment lost nine men, Kim said. The toll was revised to 12."
NINE = Quantity(18, 26, "nine men", 18, 22, Decimal(9), Decimal(9), Decimal(9), Bound.EXACT)
TWELVE = Quantity(62, 64, "12", 62, 64, Decimal(12), Decimal(12), Decimal(12), Bound.EXACT, role="subtotal")


def claim(id: int, quantity: int | None = None, **fields: Any) -> ExtractedClaim:
    start, end = (0, 37) if quantity in (0, None) else (38, 65)
    usual: dict[str, Any] = {
        "exact": TEXT[start:end], "kind": ClaimKind.QUANTITY, "measure": "killed", "low": None, "best": None,
        "high": None, "bound": None, "unit": None, "population": None, "place": None, "period": None, "as_of": None,
        "polarity": Polarity.AFFIRMED, "chain": (), "score": 0.9,
    }  # fmt: skip
    return ExtractedClaim(id=id, start=start, end=end, quantity=quantity, **{**usual, **fields})


def said_by(id: int, name: str, *, carrier: bool = False) -> Attribution:
    source = NamedSpan(28, 31, "Kim", name)
    return Attribution(id, source, None, (0, 26), SpeechAct.ASSERT, Manner.PARAPHRASE, carrier=carrier)


def extraction(*claims: ExtractedClaim) -> Extraction:
    attributions = (
        said_by(0, "Kim Jong Un"),
        said_by(1, "state media", carrier=True),
        replace(said_by(2, ""), source=None),
    )
    return Extraction("doc", "x/1", date(2025, 12, 14), (NINE, TWELVE), (), attributions, claims)


def test_a_claim_keeps_its_days_its_words_and_its_article() -> None:
    period = Period(date(2025, 8, 1), None, Precision.MONTH)

    found = readings_of(extraction(claim(7, 0, period=period, best=Decimal(9))), TEXT)[0]

    assert (found.key, found.article, found.words) == ("7", "doc", "nine men")
    assert found.period == Window(date(2025, 8, 1), None)
    assert found.published == date(2025, 12, 14)
    assert found.best == 9


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ((), None),
        ((0, 1), "Kim Jong Un"),
        # who only carries the words makes no claim
        ((1,), None),
        # nobody is named
        ((2,), None),
    ],
)
def test_the_claimant_is_the_first_of_the_chain_who_makes_the_claim(
    chain: tuple[int, ...], expected: str | None
) -> None:
    assert readings_of(extraction(claim(0, 0, chain=chain)), TEXT)[0].claimant == expected


def test_one_speaker_on_one_day_is_one_utterance() -> None:
    day = Period(date(2025, 12, 12), date(2025, 12, 12), Precision.DAY)
    month = Period(date(2025, 12, 1), date(2025, 12, 31), Precision.MONTH)
    found = readings_of(
        extraction(*(claim(n, 0, chain=(0,), said_on=said) for n, said in enumerate((day, day, month)))), TEXT
    )

    assert found[0].utterance == found[1].utterance is not None
    assert found[2].utterance is None  # he may have spoken twice in that month


def test_a_text_that_calls_a_figure_revised_says_so_of_that_figure_only() -> None:
    nine, twelve = readings_of(extraction(claim(0, 0), claim(1, 1, basis="subtotal")), TEXT)

    assert nine.revision is None
    assert (twelve.revision, twelve.role) == ("corrects", "subtotal")


def test_distinctive_names_are_those_never_written_small() -> None:
    text = "Police said on Monday that Troy police found LaCalamita. The Office was closed in April, an office said."

    assert Passages(text).names == {"troy", "lacalamita"}


def test_the_texts_themselves_say_what_is_part_of_what() -> None:
    regiment = claim(
        0, 0, population="528th Regiment", population_within=("army", "forces"), place_within=("Russia",)
    )
    brigade = claim(
        1, 1, population="army", population_within=("state",), place="Kursk", place_within=("Russia",)
    )

    terms = containment_of([extraction(regiment, brigade)])

    assert terms.population_wholes == {"528th Regiment": ("army",), "army": ("forces", "state")}
    assert terms.place_wholes == {"Kursk": ("Russia",)}  # a whole of no place is no statement
    assert terms.measure_parts["casualties"]["killed"] is True
    assert "losses" in terms.ambiguous
