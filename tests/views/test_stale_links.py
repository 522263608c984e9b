"""Old links, and forms of what was corrected, split, merged or decided meanwhile: a clear answer, never a failure."""

from collections.abc import Callable
from dataclasses import replace
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Mention
from claims.services.merging import merge_mention
from claims.services.scoping import ClaimValue
from claims.services.splitting import split_mention
from claims.services.triage import Correction, accept_mention, correct_mention, reject_mention
from config.policies import Role
from config.seen import mark_of
from tests import factories as make
from tests.test_roles import ADDRESSES, address, first_allowed
from tests.views.second_savers_forms import mention_to_correct

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]


def page(client: Client, url: str) -> str:
    return unescape(client.get(url).content.decode())


def claim_of(pk: int) -> str:
    return reverse("claim", args=[pk])


def corrected(row: Mention, by: User) -> None:
    value = ClaimValue.of(row.claim).changed(unit="sapper")
    correct_mention(row, Correction(value, row.start, row.end), reason="It says so.", by=by, now=make.NOW)


def merged(row: Mention, by: User) -> None:
    merge_mention(row, make.mention(make.claim(12)).claim, reason="Misread.", by=by, now=make.NOW)


def split(row: Mention, by: User) -> None:
    value = ClaimValue.of(row.claim)
    one, other = (replace(value, unit=unit) for unit in ("sapper", "gunner"))
    first, second = (Correction(said, row.start, row.end) for said in (one, other))
    split_mention(row, first, second, reason="Two.", by=by, now=make.NOW)


@pytest.mark.parametrize(("act", "done"), [(corrected, "corrected"), (merged, "merged"), (split, "split")])
def test_the_page_of_a_claim_that_nobody_makes_any_more_leads_to_what_its_words_make_now(
    client_as: ClientAs, reviewer: User, act: Callable[[Mention, User], None], done: str
) -> None:
    row = make.mention()
    old = row.claim_id
    act(row, reviewer)
    row.refresh_from_db()

    shown = page(client_as(Role.ANALYST), claim_of(old))

    assert "No text carries this claim any more" in shown
    moved = shown.split('id="moved-title"')[1].split("</section>")[0]
    assert f'href="{claim_of(row.claim_id)}"' in moved
    assert "by reviewer" in moved
    assert done in moved


def test_the_page_of_a_rejected_claim_says_by_whom_and_why(client_as: ClientAs, reviewer: User) -> None:
    row = make.mention()
    reject_mention(row, reason="A quotation.", by=reviewer, now=make.NOW)

    shown = page(client_as(Role.ANALYST), claim_of(row.claim_id))

    assert "is rejected: A quotation." in shown


def test_a_claim_that_is_made_says_nothing_of_the_past(client_as: ClientAs) -> None:
    assert "any more" not in page(client_as(Role.ANALYST), claim_of(make.mention().claim_id))


@pytest.mark.parametrize("name", ["mention_decide", "mention_edit", "mention_split", "mention_merge"])
def test_a_form_of_a_mention_that_was_split_meanwhile_is_answered_with_both_versions(
    client_as: ClientAs, name: str, reviewer: User
) -> None:
    row, shown, _ = mention_to_correct()
    data = shown | {f"second-{key}": value for key, value in shown.items()}
    data |= {
        "unit": "miner",
        "action": "accept",
        "claim": make.mention(make.claim(12)).claim_id,
        "reason": "x",
    }
    value = ClaimValue.of(row.claim)
    one, other = (Correction(replace(value, unit=unit), row.start, row.end) for unit in ("sapper", "gunner"))
    split_mention(row, one, other, by=make.person(), now=make.NOW, seen="accepted")

    response = client_as(Role.REVIEWER).post(reverse(name, args=[row.pk]), data)

    assert response.status_code == 409
    assert 'id="both-versions"' in response.content.decode()


@pytest.mark.parametrize(
    "name", ["question", "claim", "relation", "article", "source", "utterance", "mention_edit"]
)
def test_a_number_that_nothing_has_is_answered_with_the_reason(client_as: ClientAs, name: str) -> None:
    response = client_as(Role.REVIEWER).get(reverse(name, args=[987654]))

    assert response.status_code == 404
    assert "has this number" in response.content.decode()


def test_the_reason_that_a_page_gives_is_shown_and_an_unknown_address_gets_one(client_as: ClientAs) -> None:
    client = client_as(Role.REVIEWER)

    assert "There is no such component." in client.post(reverse("part_remove", args=[9])).content.decode()
    assert "Perhaps the link is incomplete." in client.get("/nowhere/").content.decode()


def test_the_address_of_a_form_opened_like_a_page_says_so(client_as: ClientAs) -> None:
    clients = {role: client_as(role) for role in Role}
    answers = {name: clients[first_allowed(name)].get(address(name)) for name in ADDRESSES}
    refused = {name: response for name, response in answers.items() if response.status_code == 405}

    assert len(refused) > 20
    assert [name for name in refused if "takes what a form sends" not in refused[name].content.decode()] == []
    assert refused["undo"].headers["Allow"] == "POST"


def test_a_link_to_a_task_that_is_decided_says_so_and_shows_the_next_one(
    client_as: ClientAs, reviewer: User
) -> None:
    done, waits = make.mention(), make.mention(make.claim(12))
    accept_mention(done, by=reviewer, now=make.NOW)
    client = client_as(Role.REVIEWER)

    shown, other = (page(client, f"{reverse('queue')}?kind=mention&at={row.pk}") for row in (done, waits))

    assert "What you asked for waits no longer" in shown
    assert f"/mentions/{waits.pk}/decisions/" in shown
    assert "waits no longer" not in other
    assert mark_of(Mention.objects.get(pk=waits.pk)) in other
