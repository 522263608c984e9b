"""Totals, parts of totals, what comes on top, what leaves out its noun, headlines and sums of money."""

import pytest

from claims.extraction.results import ExtractedClaim
from claims.vocabulary import Bound, Polarity
from tests.extraction.conftest import Read


def _figures(read: Read, text: str) -> list[ExtractedClaim]:
    return [c for c in read(text).claims if c.quantity is not None]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The blast killed 17 people, including seven children.", [("killed", 17, None), ("killed", 7, "subtotal")]),
        ("Seventeen people died, four of them children.", [("killed", 17, None), ("killed", 4, "subtotal")]),
        ("Police arrested 23 men, of whom six were minors.", [("arrested", 23, None), ("arrested", 6, "subtotal")]),
        ("The army lost 900 men. Of these, 680 were killed.", [("losses", 900, None), ("killed", 680, "subtotal")]),
        ("Another 40 people were killed.", [("killed", 40, "increment")]),
        # nobody was missing before, so these are all the missing
        ("One person was killed and two others are missing.", [("killed", 1, None), ("missing", 2, None)]),
        ("Police held 30 men. They arrested 12 others at noon. They arrested 5 more at night.",
         [("captured", 30, None), ("arrested", 12, None), ("arrested", 5, "increment")]),
    ],
)  # fmt: skip
def test_it_tells_parts_and_additions_from_totals(
    read: Read, text: str, expected: list[tuple[str, int, str | None]]
) -> None:
    assert [(c.measure, c.best, c.basis) for c in _figures(read, text)] == expected


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("Seven people were arrested, the ministry said. Our monitors documented 23.", "arrested"),
        ("About 30,000 people took part, the unions said. The police saw 9,500.", "attendance"),
        ("Senn hosts 410,000 refugees. Ruvia has taken in about 280,000.", "displaced"),
    ],
)
def test_a_bare_number_takes_the_noun_counted_last(read: Read, text: str, measure: str) -> None:
    bare = _figures(read, text)[-1]

    assert bare.measure == measure
    assert any("answers an earlier one" in note for note in bare.notes)


def test_a_headline_takes_over_what_the_body_says_more_exactly(read: Read) -> None:
    headline, body = _figures(
        read, "12 dead in Halden fire\n\nAt least 12 people were killed in Halden on Friday, police said.\n"
    )

    assert (headline.headline, headline.same_as) == (True, body.id)
    assert (headline.low, headline.high, headline.bound) == (12, None, Bound.AT_LEAST)
    assert (headline.population, headline.period, headline.chain) == (
        body.population,
        body.period,
        body.chain,
    )


def test_a_denied_figure_is_denied(read: Read) -> None:
    (claim,) = _figures(read, "The army denied that it had lost more than 1,200 soldiers.")

    assert claim.polarity is Polarity.DENIED


def test_what_moved_has_reached_a_level(read: Read) -> None:
    (claim,) = _figures(read, "The number of dead rose from 38 to 45.")

    assert (claim.low, claim.best, claim.high) == (45, 45, 45)


@pytest.mark.parametrize(
    ("text", "aspect", "population"),
    [
        ("Norda agreed to buy the chip maker Alva Systems Inc. for $5 billion.", "price", "Alva Systems"),
        ("Norda unveiled its $5 billion takeover of Alva.", "price", "Alva"),
        ("The Harbour Bridge will cost $1.2 billion.", "cost", "Harbour Bridge"),
        # what is built has a cost, whatever it is called
        ("The council approved the Harbour Bridge at a price of $1.2 billion.", "cost", "Harbour Bridge"),
        ("The company made a profit of €30 million.", "profit", None),
        ("Norway pledged $40 million.", "aid", None),
        ("The thieves took jewels worth €85 million.", "stolen", "jewels"),
        ("The court imposed a fine of $3 million.", "fine", None),
        ("The builder had billed $640 million so far.", "spent", None),
    ],
)
def test_a_sum_says_what_it_is_and_for_what(
    read: Read, text: str, aspect: str, population: str | None
) -> None:
    (claim,) = _figures(read, text)

    assert (claim.aspect, claim.population) == (aspect, population)


def test_the_cash_part_of_a_price_is_a_part(read: Read) -> None:
    (cash, *_) = _figures(read, "Norda will buy Alva for $4.2 billion in cash and 57 million shares.")

    assert (cash.aspect, cash.basis) == ("price", "subtotal")


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("He was jailed for 12 years.", 12),
        ("She received a 12-year prison sentence.", 12),
        ("Prosecutors had asked for seven years.", 7),
        ("He faces up to 20 years in prison.", 20),
    ],
)
def test_a_prison_term_is_a_claim(read: Read, text: str, years: int) -> None:
    (claim,) = _figures(read, text)

    assert (claim.measure, claim.best, claim.unit) == ("sentence", years, "year")


@pytest.mark.parametrize(
    "text",
    [
        "She paid $20.50 and left.",
        "The River Alliance called the ruling half a victory.",
        "The suspect, weighing 180 pounds, fled.",
        "The town lies 15 miles north of Halden.",
        "The 170,000-square-foot building is empty.",
        "A 14-year-old boy was arrested.",
    ],
)
def test_silly_figures_are_no_claims(read: Read, text: str) -> None:
    assert [c for c in _figures(read, text) if c.aspect != "spent"] == []
