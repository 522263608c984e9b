"""Make room for a new reading: what the machine suggested before and nobody has looked at goes, decisions stay."""

from django.db.models import Exists, OuterRef

from claims.models import Attribution, Decision, Grounds, Mention
from claims.vocabulary import MentionState
from sources.models import ArticleVersion

Span = tuple[int, int]


def clear_suggestions(version: ArticleVersion) -> list[Mention]:
    """
    Delete the version's suggestions on which no person has acted; the history keeps that they were there.

    Returns the mentions that stay, with their claims: people have acted on them, so a new reading does not take
    their place.
    """
    mentions = Mention.objects.filter(version=version)
    acted_on = Decision.objects.filter(mention=OuterRef("pk"))
    untouched = mentions.filter(state=MentionState.SUGGESTED).exclude(extractor="").exclude(Exists(acted_on))
    # what a decided scope statement limits stays with it
    held = mentions.exclude(pk__in=untouched).exclude(limits=None).values("limits")
    gone = list(untouched.exclude(pk__in=held).values_list("pk", flat=True))
    Attribution.objects.filter(mention__in=gone).delete()
    Grounds.objects.filter(mention__in=gone).delete()
    Mention.objects.filter(pk__in=gone, limits__isnull=False).delete()
    Mention.objects.filter(pk__in=gone).delete()
    return list(mentions.select_related("claim").order_by("start", "end", "pk"))


def is_settled(start: int, end: int, settled: list[Span]) -> bool:
    """
    Tell whether a person has decided on these words: on the same ones, or a few more or fewer.

    Half of the longer span must be shared, so that a decided figure does not settle the sentence around it.
    """
    return any(
        2 * (min(end, high) - max(start, low)) >= max(end - start, high - low) for low, high in settled
    )
