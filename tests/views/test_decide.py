"""A decision is proposed, approved by somebody else or returned; who saves second sees both; nothing is lost."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Adjudication, Question, Reopening
from claims.services import asking, deciding
from claims.services.deciding import standing_of
from claims.states import TRANSITIONS, Act, AdjudicationState, Who
from claims.vocabulary import QuestionOutcome
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
BOTH = {"outcome": "both_true_different_scope", "rationale": "A regiment, and all forces."}
OTHERS = deciding.AdjudicationValue(QuestionOutcome.INSUFFICIENT, "One source only.")


def url(question: Question, name: str = "question_decide") -> str:
    return reverse(name, args=[question.pk])


def seen(question: Question) -> dict[str, str]:
    return make.marks(question)


def proposed(by: User) -> Question:
    question = make.question()
    deciding.propose(question, OTHERS, by=by, now=make.NOW, seen=standing_of(question).seen)
    return question


def decided(by: User, approver: User) -> Question:
    question = proposed(by)
    deciding.approve(question, by=approver, now=make.NOW, seen=standing_of(question).seen)
    return question


def test_a_proposal_names_its_author_and_waits(client_as: ClientAs, reviewer: User) -> None:
    question = make.question()

    response = client_as(Role.REVIEWER).post(url(question), BOTH | seen(question))

    assert response.status_code == 303
    waiting = standing_of(question).proposed
    assert waiting is not None
    assert waiting.decided_by == reviewer
    assert (
        "waits for a second person" in client_as(Role.ANALYST).get(url(question, "question")).content.decode()
    )


def test_a_decision_without_reasons_keeps_the_form(client_as: ClientAs) -> None:
    question = make.question()

    response = client_as(Role.ADJUDICATOR).post(
        url(question), BOTH | seen(question) | {"rationale": "", "best": "9"}
    )

    assert response.status_code == 422
    assert 'value="9"' in response.content.decode()


def test_figures_out_of_order_are_refused_in_words(client_as: ClientAs) -> None:
    question = make.question()

    response = client_as(Role.ADJUDICATOR).post(
        url(question), BOTH | seen(question) | {"low": "10", "high": "9"}
    )

    assert response.status_code == 422
    assert "not in order" in response.content.decode()


def test_claims_are_ranked_with_a_reason(client_as: ClientAs, reviewer: User) -> None:
    question, claim = make.question(), make.mention().claim
    asking.keep_claim(question, claim, by=reviewer, now=make.NOW)
    client, entered = client_as(Role.REVIEWER), BOTH | seen(question) | {f"rank_{claim.pk}": "preferred"}

    refused = client.post(url(question), entered)
    accepted = client.post(url(question), entered | {f"reason_{claim.pk}": "counts names"})

    assert (refused.status_code, accepted.status_code) == (422, 303)
    assert Adjudication.objects.get().rankings.get().reason == "counts names"


def test_a_rank_says_whose_it_is_where_it_is_heard_or_stands_alone(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question, claim = make.question(), make.mention().claim
    asking.keep_claim(question, claim, by=reviewer, now=make.NOW)
    client, opened = client_as(Role.REVIEWER), seen(question)
    page = client.get(url(question)).content.decode()
    deciding.propose(question, OTHERS, by=adjudicator, now=make.NOW, seen=standing_of(question).seen)

    second = client.post(url(question), BOTH | opened | {f"reason_{claim.pk}": "counts names"})

    assert 'aria-label="Rank of 9 killed, ' in page
    assert second.status_code == 409
    assert (
        "Reason for 9 killed, "
        in second.content.decode().split("As you filled it in")[1].split("</table>")[0]
    )


def test_who_saves_second_sees_both_and_nothing_is_lost(client_as: ClientAs, adjudicator: User) -> None:
    question = make.question()
    opened = seen(question)
    deciding.propose(question, OTHERS, by=adjudicator, now=make.NOW, seen=standing_of(question).seen)

    response = client_as(Role.REVIEWER).post(url(question), BOTH | opened)

    page = response.content.decode()
    assert response.status_code == 409
    assert "One source only." in page
    assert "A regiment, and all forces." in page


def test_an_adjudicator_approves_what_a_reviewer_proposed(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question = proposed(reviewer)

    response = client_as(Role.ADJUDICATOR).post(
        url(question, "question_review"), {"act": "approve"} | seen(question)
    )

    assert response.status_code == 303
    page = client_as(Role.ANALYST).get(url(question, "question")).content.decode()
    assert "One source only." in page
    assert f"Approved by</dt><dd>{adjudicator}" in page


def test_nobody_approves_their_own(client_as: ClientAs, adjudicator: User) -> None:
    question = proposed(adjudicator)
    client = client_as(Role.ADJUDICATOR)

    shown = client.get(url(question)).content.decode()
    assert "You proposed it" in shown
    assert "more evidence could." in shown.split("Decisions so far")[0]  # what the outcome says
    response = client.post(url(question, "question_review"), {"act": "approve"} | seen(question))

    assert response.status_code == 403
    assert standing_of(question).current is None


def test_returning_needs_a_comment_and_keeps_it_on_record(client_as: ClientAs, reviewer: User) -> None:
    question, client = proposed(reviewer), client_as(Role.ADJUDICATOR)

    refused = client.post(url(question, "question_review"), {"act": "return"} | seen(question))
    client.post(
        url(question, "question_review"), {"act": "return", "comment": "Name the period."} | seen(question)
    )

    assert refused.status_code == 422
    assert "Name the period." in client.get(url(question)).content.decode()


def test_a_review_of_what_has_changed_is_a_conflict_and_keeps_the_comment(
    client_as: ClientAs, reviewer: User
) -> None:
    question = proposed(reviewer)
    opened = seen(question)
    deciding.withdraw(question, by=reviewer, now=make.NOW, seen=standing_of(question).seen, proposed=True)
    deciding.propose(question, OTHERS, by=reviewer, now=make.NOW, seen=standing_of(question).seen)

    response = client_as(Role.ADJUDICATOR).post(
        url(question, "question_review"), {"act": "return", "comment": "kept comment"} | opened
    )

    assert response.status_code == 409
    assert "kept comment" in response.content.decode()


def test_withdrawing_leaves_the_question_open(client_as: ClientAs, reviewer: User, adjudicator: User) -> None:
    question = decided(reviewer, adjudicator)

    response = client_as(Role.ADJUDICATOR).post(url(question, "question_withdraw"), seen(question))

    assert response.status_code == 303
    assert standing_of(question).current is None
    assert Adjudication.objects.count() == 1


def test_a_reopened_decision_shows_why_and_can_be_held(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question, client = decided(reviewer, adjudicator), client_as(Role.ADJUDICATOR)
    Reopening.objects.create(
        adjudication=standing_of(question).current, cause="an edit", detail="Words are gone.", at=make.NOW
    )

    assert "Words are gone." in client.get(url(question, "question")).content.decode()
    response = client.post(
        url(question, "question_review"), {"act": "hold", "comment": "A comma."} | seen(question)
    )

    assert response.status_code == 303
    assert standing_of(question).state == AdjudicationState.APPROVED


#: Who may do what, as the pages allow it; "own": the person who proposed it.
MAY = {
    Who.REVIEWER: {"reviewer", "adjudicator", "own reviewer", "own adjudicator"},
    Who.SECOND_PERSON: {"adjudicator"},
    Who.PROPOSER_OR_ADJUDICATOR: {"adjudicator", "own reviewer", "own adjudicator"},
    Who.ADJUDICATOR: {"adjudicator", "own adjudicator"},
}
ASKED = {
    Act.APPROVE: ("question_review", {"act": "approve"}),
    Act.RETURN: ("question_review", {"act": "return", "comment": "Why?"}),
    Act.HOLD: ("question_review", {"act": "hold", "comment": "It holds."}),
    Act.PROPOSE: ("question_decide", BOTH),
}
CASES = [
    (row.before, row.act, who)
    for row in TRANSITIONS
    if isinstance(row.after, AdjudicationState) and row.who in MAY and row.act is not Act.SUPERSEDE
    for who in ("analyst", "admin", "reviewer", "adjudicator", "own reviewer", "own adjudicator")
    if row.before is not None or not who.startswith("own")
]


@pytest.mark.parametrize(("state", "act", "who"), CASES)
def test_a_person_in_a_role_may_do_what_the_table_says_in_each_state(
    client_as: ClientAs, state: AdjudicationState | None, act: Act, who: str
) -> None:
    role = Role(who.removeprefix("own "))
    client = client_as(role)
    me, somebody, else_ = User.objects.get(username=role), make.person("somebody"), make.person("else")
    author = me if who.startswith("own") else somebody
    question = make.question() if state is None else proposed(author)
    if state in (AdjudicationState.APPROVED, AdjudicationState.REOPENED):
        deciding.approve(question, by=else_, now=make.NOW, seen=standing_of(question).seen)
    if state is AdjudicationState.REOPENED:
        Reopening.objects.create(
            adjudication=standing_of(question).current, cause="an edit", detail="Gone.", at=make.NOW
        )
    which = {"which": "proposed"} if state is AdjudicationState.PROPOSED else {}
    name, data = ASKED.get(act, ("question_withdraw", which))
    allowed = next(row.who for row in TRANSITIONS if (row.before, row.act) == (state, act))

    status = client.post(url(question, name), data | seen(question)).status_code

    assert status == (303 if who in MAY[allowed] else 403)
