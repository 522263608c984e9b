"""One current decision per question; a later one supersedes it, and nothing is edited."""

import pytest
from django.contrib.auth.models import User

from claims.models import Adjudication
from claims.services import deciding
from claims.services.triage import ReasonMissing
from claims.vocabulary import QuestionOutcome
from tests import factories as make

pytestmark = pytest.mark.django_db
BOTH = deciding.Finding(QuestionOutcome.BOTH_TRUE, "One counts a regiment, the other the whole contingent.")


def test_a_later_decision_supersedes_the_one_before(adjudicator: User) -> None:
    question = make.question()
    first = deciding.decide_question(question, BOTH, by=adjudicator, now=make.NOW, seen=None)
    later = deciding.Finding(QuestionOutcome.INSUFFICIENT, "The second source withdrew.")

    second = deciding.decide_question(question, later, by=adjudicator, now=make.NOW, seen=first.pk)

    assert deciding.current_adjudication(question) == second
    assert second.supersedes == first
    assert Adjudication.objects.count() == 2


def test_who_saves_second_is_told(adjudicator: User) -> None:
    question = make.question()
    first = deciding.decide_question(question, BOTH, by=adjudicator, now=make.NOW, seen=None)

    with pytest.raises(deciding.DecidedMeanwhile) as told:
        deciding.decide_question(question, BOTH, by=adjudicator, now=make.NOW, seen=None)

    assert told.value.current == first


def test_a_decision_needs_a_rationale(adjudicator: User) -> None:
    empty = deciding.Finding(QuestionOutcome.BOTH_TRUE, " ")

    with pytest.raises(ReasonMissing):
        deciding.decide_question(make.question(), empty, by=adjudicator, now=make.NOW, seen=None)


def test_a_withdrawn_decision_leaves_the_question_open_and_stays_on_record(adjudicator: User) -> None:
    question = make.question()
    first = deciding.decide_question(question, BOTH, by=adjudicator, now=make.NOW, seen=None)

    deciding.withdraw_decision(question, by=adjudicator, now=make.NOW, seen=first.pk)

    assert deciding.current_adjudication(question) is None
    assert Adjudication.objects.get().ended_by == adjudicator
