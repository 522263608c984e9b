"""
What the tests of the past share: a question with a story that is then changed in everything, and its pages.

The history's clock is the database's: within a test it stands still, so `on` moves what was just noted to its day.
"""

from datetime import UTC, datetime
from typing import Any

import pghistory.models
import pgtrigger
from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from claims.models import (
    Credibility,
    Finding,
    FindingClaim,
    Question,
)
from claims.services import asking, deciding, grading, judging, lattice, provenance, triage, upholding, waking
from claims.services.deciding import AdjudicationValue, standing_of
from claims.services.provenance import HopValue, chain_of
from claims.vocabulary import FindingKind, QuestionOutcome, Rank, RelationKind
from config.seen import mark_of
from sources import directory
from sources.models import Grade
from tests import factories as make

MAY, JUNE, JULY = (datetime(2026, month, 1, 12, tzinfo=UTC) for month in (5, 6, 7))
TODAY = "2026-08-01T09:00:00Z"


def on(moment: datetime) -> None:
    """Say that what the history has noted since the last call happened then."""
    tables = [
        model._meta.db_table for model in apps.get_models() if issubclass(model, pghistory.models.Event)
    ]
    move = "UPDATE {} SET pgh_created_at = %s WHERE pgh_created_at = now()"
    with connection.cursor() as cursor, pgtrigger.ignore():
        cursor.execute("; ".join(move.format(table) for table in tables), [moment] * len(tables))


class Story:
    """A question that was decided in May, with two claims, a relation, a finding and a chain."""

    def __init__(self, reviewer: User, adjudicator: User) -> None:
        self.reviewer, self.adjudicator = reviewer, adjudicator
        self.speaker = make.source("The Ministry", kind="office", parent=make.source("The State"))
        self.army = make.population("the army", parent=make.population("all forces"))
        self.version = make.version(outlet=make.source("The Old Gazette", kind="outlet"), recorded_at=MAY)
        self.nine = make.claim(9, population=self.army, claimant_id=self.speaker.pk)
        self.twelve = make.claim(12, population=self.army)
        self.mention = make.mention(self.nine, version=self.version, recorded_at=MAY)
        make.origin(self.mention, self.speaker)
        make.mention(self.twelve, recorded_at=MAY)
        self.question = make.question("How many fell?", population=self.army)
        Question.objects.update(created_at=MAY, changed_at=MAY)
        asking.keep_claim(self.question, self.nine, by=reviewer, now=MAY)
        make.gather(self.question, self.twelve)
        self.relation = make.relation(self.nine, self.twelve)
        self.finding = Finding.objects.create(
            kind=FindingKind.STALE,
            key="stale:1",
            inputs="x",
            rule="test/1",
            detail="It is old.",
            opened_at=MAY,
        )
        FindingClaim.objects.create(finding=self.finding, claim=self.nine)
        triage.accept_mention(self.mention, by=reviewer, now=MAY)
        self.grade("B", 3, MAY)
        self.decide(
            "One ministry, one count.", MAY, ranks={self.nine.pk: (Rank.PREFERRED, "It counted names.")}
        )
        on(MAY)

    def decide(self, why: str, now: datetime, **more: Any) -> None:
        value = AdjudicationValue(QuestionOutcome.INSUFFICIENT, why, **more)
        seen = standing_of(self.question).seen
        deciding.propose(self.question, value, by=self.reviewer, now=now, seen=seen)
        seen = standing_of(self.question).seen
        deciding.approve(self.question, by=self.adjudicator, now=now, seen=seen)

    def grade(self, letter: str, number: int, now: datetime) -> None:
        source, claim = Grade.objects.last(), Credibility.objects.last()
        grading.grade_source(
            self.speaker,
            letter=letter,
            reason="Known.",
            seen=grading.seen_of(source),
            by=self.reviewer,
            now=now,
        )
        grading.grade_claim(
            self.nine, number=number, reason="Known.", seen=grading.seen_of(claim), by=self.reviewer, now=now
        )

    def change_everything(self) -> None:
        """Rename, reject, correct, judge, dismiss, gather, reopen, supersede: in July."""
        for row in (self.speaker, self.version.article.outlet):
            directory.edit_source(
                row.pk, seen=mark_of(row), name=f"{row.name} renamed", kind="organisation", parent=None, side="x",
                note="",
            )  # fmt: skip
        self.army.refresh_from_db()
        lattice.change_term(
            self.army, name="an army renamed", parent=make.population("forces"), aliases=[], side="x",
            seen=mark_of(self.army), by=self.reviewer, now=JULY,
        )  # fmt: skip
        self.finding.refresh_from_db()
        upholding.dismiss_finding(
            self.finding, seen=mark_of(self.finding), reason="a known matter", by=self.reviewer, now=JULY
        )
        hop = HopValue(make.source("Another Office").pk, "", "originator", "deny", "direct")
        provenance.mark_provenance(
            self.mention, [hop], seen=chain_of(self.mention), by=self.reviewer, now=JULY
        )
        self.mention.refresh_from_db()
        triage.reject_mention(
            self.mention, reason="wrong words", by=self.adjudicator, now=JULY, seen="accepted"
        )
        judging.confirm_relation(self.relation, by=self.reviewer, now=JULY, kind=RelationKind.CORRECTS)
        asking.leave_out(self.question, self.nine, by=self.adjudicator, now=JULY)
        new = make.mention(make.claim(31, population=self.army), recorded_at=JULY).claim
        asking.keep_claim(self.question, new, by=self.reviewer, now=JULY)
        self.grade("E", 5, JULY)
        waking.wake_for_correction(self.twelve.pk, kind=RelationKind.CORRECTS, now=JULY)
        self.decide("Everything is different.", JULY)
        make.mention(self.twelve, words="nine", recorded_at=JULY)
        Question.objects.filter(pk=self.question.pk).update(text="How many were lost?")
        on(JULY)


def main_of(client: Client, url: str) -> str:
    """The page without its frame, which counts what waits today."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode().split("<main")[1].split("</main>")[0]


def question_on(story: Story, day: str) -> str:
    return reverse("question_as_known", args=[story.question.pk, day])


def claim_on(story: Story, day: str) -> str:
    return reverse("claim_as_known", args=[story.nine.pk, day])


def pair_on(story: Story, day: str) -> str:
    return reverse("relation_as_known", args=[story.relation.pk, day])


def article_on(story: Story, day: str) -> str:
    return reverse("article_as_known", args=[story.version.article_id, day])


def source_on(story: Story, day: str) -> str:
    return reverse("source_as_known", args=[story.speaker.pk, day])


PAGES = (question_on, claim_on, pair_on, article_on, source_on)
