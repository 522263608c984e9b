"""A claim with the places where it is made, its clocks, the chains behind it and its relations."""

from dataclasses import dataclass

from claims.models import Attribution, Claim, Mention, Question, Relation
from claims.queries.excerpts import Excerpt, excerpt_of, with_excerpt
from claims.queries.origins import NOTHING, Reports, reports_of
from claims.queries.utterances import reports_by_utterance
from claims.queries.why import WhyShown, why_of, with_grounds
from claims.sides import SideShown, side_of
from claims.vocabulary import Gathering, RelationKind, RelationState

MENTIONS_SHOWN = 30
RELATIONS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Place:
    """
    One mention in its context.

    chain: origin first, publisher (hop 0) last. utterance_reports: articles that report its utterance.
    """

    mention: Mention
    excerpt: Excerpt
    chain: list[Attribution]
    why: WhyShown
    utterance_reports: int = 0


@dataclass(frozen=True, slots=True)
class RelatedClaim:
    """A relation seen from this claim. other: the claim on its other side; other_is_newer for updates and corrects."""

    relation: Relation
    other: Claim
    kind: str
    is_suggested: bool
    other_is_newer: bool


@dataclass(frozen=True, slots=True)
class ClaimPage:
    claim: Claim
    side: SideShown
    places: list[Place]
    has_more: bool
    reports: Reports
    relations: list[RelatedClaim]
    questions: list[Question]
    others_asked: list[Question]


def claim_page(claim: Claim, *, first: int | None = None) -> ClaimPage:
    """Return what the claim's page shows; the mention with the id `first` leads. The number of queries is fixed."""
    mentions = list(
        with_excerpt(
            with_grounds(Mention.objects.filter(claim=claim))
            .select_related("version__article__outlet", "decided_by", "limits", "utterance__speaker")
            .prefetch_related("attributions__source__parent")
        ).order_by("state", "pk")[: MENTIONS_SHOWN + 1]
    )
    shown = mentions[:MENTIONS_SHOWN]
    shown.sort(key=lambda mention: (mention.pk != first, mention.state == "rejected"))
    uttered = reports_by_utterance(mention.utterance_id for mention in shown if mention.utterance_id)
    questions = list(
        Question.objects.filter(gathered__claim=claim)
        .exclude(gathered__state=Gathering.LEFT_OUT)
        .order_by("text")[:20]
    )
    held = {question.pk for question in questions}
    return ClaimPage(
        claim=claim,
        side=side_of(claim),
        places=[
            Place(
                mention,
                excerpt_of(mention),
                sorted(mention.attributions.all(), key=lambda hop: -hop.hop),
                why_of(mention),
                uttered.get(mention.utterance_id or 0, 0),
            )
            for mention in shown
        ],
        has_more=len(mentions) > MENTIONS_SHOWN,
        reports=reports_of([claim.pk]).get(claim.pk, NOTHING),
        relations=_relations(claim),
        questions=questions,
        others_asked=[
            one for one in Question.objects.order_by("-changed_at", "-pk")[:60] if one.pk not in held
        ],
    )


def _relations(claim: Claim) -> list[RelatedClaim]:
    found = (
        Relation.objects.touching([claim.pk])
        .exclude(state=RelationState.REJECTED)
        .exclude(kind=RelationKind.UNRELATED, judged_kind=None)
        .with_claims()
        .order_by("-score", "pk")[:RELATIONS_SHOWN]
    )
    return [_seen_from(claim, relation) for relation in found]


def _seen_from(claim: Claim, relation: Relation) -> RelatedClaim:
    is_left = relation.left_id == claim.pk
    newer = relation.judged_newer or relation.newer
    return RelatedClaim(
        relation=relation,
        other=relation.right if is_left else relation.left,
        kind=relation.judged_kind or relation.kind,
        is_suggested=relation.state == RelationState.SUGGESTED,
        other_is_newer=newer == ("right" if is_left else "left"),
    )
