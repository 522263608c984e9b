"""The demo archive: its texts are read as `expected.json` says, and loading it fills every desk, once."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoDbBlocker

from claims.demo import FOLDER, load_demo, read_fixture
from claims.extraction.results import Extraction
from claims.models import Mention, Question, Relation
from claims.services.reading import extractor
from claims.vocabulary import MentionState, RelationState
from config.policies import Role
from sources.acquisition.files import split_bytes
from sources.acquisition.reading import read_item
from sources.importing.batches import new_budget
from sources.models import Article, ImportBatch, ImportItem, Verdict
from tests.conftest import person

EXPECTED: dict[str, dict[str, list[dict[str, Any]]]] = read_fixture("expected.json")["articles"]


def canonical_names(entries: list[dict[str, Any]]) -> dict[str, str]:
    """Return the recorded name of each name and alias, by its lower-case form."""
    return {
        name.casefold(): entry["name"]
        for entry in entries
        for name in (entry["name"], *entry.get("aliases", []))
    }


SOURCES = canonical_names(read_fixture("sources.json"))
TERMS = {kind: canonical_names(entries) for kind, entries in read_fixture("terms.json").items()}


def cases(kind: str, words: str) -> list[Any]:
    """Return (item name, what it must yield); what the data owns to be `missed` still is expected to fail."""
    return [
        pytest.param(
            name,
            wanted,
            id=f"{name}: {wanted[words]}",
            marks=pytest.mark.xfail(strict=True, reason="not read yet") if wanted.get("missed") else (),
        )
        for name, article in EXPECTED.items()
        for wanted in article[kind]
    ]


@pytest.fixture(scope="module")
def texts() -> dict[str, Extraction]:
    """What the extraction reads in each article, by the name of its item."""
    found = {}
    for entry in read_fixture("manifest.json")["batches"][0]["files"]:
        name = entry["file"]
        for raw in split_bytes(name, (FOLDER / name).read_bytes(), budget=new_budget()):
            reading = read_item(raw.payload, kind=raw.kind)
            published = date.fromisoformat(entry["published"]) if "published" in entry else None
            found[raw.name] = extractor().extract(
                reading.text, id=raw.name, published=published or reading.published_on
            )
    return found


def figures_of(found: Extraction) -> list[dict[str, Any]]:
    """Return the claims with a figure in the words of `expected.json`, names as the archive records them."""
    rows = []
    for claim in found.claims:
        if claim.quantity is None:
            continue
        origin = found.attributions[claim.chain[0]] if claim.chain else None
        rows.append(
            {
                "exact": found.quantities[claim.quantity].exact,
                "measure": claim.measure,
                "low": claim.low,
                "best": claim.best,
                "high": claim.high,
                "source": recorded(SOURCES, origin.source.name if origin and origin.source else None),
                "act": origin and origin.act.value,
                "population": recorded(TERMS["populations"], claim.population),
                "place": recorded(TERMS["places"], claim.place),
                "as_of": claim.as_of and {"from": str(claim.as_of.from_day), "to": str(claim.as_of.to_day)},
            }
        )
    return rows


def recorded(names: dict[str, str], name: str | None) -> str | None:
    return name if name is None else names.get(name.casefold(), name)


def as_expected(row: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Compare what `wanted` names; it says words of the figure, and names as an article prints them."""
    names = {"source": SOURCES, "population": TERMS["populations"], "place": TERMS["places"]}
    return all(
        value in row["exact"]
        if key == "exact"
        else row[key] == (recorded(names[key], value) if key in names else value)
        for key, value in wanted.items()
        if key != "missed"
    )


@pytest.mark.parametrize(("name", "wanted"), cases("figures", "exact"))
def test_a_figure_is_read_as_expected(
    texts: dict[str, Extraction], name: str, wanted: dict[str, Any]
) -> None:
    rows = figures_of(texts[name])

    near = [row for row in rows if wanted["exact"] in row["exact"]]
    assert any(as_expected(row, wanted) for row in rows), near


