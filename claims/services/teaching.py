"""What a person teaches the next reading: that some words state a measure, for everybody or for one speaker."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from pghistory import context

from claims.models import Measure, MeasureSense
from claims.services.lattice import in_words
from config.seen import check_seen
from sources.models import Source


def add_sense(
    *, words: str, measure: Measure, speaker: Source | None, citation: str, by: User, now: datetime
) -> MeasureSense:
    """Record a sense; texts read from now on are read with it. Raises TermRefused."""
    with in_words(), context(user=by.pk):
        return MeasureSense.objects.create(
            words=" ".join(words.split()), measure=measure, speaker=speaker, citation=citation.strip(),
            confirmed_by=by, confirmed_at=now,
        )  # fmt: skip


def withdraw_sense(row: MeasureSense, *, seen: str, by: User, now: datetime) -> MeasureSense:
    """Withdraw a sense; what was read with it stays as it is. Raises ChangedMeanwhile: somebody was faster."""
    with transaction.atomic(), context(user=by.pk):
        current = MeasureSense.objects.select_for_update(of=("self",)).get(pk=row.pk)
        check_seen(current, seen)
        current.withdrawn_by, current.withdrawn_at = by, now
        current.save(update_fields=["withdrawn_by", "withdrawn_at"])
    return current
