"""
Where the reports of a claim come from: its independent origins with the reports of each, and who takes over from whom.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from claims.comparison.origins import Report, independent_origins, rings
from claims.models import Claim, Derivation, Mention
from claims.services.origins import told_of
from claims.vocabulary import DerivationState
from sources.models import Article, ArticleVersion

#: Reports shown on a page, and edges drawn between their articles.
REPORTS_SHOWN = 100
EDGES_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One report. why: what makes it no origin of its own, "" for the first of its origin."""

    mention: Mention
    why: str


@dataclass(frozen=True, slots=True)
class Origin:
    """name: who stands there; "" for reports that name nobody. articles: how many report it."""

    name: str
    reports: list[ReportLine]
    articles: int


@dataclass(slots=True)
class Node:
    """An article and those that take over from it. again: it stands elsewhere in the tree, or in a circle."""

    article: Article
    edge: Derivation | None = None
    children: "list[Node]" = field(default_factory=list)
    again: bool = False


@dataclass(frozen=True, slots=True)
class OriginsPage:
    """trees: what its articles take over from each other and from others; articles: all of them. circles: in words."""

    origins: list[Origin]
    has_more: bool
    trees: list[Node]
    rejected: list[Derivation]
    circles: list[str]
    articles: list[Article]


def origins_of_claim(claim: Claim) -> tuple[list[Origin], bool]:
    """Return the origins of a claim, those with most reports first, and whether reports were left out. Two queries."""
    told = told_of([claim.pk]).get(claim.pk)
    reports = told.reports if told else []
    shown = {report.key: report for report in reports[:REPORTS_SHOWN]}
    mentions = {
        str(mention.pk): mention
        for mention in Mention.objects.filter(pk__in=[int(key) for key in shown])
        .select_related("claim__claimant", "version__article__outlet__parent", "utterance__speaker")
        .defer("version__text")
    }
    groups = independent_origins(shown.values())
    found = [_origin([(shown[key], mentions[key]) for key in group]) for group in groups]
    counted = {key for group in groups for key in group}
    nameless = [ReportLine(mentions[key], "") for key in shown if key not in counted]
    found.sort(key=lambda origin: -origin.articles)
    if nameless:
        found.append(Origin("", nameless, len({line.mention.version.article_id for line in nameless})))
    return found, len(reports) > len(shown)


def origins_page(claim: Claim) -> OriginsPage:
    """Return what the page shows. Three queries."""
    origins, has_more = origins_of_claim(claim)
    articles = {
        line.mention.version.article_id: line.mention.version.article
        for origin in origins
        for line in origin.reports
    }
    edges = list(
        Derivation.objects.filter(Q(article__in=articles) | Q(origin__in=articles))
        .select_related("decided_by", "article__outlet", "origin__outlet")
        .order_by("pk")[:EDGES_SHOWN]
    )
    # the words at the other end may carry another claim: an outlet's own, where this one names the outlet
    around = articles | {one.pk: one for edge in edges for one in (edge.article, edge.origin)}
    standing = [edge for edge in edges if edge.state != DerivationState.REJECTED]
    ordered = sorted(around.values(), key=lambda one: (one.published_on or date.max, one.pk))
    return OriginsPage(
        origins, has_more, _trees(ordered, standing),
        [edge for edge in edges if edge.state == DerivationState.REJECTED],
        _circles(standing), ordered,
    )  # fmt: skip


def _origin(members: list[tuple[Report, Mention]]) -> Origin:
    members.sort(key=lambda member: (member[1].version.published_on or date.max, member[1].pk))
    names = [name for _, mention in members if (name := _who(mention))]
    first, lines, texts = members[0][1], [], dict[str, ArticleVersion]()
    for report, mention in members:
        same = texts.setdefault(mention.version.sha256, mention.version)
        lines.append(ReportLine(mention, "" if mention == first else _why(report, mention, first, same)))
    spoke = [str(mention.utterance.speaker) for _, mention in members if mention.utterance]
    name = spoke[0] if spoke else names[0] if names else "The text itself"
    return Origin(name, lines, len({mention.version.article_id for _, mention in members}))


def _who(mention: Mention) -> str:
    if mention.claim.claimant is not None:
        return mention.claim.claimant.name
    outlet = mention.version.article.outlet
    return "" if outlet is None else (outlet.parent or outlet).name


def _why(report: Report, mention: Mention, first: Mention, same: ArticleVersion) -> str:
    """Return why the report is no origin of its own beside the first. same: the first version with this text."""
    article, before = mention.version.article, first.version.article
    if same.article_id != article.pk:
        return f"reprint: the same text as in {same.article.outlet or 'another outlet'}"
    if article == before:
        return "the same article"
    if article.outlet is not None and before.outlet is not None:
        if article.outlet == before.outlet:
            return "the same outlet"
        if article.outlet.parent_id and article.outlet.parent_id in (
            before.outlet.parent_id,
            before.outlet.pk,
        ):
            return f"the same owner: {article.outlet.parent}"
    return "reports the same utterance" if report.utterance else ""


def _trees(articles: Iterable[Article], edges: list[Derivation]) -> list[Node]:
    """Return each article that others take over from and that takes over from none; circles begin with their first."""
    below: dict[int, list[Derivation]] = {}
    for edge in edges:
        below.setdefault(edge.origin_id, []).append(edge)
    derived = {edge.article_id for edge in edges}
    placed: set[int] = set()
    tops = [one for one in articles if one.pk in below]
    tops.sort(key=lambda one: one.pk in derived)  # stable: true origins first, each by day
    return [_grow(Node(one), below, placed) for one in tops if one.pk not in placed]


def _grow(node: Node, below: dict[int, list[Derivation]], placed: set[int]) -> Node:
    placed.add(node.article.pk)
    for edge in below.get(node.article.pk, ()):
        child = Node(edge.article, edge, again=edge.article_id in placed)
        node.children.append(child if child.again else _grow(child, below, placed))
    return node


def _circles(edges: list[Derivation]) -> list[str]:
    cites: dict[str, set[str]] = {}
    for edge in edges:
        cites.setdefault(_called(edge.article), set()).add(_called(edge.origin))
    return [" → ".join(path) for path in rings(cites)]


def _called(article: Article) -> str:
    return f"{article.outlet or 'outlet not recorded'}: {article}"
