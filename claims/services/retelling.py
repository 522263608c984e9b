"""
What a text does with words that were there before: it changes its own in silence, or passes on in a ring.

Found when a version is recorded; kept as findings.
"""

import re
from collections.abc import Collection
from datetime import datetime

from claims.comparison.alarms import Alarm
from claims.comparison.origins import rings
from claims.models import Attribution, Claim, Mention
from claims.services.noticing import Noticed, keep
from claims.services.readings import words_of
from claims.vocabulary import FIGURE_KINDS, FindingKind, SourceKind
from sources.models import ArticleVersion

#: A text that says of itself that it was changed changes nothing in silence.
_SAYS_SO = re.compile(
    r"\b(?:correct(?:ed|ion|s)|clarif(?:ied|ication|ies)|amend(?:ed|ment|s)"
    r"|an earlier version|was updated|updated to)\b",
    re.IGNORECASE,
)
#: Hops looked at for one text; a ring among more outlets than that is no longer read as a path.
HOPS_SHOWN = 2000
_PASSING_ON = (SourceKind.OUTLET, SourceKind.AGENCY)


def notice_text(version: ArticleVersion, claims: Collection[int], *, now: datetime) -> None:
    """Keep what is odd about a version whose mentions carry these claims. The chains must be stored."""
    keep(_silent_edits(version), now=now)
    notice_circles(claims, now=now)


def notice_circles(claims: Collection[int], *, now: datetime) -> None:
    """Keep the rings of outlets that stand behind the figures of these claims (ids). The chains must be stored."""
    keep(_circles(claims), now=now)


def _silent_edits(version: ArticleVersion) -> list[Noticed]:
    """Find figures of the version before that this one changes without a word."""
    if version.previous_id is None or _SAYS_SO.search(version.text):
        return []
    figures = (
        Mention.objects.standing()
        .filter(claim__kind__in=FIGURE_KINDS)
        .select_related("claim__scope__measure")
    )
    before = list(figures.filter(version=version.previous_id).order_by("start"))
    after = list(figures.filter(version=version.pk).order_by("start"))
    kept = {mention.claim_id for mention in after}
    found = []
    for old in before:
        if old.claim_id in kept or old.exact in version.text:
            continue
        twins = [new for new in after if _is_rewritten(old.claim, new.claim)]
        if len(twins) == 1:  # with two of them nobody can tell which one it became
            new = twins[0]
            detail = (
                f"Version {version.number} says {words_of(new.claim)}, the one before said {words_of(old.claim)}; "
                "the text does not say that it was changed."
            )
            found.append(Noticed(Alarm(FindingKind.SILENT_EDIT, detail), (old.claim_id, new.claim_id)))
    return found


def _is_rewritten(old: Claim, new: Claim) -> bool:
    """The same speaker counts the same in other numbers."""
    if old.scope is None or new.scope is None or old.scope.measure_id is None:
        return False
    same = old.scope.measure_id == new.scope.measure_id and old.scope.population_id == new.scope.population_id
    differs = (old.low, old.best, old.high) != (new.low, new.best, new.high)
    return same and differs and old.claimant_id == new.claimant_id and old.unit == new.unit


def _circles(claims: Collection[int]) -> list[Noticed]:
    """Find outlets that cite each other in a ring for one figure of one scope. Two queries."""
    figures = {
        (claim.scope_id, claim.best): claim.pk
        for claim in Claim.objects.filter(pk__in=claims, scope__isnull=False, best__isnull=False)
    }
    if not figures:
        return []
    hops = (
        Attribution.objects.filter(
            mention__claim__scope__in={scope for scope, _ in figures}, hop__gt=0, source__kind__in=_PASSING_ON,
            mention__version__article__outlet__isnull=False,
        )
        .exclude(mention__state="rejected")
        .order_by("-pk")
        .values_list(
            "mention__claim__scope", "mention__claim__best", "mention__claim",
            "mention__version__article__outlet__name", "source__name",
        )[:HOPS_SHOWN]
    )  # fmt: skip
    cites: dict[tuple[int, object], dict[str, set[str]]] = {}
    about: dict[tuple[int, object], set[int]] = {}
    for scope, best, claim, outlet, source in hops:
        if (scope, best) in figures and outlet != source:
            cites.setdefault((scope, best), {}).setdefault(outlet, set()).add(source)
            about.setdefault((scope, best), set()).add(claim)
    return [
        Noticed(
            Alarm(FindingKind.CIRCULAR, f"These cite each other for one figure: {' → '.join(path)}."),
            tuple(sorted(about[figure])),
        )
        for figure, edges in cites.items()
        for path in rings(edges)
    ]
