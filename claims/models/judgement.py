"""Judgement: what one person says of a question. The columns and rules that decisions and assessments share."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from claims.models.rules import choices_of, one_of, refuse_when
from claims.vocabulary import (
    CONFIDENCE_WORDS,
    LIKELIHOOD_WORDS,
    QUESTION_OUTCOME_MEANS,
    QUESTION_OUTCOME_WORDS,
    Confidence,
    Likelihood,
    QuestionOutcome,
    Rank,
)

#: The columns of a judgement, in the order of the form.
JUDGED = (
    "outcome", "low", "best", "high", "likelihood", "confidence", "rationale", "assumptions", "would_change",
)  # fmt: skip


class Judgement(models.Model):
    """low, best, high: numbers in the unit of the question's measure, inclusive; all NULL: no figure is given."""

    outcome = models.TextField(choices=list(QUESTION_OUTCOME_WORDS.items()))
    low = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    best = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    high = models.DecimalField(max_digits=24, decimal_places=6, null=True, blank=True)
    likelihood = models.TextField(choices=list(LIKELIHOOD_WORDS.items()), null=True, blank=True)  # noqa: DJ001
    confidence = models.TextField(choices=list(CONFIDENCE_WORDS.items()), null=True, blank=True)  # noqa: DJ001
    rationale = models.TextField()
    assumptions = models.TextField(blank=True, default="")
    would_change = models.TextField(blank=True, default="")

    class Meta:
        abstract = True

    @property
    def outcome_means(self) -> str:
        """What the outcome says, for who reads it."""
        return QUESTION_OUTCOME_MEANS[QuestionOutcome(self.outcome)]


class Ranked(models.Model):
    """How one claim stands in one judgement, with the reason; a claim that lost is kept and says why it lost."""

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="%(class)ss")
    rank = models.TextField(choices=choices_of(Rank))
    reason = models.TextField(blank=True, default="")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.rank}: {self.claim}"


def judged_well(table: str) -> list[models.BaseConstraint]:
    """Return the rules of a judgement; table: what their names begin with."""
    return [
        one_of("outcome", QuestionOutcome, name=f"{table}_outcome_known"),
        one_of("likelihood", Likelihood, name=f"{table}_likelihood_known"),
        one_of("confidence", Confidence, name=f"{table}_confidence_known"),
        models.CheckConstraint(
            condition=~Q(rationale=""),
            name=f"{table}_has_rationale",
            violation_error_message="Say why.",
        ),
        models.CheckConstraint(
            condition=(Q(low__lte=F("high")) | Q(low__isnull=True) | Q(high__isnull=True))
            & (Q(best__isnull=True) | Q(low__isnull=True) | Q(best__gte=F("low")))
            & (Q(best__isnull=True) | Q(high__isnull=True) | Q(best__lte=F("high"))),
            name=f"{table}_low_best_high",
            violation_error_message="Lowest, best and highest are not in order.",
        ),
    ]


def ranked_well(table: str, judgement: str) -> list[models.BaseConstraint]:
    """Return the rules of a rank; judgement: the column that says in which judgement it stands."""
    return [
        one_of("rank", Rank, name=f"{table}_rank_known"),
        models.UniqueConstraint(
            fields=[judgement, "claim"],
            name=f"{table}_once",
            violation_error_message="The claim is already ranked in this judgement.",
        ),
        models.CheckConstraint(
            condition=Q(rank=Rank.NORMAL) | ~Q(reason=""),
            name=f"{table}_has_reason",
            violation_error_message="Say why a claim is preferred or deprecated.",
        ),
    ]


def ranks_say_why(table: str) -> pgtrigger.Trigger:
    """Refuse a normal rank without a reason, too; only new ones, for none of those from before is edited."""
    return refuse_when(
        r"NEW.rank = 'normal' AND NEW.reason !~ '\S'",
        name=f"{table}_says_why",
        message="Give a reason for the rank of every claim.",
        operation=pgtrigger.Insert,
    )
