"""`python -m claims.comparison`: the contract that everything which scores the comparison reads."""

import json
from pathlib import Path
from typing import Any

import pytest

from claims.comparison.__main__ import main

FEW = "At least 20 people were killed in the flood in Ardania on 3 May 2024, the Ardania Red Cross said.\n"
MANY = "The flood in Ardania on 3 May 2024 killed exactly 35 people, the Ardania interior ministry said.\n"


@pytest.fixture
def output(capsys: pytest.CaptureFixture[str]) -> Any:
    return lambda: [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_it_prints_pairs_with_spans_that_are_slices_of_the_texts(tmp_path: Path, output: Any) -> None:
    texts = {"few.txt": FEW, "many.txt": MANY, "again.txt": FEW}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert main(["--published", "2024-05-05", *(str(tmp_path / name) for name in texts)]) == 0

    pairs = output()
    assert {frozenset({pair["a"]["id"], pair["b"]["id"]}) for pair in pairs} == {
        frozenset({"few.txt", "many.txt"}),
        frozenset({"few.txt", "again.txt"}),
        frozenset({"many.txt", "again.txt"}),
    }
    for pair in pairs:
        for side in (pair["a"], pair["b"]):
            assert texts[side["id"]][side["start"] : side["end"]] == side["exact"]
        assert set(pair["axes"]) == {"measure", "population", "place", "period", "basis"}
        assert pair["reasons"]
        assert pair["relation"] != "unrelated"
    scores = [pair["score"] for pair in pairs]
    assert scores == sorted(scores, reverse=True)


def test_a_document_that_cannot_be_read_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [{"id": "x", "text": FEW, "published": "2024-05-05"}, {"id": "y"}, {"id": "z", "text": FEW}]
    (tmp_path / "in.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    assert main(["--jsonl", "--published", "2024-05-05", str(tmp_path / "in.jsonl")]) == 1

    out, err = capsys.readouterr()
    assert "y has no text" in err
    assert [(pair["a"]["id"], pair["b"]["id"]) for pair in map(json.loads, out.splitlines())] == [("x", "z")]


def test_no_text_makes_no_pair(tmp_path: Path, output: Any) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")

    assert main([str(tmp_path / "empty.txt")]) == 0
    assert output() == []
