"""Why a mention was read as it was: the rules and the words that the program relied on, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import Exists, OuterRef, QuerySet

from claims.extraction.telling.explaining import Why
from claims.models import Decision, Grounds, Mention

_FIGURE, _COVERS, _SAYS, _PASSES = "The figure", "What it covers", "Who says so", "Who passes it on"


@dataclass(frozen=True, slots=True)
class Reasons:
    """Reasons about one thing. Of a chain each hop has its own, origin first."""

    heading: str
    lines: list[Why]


@dataclass(frozen=True, slots=True)
class WhyShown:
    """
    groups: empty where nothing is on record. by: the program, "name/version"; "" where a person marked it.

    is_changed: a person has corrected the reading or the chain since.
    """

    groups: list[Reasons]
    by: str
    is_changed: bool


def with_grounds(mentions: "QuerySet[Mention]") -> "QuerySet[Mention]":
    """Read the mentions with what `why_of` needs; no further query."""
    changed = Decision.objects.standing().filter(mention=OuterRef("pk"), action__in=("correct", "provenance"))
    return mentions.select_related("grounds").annotate(reading_changed=Exists(changed))


def why_of(mention: Mention) -> WhyShown:
    """Return the reasons of a mention that was read `with_grounds`."""
    grounds: Grounds | None = getattr(mention, "grounds", None)
    reasons = [Why.from_row(row) for row in grounds.reasons] if grounds else []
    return WhyShown(
        groups=list(_grouped(reasons)),
        by=mention.extractor,
        is_changed=mention.reading_changed,  # type: ignore[attr-defined]
    )


def _grouped(reasons: list[Why]) -> Iterable[Reasons]:
    hops = 0
    keys = []
    for why in reasons:
        # a hop begins with how the attribution was found; its act, hedge and speaker follow
        hops += why.of == "attribution" and not why.rule.startswith(("act.", "hedge"))
        keys.append((why.of in ("attribution", "speaker"), hops or why.of))
    for (is_hop, which), pairs in groupby(zip(keys, reasons, strict=True), key=lambda pair: pair[0]):
        lines = [why for _, why in pairs]
        name = next((f": {why.name}" for why in lines if why.name), "")
        heading = (_SAYS if which == 1 else _PASSES) if is_hop else _FIGURE if which == "figure" else _COVERS
        yield Reasons(heading + name, lines)
