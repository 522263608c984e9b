"""Mark by hand what no program found: a mention of a person's own, accepted from the start."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from claims.extraction.results import ExtractedClaim, Extraction
from claims.models import Attribution, Claim, Decision, Mention
from claims.services import reading
from claims.services.placing import place_corrected
from claims.services.recording import CONTEXT
from claims.services.scoping import record_claims
from claims.services.terms import constraint_of
from claims.services.triage import FIELDS, AlreadyRecorded, Correction
from claims.vocabulary import Manner, MentionState, Role, SpeechAct
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
    mention = _mention(version, claim, said, by=by, now=now)
    try:
        with transaction.atomic():
            mention.save()
    except IntegrityError as error:
        if constraint_of(error) == "mention_once":
            raise AlreadyRecorded("These words already carry this claim.") from error
        raise
    Attribution.objects.bulk_create(_chain(mention, said.value.claimant_id))
    place_corrected(mention, now=now)
    after = {field: getattr(mention, field) for field in FIELDS}
    after |= {"decided_by_id": by.pk, "decided_at": now.isoformat()}
    before = after | {"state": MentionState.REJECTED, "reason": TAKEN_BACK}
    return Decision.objects.create(mention=mention, action="mark", before=before, after=after, by=by, at=now)


def _mention(version: ArticleVersion, claim: Claim, said: Correction, *, by: User, now: datetime) -> Mention:
    text, start, end = version.text, said.start, said.end
    return Mention(
        version=version, claim=claim, start=start, end=end, exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start], suffix=text[end : end + CONTEXT],
        clause_start=start, clause_end=end,
        state=MentionState.ACCEPTED, decided_by=by, decided_at=now, recorded_at=now,
    )  # fmt: skip


def _chain(mention: Mention, claimant: int | None) -> list[Attribution]:
    """The publisher, and behind it the claimant where one is given; a reviewer adds the hops between."""
    manner = Manner.PARAPHRASE if claimant else Manner.OWN_VOICE
    act = SpeechAct.REPORT if claimant else SpeechAct.ASSERT
    outlet = mention.version.article.outlet
    chain = [Attribution(mention=mention, hop=0, role=Role.PUBLISHER, source=outlet, act=act, manner=manner)]
    if claimant:
        chain.append(
            Attribution(
                mention=mention, hop=1, role=Role.ORIGINATOR, source_id=claimant,
                act=SpeechAct.ASSERT, manner=Manner.PARAPHRASE,
            )
        )  # fmt: skip
    return chain


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
