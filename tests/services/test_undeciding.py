"""Approving, returning and holding are taken back by the undo key; what was on record stays on record as undone."""

from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from claims.models import Adjudication, Decision, Question, Reopening, Task
from claims.queries.known.decisions import decided_then
from claims.queries.known.timeline import question_times
from claims.services import assessing, deciding, undoing
from claims.services.deciding import AdjudicationValue, Standing, standing_of
from claims.services.undoing import DecidedSince, undo_latest
from claims.states import AdjudicationState
from claims.vocabulary import QuestionOutcome
from tests import factories as make
from tests.factories import NOW

pytestmark = pytest.mark.django_db
BOTH = AdjudicationValue(QuestionOutcome.BOTH_TRUE, "They count different months.")
HOUR = timedelta(hours=1)


def propose(question: Question, *, at: datetime = NOW, **also: object) -> Adjudication:
    by = make.person("proposer")
    return deciding.propose(question, BOTH, by=by, now=at, seen=standing_of(question).seen, **also)  # type: ignore[arg-type]


def approve(question: Question, *, by: User, at: datetime = NOW + HOUR) -> Adjudication:
    return deciding.approve(question, by=by, now=at, seen=standing_of(question).seen, comment="Agreed.")


def reopen(question: Question, *, at: datetime = NOW + 2 * HOUR) -> Reopening:
    row = standing_of(question).current
    return Reopening.objects.create(adjudication=row, cause="an edit", detail="The words are gone.", at=at)


def waits() -> list[str]:
    return list(Task.objects.values_list("kind", flat=True))


def test_an_approval_is_taken_back_and_the_decision_waits_again(adjudicator: User) -> None:
    question = make.question()
    row = propose(question)
    approve(question, by=adjudicator)
    assert waits() == []

    undone = undo_latest(by=adjudicator, now=NOW + 2 * HOUR)

    standing = standing_of(question)
    assert (standing.current, standing.proposed) == (None, row)
    assert (undone.action, undone.reason, undone.undone_by) == ("approve", "Agreed.", adjudicator)
    assert waits() == ["approval"]
    assert approve(question, by=adjudicator, at=NOW + 3 * HOUR) == row


def test_the_decision_that_was_superseded_holds_again(adjudicator: User) -> None:
    question = make.question()
    first = propose(question)
    approve(question, by=adjudicator)
    second = propose(question, at=NOW + 2 * HOUR)
    approve(question, by=adjudicator, at=NOW + 3 * HOUR)

    undo_latest(by=adjudicator, now=NOW + 4 * HOUR)

    standing = standing_of(question)
    assert (standing.current, standing.proposed) == (first, second)
    assert standing.state is AdjudicationState.APPROVED


def test_a_return_is_taken_back(adjudicator: User) -> None:
    question = make.question()
    row = propose(question)
    deciding.send_back(
        question, comment="Weigh it.", by=adjudicator, now=NOW, seen=standing_of(question).seen
    )

    undo_latest(by=adjudicator, now=NOW + HOUR)

    assert standing_of(question).proposed == row
    assert waits() == ["approval"]


def test_that_a_reopened_decision_holds_is_taken_back(adjudicator: User) -> None:
    question = make.question()
    propose(question)
    approve(question, by=adjudicator)
    reopen(question)
    deciding.hold(
        question, reason="It stands elsewhere.", by=adjudicator, now=NOW, seen=standing_of(question).seen
    )
    assert waits() == []

    undo_latest(by=adjudicator, now=NOW + 3 * HOUR)

    assert standing_of(question).state is AdjudicationState.REOPENED
    assert waits() == ["approval"]


def test_assessments_that_an_approval_settled_are_open_again(adjudicator: User) -> None:
    question, asked = make.question(), [make.person("ann"), make.person("bob")]
    found = assessing.ask_for_assessments(
        question, asked, by=make.person("asker"), now=NOW, seen=standing_of(question).seen
    )
    for one in asked:
        assessing.hand_in(found, BOTH, by=one, now=NOW)
    found.refresh_from_db()
    propose(question, rests_on=found)
    approve(question, by=adjudicator)

    undo_latest(by=adjudicator, now=NOW + 2 * HOUR)

    found.refresh_from_db()
    assert (found.closed_how, found.closed_at) == (None, None)


@pytest.mark.parametrize("since", [reopen, propose])
def test_what_has_been_acted_on_since_is_not_taken_back(adjudicator: User, since: object) -> None:
    question = make.question()
    propose(question)
    approve(question, by=adjudicator)
    since(question)  # type: ignore[operator]

    with pytest.raises(DecidedSince, match=r"changed since|cannot be changed"):
        undo_latest(by=adjudicator, now=NOW + 3 * HOUR)

    assert Decision.objects.get().undone_at is None


def test_the_database_takes_nothing_back_that_is_not_on_record_as_a_decision(adjudicator: User) -> None:
    question = make.question()
    propose(question)
    row = approve(question, by=adjudicator)
    blank = {"verdict": None, "reviewed_by": None, "reviewed_at": None, "review_comment": ""}
    with pytest.raises(IntegrityError, match="never edited"), transaction.atomic():
        Adjudication.objects.filter(pk=row.pk).update(review_comment="Otherwise.")

    undo_latest(by=adjudicator, now=NOW + 2 * HOUR)
    approve(question, by=adjudicator, at=NOW + 3 * HOUR)
    Decision.objects.filter(undone_at=None).update(undone_by=adjudicator, undone_at=NOW)

    with pytest.raises(IntegrityError, match="never edited"), transaction.atomic():
        Adjudication.objects.filter(pk=row.pk).update(**blank)


def test_the_past_knows_what_was_approved_then_and_taken_back_later(adjudicator: User) -> None:
    question = make.question()
    first = propose(question)
    approve(question, by=adjudicator)
    second = propose(question, at=NOW + 2 * HOUR)
    approve(question, by=adjudicator, at=NOW + 3 * HOUR)
    undo_latest(by=adjudicator, now=NOW + 5 * HOUR)

    def stood(hours: int) -> Standing:
        return decided_then(question, NOW + hours * HOUR).standing

    assert (stood(3).current, stood(3).proposed) == (first, second)
    assert (stood(4).current, stood(4).proposed) == (second, None)
    assert (stood(6).current, stood(6).proposed) == (first, second)
    assert list(decided_then(question, NOW + 4 * HOUR).earlier) == [first]
    told = " · ".join(one.what for one in question_times(question))
    assert "took back: approved" in told


def test_it_is_one_of_the_last_ten_decisions_of_the_person(adjudicator: User) -> None:
    question = make.question()
    propose(question)
    approve(question, by=adjudicator)

    assert [one.action for one in undoing.last_of(adjudicator)] == ["approve"]
    assert list(undoing.last_of(make.person("proposer"))) == []
