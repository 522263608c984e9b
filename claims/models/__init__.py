"""The tables of the claims app, one concept a file."""

from claims.models.account import Account
from claims.models.adjudication import Adjudication, Ranking, Reopening
from claims.models.assessment import Assessment, AssessmentRanking, AssessmentRound, Assessor
from claims.models.attribution import Attribution
from claims.models.claim import Claim
from claims.models.credibility import Credibility
from claims.models.decision import Decision
from claims.models.derivation import Derivation
from claims.models.discussion import STEPS, SUBJECTS, Comment, Opinion
from claims.models.draft import Draft
from claims.models.finding import Finding, FindingClaim
from claims.models.follow import Follow, Notice
from claims.models.grounds import Grounds
from claims.models.judgement import JUDGED
from claims.models.mention import ExtractionRun, Mention, UnreadPassage
from claims.models.parking import Parking
from claims.models.question import Question, QuestionClaim
from claims.models.relation import Relation
from claims.models.rereading import Rereading
from claims.models.scope import Scope
from claims.models.sense import MAX_SENSE_LENGTH, MeasureSense
from claims.models.task import Task
from claims.models.term import Measure, MeasurePart, Place, Population, Term
from claims.models.utterance import Utterance

__all__ = [
    "JUDGED",
    "MAX_SENSE_LENGTH",
    "STEPS",
    "SUBJECTS",
    "Account",
    "Adjudication",
    "Assessment",
    "AssessmentRanking",
    "AssessmentRound",
    "Assessor",
    "Attribution",
    "Claim",
    "Comment",
    "Credibility",
    "Decision",
    "Derivation",
    "Draft",
    "ExtractionRun",
    "Finding",
    "FindingClaim",
    "Follow",
    "Grounds",
    "Measure",
    "MeasurePart",
    "MeasureSense",
    "Mention",
    "Notice",
    "Opinion",
    "Parking",
    "Place",
    "Population",
    "Question",
    "QuestionClaim",
    "Ranking",
    "Relation",
    "Reopening",
    "Rereading",
    "Scope",
    "Task",
    "Term",
    "UnreadPassage",
    "Utterance",
]
