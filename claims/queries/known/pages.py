"""The page of a question and of a claim as known at a moment."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q

from claims.models import Claim, Credibility, Question, QuestionClaim, Ranking
from claims.queries.known.claims import Known, KnownPlace, known_of
from claims.queries.known.decisions import DecidedThen, decided_then
from claims.queries.known.moments import Moment
from claims.queries.known.people import name_people
from claims.queries.known.rows import attach, known_rows
from claims.vocabulary import Gathering
from sources.models import Grade

#: What a reader looks for first: what people kept, then what the rules put there, then what people left out.
_ORDER = (Gathering.KEPT, Gathering.SUGGESTED, Gathering.LEFT_OUT)


class NotYetKnown(Exception):
    """Nothing was known of it by then."""


@dataclass(frozen=True, slots=True)
class GatheredThen:
    """A claim under a question: how it came there, where it stood in texts, and how a decision ranked it."""

    link: QuestionClaim
    places: list[KnownPlace]
    rankings: list[Ranking]
    grades: list[Grade]
    credibility: Credibility | None


@dataclass(frozen=True, slots=True)
class QuestionThen:
    moment: Moment
    question: Question
    decided: DecidedThen
    gathered: list[GatheredThen]
    known: Known


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


def links_then(pk: int, moment: Moment) -> list[QuestionClaim]:
    """Return the claims that were under a question, also those left out. One query."""
    links = known_rows(QuestionClaim, moment.before, Q(question=pk))
    return sorted(links, key=lambda link: (_ORDER.index(Gathering(link.state)), link.claim_id))


def question_then(pk: int, moment: Moment, links: Sequence[QuestionClaim]) -> QuestionThen:
    """Return a question with these claims as known at a moment. Raises NotYetKnown."""
    before = moment.before
    found = known_rows(Question, before, ids=[pk])
    if not found:
        raise NotYetKnown
    question = found[0]
    scope = question.scope
    known = known_of([link.claim_id for link in links], before, scopes=[scope], links=links)
    decided = decided_then(question, before)
    name_people(before, ([question], "created_by"), *decided.people)
    return QuestionThen(
        moment=moment,
        question=question,
        decided=decided,
        gathered=[
            GatheredThen(
                link,
                known.places.get(link.claim_id, []),
                [one for one in decided.rankings if one.claim_id == link.claim_id],
                known.grades.get(link.claim.claimant_id or 0, []),
                known.credibilities.get(link.claim_id),
            )
            for link in links
        ],
        known=known,
    )


def claim_then(pk: int, moment: Moment) -> ClaimThen:
    """Return a claim as known at a moment. Raises NotYetKnown. The number of queries is fixed."""
    before = moment.before
    if not Claim.objects.filter(pk=pk, recorded_at__lt=before).exists():
        raise NotYetKnown
    known = known_of([pk], before, reach_out=True)
    links = known_rows(QuestionClaim, before, Q(claim=pk))
    asked = known_rows(Question, before, ids=[link.question_id for link in links])
    attach(links, "question", {question.pk: question for question in asked})
    name_people(before, (links, "by"))
    claim = known.claims[pk]
    return ClaimThen(
        moment=moment,
        claim=claim,
        places=known.places.get(pk, []),
        known=known,
        questions=links,
        grades=known.grades.get(claim.claimant_id or 0, []),
        credibility=known.credibilities.get(pk),
    )
