"""Words that are written down twice, because neither place may import the other, are the same words."""

from claims.vocabulary import SourceKind as ClaimsSourceKind
from sources.acquisition.addresses import MAX_LENGTH
from sources.acquisition.found import Kind
from sources.acquisition.text import ENCODINGS, decode
from sources.models import MAX_URL_LENGTH, Media, Outcome, SourceKind
from sources.queries.batches import PARTS


def test_kinds_of_sources_are_those_of_the_claims_vocabulary() -> None:
    assert set(SourceKind.values) == {kind.value for kind in ClaimsSourceKind}


def test_kinds_of_bytes_are_those_of_acquisition() -> None:
    assert set(Media.values) == {kind.value for kind in Kind}


def test_an_address_that_acquisition_lets_pass_fits_the_column() -> None:
    assert MAX_LENGTH == MAX_URL_LENGTH


def test_the_bar_has_a_part_for_every_outcome_but_waiting() -> None:
    assert {outcome for outcome, _ in PARTS} == set(Outcome) - {Outcome.WAITING}


def test_every_offered_encoding_exists() -> None:
    for name in ENCODINGS:
        assert decode("nine".encode(name), encoding=name) == "nine"
