"""
A figure that seems to have several origins, and by what is on record all its reports go back to one: a finding.

Counting takes each outlet that speaks for itself for an origin; here the ways back are followed, over chains, outlets'
own articles, and articles that take over from each other. Rings are `retelling`'s.
"""

from collections.abc import Collection
from datetime import datetime

from claims.comparison.alarms import Alarm
from claims.comparison.origins import rings
from claims.comparison.paths import Path, Told, in_words, is_nobody, key_of, sole_origin, takes_of
from claims.models import Attribution, Claim, Derivation, Mention
from claims.services.noticing import Noticed, keep
from claims.services.origins import origins_of, told_of
from claims.vocabulary import FindingKind

#: Claims and reports looked at for one text, and ways back that a finding names.
CLAIMS_LOOKED_AT = 500
REPORTS_LOOKED_AT = 500
PATHS_NAMED = 5

_Figure = tuple[object, object]


def notice_sole_origins(claims: Collection[int], *, now: datetime) -> None:
    """Keep what is noticed of the figures of these claims (ids). Seven queries at most; chains and edges are stored."""
    asked = Claim.objects.filter(pk__in=claims, scope__isnull=False, best__isnull=False)
    figures: set[_Figure] = set(asked.values_list("scope", "best"))
    if not figures:
        return
    same = Claim.objects.filter(
        scope__in={scope for scope, _ in figures}, best__in={best for _, best in figures}
    ).values_list("pk", "scope", "best")[:CLAIMS_LOOKED_AT]
    figure_of = {pk: (scope, best) for pk, scope, best in same if (scope, best) in figures}
    # in no order: one would lead PostgreSQL through the whole table for a few rows
    rows = Mention.objects.standing().filter(claim__in=list(figure_of)).values_list(
        "pk", "claim", "version__article", "version__article__outlet", "version__article__outlet__name",
        "version__article__title", "utterance", "utterance__speaker__name",
    )  # fmt: skip
    reports = sorted(rows[:REPORTS_LOOKED_AT])
    if len({row[2] for row in reports}) < 2:
        return
    names: dict[str, str] = {}
    behind = _chains([row[0] for row in reports], names)
    told: dict[_Figure, list[Told]] = {}
    about: dict[_Figure, set[int]] = {}
    for pk, claim, article, outlet, outlet_name, title, utterance, speaker in reports:
        names[f"a{article}"] = outlet_name or title
        steps = behind.get(pk, [])
        if utterance is not None:
            names[f"u{utterance}"] = f"an utterance of {speaker}"
            steps = [*(step for step in steps if not is_nobody(step)), f"u{utterance}"]
        told.setdefault(figure_of[claim], []).append(
            Told(f"a{article}", f"s{outlet}" if outlet else "", steps)
        )
        about.setdefault(figure_of[claim], set()).add(claim)
    articles = {row[2] for row in reports}
    edges = Derivation.objects.standing().filter(article__in=articles, origin__in=articles)
    derived = [(f"a{one}", f"a{other}") for one, other in edges.values_list("article", "origin")]
    counted = told_of({claim for of in about.values() for claim in of})
    nobody = {name for name in names if is_nobody(name)}
    found = []
    for figure, of in told.items():
        takes = takes_of(of, derived)
        origins = origins_of(
            [one for claim in about[figure] if claim in counted for one in counted[claim].reports]
        )
        paths = sole_origin(takes, dict.fromkeys(one.article for one in of), nobody=nobody)
        if len(origins) > 1 and paths and not rings(takes):
            alarm = Alarm(FindingKind.CIRCULAR, _words(paths, names, len(origins)))
            found.append(Noticed(alarm, tuple(sorted(about[figure]))))
    keep(found, now=now)


def _chains(mentions: Collection[int], names: dict[str, str]) -> dict[int, list[str]]:
    """Return who stands behind each mention, nearest first, as keys; fills in their names. One query."""
    behind: dict[int, list[str]] = {}
    hops = Attribution.objects.filter(mention__in=mentions, hop__gt=0).order_by("mention", "hop")
    for mention, hop, source, name, printed in hops.values_list(
        "mention", "hop", "source", "source__name", "printed_name"
    ):
        key = key_of(source, printed, mention=mention, hop=hop)
        names[key] = name or printed or "nobody named"
        behind.setdefault(mention, []).append(key)
    return behind


def _words(paths: list[Path], names: dict[str, str], origins: int) -> str:
    shown = "; ".join(sorted(in_words(paths, names.__getitem__))[:PATHS_NAMED])
    return f"{origins} origins are counted, and all go back to {names[paths[0][-1]]}: {shown}."
