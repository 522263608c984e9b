"""What a reviewer does with a suggested mention: accept it, correct its reading, or reject it with a reason."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from claims.models import Claim, Decision, Mention
from claims.services.chains import ending_with
from claims.services.deriving import suggest_derivations
from claims.services.placing import place_corrected
from claims.services.provenance import chain_of, write_chain
from claims.services.refusals import ReasonMissing
from claims.services.scoping import ClaimValue, record_claims
from claims.services.terms import constraint_of
from claims.services.waking import wake_for_lost
from claims.vocabulary import MentionState
from config.seen import ChangedMeanwhile, mark_of


class AlreadyDecided(ChangedMeanwhile):
    """Somebody else decided first; `now` is the mention as it stands."""


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
    return decide(
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
    return decide(mention, "reject", changes, by=by, now=now, seen=seen)


@transaction.atomic
def correct_mention(
    mention: Mention, correction: Correction, *, reason: str = "", by: User, now: datetime,
    seen: str = MentionState.SUGGESTED,
) -> Decision:  # fmt: skip
    """
    Accept the mention with another reading: the words then carry another claim; the old claim stays as it was.

    Raises AlreadyDecided, AlreadyRecorded (the same words already carry that claim).
    """
    before = mention.claim_id
    claim = record_claims([correction.value], now=now)[correction.value]
    decision = reread(mention, "correct", correction, claim, reason=reason, by=by, now=now, seen=seen)
    if mention.claim_id != before:
        place_corrected(mention, now=now)
    return decision


def reread(
    mention: Mention, action: str, correction: Correction, claim: Claim, *, reason: str, by: User, now: datetime,
    seen: str, **also: Any,
) -> Decision:  # fmt: skip
    """
    Let the words of the correction carry the claim, as a decision. also: as for `decide`.

    Raises AlreadyDecided, AlreadyRecorded. Placing a new claim among the others is left to the caller.
    """
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
    with once():
        return decide(mention, action, changes, by=by, now=now, seen=seen, **also)


@contextmanager
def once() -> Iterator[None]:
    """Turn the refusal of a second mention of the same words and claim into AlreadyRecorded."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if constraint_of(error) == "mention_once":
            raise AlreadyRecorded("These words already carry this claim.") from error
        raise


def decide(
    mention: Mention, action: str, changes: dict[str, Any], *, by: User, now: datetime, seen: str,
    before: dict[str, Any] | None = None, after: dict[str, Any] | None = None, why: str = "",
    **also: Any,
) -> Decision:  # fmt: skip
    """
    Write the change if nobody was faster, and keep what it changed, so that it can be undone.

    seen: the state that the person saw or, where a form shows more of it, the mark of the mention.
    before, after: what is kept for undoing besides the columns of the mention. why: the reason, where it is not the
    mention's own. also: more columns of the decision.
    Where the words get a claim of another claimant, the chain behind them follows, unless `after` has one.
    Raises AlreadyDecided.
    """
    current = Mention.objects.select_for_update(of=("self",)).get(pk=mention.pk)
    if seen != (current.state if seen in set(MentionState) else mark_of(current)):
        raise AlreadyDecided(current)
    old = values_of(current)
    changes = changes | {"decided_by_id": by.pk, "decided_at": now}
    Mention.objects.filter(pk=current.pk).update(**changes)
    for field in (*FIELDS, "decided_by_id", "decided_at"):
        setattr(mention, field, changes.get(field, getattr(current, field)))
    after = after or {}
    if "chain" not in after and mention.claim_id != current.claim_id:
        chain = chain_of(current)
        followed = ending_with(chain, mention.claim.claimant_id)
        if current.claim.claimant_id != mention.claim.claimant_id and followed != chain:
            write_chain(current.pk, followed)
            suggest_derivations(mention.version, now=now)
            before, after = {**(before or {}), "chain": chain}, {**after, "chain": followed}
    if mention.claim_id != current.claim_id or mention.state == MentionState.REJECTED:
        wake_for_lost(current.claim_id, now=now)
    return Decision.objects.create(
        mention=mention, action=action, reason=why or changes.get("reason", ""), before=old | (before or {}),
        after=values_of(mention) | after, by=by, at=now, **also,
    )  # fmt: skip


def values_of(mention: Mention) -> dict[str, Any]:
    """Return what a decision on the mention may change, as it stands, for the record."""
    decided_at = mention.decided_at and mention.decided_at.isoformat()
    kept = {field: getattr(mention, field) for field in FIELDS}
    return kept | {"decided_by_id": mention.decided_by_id, "decided_at": decided_at}
