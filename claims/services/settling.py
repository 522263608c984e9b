"""
A text that people have worked on is read anew: what becomes a suggestion, and what only stands beside a decision.

- Words that a person confirmed: the same reading changes nothing; another one is kept beside it, for a person to keep
  the one or take the other. So is that nothing is found there any more.
- Words whose reading a person rejected: the same program never suggests anything there again, whatever it is taught
  since (a database rule). Another program, which a newer version is, suggests there what it reads differently; the
  rejected reading itself is never suggested again, by none.
- A suggestion on which a person has acted and which waits again keeps its words to itself.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.extraction.results import Extraction
from claims.models import ExtractionRun, Mention, Rereading
from claims.services import citing
from claims.services.clearing import is_settled
from claims.services.provenance import FIELDS
from claims.services.rereading import to_row
from claims.services.scoping import ClaimValue, unsaved_claims
from claims.vocabulary import MentionState
from sources.models import Source


@dataclass(frozen=True, slots=True)
class Read:
    """One claim as it was just read. number: its id in the extraction. meaning: as `Claim.meaning`."""

    number: int
    start: int
    end: int
    meaning: str


@dataclass(frozen=True, slots=True)
class Sorting:
    """suggested: numbers of what to suggest. beside: confirmed mentions, each with what is read there now, or None."""

    suggested: frozenset[int]
    beside: list[tuple[Mention, Read | None]]


def sort_readings(read: Sequence[Read], settled: Sequence[Mention], *, extractor: str) -> Sorting:
    """Sort what was read in a text whose settled mentions (with their claims) these are. Pure."""
    confirmed = [mention for mention in settled if mention.state == MentionState.ACCEPTED]
    others = [mention for mention in settled if mention.state != MentionState.ACCEPTED]
    met: dict[int, Read] = {}
    paired: set[int] = set()
    for _, one, mention in sorted(
        (
            (_distance(one, mention), one, mention)
            for one in read
            for mention in confirmed
            if _meet(one, mention)
        ),
        key=lambda pair: pair[0],
    ):
        if mention.pk not in met and one.number not in paired:
            met[mention.pk] = one
            paired.add(one.number)
    suggested = {
        one.number
        for one in read
        if one.number not in paired
        and not any(_meet(one, mention) and one.meaning == mention.claim.meaning for mention in confirmed)
        and not any(_meet(one, same) and one.meaning == same.meaning for same in met.values())
        and not any(_meet(one, mention) and _bars(mention, one, extractor) for mention in others)
    }
    beside = [
        (mention, now)
        for mention in confirmed
        if (now := met.get(mention.pk)) is None or now.meaning != mention.claim.meaning
    ]
    # what a person marked by hand was never found by a program, so that it is not found tells nothing
    return Sorting(
        frozenset(suggested), [pair for pair in beside if pair[1] is not None or pair[0].extractor]
    )


def _meet(one: Read, other: Mention | Read) -> bool:
    return is_settled(one.start, one.end, [(other.start, other.end)])


def _distance(one: Read, mention: Mention) -> tuple[bool, int, int, int]:
    """Order pairs: the same reading first, then the closest words, then the order of the text."""
    apart = abs(one.start - mention.start) + abs(one.end - mention.end)
    return one.meaning != mention.claim.meaning, apart, one.number, mention.pk


def _bars(mention: Mention, one: Read, extractor: str) -> bool:
    if mention.state != MentionState.REJECTED:
        return True
    return mention.extractor == extractor or mention.claim.meaning == one.meaning


def keep_beside(
    run: ExtractionRun, found: Extraction, settled: Sequence[Mention], *, values: Mapping[int, ClaimValue],
    spans: Mapping[int, tuple[int, int]], chains: Mapping[int, list[citing.Hop]], sources: dict[str, Source],
    now: datetime,
) -> Collection[int]:  # fmt: skip
    """Keep what differs from what people confirmed beside it, and return the numbers of the claims to suggest."""
    unsaved = unsaved_claims(values.values(), now=now)
    read = [Read(number, *spans[number], unsaved[value].meaning) for number, value in values.items()]
    sorting = sort_readings(read, settled, extractor=run.extractor)
    notes = {claim.id: list(claim.notes) for claim in found.claims}
    rows = []
    for mention, one in sorting.beside:
        if one is None:
            rows.append(Rereading(run=run, mention=mention, start=mention.start, end=mention.end))
            continue
        claim = unsaved[values[one.number]]
        hops = citing.rows_of(mention, chains[one.number], sources, run.version.article.outlet)
        rows.append(
            Rereading(
                run=run, mention=mention, meaning=one.meaning, scope=claim.scope, claimant_id=claim.claimant_id,
                value=to_row(values[one.number]), start=one.start, end=one.end, notes=notes[one.number],
                chain=[{field: getattr(hop, field) for field in FIELDS} for hop in hops],
            )
        )  # fmt: skip
    Rereading.objects.bulk_create(rows)
    return sorting.suggested
