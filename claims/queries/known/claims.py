"""What was known of some claims: their places in texts with the chains, their relations, the findings about them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.models import (
    Attribution,
    Claim,
    Credibility,
    Finding,
    FindingClaim,
    Measure,
    Mention,
    Place,
    Population,
    QuestionClaim,
    Relation,
    Scope,
    Utterance,
)
from claims.queries.excerpts import Excerpt, excerpt_of, load_excerpts
from claims.queries.known.people import Named
from claims.queries.known.rows import Among, Where, attach, by_id, known_rows, known_with_wholes
from claims.queries.positions import KINDS, POSITIONS_SHOWN
from claims.sides import SideShown, side_in
from claims.vocabulary import MentionState
from sources.models import Article, ArticleVersion, Grade, Source

#: Places of one claim that are shown with the words around them, on its own page.
PLACES_IN_WORDS = 25
#: Places in texts, relations and findings of one page. More are more than a person reads; the page says so.
PLACES_READ, RELATIONS_READ, FINDINGS_READ = 300, 200, 50
#: That a mention is a position and stands, asked of each row for itself: there are few, among a million claims.
_POSITION = f"""
    (SELECT kind FROM {Claim._meta.db_table} claim WHERE claim.id = last.claim_id) = ANY(%s) AND state <> %s
"""


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A mention as it was. chain: origin first, publisher last."""

    mention: Mention
    chain: list[Attribution]
    side: SideShown

    @property
    def excerpt(self) -> Excerpt:
        """The words around it, where they were asked for."""
        return excerpt_of(self.mention)


@dataclass(frozen=True, slots=True)
class Known:
    """
    measures: all, where the rules are to compare. populations, places: with all that held them. grades: by source, one
    for each topic; credibilities: by claim. people: who is to be named as then. is_cut: there was more than a page
    reads. positions: where the articles in which the claims are read deny, admit or call something a first.
    """

    claims: dict[int, Claim]
    measures: dict[int, Measure]
    populations: dict[int, Population]
    places_named: dict[int, Place]
    places: dict[int, list[KnownPlace]]
    positions: list[Mention]
    relations: list[Relation]
    findings: list[Finding]
    grades: dict[int, list[Grade]]
    credibilities: dict[int, Credibility]
    people: list[Named]
    is_cut: bool


def known_of(
    ids: Sequence[int], before: datetime, *, scopes: Iterable[Scope] = (), links: Iterable[QuestionClaim] = (),
    reach_out: bool = False, version: int | None = None, in_words: int = 0, is_compared: bool = False,
    is_told: bool = True,
) -> Known:  # fmt: skip
    """
    Return what was known of these claims just before a moment. The number of queries is fixed.

    scopes, links: other rows of the page, to be named as then, with the claims they link. reach_out: relations to
    other claims, too. version: id of an article version; then the places are those in it, and the claims theirs.
    in_words: so many places of each claim are shown with the words around them. is_compared: the rules compare the
    claims, so all measures are read. is_told: findings, grades and positions are shown, too.
    """
    links = list(links)
    there = {"claim_id": ids} if version is None else {"version_id": [version]}
    mentions = known_rows(Mention, before, there, most=PLACES_READ + 1)
    ids = ids if version is None else sorted({mention.claim_id for mention in mentions})
    positions = _positions(mentions, before) if is_compared and is_told else []
    read = [*mentions, *positions]
    hops = known_rows(Attribution, before, {"mention_id": {mention.pk for mention in read}})
    pairs: list[Among] = [{"left_id": ids, "right_id": ids}]
    if reach_out:
        pairs = [{"left_id": ids}, {"right_id": ids}]
    relations = known_rows(Relation, before, *pairs, most=RELATIONS_READ + 1)
    about = findings_about(ids)
    findings = known_rows(Finding, before, within=about, most=FINDINGS_READ + 1) if is_told and ids else []
    wanted = {*ids, *(pk for row in relations for pk in (row.left_id, row.right_id))}
    wanted |= {link.claim_id for link in links} | {mention.claim_id for mention in positions}
    claims = Claim.objects.select_related("scope").in_bulk(wanted)
    versions = ArticleVersion.objects.defer("text").in_bulk({mention.version_id for mention in mentions})
    articles = known_rows(Article, before, ids={version.article_id for version in versions.values()})

    named = [claim.scope for claim in claims.values() if claim.scope] + list(scopes)
    measured = None if is_compared else {scope.measure_id for scope in named}
    measures = by_id(known_rows(Measure, before, ids=measured))
    populations = known_with_wholes(Population, before, (scope.population_id for scope in named))
    lands = known_with_wholes(Place, before, (scope.place_id for scope in named))
    for field, terms in (("measure", measures), ("population", populations), ("place", lands)):
        attach(named, field, terms)
    utterances = known_rows(Utterance, before, ids=[mention.utterance_id for mention in mentions])
    cited = {
        *(claim.claimant_id for claim in claims.values()),
        *(row.source_id for row in hops),
        *(row.speaker_id for row in utterances),
    }
    sources = known_with_wholes(Source, before, cited | {article.outlet_id for article in articles})

    attach(claims.values(), "claimant", sources)
    attach(hops, "source", sources)
    attach(articles, "outlet", sources)
    attach(versions.values(), "article", by_id(articles))
    attach(utterances, "speaker", sources)
    attach(read, "version", versions)
    attach(mentions, "utterance", by_id(utterances))
    attach(read, "claim", claims)
    _chain(read, hops)
    attach(relations, "left", claims)
    attach(relations, "right", claims)
    attach(links, "claim", claims)
    return Known(
        claims=claims,
        measures=measures,
        populations=populations,
        places_named=lands,
        places=_places(mentions[:PLACES_READ], in_words),
        positions=positions,
        relations=relations[:RELATIONS_READ],
        findings=findings[:FINDINGS_READ],
        grades=_grades([claim.claimant_id for claim in claims.values() if is_told], before),
        credibilities=_credibilities(ids if is_told else [], before),
        people=[
            (mentions, "decided_by"),
            (relations, "judged_by"),
            (findings, "dismissed_by"),
            (findings, "upheld_by"),
            (links, "by"),
        ],
        is_cut=len(mentions) > PLACES_READ
        or len(relations) > RELATIONS_READ
        or len(findings) > FINDINGS_READ,
    )


