"""
Who saves second: every address that takes a post overwrites, and refuses; or says why it has no versions.

The second person gets 409 with both versions, finds what they filled in, and may save over it knowingly.
"""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pghistory import context

from config.policies import Role
from tests.conftest import person
from tests.test_roles import ADDRESSES, OWN, PUBLIC, address, first_allowed, patterns
from tests.views import second_savers, second_savers_forms, second_savers_pairs
from tests.views.second_savers import Stale

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]

#: Addresses that overwrite what somebody may have saved: how the second save is made.
OVERWRITES: dict[str, Callable[[], Stale]] = {
    name: getattr(module, name)
    for module in (second_savers, second_savers_forms, second_savers_pairs)
    for name in ADDRESSES
    if callable(getattr(module, name, None))
}
#: Those of them where nothing can be saved over: what was to be changed is gone, or waits for somebody.
GONE = {
    "source_alias", "part_remove", "sense_withdraw", "question_decide", "assessment_reconcile", "assessment_ask",
}  # fmt: skip
#: Those where both people want the same of it, or nothing that is saved stands against what was filled in.
ALIKE = {"source_confirm"}

ADDS = "it only adds: a second one is a second row, or is refused as a double"
BY_STATE = (
    "it asks the state of the thing and is refused in another one; nothing is filled in that could be lost"
)
MINE = "a person's own, which nobody else saves"
#: Every other address that takes a post, and why it has no versions.
WITHOUT_VERSIONS: dict[str, str] = {
    **dict.fromkeys(("sign_in", "sign_out"), "nothing is saved there"),
    "comment_edit": "only its author; between two windows, both versions are shown (tests of comments)",
    "draft_save": "a person's own: between two windows of one person, both versions are shown (tests of drafts)",
    **dict.fromkeys(("password", "question_follow", "notices_read", "opinion_set"), MINE),
    **dict.fromkeys(
        ("question_new", "comment_add", "mention_new", "derivation_add", "term_new", "part_add"), ADDS
    ),
    **dict.fromkeys(("sense_add", "source_new", "source_aliases", "imports", "person_add"), ADDS),
    **dict.fromkeys(
        ("comment_withdraw", "undo", "task_skip", "task_park", "task_put_back", "queue_leave"), BY_STATE
    ),
    **dict.fromkeys(("batch_run", "batch_cancel", "batch_retry"), BY_STATE),
}


def test_every_address_that_takes_a_post_refuses_the_second_save_or_says_why_not(client_as: ClientAs) -> None:
    clients = {role: client_as(role) for role in Role}
    taking = set()
    for name in sorted(
        (str(entry.name) for entry in patterns()), key=PUBLIC.__contains__
    ):  # signing out comes last
        url = reverse(name) if name in PUBLIC | OWN else address(name)
        role = Role.ADJUDICATOR if name in PUBLIC | OWN else first_allowed(name)
        if clients[role].post(url).status_code != 405:
            taking.add(name)

    assert taking == OVERWRITES.keys() | WITHOUT_VERSIONS.keys()
    assert not OVERWRITES.keys() & WITHOUT_VERSIONS.keys()


def both(response: HttpResponse) -> str:
    """Return the part of the page that shows both versions."""
    return unescape(response.content.decode().split('id="both-versions"')[1].split("</section>")[0])


def again(client: Client, stale: Stale, page: str) -> HttpResponse:
    """Save over it: with the button beside both versions where there is one, else with the form below them."""
    below = page.split('id="both-versions"')[1]
    button = re.search(
        r'<form method="post" action="([^"]*)"(.*?)</form>', below.split("</section>")[0], re.DOTALL
    )
    if button is None:
        marks = re.findall(r'name="(seen|claims_seen)"[^>]*value="([^"]*)"', below)
        return client.post(stale.url, stale.data | dict(reversed(marks)))  # the first form of the page
    data: dict[str, list[str]] = {}
    for name, value in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', button[2]):
        data.setdefault(name, []).append(unescape(value))
    return client.post(unescape(button[1]), data)


@pytest.mark.parametrize("name", OVERWRITES)
def test_the_second_save_is_refused_with_both_versions_and_may_be_left_or_made_knowingly(
    client_as: ClientAs, htmx: Any, name: str
) -> None:
    stale = OVERWRITES[name]()
    client = client_as(stale.role)
    stale.first()

    refused = [client.post(stale.url, stale.data, headers=headers) for headers in ({}, htmx("task"))]
    for response in refused:
        assert response.status_code == 409
        assert "Somebody else saved this first" in both(response)
        table = both(response).split("</table>")[0]
        assert stale.theirs in table
        assert stale.yours in table
        assert ("differs" in table) == (name not in ALIKE)
    for response in refused:
        (leave,) = re.findall(r'<a class="button" href="([^"]*)">Leave it as it is saved', both(response))
        assert client.get(leave, follow=True).status_code == 200

    if name not in GONE:
        assert again(client, stale, refused[0].content.decode()).status_code in (302, 303)
        assert stale.arrives()


@pytest.mark.parametrize(
    ("who", "words"),
    [(Role.ADJUDICATOR, "Somebody else saved this first"), (Role.REVIEWER, "You saved this already")],
)
def test_it_says_who_saved_and_when_and_that_it_was_oneself(
    client_as: ClientAs, who: Role, words: str
) -> None:
    stale = second_savers_forms.source_edit()
    client = client_as(Role.REVIEWER)
    with context(user=person(who).pk):
        stale.first()

    shown = both(client.post(stale.url, stale.data))

    assert words in shown
    assert f"saved by {who}, " in shown


def test_a_piece_goes_above_the_page_and_leaves_it_as_it_is(client_as: ClientAs, htmx: Any) -> None:
    stale = second_savers_forms.question_claims()
    client = client_as(Role.REVIEWER)
    stale.first()

    response = client.post(stale.url, stale.data, headers=htmx("gathered"))

    assert response.status_code == 409
    assert response["HX-Retarget"] == "#messages"
    assert "<html" not in response.content.decode()
    assert "Save mine over it" in response.content.decode()


def test_the_form_comes_back_as_it_was_filled_in(client_as: ClientAs) -> None:
    stale = second_savers_forms.item()
    stale.first()

    page = client_as(Role.ADMIN).post(stale.url, stale.data).content.decode()

    assert "My text.</textarea>" in page
    assert "Save mine over it" in page
