"""Relation: how two claims stand to each other, as a rule suggests and as a person judges."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from claims.models import task_triggers
from claims.models.claim import Claim
from claims.models.rules import all_or_none, choices_of, one_of, with_history
from claims.vocabulary import DIRECTED_RELATIONS, Comparability, RelationKind, RelationState

NEWER = [("left", "left"), ("right", "right")]


class RelationQuerySet(models.QuerySet["Relation"]):
    def suggested(self) -> Self:
        return self.filter(state=RelationState.SUGGESTED)

    def touching(self, claims: list[int]) -> Self:
        """The relations with one of these claims on either side."""
        return self.filter(Q(left__in=claims) | Q(right__in=claims))

    def with_claims(self) -> Self:
        """Both claims with what describes them, in one query."""
        paths = ("scope__measure", "scope__population", "scope__place", "claimant")
        return self.select_related(*(f"{side}__{path}" for side in ("left", "right") for path in paths))


@with_history
class Relation(models.Model):
    """
    The pair is stored once, smaller claim id on the left. kind, comparability, axes, reasons, score: what
    `rule` (name/version) suggests; axes: {axis: verdict}, left seen from right. newer: for updates and
    corrects, the side that updates or corrects the other, where it is known.

    state, judged_*: what a person says. A confirmed relation has the kind that the person gave, which may
    differ from the suggested one. The word "contradicts" for claims that are not comparable needs a reason.
    """

    left = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="relations_right")
    right = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="relations_left")
    kind = models.TextField(choices=choices_of(RelationKind))
    newer = models.TextField(choices=NEWER, null=True, blank=True)  # noqa: DJ001 - NULL: has no direction
    comparability = models.TextField(choices=choices_of(Comparability))
    axes = models.JSONField(default=dict)
    reasons = ArrayField(models.TextField(), default=list)
    score = models.DecimalField(max_digits=4, decimal_places=3)
    rule = models.TextField()
    recorded_at = models.DateTimeField()
    state = models.TextField(choices=choices_of(RelationState), default=RelationState.SUGGESTED)
    judged_kind = models.TextField(choices=choices_of(RelationKind), null=True, blank=True)  # noqa: DJ001
    judged_newer = models.TextField(choices=NEWER, null=True, blank=True)  # noqa: DJ001
    judged_reason = models.TextField(blank=True, default="")
    judged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    judged_at = models.DateTimeField(null=True, blank=True)

    objects = RelationQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("kind", RelationKind, name="relation_kind_known"),
            one_of("judged_kind", RelationKind, name="relation_judged_kind_known"),
            one_of("comparability", Comparability, name="relation_comparability_known"),
            one_of("state", RelationState, name="relation_state_known"),
            models.CheckConstraint(
                condition=Q(left__lt=F("right")),
                name="relation_stored_once",
                violation_error_message="A pair is stored once, smaller claim number first.",
            ),
            models.UniqueConstraint(
                fields=["left", "right"],
                name="relation_pair_once",
                violation_error_message="These two claims are already related.",
            ),
            models.CheckConstraint(
                condition=~Q(kind=RelationKind.CONTRADICTS) | Q(comparability=Comparability.COMPARABLE),
                name="relation_contradiction_is_comparable",
                violation_error_message="Only comparable figures can contradict each other.",
            ),
            models.CheckConstraint(
                condition=~Q(judged_kind=RelationKind.CONTRADICTS)
                | Q(comparability=Comparability.COMPARABLE)
                | ~Q(judged_reason=""),
                name="relation_override_has_reason",
                violation_error_message="The rule finds these not comparable. Name the axis that was read wrongly.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=DIRECTED_RELATIONS) | Q(newer__isnull=True),
                name="relation_direction_where_it_has_one",
                violation_error_message="Only an update or a correction has a newer side.",
            ),
            models.CheckConstraint(
                condition=Q(judged_kind__in=DIRECTED_RELATIONS) | Q(judged_newer__isnull=True),
                name="relation_judged_direction_where_it_has_one",
                violation_error_message="Only an update or a correction has a newer side.",
            ),
            models.CheckConstraint(
                condition=(Q(newer__in=["left", "right"]) | Q(newer__isnull=True))
                & (Q(judged_newer__in=["left", "right"]) | Q(judged_newer__isnull=True)),
                name="relation_newer_known",
                violation_error_message="The newer side is left or right.",
            ),
            models.CheckConstraint(
                condition=Q(score__gte=0, score__lte=1),
                name="relation_score_0_to_1",
                violation_error_message="A score lies between 0 and 1.",
            ),
            models.CheckConstraint(
                condition=Q(state=RelationState.CONFIRMED, judged_kind__isnull=False)
                | (~Q(state=RelationState.CONFIRMED) & Q(judged_kind__isnull=True)),
                name="relation_confirmed_has_kind",
                violation_error_message="A confirmed relation has a kind, and only it has one.",
            ),
            all_or_none(
                "judged_by", "judged_at",
                name="relation_judged_by_and_at", message="A judgement has a person and a time.",
            ),
            models.CheckConstraint(
                condition=Q(state=RelationState.SUGGESTED, judged_at__isnull=True)
                | (~Q(state=RelationState.SUGGESTED) & Q(judged_at__isnull=False)),
                name="relation_judged_unless_suggested",
                violation_error_message="A suggestion has no judgement; anything else has one.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(
                F("score").desc(), F("id"),
                name="relation_waiting", condition=Q(state=RelationState.SUGGESTED),
            ),
        ]  # fmt: skip
        triggers = task_triggers.of_relations()

    def __str__(self) -> str:
        return f"{self.left} {self.judged_kind or self.kind} {self.right}"
