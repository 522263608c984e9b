"""Two claims in one suggested mention ("killed or wounded 4,000") become two mentions: one decision, one undo."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import Decision, Mention
from claims.services.chains import ending_with
from claims.services.marking import mention_of, put_down
from claims.services.placing import place_corrected
from claims.services.provenance import chain_of
from claims.services.scoping import ClaimValue, record_claims
from claims.services.triage import Correction, reread
from claims.vocabulary import MentionState


class NothingToSplit(Exception):
    """Both readings say the same of the same words."""


@transaction.atomic
def split_mention(
    mention: Mention, first: Correction, second: Correction, *, reason: str = "", by: User, now: datetime,
    seen: str = MentionState.SUGGESTED,
) -> Decision:  # fmt: skip
    """
    Give the mention the first reading, and make a mention of its own for the second, behind the same chain; the
    chain of a reading with another claimant ends with that one.

    The version must be loaded with its article. The decision is about the mention and names the other one in
    `added`; undoing it takes both back: the added one is kept as rejected, for nothing recorded is deleted.
    Raises NothingToSplit, AlreadyDecided, AlreadyRecorded.
    """
    if (first.value, first.start, first.end) == (second.value, second.start, second.end):
        raise NothingToSplit("Both readings say the same. Change the words or the reading of one of them.")
    if (second.value, second.start, second.end) == (ClaimValue.of(mention.claim), mention.start, mention.end):
        first, second = second, first  # the mention keeps the reading that it has
    claims = record_claims([first.value, second.value], now=now)
    same_claimant = second.value.claimant_id == mention.claim.claimant_id
    added, before = put_down(
        mention_of(
            mention.version, claims[second.value], second, by=by, now=now,
            clause_start=min(mention.clause_start, second.start), clause_end=max(mention.clause_end, second.end),
            said_on=mention.said_on, said_on_precision=mention.said_on_precision,
            utterance_id=mention.utterance_id if same_claimant else None,
        ),
        ending_with(chain_of(mention), second.value.claimant_id),
        by=by, now=now,
    )  # fmt: skip
    decision = reread(
        mention, "split", first, claims[first.value], reason=reason, by=by, now=now, seen=seen,
        before={"added": before}, added=added,
    )  # fmt: skip
    place_corrected(mention, now=now)
    return decision
