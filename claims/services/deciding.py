"""
Settle a question: one person proposes a decision, another approves or returns it; a later one supersedes it.

What may follow what is the table in `claims.states`. Whether a role may do an act is the views' business; that nobody
approves their own is kept here and by the database. While blind assessments of the question are open, only a decision
that rests on them is proposed (docs/decisions/0009).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import (
    JUDGED,
    Adjudication,
    AssessmentRound,
    Assessor,
    Decision,
    Question,
    Ranking,
    Reopening,
)
from claims.services.claims_seen import claims_now, read
from claims.services.drafting import drop_draft
from claims.services.following import follow, tell_followers
from claims.services.refusals import ReasonMissing
from claims.states import Act, AdjudicationState, NotPossible, after
from claims.vocabulary import (
    Confidence,
    DraftKind,
    Ending,
    Likelihood,
    QuestionOutcome,
    Rank,
    ReviewVerdict,
    RoundEnding,
)
from config.seen import ChangedMeanwhile


class OwnDecision(Exception):
    """Nobody approves or returns what they proposed, or what rests on their own assessment."""


class BeingAssessed(NotPossible):
    """Blind assessments of the question are open, and the proposal does not rest on them."""


@dataclass(frozen=True, slots=True)
class AdjudicationValue:
    """low, best, high: in the unit of the question's measure, inclusive; None is not given.

    ranks: claim id → (rank, reason); a claim that is not named has the rank normal.
    """

    outcome: QuestionOutcome
    rationale: str
    low: Decimal | None = None
    best: Decimal | None = None
    high: Decimal | None = None
    likelihood: Likelihood | None = None
    confidence: Confidence | None = None
    assumptions: str = ""
    would_change: str = ""
    ranks: Mapping[int, tuple[Rank, str]] = field(default_factory=dict)

    def columns(self) -> dict[str, object]:
        """Return what the columns of a judgement hold."""
        return {name: _stripped(getattr(self, name)) for name in JUDGED}

    def rankings(self) -> list[tuple[int, Rank, str]]:
        """Return claim id, rank and reason of every claim that is ranked."""
        return [(claim, rank, reason.strip()) for claim, (rank, reason) in self.ranks.items()]

    def check(self) -> None:
        """Raise ReasonMissing where a judgement or a rank has none."""
        if not self.rationale.strip():
            raise ReasonMissing("Say why.")
        if not all(reason for _, _, reason in self.rankings()):
            raise ReasonMissing("Give a reason for the rank of every claim.")


@dataclass(frozen=True, slots=True)
class Standing:
    """The decision that holds, the one that waits for a second person, and why the first is to be looked at again."""

    current: Adjudication | None
    proposed: Adjudication | None
    reopenings: tuple[Reopening, ...] = ()

    @property
    def state(self) -> AdjudicationState | None:
        """The state of the decision that holds; None where none does."""
        return self.current.state(is_woken=bool(self.reopenings)) if self.current else None

    @property
    def seen(self) -> str:
        """What a page shows of it, for the form that is sent back from there."""
        ids = [self.current and self.current.pk, self.proposed and self.proposed.pk]
        return "-".join(str(pk or 0) for pk in [*ids, len(self.reopenings)])


def standing_of(question: Question) -> Standing:
    """Return how the question stands now. Two queries."""
    rows = list(
        Adjudication.objects.filter(question=question, ended_at__isnull=True)
        .select_related("decided_by", "reviewed_by", "question__scope", "rests_on")
        .order_by("pk")
    )
    current = next((row for row in rows if row.verdict is not None), None)
    proposed = next((row for row in rows if row.verdict is None), None)
    woken = Reopening.objects.filter(adjudication=current, held_at__isnull=True) if current else ()
    return Standing(current, proposed, tuple(woken))


@transaction.atomic
def propose(
    question: Question, decision: AdjudicationValue, *, by: User, now: datetime, seen: str,
    claims_seen: str | None = None, rests_on: AssessmentRound | None = None,
) -> Adjudication:  # fmt: skip
    """
    Put a decision before a second person; the one that holds goes on holding until then.

    seen, claims_seen: what the form was opened with, as for `locked`. rests_on: the assessments that it reconciles.
    Raises ChangedMeanwhile, ReasonMissing, NotPossible, BeingAssessed.
    """
    standing = locked(question, seen, claims_seen)
    after(standing.proposed.state() if standing.proposed else None, Act.PROPOSE)
    _fits_assessments(question, rests_on)
    decision.check()
    row = Adjudication.objects.create(
        question_id=question.pk, **decision.columns(), decided_by=by, decided_at=now, supersedes=standing.current,
        rests_on=rests_on,
    )  # fmt: skip
    Ranking.objects.bulk_create(
        Ranking(adjudication=row, claim_id=claim, rank=rank, reason=reason)
        for claim, rank, reason in decision.rankings()
    )
    drop_draft(question, DraftKind.RECONCILIATION if rests_on else DraftKind.DECISION, by=by)
    follow(question, by=by, now=now)
    tell(question, f"{by} proposes a decision; a second person is asked for.", by=by, now=now)
    return row


@transaction.atomic
def approve(
    question: Question,
    *,
    by: User,
    now: datetime,
    seen: str,
    claims_seen: str | None = None,
    comment: str = "",
) -> Adjudication:
    """
    Make the proposed decision the answer; the one that held before ends.

    seen, claims_seen: what the page was opened with, as for `locked`. Raises ChangedMeanwhile, OwnDecision.
    """
    standing = locked(question, seen, claims_seen)
    row = _proposed(standing, Act.APPROVE, by=by)
    if standing.current is not None:
        after(standing.state, Act.SUPERSEDE)
        _end(standing.current, Ending.SUPERSEDED, by=by, now=now)
    _review(row, ReviewVerdict.APPROVED, comment, by=by, now=now)
    if row.rests_on is not None:
        after(row.rests_on.state, Act.SETTLE)
        AssessmentRound.objects.filter(pk=row.rests_on.pk).update(
            closed_how=RoundEnding.SETTLED, closed_by=by, closed_at=now
        )
    ended = {
        "superseded": standing.current.pk if standing.current else None,
        "settled": row.rests_on.pk if row.rests_on else None,
    }
    _keep(row, "approve", ended, reason=comment, by=by, now=now)
    follow(question, by=by, now=now)
    tell(question, f"{by} approved the decision of {row.decided_by}.", by=by, now=now)
    row.refresh_from_db()
    return row


@transaction.atomic
def send_back(question: Question, *, comment: str, by: User, now: datetime, seen: str) -> Adjudication:
    """Send the proposal back with what is to be changed. Raises ChangedMeanwhile, OwnDecision, ReasonMissing."""
    standing = locked(question, seen)
    row = _proposed(standing, Act.RETURN, by=by)
    if not comment.strip():
        raise ReasonMissing("Say what is to be changed.")
    _review(
        row,
        ReviewVerdict.RETURNED,
        comment,
        by=by,
        now=now,
        ended_how=Ending.RETURNED,
        ended_by=by,
        ended_at=now,
    )
    _keep(row, "return", {}, reason=comment, by=by, now=now)
    tell(question, f"{by} returned the decision of {row.decided_by}: {comment.strip()}", by=by, now=now)
    row.refresh_from_db()
    return row


@transaction.atomic
def withdraw(
    question: Question, *, by: User, now: datetime, seen: str, proposed: bool = False
) -> Adjudication:
    """
    Take back the decision that holds (the question is open again) or, with `proposed`, the one that waits.

    Raises ChangedMeanwhile, NotPossible.
    """
    standing = locked(question, seen)
    row = standing.proposed if proposed else standing.current
    after(row.state() if row else None, Act.WITHDRAW)
    assert row is not None
    _end(row, Ending.WITHDRAWN, by=by, now=now)
    tell(question, f"{by} withdrew the decision of {row.decided_by}.", by=by, now=now)
    row.refresh_from_db()
    return row


@transaction.atomic
def hold(
    question: Question, *, reason: str, by: User, now: datetime, seen: str, claims_seen: str | None = None
) -> Adjudication:
    """
    Say why a reopened decision holds all the same, unless it is being assessed blind.

    seen, claims_seen: as for `locked`. Raises ChangedMeanwhile, NotPossible, BeingAssessed, ReasonMissing.
    """
    standing = locked(question, seen, claims_seen)
    after(standing.state, Act.HOLD)
    if AssessmentRound.objects.open().filter(question=question, opened_at=None).exists():
        raise BeingAssessed(
            "Blind assessments of this question are open: its assessors would read your reason."
        )
    if not reason.strip():
        raise ReasonMissing("Say why the decision holds.")
    Reopening.objects.filter(pk__in=[one.pk for one in standing.reopenings]).update(
        held_by=by, held_at=now, held_reason=reason.strip()
    )
    assert standing.current is not None
    _keep(
        standing.current,
        "hold",
        {"held": [one.pk for one in standing.reopenings]},
        reason=reason,
        by=by,
        now=now,
    )
    tell(question, f"{by} looked again: the decision holds. {reason.strip()}", by=by, now=now)
    return standing.current


def locked(question: Question, seen: str, claims_seen: str | None = None) -> Standing:
    """
    Return how the question stands, with nobody else deciding on it before the transaction ends, and no claim coming.

    seen: `Standing.seen` as it was shown. claims_seen: the claims that were shown (`services.claims_seen`); None: what
    is done does not rest on them. Raises ChangedMeanwhile.
    """
    Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    standing = standing_of(question)
    if standing.seen != seen or (claims_seen is not None and read(claims_seen) != claims_now(question)):
        raise ChangedMeanwhile(standing)
    return standing


def _proposed(standing: Standing, act: Act, *, by: User) -> Adjudication:
    row = standing.proposed
    after(row.state() if row else None, act)
    assert row is not None
    if row.decided_by_id == by.pk:
        raise OwnDecision("You proposed this decision; a second person approves or returns it.")
    if assessed_by(row, by):
        raise OwnDecision(
            "It rests on your own assessment; somebody who did not assess approves or returns it."
        )
    return row


def assessed_by(row: Adjudication, person: User) -> bool:
    """Return whether the decision rests on this person's assessment. One query where it rests on any."""
    return (
        row.rests_on_id is not None and Assessor.objects.filter(round=row.rests_on_id, user=person).exists()
    )


