"""Settle a question: one current decision, by a named person, with a reason; a later one supersedes it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import Adjudication, Question
from claims.services.triage import ReasonMissing
from claims.vocabulary import QuestionOutcome


class DecidedMeanwhile(Exception):
    """Another decision became current after the form was opened; `current` is it."""

    def __init__(self, current: Adjudication | None) -> None:
        super().__init__("Somebody else has decided this question in the meantime.")
        self.current = current


@dataclass(frozen=True, slots=True)
class Finding:
    """low, best, high: in the unit of the question's measure, inclusive; None is not given."""

    outcome: QuestionOutcome
    rationale: str
    low: Decimal | None = None
    best: Decimal | None = None
    high: Decimal | None = None


def current_adjudication(question: Question) -> Adjudication | None:
    """Return the decision that holds now."""
    return Adjudication.objects.current().filter(question=question).select_related("decided_by").first()


@transaction.atomic
def decide_question(
    question: Question, finding: Finding, *, by: User, now: datetime, seen: int | None
) -> Adjudication:
    """
    Record a decision; the one that held before ends.

    seen: id of the decision that was current when the form was opened. Raises DecidedMeanwhile, ReasonMissing.
    """
    if not finding.rationale.strip():
        raise ReasonMissing("Say why.")
    locked = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    before = current_adjudication(locked)
    if (before.pk if before else None) != seen:
        raise DecidedMeanwhile(before)
    if before is not None:
        Adjudication.objects.filter(pk=before.pk).update(ended_by=by, ended_at=now)
    row = Adjudication.objects.create(
        question=locked, outcome=finding.outcome, rationale=finding.rationale.strip(), low=finding.low,
        best=finding.best, high=finding.high, decided_by=by, decided_at=now, supersedes=before,
    )  # fmt: skip
    Question.objects.filter(pk=question.pk).update(changed_at=now)
    return row


@transaction.atomic
def withdraw_decision(question: Question, *, by: User, now: datetime, seen: int) -> Adjudication:
    """Take the current decision back: the question is open again, the decision stays on record."""
    locked = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    current = current_adjudication(locked)
    if current is None or current.pk != seen:
        raise DecidedMeanwhile(current)
    Adjudication.objects.filter(pk=current.pk).update(ended_by=by, ended_at=now)
    Question.objects.filter(pk=question.pk).update(changed_at=now)
    current.refresh_from_db()
    return current
