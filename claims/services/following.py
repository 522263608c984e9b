"""Follow a question, and be told when something becomes of it."""

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import User

from claims.models import Follow, Notice, Question


def follow(question: Question, *, by: User, now: datetime) -> None:
    """Tell this person of what becomes of the question from now on; once is enough."""
    Follow.objects.get_or_create(question=question, user=by, defaults={"at": now})


def unfollow(question: Question, *, by: User) -> None:
    Follow.objects.filter(question=question, user=by).delete()


def tell_followers(question: Question, text: str, *, now: datetime, but: Collection[User] = ()) -> None:
    """Leave a notice for everybody who follows the question, but not for those who did it. Two queries."""
    followers = Follow.objects.filter(question=question, user__is_active=True).exclude(user__in=but)
    Notice.objects.bulk_create(
        Notice(user_id=user, question=question, text=text, at=now)
        for user in followers.values_list("user_id", flat=True)
    )


def mark_read(*, by: User, now: datetime) -> int:
    """Mark all notices of this person as read; return how many were not."""
    return Notice.objects.filter(user=by, read_at=None).update(read_at=now)
