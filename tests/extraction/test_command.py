"""`python -m claims.extraction`: the contract with everything that reads its lines."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from claims.extraction import __main__ as command

TEXT = "Kim said the unit had lost “nine men” in early August."


def _run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    status = command.main(list(arguments))
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_it_prints_one_object_per_file_in_order(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")

    status, lines = _run(
        capsys, "--published", "2025-12-14", str(tmp_path / "b.txt"), str(tmp_path / "a.txt")
    )

    assert (status, [x["id"] for x in lines], lines[0]["published"]) == (0, ["b.txt", "a.txt"], "2025-12-14")


def test_it_prints_the_keys_of_the_contract(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    _, (line,) = _run(capsys, "--published", "2025-12-14", str(tmp_path / "a.txt"))

    assert {"id", "extractor", "published", "quantities", "dates", "attributions", "claims"} <= line.keys()
    assert {
        "start",
        "end",
        "exact",
        "value_start",
        "value_end",
        "low",
        "best",
        "high",
        "bound",
        "change",
        "unit",
        "counted",
    } <= line["quantities"][0].keys()
    assert {"start", "end", "exact", "from", "to", "precision", "kind"} <= line["dates"][0].keys()
    assert {"id", "source", "cue", "content", "act", "manner", "hedge", "inside"} <= line["attributions"][
        0
    ].keys()
    assert line["attributions"][0]["content"].keys() == {"start", "end"}
    assert {
        "kind",
        "measure",
        "quantity",
        "population",
        "place",
        "period",
        "as_of",
        "polarity",
        "chain",
        "score",
    } <= line["claims"][0].keys()
    assert line["claims"][0]["period"].keys() >= {"from", "to", "precision"}


def test_a_broken_document_is_named_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\xfa")
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")

    status, lines = _run(
        capsys, str(tmp_path / "bad.txt"), str(tmp_path / "missing.txt"), str(tmp_path / "good.txt")
    )

    assert status == 1
    assert [("error" in x) for x in lines] == [True, True, False]
    assert "UTF-8" in lines[0]["error"]


def test_json_lines_carry_their_own_dates_and_errors(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [
        '{"id": "a", "text": "It was in May.", "published": "2024-06-01"}',
        "not json",
        '{"id": "b"}',
        '{"id": "c", "text": "x", "published": "soon"}',
        '{"id": "d", "text": "It was in May.", "published": null}',
        '{"id": "e", "text": "half a character: \\ud800"}',
    ]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), encoding="utf-8")

    status, lines = _run(capsys, "--jsonl", str(tmp_path / "in.jsonl"))

    assert status == 1
    assert [("error" in x) for x in lines] == [False, True, True, True, False, True]
    assert lines[0]["dates"][0]["from"] == "2024-05-01"
    assert lines[4]["dates"][0]["from"] is None


def test_it_reads_standard_input_without_django() -> None:
    code = (
        "import sys; from claims.extraction.__main__ import main; status = main(['-']); assert "
        "'django' not in sys.modules; sys.exit(status)"
    )

    done = subprocess.run([sys.executable, "-c", code], input=TEXT.encode(), capture_output=True, check=False)

    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["id"] == "-"
