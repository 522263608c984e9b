"""Merging a mention with a recorded claim in the browser."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Mention
from claims.services.triage import reject_mention
from config.policies import Role
from config.seen import mark_of
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
Htmx = Callable[[str], dict[str, str]]


def url_of(mention: Mention) -> str:
    return reverse("mention_merge", args=[mention.pk])


def task(figure: int = 9) -> tuple[Mention, Claim]:
    twin = make.mention(make.claim(9, claimant_id=make.source("The Ministry").pk)).claim
    return make.mention(make.claim(figure)), twin


def sent(mention: Mention, claim: Claim, **more: str) -> dict[str, str]:
    return {"claim": str(claim.pk), "seen": mark_of(mention), "back": "queue", **more}


def test_the_claims_near_it_are_offered_with_what_differs(client_as: ClientAs) -> None:
    mention, twin = task()

    page = client_as(Role.REVIEWER).get(url_of(mention)).content.decode()

    assert f"?claim={twin.pk}&amp;back=queue" in page
    assert "who claims it" in page
    assert "? not known here" in page


def test_where_no_claim_is_near_the_page_says_what_near_means(client_as: ClientAs) -> None:
    page = client_as(Role.REVIEWER).get(url_of(make.mention())).content.decode()

    assert "No claim stands near this one" in page


def test_the_chosen_claim_is_shown_beside_the_reading_before_it_is_saved(client_as: ClientAs) -> None:
    mention, twin = task()

    page = client_as(Role.REVIEWER).get(url_of(mention), {"claim": twin.pk}).content.decode()

    assert "<mark>The Ministry</mark>" in page
    assert "Accept as this claim" in page


def test_saving_accepts_the_mention_as_that_claim(client_as: ClientAs) -> None:
    mention, twin = task()

    answer = client_as(Role.REVIEWER).post(url_of(mention), sent(mention, twin))

    mention.refresh_from_db()
    assert answer.status_code == 303
    assert (mention.state, mention.claim) == ("accepted", twin)


def test_htmx_gets_the_list_and_then_the_next_task(client_as: ClientAs, htmx: Htmx) -> None:
    mention, twin = task()
    reject_mention(Mention.objects.exclude(pk=mention.pk).get(), reason="No.", by=make.person(), now=make.NOW)
    make.mention(twin, words="Officials", state="accepted", decided_by=make.person(), decided_at=make.NOW)
    client = client_as(Role.REVIEWER)

    found = client.get(url_of(mention), headers=htmx("task")).content.decode()
    after = client.post(url_of(mention), sent(mention, twin), headers=htmx("task")).content.decode()

    assert found.lstrip().startswith('<div class="stack task" id="task"')
    assert "merged with an existing claim" in after
    assert "<html" not in found + after


def test_conflicting_claims_ask_for_a_reason_and_show_what_differs(client_as: ClientAs) -> None:
    mention, twin = task(figure=12)
    client = client_as(Role.REVIEWER)

    refused = client.post(url_of(mention), sent(mention, twin))
    saved = client.post(url_of(mention), sent(mention, twin, reason="a dozen is a slip"))

    assert refused.status_code == 422
    assert "the two differ in figure" in refused.content.decode()
    assert saved.status_code == 303


@pytest.mark.parametrize("claim", ["", "x", "999999", "99999999999999999999"])
def test_an_unknown_claim_is_refused(client_as: ClientAs, claim: str) -> None:
    mention, twin = task()

    answer = client_as(Role.REVIEWER).post(url_of(mention), sent(mention, twin) | {"claim": claim})

    assert answer.status_code == 422
    assert "Choose a claim that some text makes" in answer.content.decode()


def test_an_unknown_mention_or_claim_is_not_found(client_as: ClientAs) -> None:
    client = client_as(Role.REVIEWER)

    assert client.get(reverse("mention_merge", args=[999])).status_code == 404
    assert client.get(url_of(make.mention()), {"claim": 999}).status_code == 404


def test_it_asks_the_same_number_of_queries_with_twenty_claims_near(
    client_as: ClientAs, queries_of: Callable[[Client, str], int]
) -> None:
    mention, client = make.mention(make.claim(7)), client_as(Role.REVIEWER)

    def fill(first: int, last: int) -> int:
        for number in range(first, last):
            make.mention(make.claim(number, claimant_id=make.source().pk))
        return queries_of(client, url_of(mention))

    assert fill(100, 101) == fill(101, 120)
