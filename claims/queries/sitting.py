"""What a reviewer has decided lately: how much, and the last ten decisions, which can be taken back."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import IntegerField
from django.db.models.expressions import RawSQL

from claims.models import Decision
from claims.queries.queue import BADGE_LIMIT, MENTION_WORDS, PAIR_WORDS
from claims.services.undoing import is_over, last_of

#: A sitting: a working day and some.
SITTING = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Sitting:
    """
    done: decisions in the last 12 hours, without what was only parked. latest: the last ten, newest first, with who
    decided since.
    """

    done: int
    latest: list[Decision]

    @property
    def last(self) -> Decision | None:
        """The newest that still stands, which is shown in words."""
        return next((one for one in self.latest if one.undone_at is None), None)

    @property
    def to_undo(self) -> Decision | None:
        """What `undo` would take back."""
        return next((one for one in self.latest if can_be_undone(one)), None)


def can_be_undone(decision: Decision) -> bool:
    return decision.undone_at is None and not getattr(decision, "changed_by", None) and not is_over(decision)


def sitting_of(user: User, *, now: datetime) -> Sitting:
    """Return what the person decided in the last 12 hours, and last. One query."""
    latest = (
        last_of(user)
        .annotate(done=_done_since(user, now - SITTING))
        .select_related(
            "mention",
            "parking",
            "finding",
            "relation__left__scope__measure",
            "relation__right__scope__measure",
            "derivation__article",
            "derivation__origin",
            "adjudication__question",
        )
    )
    shown = latest.only(
        "action",
        "reason",
        "after",
        "undone_at",
        "finding__detail",
        "parking__kind",
        "parking__subject",
        "parking__task",
        "parking__ended_at",
        "derivation__article__title",
        "adjudication__question__text",
        "derivation__origin__title",
        *MENTION_WORDS,
        *PAIR_WORDS,
    )
    found = list(shown)
    return Sitting(done=found[0].done if found else 0, latest=[*found])


def _done_since(user: User, day: datetime) -> RawSQL:
    """How many standing decisions the person took since, counted as far as it is shown."""
    counted = """SELECT count(*) FROM (
        SELECT 1 FROM claims_decision d
        WHERE d.by_id = %s AND d.undone_at IS NULL AND d.parking_id IS NULL AND d.at >= %s
        ORDER BY d.at DESC LIMIT %s) counted"""
    return RawSQL(counted, (user.pk, day, BADGE_LIMIT + 1), output_field=IntegerField())
