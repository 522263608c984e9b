"""What reviewers say about terms: their names, and what is part of what. History keeps every change."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from pghistory import context

from claims.models import Measure, MeasurePart, Population, Term
from claims.services.rejudging import terms_changed
from claims.services.terms import constraint_of
from config.events import was_recorded
from config.seen import ChangedMeanwhile, check_seen

T = TypeVar("T", bound=Term)

#: What to tell a person when a rule of these tables refuses a row.
MESSAGES = {
    "population_name_once": "A population of this name is already recorded.",
    "place_name_once": "A place of this name is already recorded.",
    "population_has_a_name": "Give it a name.",
    "place_has_a_name": "Give it a name.",
    "population_no_cycle": "Nothing can be a part of itself, directly or through others.",
    "place_no_cycle": "Nothing can be a part of itself, directly or through others.",
    "measure_part_no_cycle": "Nothing can be a part of itself, directly or through others.",
    "measure_part_once": "This component is already listed.",
    "measure_sense_once": "These words have a sense for this speaker already. Withdraw it first.",
    "measure_sense_is_words": "Write the words as they are printed, a few words at most.",
    "measure_sense_has_citation": "Say where the words are used so.",
}


class TermRefused(ValueError):
    """The terms cannot be as asked; the message says why."""


def add_term(
    model: type[T],
    *,
    name: str,
    parent: T | None = None,
    aliases: Sequence[str] = (),
    side: str = "",
    by: User,
) -> T:
    """Record a population or place that a person names. Raises TermRefused."""
    row = model(name=" ".join(name.split()), aliases=_folded(aliases), suggested=False)
    row.parent_id = parent.pk if parent else None
    if isinstance(row, Population):
        row.side = side.strip()
    with in_words(), context(user=by.pk):
        row.save()
    return row


def change_term(
    row: T,
    *,
    name: str,
    parent: T | None,
    aliases: Sequence[str],
    side: str = "",
    seen: str,
    by: User,
    now: datetime,
) -> T:
    """
    Say anew what a term is called and part of; a suggested one is thereby confirmed, and what rests on it judged anew.

    seen: the mark of the row when the form was opened. Raises TermRefused, ChangedMeanwhile.
    """
    with in_words(), context(user=by.pk):
        current = type(row)._default_manager.select_for_update().get(pk=row.pk)
        check_seen(current, seen)
        before = current.parent_id
        current.name, current.aliases = " ".join(name.split()), _folded(aliases)
        current.parent_id = parent.pk if parent else None
        current.suggested = False
        if isinstance(current, Population):
            current.side = side.strip()
        current.save()
        if current.parent_id != before:
            terms_changed(current, now=now)
    return current


def place_within(part: T, whole: T, *, seen: str, by: User, now: datetime) -> T:
    """
    Say of a term what it is part of; the rest of it stays.

    seen: the mark of the part when the page was opened. Raises TermRefused, ChangedMeanwhile.
    """
    side = part.side if isinstance(part, Population) else ""
    return change_term(
        part, name=part.name, parent=whole, aliases=part.aliases, side=side, seen=seen, by=by, now=now
    )


def add_part(whole: Measure, part: Measure, *, certain: bool, by: User, now: datetime) -> MeasurePart:
    """Say that a measure counts another one among others. Raises TermRefused."""
    with in_words(), context(user=by.pk):
        row = MeasurePart.objects.create(whole=whole, part=part, certain=certain)
        terms_changed(whole, now=now)
    return row


def remove_part(pk: int, *, seen: str, by: User, now: datetime) -> MeasurePart:
    """Take a component from a measure. The history keeps that it was there. Raises ChangedMeanwhile, DoesNotExist."""
    with transaction.atomic(), context(user=by.pk):
        row = MeasurePart.objects.select_for_update().filter(pk=pk).first()
        if row is None:
            if was_recorded(MeasurePart, pk):
                raise ChangedMeanwhile
            raise MeasurePart.DoesNotExist
        check_seen(row, seen)
        row.delete()
        terms_changed(row.whole, now=now)
    return row


def _folded(aliases: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(" ".join(alias.split()).casefold() for alias in aliases if alias.strip()))


@contextmanager
def in_words() -> Iterator[None]:
    """One transaction, whose refusal by a rule of these tables reaches the caller in words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        message = MESSAGES.get(constraint_of(error) or "")
        if message is None:
            raise
        raise TermRefused(message) from error
