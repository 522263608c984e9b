"""How a question stood at a moment: the decision that held, what waited, why it was to be looked at again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from claims.models import Adjudication, Decision, Question, Ranking, Reopening
from claims.queries.known.people import Named
from claims.queries.known.rows import attach
from claims.services.deciding import Standing
from claims.vocabulary import Ending, ReviewVerdict

#: What a second person adds, and what an end adds: taken off again where it came later.
_REVIEW: dict[str, str | None] = {
    "verdict": None,
    "reviewed_by": None,
    "reviewed_at": None,
    "review_comment": "",
}
_END: dict[str, str | None] = {"ended_how": None, "ended_by": None, "ended_at": None}


@dataclass(frozen=True, slots=True)
class DecidedThen:
    """earlier: the decisions that had ended, newest first, with their ends. rankings: of the two that stood."""

    standing: Standing
    earlier: list[Adjudication]
    rankings: list[Ranking]

    @property
    def people(self) -> list[Named]:
        """Who proposed, reviewed and ended, to be named as then."""
        standing = [row for row in (self.standing.current, self.standing.proposed) if row is not None]
        return [([*standing, *self.earlier], field) for field in ("decided_by", "reviewed_by", "ended_by")]


def decided_then(question: Question, before: datetime) -> DecidedThen:
    """Return how the question stood just before a moment. Four queries, one where nobody had decided it."""
    rows = list(Adjudication.objects.filter(question=question, decided_at__lt=before).order_by("-pk"))
    if not rows:
        return DecidedThen(Standing(None, None, ()), [], [])
    for row in rows:
        attach([row], "question", {question.pk: question})
        reviewed_later = row.reviewed_at is not None and row.reviewed_at >= before
        ended_later = row.ended_at is not None and row.ended_at >= before
        for name, value in {**(_REVIEW if reviewed_later else {}), **(_END if ended_later else {})}.items():
            setattr(row, name, value)
    held = _as_then(rows, question, before)
    standing = [row for row in rows if row.ended_at is None]
    current = next((row for row in standing if row.verdict is not None), None)
    proposed = next((row for row in standing if row.verdict is None), None)
    woken = Reopening.objects.filter(adjudication=current, at__lt=before).order_by("pk")
    unheld = tuple(
        one for one in woken if one.pk not in held and (one.held_at is None or one.held_at >= before)
    )
    return DecidedThen(
        standing=Standing(current, proposed, unheld),
        earlier=[row for row in rows if row.ended_at is not None],
        rankings=list(Ranking.objects.filter(adjudication__in=standing).order_by("adjudication", "claim")),
    )


def _as_then(rows: list[Adjudication], question: Question, before: datetime) -> set[int]:
    """
    Put on again what was approved or returned then and taken back later; return the reopenings held then (ids).

    The acts are on record as decisions that were undone.
    """
    undone = Decision.objects.filter(adjudication__question=question, at__lt=before, undone_at__gte=before)
    found, held = {row.pk: row for row in rows}, set()
    for one in undone.select_related("by").order_by("pk"):
        ended = {"ended_by": one.by, "ended_at": one.at}
        row = found[one.adjudication_id or 0]
        if one.action == "hold":
            held |= set(one.before["held"])
            continue
        verdict = ReviewVerdict.APPROVED if one.action == "approve" else ReviewVerdict.RETURNED
        review = {
            "verdict": verdict,
            "reviewed_by": one.by,
            "reviewed_at": one.at,
            "review_comment": one.reason,
        }
        _put(row, review if one.action == "approve" else review | ended | {"ended_how": Ending.RETURNED})
        if (earlier := found.get(one.before.get("superseded") or 0)) is not None:
            _put(earlier, ended | {"ended_how": Ending.SUPERSEDED})
    return held


def _put(row: Adjudication, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
