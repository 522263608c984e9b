"""What was said about one thing, for the panel on its page."""

from collections import Counter
from dataclasses import dataclass

from django.contrib.auth.models import User

from claims.models import STEPS, Comment, Opinion
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
    """comments: oldest first; has_more: earlier ones are left out. kind, pk: what it is about, for the addresses."""

    kind: str
    pk: int
    comments: list[Comment]
    has_more: bool
    steps: list[Step]
    people: int


def discussion_of(subject: Subject, user: User) -> Discussion:
    """Return the latest comments and everybody's opinions. Two queries."""
    kind = kind_of(subject)
    found = Comment.objects.filter(**{kind: subject}).select_related("by").order_by("-pk")
    latest = list(found[: COMMENTS_SHOWN + 1])
    opinions = dict(Opinion.objects.filter(**{kind: subject}).values_list("by_id", "step"))
    people, mine = Counter(opinions.values()), opinions.get(user.pk)
    return Discussion(
        kind=kind,
        pk=subject.pk,
        comments=latest[:COMMENTS_SHOWN][::-1],
        has_more=len(latest) > COMMENTS_SHOWN,
        steps=[Step(value, words, people[value], value == mine) for value, words in STEPS],
        people=len(opinions),
    )
