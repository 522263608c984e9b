"""What an article tells of a figure survives being kept as JSON, and is put back onto the recorded claim."""

import json
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from claims.comparison.from_extraction import readings_of
from claims.comparison.readings import Event, Reading, Window
from claims.comparison.stored import telling_of, with_telling
from claims.extraction import load
from claims.vocabulary import Bound, ClaimKind
from tests.services.extractions import nine

BARE = Reading(key="1", kind=ClaimKind.QUANTITY, measure="killed", best=Decimal(9), place="Halden")
DAY = date(2025, 5, 3)
EVENT = Event(
    frozenset({"halden", "orla"}), frozenset({"orla"}), days=frozenset({DAY}), told=(1, None), total=False
)
QUAKE = """Quake kills 12 in Halden

HALDEN, 4 May 2025 - An earthquake struck the town of Halden on Saturday and killed 12 people, police said.

The toll rose to 14 on Sunday. In a quake near Orla last year, 40 people were killed."""


def kept(reading: Reading) -> Reading:
    """What comes back onto the bare claim after the JSON was stored."""
    return with_telling(BARE, json.loads(json.dumps(telling_of(reading, nine()))))


@pytest.mark.parametrize(
    "told",
    [
        {"event_words": frozenset({"halden", "kursk"}), "lead": frozenset({"kind quake", "town"})},
        {"event": EVENT},
        {
            "role": "increment",
            "revision": "updates",
            "aspect": "price",
            "loose": Bound.AT_LEAST,
            "sentence": 3,
        },
    ],
)
def test_it_comes_back_as_it_was(told: dict[str, object]) -> None:
    assert kept(replace(BARE, **told)) == replace(BARE, **told)  # type: ignore[arg-type]


def test_a_claim_of_which_nothing_is_told_stays_bare() -> None:
    assert telling_of(BARE, nine(period=None, place=None, basis=None)) == {}
    assert with_telling(BARE, {}) == BARE


def test_what_the_columns_say_is_not_told_twice() -> None:
    told = telling_of(replace(BARE, claimant="Police", as_of=Window(DAY, DAY), population="people"), nine())

    assert {"claimant", "as_of", "population"}.isdisjoint(told)


def test_a_basis_that_the_article_takes_back_is_none() -> None:
    told = telling_of(replace(BARE, basis=None), nine(basis="increment"))

    assert with_telling(replace(BARE, basis="increment"), told).basis is None


def test_what_another_version_told_is_left_out() -> None:
    told = {"mood": "sombre", "event": {"event": {"names": {"set": ["orla"]}, "colour": "red"}}}

    assert with_telling(BARE, told) == replace(BARE, event=Event(frozenset({"orla"})))


def test_everything_that_a_text_tells_of_its_claims_comes_back() -> None:
    found = load().extract(QUAKE, id="quake", published=date(2025, 5, 4))
    stored = {field.name for field in fields(Reading)}

    for reading, claim in zip(readings_of(found, QUAKE), found.claims, strict=True):
        bare = Reading(**{name: getattr(reading, name) for name in stored & {"key", "kind"}})
        told = with_telling(bare, json.loads(json.dumps(telling_of(reading, claim))))
        for name in ("event_words", "lead", "event", "role", "revision", "aspect", "loose"):
            assert getattr(told, name) == getattr(reading, name)
