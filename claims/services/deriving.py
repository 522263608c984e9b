"""
Which articles take over from each other: suggested when a text is recorded, drawn, confirmed or rejected by people.

Two rules: a text that another article holds already, letter for letter, is republished; an article whose chain names
an outlet takes a figure over from that outlet's last article before it with the same figure of the same scope.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Max, Min

from claims.models import Attribution, Decision, Derivation, Mention
from claims.services.refusals import ReasonMissing
from claims.services.sole_origins import notice_sole_origins
from claims.services.uttering import EARLIER_IN_THE_WEST
from claims.vocabulary import DerivationKind, DerivationState, Manner, SourceKind
from config.seen import check_seen
from sources.models import Article, ArticleVersion

#: What suggested it; changes whenever the same articles could get another suggestion.
RULE = "counterclaim-derivations/1"
#: Articles looked at for one text; nobody follows more edges from one article.
LOOKED_AT = 200

_QUOTING = (Manner.DIRECT, Manner.FRAGMENT)
_PASSING_ON = (SourceKind.OUTLET, SourceKind.AGENCY)
#: An article without a day is taken for the last.
_LAST = date.max


#: Texts looked at in one step of going through an archive: some 0.1 s.
STEP = 20


class AlreadyDrawn(Exception):
    """It is on record that the one article takes over from the other, perhaps as a suggestion or rejected."""


class DerivationImpossible(ValueError):
    """The one was printed before the other; the message says which."""


def suggest_derivations(version: ArticleVersion, *, now: datetime) -> None:
    """Suggest what this text takes over, and who takes over from it. The chains must be stored. Four queries."""
    found = [*_reprints(version), *_citing(version), *_cited(version)]
    for row in found:
        row.rule, row.recorded_at = RULE, now
    if found:
        Derivation.objects.bulk_create(found, ignore_conflicts=True)


@transaction.atomic
def derive_step(*, after: int, now: datetime) -> int | None:
    """
    Suggest what the next recorded texts take over, after this version. Return where to go on, None at the end.

    For texts that were read before there was such a rule. What is on record, also rejected, stays as it is.
    """
    versions = (
        ArticleVersion.objects.filter(pk__gt=after)
        .select_related("article")
        .defer("text")
        .order_by("pk")[:STEP]
    )
    found = list(versions)
    for version in found:
        suggest_derivations(version, now=now)
    return found[-1].pk if len(found) == STEP else None


def draw(article: Article, origin: Article, kind: DerivationKind, *, by: User, now: datetime) -> Derivation:
    """
    Record that the article takes over from the origin, as a person says.

    Raises AlreadyDrawn; DerivationImpossible where the origin was printed only after the article's last version.
    """
    printed = ArticleVersion.objects.filter(article__in=[article, origin], published_on__isnull=False)
    last = printed.filter(article=article).aggregate(day=Max("published_on"))["day"]
    first = printed.filter(article=origin).aggregate(day=Min("published_on"))["day"]
    if last and first and last + EARLIER_IN_THE_WEST < first:
        raise DerivationImpossible(
            f"It was printed on {last:%-d %b %Y}, before the other one, on {first:%-d %b %Y}."
        )
    try:
        with transaction.atomic():
            row = Derivation.objects.create(
                article=article, origin=origin, kind=kind, state=DerivationState.CONFIRMED, recorded_at=now,
                decided_by=by, decided_at=now,
            )  # fmt: skip
            claims = (
                Mention.objects.standing().filter(version__article=article).values_list("claim", flat=True)
            )
            notice_sole_origins(set(claims), now=now)
            return row
    except IntegrityError as error:
        if Derivation.objects.filter(article=article, origin=origin).exists():
            raise AlreadyDrawn("It is on record already how the one stands to the other.") from error
        raise


@transaction.atomic
def decide_derivation(
    pk: int, *, state: DerivationState, kind: DerivationKind | None = None, reason: str = "", seen: str,
    by: User, now: datetime,
) -> Derivation:  # fmt: skip
    """
    Confirm a derivation, perhaps as another kind, or reject it with a reason; also one that was decided before.

    seen: the mark of the row that the person saw. Raises ReasonMissing, ChangedMeanwhile.
    """
    row = Derivation.objects.select_for_update(of=("self",)).get(pk=pk)
    check_seen(row, seen)
    if state is DerivationState.REJECTED and not reason.strip():
        raise ReasonMissing("Say why the one does not take over from the other.")
    before = _values_of(row)
    row.state, row.kind, row.reason = state, kind or row.kind, reason.strip()
    row.decided_by, row.decided_at = by, now
    row.save()
    action = "reject" if state is DerivationState.REJECTED else "confirm"
    Decision.objects.create(
        derivation=row, action=action, reason=row.reason, before=before, after=_values_of(row), by=by, at=now
    )
    return row


def _values_of(row: Derivation) -> dict[str, Any]:
    """What a decision may change, as it stands, for the record."""
    kept = {field: getattr(row, field) for field in ("state", "kind", "reason", "decided_by_id")}
    return kept | {"decided_at": row.decided_at and row.decided_at.isoformat()}


def _reprints(version: ArticleVersion) -> list[Derivation]:
    same = (
        ArticleVersion.objects.filter(sha256=version.sha256)
        .exclude(article=version.article_id)
        .order_by("published_on", "pk")
        .values_list("article", "published_on")[:LOOKED_AT]
    )
    others = {article: printed or _LAST for article, printed in reversed(list(same))}
    if not others:
        return []
    detail = "The same text, letter for letter."
    kind = DerivationKind.REPUBLISHES
    first = min(others, key=lambda article: (others[article], article))
    own = (version.published_on or _LAST, version.article_id)
    if (others[first], first) < own:
        return [Derivation(article_id=version.article_id, origin_id=first, kind=kind, detail=detail)]
    return [
        Derivation(article_id=other, origin_id=version.article_id, kind=kind, detail=detail)
        for other in others
    ]


def _citing(version: ArticleVersion) -> list[Derivation]:
    """Find the articles of outlets that this text's chains name, with the same figure."""
    hops = [hop for hop in _hops(mention__version=version) if hop["outlet"] != hop["source"]]
    if not hops:
        return []
    held = (
        Mention.objects.standing()
        .filter(
            version__article__outlet__in={hop["source"] for hop in hops},
            claim__scope__in={hop["scope"] for hop in hops}, claim__best__in={hop["best"] for hop in hops},
        )
        .exclude(version__article=version.article_id)
        .order_by("-version__published_on", "-pk")
        .values_list(
            "version__article__outlet", "claim__scope", "claim__best", "version__article", "version__published_on"
        )[:LOOKED_AT]
    )  # fmt: skip
    before = version.published_on or _LAST
    origins: dict[tuple[Any, ...], int] = {}
    for outlet, scope, best, article, printed in held:
        if (printed or before) <= before:
            origins.setdefault((outlet, scope, best), article)
    named = [(hop, origins.get((hop["source"], hop["scope"], hop["best"]))) for hop in hops]
    return _edges((hop, version.article_id, origin) for hop, origin in named if origin is not None)


