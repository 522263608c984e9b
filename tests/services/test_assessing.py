"""Two people judge a question blind to each other; all are opened at once; a decision rests on them, or they end."""

from datetime import timedelta
from functools import partial

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from claims.checking.tasks import RULES as TASK_RULES
from claims.models import Adjudication, Assessment, AssessmentRound, Assessor, Follow, Notice, Question, Task
from claims.services import assessing, deciding, leasing
from claims.services.deciding import AdjudicationValue, standing_of
from claims.services.refusals import ReasonMissing
from claims.states import AssessmentState, NotPossible
from claims.vocabulary import QuestionOutcome, Rank, TaskKind
from tests import factories as make

pytestmark = pytest.mark.django_db
BOTH = AdjudicationValue(QuestionOutcome.BOTH_TRUE, "A regiment, and all forces.")
LATER = make.NOW + timedelta(days=1)


def people() -> tuple[User, User]:
    return make.person("ann"), make.person("bob")


def asked(question: Question, *, by: User | None = None, who: tuple[User, ...] = ()) -> AssessmentRound:
    return assessing.ask_for_assessments(
        question,
        who or people(),
        by=by or make.person("asker"),
        now=make.NOW,
        seen=standing_of(question).seen,
    )


def hand_in(row: AssessmentRound, by: User, judged: AdjudicationValue = BOTH) -> Assessment:
    return assessing.hand_in(row, judged, by=by, now=LATER)


def opened(question: Question) -> AssessmentRound:
    row = asked(question)
    for person in people():
        hand_in(row, person)
    row.refresh_from_db()
    return row


def propose(question: Question, by: User, rests_on: AssessmentRound | None = None) -> Adjudication:
    return deciding.propose(
        question, BOTH, by=by, now=LATER, seen=standing_of(question).seen, rests_on=rests_on
    )


def test_those_who_are_asked_are_told_and_follow_the_question() -> None:
    question, (ann, bob) = make.question(), people()

    row = asked(question, by=ann)

    assert row.state == AssessmentState.WAITING
    assert set(Follow.objects.values_list("user", flat=True)) == {ann.pk, bob.pk}
    assert Notice.objects.get().user == bob  # not who asked


@pytest.mark.parametrize("who", [("ann",), ("ann", "ann")])
def test_one_person_is_too_few(who: tuple[str, ...]) -> None:
    with pytest.raises(assessing.TooFew):
        asked(make.question(), who=tuple(make.person(name) for name in who))


def test_assessments_are_open_once_at_a_time() -> None:
    question = make.question()
    asked(question)

    with pytest.raises(NotPossible):
        asked(question)


def test_nobody_is_asked_while_a_proposal_can_be_read() -> None:
    question = make.question()
    propose(question, make.person())

    with pytest.raises(NotPossible):
        asked(question)


def test_the_last_one_in_opens_them() -> None:
    row, (ann, bob) = asked(make.question()), people()

    hand_in(row, ann)
    row.refresh_from_db()
    assert row.state == AssessmentState.WAITING
    hand_in(row, bob)

    row.refresh_from_db()
    assert (row.state, row.opened_at) == (AssessmentState.OPENED, LATER)


def test_until_all_are_in_each_reads_only_their_own() -> None:
    row, (ann, bob) = asked(make.question()), people()
    hers = hand_in(row, ann)

    readable = [list(Assessment.objects.readable_by(person)) for person in (ann, bob, make.person("asker"))]
    assert readable == [[hers], [], []]
    hand_in(row, bob)

    assert Assessment.objects.readable_by(bob).count() == 2


def test_a_notice_says_how_many_are_still_to_come_and_not_who_or_what() -> None:
    row, (ann, bob) = asked(make.question()), people()

    hand_in(row, ann)

    told = Notice.objects.filter(user=bob).latest("pk").text
    assert told == "A blind assessment is in; still to come: 1."


def test_nobody_hands_in_twice() -> None:
    row, (ann, _) = asked(make.question()), people()
    hand_in(row, ann)

    with pytest.raises(NotPossible):
        hand_in(row, ann)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(
            assessor=Assessor.objects.get(user=ann),
            handed_in_at=LATER,
            outcome="nested_consistent",
            rationale="No.",
        )


def test_nobody_hands_in_who_was_not_asked() -> None:
    with pytest.raises(assessing.NotAsked):
        hand_in(asked(make.question()), make.person("else"))


def test_ranks_are_kept_with_their_reasons_and_need_one() -> None:
    row, (ann, bob), claim = asked(make.question()), people(), make.claim()

    def ranked(reason: str) -> AdjudicationValue:
        return AdjudicationValue(QuestionOutcome.NESTED, "Part.", ranks={claim.pk: (Rank.PREFERRED, reason)})

    with pytest.raises(ReasonMissing):
        hand_in(row, ann, ranked(" "))

    assert hand_in(row, bob, ranked("counts names")).rankings.get().reason == "counts names"


@pytest.mark.parametrize("number_in", [0, 1, 2])
def test_no_decision_is_proposed_beside_open_assessments(number_in: int) -> None:
    question = make.question()
    row = asked(question)
    for person in people()[:number_in]:
        hand_in(row, person)

    with pytest.raises(deciding.BeingAssessed):
        propose(question, make.person("else"))


def test_a_decision_cannot_rest_on_what_is_sealed() -> None:
    question = make.question()
    row = asked(question)

    with pytest.raises(NotPossible):
        propose(question, make.person("else"), rests_on=row)


def test_a_decision_out_of_them_says_so_and_settles_them_when_approved(adjudicator: User) -> None:
    question = make.question()
    row = opened(question)

    decision = propose(question, people()[0], rests_on=row)
    row.refresh_from_db()
    assert (decision.rests_on, row.state) == (row, AssessmentState.OPENED)
    deciding.approve(question, by=adjudicator, now=LATER, seen=standing_of(question).seen)

    row.refresh_from_db()
    assert (row.state, row.closed_by) == (AssessmentState.SETTLED, adjudicator)


