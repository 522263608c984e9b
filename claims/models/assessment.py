"""Assessment: two or more people judge a question without seeing each other's judgement, until all are in."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from claims.models import task_triggers
from claims.models.judgement import Judgement, Ranked, judged_well, ranked_well, ranks_say_why
from claims.models.question import Question
from claims.models.rules import all_or_none, choices_of, refuse_when
from claims.states import AssessmentState
from claims.vocabulary import RoundEnding
from sources.models.triggers import immutable

#: Set once, when the last assessment is in.
_OPENING = ("opened_at",)
#: Set once, when a decision that rests on it is approved, or it is called off.
_END = ("closed_how", "closed_by_id", "closed_at", "closed_reason")

_NOT_WAITING = """EXISTS (SELECT 1 FROM claims_assessmentround round WHERE round.id = {round}
    AND (round.opened_at IS NOT NULL OR round.closed_at IS NOT NULL))"""


#: The approval that settled the round is taken back by who gave it: it waits to be reconciled again.
_TAKEN_BACK = """OLD.closed_how = 'settled' AND NEW.closed_at IS NULL AND NEW.closed_reason = OLD.closed_reason
    AND EXISTS (
        SELECT 1 FROM claims_decision decision JOIN claims_adjudication made ON made.id = decision.adjudication_id
        WHERE made.rests_on_id = OLD.id AND decision.action = 'approve' AND decision.undone_at IS NULL)"""


class AssessmentRoundQuerySet(models.QuerySet["AssessmentRound"]):
    def open(self) -> Self:
        """Those that wait for assessors, or to be reconciled."""
        return self.filter(closed_at__isnull=True)


class AssessmentRound(models.Model):
    """
    One request for blind assessments of a question. why: what the asker wants to know.

    opened_at: when the last one came in and all became readable; NULL: sealed, each readable by its author only.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="assessment_rounds")
    why = models.TextField(blank=True, default="")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_how = models.TextField(choices=choices_of(RoundEnding), null=True, blank=True)  # noqa: DJ001
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.TextField(blank=True, default="")

    objects = AssessmentRoundQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(closed_at__isnull=True),
                name="assessment_round_one_open",
                violation_error_message="Blind assessments of this question are open already.",
            ),
            all_or_none(
                "closed_how", "closed_by", "closed_at",
                name="assessment_round_closed_by_and_at", message="The end of a round has a person, a time and a way.",
            ),
            models.CheckConstraint(
                condition=Q(closed_how__isnull=True)
                | (Q(closed_how=RoundEnding.CALLED_OFF) & ~Q(closed_reason=""))
                | Q(closed_how=RoundEnding.SETTLED, opened_at__isnull=False),
                name="assessment_round_ending_fits",
                violation_error_message="A round is settled once all are in, or called off with a reason.",
            ),
        ]  # fmt: skip
        triggers = [
            refuse_when(
                f"""(to_jsonb(NEW) - ARRAY{[*_OPENING, *_END]}) IS DISTINCT FROM
                    (to_jsonb(OLD) - ARRAY{[*_OPENING, *_END]})
                    OR (OLD.opened_at IS NOT NULL AND NEW.opened_at IS DISTINCT FROM OLD.opened_at)
                    OR (OLD.closed_at IS NOT NULL AND NEW IS DISTINCT FROM OLD AND NOT ({_TAKEN_BACK}))""",
                name="assessment_round_never_edited",
                message="A request for assessments is opened and closed once, never edited.",
                operation=pgtrigger.Update,
            ),
            refuse_when(
                "true",
                name="assessment_round_never_deleted",
                message="A request for assessments is kept for ever.",
                operation=pgtrigger.Delete,
            ),
            refuse_when(
                """NEW.opened_at IS NOT NULL AND (TG_OP = 'INSERT' OR EXISTS (
                    SELECT 1 FROM claims_assessor assessor WHERE assessor.round_id = NEW.id AND NOT EXISTS (
                        SELECT 1 FROM claims_assessment one WHERE one.assessor_id = assessor.id)))""",
                name="assessment_round_opened_when_all_are_in",
                message="Assessments stay sealed until the last one is in.",
            ),
            refuse_when(
                "(SELECT count(*) < 2 FROM claims_assessor WHERE round_id = NEW.id)",
                name="assessment_round_two_assessors",
                message="Ask two people or more.",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
            ),
            *task_triggers.of_assessment_rounds(),
        ]

    def __str__(self) -> str:
        return f"assessments of {self.question}"

    @property
    def state(self) -> AssessmentState:
        if self.closed_how is not None:
            return AssessmentState(self.closed_how)
        return AssessmentState.WAITING if self.opened_at is None else AssessmentState.OPENED


class Assessor(models.Model):
    """A person who is asked to assess in one round; the order of the rows is their place on the page."""

    round = models.ForeignKey(AssessmentRound, on_delete=models.PROTECT, related_name="assessors")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assessing")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "user"],
                name="assessor_once",
                violation_error_message="This person is asked already.",
            ),
        ]
        triggers = [
            immutable(name="assessor_never_changed", message="Who was asked to assess stays on record."),
            refuse_when(
                _NOT_WAITING.format(round="NEW.round_id"),
                name="assessor_while_waiting",
                message="Nobody joins assessments that are opened or closed.",
                operation=pgtrigger.Insert,
            ),
            *task_triggers.of_assessors(),
        ]

    def __str__(self) -> str:
        return str(self.user)


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def readable_by(self, person: User) -> Self:
        """Those of rounds that are opened, and this person's own. Every page reads through this or `opened`."""
        return self.filter(Q(assessor__round__opened_at__isnull=False) | Q(assessor__user=person))

    def opened(self) -> Self:
        """Those that everybody may read: all of their round were in."""
        return self.filter(assessor__round__opened_at__isnull=False)


class Assessment(Judgement):
    """One person's blind judgement, handed in once and never edited."""

    assessor = models.OneToOneField(Assessor, on_delete=models.PROTECT, related_name="assessment")
    handed_in_at = models.DateTimeField()

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        constraints = judged_well("assessment")
        triggers = [
            immutable(
                name="assessment_never_edited", message="An assessment is handed in once and never edited."
            ),
            refuse_when(
                _NOT_WAITING.format(
                    round="(SELECT asked.round_id FROM claims_assessor asked WHERE asked.id = NEW.assessor_id)"
                ),
                name="assessment_while_waiting",
                message="These assessments are opened or closed.",
                operation=pgtrigger.Insert,
            ),
            *task_triggers.of_assessments(),
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()


class AssessmentRanking(Ranked):
    """The rank of one claim in one assessment."""

    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="rankings")

    class Meta:
        constraints = ranked_well("assessment_ranking", "assessment")
        triggers = [
            ranks_say_why("assessment_ranking"),
            immutable(
                name="assessment_ranking_never_changed",
                message="An assessment and its ranks are never edited.",
            ),
        ]
