"""What is written on a question and not handed in is kept, for its author alone, until it is handed in or discarded."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Adjudication, Draft, Question
from claims.services import assessing, deciding
from claims.services.asking import keep_claim
from claims.services.deciding import standing_of
from claims.vocabulary import DraftKind, QuestionOutcome
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
HALF = {"outcome": "both_true_different_scope", "rationale": "A regiment, and", "best": "nine?"}


def keep(client: Client, question: Question, kind: str = "decision", **more: Any) -> Any:
    return client.post(reverse("draft_save", args=[question.pk, kind]), HALF | more)


def page(client: Client, question: Question, name: str = "question_decide") -> str:
    return client.get(reverse(name, args=[question.pk])).content.decode()


def asked(question: Question, *who: User) -> Any:
    return assessing.ask_for_assessments(
        question, who, by=who[0], now=make.NOW, seen=standing_of(question).seen
    )


def test_a_draft_is_found_again_as_it_was_typed(client_as: ClientAs) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)

    saved = keep(client, question)

    assert (saved.status_code, saved["Location"]) == (303, reverse("question_decide", args=[question.pk]))
    shown = page(client, question)
    assert "A regiment, and</textarea>" in shown
    assert 'value="nine?"' in shown
    assert "only you read it" in shown


@pytest.mark.parametrize("kind", DraftKind)
def test_nobody_else_reads_a_draft(client_as: ClientAs, reviewer: User, adjudicator: User, kind: str) -> None:
    question = make.question()
    row = asked(question, reviewer, adjudicator)
    if kind != DraftKind.ASSESSMENT:
        for person in (reviewer, adjudicator):
            assessing.hand_in(
                row, deciding.AdjudicationValue(QuestionOutcome.NESTED, "W."), by=person, now=make.NOW
            )
    keep(client_as(Role.REVIEWER), question, kind)

    client = client_as(Role.ADJUDICATOR)
    for name in (
        "question", "question_decide", "assessments", "assessment_hand_in", "assessment_reconcile", "question_days",
    ):  # fmt: skip
        assert "A regiment, and" not in page(client, question, name)
    assert (
        "A regiment, and"
        not in client.get(reverse("history", args=["question", question.pk])).content.decode()
    )


def test_an_assessment_is_drafted_and_its_draft_goes_when_it_is_handed_in(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)
    asked(question, reviewer, adjudicator)
    seen = client.get(reverse("assessment_hand_in", args=[question.pk])).context["form"]["seen"].value()

    keep(client, question, "assessment", seen=seen)
    assert "A regiment, and</textarea>" in page(client, question, "assessment_hand_in")
    client.post(reverse("assessment_hand_in", args=[question.pk]), HALF | {"best": "9", "seen": seen})

    assert not Draft.objects.exists()


def test_what_is_refused_is_kept_as_a_draft(client_as: ClientAs) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)

    refused = client.post(reverse("question_decide", args=[question.pk]), HALF | make.marks(question))

    assert refused.status_code == 422
    assert "A regiment, and</textarea>" in page(client, question)


def test_a_proposal_takes_its_draft_with_it(client_as: ClientAs) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)
    keep(client, question)

    client.post(
        reverse("question_decide", args=[question.pk]),
        HALF | make.marks(question) | {"best": "9"},
    )

    assert Adjudication.objects.exists()
    assert not Draft.objects.exists()


def test_a_draft_is_discarded(client_as: ClientAs) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)
    keep(client, question)

    keep(client, question, act="discard")

    assert "A regiment, and" not in page(client, question)


def test_autosave_answers_with_the_state_of_the_draft(client_as: ClientAs, htmx: Any) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)

    answer = client.post(reverse("draft_save", args=[question.pk, "decision"]), HALF, headers=htmx("draft"))

    assert "Draft kept" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_second_window_does_not_overwrite_the_newer_draft(client_as: ClientAs, htmx: Any) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)
    address = reverse("draft_save", args=[question.pk, "decision"])
    keep(client, question)

    stale = client.post(
        address, HALF | {"rationale": "of the other window", "draft": ""}, headers=htmx("draft")
    )
    plain = client.post(address, HALF | {"rationale": "of the other window", "draft": ""})

    assert (stale.status_code, plain.status_code) == (409, 409)
    assert "Another window of yours" in stale.content.decode()
    assert "of the other window" in plain.content.decode()
    assert Draft.objects.get().fields["rationale"] == "A regiment, and"
    newer = stale.context["draft"].newer
    assert (
        client.post(address, HALF | {"rationale": "of the other window", "draft": newer}).status_code == 303
    )
    assert Draft.objects.get().fields["rationale"] == "of the other window"


def test_a_draft_from_before_something_became_of_the_question_says_so(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)
    keep(client, question, seen=standing_of(question).seen)
    value = deciding.AdjudicationValue(QuestionOutcome.NESTED, "Nested.")
    deciding.propose(question, value, by=reviewer, now=make.NOW, seen=standing_of(question).seen)
    keep(client, question, seen="0-0-0")
    assert "is kept until a decision can be proposed again" in page(client, question)
    deciding.approve(question, by=adjudicator, now=make.NOW, seen=standing_of(question).seen)

    shown = page(client, question)

    assert "Something became of this question since you began this draft" in shown
    assert "A regiment, and</textarea>" in shown


@pytest.mark.parametrize("odd", ["\x00", "x" * 60_000, "\ud7ff"])
def test_odd_words_are_kept_as_far_as_they_can_be(client_as: ClientAs, odd: str) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)

    assert keep(client, question, rationale=f"why {odd}", no_such_field="x").status_code == 303
    assert set(Draft.objects.get().fields) == {"outcome", "rationale", "best"}
    assert page(client, question)


def test_there_is_no_other_kind_of_draft(client_as: ClientAs) -> None:
    assert keep(client_as(Role.REVIEWER), make.question(), "essay").status_code == 404


def test_a_returned_proposal_is_where_its_author_begins_again(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)
    value = deciding.AdjudicationValue(QuestionOutcome.NESTED, "A part of the army.")
    deciding.propose(question, value, by=reviewer, now=make.NOW, seen=standing_of(question).seen)
    deciding.send_back(
        question, comment="Name the period.", by=adjudicator, now=make.NOW, seen=standing_of(question).seen
    )

    mine = page(client, question)

    assert "A part of the army.</textarea>" in mine
    assert "Name the period." in mine
    assert "A part of the army.</textarea>" not in page(client_as(Role.ADJUDICATOR), question)


def test_every_claim_keeps_its_rank_with_a_reason(client_as: ClientAs, reviewer: User) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)
    one, other = make.mention(make.claim(9)).claim, make.mention(make.claim(12)).claim
    for claim in (one, other):
        keep_claim(question, claim, by=reviewer, now=make.NOW)
    entered = HALF | make.marks(question) | {"best": "9", f"reason_{one.pk}": "It counts names."}

    refused = client.post(reverse("question_decide", args=[question.pk]), entered)
    accepted = client.post(
        reverse("question_decide", args=[question.pk]), entered | {"others_reason": "Covers other people."}
    )

    assert (refused.status_code, accepted.status_code) == (422, 303)
    assert dict(Adjudication.objects.get().rankings.values_list("claim", "reason")) == {
        one.pk: "It counts names.", other.pk: "Covers other people.",
    }  # fmt: skip


def test_every_outcome_says_what_it_means(client_as: ClientAs) -> None:
    shown = page(client_as(Role.REVIEWER), make.question())

    for outcome in QuestionOutcome:
        assert outcome.value in shown
    assert "which was not wrong in its time" in shown
    assert "Directive 203" in shown
