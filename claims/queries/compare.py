"""Two claims side by side, with what a reviewer must see of each before judging them."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from claims.charts.periods import Periods, Span, periods
from claims.models import Attribution, Claim, Mention, Relation
from claims.queries.excerpts import Excerpt, excerpt_of, with_excerpt
from claims.queries.origins import NOTHING, Reports, reports_of
from claims.sides import SideShown, side_in, side_of
from claims.vocabulary import Axis, AxisVerdict, Comparability, MentionState, RelationKind
from claims.wording import RELATION_SENTENCES, listed

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


#: (verdict, label, key). One key each.
CHOICES = (
    (RelationKind.CONTRADICTS.value, "Contradicts", "c"),
    (RelationKind.CONTRASTS.value, "Not comparable", "n"),
    (RelationKind.UPDATES.value, "Updates", "u"),
    (RelationKind.CORRECTS.value, "Corrects", "t"),
    (RelationKind.RESTATES.value, "Restates", "r"),
    (RelationKind.CORROBORATES.value, "Corroborates", "b"),
    (RelationKind.CONTAINMENT_VIOLATION.value, "Part exceeds whole", "p"),
    ("reject", "Unrelated", "x"),
    ("unsure", "Unsure", "o"),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of the decision."""

    value: str
    label: str
    key: str
    is_suggested: bool


@dataclass(frozen=True, slots=True)
class Pair:
    relation: Relation
    left: Half
    right: Half
    axes: list[AxisRow]
    reasons: list[Reason]
    periods: Periods | None
    needs_reason: bool

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
    def choices(self) -> list[Choice]:
        """The buttons, the suggested one marked. "Contradicts" stands apart where it needs a reason."""
        offered = [one for one in CHOICES if not (self.needs_reason and one[0] == RelationKind.CONTRADICTS)]
        return [Choice(value, label, key, value == self.relation.kind) for value, label, key in offered]


def pair_of(relation: Relation) -> Pair:
    """Return what the Compare screen shows. The relation is read `with_claims`; four queries more."""
    claims = {relation.left_id: relation.left, relation.right_id: relation.right}
    mentions = _mentions(list(claims))
    chosen = _chosen(mentions, relation)
    reports = reports_of(claims)
    left, right = (
        _half(name, claim, chosen.get(claim.pk), reports.get(claim.pk, NOTHING))
        for name, claim in (("left", relation.left), ("right", relation.right))
    )
    return Pair(
        relation=relation,
        left=left,
        right=right,
        axes=[
            AxisRow(
                axis.value,
                relation.axes.get(axis.value, AxisVerdict.UNKNOWN),
                _value(left, axis),
                _value(right, axis),
            )
            for axis in Axis
        ],
        reasons=[reason_in_parts(text) for text in relation.reasons],
        periods=periods(_span(left), _span(right)),
        needs_reason=relation.comparability != Comparability.COMPARABLE,
    )


def reason_in_parts(text: str) -> Reason:
    """Split "period: disjoint — six months apart" into its parts; a text of another form is all words."""
    head, colon, rest = text.partition(": ")
    if not colon or len(head) > 30:
        return Reason("", "", text)
    verdict, dash, words = rest.partition(" — ")
    return Reason(head, verdict, words) if dash else Reason(head, "", rest)


def _mentions(claims: list[int]) -> list[Mention]:
    found = with_excerpt(
        Mention.objects.standing()
        .filter(claim__in=claims)
        .select_related("version__article__outlet")
        .prefetch_related("attributions__source")
    )
    return list(found.order_by("pk")[:MENTIONS_PER_PAIR])


def _chosen(mentions: list[Mention], relation: Relation) -> dict[int, Mention]:
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


def _half(name: str, claim: Claim, mention: Mention | None, reports: Reports) -> Half:
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
