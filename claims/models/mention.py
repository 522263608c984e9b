"""Mention: the place in an article version where a claim is made. ExtractionRun: what a program read there."""

from typing import Self

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateRangeField
from django.db import models
from django.db.models import F, Prefetch, Q

from claims.models import task_triggers
from claims.models.claim import Claim
from claims.models.rules import all_or_none, choices_of, one_of, refuse_when, with_history
from claims.vocabulary import MentionState, Precision
from sources.models.triggers import immutable


class ExtractionRun(models.Model):
    """
    One program read one version. `failure`: why nothing could be read, and it may try again; "" if all went well.

    taught: the digest of what people had taught by then ("" for nothing); with more taught it may read again.
    """

    version = models.ForeignKey("sources.ArticleVersion", on_delete=models.PROTECT, related_name="runs")
    extractor = models.TextField()
    taught = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField()
    failure = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["version", "extractor", "taught"],
                condition=Q(failure=""),
                name="extraction_run_once",
                violation_error_message="This version was already read by this extractor, with the same teaching.",
            ),
        ]
        triggers = [
            immutable(
                name="extraction_run_immutable", message="What a program read on a day is never changed."
            ),
            *task_triggers.of_runs(),
        ]

    def __str__(self) -> str:
        return f"{self.extractor} on version {self.version_id}"


class UnreadPassage(models.Model):
    """A passage that was found but not understood, with the reason. start, end: code points, half-open."""

    run = models.ForeignKey(ExtractionRun, on_delete=models.PROTECT, related_name="unread")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(start__lt=F("end")),
                name="unread_span_not_empty",
                violation_error_message="The passage is empty.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.exact}: {self.reason}"


class MentionQuerySet(models.QuerySet["Mention"]):
    def standing(self) -> Self:
        """Not rejected: accepted by a person, or still a suggestion."""
        return self.exclude(state=MentionState.REJECTED)

    def suggested(self) -> Self:
        return self.filter(state=MentionState.SUGGESTED)

    def with_chain(self) -> Self:
        """The hops, each with its source, in one further query."""
        hops = apps.get_model("claims", "Attribution").objects.select_related("source")
        return self.prefetch_related(Prefetch("attributions", hops))

    def with_reading(self) -> Self:
        """The claim with its scope and the article, in one query; the chain in a second."""
        return self.with_chain().select_related(
            "claim__scope__measure", "claim__scope__population", "claim__scope__place", "claim__claimant",
            "version__article__outlet", "decided_by",
        )  # fmt: skip


