"""A pair whose readings somebody else has changed while a person filled them in: what that person was asked stays."""

from collections.abc import Mapping
from dataclasses import replace

from claims.models import Mention
from claims.queries.compare import Pair
from claims.queries.excerpts import with_excerpt
from claims.queries.gaps import gaps_of
from claims.queries.meant import OpenWord, at_place


def with_moved(pair: Pair, sent: Mapping[int, int]) -> Pair:
    """
    Return the pair with the gaps of claims that no text carries by now, for the mentions that a form is about.

    sent: claim id → mention id. One query where a claim has moved, else none.
    """
    asked = {gaps.claim.pk for gaps in pair.gaps}
    moved = [half for half in (pair.left, pair.right) if half.claim.pk in sent and half.claim.pk not in asked]
    if not moved:
        return pair
    rows = Mention.objects.in_bulk([sent[half.claim.pk] for half in moved])
    verdicts = {row.axis: row.verdict for row in pair.axes}
    found = [gaps_of(half.name, half.claim, rows.get(sent[half.claim.pk]), [], verdicts) for half in moved]
    gaps = [*pair.gaps, *(one for one in found if one is not None)]
    return replace(pair, gaps=sorted(gaps, key=lambda one: one.name))


def open_word(pair: Pair, claim: int, sent: Mapping[int, int]) -> OpenWord | None:
    """Return the word of the claim (id) with several senses; where no text carries the claim by now, as it was sent."""
    word = next((one for one in pair.senses.words if one.claim.pk == claim), None) if pair.senses else None
    if word is None or word.mention is not None or claim not in sent:
        return word
    mention = with_excerpt(Mention.objects.filter(pk=sent[claim])).first()
    return word if mention is None else at_place(word, mention)
