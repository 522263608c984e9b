"""What a reviewer does with a suggested mention: accept it, correct its reading, or reject it with a reason."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from claims.models import Decision, Mention
from claims.services.placing import place_corrected
from claims.services.refusals import ReasonMissing
from claims.services.scoping import ClaimValue, record_claims
from claims.services.terms import constraint_of
from claims.vocabulary import MentionState


class AlreadyDecided(Exception):
    """Somebody else decided first; `mention` is as it stands now."""

    def __init__(self, mention: Mention) -> None:
        super().__init__("Somebody else has decided this in the meantime.")
        self.mention = mention


class AlreadyRecorded(Exception):
    """The same words already carry this claim."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reviewer puts in place of the machine's reading. start, end: code points in the version's text."""

    value: ClaimValue
    start: int
    end: int


FIELDS = ("state", "claim_id", "start", "end", "exact", "clause_start", "clause_end", "reason")


@transaction.atomic
def accept_mention(
    mention: Mention, *, by: User, now: datetime, seen: str = MentionState.SUGGESTED
) -> Decision:
    """Accept the reading as it stands. Raises AlreadyDecided unless the state is still the one that was `seen`."""
    return _decide(
        mention, "accept", {"state": MentionState.ACCEPTED, "reason": ""}, by=by, now=now, seen=seen
    )


@transaction.atomic
def reject_mention(
    mention: Mention, *, reason: str, by: User, now: datetime, seen: str = MentionState.SUGGESTED
) -> Decision:
    """Reject the suggestion. Raises ReasonMissing, AlreadyDecided."""
    if not reason.strip():
        raise ReasonMissing("Say why the suggestion is rejected.")
    changes = {"state": MentionState.REJECTED, "reason": reason.strip()}
    return _decide(mention, "reject", changes, by=by, now=now, seen=seen)


@transaction.atomic
def correct_mention(
    mention: Mention, correction: Correction, *, reason: str = "", by: User, now: datetime,
    seen: str = MentionState.SUGGESTED,
) -> Decision:  # fmt: skip
    """
    Accept the mention with another reading: the words then carry another claim; the old claim stays as it was.

    Raises AlreadyDecided, AlreadyRecorded (the same words already carry that claim).
    """
    claim = record_claims([correction.value], now=now)[correction.value]
    changes = {
        "state": MentionState.ACCEPTED,
        "claim_id": claim.pk,
        "start": correction.start,
        "end": correction.end,
        "exact": mention.version.text[correction.start : correction.end],
        "clause_start": min(mention.clause_start, correction.start),
        "clause_end": max(mention.clause_end, correction.end),
        "reason": reason.strip(),
    }
    try:
        with transaction.atomic():
            decision = _decide(mention, "correct", changes, by=by, now=now, seen=seen)
    except IntegrityError as error:
        if constraint_of(error) == "mention_once":
            raise AlreadyRecorded("These words already carry this claim.") from error
        raise
    if claim.recorded_at == now:
        place_corrected(mention, now=now)
    return decision


def _decide(
    mention: Mention, action: str, changes: dict[str, Any], *, by: User, now: datetime, seen: str
) -> Decision:
    """Write the change if nobody was faster, and keep what it changed, so that it can be undone."""
    current = Mention.objects.select_for_update(of=("self",)).get(pk=mention.pk)
    if current.state != seen:
        raise AlreadyDecided(current)
    before = {field: getattr(current, field) for field in FIELDS}
    before |= {"decided_by_id": current.decided_by_id, "decided_at": _iso(current.decided_at)}
    changes = changes | {"decided_by_id": by.pk, "decided_at": now}
    Mention.objects.filter(pk=current.pk).update(**changes)
    mention.refresh_from_db()
    after = {**before, **changes, "decided_at": _iso(now)}
    return Decision.objects.create(
        mention=mention,
        action=action,
        reason=changes.get("reason", ""),
        before=before,
        after=after,
        by=by,
        at=now,
    )


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
