"""A question with its claims: grouped by fit, keyed by letters, drawn as a ladder, answered in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from string import ascii_lowercase

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from claims.charts.ladder import Ladder
from claims.charts.shapes import shape_path
from claims.comparison.figures import Figure, in_common_unit
from claims.models import Attribution, Claim, Mention, Question, QuestionClaim, Relation
from claims.queries.answers import Answer, answer_of
from claims.queries.carried import still_carried
from claims.queries.ladders import ladders
from claims.queries.origins import NOTHING, Reports, reports_of, together
from claims.queries.positions import Track, day_of, tracks_of
from claims.services.deciding import Standing, standing_of
from claims.services.fitting import Fit, fits_of
from claims.sides import SideShown, side_in, side_of
from claims.vocabulary import (
    Comparability,
    Gathering,
    Manner,
    RelationKind,
    RelationState,
)

#: Claims on one page. All of them are compared with the question's scope and drawn; more would only be noise.
CLAIMS_SHOWN = 20
RELATIONS_SHOWN = 25
LEFT_OUT_SHOWN = 20

GROUPS: tuple[tuple[Comparability, str], ...] = (
    (Comparability.COMPARABLE, "same scope as the question on every axis that it names"),
    (Comparability.NESTED, "one contains the other; only “part exceeds whole” would be a conflict"),
    (Comparability.OVERLAPPING, "covers some of the same and some other things"),
    (Comparability.UNKNOWN, "an axis is missing: fill it in to place the claim"),
    (Comparability.NOT_COMPARABLE, "contrast only; the word “contradicts” needs a reviewer's reason"),
)


#: What a reader must see first: conflicts, then what changed, then what agrees.
KINDS_BY_WEIGHT = (
    RelationKind.CONTRADICTS, RelationKind.CONTAINMENT_VIOLATION, RelationKind.CORRECTS, RelationKind.UPDATES,
    RelationKind.CORROBORATES, RelationKind.RESTATES, RelationKind.CONTRASTS, RelationKind.UNRELATED,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Entry:
    """One claim under the question, at place `index` of the page. mention: where it is read, None: nowhere now."""

    index: int
    letter: str
    link: QuestionClaim
    claim: Claim
    side: SideShown
    fit: Fit | None
    mention: Mention | None
    reports: Reports

    @property
    def is_suggested(self) -> bool:
        return bool(self.link.state == Gathering.SUGGESTED)

    @property
    def who(self) -> str:
        """Who makes the claim, as the page names them; the printed words where they name no recorded source."""
        if self.claim.claimant:
            return self.claim.claimant.name
        if self.origin is None or self.mention is None:
            return "nobody named"
        if self.manner != Manner.OWN_VOICE:
            return self.origin.printed_name or "nobody named"
        outlet = self.mention.version.article.outlet
        return outlet.name if outlet else "the article itself"

    @property
    def drawn(self) -> Figure:
        """The figure in the unit that the page's figures share, to draw it and to sum it up."""
        claim = self.claim
        return in_common_unit(claim.low, claim.best, claim.high, claim.unit)

    @property
    def outline(self) -> str:
        """The shape of its mark, as in the chart."""
        return shape_path(self.manner, size=5.5)

    @property
    def has_dot(self) -> bool:
        return self.fit is not None and self.fit.comparability in (
            Comparability.NESTED,
            Comparability.OVERLAPPING,
        )

    @property
    def origin(self) -> Attribution | None:
        """The last hop: who says it, as far as the text tells."""
        hops = self.mention.attributions.all() if self.mention else ()
        return max(hops, key=lambda hop: hop.hop, default=None)

    @property
    def manner(self) -> str:
        return self.origin.manner if self.origin else ""

    @property
    def act(self) -> str:
        return self.origin.act if self.origin else ""


@dataclass(frozen=True, slots=True)
class Group:
    comparability: Comparability
    note: str
    entries: list[Entry]

    @property
    def gives_reasons(self) -> bool:
        """Whether each row says why it stands here: what is left out of the comparison must."""
        return self.comparability in (
            Comparability.NOT_COMPARABLE,
            Comparability.UNKNOWN,
            Comparability.OVERLAPPING,
        )


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A relation between two claims of the page, by letter."""

    relation: Relation
    left: Entry
    right: Entry

    @property
    def is_suggested(self) -> bool:
        return bool(self.relation.state == RelationState.SUGGESTED)

    @property
    def kind(self) -> str:
        return str(self.relation.judged_kind or self.relation.kind)


@dataclass(frozen=True, slots=True)
class QuestionPage:
    question: Question
    groups: list[Group]
    tracks: list[Track]
    others: list[Entry]
    relations: list[RelationLine]
    reports: Reports
    claims: int
    suggested: int
    left_out: list[QuestionClaim]
    answer: Answer
    standing: Standing
    wide: Ladder | None
    narrow: Ladder | None
    entries: list[Entry] = field(default_factory=list)


def gathered_under(question: Question) -> QuerySet[QuestionClaim]:
    """
    Return the claims under a question, those that a person kept first, with what describes them.

    A suggested one that no text carries any more (its mentions were rejected or read anew) is not among them.
    """
    return (
        QuestionClaim.objects.filter(question=question)
        .exclude(state=Gathering.LEFT_OUT)
        .filter(still_carried("claim") | Q(state=Gathering.KEPT))
        .select_related(
            "claim__scope__measure",
            "claim__scope__population__parent",
            "claim__scope__place",
            "claim__claimant",
        )
        .order_by("state", "claim")
    )


def question_page(question: Question, shown: Sequence[QuestionClaim]) -> QuestionPage:
    """Return what the question's page shows of these claims. The number of queries does not depend on them."""
    entries = _entries(question, shown)
    by_claim = {entry.claim.pk: entry for entry in entries}
    relations = _relations(by_claim)
    groups = groups_of(entries)
    wide, narrow = ladders(entries, relations)
    return QuestionPage(
        question=question,
        groups=groups,
        tracks=tracks_of(entry.mention.version_id for entry in entries if entry.mention),
        others=[one for one in entries if one.fit is None],
        relations=relations,
        reports=together(entry.reports for entry in entries),
        claims=len(entries),
        suggested=sum(one.is_suggested for one in entries),
        left_out=_left_out(question),
        answer=answer_of(groups, relations),
        standing=standing_of(question),
        wide=wide,
        narrow=narrow,
        entries=entries,
    )


