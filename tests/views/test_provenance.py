"""The form that says who is behind a mention, with and without a source of that name."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Mention
from claims.services import provenance
from claims.services.provenance import HopValue, chain_of
from config.policies import Role
from sources.models import Source
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]


def url(mention: Mention) -> str:
    return reverse("mention_provenance", args=[mention.pk])


def filled(client: Client, mention: Mention, *rows: dict[str, object]) -> dict[str, object]:
    """The fields of the form as a browser would send them, with these rows."""
    context = client.get(url(mention)).context
    data: dict[str, object] = {
        "seen": context["seen"], "hops-TOTAL_FORMS": len(rows), "hops-INITIAL_FORMS": mention.attributions.count() - 1,
    }  # fmt: skip
    for number, row in enumerate(rows):
        data |= {f"hops-{number}-{key}": value for key, value in row.items()}
    return data


KIM = {"name": "Kim Jong Un", "kind": "person", "role": "originator", "act": "admit", "manner": "fragment"}
MEDIA = {"name": "state media", "kind": "agency", "role": "relayer", "act": "report", "manner": "direct"}


def test_a_reviewer_puts_hops_behind_the_publisher(client_as: ClientAs) -> None:
    client, mention = client_as(Role.REVIEWER), make.mention()

    response = client.post(url(mention), filled(client, mention, KIM | {"place": 2}, MEDIA | {"place": 1}))

    mention.refresh_from_db()
    assert response.status_code == 303
    assert [hop["role"] for hop in chain_of(mention)] == ["publisher", "relayer", "originator"]
    assert str(mention.claim.claimant) == "Kim Jong Un"
    assert not Source.objects.get(name="Kim Jong Un").suggested


def test_a_name_that_a_source_bears_makes_no_second_one(client_as: ClientAs) -> None:
    make.source("Kim Jong Un", kind="person")
    client, mention = client_as(Role.REVIEWER), make.mention()

    client.post(url(mention), filled(client, mention, KIM | {"name": "kim jong un"}))

    assert Source.objects.filter(kind="person").count() == 1


def test_a_hop_is_taken_out(client_as: ClientAs, reviewer: User) -> None:
    mention = make.mention()
    hop = HopValue(make.source("Kim Jong Un").pk, "Kim", "originator", "admit", "fragment")
    provenance.mark_provenance(mention, [hop], seen=chain_of(mention), by=reviewer, now=make.NOW)
    client = client_as(Role.REVIEWER)

    client.post(url(mention), filled(client, mention, KIM | {"was": 1, "remove": "on"}))

    assert len(chain_of(mention)) == 1


def test_a_chain_with_its_origin_in_the_middle_is_refused_and_kept_in_the_form(client_as: ClientAs) -> None:
    client, mention = client_as(Role.REVIEWER), make.mention()

    response = client.post(url(mention), filled(client, mention, KIM | {"place": 1}, MEDIA | {"place": 2}))

    assert response.status_code == 422
    assert "The originator is the last hop" in response.content.decode()
    assert 'value="state media"' in response.content.decode()
    assert not Source.objects.filter(name="state media").exists()


def test_who_saves_second_sees_both_and_loses_nothing(client_as: ClientAs, reviewer: User) -> None:
    client, mention = client_as(Role.REVIEWER), make.mention()
    data = filled(client, mention, KIM)
    hop = HopValue(make.source("A general").pk, "a general", "originator", "assert", "direct")
    provenance.mark_provenance(mention, [hop], seen=chain_of(mention), by=reviewer, now=make.NOW)

    response = client.post(url(mention), data)

    page = response.content.decode()
    assert response.status_code == 409
    assert "A general" in page
    assert "Kim Jong Un" in page
    assert len(chain_of(mention)) == 2


@pytest.mark.parametrize(
    ("role", "status"), [(Role.ANALYST, 403), (Role.ADMIN, 403), (Role.ADJUDICATOR, 200)]
)
def test_who_may_mark_provenance(role: Role, status: int, client_as: ClientAs) -> None:
    assert client_as(role).get(url(make.mention())).status_code == status
