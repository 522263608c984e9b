"""
Take back that a decision on a question was approved or returned, or that it holds: the act stays on record as undone.

Only what nobody has acted on since is taken back; what is then on record, and what was, is told by the decisions on the
adjudication (`Decision`), which the pages of the past read, too.
"""

from datetime import datetime

from django.contrib.auth.models import User

from claims.models import Adjudication, AssessmentRound, Decision, Question, Reopening
from claims.services.deciding import Standing, standing_of, tell
from claims.states import Act, AdjudicationState, NotPossible, after
from claims.vocabulary import Ending

_UNREVIEWED = {"verdict": None, "reviewed_by": None, "reviewed_at": None, "review_comment": ""}
_UNENDED = {"ended_how": None, "ended_by": None, "ended_at": None}
_SAID = {"approve": "approval of", "return": "return of", "hold": "word that it holds on"}


def take_back(decision: Decision, *, by: User, now: datetime) -> None:
    """
    Let the question stand as it did before this act of the same person.

    The caller marks the decision as undone. Raises NotPossible: somebody or a rule has acted on the question since.
    """
    row = Adjudication.objects.select_related("decided_by", "question").get(decisions=decision)
    Question.objects.select_for_update(of=("self",)).get(pk=row.question_id)
    standing = standing_of(row.question)
    {"approve": _unapprove, "return": _unreturn, "hold": _unhold}[decision.action](decision, row, standing)
    tell(
        row.question,
        f"{by} took back the {_SAID[decision.action]} {row.decided_by}'s decision.",
        by=by,
        now=now,
    )


def _unapprove(decision: Decision, row: Adjudication, standing: Standing) -> None:
    _check(standing.current == row and standing.proposed is None and not _is_assessed(row))
    after(standing.state, Act.UNDO)
    Adjudication.objects.filter(pk=row.pk).update(**_UNREVIEWED)
    before = decision.before["superseded"]
    if before is not None:
        after(AdjudicationState.SUPERSEDED, Act.UNDO)
        Adjudication.objects.filter(pk=before, ended_how=Ending.SUPERSEDED).update(**_UNENDED)
    settled = decision.before["settled"]
    if settled is not None:
        after(AssessmentRound.objects.get(pk=settled).state, Act.UNDO)
        AssessmentRound.objects.filter(pk=settled).update(closed_how=None, closed_by=None, closed_at=None)


def _unreturn(decision: Decision, row: Adjudication, standing: Standing) -> None:
    after(row.state(), Act.UNDO)
    current = standing.current.pk if standing.current else None
    _check(standing.proposed is None and current == row.supersedes_id and not _is_assessed(row))
    Adjudication.objects.filter(pk=row.pk).update(**_UNREVIEWED, **_UNENDED)


def _unhold(decision: Decision, row: Adjudication, standing: Standing) -> None:
    _check(standing.current == row)
    after(standing.state, Act.UNDO_HOLD)
    Reopening.objects.filter(pk__in=decision.before["held"]).update(
        held_by=None, held_at=None, held_reason=""
    )


def _is_assessed(row: Adjudication) -> bool:
    """Whether blind assessments of the question are open that the decision does not rest on."""
    return (
        AssessmentRound.objects.open()
        .filter(question=row.question_id)
        .exclude(pk=row.rests_on_id or 0)
        .exists()
    )


def _check(is_as_left: bool) -> None:
    if not is_as_left:
        raise NotPossible("the question has changed since")
