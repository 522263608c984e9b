"""The word lists: each names its source, and the measures make a lattice."""

import json
from pathlib import Path

import pytest

from claims.extraction import lexicon
from claims.extraction.lexicon import measures
from claims.vocabulary import SpeechAct

DATA = Path(lexicon.__file__).parent / "data"


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("*.json")))
def test_a_word_list_names_its_source(name: str) -> None:
    data = json.loads((DATA / name).read_text(encoding="utf-8"))

    rows = data if isinstance(data, list) else [data]
    assert all(row["source"].strip() for row in rows)


def test_every_part_of_a_measure_is_a_measure() -> None:
    assert {part for m in measures().values() for part in m.parts} <= measures().keys()


def test_no_measure_is_part_of_itself() -> None:
    def below(key: str) -> set[str]:
        return {deeper for part in measures()[key].parts for deeper in {part, *below(part)}}

    assert [key for key in measures() if key in below(key)] == []


def test_neutralised_holds_killed_wounded_and_captured_none_of_them_for_certain() -> None:
    assert measures()["neutralised"].parts == {"killed": False, "wounded": False, "captured": False}


def test_casualties_hold_killed_and_wounded_for_certain() -> None:
    parts = measures()["casualties"].parts

    assert (parts["killed"], parts["wounded"]) == (True, True)


def test_losses_are_ambiguous() -> None:
    assert [key for key, m in measures().items() if m.ambiguous] == ["losses"]


def test_every_cue_has_an_act() -> None:
    cues = lexicon.cues()

    assert {lemma for lemma, _ in cues.verbs.values()} <= cues.act_of.keys()
    assert set(cues.act_of.values()) == set(SpeechAct)
