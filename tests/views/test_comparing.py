"""Claims set beside each other by hand: finding the other one, the pair, the matrix, triangles that cannot all be right."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Relation
from claims.services.judging import confirm_relation
from claims.vocabulary import Comparability, Gathering, RelationKind
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
Htmx = Callable[[str], dict[str, str]]
COMPARE = "/claims/compare/"


def said(figure: int, **fields: object) -> Claim:
    """A claim that a text carries."""
    claim = make.claim(figure, **fields)
    make.mention(claim)
    return claim


def page_of(client: Client, *claims: Claim, **query: object) -> str:
    return client.get(COMPARE, {"claim": [claim.pk for claim in claims], **query}).content.decode()


def judged(one: Claim, other: Claim, kind: RelationKind, by: User, *, newer: str | None = None) -> Relation:
    relation = make.relation(one, other)
    confirm_relation(relation, kind=kind, newer=newer, reason="Seen.", by=by, now=make.NOW)
    return relation


def triangle(by: User) -> tuple[Claim, Claim, Claim]:
    """Nine restates nine of another, which contradicts twelve; yet nine and twelve are called not comparable."""
    claims = said(9), said(9, claimant_id=make.source("Kyiv").pk), said(12)
    one, twin, third = claims
    judged(one, twin, RelationKind.RESTATES, by)
    judged(twin, third, RelationKind.CONTRADICTS, by)
    judged(one, third, RelationKind.CONTRASTS, by)
    return claims


def test_another_claim_is_found_by_number_by_figure_and_by_words(client_as: ClientAs) -> None:
    first = said(9)
    other = said(4000, population=make.population("Korean forces"), claimant_id=make.source("Zelensky").pk)
    said(12)
    client = client_as(Role.ANALYST)

    for text in (str(other.pk), "4,000", "korean", "ZELENSKY forces", "4000 killed kursk"):
        links = re.findall(rf"claim={first.pk}&amp;claim=(\d+)", page_of(client, first, q=text))
        assert links == [str(other.pk)], text
    assert "fits all of these words" in page_of(client, first, q="nonsense")


def test_without_words_the_claims_near_it_are_offered(client_as: ClientAs) -> None:
    first, near = said(9), said(12)
    said(70, measure=make.measure("deployed", family="personnel"))
    make.claim(13)  # no text carries it

    links = re.findall(rf"claim={first.pk}&amp;claim=(\d+)", page_of(client_as(Role.ANALYST), first))

    assert links == [str(near.pk)]


def test_the_first_claim_can_be_looked_for_too(client_as: ClientAs, htmx: Htmx) -> None:
    claim = said(9)
    client = client_as(Role.ANALYST)
    assert "Look for the first claim" in page_of(client)

    piece = client.get(COMPARE, {"q": "9"}, headers=htmx("offered")).content.decode()

    assert f"{COMPARE}?claim={claim.pk}" in piece
    assert "<html" not in piece


def test_a_pair_that_no_rule_related_shows_the_verdict_and_records_nothing(client_as: ClientAs) -> None:
    one, other = said(12), said(9)

    page = page_of(client_as(Role.REVIEWER), other, one)

    assert "They contradict each other" in page
    assert "no relation is on record" in page
    assert page.index("<b>9</b>") < page.index("<b>12</b>")  # the first one asked for stands left
    assert not Relation.objects.exists()


def test_judging_it_records_the_relation_with_the_rules_verdict(client_as: ClientAs, htmx: Htmx) -> None:
    one, other, third = said(12), said(9), said(15)
    client = client_as(Role.REVIEWER)
    data = {"verdict": "contradicts", "back": "relation", "seen": "suggested"}

    plain = client.post("/claims/relations/", data | {"claim": [other.pk, one.pk]})
    piece = client.post("/claims/relations/", data | {"claim": [one.pk, third.pk]}, headers=htmx("pair"))

    relation = Relation.objects.get(left=one, right=other)
    assert (relation.judged_kind, relation.comparability) == ("contradicts", "comparable")
    assert (plain.status_code, plain["Location"]) == (303, f"/relations/{relation.pk}/?left={other.pk}")
    assert piece["HX-Redirect"].startswith("/relations/")


def test_overruling_by_hand_asks_for_the_reason_and_records_nothing_without(
    client_as: ClientAs, htmx: Htmx
) -> None:
    one, other = said(12), said(9, period=make.days("2024-01-01", "2024-02-01"))
    client = client_as(Role.REVIEWER)
    data = {"verdict": "updates", "claim": [one.pk, other.pk], "back": "relation"}

    for answer in (
        client.post("/claims/relations/", data),
        client.post("/claims/relations/", data, headers=htmx("pair")),
    ):
        assert answer.status_code == 422
        assert "Save “updates”" in answer.content.decode()
    assert not Relation.objects.exists()
    client.post("/claims/relations/", data | {"reason": "The dates were misread.", "newer": "right"})
    assert Relation.objects.get().judged_newer == "right"


def test_a_pair_on_record_is_shown_on_its_own_page(client_as: ClientAs) -> None:
    relation = make.relation()

    answer = client_as(Role.ANALYST).get(COMPARE, {"claim": [relation.right_id, relation.left_id]})

    assert (answer.status_code, answer["Location"]) == (
        303,
        f"/relations/{relation.pk}/?left={relation.right_id}",
    )


def test_who_relates_the_two_second_is_told(client_as: ClientAs, reviewer: User) -> None:
    one, other = said(12), said(9)
    judged(one, other, RelationKind.CONTRADICTS, reviewer)

    answer = client_as(Role.ADJUDICATOR).post(
        "/claims/relations/", {"verdict": "unsure", "claim": [one.pk, other.pk], "back": "relation"}
    )

    assert answer.status_code == 409
    assert "Somebody else has judged this pair" in answer.content.decode()


@pytest.mark.parametrize("data", [{}, {"claim": ["1", "1"]}, {"claim": "nonsense"}])
def test_two_claims_are_needed(client_as: ClientAs, data: dict[str, object]) -> None:
    answer = client_as(Role.REVIEWER).post("/claims/relations/", data)

    assert answer.status_code in (303, 404)


def test_a_matrix_says_who_judged_and_who_did_not(client_as: ClientAs, reviewer: User) -> None:
    one, two, three = said(9), said(12), said(15)
    judged(one, two, RelationKind.UPDATES, reviewer, newer="left")
    make.relation(two, three)

    page = page_of(client_as(Role.ANALYST), one, two, three)

    rows = re.findall(r'matrix__word">([^<]+)</span>.*?matrix__by">([^<]+)<', page)
    assert rows == [
        ("updates", "✓ judged"), ("contradicts", "by rule"),
        ("is updated", "✓ judged"), ("contradicts", "suggested"),
        ("contradicts", "by rule"), ("contradicts", "suggested"),
    ]  # fmt: skip
    assert page.count('scope="col"') == page.count('scope="row"') == 3
    assert "<b>2 conflicts</b>" in page


def test_what_the_rule_relates_to_nothing_shows_what_the_axes_allow(client_as: ClientAs) -> None:
    one, two = said(9), said(12, period=make.days("2024-01-01", "2024-02-01"))
    three = said(12, measure=make.measure("wounded"), population=None)

    page = page_of(client_as(Role.ANALYST), one, two, three)

    assert "unrelated" not in page
    assert "not comparable" in page
    assert re.search(r'matrix__axes">[^<]*period', page)  # why they are not comparable
    assert str(one.scope.population) in page


def test_a_question_has_a_matrix_of_the_figures_under_it(client_as: ClientAs) -> None:
    question = make.question()
    for figure in range(14):
        make.gather(question, said(figure + 1), state=Gathering.KEPT)
    client = client_as(Role.ANALYST)
    url = reverse("question_matrix", args=[question.pk])

    first, second = (client.get(url, {"page": page}).content.decode() for page in (1, 2))
    chosen = client.get(url, {"claim": list(Claim.objects.values_list("pk", flat=True)[:3])}).content.decode()

    assert [page.count('scope="row"') for page in (first, second, chosen)] == [12, 2, 3]
    assert chosen.count(" checked") == 3
    assert (
        reverse("question_matrix", args=[question.pk])
        in client.get(reverse("question", args=[question.pk])).content.decode()
    )


def test_an_empty_matrix_says_what_to_do(client_as: ClientAs) -> None:
    url = reverse("question_matrix", args=[make.question().pk])

    assert "Fewer than two figures" in client_as(Role.ANALYST).get(url).content.decode()


def test_more_claims_than_fit_are_cut_with_a_word(client_as: ClientAs) -> None:
    page = page_of(client_as(Role.ANALYST), *[said(figure + 1) for figure in range(13)])

    assert "the first 12 are shown" in page
    assert page.count('scope="row"') == 12


def test_links_that_cannot_all_be_right_are_shown_in_the_matrix_and_on_each_pair(
    client_as: ClientAs, reviewer: User
) -> None:
    one, twin, third = triangle(reviewer)
    client = client_as(Role.ANALYST)

    matrix = page_of(client, one, twin, third)
    pair = client.get(
        reverse("relation", args=[Relation.objects.get(left=one, right=third).pk])
    ).content.decode()

    for page in (matrix, pair):
        assert "These cannot all be right." in page
    assert matrix.count("matrix__cell--broken") == 6
    assert "“9” of Kyiv" in pair


def test_a_judgement_that_breaks_a_triangle_is_answered_with_a_warning(
    client_as: ClientAs, htmx: Htmx, reviewer: User
) -> None:
    one, twin, third = said(9), said(9, claimant_id=make.source("Kyiv").pk), said(12)
    judged(one, twin, RelationKind.RESTATES, reviewer)
    judged(twin, third, RelationKind.CONTRADICTS, reviewer)
    last = make.relation(one, third, kind=RelationKind.CONTRASTS, comparability=Comparability.COMPARABLE)
    client, url = client_as(Role.REVIEWER), reverse("relation_decide", args=[last.pk])

    piece = client.post(url, {"verdict": "contrasts"}, headers=htmx("task")).content.decode()
    assert "These cannot all be right." in piece

    page = client.post(
        url, {"verdict": "contrasts", "seen": "confirmed", "back": "queue"}, follow=True
    ).content.decode()
    assert "These cannot all be right:" in page


@pytest.mark.parametrize("count", [(3, 12)])
def test_a_matrix_asks_the_same_number_of_queries_whatever_its_size(
    client_as: ClientAs, queries_of: Callable[[Client, str], int], count: tuple[int, int]
) -> None:
    claims = [said(figure + 1, claimant_id=make.source().pk) for figure in range(12)]
    make.relation(claims[0], claims[1])
    client = client_as(Role.ANALYST)

    def address(size: int) -> str:
        return f"{COMPARE}?{'&'.join(f'claim={claim.pk}' for claim in claims[:size])}"

    assert queries_of(client, address(count[0])) == queries_of(client, address(count[1]))


def test_the_pair_asks_the_same_number_of_queries_however_many_relations_are_around(
    client_as: ClientAs, queries_of: Callable[[Client, str], int]
) -> None:
    relation = make.relation(said(9), said(12))
    client, url = client_as(Role.REVIEWER), reverse("relation", args=[relation.pk])
    few = queries_of(client, url)

    for figure in range(20, 40):
        make.relation(relation.left, said(figure))

    assert queries_of(client, url) == few
