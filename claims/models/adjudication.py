"""Adjudication: a decision on a question, proposed by one person and approved or returned by another."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models import task_triggers
from claims.models.assessment import AssessmentRound
from claims.models.claim import Claim
from claims.models.judgement import Judgement, Ranked, judged_well, ranked_well, ranks_say_why
from claims.models.question import Question
from claims.models.rules import all_or_none, choices_of, refuse_when
from claims.states import AdjudicationState
from claims.vocabulary import Ending, ReviewVerdict

#: Set once, when a second person has looked at it.
_REVIEW = ("verdict", "reviewed_by_id", "reviewed_at", "review_comment")
#: Set once, when it ends.
_END = ("ended_how", "ended_by_id", "ended_at")


#: Of an act that stands on record as a decision, the same person may take back what it did: the review of the row, or
#: that it superseded this one. `services.undeciding` marks the decision as undone in the same breath.
_TAKEN_BACK = """NEW.ended_at IS NULL AND EXISTS (
    SELECT 1 FROM claims_decision decision JOIN claims_adjudication made ON made.id = decision.adjudication_id
    WHERE decision.undone_at IS NULL AND (
        made.id = OLD.id AND decision.action IN ('approve', 'return')
            AND COALESCE(OLD.ended_how, 'returned') = 'returned'
            AND NEW.verdict IS NULL AND NEW.reviewed_at IS NULL AND NEW.review_comment = ''
        OR made.supersedes_id = OLD.id AND decision.action = 'approve' AND OLD.ended_how = 'superseded'
            AND NEW.verdict = OLD.verdict AND NEW.reviewed_at = OLD.reviewed_at))"""
_HELD_BACK = """(NEW.held_at IS NULL AND EXISTS (
    SELECT 1 FROM claims_decision decision WHERE decision.adjudication_id = OLD.adjudication_id
        AND decision.action = 'hold' AND decision.undone_at IS NULL))"""


class AdjudicationQuerySet(models.QuerySet["Adjudication"]):
    def current(self) -> Self:
        """The decisions that hold: approved, neither superseded nor withdrawn."""
        return self.filter(ended_at__isnull=True, verdict=ReviewVerdict.APPROVED)

    def proposed(self) -> Self:
        """Those that wait for a second person."""
        return self.filter(ended_at__isnull=True, verdict__isnull=True)


def _differ(fields: tuple[str, ...]) -> str:
    return " OR ".join(f"NEW.{field} IS DISTINCT FROM OLD.{field}" for field in fields)


class Adjudication(Judgement):
    """
    Never edited: a second person approves or returns it, and it ends when it is superseded or withdrawn.

    supersedes: the decision that held when this one was proposed. rests_on: the blind assessments it reconciles.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="adjudications")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    supersedes = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="successors"
    )
    rests_on = models.ForeignKey(
        AssessmentRound, on_delete=models.PROTECT, null=True, blank=True, related_name="adjudications"
    )
    verdict = models.TextField(choices=choices_of(ReviewVerdict), null=True, blank=True)  # noqa: DJ001
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_comment = models.TextField(blank=True, default="")
    ended_how = models.TextField(choices=choices_of(Ending), null=True, blank=True)  # noqa: DJ001
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = AdjudicationQuerySet.as_manager()

    class Meta:
        constraints = [
            *judged_well("adjudication"),
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(ended_at__isnull=True, verdict=ReviewVerdict.APPROVED),
                name="adjudication_one_current",
                violation_error_message="The question already has a current decision.",
            ),
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(ended_at__isnull=True, verdict__isnull=True),
                name="adjudication_one_proposed",
                violation_error_message="A decision on this question already waits for a second person.",
            ),
            all_or_none(
                "verdict", "reviewed_by", "reviewed_at",
                name="adjudication_reviewed_by_and_at", message="A review has a verdict, a person and a time.",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("decided_by")),
                name="adjudication_second_person",
                violation_error_message="Nobody approves or returns their own decision.",
            ),
            models.CheckConstraint(
                condition=Q(verdict__isnull=True) | ~Q(verdict=ReviewVerdict.RETURNED) | ~Q(review_comment=""),
                name="adjudication_return_has_comment",
                violation_error_message="Say what is to be changed.",
            ),
            # also says which verdicts and endings there are
            models.CheckConstraint(
                condition=Q(verdict__isnull=True, ended_how__isnull=True)
                | Q(verdict=ReviewVerdict.APPROVED, ended_how__isnull=True)
                # superseded without a verdict: decisions from before a second person was asked for
                | (
                    (Q(verdict__isnull=True) | Q(verdict=ReviewVerdict.APPROVED))
                    & Q(ended_how__in=[Ending.SUPERSEDED, Ending.WITHDRAWN])
                )
                | Q(verdict=ReviewVerdict.RETURNED, ended_how=Ending.RETURNED),
                name="adjudication_ending_fits_verdict",
                violation_error_message="A decision that is returned has ended, and no other ends so.",
            ),
            all_or_none(
                "ended_how", "ended_by", "ended_at",
                name="adjudication_ended_by_and_at", message="The end of a decision has a person, a time and a way.",
            ),
        ]  # fmt: skip
        triggers = [
            refuse_when(
                f"""(to_jsonb(NEW) - ARRAY{[*_REVIEW, *_END]}) IS DISTINCT FROM
                    (to_jsonb(OLD) - ARRAY{[*_REVIEW, *_END]})
                    OR (OLD.verdict IS NOT NULL AND ({_differ(_REVIEW)})
                        OR OLD.ended_at IS NOT NULL AND ({_differ(_END + _REVIEW)})) AND NOT ({_TAKEN_BACK})""",
                name="adjudication_never_edited",
                message="A decision is superseded or withdrawn, never edited.",
                operation=pgtrigger.Update,
            ),
            refuse_when(
                """EXISTS (SELECT 1 FROM claims_assessmentround round WHERE round.question_id = NEW.question_id
                    AND round.closed_at IS NULL AND round.id IS DISTINCT FROM NEW.rests_on_id)""",
                name="adjudication_beside_assessments",
                message="Blind assessments of this question are open: reconcile them, or call them off with a reason.",
                operation=pgtrigger.Insert,
            ),
            refuse_when(
                """NEW.rests_on_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM claims_assessmentround round
                    WHERE round.id = NEW.rests_on_id AND round.question_id = NEW.question_id
                    AND round.opened_at IS NOT NULL AND round.closed_at IS NULL)""",
                name="adjudication_rests_on_opened",
                message="A decision rests on assessments of its own question that are all in.",
                operation=pgtrigger.Insert,
            ),
            refuse_when(
                """NEW.reviewed_by_id IS NOT NULL AND EXISTS (SELECT 1 FROM claims_assessor assessor
                    WHERE assessor.round_id = NEW.rests_on_id AND assessor.user_id = NEW.reviewed_by_id)""",
                name="adjudication_not_by_its_assessor",
                message="Nobody approves or returns a decision that rests on their own assessment.",
            ),
            refuse_when(
                "true",
                name="adjudication_never_deleted",
                message="A decision is kept for ever.",
                operation=pgtrigger.Delete,
            ),
            *task_triggers.of_adjudications(),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()}: {self.question}"

    def state(self, *, is_woken: bool = False) -> AdjudicationState:
        """Return how it stands. is_woken: a rule has given a reason to look at it again, and nobody has."""
        if self.ended_how is not None:
            return AdjudicationState(self.ended_how)
        if self.verdict is None:
            return AdjudicationState.PROPOSED
        return AdjudicationState.REOPENED if is_woken else AdjudicationState.APPROVED


