"""Who judges a question is told when a claim under it came, went or changed while they did; nothing is lost."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Adjudication, Claim, Question
from claims.services import asking, deciding
from claims.services.deciding import AdjudicationValue, standing_of
from claims.services.triage import accept_mention, reject_mention
from claims.vocabulary import QuestionOutcome, Rank
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
MINE = {"outcome": "both_true_different_scope", "rationale": "A regiment, and all forces.", "best": "9"}


def url(question: Question, name: str = "question_decide") -> str:
    return reverse(name, args=[question.pk])


def marks(page: str) -> dict[str, str]:
    """Return the marks that the first form of a page carries which has both."""
    both = r'name="seen" value="([^"]*)".*?name="claims_seen"(?: value="([^"]*)")?'
    found = re.search(both, page.split("</header>")[1])
    assert found is not None
    return {"seen": found[1], "claims_seen": found[2] or ""}


def both(page: str) -> str:
    return unescape(page.split('id="both-versions"')[1].split("</table>")[0])


def asked(reviewer: User) -> tuple[Question, Claim]:
    question, claim = make.question(), make.mention().claim
    asking.keep_claim(question, claim, by=reviewer, now=make.NOW)
    return question, claim


def test_a_claim_that_came_while_the_form_was_open_is_shown_and_nothing_is_lost(
    client_as: ClientAs, reviewer: User
) -> None:
    question, claim = asked(reviewer)
    client = client_as(Role.REVIEWER)
    opened = marks(client.get(url(question)).content.decode())
    ranks = {f"rank_{claim.pk}": "preferred", f"reason_{claim.pk}": "It counts names."}
    new = make.mention(make.claim(4000, claimant_id=make.source("Kim").pk)).claim
    make.gather(question, new)

    refused = client.post(url(question), MINE | ranks | opened)

    page = refused.content.decode()
    assert refused.status_code == 409
    assert "The claims are not as you saw them any more" in page
    assert f"Claim {new.pk}: 4,000 killed, Kim ({new.scope})" in both(page)  # no figure without its cover
    assert "under this question: suggested, only read by a program" in both(page)
    assert "not seen" in both(page)
    assert "Outcome" not in both(page)  # nobody has decided anything
    for kept in ("A regiment, and all forces.", 'value="9"', 'value="It counts names."', f"rank_{new.pk}"):
        assert kept in page

    again = client.post(url(question), MINE | ranks | marks(page) | {f"reason_{new.pk}": "Another unit."})

    assert again.status_code == 303
    assert Adjudication.objects.get().rankings.count() == 2


@pytest.mark.parametrize("how", ["left_out", "confirmed", "rejected"])
def test_a_claim_that_went_or_stands_otherwise_is_shown(
    client_as: ClientAs, reviewer: User, adjudicator: User, how: str
) -> None:
    question, row = make.question(), make.mention()
    make.gather(question, row.claim)
    client = client_as(Role.REVIEWER)
    opened = marks(client.get(url(question)).content.decode())
    said = {"by": adjudicator, "now": make.NOW}
    {
        "left_out": lambda: asking.leave_out(question, row.claim, **said),
        "confirmed": lambda: accept_mention(row, **said),
        "rejected": lambda: reject_mention(row, reason="misread", **said),
    }[how]()

    response = client.post(url(question), MINE | opened | {f"reason_{row.claim_id}": "One of two."})

    words = {"confirmed": "under this question: suggested, confirmed"}.get(how, "not under this question")
    assert response.status_code == 409
    assert words in both(response.content.decode())
    assert "seen as suggested, only read by a program" in both(response.content.decode())


def test_what_changed_comes_before_what_is_wrong_with_the_form(client_as: ClientAs, reviewer: User) -> None:
    question, _ = asked(reviewer)
    client = client_as(Role.REVIEWER)
    opened = marks(client.get(url(question)).content.decode())
    make.gather(question, make.mention(make.claim(12)).claim)

    response = client.post(url(question), MINE | opened | {"rationale": ""})

    assert response.status_code == 409
    assert "12 killed" in both(response.content.decode())


def test_a_decision_and_a_claim_that_came_meanwhile_are_both_shown(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question, claim = asked(reviewer)
    client = client_as(Role.REVIEWER)
    opened = marks(client.get(url(question)).content.decode())
    make.gather(question, make.mention(make.claim(12)).claim)
    theirs = AdjudicationValue(QuestionOutcome.INSUFFICIENT, "Their rationale.")
    deciding.propose(question, theirs, by=adjudicator, now=make.NOW, seen=standing_of(question).seen)

    shown = both(client.post(url(question), MINE | opened).content.decode())

    assert "Their rationale." in shown
    assert "12 killed" in shown
    assert f"Claim {claim.pk}:" not in shown


def waiting(reviewer: User) -> tuple[Question, Claim]:
    question, claim = asked(reviewer)
    value = AdjudicationValue(
        QuestionOutcome.INSUFFICIENT, "One source only.", ranks={claim.pk: (Rank.NORMAL, "the only one")}
    )
    deciding.propose(question, value, by=reviewer, now=make.NOW, seen=standing_of(question).seen)
    return question, claim


@pytest.mark.parametrize("back", ["", "queue"])
def test_an_approver_approves_what_they_saw(
    client_as: ClientAs, reviewer: User, htmx: Any, back: str
) -> None:
    question, _ = waiting(reviewer)
    client = client_as(Role.ADJUDICATOR)
    where = f"{reverse('queue')}?kind=approval" if back else url(question)
    opened = marks(client.get(where).content.decode())
    new = make.mention(make.claim(4000)).claim
    make.gather(question, new)
    said = {"act": "approve", "comment": "my comment", "back": back}
    headers = htmx("task") if back else {}

    refused = client.post(url(question, "question_review"), said | opened, headers=headers)

    page = refused.content.decode()
    assert refused.status_code == 409
    assert f"Claim {new.pk}: 4,000 killed" in both(page)
    assert "my comment</textarea>" in page
    assert "not ranked" in page.split("</table>")[1]
    assert standing_of(question).current is None

    fresh = marks("</header>" + page if back else page)
    again = client.post(url(question, "question_review"), said | fresh)

    assert again.status_code == 303
    assert standing_of(question).current is not None


def test_a_ranked_claim_that_went_is_marked_for_the_approver(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question, claim = waiting(reviewer)
    client = client_as(Role.ADJUDICATOR)
    assert "no longer under the question" not in client.get(url(question)).content.decode()

    asking.leave_out(question, claim, by=adjudicator, now=make.NOW)

    for where in (url(question), f"{reverse('queue')}?kind=approval"):
        assert "no longer under the question" in client.get(where).content.decode()


def test_a_draft_says_that_the_claims_are_others_by_now(client_as: ClientAs, reviewer: User) -> None:
    question, _ = asked(reviewer)
    client = client_as(Role.REVIEWER)
    opened = marks(client.get(url(question)).content.decode())
    client.post(reverse("draft_save", args=[question.pk, "decision"]), MINE | opened)
    assert "since you began this draft" not in client.get(url(question)).content.decode()

    make.gather(question, make.mention(make.claim(12)).claim)

    assert "since you began this draft" in client.get(url(question)).content.decode()
