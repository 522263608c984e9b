"""Rereading: what a later reading makes of words that a person confirmed, kept beside what stands there."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from claims.models import task_triggers
from claims.models.mention import ExtractionRun, Mention
from claims.models.rules import refuse_when
from claims.models.scope import Scope
from sources.models.triggers import immutable


class Rereading(models.Model):
    """
    Only what differs from the confirmed reading is kept. It changes nothing until a person takes it, by a decision.

    meaning: as `Claim.meaning`, of what was read; "" where nothing is read in these words any more.
    value: what the claim says besides its scope and claimant (services.rereading writes and reads it).
    start, end, clause_start, clause_end: code points, half-open, as of a mention.
    chain: the hops as `services.provenance.chain_of` gives them, publisher first.
    """

    run = models.ForeignKey(ExtractionRun, on_delete=models.PROTECT, related_name="rereadings")
    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="rereadings")
    meaning = models.TextField(blank=True, default="")
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, null=True, blank=True)
    claimant = models.ForeignKey("sources.Source", on_delete=models.PROTECT, null=True, blank=True)
    value = models.JSONField(default=dict, blank=True)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    chain = models.JSONField(default=list, blank=True)
    notes = ArrayField(models.TextField(), default=list, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mention", "run"],
                name="rereading_once",
                violation_error_message="One reading of a text reads a mention once.",
            ),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")),
                name="rereading_span_not_empty",
                violation_error_message="Mark at least one character.",
            ),
            models.CheckConstraint(
                condition=Q(meaning="", value={}, scope__isnull=True, claimant__isnull=True)
                | (Q(meaning__regex=r"^[0-9a-f]{64}$") & ~Q(value={})),
                name="rereading_says_something_or_nothing",
                violation_error_message="What is read has a meaning; what is not found has nothing at all.",
            ),
        ]
        triggers = [
            refuse_when(
                """(SELECT m.version_id IS DISTINCT FROM r.version_id FROM claims_mention m, claims_extractionrun r
                    WHERE m.id = NEW.mention_id AND r.id = NEW.run_id)""",
                name="rereading_of_its_own_text",
                message="A reading of one text says nothing of a mention in another.",
            ),
            immutable(name="rereading_immutable", message="What a program read on a day is never changed."),
            *task_triggers.of_rereadings(),
        ]

    def __str__(self) -> str:
        return (
            f"mention {self.mention_id} read anew" if self.meaning else f"mention {self.mention_id} not found"
        )
