"""A pair of claims as known at a moment: what the rule had said of it, with its reasons, and what people had."""

from dataclasses import dataclass, replace

from django.contrib.auth.models import User

from claims.models import Decision, Relation
from claims.queries.compare import Pair, chosen_for, half_of, laid_out
from claims.queries.excerpts import load_excerpts
from claims.queries.known.claims import Known, known_of
from claims.queries.known.discussion import DiscussionThen, discussion_then
from claims.queries.known.moments import Moment
from claims.queries.known.people import name_people
from claims.queries.known.reports import reports_then
from claims.queries.known.rows import NotYetKnown, attach, known_rows
from claims.queries.origins import NOTHING
from claims.vocabulary import MentionState


@dataclass(frozen=True, slots=True)
class PairThen:
    """decisions: what people had said of it, newest first; an undoing that came later is taken off again."""

    moment: Moment
    pair: Pair
    decisions: list[Decision]
    known: Known
    discussion: DiscussionThen


def pair_then(pk: int, moment: Moment, reader: User) -> PairThen:
    """Return a relation as known at a moment. The number of queries is fixed. Raises NotYetKnown."""
    before = moment.before
    found = known_rows(Relation, before, ids=[pk])
    if not found:
        raise NotYetKnown
    relation = found[0]
    known = known_of([relation.left_id, relation.right_id], before)
    for side in ("left", "right"):
        attach([relation], side, known.claims)
    decisions = list(Decision.objects.filter(relation=pk, at__lt=before).order_by("-pk"))
    for one in decisions:
        if one.undone_at is not None and one.undone_at >= before:
            one.undone_by = one.undone_at = None
    discussion = discussion_then("relation", pk, before, reader)
    name_people(
        before,
        ([relation], "judged_by"),
        (decisions, "by"),
        (decisions, "undone_by"),
        *known.people,
        *discussion.people,
    )
    mentions = {claim: [place.mention for place in places] for claim, places in known.places.items()}
    standing = [one for found in mentions.values() for one in found if one.state != MentionState.REJECTED]
    chosen, reports = chosen_for(relation, standing), reports_then(mentions)
    load_excerpts(chosen.values())
    left, right = (
        half_of(name, claim, chosen.get(claim.pk), reports.get(claim.pk, NOTHING))
        for name, claim in (("left", relation.left), ("right", relation.right))
    )
    others = [one for one in known.relations if one.pk != pk]
    return PairThen(
        moment, laid_out(relation, left, right), decisions, replace(known, relations=others), discussion
    )
