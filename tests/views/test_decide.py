"""An adjudicator settles a question; who saves second sees both; nothing decided is lost."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Adjudication
from claims.services import deciding
from claims.vocabulary import QuestionOutcome
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
BOTH = {"outcome": "both_true_different_scope", "rationale": "A regiment, and all forces.", "seen": ""}
OTHERS = deciding.Finding(QuestionOutcome.INSUFFICIENT, "One source only.")


def test_a_decision_names_its_adjudicator(client_as: ClientAs, adjudicator: User) -> None:
    question = make.question()

    response = client_as(Role.ADJUDICATOR).post(reverse("question_decide", args=[question.pk]), BOTH)

    assert response.status_code == 303
    assert deciding.current_adjudication(question).decided_by == adjudicator  # type: ignore[union-attr]


def test_a_decision_without_reasons_keeps_the_form(client_as: ClientAs) -> None:
    question = make.question()

    response = client_as(Role.ADJUDICATOR).post(
        reverse("question_decide", args=[question.pk]), BOTH | {"rationale": "", "best": "9"}
    )

    assert response.status_code == 422
    assert 'value="9"' in response.content.decode()


def test_figures_out_of_order_are_refused_in_words(client_as: ClientAs) -> None:
    response = client_as(Role.ADJUDICATOR).post(
        reverse("question_decide", args=[make.question().pk]), BOTH | {"low": "10", "high": "9"}
    )

    assert response.status_code == 422
    assert "not in order" in response.content.decode()


def test_who_saves_second_sees_both_and_can_save_again(client_as: ClientAs, adjudicator: User) -> None:
    question, client = make.question(), client_as(Role.ADJUDICATOR)
    first = deciding.decide_question(question, OTHERS, by=adjudicator, now=make.NOW, seen=None)

    response = client.post(reverse("question_decide", args=[question.pk]), BOTH)

    page = response.content.decode()
    assert response.status_code == 409
    assert "One source only." in page
    assert "A regiment, and all forces." in page
    assert client.post(
        reverse("question_decide", args=[question.pk]), BOTH | {"seen": first.pk}
    ).status_code == 303  # fmt: skip


def test_withdrawing_leaves_the_question_open(client_as: ClientAs, adjudicator: User) -> None:
    question = make.question()
    first = deciding.decide_question(question, OTHERS, by=adjudicator, now=make.NOW, seen=None)

    response = client_as(Role.ADJUDICATOR).post(
        reverse("question_withdraw", args=[question.pk]), {"seen": first.pk}
    )

    assert response.status_code == 303
    assert deciding.current_adjudication(question) is None
    assert Adjudication.objects.count() == 1


def test_withdrawing_what_no_longer_holds_is_a_conflict(client_as: ClientAs, adjudicator: User) -> None:
    question = make.question()
    first = deciding.decide_question(question, OTHERS, by=adjudicator, now=make.NOW, seen=None)
    deciding.decide_question(question, OTHERS, by=adjudicator, now=make.NOW, seen=first.pk)

    response = client_as(Role.ADJUDICATOR).post(
        reverse("question_withdraw", args=[question.pk]), {"seen": first.pk}
    )

    assert response.status_code == 409


@pytest.mark.parametrize("role", [Role.ANALYST, Role.REVIEWER, Role.ADMIN])
def test_nobody_else_decides(role: Role, client_as: ClientAs) -> None:
    question = make.question()

    assert client_as(role).post(reverse("question_decide", args=[question.pk]), BOTH).status_code == 403
    assert not Adjudication.objects.exists()
