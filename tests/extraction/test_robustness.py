"""No text makes the extraction fail, and what it gives back always keeps the contract: texts drawn at random."""

from datetime import date

from hypothesis import given, settings

from claims.extraction import load
from claims.extraction.syntax.text import matching_form
from tests.extraction.hostile import days, texts
from tests.extraction.invariants import check

EXTRACTOR = load()
steady = settings(derandomize=True, deadline=None, database=None)


def test_any_text_keeps_the_contract_and_those_drawn_make_the_rules_fire() -> None:
    kinds: set[str] = set()

    @settings(steady, max_examples=150)
    @given(text=texts, published=days)
    def read(text: str, published: date | None) -> None:
        found = EXTRACTOR.extract(text, published=published)
        check(found, text)
        kinds.update(claim.kind for claim in found.claims)
        kinds.update(attribution.act for attribution in found.attributions)
        kinds.update(f"inside {a.inside is not None}" for a in found.attributions)
        kinds.update(mention.kind for mention in found.dates)

    read()

    # else it would hold for an extraction that finds nothing
    assert {"quantity", "position", "firstness", "scope", "deny", "confirm", "inside True", "date"} <= kinds


@settings(steady, max_examples=40)
@given(text=texts, published=days)
def test_the_same_text_is_read_the_same_way_twice(text: str, published: date | None) -> None:
    assert EXTRACTOR.extract(text, published=published) == EXTRACTOR.extract(text, published=published)


@settings(steady, max_examples=100)
@given(text=texts)
def test_the_matching_form_has_the_length_of_the_text(text: str) -> None:
    assert len(matching_form(text)) == len(text)