def findings_about(claims: Sequence[int]) -> Where:
    """Return the condition on an event of a finding that it is about one of these claims."""
    table = FindingClaim._meta.db_table
    return Where(f"pgh_obj_id IN (SELECT finding_id FROM {table} WHERE claim_id = ANY(%s))", (list(claims),))


def _positions(mentions: Iterable[Mention], before: datetime) -> list[Mention]:
    """Return the standing positions in the versions in which the claims of these mentions are read. One query."""
    read: dict[int, Mention] = {}
    for mention in sorted(mentions, key=_what_counts):
        if mention.state != MentionState.REJECTED:
            read.setdefault(mention.claim_id, mention)
    versions = {mention.version_id for mention in read.values()}
    only = Where(_POSITION, (list(KINDS), MentionState.REJECTED))
    return known_rows(Mention, before, {"version_id": versions}, only=only, most=POSITIONS_SHOWN)


def _chain(mentions: Iterable[Mention], hops: Iterable[Attribution]) -> None:
    """Let `mention.attributions.all()` answer the chain as it was, origin first."""
    chains: dict[int, list[Attribution]] = defaultdict(list)
    for hop in sorted(hops, key=lambda hop: -hop.hop):
        chains[hop.mention_id].append(hop)
    for mention in mentions:
        mention._prefetched_objects_cache = {"attributions": chains[mention.pk]}  # type: ignore[attr-defined]


def _places(mentions: Iterable[Mention], in_words: int) -> dict[int, list[KnownPlace]]:
    places: dict[int, list[KnownPlace]] = defaultdict(list)
    for mention in mentions:
        chain = list(mention.attributions.all())
        places[mention.claim_id].append(KnownPlace(mention, chain, side_in(mention)))
    for found in places.values():
        found.sort(key=lambda place: _what_counts(place.mention))
    load_excerpts(place.mention for found in places.values() for place in found[:in_words])
    return dict(places)


def _what_counts(mention: Mention) -> tuple[bool, str, int]:
    """What a person confirmed, then what is suggested, then what was rejected."""
    return mention.state == MentionState.REJECTED, mention.state, mention.pk


def _grades(sources: Iterable[int | None], before: datetime) -> dict[int, list[Grade]]:
    """Return the grades that stood, newest of each topic. One query."""
    found: dict[int, dict[str, Grade]] = defaultdict(dict)
    wanted = {pk for pk in sources if pk is not None}
    for row in Grade.objects.filter(source__in=wanted, graded_at__lt=before).order_by("pk"):
        found[row.source_id][row.topic.casefold()] = row
    return {source: list(grades.values()) for source, grades in found.items()}


def _credibilities(claims: Iterable[int], before: datetime) -> dict[int, Credibility]:
    """Return the last grade of each claim. One query."""
    rows = Credibility.objects.filter(claim__in=claims, at__lt=before).order_by("pk")
    return {row.claim_id: row for row in rows}
