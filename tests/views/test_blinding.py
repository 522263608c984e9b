"""While assessments are blind, who was asked reads no comment or opinion of others on what they judge, on any page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import AssessmentRound, Notice, Question
from claims.services import assessing, deciding, discussing, following
from claims.services.asking import keep_claim
from claims.services.deciding import AdjudicationValue, BeingAssessed, standing_of
from claims.vocabulary import QuestionOutcome
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
VALUE = AdjudicationValue(QuestionOutcome.NESTED, "Why.")
SECRET = "zebra crossing"


def asked(question: Question, *who: User) -> AssessmentRound:
    return assessing.ask_for_assessments(
        question, who, by=who[0], now=make.NOW, seen=standing_of(question).seen
    )


@pytest.fixture
def pair(reviewer: User) -> Any:
    return make.relation(make.mention(make.claim(9)).claim, make.mention(make.claim(12)).claim)


@pytest.fixture(params=["question", "claim", "relation"])
def subject(request: pytest.FixtureRequest, pair: Any, reviewer: User, adjudicator: User) -> Any:
    """What is talked about: a question that is assessed blind, a claim under it, a pair with such a claim."""
    question = make.question()
    keep_claim(question, pair.left, by=reviewer, now=make.NOW)
    following.follow(question, by=reviewer, now=make.NOW)
    asked(question, reviewer, adjudicator)
    return {"question": question, "claim": pair.left, "relation": pair}[request.param]


def pages(client: Client, subject: Any, comment: int) -> dict[str, str]:
    """Every page on which such words could stand."""
    kind = discussing.kind_of(subject)
    addresses = [
        reverse(kind, args=[subject.pk]), reverse("notices"), reverse("history", args=["comment", comment]),
        reverse("comment_edit", args=[comment]),
        *(reverse("history", args=[kind, subject.pk]) for _ in [1] if kind != "claim"),
        *(reverse(f"{kind}_days", args=[subject.pk]) for _ in [1] if kind != "relation"),
    ]  # fmt: skip
    return {address: client.get(address).content.decode() for address in addresses}


def test_words_of_the_other_are_kept_back_on_every_page(
    client_as: ClientAs, subject: Any, reviewer: User, adjudicator: User
) -> None:
    row = discussing.comment(subject, f"@reviewer {SECRET}", by=adjudicator, now=make.NOW)
    discussing.set_opinion(subject, 1, by=adjudicator, now=make.NOW)

    blind, open_to_all = client_as(Role.REVIEWER), client_as(Role.ANALYST)

    assert [address for address, shown in pages(blind, subject, row.pk).items() if SECRET in shown] == []
    shown = blind.get(reverse(discussing.kind_of(subject), args=[subject.pk]))
    assert "2 comments and opinions of others are kept back" in shown.content.decode()
    assert shown.context["discussion"].people == 0
    assert SECRET in open_to_all.get(reverse(discussing.kind_of(subject), args=[subject.pk])).content.decode()


def test_they_are_read_once_all_are_in(
    client_as: ClientAs, subject: Any, reviewer: User, adjudicator: User
) -> None:
    discussing.comment(subject, f"@reviewer {SECRET}", by=adjudicator, now=make.NOW)
    client = client_as(Role.REVIEWER)
    client.post(reverse("notices_read"))
    row = AssessmentRound.objects.get()
    assessing.hand_in(row, VALUE, by=reviewer, now=make.NOW)
    assert SECRET not in client.get(reverse("notices")).content.decode()
    assessing.hand_in(row, VALUE, by=adjudicator, now=make.NOW)

    assert SECRET in client.get(reverse("notices")).content.decode()
    assert Notice.objects.filter(user=reviewer, is_named=True, read_at=None).exists()
    assert SECRET in client.get(reverse(discussing.kind_of(subject), args=[subject.pk])).content.decode()


def test_ones_own_words_are_never_kept_back(client_as: ClientAs, subject: Any, reviewer: User) -> None:
    discussing.comment(subject, SECRET, by=reviewer, now=make.NOW)
    discussing.set_opinion(subject, 5, by=reviewer, now=make.NOW)

    shown = client_as(Role.REVIEWER).get(reverse(discussing.kind_of(subject), args=[subject.pk]))

    assert SECRET in shown.content.decode()
    assert shown.context["discussion"].people == 1


def test_a_claim_that_was_left_out_is_talked_about_freely(
    client_as: ClientAs, pair: Any, reviewer: User, adjudicator: User
) -> None:
    asked(make.question(), reviewer, adjudicator)
    discussing.comment(pair.left, SECRET, by=adjudicator, now=make.NOW)

    assert SECRET in client_as(Role.REVIEWER).get(reverse("claim", args=[pair.left.pk])).content.decode()


def test_nobody_says_meanwhile_that_the_decision_holds(reviewer: User, adjudicator: User) -> None:
    question = make.question()
    deciding.propose(question, VALUE, by=reviewer, now=make.NOW, seen=standing_of(question).seen)
    row = deciding.approve(question, by=adjudicator, now=make.NOW, seen=standing_of(question).seen)
    row.reopenings.create(cause="a new claim", detail="9 killed", at=make.NOW)
    asked(question, reviewer, adjudicator)

    with pytest.raises(BeingAssessed):
        deciding.hold(question, reason=SECRET, by=adjudicator, now=make.NOW, seen=standing_of(question).seen)
