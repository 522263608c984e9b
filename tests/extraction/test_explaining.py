"""Every result says which rule made it and on which words: in JSON, in lines for a terminal, on a page."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from claims.extraction import __main__ as command
from claims.extraction import load
from claims.extraction.results import Evidence, Extraction
from claims.extraction.telling.explaining import Why, explained, grounds_of, sentences
from claims.extraction.telling.picture import page
from claims.extraction.telling.report import report
from tests.extraction.conftest import PUBLISHED, Read

TEXT = "On Monday the minister denied that around 4,000 soldiers were killed in Halden, an army officer told NorPress."
HOSTILE = '<script>alert(1)</script> said 12 people & "two" dogs were killed in Halden on 3 May 2024.\x1b[31m'


def whys(found: Extraction, key: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = explained(found)[key]
    return [why for row in rows for why in row["why"]]


def test_every_result_carries_a_reason_in_words(read: Read) -> None:
    data = explained(read(TEXT))

    for key in ("quantities", "dates", "attributions", "claims"):
        assert data[key]
        for row in data[key]:
            assert row["why"]
            assert all(why["rule"] and why["says"] for why in row["why"])


def test_without_explain_the_json_is_the_contract_alone(read: Read) -> None:
    plain = json.dumps(read(TEXT).to_json())

    assert not re.search(r'"(?:why|rule|relied_on)"', plain)


def test_the_words_of_a_reason_stand_where_it_says(read: Read) -> None:
    for text in (TEXT, HOSTILE):
        found = read(text)
        for key in ("quantities", "dates", "attributions", "claims"):
            for why in whys(found, key):
                for words in why["words"]:
                    assert text[words["start"] : words["end"]] == words["exact"]


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("Around 4,000 soldiers were killed.", "bound.about", "Around"),
        # the currency sign is no part of what limits
        ("It cost about $3 million to repair.", "bound.about", "about"),
        # a limit that stands behind the figure
        ("The police said 30 or more people were killed.", "bound.at_least", "or more people"),
        ("Police said another 40 people were killed.", "role.increment", "another"),
    ],
)
def test_what_limits_a_figure_is_named(read: Read, text: str, rule: str, words: str) -> None:
    found = [why for why in whys(read(text), "quantities") if why["rule"] == rule]

    assert [one["exact"] for one in found[0]["words"]] == [words]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The minister denied that 12 people were killed.", "act.deny"),
        ("The minister admitted that 12 people were killed.", "act.admit"),
        ("Reportedly 12 people were killed.", "hedge"),
    ],
)
def test_what_an_act_is_read_from_is_named(read: Read, text: str, rule: str) -> None:
    assert rule in [why["rule"] for why in whys(read(text), "attributions")]


def test_a_claim_rests_on_its_figure_itself_and_its_chain(read: Read) -> None:
    found = read("Northern Command said 12 people were killed in Halden.")
    (claim,) = found.claims

    assert [why.of for why in grounds_of(claim, found)] == ["figure", "claim", "attribution", "speaker"]


def test_what_is_stored_comes_back_as_it_was() -> None:
    why = Why("speaker", "speaker.pronoun", (Evidence("source", 3, 5, "he"),), "Anna Kovar")

    assert Why.from_row(json.loads(json.dumps(why.to_row()))) == why


def test_a_rule_of_an_earlier_version_still_says_its_name() -> None:
    assert "claim.by_old_magic" in Why("claim", "claim.by_old_magic").says


def test_no_sentence_names_words_that_are_not_there(read: Read) -> None:
    assert "…" not in "".join(why["says"] for why in whys(read(TEXT), "attributions"))
    assert all(sentence.endswith(".") for sentence in sentences().values())


class _Tags(HTMLParser):
    """Counts open tags and remembers every address; the page must be closed well and lead nowhere else."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "style")]
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_shows_hostile_text_and_runs_none_of_it(read: Read) -> None:
    tags = _Tags()
    html = page([(text, read(text)) for text in (HOSTILE, TEXT)])
    tags.feed(html)

    assert "&lt;" in html
    assert "<script" not in html
    assert "script" not in tags.seen
    assert tags.open == []
    assert tags.addresses
    assert all(address.startswith("#note-") for address in tags.addresses)
    assert {address[1:] for address in tags.addresses} == set(re.findall(r'id="(note-[\d-]+)"', html))


def test_the_page_shows_the_whole_text(read: Read) -> None:
    html = page([(TEXT, read(TEXT))])
    shown = re.sub(
        r"<a class=\"number\".*?</a>|<[^>]+>", "", html.split("<p class=about>")[1].split("<ol>")[0]
    )

    assert TEXT in shown


def test_an_empty_text_makes_an_empty_page(read: Read) -> None:
    assert "<section>" in page([("", read(""))])


def test_a_terminal_is_told_in_lines_and_obeys_none(read: Read) -> None:
    lines = report(HOSTILE, read(HOSTILE))

    assert "“12 people”" in lines
    assert "\x1b" not in lines


def test_the_command_explains(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    out = tmp_path / "a.html"

    status = command.main(
        ["--explain", "--html", str(out), "--published", str(PUBLISHED), str(tmp_path / "a.txt")]
    )

    line = json.loads(capsys.readouterr().out)
    assert status == 0
    assert line["quantities"][0]["why"][0]["rule"]
    assert "<mark" in out.read_text(encoding="utf-8")


def test_a_page_that_cannot_be_written_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")

    assert command.main(["--explain", "--html", str(tmp_path), str(tmp_path / "a.txt")]) == 1
    assert "cannot be written" in capsys.readouterr().err


def test_a_page_goes_with_explain_only(tmp_path: Path) -> None:
    with pytest.raises(SystemExit):
        command.main(["--html", str(tmp_path / "a.html"), "-"])


def test_explaining_is_cheap(read: Read) -> None:
    # a page of a long text is made in time linear in its length: every span is visited once
    text = "Police said on Monday that around 40 people were killed in Halden. " * 300
    html = page([(text, load().extract(text, published=PUBLISHED))])

    assert html.count("<li ") > 800
