"""The benchmark's own rules: labels are checked, predictions are matched one to one, and the gate tells loss from gain."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from claims.extraction import load
from tests.accuracy.__main__ import main
from tests.accuracy.gate import changed_cases, figures_of, verdicts
from tests.accuracy.labels import BadLabel, load_articles, load_pairs
from tests.accuracy.running import Result, score

TEXT = "Nine soldiers died, the army said on Monday. Nine more were hurt on 3 May 2024, it said."

LABELS: dict[str, Any] = {
    "id": "01-short",
    "published": "2024-05-06",
    "outlet": "Northern Wire",
    "text": TEXT,
    "quantities": [
        {"exact": "Nine soldiers", "low": 9, "best": 9, "high": 9, "bound": "exact", "unit": "person", "phenomenon": "word"},
        {"exact": "Nine", "nth": 2, "best": 9, "phenomenon": "word"},
    ],
    "not_quantities": [{"exact": "2024", "phenomenon": "year"}],
    "dates": [
        {"exact": "Monday", "from": "2024-05-06", "to": "2024-05-06", "phenomenon": "weekday"},
        {"exact": "3 May 2024", "from": "2024-05-03", "to": "2024-05-03", "phenomenon": "full date"},
    ],
    "attributions": [
        {
            "content": "Nine soldiers died", "source": "the army", "cue": "said", "speaker": "army", "act": "assert",
            "manner": "paraphrase", "chain": ["army"], "phenomenon": "subject after content",
        }
    ],
    "claims": [
        {"figure": "Nine", "kind": "quantity", "measure": "killed", "best": 9, "polarity": "affirmed", "phenomenon": "toll"},
    ],
}  # fmt: skip

PAIR = {
    "a": {"article": "01-short", "figure": "Nine"},
    "b": {"article": "01-short", "figure": "Nine", "nth": 2},
    "relation": "unrelated",
    "phenomenon": "dead and wounded",
}

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Return a function that writes one labelled article, with some keys changed, and pairs."""

    def write(pairs: list[Any] | None = None, **changed: Any) -> Path:
        (tmp_path / "articles").mkdir(exist_ok=True)
        (tmp_path / "articles" / "01-short.json").write_text(json.dumps(LABELS | changed))
        (tmp_path / "pairs.json").write_text(json.dumps(pairs or []))
        return tmp_path

    return write


def scored(folder: Path, change: Callable[[dict[str, Any]], None] | None = None) -> Result:
    """Score what the extraction reads, after a change to it."""
    articles = load_articles(folder)
    found = load().extract(TEXT, id="01-short", published=date(2024, 5, 6)).to_json()
    found = deepcopy(found)
    if change:
        change(found)
    return score(articles, load_pairs(articles, folder), {"01-short": found}, [])


def misread(found: dict[str, Any]) -> None:
    found["quantities"][0]["best"] = 90


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"dates": [{"exact": "Tuesday", "phenomenon": "weekday"}]}, "occurs 0 times"),
        # "Nine" stands twice; and a part of a word is no occurrence
        ({"quantities": [{"exact": "Nine", "nth": 3, "phenomenon": "word"}]}, "occurs 2 times"),
        ({"quantities": [{"exact": "hur", "phenomenon": "word"}]}, "occurs 0 times"),
        ({"quantities": [{"exact": "Nine", "bound": "roughly", "phenomenon": "word"}]}, "none of the vocabulary"),
        ({"quantities": [{"exact": "Nine", "change": "sideways", "phenomenon": "word"}]}, "is none of"),
        ({"quantities": [{"exact": "Nine", "vaule": 9, "phenomenon": "word"}]}, "unknown keys"),
        ({"quantities": [{"exact": "Nine"}]}, "no phenomenon"),
        ({"dates": [{"exact": "Monday", "from": "2024-13-01", "phenomenon": "weekday"}]}, "is no day"),
        ({"attributions": [{"content": "Nine soldiers died", "source": "the navy", "phenomenon": "x"}]}, "is not in the text"),
        ({"claims": [{"figure": "Nine", "kind": "toll", "phenomenon": "x"}]}, "none of the vocabulary"),
        ({"id": "02-other"}, "the file says"),
    ],
)  # fmt: skip
def test_a_label_that_cannot_be_right_is_an_error(
    folder: Folder, changed: dict[str, Any], complaint: str
) -> None:
    with pytest.raises(BadLabel, match=complaint):
        load_articles(folder(**changed))


def test_a_pair_of_an_article_that_is_not_there_is_an_error(folder: Folder) -> None:
    path = folder(pairs=[PAIR | {"a": {"article": "77-none", "figure": "Nine"}}])

    with pytest.raises(BadLabel, match="no article '77-none'"):
        load_pairs(load_articles(path), path)


def test_a_source_is_looked_for_next_to_its_content(folder: Folder) -> None:
    label = load_articles(folder())[0].labels["attributions"][0]

    assert label.source == (TEXT.index("the army"), TEXT.index("the army") + 8)
    assert label.cue == (TEXT.index("said"), TEXT.index("said") + 4)


def test_what_is_read_as_labelled_is_right(folder: Folder) -> None:
    result = scored(folder())

    assert result.scores()["quantities", "value"] == 100
    assert result.scores()["dates", "value"] == 100
    assert result.scores()["kept_out", "left_alone"] == 100


