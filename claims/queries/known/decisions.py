"""How a question stood at a moment: the decision that held, what waited, why it was to be looked at again."""

from dataclasses import dataclass
from datetime import datetime

from claims.models import Adjudication, Question, Ranking, Reopening
from claims.queries.known.people import Named
from claims.queries.known.rows import attach
from claims.services.deciding import Standing

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
    """Return how the question stood just before a moment. Three queries."""
    rows = list(Adjudication.objects.filter(question=question, decided_at__lt=before).order_by("-pk"))
    for row in rows:
        attach([row], "question", {question.pk: question})
        reviewed_later = row.reviewed_at is not None and row.reviewed_at >= before
        ended_later = row.ended_at is not None and row.ended_at >= before
        for name, value in {**(_REVIEW if reviewed_later else {}), **(_END if ended_later else {})}.items():
            setattr(row, name, value)
    standing = [row for row in rows if row.ended_at is None]
    current = next((row for row in standing if row.verdict is not None), None)
    proposed = next((row for row in standing if row.verdict is None), None)
    woken = Reopening.objects.filter(adjudication=current, at__lt=before).order_by("pk")
    unheld = tuple(one for one in woken if one.held_at is None or one.held_at >= before)
    return DecidedThen(
        standing=Standing(current, proposed, unheld),
        earlier=[row for row in rows if row.ended_at is not None],
        rankings=list(Ranking.objects.filter(adjudication__in=standing).order_by("adjudication", "claim")),
    )
