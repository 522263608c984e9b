"""
What a person says of a later reading of words that they or somebody else confirmed: keep what stands, or take the new.

Both are decisions on the mention, and both are undone like any other. A program only ever puts a reading beside.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from claims.models import Claim, Decision, Mention, Rereading
from claims.services.placing import place_corrected
from claims.services.provenance import chain_of, write_chain
from claims.services.scoping import ClaimValue, record_claims
from claims.services.triage import AlreadyDecided, Correction, decide, reread
from claims.services.undoing import DecidedSince, undo
from claims.vocabulary import MentionState
from config.seen import mark_of


def to_row(value: ClaimValue) -> dict[str, Any]:
    """Return what the value says besides scope and claimant, for `Rereading.value`."""
    numbers = {name: getattr(value, name) for name in ("low", "best", "high")}
    return {
        "kind": value.kind,
        **{name: None if number is None else str(number) for name, number in numbers.items()},
        "bound": value.bound,
        "unit": value.unit,
        "polarity": value.polarity,
        "statement": value.statement,
        "as_of": value.as_of and [day and day.isoformat() for day in (value.as_of.lower, value.as_of.upper)],
        "as_of_precision": value.as_of_precision,
    }


def claim_of(rereading: Rereading) -> Claim:
    """Return what was read as a claim without a row, an empty one for nothing. Scope and claimant should be loaded."""
    row = dict(rereading.value)
    numbers = {name: row[name] and Decimal(row[name]) for name in ("low", "best", "high") if name in row}
    if row.get("as_of"):
        row["as_of"] = DateRange(*(day and date.fromisoformat(day) for day in row["as_of"]))
    return Claim(**row | numbers, scope=rereading.scope, claimant=rereading.claimant)


@transaction.atomic
def keep(rereading: Rereading, *, reason: str = "", seen: str, by: User, now: datetime) -> Decision:
    """
    Let the mention stand against this later reading, and against the same one whenever it comes again.

    seen: the mark of the mention. Raises AlreadyDecided.
    """
    mention = _undecided(rereading, seen=seen, by=by, now=now)
    same = {"state": mention.state, "reason": mention.reason}
    return decide(
        mention, "keep", same, by=by, now=now, seen=mark_of(mention), rereading=rereading, why=reason.strip()
    )


@transaction.atomic
def take(rereading: Rereading, *, reason: str = "", seen: str, by: User, now: datetime) -> Decision:
    """
    Let the mention say what was read later; where nothing was found any more, reject it.

    The chain changes only where the new reading names another claimant: otherwise what people marked stays.
    seen: the mark of the mention. Raises AlreadyDecided, AlreadyRecorded.
    """
    mention = _undecided(rereading, seen=seen, by=by, now=now)
    seen = mark_of(mention)
    if not rereading.meaning:
        reason = reason.strip() or f"not found any more by {rereading.run.extractor}"
        changes = {"state": MentionState.REJECTED, "reason": reason}
        return decide(mention, "take", changes, by=by, now=now, seen=seen, rereading=rereading)
    value = ClaimValue.of(claim_of(rereading))
    claim = record_claims([value], now=now)[value]
    chains: dict[str, Any] = {}
    if claim.claimant_id != mention.claim.claimant_id:
        chains = {"before": {"chain": chain_of(mention)}, "after": {"chain": rereading.chain}}
    decision = reread(
        mention, "take", Correction(value, rereading.start, rereading.end), claim, reason=reason, by=by, now=now,
        seen=seen, rereading=rereading, **chains,
    )  # fmt: skip
    if chains:
        write_chain(mention.pk, rereading.chain)
    place_corrected(mention, now=now)
    return decision


def _undecided(rereading: Rereading, *, seen: str, by: User, now: datetime) -> Mention:
    """
    Return the mention, locked, with nobody's decision on this reading. Raises AlreadyDecided.

    Every decision changes the mark of the mention: who sends the one of now knows what another has decided on this
    reading, and it is undone in their name.
    """
    mention = _locked(rereading.mention_id)
    if mark_of(mention) != seen:
        raise AlreadyDecided(mention)
    standing = Decision.objects.standing().filter(rereading=rereading).first()
    if standing is None:
        return mention
    try:
        undo(standing.pk, by=by, now=now)
    except DecidedSince as error:
        raise AlreadyDecided(mention) from error
    return _locked(rereading.mention_id)


def _locked(pk: int) -> Mention:
    return (
        Mention.objects.select_for_update(of=("self",))
        .select_related("version__article", "claim__scope")
        .get(pk=pk)
    )
