"""What the articles behind a question's claims say was denied, admitted or called a first, per claimant over time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from claims.models import Claim, Mention
from claims.vocabulary import ClaimKind, Polarity, SpeechAct
from sources.models import Source

POSITIONS_SHOWN = 40
#: Claims that are positions.
KINDS = (ClaimKind.POSITION, ClaimKind.FIRSTNESS)

WORDS: dict[str, str] = {SpeechAct.ADMIT: "Admitted", SpeechAct.CONFIRM: "Confirmed"}


@dataclass(frozen=True, slots=True)
class Step:
    """One position that somebody took. act: the speech act at the origin ("deny", "admit")."""

    claim: Claim
    mention: Mention
    act: str
    day: date | None

    @property
    def is_denial(self) -> bool:
        return bool(self.claim.polarity == Polarity.DENIED or self.act == SpeechAct.DENY)

    @property
    def is_first(self) -> bool:
        return bool(self.claim.kind == ClaimKind.FIRSTNESS)

    @property
    def word(self) -> str:
        """Denied, admitted, confirmed, said to be the first time, or stated."""
        if self.is_first:
            return "Called a first"
        if self.is_denial:
            return "Denied"
        return WORDS.get(self.act, "Stated")


@dataclass(frozen=True, slots=True)
class Track:
    """What one claimant said over time; claimant None: the articles themselves, or nobody named."""

    claimant: Source | None
    steps: list[Step]


def tracks_of(versions: Iterable[int]) -> list[Track]:
    """Return the tracks of what stands in these article versions. Two queries."""
    return tracks_in(
        Mention.objects.standing()
        .filter(version__in=set(versions), claim__kind__in=KINDS)
        .select_related("claim__claimant", "claim__scope", "version")
        .defer("version__text")
        .prefetch_related("attributions")
        .order_by("pk")[:POSITIONS_SHOWN]
    )


def tracks_in(mentions: Iterable[Mention]) -> list[Track]:
    """
    Return the tracks: per claimant, what was denied, admitted or called a first in these mentions, with their chains.

    In order of time; what is not dated comes first, because a denial mostly precedes. No query.
    """
    tracks: dict[int | None, dict[int, Step]] = {}
    for mention in mentions:
        steps = tracks.setdefault(mention.claim.claimant_id, {})
        hops = sorted(mention.attributions.all(), key=lambda hop: hop.hop)
        step = Step(mention.claim, mention, hops[-1].act if hops else "", day_of(mention.claim, mention))
        steps.setdefault(mention.claim_id, step)
    return [
        Track(
            claimant=next(iter(steps.values())).claim.claimant,
            steps=sorted(
                steps.values(), key=lambda one: (one.day or date.min, not one.is_denial, one.claim.pk)
            ),
        )
        for steps in tracks.values()
    ]


def day_of(claim: Claim, mention: Mention | None) -> date | None:
    """Where a figure stands in the ladder: as of, else the period's end, else the day it was said or printed."""
    for days in (
        claim.as_of,
        claim.scope.period if claim.scope else None,
        mention.said_on if mention else None,
    ):
        if days is not None and days.upper is not None:
            return days.upper - timedelta(days=1)  # type: ignore[no-any-return]
        if days is not None and days.lower is not None:
            return days.lower  # type: ignore[no-any-return]
    return mention.version.published_on if mention else None
