"""What people had said of a thing by a moment: comments, opinions, how many followed it."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db import connection
from django.db.models import Model, Q

from claims.models import STEPS, Comment, Follow, Opinion
from claims.queries.discussion import COMMENTS_SHOWN
from claims.queries.known.people import Named
from claims.services.blinding import is_assessing, kept_from
from config.events import events_of


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
    """Return what was said of it. kind: question, claim or relation. Two queries, four for who assesses blind."""
    hidden = kept_back(Q(**{kind: pk}), reader)
    comments, opinions, followers = _said(kind, pk, before)
    read = [comment for comment in comments if comment.pk not in hidden.comments]
    held = [opinion for opinion in opinions if opinion.pk not in hidden.opinions]
    people = Counter(opinion.step for opinion in held)
    return DiscussionThen(
        comments=read[-COMMENTS_SHOWN:],
        has_more=len(read) > COMMENTS_SHOWN,
        steps=[(words, people[step]) for step, words in STEPS],
        opinions=held,
        followers=followers if kind == "question" else None,
        kept_back=len(comments) - len(read) + len(opinions) - len(held),
    )


#: What is read of a comment, an opinion and a follower.
_COLUMNS: tuple[tuple[type[Model], str], ...] = (
    (Comment, "by_id, at, text, edited_at, withdrawn_at, NULL::int"),
    (Opinion, "by_id, at, NULL, NULL, NULL, step"),
    (Follow, "user_id, at, NULL, NULL, NULL, NULL"),
)


def _said(kind: str, pk: int, before: datetime) -> tuple[list[Comment], list[Opinion], int]:
    """Return comments, opinions and how many followed, as they were just before a moment. One query."""
    models = _COLUMNS if kind == "question" else _COLUMNS[:2]
    asked = []
    for place, (model, columns) in enumerate(models):
        table = events_of(model).model._meta.db_table
        asked.append(
            f"""
            SELECT {place} AS place, pgh_obj_id AS id, {columns} FROM (
                SELECT DISTINCT ON (pgh_obj_id) * FROM "{table}" WHERE pgh_created_at < %(before)s
                AND pgh_obj_id IN (
                    SELECT pgh_obj_id FROM "{table}" WHERE pgh_created_at < %(before)s AND {kind}_id = %(pk)s
                ) ORDER BY pgh_obj_id, pgh_id DESC
            ) last{place} WHERE pgh_label <> 'delete' AND {kind}_id = %(pk)s"""
        )
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(asked)} ORDER BY place, id", {"before": before, "pk": pk})
        rows = cursor.fetchall()
    comments = [
        Comment(pk=pk, by_id=by, at=at, text=text, edited_at=edited, withdrawn_at=withdrawn)
        for place, pk, by, at, text, edited, withdrawn, _ in rows
        if place == 0
    ]
    opinions = [
        Opinion(pk=pk, by_id=by, at=at, step=step) for place, pk, by, at, *_, step in rows if place == 1
    ]
    return comments, opinions, len(rows) - len(comments) - len(opinions)


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
