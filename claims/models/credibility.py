"""Credibility: how credible a claim is, as one person judged on one day. Append-only."""

from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from claims.models.claim import Claim
from claims.models.rules import refuse_when
from claims.vocabulary import CREDIBILITY_WORDS, RelationKind, RelationState
from sources.models.triggers import immutable

#: Whoever may stand behind the claim and those that a person confirmed to corroborate it: more than the independent
#: origins (owners and reprints are not looked at), so that what this refuses has no second origin on any count.
_WHO = f"""
    SELECT count(DISTINCT COALESCE('s' || COALESCE(u.speaker_id, c.claimant_id, a.outlet_id), 't' || v.sha256))
    FROM claims_mention m
    JOIN claims_claim c ON c.id = m.claim_id
    JOIN sources_articleversion v ON v.id = m.version_id
    JOIN sources_article a ON a.id = v.article_id
    LEFT JOIN claims_utterance u ON u.id = m.utterance_id
    WHERE m.state <> 'rejected' AND (m.claim_id = NEW.claim_id OR m.claim_id IN (
        SELECT CASE WHEN r.left_id = NEW.claim_id THEN r.right_id ELSE r.left_id END FROM claims_relation r
        WHERE NEW.claim_id IN (r.left_id, r.right_id)
          AND r.state = '{RelationState.CONFIRMED}' AND r.judged_kind = '{RelationKind.CORROBORATES}'))
"""


class CredibilityQuerySet(models.QuerySet["Credibility"]):
    def standing(self) -> Self:
        """The newest of each claim."""
        return self.filter(next__isnull=True)


class Credibility(models.Model):
    """
    number: 1 (confirmed by other sources) to 6 (truth cannot be judged). origins: the independent origins counted then.

    previous: the one that this supersedes; the database keeps them one chain.
    """

    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="credibilities")
    number = models.PositiveSmallIntegerField(choices=list(CREDIBILITY_WORDS.items()))
    origins = models.PositiveIntegerField()
    reason = models.TextField()
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects = CredibilityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "credibilities"
        constraints = [
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=6),
                name="credibility_1_to_6",
                violation_error_message="Choose a number from 1 to 6.",
            ),
            models.CheckConstraint(
                condition=Q(reason__regex=r"\S"),
                name="credibility_has_reason",
                violation_error_message="Say why.",
            ),
            models.CheckConstraint(
                condition=~Q(number=1) | Q(origins__gte=2),
                name="credibility_1_counts_two_origins",
                violation_error_message="1 means confirmed by other sources: it needs two independent origins.",
            ),
            models.UniqueConstraint(
                F("claim"),
                condition=Q(previous__isnull=True),
                name="credibility_first_once",
                violation_error_message="The claim is graded already: a new grade follows that one.",
            ),
        ]
        triggers = [
            immutable(
                name="credibility_immutable", message="A grade is never changed: a new one takes its place."
            ),
            refuse_when(
                f"NEW.number = 1 AND ({_WHO}) < 2",
                name="credibility_1_has_two_origins",
                message="1 means confirmed by other sources, and nobody else is on record for it.",
                operation=pgtrigger.Insert,
            ),
            refuse_when(
                """NEW.previous_id IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM claims_credibility p WHERE p.id = NEW.previous_id AND p.claim_id = NEW.claim_id)""",
                name="credibility_follows_previous",
                message="A grade follows one of the same claim.",
                operation=pgtrigger.Insert,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} ({self.get_number_display()})"
