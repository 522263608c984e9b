"""What people had said of a thing by a moment: comments, opinions, how many followed it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import Q

from claims.models import STEPS, Comment, Follow, Opinion
from claims.queries.discussion import COMMENTS_SHOWN
from claims.queries.known.people import Named
from claims.queries.known.rows import known_rows
from claims.services.blinding import is_assessing, kept_from


@dataclass(frozen=True, slots=True)
class DiscussionThen:
    """
    comments: the latest, oldest first; has_more: earlier ones are left out. steps: words, and how many people chose
    them. opinions: each person's. followers: how many followed; None for what cannot be followed. kept_back: comments
    and opinions that the reader may not see now, because they assess blind.
    """

    comments: list[Comment]
    has_more: bool
    steps: list[tuple[str, int]]
    opinions: list[Opinion]
    followers: int | None
    kept_back: int

    @property
    def people(self) -> list[Named]:
        """Who spoke, to be named as then."""
        return [(self.comments, "by"), (self.opinions, "by")]


def discussion_then(kind: str, pk: int, before: datetime, reader: User) -> DiscussionThen:
    """Return what was said of it. kind: question, claim or relation. Three queries, four for a question."""
    hidden, of = kept_back(Q(**{kind: pk}), reader), {f"{kind}_id": [pk]}
    comments, opinions = known_rows(Comment, before, of), known_rows(Opinion, before, of)
    read = [comment for comment in comments if comment.pk not in hidden.comments]
    held = [opinion for opinion in opinions if opinion.pk not in hidden.opinions]
    people = Counter(opinion.step for opinion in held)
    return DiscussionThen(
        comments=read[-COMMENTS_SHOWN:],
        has_more=len(read) > COMMENTS_SHOWN,
        steps=[(words, people[step]) for step, words in STEPS],
        opinions=held,
        followers=len(known_rows(Follow, before, of)) if kind == "question" else None,
        kept_back=len(comments) - len(read) + len(opinions) - len(held),
    )


@dataclass(frozen=True, slots=True)
class Hidden:
    """Ids of comments and opinions."""

    comments: frozenset[int]
    opinions: frozenset[int]


def kept_back(about: Q, reader: User) -> Hidden:
    """Return what others said of these things that this person may not read: one query, three where they assess."""
    if not is_assessing(reader):
        return Hidden(frozenset(), frozenset())
    found = [
        frozenset(
            model.objects.filter(about, kept_from(reader)).exclude(by=reader).values_list("pk", flat=True)
        )
        for model in (Comment, Opinion)
    ]
    return Hidden(*found)
