"""Senses of words on the page of terms: taught, withdrawn, and found."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import MeasureSense
from claims.services.teaching import add_sense
from config.policies import Role
from config.seen import mark_of
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
GOOD = {"words": "written off", "measure": "killed", "speaker": "", "citation": "its report of May"}


def sense(words: str = "written off", **fields: Any) -> MeasureSense:
    values = {"measure": make.measure(), "speaker": None, "citation": "its report", **fields}
    return add_sense(words=words, by=make.person(), now=make.NOW, **values)


def senses(client: Client, **asked: str) -> str:
    return client.get(reverse("terms"), {"kind": "sense", **asked}).content.decode()


def test_the_list_says_who_means_what_and_where_it_was_seen(client_as: ClientAs) -> None:
    sense(speaker=make.source("Northern Command"), citation="https://example.org/report and <b>more</b>")

    page = senses(client_as(Role.ANALYST))

    assert "<q>written off</q>" in page
    assert "Northern Command</a>" in page
    assert 'href="https://example.org/report"' in page
    assert "<b>more" not in page
    assert "Teach a sense" not in page  # an analyst reads


def test_a_reviewer_teaches_a_sense_for_one_speaker(client_as: ClientAs) -> None:
    make.measure("killed")
    northern = make.source("Northern Command")
    northern.aliases.create(name="NorCom")

    response = client_as(Role.REVIEWER).post(reverse("sense_add"), GOOD | {"speaker": "norcom"})

    row = MeasureSense.objects.get()
    assert response.status_code == 303
    assert (row.words, row.measure.key, row.speaker, row.confirmed_by.username) == (
        "written off", "killed", northern, "reviewer",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"words": ""}, "This field is required"),
        ({"words": "Neutralised"}, "have a sense for this speaker already"),  # whatever its case
        ({"measure": "nonsense"}, "Select a valid choice"),
        ({"speaker": "Nobody Known"}, "No source of this name is recorded"),
        ({"citation": ""}, "This field is required"),
        ({"words": "40"}, "as they are printed"),
    ],
)
def test_a_sense_that_cannot_be_is_refused_in_words(
    client_as: ClientAs, fields: dict[str, str], problem: str
) -> None:
    sense("neutralised")

    response = client_as(Role.REVIEWER).post(reverse("sense_add"), GOOD | fields)

    assert response.status_code == 422
    assert problem in response.content.decode()
    assert MeasureSense.objects.count() == 1


def test_a_withdrawn_sense_stays_on_the_list_with_who_and_when(client_as: ClientAs) -> None:
    row = sense()
    client = client_as(Role.REVIEWER)

    client.post(reverse("sense_withdraw", args=[row.pk]), {"seen": mark_of(row)})
    again = client.post(reverse("sense_withdraw", args=[row.pk]), {"seen": mark_of(row)})

    row.refresh_from_db()
    assert row.withdrawn_by is not None
    assert again.status_code == 409
    assert "withdrawn by reviewer" in again.content.decode()
    history = client.get(reverse("history", args=["sense", row.pk])).content.decode()
    assert "withdrawn by" in history


def test_senses_are_found_by_words_and_by_speaker(client_as: ClientAs) -> None:
    sense("written off", speaker=make.source("Northern Command"))
    sense("put out of action")
    client = client_as(Role.ANALYST)

    assert "put out" not in senses(client, q="northern")
    assert "written off" not in senses(client, q="action")
    assert "No sense matches" in senses(client, q="nothing such")


def test_a_claim_of_an_open_sense_leads_to_the_form(client_as: ClientAs) -> None:
    claim = make.claim(measure=make.measure("losses", ambiguous=True))
    make.mention(claim)
    client = client_as(Role.REVIEWER)

    page = client.get(reverse("claim", args=[claim.pk])).content.decode()

    assert "kind=sense&amp;words=losses&amp;speaker=" in page
    assert 'value="losses"' in senses(client, words="losses", speaker="Kim")
    assert (
        "Teach what it means"
        not in client_as(Role.ANALYST).get(reverse("claim", args=[claim.pk])).content.decode()
    )


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMIN])
def test_only_reviewers_teach(client_as: ClientAs, role: Role) -> None:
    row, client = sense(), client_as(role)

    assert client.post(reverse("sense_add"), GOOD).status_code == 403
    assert client.post(reverse("sense_withdraw", args=[row.pk])).status_code == 403


def test_it_asks_the_same_number_of_queries_with_twenty_senses(
    client_as: ClientAs, queries_of: Callable[[Client, str], int]
) -> None:
    client = client_as(Role.REVIEWER)

    def fill(first: int, last: int) -> int:
        for number in range(first, last):
            sense(f"word {number}", speaker=make.source(f"Speaker {number}"))
        return queries_of(client, f"{reverse('terms')}?kind=sense")

    assert fill(0, 1) == fill(1, 20)
