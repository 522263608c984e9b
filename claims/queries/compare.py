"""Two claims side by side, with what a reviewer must see of each before judging them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.urls import reverse

from claims.charts.periods import Periods, Span, periods
from claims.comparison.verdicts import mirror
from claims.models import Attribution, Claim, Mention, Relation
from claims.queries.choices import Choice, choices_for
from claims.queries.excerpts import Excerpt, excerpt_of, with_excerpt
from claims.queries.gaps import Gaps, Unrelated, gaps_of, unrelated_terms
from claims.queries.meant import Senses, senses_shown
from claims.queries.origins import NOTHING, Reports, reports_of
from claims.sides import SideShown, side_in, side_of
from claims.vocabulary import Axis, AxisVerdict, Comparability, MentionState, RelationKind
from claims.wording import RELATION_SENTENCES, listed

#: Further places of a claim that are offered when a missing axis is filled in.
OTHERS_SHOWN = 10

#: Mentions looked at to find one where both claims stand in the same text.
MENTIONS_PER_PAIR = 60


@dataclass(frozen=True, slots=True)
class Half:
    """One claim of the pair. mention None: every mention of it was rejected. stale_months: age of its as-of date."""

    name: str
    claim: Claim
    side: SideShown
    mention: Mention | None
    excerpt: Excerpt | None
    chain: list[Attribution]
    reports: Reports
    stale_months: int

    @property
    def origin(self) -> Attribution | None:
        """The hop that makes the claim; None where the article speaks for itself."""
        return self.chain[0] if len(self.chain) > 1 else None

    @property
    def between(self) -> list[Attribution]:
        """The hops that pass it on, origin's side first, the publisher last."""
        return self.chain[1:] if len(self.chain) > 1 else self.chain


@dataclass(frozen=True, slots=True)
class AxisRow:
    """One axis of the table in the middle. left, right: the values in words, "" where nothing is known."""

    axis: str
    verdict: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of the rule: "period: disjoint — …" in its parts. head: axis or relation."""

    head: str
    verdict: str
    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """
    What the Compare screen shows. The halves, axes and reasons are as the page shows them, left seen from right.

    is_flipped: the page's left claim is the relation's right one. gaps, unrelated: what keeps the axes unknown.
    senses: the verdict under each sense of an open word.
    """

    relation: Relation
    left: Half
    right: Half
    axes: list[AxisRow]
    reasons: list[Reason]
    periods: Periods | None
    gaps: list[Gaps]
    unrelated: list[Unrelated]
    senses: Senses | None
    is_flipped: bool

    @property
    def address(self) -> str:
        """Where a judgement of the pair is sent: a pair that no rule related is recorded with its judgement."""
        pk = self.relation.pk
        return reverse("claims_relate") if pk is None else reverse("relation_decide", args=[pk])

    @property
    def sentence(self) -> str:
        """What the rule suggests, as a heading."""
        return RELATION_SENTENCES[RelationKind(self.relation.kind)]

    @property
    def why_not(self) -> str:
        """Why the word "contradicts" needs a reason here."""
        apart = [row.axis for row in self.axes if row.verdict == AxisVerdict.DISJOINT]
        if apart:
            return f"The {listed(apart)} alone {'rules' if len(apart) == 1 else 'rule'} it out."
        open_axes = [row.axis for row in self.axes if row.verdict == AxisVerdict.UNKNOWN]
        if open_axes:
            return (
                f"The {listed(open_axes)} {'is' if len(open_axes) == 1 else 'are'} not known on both sides."
            )
        return "The two do not cover the same."

    @property
    def needs_reason(self) -> bool:
        """Whether "contradicts" stands apart, because it overrules the rule."""
        return self.relation.comparability != Comparability.COMPARABLE

    @property
    def choices(self) -> list[Choice]:
        """The buttons, the suggested one marked. "Contradicts" stands apart where it needs a reason."""
        offered = choices_for(self.relation)
        return [one for one in offered if not (self.needs_reason and one.value == RelationKind.CONTRADICTS)]

    @property
    def sides(self) -> list[tuple[str, str]]:
        """The two sides in the page's order: as the relation stores them, and as the page names them."""
        stored = ("right", "left") if self.is_flipped else ("left", "right")
        return list(zip(stored, ("left", "right"), strict=True))

    @property
    def newer(self) -> str:
        """The side, as the page names it, that a person, else the rule, says to be the newer one; "" for none."""
        said = self.relation.judged_newer or self.relation.newer
        return dict(self.sides).get(said or "", "")


def pair_of(relation: Relation, *, left: int | None = None) -> Pair:
    """
    Return what the Compare screen shows. The relation is read `with_claims`; four queries more,
    and some for a word with several senses.

    left: id of the claim that keeps the left place, wherever the relation stores it.
    """
    claims = {relation.left_id: relation.left, relation.right_id: relation.right}
    is_flipped = left == relation.right_id
    order = list(claims.values())[::-1] if is_flipped else list(claims.values())
    mentions = _mentions(list(claims))
    chosen = chosen_for(relation, mentions)
    reports = reports_of(claims)
    ours, theirs = (
        half_of(name, claim, chosen.get(claim.pk), reports.get(claim.pk, NOTHING))
        for name, claim in zip(("left", "right"), order, strict=True)
    )
    verdicts = seen_from_left(relation.axes, is_flipped=is_flipped)
    gaps = [
        gaps
        for half in (ours, theirs)
        if (gaps := gaps_of(half.name, half.claim, half.mention, _others(mentions, half), verdicts))
    ]
    return laid_out(
        relation, ours, theirs, is_flipped=is_flipped, gaps=gaps,
        unrelated=unrelated_terms(ours.claim, theirs.claim, verdicts),
        senses=senses_shown(ours.claim, theirs.claim, chosen),
    )  # fmt: skip


