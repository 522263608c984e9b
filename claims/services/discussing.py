"""Talk about a question, a claim or a relation: comments, colleagues named in them, one opinion a person."""

import re
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models.functions import Lower

from claims.models import SUBJECTS, Claim, Comment, Notice, Opinion, Question, Relation
from claims.services.following import tell_followers
from config.seen import check_seen

Subject = Question | Claim | Relation

#: "@adjudicator" names a colleague; the characters are those that Django allows in a user name.
_NAMED = re.compile(r"(?<![\w.@+-])@([\w.@+-]+)")


class NothingSaid(ValueError):
    """The comment is empty."""


class NotYours(Exception):
    """Only its author edits or withdraws a comment."""


class Withdrawn(Exception):
    """The comment was withdrawn."""


@transaction.atomic
def comment(subject: Subject, text: str, *, by: User, now: datetime) -> Comment:
    """
    Keep a comment; tell the colleagues it names and, on a question, those who follow it. Raises NothingSaid.

    Nobody is told twice, and nobody of their own words. Who answers has read what named them here.
    The same words by the same person, right after each other, are one comment: a button pressed twice.
    """
    about, words = _about(subject), _words(text)
    type(subject)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=subject.pk)
    last = Comment.objects.filter(**about).order_by("-pk").first()
    if last is not None and (last.by_id, last.text, last.withdrawn_at) == (by.pk, words, None):
        return last
    row = Comment.objects.create(**about, text=words, by=by, at=now)
    Notice.objects.filter(**about, user=by, is_named=True, read_at=None).update(read_at=now)
    named = _tell_named(row, now=now)
    if isinstance(subject, Question):
        tell_followers(subject, f"{by} comments.", now=now, but=[by, *named], comment=row)
    return row


@transaction.atomic
def edit_comment(row: Comment, text: str, *, by: User, now: datetime, seen: str) -> Comment:
    """
    Put other words in place of one's own; the history keeps the earlier ones. Tells who is named now and was not.

    Raises NotYours, Withdrawn, NothingSaid, ChangedMeanwhile.
    """
    row = _own(row, by)
    check_seen(row, seen)
    before = {user.pk for user in _colleagues(row.text, by)}
    row.text, row.edited_at = _words(text), now
    row.save(update_fields=["text", "edited_at"])
    _tell_named(row, now=now, but=before)
    return row


@transaction.atomic
def withdraw_comment(row: Comment, *, by: User, now: datetime) -> Comment:
    """Take one's words back: they are shown no more, but in the history. Raises NotYours, Withdrawn."""
    row = _own(row, by)
    row.withdrawn_at = now
    row.save(update_fields=["withdrawn_at"])
    return row


def set_opinion(subject: Subject, step: int, *, by: User, now: datetime) -> Opinion:
    """Keep this person's one opinion (1–5) on it, in place of another one, which stays in the history."""
    same = Opinion.objects.filter(by=by, **_about(subject), step=step).first()
    if same is not None:
        return same
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


def _words(text: str) -> str:
    if not text.strip():
        raise NothingSaid("Write something.")
    return text.strip()


def _own(row: Comment, by: User) -> Comment:
    row = Comment.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if row.by_id != by.pk:
        raise NotYours("Only who wrote a comment edits or withdraws it.")
    if row.withdrawn_at is not None:
        raise Withdrawn("You have withdrawn this comment; write another one.")
    return row


def _tell_named(row: Comment, *, now: datetime, but: Collection[int] = ()) -> list[User]:
    """Tell the colleagues whom a comment names, but for these (ids), and return them."""
    named = [user for user in _colleagues(row.text, row.by) if user.pk not in but]
    told = f"{row.by} names you."
    about = {f"{kind}_id": getattr(row, f"{kind}_id") for kind in SUBJECTS}
    Notice.objects.bulk_create(
        Notice(user=user, **about, text=told, at=now, comment=row, is_named=True) for user in named
    )
    return named
