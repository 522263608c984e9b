"""Keep what a person has written and not handed in yet, so that leaving the page loses nothing."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import Draft, Question
from claims.vocabulary import DraftKind
from config.seen import ChangedMeanwhile, mark_of

#: Characters kept of one field: more than any form takes, so that a text that is too long can be shortened.
LONGEST = 20_000


def draft_of(question: Question | int, kind: DraftKind, *, by: User) -> Draft | None:
    """Return this person's draft, which nobody else reads. One query."""
    return Draft.objects.filter(question=question, kind=kind, user=by).first()


@transaction.atomic
def save_draft(
    question: Question, kind: DraftKind, fields: Mapping[str, str], *, by: User, now: datetime, seen: str
) -> Draft:
    """
    Keep the fields in place of the draft that was seen ("": none).

    Raises ChangedMeanwhile where another window of the same person has kept another one since.
    """
    Question.objects.select_for_update(of=("self",), no_key=True).get(pk=question.pk)
    row = draft_of(question, kind, by=by)
    kept = {name: value.replace("\x00", "")[:LONGEST] for name, value in fields.items()}
    if row is not None and kept != row.fields and mark_of(row) != seen:
        raise ChangedMeanwhile(row)
    row = row or Draft(question=question, kind=kind, user=by)
    row.fields, row.saved_at = kept, now
    row.save()
    return row


def drop_draft(question: Question | int, kind: DraftKind, *, by: User) -> None:
    """Let go of a draft: it was handed in, or its author does not want it any more."""
    Draft.objects.filter(question=question, kind=kind, user=by).delete()
