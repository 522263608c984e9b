"""The page of a question and of a claim as known at a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User

from claims.models import Claim, Credibility, Mention, Question, QuestionClaim, Ranking
from claims.queries.known.claims import PLACES_IN_WORDS, Known, KnownPlace, known_of
from claims.queries.known.decisions import DecidedThen, decided_then
from claims.queries.known.derived import Derived, derived_then
from claims.queries.known.discussion import DiscussionThen, discussion_then
from claims.queries.known.moments import Moment
from claims.queries.known.people import name_people
from claims.queries.known.rows import NotYetKnown, Where, attach, known_rows
from claims.queries.question import CLAIMS_SHOWN, Entry, Group
from claims.vocabulary import Gathering, MentionState
from config.events import events_of
from sources.models import Grade


@dataclass(frozen=True, slots=True)
class GatheredThen:
    """A claim under a question: how the rules read it there, where it stood in texts, how a decision ranked it."""

    entry: Entry
    places: list[KnownPlace]
    rankings: list[Ranking]
    grades: list[Grade]
    credibility: Credibility | None


@dataclass(frozen=True, slots=True)
class QuestionThen:
    """groups: the claims by how they fit, at the end those without a figure (None)."""

    moment: Moment
    question: Question
    decided: DecidedThen
    derived: Derived
    groups: list[tuple[Group | None, list[GatheredThen]]]
    left_out: list[QuestionClaim]
    known: Known
    discussion: DiscussionThen


@dataclass(frozen=True, slots=True)
class SideThen:
    """A question in short, to be laid beside how it stood at another moment. claims: how many were under it."""

    moment: Moment
    question: Question
    decided: DecidedThen
    derived: Derived
    claims: int


@dataclass(frozen=True, slots=True)
class ClaimThen:
    """grades: those of who makes the claim."""

    moment: Moment
    claim: Claim
    places: list[KnownPlace]
    known: Known
    questions: list[QuestionClaim]
    grades: list[Grade]
    credibility: Credibility | None
    discussion: DiscussionThen


@dataclass(frozen=True, slots=True)
class LinksThen:
    """gathered: in the order of today's page, kept ones first. left_out: by a person, newest first."""

    gathered: list[QuestionClaim]
    left_out: list[QuestionClaim]


_MENTIONS = events_of(Mention).model._meta.db_table
#: A link that a person made, or whose claim a standing mention carried just before a moment (given twice).
_CARRIED = f"""
    state <> '{Gathering.SUGGESTED}' OR EXISTS (
        SELECT FROM {_MENTIONS} held WHERE held.claim_id = last.claim_id AND held.pgh_created_at < %s
        AND held.state <> '{MentionState.REJECTED}' AND held.pgh_label <> 'delete' AND NOT EXISTS (
            SELECT FROM {_MENTIONS} later WHERE later.pgh_obj_id = held.pgh_obj_id
            AND later.pgh_id > held.pgh_id AND later.pgh_created_at < %s
        )
    )
"""


def links_then(pk: int, moment: Moment) -> LinksThen:
    """Return the claims that were under a question. One that no text carried is not shown. One query."""
    carried = Where(_CARRIED, (moment.before, moment.before))
    links = known_rows(QuestionClaim, moment.before, {"question_id": [pk]}, only=carried)
    return LinksThen(
        gathered=sorted(
            (link for link in links if link.state != Gathering.LEFT_OUT),
            key=lambda link: (link.state, link.claim_id),
        ),
        left_out=sorted(
            (link for link in links if link.state == Gathering.LEFT_OUT),
            key=lambda link: (link.at, link.pk),
            reverse=True,
        ),
    )


def question_then(
    pk: int,
    moment: Moment,
    reader: User,
    links: Sequence[QuestionClaim],
    left_out: Sequence[QuestionClaim] = (),
) -> QuestionThen:
    """
    Return a question with these claims as known at a moment. The number of queries is fixed. Raises NotYetKnown.

    reader: who looks; what is kept from them today is kept from them there, too.
    """
    before = moment.before
    question = _question(pk, before)
    known = known_of(
        [link.claim_id for link in links],
        before,
        scopes=[question.scope],
        links=[*links, *left_out],
        in_words=1,
        is_compared=True,
    )
    decided = decided_then(question, before)
    discussion = discussion_then("question", pk, before, reader)
    name_people(before, ([question], "created_by"), *known.people, *decided.people, *discussion.people)
    derived = derived_then(question, links, known, before)
    return QuestionThen(
        moment=moment,
        question=question,
        decided=decided,
        derived=derived,
        groups=[
            (group, [_gathered(entry, known, decided) for entry in entries])
            for group, entries in [
                *((group, group.entries) for group in derived.groups),
                (None, derived.others),
            ]
            if entries
        ],
        left_out=list(left_out),
        known=known,
        discussion=discussion,
    )


def side_then(pk: int, moment: Moment) -> SideThen:
    """Return a question in short as known at a moment. The number of queries is fixed. Raises NotYetKnown."""
    before = moment.before
    question, gathered = _question(pk, before), links_then(pk, moment).gathered
    links = gathered[:CLAIMS_SHOWN]
    known = known_of(
        [link.claim_id for link in links],
        before,
        scopes=[question.scope],
        links=links,
        is_compared=True,
        is_told=False,
    )
    derived = derived_then(question, links, known, before)
    return SideThen(moment, question, decided_then(question, before), derived, len(gathered))


def _question(pk: int, before: datetime) -> Question:
    found = known_rows(Question, before, ids=[pk])
    if not found:
        raise NotYetKnown
    return found[0]


def _gathered(entry: Entry, known: Known, decided: DecidedThen) -> GatheredThen:
    claim = entry.claim
    return GatheredThen(
        entry,
        known.places.get(claim.pk, []),
        [one for one in decided.rankings if one.claim_id == claim.pk],
        known.grades.get(claim.claimant_id or 0, []),
        known.credibilities.get(claim.pk),
    )


def claim_then(pk: int, moment: Moment, reader: User) -> ClaimThen:
    """Return a claim as known at a moment. Raises NotYetKnown. The number of queries is fixed."""
    before = moment.before
    known = known_of([pk], before, reach_out=True, in_words=PLACES_IN_WORDS)
    claim = known.claims.get(pk)
    if claim is None or claim.recorded_at >= before:
        raise NotYetKnown
    links = known_rows(QuestionClaim, before, {"claim_id": [pk]})
    asked = known_rows(Question, before, ids=[link.question_id for link in links])
    attach(links, "question", {question.pk: question for question in asked})
    discussion = discussion_then("claim", pk, before, reader)
    name_people(before, (links, "by"), *known.people, *discussion.people)
    return ClaimThen(
        moment=moment,
        claim=claim,
        places=known.places.get(pk, []),
        known=known,
        questions=links,
        grades=known.grades.get(claim.claimant_id or 0, []),
        credibility=known.credibilities.get(pk),
        discussion=discussion,
    )