@with_history
class Mention(models.Model):
    """
    start, end: code points, half-open, in the version's text; `exact` equals that slice (a trigger checks).
    prefix, suffix: up to 32 characters before and after, to find the place again.
    clause_start, clause_end: the clause that makes the claim; it holds the span.
    extractor: "name/version"; "" when a person marked it.
    score: 0-1, how sure the extractor is. notes: what it did not understand, in words.
    said_on: when the origin said it, as the text tells. utterance: the act of saying that it reports, as people found.
    """

    version = models.ForeignKey("sources.ArticleVersion", on_delete=models.PROTECT, related_name="mentions")
    claim = models.ForeignKey(Claim, on_delete=models.PROTECT, related_name="mentions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.TextField(blank=True, default="")
    suffix = models.TextField(blank=True, default="")
    clause_start = models.PositiveIntegerField()
    clause_end = models.PositiveIntegerField()
    extractor = models.TextField(blank=True, default="")
    score = models.DecimalField(max_digits=4, decimal_places=3, null=True, blank=True)
    notes = ArrayField(models.TextField(), default=list, blank=True)
    period_words = models.TextField(blank=True, default="")
    as_of_words = models.TextField(blank=True, default="")
    said_on = DateRangeField(null=True, blank=True)
    said_on_precision = models.TextField(choices=choices_of(Precision), null=True, blank=True)  # noqa: DJ001
    limits = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="limited_by"
    )
    utterance = models.ForeignKey(
        "claims.Utterance", on_delete=models.PROTECT, null=True, blank=True, related_name="mentions"
    )
    state = models.TextField(choices=choices_of(MentionState), default=MentionState.SUGGESTED)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField()

    objects = MentionQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("state", MentionState, name="mention_state_known"),
            one_of("said_on_precision", Precision, name="mention_said_on_precision_known"),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")),
                name="mention_span_not_empty",
                violation_error_message="Mark at least one character.",
            ),
            models.CheckConstraint(
                condition=Q(clause_start__lte=F("start"), clause_end__gte=F("end")),
                name="mention_inside_clause",
                violation_error_message="The clause must hold the marked words.",
            ),
            models.UniqueConstraint(
                fields=["version", "start", "end", "claim"],
                name="mention_once",
                violation_error_message="These words already carry this claim.",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=1),
                name="mention_score_0_to_1",
                violation_error_message="A score lies between 0 and 1.",
            ),
            all_or_none(
                "decided_by", "decided_at",
                name="mention_decided_by_and_at", message="A decision has a person and a time.",
            ),
            models.CheckConstraint(
                condition=Q(state=MentionState.SUGGESTED, decided_at__isnull=True)
                | (~Q(state=MentionState.SUGGESTED) & Q(decided_at__isnull=False)),
                name="mention_decided_unless_suggested",
                violation_error_message="A suggestion has no decision; anything else has one.",
            ),
            models.CheckConstraint(
                condition=~Q(state=MentionState.REJECTED) | ~Q(reason=""),
                name="mention_rejection_has_reason",
                violation_error_message="Say why the suggestion is rejected.",
            ),
            all_or_none(
                "said_on", "said_on_precision",
                name="mention_said_on_with_precision", message="A day of saying has a precision.",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(F("id"), name="mention_waiting", condition=Q(state=MentionState.SUGGESTED)),
            models.Index(
                F("version"), name="mention_rejected", condition=Q(state=MentionState.REJECTED)
            ),  # asked by the trigger below for every new mention
        ]
        triggers = [
            refuse_when(
                'substr(article_text, NEW.start + 1, NEW."end" - NEW.start) IS DISTINCT FROM NEW.exact',
                name="mention_exact_is_slice",
                message="The marked words are not the words at that place of the text.",
                declare=[
                    (
                        "article_text",
                        "text := (SELECT text FROM sources_articleversion WHERE id = NEW.version_id)",
                    )
                ],
            ),
            refuse_when(
                # the same words as in services.clearing: half of the longer span is shared
                """NEW.state = 'suggested' AND EXISTS (
                    SELECT 1 FROM claims_mention r
                    WHERE r.version_id = NEW.version_id AND r.state = 'rejected' AND r.extractor = NEW.extractor
                      AND 2 * (least(r."end", NEW."end") - greatest(r.start, NEW.start))
                          >= greatest(r."end" - r.start, NEW."end" - NEW.start))""",
                name="mention_rejected_not_again",
                message="A person rejected what this program read in these words: it is not suggested again.",
                operation=pgtrigger.Insert,
            ),
            refuse_when(
                # at the end of the transaction, when the decision has its row, too; the mention as it then is
                """OLD.state = 'accepted' AND EXISTS (
                    SELECT 1 FROM claims_mention m
                    WHERE m.id = OLD.id
                      AND (m.claim_id, m.start, m."end", m.state)
                          IS DISTINCT FROM (OLD.claim_id, OLD.start, OLD."end", OLD.state)
                      AND NOT EXISTS (
                        SELECT 1 FROM claims_decision d, LATERAL (SELECT CASE
                            WHEN d.undone_at IS NULL THEN d.after
                            WHEN d.added_id = m.id THEN d.before -> 'added'
                            ELSE d.before END AS said) AS written
                        WHERE (d.mention_id = m.id OR d.added_id = m.id)
                          AND (said ->> 'claim_id')::bigint = m.claim_id
                          AND coalesce(said ->> 'state', m.state) = m.state))""",
                name="mention_confirmed_changes_by_decision",
                message="What a person confirmed is changed by a decision only.",
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                timing=pgtrigger.Deferred,
            ),
            refuse_when(
                "OLD.state <> 'suggested'",
                name="mention_decided_never_deleted",
                message="What a person decided on is kept for ever.",
                operation=pgtrigger.Delete,
            ),
            *task_triggers.of_mentions(),
        ]

    def __str__(self) -> str:
        return self.exact
