"""A question gathers the claims that its scope touches; what a person left out stays out."""

import pytest
from django.contrib.auth.models import User

from claims.models import QuestionClaim
from claims.services import asking
from claims.services.surroundings import surroundings_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def ask(text: str = "How many soldiers were killed?", **scope: object):
    return asking.ask_question(text=text, scope=make.scope_value(**scope), by=None, now=make.NOW)


def gathered(question: object) -> dict[int, str]:
    return dict(QuestionClaim.objects.filter(question=question).values_list("claim", "state"))


def test_asking_gathers_what_is_already_recorded() -> None:
    inside = make.mention().claim
    make.mention(make.claim(9, population=make.population("civilians")))

    question = ask()

    assert gathered(question) == {inside.pk: "suggested"}


def test_asking_gathers_the_parts_and_the_wholes_of_its_population() -> None:
    army = make.population("army")
    part = make.mention(make.claim(9, population=make.population("regiment", parent=army))).claim

    question = ask(population=army)

    assert gathered(question) == {part.pk: "suggested"}


def test_the_same_question_is_asked_once() -> None:
    ask()

    with pytest.raises(asking.AlreadyAsked):
        ask("how many soldiers  were killed?")


def test_a_new_claim_comes_under_the_questions_that_it_touches() -> None:
    question = ask()
    other = ask("How many were wounded?", measure=make.measure("money", family="money"))
    claim = make.claim(12)

    asking.gather_suggestions(surroundings_of([claim.pk]), now=make.NOW)

    assert gathered(question) == {claim.pk: "suggested"}
    assert gathered(other) == {}


def test_a_claim_that_a_person_left_out_is_not_put_back(reviewer: User) -> None:
    question, claim = ask(), make.claim(12)
    asking.leave_out(question, claim, by=reviewer, now=make.NOW)

    asking.gather_suggestions(surroundings_of([claim.pk]), now=make.NOW)

    assert gathered(question) == {claim.pk: "left_out"}


def test_keeping_a_claim_names_the_person(reviewer: User) -> None:
    question, claim = ask(), make.claim(12)

    row = asking.keep_claim(question, claim, by=reviewer, now=make.NOW)

    assert (row.state, row.by) == ("kept", reviewer)
