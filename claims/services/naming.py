"""Say who is meant by words that no recorded source bears: one hop of the chain gets its source."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import Decision, Mention
from claims.services.provenance import HopValue, mark_provenance
from config.seen import ChangedMeanwhile
from sources import directory
from sources.models import Source


@transaction.atomic
def name_hop(
    mention: Mention, hop: int, source: Source, *, remember: bool, seen: Sequence[dict[str, Any]], by: User,
    now: datetime,
) -> Decision:  # fmt: skip
    """
    Let the source stand behind a hop, by its number in the chain; the rest of the chain stays as it is.

    remember: the printed words become another name of the source, and the next text that has them is understood; words
    that somebody bears already stay theirs. seen: the chain as it was shown. Raises ChainInvalid, ChangedMeanwhile.
    """
    if not 0 < hop < len(seen):
        raise ChangedMeanwhile(mention)
    hops = [HopValue(**values) for values in seen[1:]]
    hops[hop - 1] = replace(hops[hop - 1], source_id=source.pk)
    decision = mark_provenance(mention, hops, seen=seen, by=by, now=now)
    words = " ".join(seen[hop]["printed_name"].split())
    if remember and words and not Source.objects.named(words).exists():
        directory.add_alias(source.pk, name=words)
    return decision
