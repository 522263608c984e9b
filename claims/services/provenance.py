"""Mark who is behind a claim: replace a mention's chain of hops, with the old one kept for undoing."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from claims.models import Attribution, Claim, Decision, Mention
from claims.services.deriving import suggest_derivations
from claims.services.placing import place_corrected
from claims.services.retelling import notice_circles
from claims.services.scoping import ClaimValue, record_claims
from claims.services.sole_origins import notice_sole_origins
from claims.services.terms import constraint_of
from claims.services.waking import wake_for_lost, wake_for_reading
from claims.vocabulary import Manner, Role, SpeechAct
from config.seen import ChangedMeanwhile


class ChainInvalid(ValueError):
    """The chain breaks a rule; the message says which."""


@dataclass(frozen=True, slots=True)
class HopValue:
    """One hop after the publisher. source_id None: nobody is named, or the printed name is not resolved."""

    source_id: int | None
    printed_name: str
    role: str
    act: str
    manner: str
    cue: str = ""
    cue_start: int | None = None
    cue_end: int | None = None
    hedge: str = ""


FIELDS = ("source_id", "printed_name", "role", "act", "manner", "cue", "cue_start", "cue_end", "hedge")


def chain_of(mention: Mention) -> list[dict[str, Any]]:
    """Return the stored hops, hop 0 first, as plain values."""
    return list(mention.attributions.order_by("hop").values(*FIELDS))


def check_chain(hops: Sequence[HopValue]) -> None:
    """Raise ChainInvalid unless the hops can follow the publisher."""
    for number, hop in enumerate(hops, start=1):
        if hop.role not in set(Role) - {Role.PUBLISHER}:
            raise ChainInvalid(f"Hop {number}: only hop 0 is the publisher.")
        if hop.act not in set(SpeechAct) or hop.manner not in set(Manner) - {Manner.OWN_VOICE}:
            raise ChainInvalid(f"Hop {number}: say what is done by saying it, and how.")
    origins = [number for number, hop in enumerate(hops, start=1) if hop.role == Role.ORIGINATOR]
    if origins and origins != [len(hops)]:
        raise ChainInvalid("The originator is the last hop, and there is one at most.")


@transaction.atomic
def mark_provenance(
    mention: Mention, hops: Sequence[HopValue], *, seen: Sequence[dict[str, Any]], by: User, now: datetime
) -> Decision:
    """
    Put these hops behind the publisher. When the origin changes, the mention carries the claim of that origin.

    seen: the chain as it was when the form was opened (`chain_of`). Raises ChainInvalid, ChangedMeanwhile.
    """
    check_chain(hops)
    current = Mention.objects.select_for_update(of=("self",)).get(pk=mention.pk)
    chain = chain_of(current)
    if chain != list(seen):
        raise ChangedMeanwhile(current)
    claim = Claim.objects.with_scope().get(pk=current.claim_id)
    value = ClaimValue.of(claim).changed(claimant_id=hops[-1].source_id if hops else None)
    new_claim = record_claims([value], now=now)[value]
    publisher = chain[0] | {"manner": hops[0].manner if hops else Manner.OWN_VOICE.value}
    new_chain = [publisher, *(asdict(hop) for hop in hops)]
    try:
        with transaction.atomic():
            Mention.objects.filter(pk=current.pk).update(claim=new_claim)
    except IntegrityError as error:
        if constraint_of(error) == "mention_once":
            raise ChainInvalid(
                "These words already carry the claim of that origin, as another mention."
            ) from error
        raise
    write_chain(current.pk, new_chain)
    mention.refresh_from_db()
    if new_claim.pk != claim.pk:
        place_corrected(mention, now=now)
        wake_for_lost(claim.pk, now=now)
    suggest_derivations(mention.version, now=now)
    notice_circles([new_claim.pk], now=now)
    notice_sole_origins([new_claim.pk], now=now)
    if any(hop.act == SpeechAct.RETRACT for hop in hops):
        wake_for_reading([mention], now=now)
    return Decision.objects.create(
        mention=mention, action="provenance", by=by, at=now,
        before={"claim_id": claim.pk, "chain": chain}, after={"claim_id": new_claim.pk, "chain": new_chain},
    )  # fmt: skip


def write_chain(mention_id: int, chain: Sequence[dict[str, Any]]) -> None:
    """Make the stored hops equal to `chain`; a hop that stays the same is not touched."""
    rows = {row.hop: row for row in Attribution.objects.filter(mention=mention_id)}
    for number, values in enumerate(chain):
        row = rows.pop(number, None)
        if row is None:
            Attribution.objects.create(mention_id=mention_id, hop=number, **values)
        elif any(getattr(row, field) != values[field] for field in FIELDS):
            Attribution.objects.filter(pk=row.pk).update(**values)
    Attribution.objects.filter(pk__in=[row.pk for row in rows.values()]).delete()