def test_a_worsened_reading_makes_the_gate_fail(folder: Folder) -> None:
    path = folder()
    landed, now = figures_of(scored(path)), figures_of(scored(path, misread))

    words = {verdict.name: verdict.word for verdict in verdicts(now, landed)}

    assert words["quantities value"] == "loss"  # one of two labels: within one and a half
    assert changed_cases(now, landed, "quantities: word") == ([], ["01-short quantities: Nine soldiers"])
    many = {"n": 200, "score": 99.0}
    fallen = verdicts(
        now | {"headlines": {"dates value": many | {"score": 97.9}}},
        landed | {"headlines": {"dates value": many}},
    )
    assert next(fallen).word == "fallen"


def test_a_better_reading_is_shown_as_gain(folder: Folder) -> None:
    path = folder()
    landed, now = figures_of(scored(path, misread)), figures_of(scored(path))

    words = {verdict.name: verdict.word for verdict in verdicts(now, landed)}

    assert words["quantities value"] == "gain"
    assert changed_cases(now, landed, "quantities: word") == (["01-short quantities: Nine soldiers"], [])


def test_a_phenomenon_of_few_cases_stops_nobody_and_one_of_many_does() -> None:
    def figures(n: int, right: int) -> dict[str, Any]:
        return {
            "headlines": {},
            "phenomena": {"dates: weekday": {"n": n, "share": 100 * right / n, "missed": []}},
            "strays": 0,
        }

    few = next(verdicts(figures(4, 1), figures(4, 4)))
    one = next(verdicts(figures(5, 4), figures(5, 5)))
    two = next(verdicts(figures(5, 3), figures(5, 5)))
    tenth = next(verdicts(figures(30, 27), figures(30, 30)))
    more = next(verdicts(figures(30, 26), figures(30, 30)))

    assert [verdict.word for verdict in (few, one, two, tenth, more)] == [
        "loss",
        "loss",
        "fallen",
        "loss",
        "fallen",
    ]


def test_a_conflict_between_two_matters_makes_the_gate_fail() -> None:
    nothing: dict[str, Any] = {"headlines": {}, "phenomena": {}, "strays": 0}

    assert [verdict.word for verdict in verdicts(nothing | {"strays": 1}, nothing)] == ["fallen"]


def test_a_figure_that_nobody_labelled_costs_precision(folder: Folder) -> None:
    def invent(found: dict[str, Any]) -> None:
        found["quantities"].append(
            found["quantities"][0] | {"start": 20, "end": 23, "value_start": 20, "value_end": 23}
        )

    counts = scored(folder(), invent).totals()["quantities", "value"]

    assert (counts.right, counts.labelled, counts.predicted) == (2, 2, 3)


def test_a_pair_that_is_not_printed_is_unrelated(folder: Folder) -> None:
    result = scored(folder(pairs=[PAIR, PAIR | {"relation": "contradicts"}]))

    assert [case.right for case in result.cases if case.task == "pairs"] == [True, False]


def test_the_command_prints_lines_lands_figures_and_then_passes(
    folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder(pairs=[PAIR])

    assert main(["--folder", str(path), "--no-speed", "--land"]) == 0
    landed = json.loads((path / "landed.json").read_text())
    capsys.readouterr()
    assert main(["--folder", str(path), "--no-speed"]) == 0

    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[-1] == {"gate": "passed", "fallen": [], "relabelled": []}
    assert landed["headlines"]["quantities value"] == {"n": 2, "score": 100.0}
    assert any(line.get("phenomenon") == "weekday" for line in lines)


def test_the_command_fails_when_a_landed_score_has_fallen(folder: Folder) -> None:
    path = folder(pairs=[PAIR])
    main(["--folder", str(path), "--no-speed", "--land"])
    landed = json.loads((path / "landed.json").read_text())
    wrong = [LABELS["quantities"][0] | {"best": 90, "low": 90}, LABELS["quantities"][1] | {"best": 90}]

    assert main(["--folder", str(folder(quantities=wrong)), "--no-speed"]) == 1
    assert json.loads((path / "landed.json").read_text()) == landed


def test_changed_labels_must_be_landed(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder(pairs=[PAIR])
    main(["--folder", str(path), "--no-speed", "--land"])

    status = main(["--folder", str(folder(dates=LABELS["dates"][:1])), "--no-speed"])

    assert status == 1
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["relabelled"] == ["dates value"]


def test_it_shows_what_is_wrong_in_words(folder: Folder, capsys: pytest.CaptureFixture[str]) -> None:
    wrong = [LABELS["quantities"][0] | {"best": 90}]

    main(["--folder", str(folder(quantities=wrong)), "--phenomenon", "word"])

    shown = capsys.readouterr().out
    assert "Nine soldiers" in shown
    assert "best 90" in shown
    assert "best 9" in shown


def test_a_pipeline_named_in_the_settings_is_scored_without_the_gate(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_SPACY_MODEL", "en_not_installed")

    path = folder()

    assert main(["--folder", str(path), "--no-speed"]) == 0
    assert '"gate"' not in capsys.readouterr().out
    assert main(["--folder", str(path), "--no-speed", "--land"]) == 2
    assert not (path / "landed.json").exists()