def _fits_assessments(question: Question, rests_on: AssessmentRound | None) -> None:
    found = AssessmentRound.objects.open().filter(question=question).first()
    if rests_on is None and found is not None:
        raise BeingAssessed(
            "Blind assessments of this question are open. Reconcile them, or call them off with a reason."
        )
    if rests_on is not None:
        if found != rests_on:
            raise BeingAssessed("These assessments were settled or called off in the meantime.")
        after(found.state, Act.RECONCILE)


def _stripped(value: object) -> object:
    return value.strip() if type(value) is str else value


def _review(
    row: Adjudication, verdict: ReviewVerdict, comment: str, *, by: User, now: datetime, **end: object
) -> None:
    Adjudication.objects.filter(pk=row.pk).update(
        verdict=verdict, reviewed_by=by, reviewed_at=now, review_comment=comment.strip(), **end
    )


def _keep(
    row: Adjudication, action: str, ended: Mapping[str, object], *, reason: str, by: User, now: datetime
) -> None:
    """Keep the act as a decision, with what else it ended, so that it can be undone."""
    Decision.objects.create(
        adjudication=row, action=action, reason=reason.strip(), before=dict(ended), after={}, by=by, at=now
    )


def _end(row: Adjudication, how: Ending, *, by: User, now: datetime) -> None:
    Adjudication.objects.filter(pk=row.pk).update(ended_how=how, ended_by=by, ended_at=now)


def tell(question: Question, said: str, *, by: User, now: datetime, but: Collection[User] = ()) -> None:
    """Move the question to the top of the list, and tell those who follow it."""
    Question.objects.filter(pk=question.pk).update(changed_at=now)
    tell_followers(question, said, now=now, but=[by, *but])
