"""What people had said of a thing by a moment: comments, opinions, how many followed it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from claims.models import STEPS, Comment, Follow, Opinion
from claims.queries.discussion import COMMENTS_SHOWN
from claims.queries.known.people import Named
from claims.queries.known.rows import known_rows


@dataclass(frozen=True, slots=True)
class DiscussionThen:
    """
    comments: the latest, oldest first; has_more: earlier ones are left out. steps: words, and how many people chose
    them. opinions: each person's. followers: how many followed; None for what cannot be followed.
    """

    comments: list[Comment]
    has_more: bool
    steps: list[tuple[str, int]]
    opinions: list[Opinion]
    followers: int | None

    @property
    def people(self) -> list[Named]:
        """Who spoke, to be named as then."""
        return [(self.comments, "by"), (self.opinions, "by")]


def discussion_then(kind: str, pk: int, before: datetime) -> DiscussionThen:
    """Return what was said of it. kind: question, claim or relation. Two queries, three for a question."""
    found = list(Comment.objects.filter(**{kind: pk}, at__lt=before).order_by("-pk")[: COMMENTS_SHOWN + 1])
    opinions = known_rows(Opinion, before, Q(**{kind: pk}))
    people = Counter(opinion.step for opinion in opinions)
    return DiscussionThen(
        comments=found[:COMMENTS_SHOWN][::-1],
        has_more=len(found) > COMMENTS_SHOWN,
        steps=[(words, people[step]) for step, words in STEPS],
        opinions=opinions,
        followers=len(known_rows(Follow, before, Q(question=pk))) if kind == "question" else None,
    )
