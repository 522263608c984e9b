"""What was said about one thing, for the panel on its page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User

from claims.models import STEPS, Comment, Opinion
from claims.services.blinding import kept_from
from claims.services.discussing import Subject, kind_of

COMMENTS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Step:
    """One of the five steps: how many people chose it, and whether this person did."""

    value: int
    words: str
    people: int
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Discussion:
    """
    comments: oldest first; has_more: earlier ones are left out. kind, pk: what it is about, for the addresses.

    kept_back: comments and opinions of others that this person may not read while they assess blind.
    """

    kind: str
    pk: int
    comments: Sequence[Comment]
    has_more: bool
    steps: list[Step]
    people: int
    kept_back: int


def discussion_of(subject: Subject, user: User) -> Discussion:
    """Return the latest comments and everybody's opinions, as far as this person may read them. Two queries."""
    kind = kind_of(subject)
    about, is_kept = {kind: subject}, kept_from(user)
    found = Comment.objects.filter(**about).select_related("by").annotate(is_kept=is_kept)
    latest = list(found.order_by("-pk")[: COMMENTS_SHOWN + 1])
    said = list(
        Opinion.objects.filter(**about).annotate(is_kept=is_kept).values_list("by_id", "step", "is_kept")
    )
    shown = [one for one in latest if one.by_id == user.pk or not one.is_kept]
    opinions = {by: step for by, step, is_back in said if by == user.pk or not is_back}
    people = Counter(opinions.values())
    return Discussion(
        kind,
        subject.pk,
        shown[:COMMENTS_SHOWN][::-1],
        len(shown) > COMMENTS_SHOWN,
        [Step(step, words, people[step], opinions.get(user.pk) == step) for step, words in STEPS],
        len(opinions),
        len(latest) - len(shown) + len(said) - len(opinions),
    )


def may_read(comment: Comment, user: User) -> bool:
    """Return whether this person may read a comment now. One query."""
    return bool(
        comment.by_id == user.pk or not Comment.objects.filter(kept_from(user), pk=comment.pk).exists()
    )