def groups_of(entries: Sequence[Entry]) -> list[Group]:
    """Return the claims with a figure by how they fit, in the order of the page; only groups with claims."""
    return [
        Group(comparability, note, found)
        for comparability, note in GROUPS
        if (found := [one for one in entries if one.fit and one.fit.comparability == comparability])
    ]


def letter_at(index: int) -> str:
    """Return a, b … z, aa, ab …: the letter of the claim at this place of the page."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = ascii_lowercase[rest] + letters
    return letters


def _entries(question: Question, links: Sequence[QuestionClaim]) -> list[Entry]:
    ids = [link.claim_id for link in links]
    fits = fits_of(question.scope, [link.claim for link in links])
    return entries_of(links, fits, reports_of(ids), _mentions(ids))


def entries_of(
    links: Sequence[QuestionClaim],
    fits: Mapping[int, Fit],
    reports: Mapping[int, Reports],
    mentions: Mapping[int, Mention],
) -> list[Entry]:
    """
    Return the entries in the order in which the page shows them, so that the letters run down the page.

    fits, reports, mentions: of each claim, by its id. No query where all that describes them is loaded.
    """
    order = {comparability: place for place, (comparability, _) in enumerate(GROUPS)}

    def place(link: QuestionClaim) -> tuple[int, date, int]:
        fit = fits.get(link.claim_id)
        return (
            order[fit.comparability] if fit else len(order),
            day_of(link.claim, mentions.get(link.claim_id)) or date.max,
            link.claim_id,
        )

    return [
        Entry(
            index=index,
            letter=letter_at(index),
            link=link,
            claim=link.claim,
            side=_side(link.claim, mentions.get(link.claim_id)),
            fit=fits.get(link.claim_id),
            mention=mentions.get(link.claim_id),
            reports=reports.get(link.claim_id, NOTHING),
        )
        for index, link in enumerate(sorted(links, key=place))
    ]


def _side(claim: Claim, mention: Mention | None) -> SideShown:
    if mention is None:
        return side_of(claim)
    mention.claim = claim  # loaded with its scope; the mention was read without
    return side_in(mention)


def _mentions(claims: list[int]) -> dict[int, Mention]:
    """One mention for each claim: an accepted one, or else the first. Two queries."""
    numbered = (
        Mention.objects.standing()
        .filter(claim__in=claims)
        .annotate(
            place_in_claim=Window(
                RowNumber(), partition_by=F("claim"), order_by=[F("state").asc(), F("id").asc()]
            )
        )
    )
    chosen = (
        numbered.filter(place_in_claim=1)
        .select_related("version__article__outlet")
        .defer("version__text")
        .with_chain()
    )
    return {mention.claim_id: mention for mention in chosen}


def _relations(by_claim: dict[int, Entry]) -> list[RelationLine]:
    found = (
        Relation.objects.filter(left__in=by_claim, right__in=by_claim)
        .exclude(state=RelationState.REJECTED)
        .exclude(kind=RelationKind.UNRELATED, judged_kind=None)
        .order_by("-score", "pk")[:RELATIONS_SHOWN]
    )
    return lines_of(found, by_claim)


def lines_of(relations: Iterable[Relation], by_claim: Mapping[int, Entry]) -> list[RelationLine]:
    """Return relations between claims of the page as its lines, those that a reader must see first before others."""
    lines = [RelationLine(one, by_claim[one.left_id], by_claim[one.right_id]) for one in relations]
    return sorted(lines, key=lambda line: KINDS_BY_WEIGHT.index(line.kind))


def _left_out(question: Question) -> list[QuestionClaim]:
    return list(
        QuestionClaim.objects.filter(question=question, state=Gathering.LEFT_OUT)
        .select_related("claim__scope__measure", "claim__claimant", "by")
        .order_by("-at", "-pk")[:LEFT_OUT_SHOWN]
    )