def _cited(version: ArticleVersion) -> list[Derivation]:
    """Find the articles whose chains name the outlet of this text, with one of its figures, and that came later."""
    outlet = version.article.outlet_id
    if outlet is None:
        return []
    own = {
        (scope, best)
        for scope, best in Mention.objects.standing()
        .filter(version=version, claim__best__isnull=False)
        .values_list("claim__scope", "claim__best")
    }
    if not own:
        return []
    hops = _hops(
        source=outlet,
        mention__claim__scope__in={scope for scope, _ in own},
        mention__claim__best__in={best for _, best in own},
    )
    since = version.published_on or date.min
    return _edges(
        (hop, hop["article"], version.article_id)
        for hop in hops
        if (hop["scope"], hop["best"]) in own
        and hop["outlet"] != outlet
        and (hop["printed"] or _LAST) >= since
    )


def _hops(**where: Any) -> list[dict[str, Any]]:
    """Return the hops that name an outlet behind a figure, with the article that they stand in. One query."""
    hops = Attribution.objects.filter(
        hop__gt=0, source__kind__in=_PASSING_ON, mention__claim__best__isnull=False, **where
    ).exclude(mention__state="rejected")
    names = {
        "article": "mention__version__article", "outlet": "mention__version__article__outlet",
        "printed": "mention__version__published_on", "scope": "mention__claim__scope",
        "best": "mention__claim__best", "source": "source", "name": "source__name", "manner": "manner",
    }  # fmt: skip
    # in no order: one would lead PostgreSQL through the whole table for a few rows
    rows = hops.values_list(*names.values())[:LOOKED_AT]
    return [dict(zip(names, row, strict=True)) for row in rows]


def _edges(found: Iterable[tuple[dict[str, Any], int, int]]) -> list[Derivation]:
    """Return one edge for each two articles: quoting, if one of the hops is a quotation."""
    edges: dict[tuple[int, int], Derivation] = {}
    for hop, article, origin in found:
        quotes = hop["manner"] in _QUOTING
        known = edges.get((article, origin))
        if known is None or (quotes and known.kind == DerivationKind.CITES):
            edges[article, origin] = Derivation(
                article_id=article,
                origin_id=origin,
                kind=DerivationKind.QUOTES if quotes else DerivationKind.CITES,
                detail=f"It names {hop['name']} behind the same figure.",
            )
    return list(edges.values())
