"""Finding: what a rule noticed and a person must look at, until it is dismissed with a reason or upheld."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models import task_triggers
from claims.models.claim import Claim
from claims.models.rules import all_or_none, choices_of, one_of, with_history
from claims.vocabulary import FindingKind, FindingState


class FindingQuerySet(models.QuerySet["Finding"]):
    def open(self) -> Self:
        return self.filter(state=FindingState.OPEN)

    def shown(self) -> Self:
        """What the pages of its claims say: what nobody has decided on, and what a person upheld."""
        return self.filter(state__in=(FindingState.OPEN, FindingState.UPHELD))


@with_history
class Finding(models.Model):
    """
    key: what makes it this finding (its kind and the claims it is about); one row for each.
    inputs: digest of what the rule looked at. A dismissed finding stays silent until its inputs change.
    upheld_*: who says that it is so; kept while it is closed.
    closed_*: its ground is gone: no text carries its claim, or its pair was set apart. Triggers write it, and open
    it again.
    rule: name/version of the rules. evidence: [{"mention": id, "start", "end"}], code points in that version's text.
    """

    kind = models.TextField(choices=choices_of(FindingKind))
    key = models.TextField(unique=True)
    inputs = models.TextField()
    rule = models.TextField()
    detail = models.TextField()
    evidence = models.JSONField(default=list)
    opened_at = models.DateTimeField()
    state = models.TextField(choices=choices_of(FindingState), default=FindingState.OPEN)
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    dismissed_at = models.DateTimeField(null=True, blank=True)
    dismissed_reason = models.TextField(blank=True, default="")
    upheld_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    upheld_at = models.DateTimeField(null=True, blank=True)
    upheld_note = models.TextField(blank=True, default="", db_default="")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_reason = models.TextField(blank=True, default="", db_default="")

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", FindingKind, name="finding_kind_known"),
            one_of("state", FindingState, name="finding_state_known"),
            models.CheckConstraint(
                condition=~Q(detail=""), name="finding_has_detail", violation_error_message="Say what was noticed."
            ),
            all_or_none(
                "dismissed_by", "dismissed_at",
                name="finding_dismissed_by_and_at", message="Who dismissed it is recorded with the time.",
            ),
            models.CheckConstraint(
                condition=(~Q(state=FindingState.DISMISSED) & Q(dismissed_at__isnull=True))
                | (Q(state=FindingState.DISMISSED, dismissed_at__isnull=False) & ~Q(dismissed_reason="")),
                name="finding_dismissal_has_reason",
                violation_error_message="Say why the finding is dismissed.",
            ),
            all_or_none(
                "upheld_by", "upheld_at",
                name="finding_upheld_by_and_at", message="Who upheld it is recorded with the time.",
            ),
            models.CheckConstraint(
                condition=Q(state=FindingState.UPHELD, upheld_at__isnull=False)
                | Q(state=FindingState.CLOSED)
                | (~Q(state=FindingState.UPHELD) & Q(upheld_at__isnull=True, upheld_note="")),
                name="finding_upheld_by_a_person",
                violation_error_message="Only a person upholds a finding.",
            ),
            models.CheckConstraint(
                condition=(~Q(state=FindingState.CLOSED) & Q(closed_at__isnull=True, closed_reason=""))
                | (Q(state=FindingState.CLOSED, closed_at__isnull=False) & ~Q(closed_reason="")),
                name="finding_closing_has_reason",
                violation_error_message="What closed it is recorded with the time.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(F("id").desc(), name="finding_open", condition=Q(state=FindingState.OPEN)),
        ]
        triggers = task_triggers.of_findings()

    def __str__(self) -> str:
        return self.detail


class FindingClaim(models.Model):
    """A claim that a finding is about."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="about")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="findings")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["finding", "claim"],
                name="finding_claim_once",
                violation_error_message="The finding already names this claim.",
            ),
        ]
        triggers = task_triggers.of_claims_of_findings()

    def __str__(self) -> str:
        return f"{self.finding} · {self.claim}"
