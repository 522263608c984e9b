"""Relations are suggested from indexed candidates, and the word "contradicts" only for comparable figures."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from claims.models import Claim, Relation
from claims.services import linking
from claims.services.surroundings import surroundings_of
from sources.models import ArticleVersion
from tests import factories as make

pytestmark = pytest.mark.django_db


def suggest(where: ArticleVersion) -> list[Relation]:
    claims = where.mentions.values_list("claim_id", flat=True)
    judged = linking.judge_around(surroundings_of(list(claims)), now=make.NOW)
    return linking.suggest_relations(judged, now=make.NOW)


def link(claim: Claim, text: str = make.TEXT) -> list[Relation]:
    mention = make.mention(claim, version=make.version(text))
    suggest(mention.version)
    return list(Relation.objects.all())


def test_two_figures_of_one_scope_contradict_each_other() -> None:
    make.mention(make.claim(9, claimant_id=make.source("One").pk))

    [relation] = link(make.claim(12, claimant_id=make.source("Other").pk))

    assert (relation.kind, relation.comparability) == ("contradicts", "comparable")
    assert relation.axes["population"] == "same"


def test_a_part_and_its_whole_are_no_contradiction() -> None:
    army = make.population("army")
    regiment = make.population("regiment", parent=army)
    make.mention(make.claim(4000, population=army))

    relations = link(make.claim(9, population=regiment))

    assert relations == []  # both can be true, and no text set them side by side


def test_a_part_that_exceeds_its_whole_is_a_violation() -> None:
    army = make.population("army")
    make.mention(make.claim(9, population=army))

    [relation] = link(make.claim(4000, population=make.population("regiment", parent=army)))

    assert relation.kind == "containment_violation"


def test_a_missing_population_is_never_a_contradiction() -> None:
    make.mention(make.claim(9))

    relations = link(make.claim(12, population=None))

    assert all(relation.kind != "contradicts" for relation in relations)
    assert Relation.objects.filter(comparability="comparable").count() == 0


def test_two_figures_that_one_text_sets_side_by_side_contrast() -> None:
    text = "Officials said nine soldiers were killed; others spoke of forty soldiers."
    where = make.version(text)
    army = make.population("army")
    regiment = make.population("regiment", parent=army)
    make.mention(make.claim(9, population=regiment, claimant_id=make.source("One").pk), version=where)
    other = make.claim(40, population=army, claimant_id=make.source("Other").pk)
    make.mention(other, words="forty soldiers", version=where)

    suggest(where)

    [relation] = Relation.objects.all()
    assert (relation.kind, relation.comparability) == ("contrasts", "nested")
    assert any(reason.startswith("population:") for reason in relation.reasons)


def test_the_breakdown_of_one_speaker_is_no_contrast() -> None:
    where = make.version("Forty soldiers were killed, nine soldiers of them in one regiment.")
    army = make.population("army")
    make.mention(make.claim(9, population=make.population("regiment", parent=army)), version=where)
    make.mention(make.claim(40, population=army), words="Forty soldiers", version=where)

    assert suggest(where) == []


def test_one_figure_under_two_measures_is_worth_a_look() -> None:
    where = make.version("Kim spoke of nine losses; the state admits nine deaths.")
    losses = make.measure("losses", ambiguous=True)
    kim, state = make.source("Kim"), make.source("State")
    make.mention(make.claim(9, measure=losses, claimant_id=kim.pk), words="nine losses", version=where)
    make.mention(make.claim(9, claimant_id=state.pk), words="nine deaths", version=where)

    [relation] = suggest(where)

    assert (relation.kind, relation.axes["measure"]) == ("contrasts", "unknown")


def test_a_headline_that_echoes_its_body_makes_no_pairs_of_its_own() -> None:
    text = "Nine soldiers killed. Officials said nine soldiers were killed."
    where = make.version(text)
    body = make.claim(9, claimant_id=make.source("Ukrainian officials").pk)
    make.mention(make.claim(9), words="Nine soldiers", version=where)
    make.mention(body, version=where)

    [relation] = link(make.claim(12, claimant_id=make.source("Other").pk))

    assert body in (relation.left, relation.right)


@pytest.mark.parametrize(
    ("one", "other", "kinds"),
    [
        ({"figure": 9}, {"figure": 9, "bound": "about", "low": 8, "high": 10}, ["corroborates"]),
        (
            {"figure": 9},
            {"figure": 30, "bound": "up_to", "low": None},
            [],
        ),  # leaves room, and supports nothing
        (
            {"figure": 9},
            {"figure": None, "bound": "vague", "low": 20, "high": 99},
            [],
        ),  # "dozens" refutes nothing
    ],
)
def test_agreement_is_suggested_for_one_figure_of_two_speakers(
    one: dict[str, Any], other: dict[str, Any], kinds: list[str]
) -> None:
    make.mention(make.claim(**one, claimant_id=make.source("One").pk))

    relations = link(make.claim(**other, claimant_id=make.source("Other").pk))

    assert [relation.kind for relation in relations] == kinds


def test_claims_about_another_year_are_not_even_candidates() -> None:
    make.mention(make.claim(9, period=make.days("2024-01-01", "2024-12-31")))
    new = make.claim(12, period=make.days("2025-01-01", "2025-12-31"))

    around = surroundings_of([new.pk])
    assert linking.candidates_of(around, around.claims) == {}


def test_of_more_scopes_than_are_looked_at_the_same_place_comes_first_and_then_the_newest(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(linking, "SCOPES", 2)
    here = make.claim(9, period=None)
    make.claim(8, place=make.place("Sumy Oblast"))
    newest = make.claim(7, place=make.place("Belgorod Oblast"))
    new = make.claim(12, period=None)

    around = surroundings_of([new.pk])

    assert linking.candidates_of(around, around.claims) == {new.pk: [newest.pk, here.pk]}


def test_linking_again_adds_nothing_and_keeps_what_a_person_said(reviewer: object) -> None:
    make.mention(make.claim(9))
    mention = make.mention(make.claim(12), version=make.version())
    suggest(mention.version)
    Relation.objects.update(
        state="rejected", judged_by=reviewer, judged_at=make.NOW, judged_reason="Two different days."
    )

    suggest(mention.version)

    assert Relation.objects.get().state == "rejected"


@pytest.mark.parametrize("others", [1, 20])
def test_the_number_of_queries_does_not_grow_with_the_candidates(others: int) -> None:
    for figure in range(others):
        make.mention(make.claim(100 + figure))
    mention = make.mention(make.claim(12), version=make.version())

    with CaptureQueriesContext(connection) as queries:
        suggest(mention.version)

    assert len(queries) == 11
