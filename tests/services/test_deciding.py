"""A decision is proposed by one person and approved by another; a later one supersedes it, and nothing is edited."""

from datetime import timedelta
from functools import partial

import pytest
from django.contrib.auth.models import User

from claims.models import Adjudication, Notice, Question, Reopening
from claims.services import deciding
from claims.services.deciding import AdjudicationValue, standing_of
from claims.services.refusals import ReasonMissing
from claims.states import AdjudicationState, NotPossible
from claims.vocabulary import Confidence, Likelihood, QuestionOutcome, Rank
from config.seen import ChangedMeanwhile
from tests import factories as make

pytestmark = pytest.mark.django_db
BOTH = AdjudicationValue(QuestionOutcome.BOTH_TRUE, "One counts a regiment, the other the whole contingent.")
LATER = make.NOW + timedelta(days=1)


def propose(question: Question, by: User, decision: AdjudicationValue = BOTH) -> Adjudication:
    return deciding.propose(question, decision, by=by, now=make.NOW, seen=standing_of(question).seen)


def approve(question: Question, by: User) -> Adjudication:
    return deciding.approve(question, by=by, now=LATER, seen=standing_of(question).seen)


def settled(reviewer: User, adjudicator: User) -> Question:
    question = make.question()
    propose(question, reviewer)
    approve(question, adjudicator)
    return question


def test_a_proposed_finding_is_not_the_answer_yet(reviewer: User) -> None:
    question = make.question()

    row = propose(question, reviewer)

    standing = standing_of(question)
    assert (standing.current, standing.proposed) == (None, row)


def test_a_second_person_makes_it_the_answer(reviewer: User, adjudicator: User) -> None:
    question = make.question()
    row = propose(question, reviewer)

    approve(question, adjudicator)

    standing = standing_of(question)
    assert standing.current == row
    assert standing.current is not None
    assert (standing.current.reviewed_by, standing.state) == (adjudicator, AdjudicationState.APPROVED)


@pytest.mark.parametrize("act", ["approve", "return"])
def test_nobody_reviews_their_own(adjudicator: User, act: str) -> None:
    question = make.question()
    propose(question, adjudicator)
    seen = standing_of(question).seen

    acts = {"approve": deciding.approve, "return": partial(deciding.send_back, comment="No.")}

    with pytest.raises(deciding.OwnDecision):
        acts[act](question, by=adjudicator, now=LATER, seen=seen)


def test_a_returned_finding_ends_with_its_comment_and_can_be_proposed_anew(
    reviewer: User, adjudicator: User
) -> None:
    question = make.question()
    propose(question, reviewer)

    returned = deciding.send_back(
        question, comment="Name the period.", by=adjudicator, now=LATER, seen=standing_of(question).seen
    )

    assert (returned.state(), returned.review_comment) == (AdjudicationState.RETURNED, "Name the period.")
    assert propose(question, reviewer).state() == AdjudicationState.PROPOSED


def test_returning_needs_a_comment(reviewer: User, adjudicator: User) -> None:
    question = make.question()
    propose(question, reviewer)

    with pytest.raises(ReasonMissing):
        deciding.send_back(question, comment=" ", by=adjudicator, now=LATER, seen=standing_of(question).seen)


def test_the_finding_that_holds_goes_on_until_a_later_one_is_approved(
    reviewer: User, adjudicator: User
) -> None:
    question = settled(reviewer, adjudicator)
    first = standing_of(question).current
    assert first is not None

    second = propose(
        question, reviewer, AdjudicationValue(QuestionOutcome.INSUFFICIENT, "The second source withdrew.")
    )
    assert standing_of(question).current == first
    approve(question, adjudicator)

    first.refresh_from_db()
    assert (standing_of(question).current, second.supersedes) == (second, first)
    assert first.state() == AdjudicationState.SUPERSEDED


def test_two_findings_cannot_wait_at_once(reviewer: User) -> None:
    question = make.question()
    propose(question, reviewer)

    with pytest.raises(NotPossible):
        propose(question, reviewer)


def test_who_saves_second_is_told_what_holds(reviewer: User, adjudicator: User) -> None:
    question = make.question()
    seen = standing_of(question).seen
    first = propose(question, reviewer)

    with pytest.raises(ChangedMeanwhile) as told:
        deciding.propose(question, BOTH, by=adjudicator, now=make.NOW, seen=seen)

    assert told.value.now.proposed == first


def test_a_finding_needs_a_rationale(reviewer: User) -> None:
    with pytest.raises(ReasonMissing):
        propose(make.question(), reviewer, AdjudicationValue(QuestionOutcome.BOTH_TRUE, " "))


def test_ranks_are_kept_with_their_reasons(reviewer: User) -> None:
    question, winner, loser = make.question(), make.claim(9), make.claim(12)
    decision = AdjudicationValue(
        QuestionOutcome.RESOLVED_CONTRADICTION, "The register counts names.",
        likelihood=Likelihood.LIKELY, confidence=Confidence.MODERATE, assumptions="The register is whole.",
        would_change="A second register.",
        ranks={winner.pk: (Rank.PREFERRED, "counts names"), loser.pk: (Rank.DEPRECATED, "an early estimate")},
    )  # fmt: skip

    row = propose(question, reviewer, decision)

    assert set(row.rankings.values_list("claim", "rank", "reason")) == {
        (winner.pk, "preferred", "counts names"),
        (loser.pk, "deprecated", "an early estimate"),
    }


def test_a_rank_other_than_normal_needs_a_reason(reviewer: User) -> None:
    decision = AdjudicationValue(
        QuestionOutcome.BOTH_TRUE, "Different units.", ranks={make.claim().pk: (Rank.PREFERRED, "")}
    )

    with pytest.raises(ReasonMissing):
        propose(make.question(), reviewer, decision)


def test_a_withdrawn_finding_leaves_the_question_open_and_stays_on_record(
    reviewer: User, adjudicator: User
) -> None:
    question = settled(reviewer, adjudicator)

    deciding.withdraw(question, by=adjudicator, now=LATER, seen=standing_of(question).seen)

    assert standing_of(question).current is None
    assert Adjudication.objects.get().state() == AdjudicationState.WITHDRAWN


def test_a_reopened_finding_that_holds_says_why(reviewer: User, adjudicator: User) -> None:
    question = settled(reviewer, adjudicator)
    Reopening.objects.create(
        adjudication=standing_of(question).current, cause="an edit", detail="Words are gone.", at=LATER
    )
    assert standing_of(question).state == AdjudicationState.REOPENED

    deciding.hold(
        question, reason="Only a comma went.", by=adjudicator, now=LATER, seen=standing_of(question).seen
    )

    assert standing_of(question).state == AdjudicationState.APPROVED
    assert Reopening.objects.get().held_reason == "Only a comma went."


def test_what_is_not_reopened_needs_no_second_look(reviewer: User, adjudicator: User) -> None:
    question = settled(reviewer, adjudicator)

    with pytest.raises(NotPossible):
        deciding.hold(
            question, reason="It holds.", by=adjudicator, now=LATER, seen=standing_of(question).seen
        )


def test_who_proposed_is_told_of_the_approval(reviewer: User, adjudicator: User) -> None:
    settled(reviewer, adjudicator)

    assert list(Notice.objects.values_list("user", flat=True)) == [reviewer.pk]
