"""Attribution: one hop of the chain from the article (hop 0) back to the origin (the last hop)."""

import pgtrigger
from django.db import models
from django.db.models import Q

from claims.models import task_triggers
from claims.models.mention import Mention
from claims.models.rules import all_or_none, choices_of, one_of, refuse_when, with_history
from claims.vocabulary import Manner, Role, SpeechAct


@with_history
class Attribution(models.Model):
    """
    source: NULL while the printed name is not resolved, or nobody is named (printed_name is "" then).
    cue_start, cue_end: code points, half-open, in the version's text.
    """

    mention = models.ForeignKey(Mention, on_delete=models.PROTECT, related_name="attributions")
    hop = models.PositiveSmallIntegerField()
    source = models.ForeignKey("sources.Source", on_delete=models.PROTECT, null=True, blank=True)
    printed_name = models.TextField(blank=True, default="")
    role = models.TextField(choices=choices_of(Role))
    act = models.TextField(choices=choices_of(SpeechAct))
    manner = models.TextField(choices=choices_of(Manner))
    cue = models.TextField(blank=True, default="")
    cue_start = models.PositiveIntegerField(null=True, blank=True)
    cue_end = models.PositiveIntegerField(null=True, blank=True)
    hedge = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            one_of("role", Role, name="attribution_role_known"),
            one_of("act", SpeechAct, name="attribution_act_known"),
            one_of("manner", Manner, name="attribution_manner_known"),
            models.UniqueConstraint(
                fields=["mention", "hop"],
                name="attribution_hop_once",
                deferrable=models.Deferrable.DEFERRED,
                violation_error_message="Two hops have the same number.",
            ),
            models.CheckConstraint(
                condition=Q(hop=0, role=Role.PUBLISHER) | (Q(hop__gt=0) & ~Q(role=Role.PUBLISHER)),
                name="attribution_hop_0_is_publisher",
                violation_error_message="Hop 0 is the publisher, and nobody else is.",
            ),
            all_or_none(
                "cue_start", "cue_end",
                name="attribution_cue_start_and_end", message="A cue has a start and an end.",
            ),
        ]  # fmt: skip
        triggers = [
            refuse_when(
                """(SELECT count(*) <> max(hop) + 1 FROM claims_attribution
                    WHERE mention_id = COALESCE(NEW.mention_id, OLD.mention_id))""",
                name="attribution_hops_without_gaps",
                message="Hops are numbered from 0 without gaps.",
                when=pgtrigger.After,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
            ),
            *task_triggers.of_attributions(),
        ]

    def __str__(self) -> str:
        return self.printed_name or "nobody named"
