"""Record an act of saying, and say which mentions report it; each attaching is a decision that can be undone."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import Decision, Mention, Utterance
from claims.services.rejudging import claims_changed
from config.seen import ChangedMeanwhile, check_seen

#: An article may be dated a day before what it reports was said: the date changes later in the west.
EARLIER_IN_THE_WEST = timedelta(days=1)


class UtteranceImpossible(ValueError):
    """The article was printed before it was said; the message says which."""


@dataclass(frozen=True, slots=True)
class UtteranceValue:
    """What is known of an act of saying. said_on: half-open days with a precision, or None for both."""

    speaker_id: int
    said_on: Any = None  # a DateRange
    said_on_precision: str | None = None
    venue: str = ""
    words: str = ""


def record_utterance(value: UtteranceValue, *, by: User, now: datetime) -> Utterance:
    """Record an act of saying. Return it. Nothing reports it yet."""
    return Utterance.objects.create(**asdict(value), recorded_by=by, recorded_at=now)


@transaction.atomic
def edit_utterance(pk: int, value: UtteranceValue, *, seen: str, now: datetime) -> Utterance:
    """
    Save what is known of it now. Return it.

    seen: the mark of the utterance that the person saw. Raises ChangedMeanwhile, UtteranceImpossible.
    """
    utterance = Utterance.objects.select_for_update(of=("self",)).get(pk=pk)
    check_seen(utterance, seen)
    for name, changed in asdict(value).items():
        setattr(utterance, name, changed)
    for mention in utterance.mentions.standing().select_related("version__article"):
        _check_day(mention, utterance)
    utterance.save()
    claims_changed(utterance.mentions.standing().values_list("claim_id", flat=True), now=now)
    return utterance


@transaction.atomic
def attach(
    mention: Mention, utterance: Utterance | None, *, seen: int | None, by: User, now: datetime,
    others: Iterable[Mention] = (),
) -> Decision:  # fmt: skip
    """
    Say which utterance the mention reports, None for none that is known; `others` with it, one decision each.
    How their claims stand to others is judged anew: reports of one act of saying do not support each other.

    seen: the id of the one that it reported when the page was opened. Raises ChangedMeanwhile, UtteranceImpossible.
    """
    decision, claims = _attach(mention, utterance, seen=seen, by=by, now=now), {mention.claim_id}
    for other in others:
        _attach(other, utterance, seen=other.utterance_id, by=by, now=now)
        claims.add(other.claim_id)
    claims_changed(claims, now=now)
    return decision


def _attach(
    mention: Mention, utterance: Utterance | None, *, seen: int | None, by: User, now: datetime
) -> Decision:
    current = (
        Mention.objects.select_for_update(of=("self",)).select_related("version__article").get(pk=mention.pk)
    )
    if current.utterance_id != seen:
        raise ChangedMeanwhile(current)
    if utterance is not None:
        _check_day(current, utterance)
    after = None if utterance is None else utterance.pk
    Mention.objects.filter(pk=current.pk).update(utterance=utterance)
    return Decision.objects.create(
        mention=mention, action="utterance", by=by, at=now,
        before={"utterance_id": current.utterance_id}, after={"utterance_id": after},
    )  # fmt: skip


def _check_day(mention: Mention, utterance: Utterance) -> None:
    said = utterance.said_on.lower if utterance.said_on else None
    printed = mention.version.published_on
    if said is not None and printed is not None and printed + EARLIER_IN_THE_WEST < said:
        raise UtteranceImpossible(
            f"“{mention.version.article}” was published on {printed:%-d %b %Y}, before this was said."
        )