def laid_out(
    relation: Relation, ours: Half, theirs: Half, *, is_flipped: bool = False, gaps: Sequence[Gaps] = (),
    unrelated: Sequence[Unrelated] = (), senses: Senses | None = None,
) -> Pair:  # fmt: skip
    """Return the pair with its axes, reasons and periods as the page shows them, left seen from right. No query."""
    verdicts = seen_from_left(relation.axes, is_flipped=is_flipped)
    return Pair(
        relation=relation,
        left=ours,
        right=theirs,
        axes=[
            AxisRow(axis.value, verdicts[axis.value], _value(ours, axis), _value(theirs, axis))
            for axis in Axis
        ],
        reasons=[reason_in_parts(text, is_flipped=is_flipped) for text in relation.reasons],
        periods=periods(_span(ours), _span(theirs)),
        gaps=list(gaps),
        unrelated=list(unrelated),
        senses=senses,
        is_flipped=is_flipped,
    )


def seen_from_left(axes: Mapping[str, str], *, is_flipped: bool) -> dict[str, str]:
    """Return axis → verdict, the page's left claim seen from its right one; an axis that is not recorded is unknown."""
    stored = {axis.value: AxisVerdict(axes.get(axis.value, AxisVerdict.UNKNOWN)) for axis in Axis}
    return {axis: (mirror(verdict) if is_flipped else verdict).value for axis, verdict in stored.items()}


def reason_in_parts(text: str, *, is_flipped: bool = False) -> Reason:
    """
    Split "period: disjoint — six months apart" into its parts; a text of another form is all words.

    is_flipped: the reason is stored as seen from the other side.
    """
    head, colon, rest = text.partition(": ")
    if not colon or len(head) > 30:
        return Reason("", "", text)
    verdict, dash, words = rest.partition(" — ")
    if is_flipped and verdict in set(AxisVerdict):
        verdict = mirror(AxisVerdict(verdict)).value
    return Reason(head, verdict, words) if dash else Reason(head, "", rest)


def _others(mentions: list[Mention], half: Half) -> list[Mention]:
    """Further places where the half's claim stands; a few, since each is to be looked at."""
    shown = half.mention.pk if half.mention else None
    return [one for one in mentions if one.claim_id == half.claim.pk and one.pk != shown][:OTHERS_SHOWN]


def _mentions(claims: list[int]) -> list[Mention]:
    found = with_excerpt(
        Mention.objects.standing()
        .filter(claim__in=claims)
        .select_related("version__article__outlet")
        .with_chain()
    )
    return list(found.order_by("pk")[:MENTIONS_PER_PAIR])


def chosen_for(relation: Relation, mentions: Iterable[Mention]) -> dict[int, Mention]:
    """Choose a mention for each claim: in a text that holds both, if there is one; accepted before suggested."""
    by_claim: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_claim.setdefault(mention.claim_id, []).append(mention)
    shared = {mention.version_id for mention in by_claim.get(relation.left_id, [])} & {
        mention.version_id for mention in by_claim.get(relation.right_id, [])
    }
    return {
        claim: min(
            found, key=lambda one: (one.version_id not in shared, one.state != MentionState.ACCEPTED, one.pk)
        )
        for claim, found in by_claim.items()
    }


def half_of(name: str, claim: Claim, mention: Mention | None, reports: Reports) -> Half:
    """Return one side of a pair. The mention is read `with_excerpt` and with its chain. No query."""
    chain = sorted(mention.attributions.all(), key=lambda hop: -hop.hop) if mention else []
    return Half(
        name=name,
        claim=claim,
        side=_side(claim, mention),
        mention=mention,
        excerpt=excerpt_of(mention) if mention else None,
        chain=chain,
        reports=reports,
        stale_months=_stale_months(claim, mention),
    )


def _side(claim: Claim, mention: Mention | None) -> SideShown:
    if mention is None:
        return side_of(claim)
    mention.claim = claim  # loaded with its scope; the mention was read without
    return side_in(mention)


#: A figure is called stale when it was this old on the day it was printed.
STALE_FROM_MONTHS = 6


def _stale_months(claim: Claim, mention: Mention | None) -> int:
    printed = mention.version.published_on if mention else None
    if printed is None or claim.as_of is None or claim.as_of.upper is None:
        return 0
    months = (printed - claim.as_of.upper).days // 30
    return months if months >= STALE_FROM_MONTHS else 0


def _value(half: Half, axis: Axis) -> str:
    from claims.templatetags.claim_words import period  # the one place that writes ranges

    scope = half.claim.scope
    if scope is None:
        return ""
    values: dict[Axis, Any] = {
        Axis.MEASURE: scope.measure,
        Axis.POPULATION: scope.population,
        Axis.PLACE: scope.place,
        Axis.PERIOD: period(scope.period, scope.period_precision)
        or (half.claim.as_of and "as of " + period(half.claim.as_of, half.claim.as_of_precision)),
        Axis.BASIS: scope.basis,
    }
    return str(values[axis] or "")


def _span(half: Half) -> Span:
    scope, as_of = half.claim.scope, half.claim.as_of
    days = scope.period if scope else None
    if days is None and as_of is not None:  # only the day up to which it counts is known
        return Span(half.name, str(half.side), None, as_of.upper and as_of.upper - timedelta(days=1))
    if days is None:
        return Span(half.name, str(half.side), None, None)
    return Span(half.name, str(half.side), days.lower, days.upper and days.upper - timedelta(days=1))
