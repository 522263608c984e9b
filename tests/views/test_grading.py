"""Grading pages: the standard's terms, the reason why 1 is refused, grades over time."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Mention
from claims.services import grading
from config.policies import Role
from sources.models import Grade, Reliability
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
QueriesOf = Callable[[Client, str], int]


def test_every_letter_stands_beside_its_term(client_as: ClientAs) -> None:
    page = client_as(Role.REVIEWER).get(reverse("source_grade", args=[make.source().pk])).content.decode()

    assert all(label in page for _, label in Reliability.choices)
    assert "STANAG 2511" in page


def test_a_grade_shows_on_the_page_of_the_source_with_those_before(client_as: ClientAs) -> None:
    source, client = make.source(), client_as(Role.REVIEWER)
    for letter, reason in (("B", "It mostly held."), ("D", "Three figures were made up.")):
        seen = grading.seen_of(source.grades.order_by("-pk").first())
        data = {"letter": letter, "reason": reason, "topic": "casualties", "seen": seen}
        assert client.post(reverse("source_grade", args=[source.pk]), data).status_code == 303

    page = client_as(Role.ANALYST).get(reverse("source", args=[source.pk])).content.decode()

    assert "Three figures were made up." in page
    assert "Grades over time" in page
    assert "It mostly held." in page


@pytest.mark.parametrize(
    ("change", "reason"),
    [({"letter": ""}, "Choose a letter."), ({"letter": "G"}, "valid choice"), ({"reason": " "}, "Say why.")],
)
def test_a_grade_without_letter_or_reason_is_refused(
    change: dict[str, str], reason: str, client_as: ClientAs
) -> None:
    data = {"letter": "B", "reason": "It held.", "seen": ""} | change

    response = client_as(Role.REVIEWER).post(reverse("source_grade", args=[make.source().pk]), data)

    assert response.status_code == 422
    assert reason in response.content.decode()
    assert not Grade.objects.exists()


def test_credibility_1_is_shown_as_refused_and_refused_when_sent_all_the_same(client_as: ClientAs) -> None:
    kim = make.source("Kim Jong Un", kind="person")
    claim, client = make.mention(make.claim(claimant_id=kim.pk)).claim, client_as(Role.REVIEWER)
    address = reverse("claim_grade", args=[claim.pk])

    assert "only one independent origin stands behind this claim" in client.get(address).content.decode()
    response = client.post(address, {"number": 1, "reason": "I know it.", "seen": ""})

    assert response.status_code == 422
    assert "only one independent origin" in response.content.decode()
    assert "I know it." in response.content.decode()
    assert not claim.credibilities.exists()


def test_the_claim_shows_both_grades(client_as: ClientAs, reviewer: User) -> None:
    kim = make.source("Kim Jong Un", kind="person")
    claim = make.mention(make.claim(claimant_id=kim.pk)).claim
    grading.grade_source(
        kim, letter="D", topic="Casualties", reason="No.", seen="", by=reviewer, now=make.NOW
    )
    client_as(Role.REVIEWER).post(
        reverse("claim_grade", args=[claim.pk]), {"number": 3, "reason": "It may be.", "seen": ""}
    )

    page = client_as(Role.ANALYST).get(reverse("claim", args=[claim.pk])).content.decode()

    assert "<b>D</b> not usually reliable" in page
    assert "<b>3</b> possibly true" in page
    assert "It may be." in page


def test_a_claim_that_lost_its_second_origin_says_so(client_as: ClientAs, reviewer: User) -> None:
    mention = make.mention()
    other = make.mention(mention.claim, version=make.version("We counted nine soldiers."))
    for one in (mention, other):
        one.attributions.update(manner="own_voice")
    grading.grade_claim(
        mention.claim, number=1, reason="Two papers saw it.", seen="", by=reviewer, now=make.NOW
    )
    Mention.objects.filter(pk=other.pk).update(
        state="rejected", reason="No.", decided_by=reviewer, decided_at=make.NOW
    )

    page = client_as(Role.ANALYST).get(reverse("claim", args=[mention.claim_id])).content.decode()

    assert "now there are fewer than two" in page


def test_more_grades_cost_no_more_queries(client_as: ClientAs, queries_of: QueriesOf, reviewer: User) -> None:
    source, claim, client = make.source(), make.mention().claim, client_as(Role.REVIEWER)

    def fill(count: int) -> list[int]:
        for _ in range(count):
            seen = grading.seen_of(source.grades.order_by("-pk").first())
            grading.grade_source(source, letter="B", reason="It.", seen=seen, by=reviewer, now=make.NOW)
            seen = grading.seen_of(claim.credibilities.standing().first())
            grading.grade_claim(claim, number=2, reason="It.", seen=seen, by=reviewer, now=make.NOW)
        pages = [("source", source), ("source_grade", source), ("claim", claim), ("claim_grade", claim)]
        return [queries_of(client, reverse(name, args=[row.pk])) for name, row in pages]

    assert fill(1) == fill(19)
