"""Mark by hand what no program found: a mention of a person's own, accepted from the start."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from claims.extraction.results import ExtractedClaim, Extraction
from claims.models import Attribution, Claim, Decision, Mention
from claims.services import reading
from claims.services.chains import chain_to
from claims.services.placing import place_corrected
from claims.services.recording import CONTEXT
from claims.services.scoping import record_claims
from claims.services.triage import Correction, once, values_of
from claims.vocabulary import MentionState
from sources.acquisition.languages import ENGLISH
from sources.models import ArticleVersion

#: What a marked mention says once its mark is taken back; the words and the reading stay on record.
TAKEN_BACK = "taken back by the person who marked it"


@transaction.atomic
def mark_mention(version: ArticleVersion, said: Correction, *, by: User, now: datetime) -> Decision:
    """
    Record that these words of the text make this claim, and put the claim where it belongs.

    The article must be loaded with the version. Undoing it rejects the mention. Raises AlreadyRecorded.
    """
    claim = record_claims([said.value], now=now)[said.value]
    chain = chain_to(said.value.claimant_id, version.article.outlet_id)
    mention, before = put_down(mention_of(version, claim, said, by=by, now=now), chain, by=by, now=now)
    place_corrected(mention, now=now)
    return Decision.objects.create(
        mention=mention, action="mark", before=before, after=values_of(mention), by=by, at=now
    )


def put_down(
    mention: Mention, chain: Sequence[dict[str, Any]], *, by: User, now: datetime
) -> tuple[Mention, dict[str, Any]]:
    """
    Save an accepted mention with its chain; return it with the values that undoing writes back.

    Where these words with this claim were rejected or taken back before, that mention stands again, with the chain
    that it has. Raises AlreadyRecorded where they stand already.
    """
    same = Mention.objects.select_for_update(of=("self",)).filter(
        version=mention.version_id, start=mention.start, end=mention.end, claim=mention.claim_id,
        state=MentionState.REJECTED,
    ).first()  # fmt: skip
    if same is not None:
        before = values_of(same)
        Mention.objects.filter(pk=same.pk).update(
            state=MentionState.ACCEPTED, reason="", decided_by=by, decided_at=now
        )
        same.refresh_from_db()
        return same, before
    with once():
        mention.save()
    Attribution.objects.bulk_create(
        Attribution(mention=mention, hop=number, **hop) for number, hop in enumerate(chain)
    )
    return mention, values_of(mention) | {"state": MentionState.REJECTED, "reason": TAKEN_BACK}


def mention_of(
    version: ArticleVersion, claim: Claim, said: Correction, *, by: User, now: datetime, **fields: Any
) -> Mention:
    """Return the unsaved mention of a person's own. fields: more columns, or others than by default."""
    text, start, end = version.text, said.start, said.end
    values = {
        "prefix": text[max(0, start - CONTEXT) : start], "suffix": text[end : end + CONTEXT],
        "clause_start": start, "clause_end": end,
    } | fields  # fmt: skip
    return Mention(
        version=version, claim=claim, start=start, end=end, exact=text[start:end],
        state=MentionState.ACCEPTED, decided_by=by, decided_at=now, recorded_at=now, **values,
    )  # fmt: skip


def suggest_reading(version: ArticleVersion, start: int, end: int) -> ExtractedClaim | None:
    """
    Return how the extractor reads the line that holds these words, where it reads a claim in them; stores nothing.

    A text in a language that the extractor does not read gives None.
    """
    if version.language not in (ENGLISH, ""):
        return None
    first, last = line_around(version.text, start, end)
    found = reading.extractor().extract(version.text[first:last], published=version.published_on)
    inside = [claim for claim in found.claims if _touches(found, claim, start - first, end - first)]
    return max(inside, key=lambda claim: claim.score, default=None)


def line_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the first and last place (half-open) of the lines that hold text[start:end]."""
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, len(text) if last < 0 else last


def _touches(found: Extraction, claim: ExtractedClaim, start: int, end: int) -> bool:
    span = found.quantities[claim.quantity] if claim.quantity is not None else claim
    return span.start < end and span.end > start
