"""
Blind assessments: ask two or more people to judge a question, keep what each hands in sealed until all are in.

What may follow what is the table in `claims.states`; why it is so, in docs/decisions/0009.
"""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import Assessment, AssessmentRanking, AssessmentRound, Assessor, Notice, Question
from claims.services.deciding import AdjudicationValue, locked, tell
from claims.services.drafting import drop_draft
from claims.services.following import follow, tell_followers
from claims.services.refusals import ReasonMissing
from claims.states import Act, NotPossible, after
from claims.vocabulary import DraftKind, RoundEnding
from config.seen import check_seen


class TooFew(ValueError):
    """A blind assessment needs two people or more."""


class NotAsked(Exception):
    """Only who was asked hands in an assessment."""


@transaction.atomic
def ask_for_assessments(
    question: Question, assessors: Collection[User], *, by: User, now: datetime, seen: str, why: str = ""
) -> AssessmentRound:
    """
    Ask these people to judge the question, each blind to the others; tell them.

    Raises TooFew, NotPossible (some are open already, or a proposal waits that they would see), ChangedMeanwhile.
    """
    standing = locked(question, seen)
    asked = sorted({person.pk: person for person in assessors}.values(), key=lambda person: person.username)
    if len(asked) < 2:
        raise TooFew("Choose two people or more.")
    if standing.proposed is not None:
        raise NotPossible(
            "A decision waits for a second person. Have it approved, returned or withdrawn first."
        )
    found = AssessmentRound.objects.open().filter(question=question).first()
    after(found.state if found else None, Act.ASK)
    row = AssessmentRound.objects.create(question=question, asked_by=by, asked_at=now, why=why.strip())
    Assessor.objects.bulk_create(Assessor(round=row, user=person) for person in asked)
    for person in {person.pk: person for person in [*asked, by]}.values():
        follow(question, by=person, now=now)
    told = f"{by} asks you for a blind assessment: judge this question without seeing how others judge it."
    others = [person for person in asked if person != by]
    Notice.objects.bulk_create(Notice(user=person, question=question, text=told, at=now) for person in others)
    tell(question, f"{by} asks {len(asked)} people for blind assessments.", by=by, now=now, but=others)
    return row


def hold_claims(question: Question) -> None:
    """Let no claim come under the question, or leave it, before the transaction ends."""
    Question.objects.select_for_update(of=("self",)).get(pk=question.pk)


@transaction.atomic
def hand_in(row: AssessmentRound, judged: AdjudicationValue, *, by: User, now: datetime) -> Assessment:
    """
    Keep one person's judgement, sealed until all are in; the last one opens them. Once, and never edited.

    Raises NotAsked, NotPossible, ReasonMissing.
    """
    row = _locked(row)
    after(row.state, Act.HAND_IN)
    assessor = Assessor.objects.filter(round=row, user=by).select_related("assessment").first()
    if assessor is None:
        raise NotAsked("Only who was asked hands in an assessment.")
    if hasattr(assessor, "assessment"):
        raise NotPossible("Yours is in. An assessment is handed in once and never edited.")
    judged.check()
    handed = Assessment.objects.create(assessor=assessor, handed_in_at=now, **judged.columns())
    AssessmentRanking.objects.bulk_create(
        AssessmentRanking(assessment=handed, claim_id=claim, rank=rank, reason=reason)
        for claim, rank, reason in judged.rankings()
    )
    drop_draft(row.question_id, DraftKind.ASSESSMENT, by=by)
    missing = Assessor.objects.filter(round=row, assessment__isnull=True).count()
    if missing:
        # who it was is not said, and the question's history does not tell it: only how many are still to come
        said = f"A blind assessment is in; still to come: {missing}."
        tell_followers(row.question, said, now=now, but=[by])
    else:
        after(row.state, Act.OPEN)
        AssessmentRound.objects.filter(pk=row.pk).update(opened_at=now)
        tell(row.question, "All blind assessments are in: compare them and reconcile them.", by=by, now=now)
    return handed


@transaction.atomic
def call_off(
    row: AssessmentRound, *, reason: str, by: User, now: datetime, seen: str | None = None
) -> AssessmentRound:
    """
    End the round without a decision. What is sealed stays sealed; the question can be decided or assessed anew.

    seen: the mark of the round that the person saw; None: nothing was looked at. Raises NotPossible (also while a
    proposal that rests on it waits), ChangedMeanwhile, ReasonMissing.
    """
    row = _locked(row)
    if seen is not None and row.closed_at is None:
        check_seen(row, seen)
    after(row.state, Act.CALL_OFF)
    if row.adjudications.proposed().exists():
        raise NotPossible("A decision that rests on these assessments waits. Return or withdraw it first.")
    if not reason.strip():
        raise ReasonMissing("Say why the assessments are called off.")
    AssessmentRound.objects.filter(pk=row.pk).update(
        closed_how=RoundEnding.CALLED_OFF, closed_by=by, closed_at=now, closed_reason=reason.strip()
    )
    tell(row.question, f"{by} called the blind assessments off: {reason.strip()}", by=by, now=now)
    row.refresh_from_db()
    return row


def _locked(row: AssessmentRound) -> AssessmentRound:
    """Return the round as it is now, with nobody else acting on its question before the transaction ends."""
    hold_claims(row.question)
    return AssessmentRound.objects.select_related("question").get(pk=row.pk)
