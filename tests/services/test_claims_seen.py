"""What a person saw of the claims under a question is written into a form, and what moved since is found."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User

from claims.models import Question, Reopening
from claims.services import asking, deciding
from claims.services.claims_seen import Moved, claims_now, moved, read, written
from claims.services.deciding import AdjudicationValue, standing_of
from claims.services.triage import accept_mention, reject_mention
from claims.vocabulary import QuestionOutcome
from config.seen import ChangedMeanwhile
from tests import factories as make

pytestmark = pytest.mark.django_db
VALUE = AdjudicationValue(QuestionOutcome.INSUFFICIENT, "One source only.")


def test_it_says_of_each_claim_how_it_stands_and_how_texts_carry_it(reviewer: User) -> None:
    question = make.question()
    suggested, confirmed, kept, gone, out = (make.mention(make.claim(n)) for n in (1, 2, 3, 4, 5))
    for row in (suggested, confirmed):
        make.gather(question, row.claim)
    for row in (kept, gone):
        asking.keep_claim(question, row.claim, by=reviewer, now=make.NOW)
    asking.leave_out(question, out.claim, by=reviewer, now=make.NOW)
    accept_mention(confirmed, by=reviewer, now=make.NOW)
    reject_mention(gone, reason="misread", by=reviewer, now=make.NOW)

    assert claims_now(question) == {
        suggested.claim_id: "ss", confirmed.claim_id: "sc", kept.claim_id: "ks", gone.claim_id: "kn",
    }  # fmt: skip


def test_a_suggested_claim_that_no_text_carries_is_not_there(reviewer: User) -> None:
    question, row = make.question(), make.mention()
    make.gather(question, row.claim)
    reject_mention(row, reason="misread", by=reviewer, now=make.NOW)

    assert claims_now(question) == {}


def test_what_is_written_is_read_again_and_rubbish_is_nothing() -> None:
    claims = {12: "kc", 15: "ss"}

    assert written(claims) == "12kc.15ss"
    assert read("12kc.15ss") == claims
    assert read("") == read("x.12.12zz.\x00") == {}


def test_what_came_went_and_changed_is_told_in_words() -> None:
    assert moved({1: "ss", 2: "kc", 3: "ss", 5: "ss"}, {1: "kc", 3: "ss", 4: "ss", 5: "sc"}) == [
        Moved(1, "suggested, only read by a program", "kept, confirmed", is_gathering=True),
        Moved(2, "kept, confirmed", None, is_gathering=True),
        Moved(4, None, "suggested, only read by a program", is_gathering=True),
        Moved(5, "suggested, only read by a program", "suggested, confirmed", is_gathering=False),
    ]


def proposed(by: User) -> Question:
    question = make.question()
    deciding.propose(question, VALUE, by=by, now=make.NOW, seen=standing_of(question).seen)
    return question


def reopened(by: User, approver: User) -> Question:
    question = proposed(by)
    deciding.approve(question, by=approver, now=make.NOW, seen=standing_of(question).seen)
    Reopening.objects.create(
        adjudication=standing_of(question).current, cause="an edit", detail="Gone.", at=make.NOW
    )
    return question


Act = Callable[..., Any]


def acts(reviewer: User, adjudicator: User) -> list[tuple[Question, Act]]:
    asked, waiting, woken = make.question(), proposed(reviewer), reopened(reviewer, adjudicator)
    return [
        (asked, partial(deciding.propose, asked, VALUE, by=reviewer)),
        (waiting, partial(deciding.approve, waiting, by=adjudicator)),
        (woken, partial(deciding.hold, woken, reason="It holds.", by=adjudicator)),
    ]


def test_nobody_proposes_approves_or_holds_what_rests_on_other_claims_than_they_saw(
    reviewer: User, adjudicator: User
) -> None:
    for question, act in acts(reviewer, adjudicator):
        seen = make.marks(question)
        make.gather(question, make.mention().claim)

        with pytest.raises(ChangedMeanwhile):
            act(now=make.NOW, **seen)
        act(now=make.NOW, **make.marks(question))


def test_a_proposal_is_returned_whatever_came_meanwhile(reviewer: User, adjudicator: User) -> None:
    question = proposed(reviewer)
    seen = standing_of(question).seen
    make.gather(question, make.mention().claim)

    deciding.send_back(question, comment="Look at the new one.", by=adjudicator, now=make.NOW, seen=seen)

    assert standing_of(question).proposed is None