class Ranking(Ranked):
    """The rank of one claim in one decision."""

    adjudication = models.ForeignKey(Adjudication, on_delete=models.PROTECT, related_name="rankings")

    class Meta:
        constraints = ranked_well("ranking", "adjudication")
        triggers = [
            ranks_say_why("ranking"),
            refuse_when(
                "true",
                name="ranking_never_changed",
                message="A decision and its ranks are never edited.",
                operation=pgtrigger.Update | pgtrigger.Delete,
            ),
        ]


class Reopening(models.Model):
    """
    Why a decision is to be looked at again: something that it rests on has changed.

    cause: which rule saw it; detail: in words. held_*: an adjudicator looked, and says why the decision holds.
    """

    adjudication = models.ForeignKey(Adjudication, on_delete=models.PROTECT, related_name="reopenings")
    cause = models.TextField()
    detail = models.TextField()
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    held_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    held_at = models.DateTimeField(null=True, blank=True)
    held_reason = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "adjudication", "cause", "claim", "detail",
                name="reopening_once",
                nulls_distinct=False,
                violation_error_message="The decision is already reopened for this reason.",
            ),
            all_or_none(
                "held_by", "held_at",
                name="reopening_held_by_and_at", message="Who looked again is recorded with the time.",
            ),
            models.CheckConstraint(
                condition=Q(held_at__isnull=True) | ~Q(held_reason=""),
                name="reopening_held_has_reason",
                violation_error_message="Say why the decision holds.",
            ),
        ]  # fmt: skip
        triggers = [
            refuse_when(
                "(to_jsonb(NEW) - ARRAY['held_by_id', 'held_at', 'held_reason']) IS DISTINCT FROM"
                " (to_jsonb(OLD) - ARRAY['held_by_id', 'held_at', 'held_reason'])"
                f" OR OLD.held_at IS NOT NULL AND NOT {_HELD_BACK}",
                name="reopening_never_edited",
                message="Why a decision was reopened is never edited.",
                operation=pgtrigger.Update,
            ),
            refuse_when(
                "true",
                name="reopening_never_deleted",
                message="Why a decision was reopened is kept for ever.",
                operation=pgtrigger.Delete,
            ),
            *task_triggers.of_reopenings(),
        ]

    def __str__(self) -> str:
        return self.detail
