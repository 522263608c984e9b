"""
The showcase: one ceremony, two reports. The texts are ours; the facts are those that the product was made for.

A leader admits nine losses of one regiment; a president counts some 4,000 neutralised of the whole
contingent, months before. Neither denies the other, and everything that shows it must be read.
"""

from datetime import date

import pytest

from claims.extraction.results import ExtractedClaim, Extraction
from claims.vocabulary import Bound, ClaimKind, Manner, Polarity, SpeechAct
from tests.extraction.conftest import Read

ADMISSION = """\
Pyongyang has for the first time openly acknowledged that North Korean units fought on Russian soil, \
ending a role long denied by the regime.
North Korean leader Kim Jong Un received men of the 528th Engineer Regiment of the Korean People’s Army \
in the capital. In an address \
carried by state media, Kim said the unit had been sent to Russia in early August and had worked in \
Russia’s Kursk region.
Kim stated that in the course of the 120-day mission the regiment had suffered “nine tragic losses”, a \
strikingly open admission for such a state.
The number given by Kim applies only to the 528th Engineer Regiment and not to all North Korean troops \
in Russia.
President Volodymyr Zelensky has said that as of January 2025, around 4,000 North Korean soldiers had \
been neutralised in Russia’s Kursk \
region, a figure that sits oddly beside Pyongyang’s admission of nine deaths.
"""

RETURN = """\
Soldiers of the 528th Engineering Regiment of the Democratic People’s Republic of Korea (DPRK) are back \
from Kursk Oblast, Russia.
State television reported their return, the end of a three-month deployment that was watched in Moscow.
The regiment has worked in the Russian region since the beginning of August.
"""


@pytest.fixture(scope="module")
def admission(extractor) -> Extraction:  # type: ignore[no-untyped-def]
    found: Extraction = extractor.extract(ADMISSION, published=date(2025, 12, 14))
    return found


def _claim(found: Extraction, words: str, measure: str | None = None) -> ExtractedClaim:
    (claim,) = [
        c
        for c in found.claims
        if c.quantity is not None
        and words in found.quantities[c.quantity].exact
        and measure in (None, c.measure)
    ]
    return claim


def test_the_nine_losses_are_exact_and_of_one_regiment(admission: Extraction) -> None:
    claim = _claim(admission, "nine tragic losses")

    assert (claim.measure, claim.low, claim.best, claim.high, claim.bound) == ("losses", 9, 9, 9, Bound.EXACT)
    assert claim.population == "528th Engineer Regiment"
    assert claim.population_within == ("Korean People's Army", "North Korean forces")


def test_the_nine_losses_lie_in_the_kursk_region_from_august_to_december(admission: Extraction) -> None:
    claim = _claim(admission, "nine tragic losses")

    assert (claim.place, claim.place_within) == ("Kursk region", ("Russia",))
    assert claim.period is not None
    assert claim.period.from_day == date(2025, 8, 1)
    assert claim.period.to_day is not None
    assert (claim.period.to_day.year, claim.period.to_day.month) == (2025, 12)
    assert "120-day mission" in claim.period.words


def test_the_nine_losses_are_admitted_by_kim_and_carried_by_state_media(admission: Extraction) -> None:
    origin, carrier = [admission.attributions[n] for n in _claim(admission, "nine tragic losses").chain]

    assert (origin.source and origin.source.name, origin.act, origin.manner) == (
        "Kim Jong Un",
        SpeechAct.ADMIT,
        Manner.FRAGMENT,
    )
    assert (carrier.source and carrier.source.name, carrier.carrier) == ("state media", True)


def test_around_4000_are_neutralised_as_of_january_in_the_words_of_zelensky(admission: Extraction) -> None:
    claim = _claim(admission, "around 4,000")

    assert (claim.measure, claim.best, claim.bound) == ("neutralised", 4000, Bound.ABOUT)
    assert (claim.population, claim.place) == ("North Korean forces", "Kursk region")
    assert claim.as_of is not None
    assert claim.as_of.to_day == date(2025, 1, 31)
    assert claim.period is not None
    assert (claim.period.from_day, claim.period.to_day) == (None, date(2025, 1, 31))
    assert [admission.attributions[n].source.name for n in claim.chain] == ["Volodymyr Zelensky"]  # type: ignore[union-attr]


def test_nine_deaths_are_a_claim_of_their_own_with_another_measure(admission: Extraction) -> None:
    claim = _claim(admission, "nine deaths")

    assert (claim.measure, claim.population) == ("killed", "528th Engineer Regiment")
    assert admission.attributions[claim.chain[0]].act is SpeechAct.ADMIT
    assert any("same figure" in note for note in claim.notes)


def test_the_length_of_the_mission_is_a_claim(admission: Extraction) -> None:
    claim = _claim(admission, "120-day")

    assert (claim.kind, claim.best, claim.unit, claim.population) == (
        ClaimKind.DURATION,
        120,
        "day",
        "528th Engineer Regiment",
    )
    assert claim.period is not None
    assert claim.period.from_day == date(2025, 8, 1)


def test_the_scope_statement_limits_the_figure_that_it_speaks_of(admission: Extraction) -> None:
    (scope,) = [c for c in admission.claims if c.kind is ClaimKind.SCOPE]

    assert scope.limits == _claim(admission, "nine tragic losses").id


def test_the_denial_the_admission_and_the_firstness_are_claims(admission: Extraction) -> None:
    positions = [
        (c.polarity, admission.attributions[c.chain[0]].source.name)
        for c in admission.claims
        if c.kind is ClaimKind.POSITION
    ]  # type: ignore[union-attr]

    assert (Polarity.DENIED, "North Korean government") in positions
    assert (Polarity.AFFIRMED, "North Korean government") in positions
    assert [
        c.statement
        for c in admission.claims
        if c.kind is ClaimKind.FIRSTNESS and "for the first time" in (c.statement or "")
    ]


def test_two_reports_name_one_regiment_and_one_place(read: Read) -> None:
    here, there = _claim(read(ADMISSION), "120-day"), _claim(read(RETURN), "three-month")

    assert (
        (here.population, here.place)
        == (there.population, there.place)
        == ("528th Engineer Regiment", "Kursk region")
    )


def test_two_lengths_of_one_mission_begin_on_the_same_day(read: Read) -> None:
    here, there = _claim(read(ADMISSION), "120-day"), _claim(read(RETURN), "three-month")

    assert here.period is not None
    assert there.period is not None
    assert here.period.from_day == there.period.from_day == date(2025, 8, 1)


def test_without_a_date_of_publication_the_days_stay_open_and_the_claim_says_so(read: Read) -> None:
    found = read(ADMISSION, published=None)
    claim = _claim(found, "nine tragic losses")

    assert claim.period is not None
    assert (claim.period.from_day, claim.period.to_day) == (None, None)
    assert any("no date of publication" in note for note in claim.notes)