@pytest.mark.parametrize("act", ["approve", "return"])
def test_who_assessed_does_not_review_what_rests_on_it(act: str) -> None:
    question, (ann, bob) = make.question(), people()
    propose(question, ann, rests_on=opened(question))
    seen = standing_of(question).seen
    acts = {"approve": deciding.approve, "return": partial(deciding.send_back, comment="No.")}

    with pytest.raises(deciding.OwnDecision):
        acts[act](question, by=bob, now=LATER, seen=seen)


def test_a_returned_decision_leaves_them_to_be_reconciled_anew(adjudicator: User) -> None:
    question = make.question()
    row = opened(question)
    propose(question, make.person("else"), rests_on=row)
    deciding.send_back(
        question, comment="Weigh it.", by=adjudicator, now=LATER, seen=standing_of(question).seen
    )

    assert propose(question, make.person("else"), rests_on=row).rests_on == row


def test_calling_off_needs_a_reason_and_frees_the_question() -> None:
    question = make.question()
    row = asked(question)

    with pytest.raises(ReasonMissing):
        assessing.call_off(row, reason=" ", by=make.person("asker"), now=LATER)
    ended = assessing.call_off(row, reason="Bob left.", by=make.person("asker"), now=LATER)

    assert ended.state == AssessmentState.CALLED_OFF
    assert propose(question, make.person("else")).rests_on is None


def test_what_was_sealed_when_they_were_called_off_stays_sealed() -> None:
    row, (ann, bob) = asked(make.question()), people()
    hand_in(row, ann)

    assessing.call_off(row, reason="Bob left.", by=bob, now=LATER)

    assert not Assessment.objects.readable_by(bob).exists()
    with pytest.raises(NotPossible):
        hand_in(row, bob)


def test_they_are_not_called_off_under_a_waiting_decision() -> None:
    question = make.question()
    row = opened(question)
    propose(question, make.person("else"), rests_on=row)

    with pytest.raises(NotPossible):
        assessing.call_off(row, reason="Enough.", by=make.person("asker"), now=LATER)


def offered(kind: TaskKind, to: User) -> bool:
    """Whether a person is given the question's task of this kind, asked for by name or not."""
    task = leasing.take(leasing.Wanted((kind,)), by=to, now=LATER)
    leasing.release(by=to)
    named = Question.objects.filter(pk__in=Task.objects.filter(kind=kind).values("question"))
    taken = [leasing.take_this([kind], one.pk, by=to, now=LATER) for one in named]
    leasing.release(by=to)
    assert bool(task) == any(taken)
    return task is not None


def test_a_second_opinion_waits_for_those_who_are_asked_and_not_in() -> None:
    row, (ann, bob), other = asked(make.question()), people(), make.person("else")
    assert [offered(TaskKind.SECOND_OPINION, one) for one in (ann, bob, other)] == [True, True, False]

    hand_in(row, ann)
    assert [offered(TaskKind.SECOND_OPINION, one) for one in (ann, bob, other)] == [False, True, False]

    hand_in(row, bob)
    assert [offered(TaskKind.SECOND_OPINION, one) for one in (ann, bob, other)] == [True, True, True]


def test_a_decision_out_of_them_waits_for_none_of_the_assessors(adjudicator: User) -> None:
    question, (ann, bob), other = make.question(), people(), make.person("else")
    propose(question, other, rests_on=opened(question))

    assert not Task.objects.filter(kind=TaskKind.SECOND_OPINION).exists()
    assert [offered(TaskKind.APPROVAL, one) for one in (ann, bob, other, adjudicator)] == [False] * 3 + [True]


def test_a_returned_decision_makes_them_wait_to_be_reconciled(adjudicator: User) -> None:
    question = make.question()
    propose(question, make.person("else"), rests_on=opened(question))
    deciding.send_back(
        question, comment="Weigh it.", by=adjudicator, now=LATER, seen=standing_of(question).seen
    )

    assert Task.objects.get().kind == TaskKind.SECOND_OPINION


def test_assessments_called_off_wait_no_longer() -> None:
    row = asked(make.question())

    assessing.call_off(row, reason="Not needed.", by=make.person("asker"), now=LATER)

    assert not Task.objects.exists()


def test_everybody_who_is_asked_has_a_task_of_their_own_until_theirs_is_in() -> None:
    row, (ann, bob) = asked(make.question()), people()
    wanted = leasing.Wanted((TaskKind.SECOND_OPINION,))
    tasks = [leasing.take(wanted, by=person, now=LATER) for person in (ann, bob)]
    assert [task and task.only_for for task in tasks] == [ann, bob]

    hand_in(row, ann)
    left = Task.objects.get()
    assert (left, left.leased_by) == (tasks[1], bob)

    leasing.park(left.pk, by=bob, now=LATER)
    hand_in(row, bob)
    to_reconcile = Task.objects.get()
    assert (to_reconcile.only_for, to_reconcile.parked_at) == (None, None)


def test_the_check_of_the_archive_knows_when_a_second_opinion_waits(adjudicator: User) -> None:
    question = make.question()
    row = opened(question)
    assert [fault for rule in TASK_RULES for fault in rule.faults()] == []
    propose(question, make.person("else"), rests_on=row)
    assert [fault for rule in TASK_RULES for fault in rule.faults()] == []

    Task.objects.all().delete()
    Task.objects.create(kind=TaskKind.SECOND_OPINION, question=question, priority=1)

    assert [len(list(rule.faults())) for rule in TASK_RULES] == [1, 1]
