"""A crowd, a budget and a toll: figures of other kinds, and figures that answer one another."""

from datetime import date

import pytest

from claims.extraction.results import ExtractedClaim, Extraction
from claims.vocabulary import Bound
from tests.extraction.conftest import Read


def _figures(found: Extraction) -> list[tuple[str | None, object, str | None]]:
    """Return (measure, best, originator) of the claims with a figure."""
    return [(c.measure, c.best, _origin(found, c)) for c in found.claims if c.quantity is not None]


def _origin(found: Extraction, claim: ExtractedClaim) -> str | None:
    source = found.attributions[claim.chain[0]].source if claim.chain else None
    return source.name if source else None


def test_police_answer_the_organisers(read: Read) -> None:
    found = read(
        "Organisers said 80,000 took part in the march in Oslo on Saturday, while police put it at 30,000."
    )

    assert _figures(found) == [("attendance", 80_000, "Organisers"), ("attendance", 30_000, "police")]
    first, second = found.claims
    assert (first.population, first.place, first.period) == (second.population, second.place, second.period)
    assert first.period is not None
    assert first.period.from_day == date(2025, 12, 13)
    assert any("answers an earlier one" in note for note in second.notes)


def test_people_who_march_are_participants(read: Read) -> None:
    found = read("About 35,000 people marched through Oslo.")

    assert [(c.measure, c.population, c.bound) for c in found.claims] == [
        ("attendance", "participants", Bound.ABOUT)
    ]


def test_two_prices_of_one_project(read: Read) -> None:
    found = read(
        "The Harbour Bridge project will cost $1.2 billion, the ministry said. Auditors put the cost at $1.45bn."
    )

    assert _figures(found) == [("money", 1_200_000_000, "ministry"), ("money", 1_450_000_000, "Auditors")]
    assert {c.population for c in found.claims} == {"Harbour Bridge project"}


def test_a_price_keeps_what_it_leaves_out(read: Read) -> None:
    (claim,) = read("The Harbour Bridge will cost $1.2 billion, excluding land.").claims

    assert claim.basis == "excluding land"


def test_money_for_nothing_named_has_no_population(read: Read) -> None:
    (claim,) = read("He paid $500.").claims

    assert (claim.population, "population: none is stated" in claim.notes) == (None, True)


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("At least 12 people were killed.", "killed"),
        ("A bomb killed 12 people.", "killed"),
        ("The blast left 12 people dead.", "killed"),
        ("The army had killed 12 people.", "killed"),
        ("12 people were wounded.", "wounded"),
        ("The blast injured 12 people.", "wounded"),
        ("12 people were killed or wounded.", "casualties"),
        ("The army suffered 12 casualties.", "casualties"),
        ("12 soldiers were captured.", "captured"),
        ("12 people are missing.", "missing"),
        ("The army sent 12 soldiers to the front.", "deployed"),
        ("Police arrested 12 people.", "arrested"),
        ("12 people were displaced.", "displaced"),
        ("12 houses were destroyed.", "destroyed"),
        ("The army eliminated 12 fighters.", "neutralised"),
        # those who kill are not the killed, and things are not deployed as people are
        ("Two gunmen killed the guard.", "attackers"),
        ("The army sent 200 long-range guns.", "weapons"),
    ],
)
def test_it_reads_the_measure_off_noun_and_verb(read: Read, text: str, measure: str) -> None:
    assert [c.measure for c in read(text).claims] == [measure]


@pytest.mark.parametrize(
    "text",
    [
        "One of its diplomats was killed.",  # somebody is picked out, nothing is counted
    ],
)
def test_it_counts_nobody_in(read: Read, text: str) -> None:
    assert [c for c in read(text).claims if c.quantity is not None] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the comma parts two counts; "or" would have joined them
        ("1 dead, 2 hurt in Oslo shooting", [("killed", 1), ("wounded", 2)]),
        ("Some 30 people were killed and 55 wounded.", [("killed", 30), ("wounded", 55)]),
        # the three are not the killed
        ("A man attacked three people, killing one.", [("killed", 1)]),
        ("Three people, one of them a pregnant woman, were killed.", [("killed", 3)]),
    ],
)
def test_each_count_has_its_own_verb(read: Read, text: str, expected: list[tuple[str, int]]) -> None:
    assert [(c.measure, c.best) for c in read(text).claims] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Police said on Friday that 12 people had been killed in August.",
        "12 people were killed in August, police said on Friday.",
        # what stands before the speaker dates the saying, too
        "On Friday, police said that 12 people had been killed in August.",
    ],
)
def test_the_day_of_saying_is_not_the_day_of_what_happened(read: Read, text: str) -> None:
    (claim,) = read(text).claims

    assert claim.said_on is not None
    assert claim.said_on.from_day == date(2025, 12, 12)
    assert claim.period is not None
    assert claim.period.from_day == date(2025, 8, 1)


def test_a_date_behind_another_figure_is_that_figures(read: Read) -> None:
    claim = read("Police said 40 people had been killed, up from 12 in October.").claims[0]

    assert claim.period is None


def test_a_part_counts_whom_its_total_counts(read: Read) -> None:
    total, part = read("North Korean forces suffered 4,000 casualties, including about 1,000 killed.").claims

    assert (part.measure, part.basis, part.population) == ("killed", "subtotal", total.population)


def test_a_claim_says_what_is_missing(read: Read) -> None:
    (claim,) = read("Twelve were killed.").claims

    assert claim.notes == ("period: none is stated", "place: none is stated", "population: none is stated")
    assert claim.score < 0.9
