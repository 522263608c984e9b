"""Posts that come second: what one is, and those that decide. The others are beside their test."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from claims.services import assessing, deciding, judging
from claims.services.deciding import AdjudicationValue, standing_of
from claims.services.triage import reject_mention
from claims.vocabulary import QuestionOutcome
from config.policies import Role
from config.seen import mark_of
from tests import factories as make
from tests.conftest import person


@dataclass
class Stale:
    """
    A post that comes second. url, data: with the mark of before; first: what somebody else does in between.

    theirs, yours: words that the answer must show. arrives: whether the second save took.
    """

    url: str
    data: dict[str, Any]
    first: Callable[[], Any]
    theirs: str
    yours: str
    role: Role = Role.REVIEWER
    arrives: Callable[[], bool] = field(default=lambda: True)


def other() -> User:
    return person(Role.ADJUDICATOR)


def _proposed() -> tuple[Any, Any]:
    question = make.question()
    value = AdjudicationValue(QuestionOutcome.INSUFFICIENT, "One source only.")
    deciding.propose(question, value, by=other(), now=make.NOW, seen=standing_of(question).seen)
    return question, standing_of(question).seen


def question_decide() -> Stale:
    question = make.question()
    value = AdjudicationValue(QuestionOutcome.INSUFFICIENT, "Their rationale.")
    data = {"outcome": "definitional", "rationale": "My rationale.", "seen": standing_of(question).seen}
    return Stale(
        reverse("question_decide", args=[question.pk]), data,
        lambda: deciding.propose(question, value, by=other(), now=make.NOW, seen=standing_of(question).seen),
        theirs="Their rationale.", yours="My rationale.",
    )  # fmt: skip


def assessment_reconcile() -> Stale:
    question, value = make.question(), AdjudicationValue(QuestionOutcome.INSUFFICIENT, "Their rationale.")
    asked = [make.person("ann"), make.person("bob")]
    seen = standing_of(question).seen
    row = assessing.ask_for_assessments(question, asked, by=asked[0], now=make.NOW, seen=seen)
    for one in asked:
        assessing.hand_in(row, value, by=one, now=make.NOW)
    return Stale(
        reverse("assessment_reconcile", args=[question.pk]),
        {"outcome": "definitional", "rationale": "My rationale.", "seen": seen},
        lambda: deciding.propose(question, value, by=other(), now=make.NOW, seen=seen, rests_on=row),
        theirs="Their rationale.", yours="My rationale.",
    )  # fmt: skip


def _replaced(question: Any) -> None:
    deciding.withdraw(question, by=other(), now=make.NOW, seen=standing_of(question).seen, proposed=True)
    value = AdjudicationValue(QuestionOutcome.INSUFFICIENT, "Another rationale.")
    deciding.propose(question, value, by=person(Role.REVIEWER), now=make.NOW, seen=standing_of(question).seen)


def question_review() -> Stale:
    question, seen = _proposed()
    return Stale(
        reverse("question_review", args=[question.pk]), {"act": "return", "comment": "my comment", "seen": seen},
        lambda: _replaced(question), theirs="Another rationale.", yours="my comment", role=Role.ADJUDICATOR,
    )  # fmt: skip


def question_withdraw() -> Stale:
    question, seen = _proposed()
    return Stale(
        reverse("question_withdraw", args=[question.pk]), {"which": "proposed", "seen": seen},
        lambda: _replaced(question), theirs="Another rationale.", yours="withdraw", role=Role.ADJUDICATOR,
    )  # fmt: skip


def mention_decide() -> Stale:
    row = make.mention()
    return Stale(
        reverse("mention_decide", args=[row.pk]), {"action": "accept", "seen": mark_of(row)},
        lambda: reject_mention(row, reason="their reason", by=other(), now=make.NOW),
        theirs="their reason", yours="accepted", arrives=lambda: type(row).objects.get().state == "accepted",
    )  # fmt: skip


def relation_decide() -> Stale:
    row = make.relation()
    judging.leave_unsure(row, by=other(), now=make.NOW)
    data = {"verdict": "corroborates", "reason": "my reason", "seen": mark_of(row)}
    return Stale(
        reverse("relation_decide", args=[row.pk]), data,
        lambda: judging.leave_unsure(row, by=other(), reason="their reason", now=make.NOW, seen="unsure"),
        theirs="their reason", yours="my reason",
        arrives=lambda: type(row).objects.get().judged_kind == "corroborates",
    )  # fmt: skip
