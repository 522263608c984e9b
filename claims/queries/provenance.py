"""
The provenance of a question: every report of its claims, the chains behind them, and who takes over from whom.

One graph of what stands on record. Reports of one figure of one scope belong together: where all of them go back to
one origin, or run in a circle, the figure says so with the path.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from claims.comparison import paths
from claims.comparison.origins import rings
from claims.comparison.paths import Path, sole_origin, takes_of
from claims.models import Attribution, Claim, Derivation, Mention, QuestionClaim
from claims.queries.origins import NOTHING, Reports, reports_of, together
from claims.vocabulary import DerivationState
from sources.models import Article

#: Reports drawn for one claim, and edges between articles: its page of origins shows more of them.
PER_CLAIM = 12
EDGES_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Actor:
    """Whom a chain names, or what they said. name: as shown; note: in a few words what stands there."""

    key: str
    name: str
    note: str
    source_id: int | None = None
    utterance_id: int | None = None
    is_nobody: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """One mention of a report: of which figure (its place on the page) and by which hops, nearest the article first."""

    figure: int
    mention: Mention
    hops: list[Attribution]


@dataclass(slots=True)
class ReportLine:
    """An article of the graph with what it reports, and the edges by which it takes over from others."""

    number: int
    article: Article
    told: list[Told] = field(default_factory=list)
    takes: list["DerivedLine"] = field(default_factory=list)

    @property
    def key(self) -> str:
        return f"a{self.article.pk}"


@dataclass(frozen=True, slots=True)
class DerivedLine:
    """An edge between two articles of the graph, numbered as it is drawn."""

    number: int
    edge: Derivation
    article: ReportLine
    origin: ReportLine


@dataclass(slots=True)
class FigureLine:
    """Claims of one figure and scope. takes: the ways back; sole: those to the one origin; circles: as paths."""

    claims: list[Claim]
    reports: Reports = NOTHING
    told: list[paths.Told] = field(default_factory=list)
    takes: dict[str, set[str]] = field(default_factory=dict)
    sole: list[Path] = field(default_factory=list)
    circles: list[Path] = field(default_factory=list)
    sole_words: list[str] = field(default_factory=list)
    circle_words: list[str] = field(default_factory=list)

    @property
    def claim(self) -> Claim:
        return self.claims[0]


@dataclass(slots=True)
class Provenance:
    """own: outlets that a chain names, with their own articles, as (actor, article). hops: (from whom, to whom)."""

    figures: list[FigureLine] = field(default_factory=list)
    reports: list[ReportLine] = field(default_factory=list)
    actors: dict[str, Actor] = field(default_factory=dict)
    depth: dict[str, int] = field(default_factory=dict)
    hops: dict[tuple[str, str], None] = field(default_factory=dict)
    own: dict[tuple[str, str], None] = field(default_factory=dict)
    derived: list[DerivedLine] = field(default_factory=list)
    rejected: list[Derivation] = field(default_factory=list)
    has_more: bool = False

    def called(self, key: str) -> str:
        if key in self.actors:
            return self.actors[key].name
        return next(str(one.article.outlet or one.article) for one in self.reports if one.key == key)


def provenance_of(links: Sequence[QuestionClaim]) -> Provenance:
    """Return the graph behind the claims of a page of a question. Six queries, however many claims and reports."""
    graph, place = Provenance(), dict[int, int]()
    _group([link.claim for link in links], graph, place)
    mentions = _mentions(list(place), graph)
    _number(mentions, place, graph)
    for report in graph.reports:
        for told in report.told:
            _follow(report, told, graph)
    _derive(graph)
    for figure in graph.figures:
        _judge(figure, graph)
    return graph


def _group(claims: Iterable[Claim], graph: Provenance, place: dict[int, int]) -> None:
    known: dict[object, int] = {}
    for claim in claims:
        numbers = (claim.low, claim.best, claim.high)
        key = (
            claim.pk
            if numbers == (None, None, None)
            else (claim.scope_id, numbers, claim.unit, claim.polarity)
        )
        at = known.setdefault(key, len(graph.figures))
        if at == len(graph.figures):
            graph.figures.append(FigureLine([]))
        graph.figures[at].claims.append(claim)
        place[claim.pk] = at
    counted = reports_of(place)
    for figure in graph.figures:
        figure.reports = together(counted.get(claim.pk, NOTHING) for claim in figure.claims)


def _mentions(claims: list[int], graph: Provenance) -> list[Mention]:
    """The first reports of each claim, so that one that is told everywhere leaves room for the others."""
    if not claims:
        return []
    each = [
        Mention.objects.standing()
        .filter(claim=pk)
        .order_by("pk")
        .values_list("pk", "claim_id")[: PER_CLAIM + 1]
        for pk in claims
    ]
    shown, drawn = list[int](), dict[int, int]()
    for pk, claim in each[0].union(*each[1:], all=True) if len(each) > 1 else each[0]:
        drawn[claim] = drawn.get(claim, 0) + 1
        if drawn[claim] <= PER_CLAIM:
            shown.append(pk)
    graph.has_more = any(count > PER_CLAIM for count in drawn.values())
    return list(
        Mention.objects.filter(pk__in=shown)
        .select_related("version__article__outlet", "utterance__speaker")
        .defer("version__text")
        .with_chain()
        .order_by("pk")
    )


def _number(mentions: list[Mention], place: dict[int, int], graph: Provenance) -> None:
    """Give every article its row: figure by figure, each by day; one that reports several stands with the first."""
    ordered = sorted(
        mentions,
        key=lambda one: (
            place[one.claim_id],
            one.version.article.published_on or date.max,
            one.version.article_id,
        ),
    )
    rows: dict[int, ReportLine] = {}
    for mention in ordered:
        article = mention.version.article
        row = rows.setdefault(article.pk, ReportLine(len(rows) + 1, article))
        hops = sorted(mention.attributions.all(), key=lambda hop: hop.hop)
        row.told.append(Told(place[mention.claim_id], mention, [hop for hop in hops if hop.hop]))
    graph.reports = list(rows.values())


def _follow(report: ReportLine, told: Told, graph: Provenance) -> None:
    """Draw one chain, from the article back. An outlet that its own article names adds no step."""
    figure, at, depth = graph.figures[told.figure], report.key, 0
    outlet = report.article.outlet_id
    hops = [hop for hop in told.hops if hop.source_id is None or hop.source_id != outlet]
    actors = [_actor(hop, told.mention) for hop in hops]
    if told.mention.utterance is not None:
        actors = [one for one in actors if not one.is_nobody]
        said = told.mention.utterance
        day = f"{said.said_on.lower:%-d %b %Y}" if said.said_on and said.said_on.lower else "day not known"
        actors.append(Actor(f"u{said.pk}", f"{said.speaker}, {day}", "utterance", utterance_id=said.pk))
    figure.told.append(paths.Told(at, f"s{outlet}" if outlet else "", [actor.key for actor in actors]))
    for actor in actors:
        if actor.key == at:
            continue
        depth += 1
        graph.actors.setdefault(actor.key, actor)
        graph.depth[actor.key] = max(graph.depth.get(actor.key, 0), depth)
        graph.hops[actor.key, at] = None
        at = actor.key


def _actor(hop: Attribution, mention: Mention) -> Actor:
    key = paths.key_of(hop.source_id, hop.printed_name, mention=mention.pk, hop=hop.hop)
    if hop.source is not None:
        return Actor(key, hop.source.name, hop.source.get_kind_display(), source_id=hop.source_id)
    if hop.printed_name:
        return Actor(key, hop.printed_name, "not a recorded source yet")
    return Actor(key, "nobody named", hop.get_manner_display(), is_nobody=True)


def _derive(graph: Provenance) -> None:
    """Join the articles that take over from each other, and the outlets that chains name with their own articles."""
    rows = {report.article.pk: report for report in graph.reports}
    edges = (
        Derivation.objects.filter(Q(article__in=rows) & Q(origin__in=rows))
        .select_related("decided_by", "article__outlet", "origin__outlet")
        .order_by("pk")[:EDGES_SHOWN]
    )
    for edge in edges:
        if edge.state == DerivationState.REJECTED:
            graph.rejected.append(edge)
            continue
        line = DerivedLine(len(graph.derived) + 1, edge, rows[edge.article_id], rows[edge.origin_id])
        graph.derived.append(line)
        line.article.takes.append(line)
    derived = [(line.article.key, line.origin.key) for line in graph.derived]
    for figure in graph.figures:
        figure.takes = takes_of(figure.told, derived)
        own = {(told.outlet, told.article) for told in figure.told if told.outlet in graph.actors}
        for outlet, article in sorted(own):
            if article in figure.takes.get(outlet, ()):
                graph.own[outlet, article] = None


def _judge(figure: FigureLine, graph: Provenance) -> None:
    """Say where the reports of a figure go back to, if to one origin only or in circles."""
    nobody = {key for key, actor in graph.actors.items() if actor.is_nobody}
    starts = dict.fromkeys(told.article for told in figure.told)
    figure.sole = sole_origin(figure.takes, starts, nobody=nobody)
    figure.circles = list(rings(figure.takes))
    figure.sole_words = paths.in_words(figure.sole, graph.called)
    figure.circle_words = paths.in_words(figure.circles, graph.called)
