"""What a person teaches the next reading: that some words state a measure, for everybody or for one speaker."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from pghistory import context

from claims.models import Measure, MeasureSense
from claims.services.lattice import in_words
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


def withdraw_sense(row: MeasureSense, *, by: User, now: datetime) -> bool:
    """Withdraw a sense; what was read with it stays as it is. False: somebody has withdrawn it already."""
    with transaction.atomic(), context(user=by.pk):
        return bool(
            MeasureSense.objects.standing().filter(pk=row.pk).update(withdrawn_by=by, withdrawn_at=now)
        )
