"""Follow a question, and be told when something becomes of it."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import User

from claims.models import Comment, Follow, Notice, Question
from claims.services.blinding import kept_from


def follow(question: Question, *, by: User, now: datetime) -> None:
    """Tell this person of what becomes of the question from now on; once is enough."""
    Follow.objects.get_or_create(question=question, user=by, defaults={"at": now})


def unfollow(question: Question, *, by: User) -> None:
    Follow.objects.filter(question=question, user=by).delete()


def tell_followers(
    question: Question,
    text: str,
    *,
    now: datetime,
    but: Collection[User] = (),
    comment: Comment | None = None,
) -> None:
    """Leave a notice for everybody who follows the question, but not for those who did it. Two queries."""
    followers = Follow.objects.filter(question=question, user__is_active=True).exclude(user__in=but)
    Notice.objects.bulk_create(
        Notice(user_id=user, question=question, text=text, at=now, comment=comment)
        for user in followers.values_list("user_id", flat=True)
    )


def mark_read(*, by: User, now: datetime, notice: int | None = None) -> int:
    """Mark one notice of this person, or all but those that are kept back, as read; return how many were not."""
    rows = Notice.objects.filter(~kept_from(by, "comment__"), user=by, read_at=None)
    return (rows if notice is None else rows.filter(pk=notice)).update(read_at=now)
