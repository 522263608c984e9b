"""
Say that a mention makes a claim that is recorded already: the same meaning and scope, read or written otherwise.

What differs is worked out field by field. A field that only one of the two knows is filled in or left out by
merging; where both say something and not the same, the person overrules the reading and gives a reason.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import Claim, Decision, Mention
from claims.services.placing import place_corrected
from claims.services.refusals import ReasonMissing
from claims.services.scoping import days_key
from claims.services.triage import decide, once
from claims.vocabulary import MentionState


class SameClaim(Exception):
    """The mention carries this claim already."""


#: What makes two claims two, by the names that people see. None: not known.
FIELDS: dict[str, Callable[[Claim], Any]] = {
    "Kind": lambda claim: claim.kind,
    "Figure": lambda claim: (claim.low, claim.best, claim.high, claim.bound) if claim.bound else None,
    "Unit": lambda claim: claim.unit or None,
    "Polarity": lambda claim: claim.polarity,
    "Statement": lambda claim: claim.statement.casefold() or None,
    "Measure": lambda claim: claim.scope and claim.scope.measure_id,
    "Population": lambda claim: claim.scope and claim.scope.population_id,
    "Place": lambda claim: claim.scope and claim.scope.place_id,
    "Period": lambda claim: claim.scope and days_key(claim.scope.period),
    "How counted": lambda claim: claim.scope and claim.scope.basis,
    "As of": lambda claim: days_key(claim.as_of),
    "Who claims it": lambda claim: claim.claimant_id,
}


def conflicts(mine: Claim, theirs: Claim) -> list[str]:
    """Return the fields on which both say something, and not the same. Both are read with their scopes."""
    return [
        name
        for name, value_of in FIELDS.items()
        if None not in (left := value_of(mine), right := value_of(theirs)) and left != right
    ]


@transaction.atomic
def merge_mention(
    mention: Mention, claim: Claim, *, reason: str = "", by: User, now: datetime,
    seen: str = MentionState.SUGGESTED,
) -> Decision:  # fmt: skip
    """
    Accept the mention as one that makes this claim. Both claims are read with their scopes.

    Raises SameClaim, ReasonMissing (they conflict), AlreadyDecided, AlreadyRecorded (the words carry it already).
    """
    if claim.pk == mention.claim_id:
        raise SameClaim("The mention carries this claim already.")
    against = conflicts(mention.claim, claim)
    if against and not reason.strip():
        raise ReasonMissing(f"Say why it is the same claim: the two differ in {', '.join(against).lower()}.")
    changes = {"state": MentionState.ACCEPTED, "claim_id": claim.pk, "reason": reason.strip()}
    with once():
        decision = decide(mention, "merge", changes, by=by, now=now, seen=seen)
    place_corrected(mention, now=now)
    return decision
