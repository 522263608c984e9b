"""Any documents can be compared, and which one is given first changes nothing but the side that it stands on."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.comparison.__main__ import pairs_of
from claims.extraction import load
from claims.extraction.results import Extraction
from claims.vocabulary import AxisVerdict, Comparability, RelationKind
from tests.extraction.hostile import days, texts

EXTRACTOR = load()
MIRRORED = {"narrower": "broader", "broader": "narrower", "a": "b", "b": "a"}

documents = st.lists(st.tuples(texts, days), min_size=1, max_size=3)
steady = settings(derandomize=True, deadline=None, database=None)


def _read(documents: list[tuple[str, Any]]) -> list[tuple[Extraction, str]]:
    return [
        (EXTRACTOR.extract(text, id=f"{text[:40]}|{day}", published=day), text) for text, day in documents
    ]


def _as_keys(pair: dict[str, Any], *, swapped: bool) -> tuple[Any, ...]:
    """The pair as one comparable key, seen from its other side if swapped."""
    left, right = (pair["b"], pair["a"]) if swapped else (pair["a"], pair["b"])
    axes = {axis: MIRRORED.get(found, found) if swapped else found for axis, found in pair["axes"].items()}
    newer = MIRRORED.get(pair["newer"]) if swapped else pair["newer"]
    return (
        (left["id"], left["claim"]),
        (right["id"], right["claim"]),
        tuple(sorted(axes.items())),
        pair["comparability"],
        pair["relation"],
        newer,
        pair["score"],
    )


def _both_ways(pair: dict[str, Any]) -> frozenset[tuple[Any, ...]]:
    return frozenset([_as_keys(pair, swapped=False), _as_keys(pair, swapped=True)])


@settings(steady, max_examples=30)
@given(documents)
def test_any_documents_are_compared(documents: list[tuple[str, Any]]) -> None:
    for pair in pairs_of(_read(documents)):
        assert json.loads(json.dumps(pair, allow_nan=False)) == pair
        RelationKind(pair["relation"])
        Comparability(pair["comparability"])
        assert all(AxisVerdict(verdict) for verdict in pair["axes"].values())
        assert pair["relation"] != RelationKind.UNRELATED
        assert 0 < pair["score"] <= 1
        assert pair["reasons"]
        assert all(pair["reasons"])
        by_text = {f"{text[:40]}|{day}": text for text, day in documents}
        for side in (pair["a"], pair["b"]):
            # two drawn texts may begin alike and so bear one id
            if sum(side["id"] == f"{text[:40]}|{day}" for text, day in documents) == 1:
                assert by_text[side["id"]][side["start"] : side["end"]] == side["exact"]


@settings(steady, max_examples=30)
@given(documents.filter(lambda drawn: len({(text[:40], day) for text, day in drawn}) == len(drawn)))
def test_the_order_of_the_documents_only_mirrors_the_verdicts(documents: list[tuple[str, Any]]) -> None:
    read = _read(documents)

    there, back = pairs_of(read), pairs_of(read[::-1])

    assert {_both_ways(pair) for pair in there} == {_both_ways(pair) for pair in back}
