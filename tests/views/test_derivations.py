"""The page of where the reports of a claim come from: drawing, confirming and rejecting."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Derivation, Mention
from claims.services import deriving
from claims.vocabulary import DerivationKind
from config.policies import Role
from config.seen import mark_of
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
QueriesOf = Callable[[Client, str], int]


def reports(count: int, *, start: int = 0) -> list[Mention]:
    """Reports of one claim, each in an article of its own."""
    found = []
    for number in range(start, start + count):
        version = make.version(
            f"{number}: nine soldiers.", outlet=make.source(f"Daily {number}", kind="outlet")
        )
        found.append(make.mention(make.claim(), version=version))
        found[-1].attributions.update(manner="own_voice")
    return found


def page(claim: Claim) -> str:
    return reverse("claim_origins", args=[claim.pk])


def test_a_reviewer_draws_an_edge_and_everybody_sees_it(client_as: ClientAs) -> None:
    one, other = reports(2)
    data = {"article": other.version.article_id, "origin": one.version.article_id, "kind": "republishes"}

    response = client_as(Role.REVIEWER).post(reverse("derivation_add", args=[one.claim_id]), data)

    assert response.status_code == 303
    shown = client_as(Role.ANALYST).get(page(one.claim)).content.decode()
    assert "republishes it:" in shown
    assert "confirmed by reviewer" in shown
    assert "Draw it" not in shown


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"origin": ""}, "This field is required"),
        ({"origin": "same"}, "takes nothing over from itself"),
        ({"origin": "999999"}, "Select a valid choice"),
        ({"kind": "inspires"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_reason(
    change: dict[str, str], reason: str, client_as: ClientAs
) -> None:
    one, other = reports(2)
    data = {"article": other.version.article_id, "origin": one.version.article_id, "kind": "cites"} | change
    if data["origin"] == "same":
        data["origin"] = data["article"]

    response = client_as(Role.REVIEWER).post(reverse("derivation_add", args=[one.claim_id]), data)

    assert response.status_code == 422
    assert reason in response.content.decode()
    assert not Derivation.objects.exists()


def test_what_is_drawn_already_is_not_drawn_twice(client_as: ClientAs, reviewer: User) -> None:
    one, other = reports(2)
    articles = (other.version.article, one.version.article)
    deriving.draw(*articles, DerivationKind.CITES, by=reviewer, now=make.NOW)
    data = {"article": articles[0].pk, "origin": articles[1].pk, "kind": "quotes"}

    response = client_as(Role.REVIEWER).post(reverse("derivation_add", args=[one.claim_id]), data)

    assert response.status_code == 422
    assert "on record already" in response.content.decode()


def test_a_suggestion_is_rejected_with_a_reason_and_confirmed_all_the_same(client_as: ClientAs) -> None:
    one, other = reports(2)
    row = Derivation.objects.create(
        article=other.version.article, origin=one.version.article, kind="cites", rule="test/1",
        detail="It names Daily 0.", recorded_at=make.NOW,
    )  # fmt: skip
    client, act = client_as(Role.REVIEWER), reverse("derivation_decide", args=[one.claim_id, row.pk])
    assert "It names Daily 0." in client.get(page(one.claim)).content.decode()

    silent = client.post(act, {"action": "reject", "seen": mark_of(row)})
    assert silent.status_code == 422
    assert "Say why" in silent.content.decode()
    client.post(act, {"action": "reject", "reason": "It saw them itself.", "seen": mark_of(row)})
    assert "It saw them itself." in client.get(page(one.claim)).content.decode()
    row.refresh_from_db()
    client.post(act, {"action": "confirm", "kind": "quotes", "seen": mark_of(row)})

    row.refresh_from_db()
    assert (row.state, row.kind) == ("confirmed", "quotes")
    history = client.get(reverse("history", args=["derivation", row.pk])).content.decode()
    assert "It saw them itself." in history


def test_more_reports_and_edges_cost_no_more_queries(
    client_as: ClientAs, queries_of: QueriesOf, reviewer: User
) -> None:
    client = client_as(Role.REVIEWER)

    def fill(count: int, start: int) -> list[int]:
        found = reports(count, start=start)
        for one, other in pairwise(found):
            articles = (other.version.article, one.version.article)
            deriving.draw(*articles, DerivationKind.CITES, by=reviewer, now=make.NOW)
        claim = found[0].claim
        return [queries_of(client, page(claim)), queries_of(client, reverse("claim", args=[claim.pk]))]

    assert fill(2, 0) == fill(20, 2)
