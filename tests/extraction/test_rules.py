"""Every rule that makes a result is explained in words, and no explanation is left over."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from claims.extraction import load
from claims.extraction.knowledge import Knowledge, KnownSpeaker, MeasureSense
from claims.extraction.results import Extraction
from claims.extraction.telling.explaining import (
    NO_RULE,
    Why,
    grounds_of,
    of_attribution,
    of_claim,
    of_date,
    of_figure,
)
from claims.extraction.telling.explaining import sentences as explained_rules
from claims.vocabulary import Bound, ClaimKind, SpeechAct

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "fixtures" / "demo"
#: Rules that follow from a word of the vocabulary and are named after it.
FROM_VOCABULARY = {f"bound.{bound}" for bound in Bound} | {f"act.{act}" for act in SpeechAct}
FROM_VOCABULARY |= {f"claim.{kind}" for kind in ClaimKind}
FROM_VOCABULARY |= {"change.up", "change.down", "role.increment", "role.subtotal", "hedge", NO_RULE}
_NAME = re.compile(r"""["']((?:quantity|date|attribution|speaker|claim)\.[a-z_]+)["']""")


def demo_texts() -> Iterator[tuple[str, str, date | None]]:
    batches = json.loads((DEMO / "manifest.json").read_text(encoding="utf-8"))["batches"]
    days = {row["file"]: row.get("published") for batch in batches for row in batch["files"]}
    for path in sorted(DEMO.glob("*.txt")):
        day = days.get(path.name)
        yield (
            path.name,
            path.read_text(encoding="utf-8", errors="replace"),
            date.fromisoformat(day) if day else date(2025, 12, 14),
        )


def reasons_in(found: Extraction) -> Iterator[Why]:
    for quantity in found.quantities:
        yield from of_figure(quantity)
    for day in found.dates:
        yield from of_date(day)
    for said in found.attributions:
        yield from of_attribution(said)
    for claim in found.claims:
        yield from of_claim(claim)
        yield from grounds_of(claim, found)


@pytest.mark.parametrize(("name", "text", "day"), list(demo_texts()), ids=[row[0] for row in demo_texts()])
def test_every_result_of_the_demo_archive_is_explained(name: str, text: str, day: date | None) -> None:
    reasons = list(reasons_in(load().extract(text, id=name, published=day)))

    assert {why.rule for why in reasons} - explained_rules().keys() == set()
    assert [why for why in reasons if why.rule == NO_RULE] == []
    assert [
        why.says for why in reasons if "…”" in why.says and "“…”" in why.says
    ] == []  # every word is there


def test_what_a_person_taught_is_explained() -> None:
    taught = Knowledge(
        (KnownSpeaker("Northern Command", ("NorCom",)),), (MeasureSense("written off", "killed"),)
    )
    found = load().extract("NorCom said 30 fighters were written off.", knowledge=taught)

    said = [why.says for why in reasons_in(found)]
    assert "A person recorded that “NorCom” is “Northern Command”." in said
    assert "A person recorded what “written off” means." in said


def test_every_rule_that_the_code_names_is_explained_and_no_other() -> None:
    named = set(FROM_VOCABULARY)
    for path in (ROOT / "claims" / "extraction").rglob("*.py"):
        named |= set(_NAME.findall(path.read_text(encoding="utf-8")))

    unexplained = named - explained_rules().keys() - FROM_VOCABULARY
    assert unexplained == set()
    assert explained_rules().keys() - named == set()
