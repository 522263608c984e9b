"""The page of one claim."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim
from claims.vocabulary import Bound, Manner, SpeechAct
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]


def text_of(client: Client, claim: Claim, **query: object) -> str:
    response = client.get(reverse("claim", args=[claim.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def test_it_shows_words_and_normalised_reading_side_by_side(client_as: ClientAs) -> None:
    claim = make.claim(None, low=Decimal(3400), best=Decimal(4000), high=Decimal(4600), bound=Bound.ABOUT)
    make.mention(claim)

    page = text_of(client_as(Role.ANALYST), claim)

    assert "about 4,000" in page
    assert "≈4,000" in page
    assert (
        '<span class="mark mark--sentence mark--suggested mark--opens mark--closes">nine soldiers</span>'
        in page
    )


def test_seven_reports_of_one_speaker_are_one_origin(client_as: ClientAs) -> None:
    speaker = make.source("Zelensky", kind="person")
    claim = make.claim(9, claimant_id=speaker.pk)
    for number in range(7):
        mention = make.mention(claim, version=make.version(f"Report {number}: nine soldiers."))
        make.origin(mention, speaker)

    page = text_of(client_as(Role.ANALYST), claim)

    assert "7 reports · 1 origin" in page
    assert "none of them confirms another" in page


def test_a_claim_that_nobody_stands_for_has_no_origin(client_as: ClientAs) -> None:
    claim = make.claim(9)
    make.origin(make.mention(claim), None, manner=Manner.AGENTLESS, act=SpeechAct.REPORT)

    page = text_of(client_as(Role.ANALYST), claim)

    assert "1 report · 0 origins" in page
    assert "Nobody is named who could be asked." in page


def test_outlets_of_one_owner_are_one_origin(client_as: ClientAs) -> None:
    owner = make.source("The Owner")
    claim = make.claim(9)
    for number in range(2):
        outlet = make.source(f"Daily {number}", kind="outlet", parent=owner)
        mention = make.mention(claim, version=make.version(f"{number}: nine soldiers.", outlet=outlet))
        mention.attributions.update(manner=Manner.OWN_VOICE)

    assert "2 reports · 1 origin" in text_of(client_as(Role.ANALYST), claim)


def test_a_reprint_by_an_outlet_of_another_owner_is_no_second_origin(client_as: ClientAs) -> None:
    claim = make.claim(9)
    for number, text in enumerate(
        ("The same nine soldiers.", "The same nine soldiers.", "But nine soldiers.")
    ):
        outlet = make.source(f"Daily {number}", kind="outlet", parent=make.source(f"Owner {number}"))
        mention = make.mention(claim, version=make.version(text, outlet=outlet))
        mention.attributions.update(manner=Manner.OWN_VOICE)

    assert "3 reports · 2 origins" in text_of(client_as(Role.ANALYST), claim)


def test_missing_clocks_are_stated(client_as: ClientAs) -> None:
    claim = make.claim(9, period=None)
    make.mention(claim)

    page = text_of(client_as(Role.ANALYST), claim)

    assert page.count("not given") >= 3
    assert "not recorded" in page


def test_relations_are_told_from_this_side(client_as: ClientAs) -> None:
    one, other = make.claim(9), make.claim(12)
    make.relation(one, other, kind="updates", newer="right")

    assert "the newer one" in text_of(client_as(Role.ANALYST), one)
    assert "the newer one" not in text_of(client_as(Role.ANALYST), other)


def test_a_reviewer_puts_it_under_a_question_and_comes_back(client_as: ClientAs) -> None:
    claim, question = make.claim(9), make.question("How many?")
    make.mention(claim)
    client = client_as(Role.REVIEWER)
    assert "Put it under: How many?" in text_of(client, claim)

    response = client.post(
        reverse("question_claims", args=[question.pk]), {"claim": claim.pk, "action": "keep", "back": "claim"}
    )

    assert (response.status_code, response["Location"]) == (303, reverse("claim", args=[claim.pk]))
    assert "Put it under" not in text_of(client, claim)


def test_the_mention_that_was_asked_for_leads(client_as: ClientAs) -> None:
    claim = make.claim(9)
    first = make.mention(claim, version=make.version("First: nine soldiers.", title="First text"))
    second = make.mention(claim, version=make.version("Second: nine soldiers.", title="Second text"))
    client = client_as(Role.ANALYST)

    plain, chosen = text_of(client, claim), text_of(client, claim, mention=second.pk)

    assert plain.index("First text") < plain.index("Second text")
    assert chosen.index("Second text") < chosen.index("First text")
    assert first.pk < second.pk


def test_it_asks_the_same_number_of_queries_with_twenty_mentions(
    client_as: ClientAs, queries_of: Callable[[Client, str], int]
) -> None:
    claim, client = make.claim(9), client_as(Role.REVIEWER)

    def fill(first: int, last: int) -> int:
        for number in range(first, last):
            version = make.version(f"Report {number}: nine soldiers.")
            make.origin(make.mention(claim, version=version), make.source())
            make.relation(claim, make.claim(100 + number))
            make.gather(make.question(), claim)
        return queries_of(client, reverse("claim", args=[claim.pk]))

    assert fill(0, 1) == fill(1, 20)


def test_an_unknown_claim_is_not_found(client_as: ClientAs) -> None:
    assert client_as(Role.ANALYST).get(reverse("claim", args=[404])).status_code == 404
