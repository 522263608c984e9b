"""Pages of utterances: attach one, record one, edit one, with and without somebody else in between."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Mention, Utterance
from claims.services import uttering
from config.policies import Role
from sources.models import Source
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
QueriesOf = Callable[[Client, str], int]

SPEECH = {
    "action": "create", "new-speaker": "Kim Jong Un", "new-said_on_first": "2025-12-12",
    "new-venue": "a welcome ceremony", "new-words": "nine tragic losses",
}  # fmt: skip


@pytest.fixture
def kim() -> Source:
    return make.source("Kim Jong Un", kind="person")


@pytest.fixture
def mention(kim: Source) -> Mention:
    return make.mention(make.claim(claimant_id=kim.pk))


def url(mention: Mention) -> str:
    return reverse("mention_utterance", args=[mention.pk])


def test_a_reviewer_records_a_speech_for_all_reports_of_the_claim(
    client_as: ClientAs, mention: Mention
) -> None:
    client = client_as(Role.REVIEWER)
    for _ in range(6):
        make.mention(mention.claim)

    response = client.post(url(mention), SPEECH | {"others": "1"}, follow=True)

    page = response.content.decode()
    assert "7 reports · 1 origin" in page
    assert "12 Dec 2025" in page
    assert "nine tragic losses" in page
    assert "7 reports · 1 origin" in client.get(reverse("claim", args=[mention.claim_id])).content.decode()
    assert (
        "7 reports · 1 origin"
        in client.get(reverse("mention_provenance", args=[mention.pk])).content.decode()
    )


def test_a_recorded_one_is_attached_and_detached(client_as: ClientAs, mention: Mention, kim: Source) -> None:
    client, speech = client_as(Role.REVIEWER), make.utterance(kim)
    assert "It reports this one" in client.get(url(mention)).content.decode()

    client.post(url(mention), {"action": "attach", "utterance": speech.pk, "seen": ""})
    mention.refresh_from_db()
    assert mention.utterance == speech
    response = client.post(url(mention), {"action": "detach", "seen": speech.pk}, follow=True)

    mention.refresh_from_db()
    assert mention.utterance is None
    assert "Undo brings it back" in response.content.decode()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"new-speaker": ""}, "This field is required"),
        ({"new-speaker": "Nobody Known"}, "No source of this name is recorded"),
        (
            {"new-said_on_first": "2025-12-12", "new-said_on_last": "2025-12-01"},
            "last day is before the first",
        ),
        ({"new-said_on_first": "", "new-venue": "", "new-words": " "}, "when, where or in which words"),
        ({"new-said_on_first": "soon"}, "valid date"),
        ({"action": "attach", "utterance": "404"}, "Choose an utterance"),
        ({"action": "burn"}, "Choose an utterance"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    change: dict[str, str], reason: str, client_as: ClientAs, mention: Mention
) -> None:
    response = client_as(Role.REVIEWER).post(url(mention), SPEECH | change)

    assert response.status_code == 422
    assert reason in response.content.decode()
    assert not Utterance.objects.exists()


def test_who_attaches_second_sees_the_first_and_keeps_what_was_entered(
    client_as: ClientAs, mention: Mention, kim: Source, reviewer: User
) -> None:
    first = make.utterance(kim, venue="a parade")
    uttering.attach(mention, first, seen=None, by=reviewer, now=make.NOW)

    response = client_as(Role.REVIEWER).post(url(mention), SPEECH | {"seen": ""})

    page = response.content.decode()
    assert response.status_code == 409
    assert "a parade" in page
    assert "a welcome ceremony" in page
    assert Utterance.objects.count() == 1


def test_an_utterance_is_edited_in_place_and_its_history_kept(client_as: ClientAs, kim: Source) -> None:
    speech, client = make.utterance(kim), client_as(Role.REVIEWER)
    edit = reverse("utterance_edit", args=[speech.pk])
    seen = client.get(edit).context["form"]["seen"].value()
    data = {"speaker": "Kim Jong Un", "said_on_first": "2025-12-13", "seen": seen, "venue": "a parade"}

    assert client.post(edit, data).status_code == 303
    late = client.post(edit, data | {"venue": "a dinner"})

    assert late.status_code == 409
    assert "a parade" in late.content.decode()
    assert "a dinner" in late.content.decode()
    assert "a ceremony" in client.get(reverse("history", args=["utterance", speech.pk])).content.decode()


def test_more_reports_cost_no_more_queries(
    client_as: ClientAs, queries_of: QueriesOf, mention: Mention, kim: Source, reviewer: User
) -> None:
    client = client_as(Role.REVIEWER)
    page = reverse("utterance", args=[make.utterance(kim).pk])

    def fill(count: int) -> list[int]:
        for _ in range(count):
            speech = make.utterance(kim)
            uttering.attach(make.mention(mention.claim), speech, seen=None, by=reviewer, now=make.NOW)
            first = Utterance.objects.order_by("pk")[0]
            uttering.attach(make.mention(mention.claim), first, seen=None, by=reviewer, now=make.NOW)
        claim = reverse("claim", args=[mention.claim_id])
        return [queries_of(client, address) for address in (page, url(mention), claim)]

    assert fill(1) == fill(19)
