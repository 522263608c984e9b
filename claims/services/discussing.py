"""Talk about a question, a claim or a relation: comments, colleagues named in them, one opinion a person."""

import re
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.functions import Lower

from claims.models import Claim, Comment, Notice, Opinion, Question, Relation
from claims.services.following import tell_followers

Subject = Question | Claim | Relation

#: "@adjudicator" names a colleague; the characters are those that Django allows in a user name.
_NAMED = re.compile(r"(?<![\w.@+-])@([\w.@+-]+)")


class NothingSaid(ValueError):
    """The comment is empty."""


@transaction.atomic
def comment(subject: Subject, text: str, *, by: User, now: datetime) -> Comment:
    """
    Keep a comment; tell the colleagues it names and, on a question, those who follow it. Raises NothingSaid.

    Nobody is told twice, and nobody of their own words.
    """
    if not text.strip():
        raise NothingSaid("Write something.")
    row = Comment.objects.create(**_about(subject), text=text.strip(), by=by, at=now)
    named = _colleagues(text, by)
    told = f"{by} names you: {_beginning(text)}"
    Notice.objects.bulk_create(Notice(user=user, **_about(subject), text=told, at=now) for user in named)
    if isinstance(subject, Question):
        tell_followers(subject, f"{by} comments: {_beginning(text)}", now=now, but=[by, *named])
    return row


def set_opinion(subject: Subject, step: int, *, by: User, now: datetime) -> Opinion:
    """Keep this person's one opinion (1–5) on it, in place of an earlier one, which stays in the history."""
    row, _ = Opinion.objects.update_or_create(by=by, **_about(subject), defaults={"step": step, "at": now})
    return row


def kind_of(subject: Subject) -> str:
    """Return the name of what is talked about, as columns and addresses have it: "question", "claim", "relation"."""
    return type(subject).__name__.lower()


def _about(subject: Subject) -> dict[str, Any]:
    return {kind_of(subject): subject}


def _colleagues(text: str, by: User) -> list[User]:
    names = {name.rstrip(".").lower() for name in _NAMED.findall(text)}
    if not names:
        return []
    known = User.objects.alias(key=Lower("username")).filter(key__in=names, is_active=True)
    return list(known.exclude(pk=by.pk).order_by("pk"))


def _beginning(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 140 else f"{words[:139]}…"