@pytest.mark.parametrize(("name", "wanted"), cases("assertions", "words"))
def test_an_assertion_is_read_as_expected(
    texts: dict[str, Extraction], name: str, wanted: dict[str, Any]
) -> None:
    found = texts[name]
    rows = []
    for claim in found.claims:
        origin = found.attributions[claim.chain[0]] if claim.chain else None
        source = recorded(SOURCES, origin.source.name if origin and origin.source else None)
        rows.append((claim.kind.value, claim.exact, source, origin and origin.act.value))

    assert any(
        kind == wanted["kind"]
        and wanted["words"] in exact
        and wanted.get("source") in (None, source)
        and wanted.get("act") in (None, act)
        for kind, exact, source, act in rows
    ), rows


@pytest.mark.django_db
def test_every_span_is_the_text_between_its_ends(texts: dict[str, Extraction], loaded: list[str]) -> None:
    mentions = Mention.objects.select_related("version")

    assert mentions
    for mention in mentions:
        assert mention.version.text[mention.start : mention.end] == mention.exact


@pytest.fixture(scope="module")
def loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[list[str]]:
    """The archive, loaded once for the tests of this file; what was named in its data and not found."""
    with django_db_blocker.unblock(), transaction.atomic():
        for role in Role:
            person(role)
        yield load_demo()
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_all_that_the_data_names_stands_in_the_texts(loaded: list[str]) -> None:
    assert loaded == []


@pytest.mark.django_db
def test_it_breaks_no_rule_of_an_archive(loaded: list[str]) -> None:
    out = StringIO()

    call_command("check_archive", stdout=out)  # exits where something is wrong

    assert out.getvalue().count("\n") == 1, out.getvalue()


@pytest.mark.django_db
def test_the_history_names_who_did_it(loaded: list[str]) -> None:
    said = Relation.objects.filter(judged_by__isnull=False).values_list("pk", "judged_by")
    events = apps.get_model("claims", "RelationEvent").objects.filter(judged_by__isnull=False)
    noted = {event.pgh_obj_id: event.pgh_context.metadata["user"] for event in events}

    assert noted == dict(said)


@pytest.mark.django_db
def test_loading_again_adds_no_row(loaded: list[str]) -> None:
    def rows() -> dict[str, int]:
        return {model._meta.label: model._default_manager.count() for model in apps.get_models()}

    before = rows()
    load_demo()

    assert rows() == before


@pytest.mark.django_db
def test_the_articles_show_every_case_of_an_import(loaded: list[str]) -> None:
    assert Article.objects.filter(versions__number=2).exists()  # silently changed
    assert Article.objects.filter(outlet=None).exists()
    assert Article.objects.filter(published_on=None).exists()
    verdicts = ImportItem.objects.filter(batch=ImportBatch.objects.order_by("-pk")[:1])
    assert set(verdicts.values_list("verdict", flat=True)) == set(Verdict.values)
    assert not ImportItem.objects.filter(outcome="failed").exists()


@pytest.mark.django_db
def test_there_is_work_for_every_desk(loaded: list[str]) -> None:
    mentions, relations = Mention.objects.all(), Relation.objects.all()

    for state in MentionState:
        assert mentions.filter(state=state).exists(), state
    for state in (RelationState.SUGGESTED, RelationState.CONFIRMED):
        assert relations.filter(state=state).exists(), state
    assert Question.objects.filter(adjudications__isnull=False).exists()
    assert Question.objects.filter(adjudications__isnull=True).exists()


@pytest.mark.django_db
def test_the_two_figures_of_the_showcase_are_a_contrast_and_no_contradiction(loaded: list[str]) -> None:
    relation = Relation.objects.get(
        left__scope__measure__key__in=["losses", "neutralised"],
        right__scope__measure__key__in=["losses", "neutralised"],
        state=RelationState.CONFIRMED,
    )

    assert relation.kind == "contrasts"
    assert relation.comparability == "not_comparable"


def test_money_of_the_demo_is_exact(texts: dict[str, Extraction]) -> None:
    best = {row["best"] for row in figures_of(texts["20-bridge.jsonl, line 2"])}

    assert Decimal(1_620_000_000) in best
