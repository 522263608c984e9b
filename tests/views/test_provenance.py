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
from sources.models import Source, SourceAlias
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
Headers = Callable[[str], dict[str, str]]
QueriesOf = Callable[[Client, str], int]


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

    response = client.post(url(mention), filled(client, mention, MEDIA, KIM))

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

    client.post(url(mention), filled(client, mention))

    assert len(chain_of(mention)) == 1


def test_a_chain_with_its_origin_in_the_middle_is_refused_and_kept_in_the_form(client_as: ClientAs) -> None:
    client, mention = client_as(Role.REVIEWER), make.mention()

    response = client.post(url(mention), filled(client, mention, KIM, MEDIA))

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


def edited(client: Client, mention: Mention, edit: str, *rows: dict[str, object]) -> list[str]:
    """The names in the rows of the form after a button was pressed."""
    response = client.post(url(mention), filled(client, mention, *rows) | {"edit": edit})
    assert response.status_code == 200
    return [form["name"].value() or "" for form in response.context["form"].forms]


@pytest.mark.parametrize(
    ("edit", "names"),
    [
        ("earlier:1", ["Kim Jong Un", "state media"]),
        ("later:0", ["Kim Jong Un", "state media"]),
        ("earlier:0", ["state media", "Kim Jong Un"]),
        ("later:1", ["state media", "Kim Jong Un"]),
        ("remove:0", ["Kim Jong Un"]),
        ("add", ["state media", "Kim Jong Un", ""]),
        ("remove:17", ["state media", "Kim Jong Un"]),
    ],
)
def test_the_buttons_of_the_rows_change_the_form_and_save_nothing(
    edit: str, names: list[str], client_as: ClientAs
) -> None:
    mention = make.mention()

    assert edited(client_as(Role.REVIEWER), mention, edit, MEDIA, KIM) == names
    assert len(chain_of(mention)) == 1


def test_with_script_a_button_fetches_the_rows_only(client_as: ClientAs, htmx: Headers) -> None:
    client, mention = client_as(Role.REVIEWER), make.mention()

    data = filled(client, mention, MEDIA, KIM) | {"edit": "earlier:1"}
    piece = client.post(url(mention), data, headers=htmx("hops")).content.decode()

    assert "<html" not in piece
    assert piece.index("Kim Jong Un") < piece.index("state media")
    assert "data-focus" in piece


def test_a_name_that_nobody_bears_is_asked_about(client_as: ClientAs) -> None:
    one, other = make.source("Kim Jong Un", kind="person"), make.source("Kim Yo Jong", kind="person")
    client, mention = client_as(Role.REVIEWER), make.mention()

    response = client.post(url(mention), filled(client, mention, KIM | {"name": "kim", "kind": ""}))

    page = response.content.decode()
    assert response.status_code == 422
    assert "Whom of these do you mean?" in page
    assert all(f'value="choose:0:{source.pk}"' in page for source in (one, other))
    assert edited(client, mention, f"choose:0:{other.pk}", KIM | {"name": "kim"}) == ["Kim Yo Jong"]


def test_a_new_name_needs_its_kind(client_as: ClientAs) -> None:
    client, mention = client_as(Role.REVIEWER), make.mention()

    response = client.post(url(mention), filled(client, mention, KIM | {"kind": ""}))

    assert response.status_code == 422
    assert "choose its kind" in response.content.decode()
    assert not Source.objects.filter(name="Kim Jong Un").exists()


def test_words_as_printed_may_stay_unresolved(client_as: ClientAs, reviewer: User) -> None:
    mention = make.mention()
    hop = HopValue(None, "officials", "originator", "assert", "paraphrase")
    provenance.mark_provenance(mention, [hop], seen=chain_of(mention), by=reviewer, now=make.NOW)
    client = client_as(Role.REVIEWER)
    row = {"name": "officials", "role": "originator", "act": "estimate", "manner": "paraphrase", "was": 1}

    response = client.post(url(mention), filled(client, mention, row))

    assert response.status_code == 303
    assert chain_of(mention)[1]["act"] == "estimate"
    assert not Source.objects.filter(name="officials").exists()


def test_words_that_carry_the_other_claim_already_are_refused_in_words(client_as: ClientAs) -> None:
    client, mention = client_as(Role.REVIEWER), make.mention()
    kim = make.source("Kim Jong Un", kind="person")
    make.mention(make.claim(claimant_id=kim.pk), version=mention.version)

    response = client.post(url(mention), filled(client, mention, KIM))

    assert response.status_code == 422
    assert "already carry the claim" in response.content.decode()
    assert len(chain_of(mention)) == 1


def test_names_and_aliases_are_offered_while_typing(client_as: ClientAs) -> None:
    zelensky = make.source("Volodymyr Zelensky", kind="person")
    SourceAlias.objects.create(source=zelensky, name="President Zelenskyy")
    headers = {"HX-Request": "true", "HX-Target": "source-names", "HX-Trigger-Name": "hops-0-name"}

    offered = (
        client_as(Role.REVIEWER)
        .get(reverse("source_names"), {"hops-0-name": "zelensk"}, headers=headers)
        .content.decode()
    )

    assert '<option value="Volodymyr Zelensky">person</option>' in offered
    assert '<option value="President Zelenskyy">is Volodymyr Zelensky</option>' in offered


def test_the_address_of_offered_names_opened_by_hand_is_the_list(client_as: ClientAs) -> None:
    response = client_as(Role.REVIEWER).get(reverse("source_names"), {"q": "kim"})

    assert response.headers["Location"] == f"{reverse('sources')}?q=kim"


def test_a_longer_chain_costs_no_more_queries(client_as: ClientAs, queries_of: QueriesOf) -> None:
    client, short, long = client_as(Role.REVIEWER), make.mention(), make.mention()
    make.origin(short, make.source())
    for _ in range(10):
        make.origin(long, make.source(), role="relayer")

    assert queries_of(client, url(short)) == queries_of(client, url(long))


@pytest.mark.parametrize(
    ("role", "status"), [(Role.ANALYST, 403), (Role.ADMIN, 403), (Role.ADJUDICATOR, 200)]
)
def test_who_may_mark_provenance(role: Role, status: int, client_as: ClientAs) -> None:
    assert client_as(role).get(url(make.mention())).status_code == status
