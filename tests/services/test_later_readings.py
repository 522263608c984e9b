"""A newer program reads a text that people worked on: its results stand beside, until a person keeps or takes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from claims.models import Attribution, Mention, Relation, Rereading
from claims.queries.rereadings import open_rereadings, readings_of
from claims.services import recording, rereading, triage, undoing
from claims.services.scoping import ClaimValue
from config.seen import mark_of
from sources.models import ArticleVersion
from tests import factories as make
from tests.services.extractions import TEXT, extraction, nine

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=1)


@pytest.fixture
def version() -> ArticleVersion:
    version = make.version(TEXT)
    recording.record(extraction(), version=version, now=make.NOW)
    return version


def confirmed(version: ArticleVersion, by: User) -> Mention:
    mention = Mention.objects.get(version=version)
    triage.accept_mention(mention, by=by, now=make.NOW)
    return mention


def read_by(program: str, version: ArticleVersion, *claims: Any, days: int = 1) -> None:
    found = extraction(*claims, extractor=program)
    if not claims:
        found = replace(found, claims=())
    recording.record(found, version=version, now=make.NOW + timedelta(days=days), anew=True)


def waiting() -> list[str]:
    return ["reads otherwise" if row.meaning else "finds nothing" for row in open_rereadings()]


def only() -> Rereading:
    return open_rereadings().select_related("run", "scope", "claimant", "mention__version").get()


def seen(row: Rereading) -> str:
    return mark_of(Mention.objects.get(pk=row.mention_id))


def test_the_same_reading_leaves_nothing_to_do(version: ArticleVersion, reviewer: User) -> None:
    confirmed(version, reviewer)

    read_by("by-hand/2", version, nine())

    assert waiting() == []
    assert [mention.exact for mention in readings_of(version).agreed] == ["nine soldiers"]


def test_another_reading_stands_beside_and_changes_nothing(version: ArticleVersion, reviewer: User) -> None:
    mention = confirmed(version, reviewer)
    before = mark_of(mention)

    read_by("by-hand/2", version, nine(figure=19))

    assert waiting() == ["reads otherwise"]
    assert mark_of(Mention.objects.get()) == before
    assert rereading.claim_of(only()).best == 19


def test_what_is_found_no_more_is_told(version: ArticleVersion, reviewer: User) -> None:
    confirmed(version, reviewer)

    read_by("by-hand/2", version)

    assert waiting() == ["finds nothing"]
    assert Mention.objects.get().state == "accepted"


def test_only_the_newest_reading_waits(version: ArticleVersion, reviewer: User) -> None:
    confirmed(version, reviewer)
    read_by("by-hand/2", version, nine(figure=19))

    read_by("by-hand/3", version, nine(figure=29), days=2)

    assert rereading.claim_of(only()).best == 29


def test_taking_the_new_is_a_decision_that_undo_takes_back(version: ArticleVersion, reviewer: User) -> None:
    old = confirmed(version, reviewer).claim
    read_by("by-hand/2", version, nine(figure=19))
    row = only()

    decision = rereading.take(row, reason="read better", seen=seen(row), by=reviewer, now=LATER)

    mention = Mention.objects.get()
    assert (mention.claim.best, mention.claim.meaning) == (19, row.meaning)
    assert (decision.action, decision.by, decision.rereading) == ("take", reviewer, row)
    assert waiting() == []
    undoing.undo_latest(by=reviewer, now=LATER)
    assert Mention.objects.get().claim == old
    assert waiting() == ["reads otherwise"]


def test_what_is_taken_meets_the_other_claims(version: ArticleVersion, reviewer: User) -> None:
    confirmed(version, reviewer)
    read_by("by-hand/2", version, nine(figure=19))
    row = only()
    value = ClaimValue.of(rereading.claim_of(row)).changed(claimant_id=make.source("Another").pk)
    triage.record_claims([value], now=make.NOW)
    make.mention(triage.record_claims([value], now=make.NOW)[value])

    rereading.take(row, seen=seen(row), by=reviewer, now=LATER)

    assert Relation.objects.filter(kind="corroborates").exists()


def test_the_chain_changes_only_with_the_claimant(version: ArticleVersion, reviewer: User) -> None:
    mention = confirmed(version, reviewer)
    Attribution.objects.filter(mention=mention, hop=1).update(cue="as a person marked it")
    read_by("by-hand/2", version, nine(figure=19))
    row = only()
    rereading.take(row, seen=seen(row), by=reviewer, now=LATER)
    assert mention.attributions.get(hop=1).cue == "as a person marked it"

    read_by("by-hand/3", version, nine(figure=19, chain=()), days=2)
    row = only()
    rereading.take(row, seen=seen(row), by=reviewer, now=LATER)

    assert [hop.role for hop in mention.attributions.all()] == ["publisher"]
    undoing.undo_latest(by=reviewer, now=LATER)
    assert mention.attributions.count() == 3


def test_taking_that_nothing_is_found_rejects_with_the_reason(
    version: ArticleVersion, reviewer: User
) -> None:
    confirmed(version, reviewer)
    read_by("by-hand/2", version)
    row = only()

    rereading.take(row, seen=seen(row), by=reviewer, now=LATER)

    mention = Mention.objects.get()
    assert (mention.state, mention.reason) == ("rejected", "not found any more by by-hand/2")
    undoing.undo_latest(by=reviewer, now=LATER)
    assert Mention.objects.get().state == "accepted"


@pytest.mark.parametrize("again", [(nine(figure=19),), ()], ids=["another reading", "nothing found"])
def test_what_was_kept_is_not_asked_again_by_the_next_program(
    version: ArticleVersion, reviewer: User, again: tuple[Any, ...]
) -> None:
    old = confirmed(version, reviewer).claim
    read_by("by-hand/2", version, *again)
    row = only()
    decision = rereading.keep(row, reason="the text says nine", seen=seen(row), by=reviewer, now=LATER)

    read_by("by-hand/3", version, *again, days=2)

    assert waiting() == []
    assert Mention.objects.get().claim == old
    assert (decision.action, decision.reason) == ("keep", "the text says nine")
    assert Mention.objects.get().reason == ""


def test_keeping_is_undone_like_any_decision(version: ArticleVersion, reviewer: User) -> None:
    confirmed(version, reviewer)
    read_by("by-hand/2", version, nine(figure=19))
    row = only()
    rereading.keep(row, seen=seen(row), by=reviewer, now=LATER)

    undoing.undo_latest(by=reviewer, now=LATER)

    assert waiting() == ["reads otherwise"]


def test_a_reading_that_a_person_corrected_away_is_not_asked_again(
    version: ArticleVersion, reviewer: User
) -> None:
    mention = Mention.objects.get(version=version)
    better = ClaimValue.of(mention.claim).changed(unit="sapper")
    triage.correct_mention(
        mention, triage.Correction(better, mention.start, mention.end), by=reviewer, now=make.NOW
    )

    read_by("by-hand/2", version, nine())

    assert waiting() == []


@pytest.mark.parametrize("act", [rereading.keep, rereading.take])
def test_the_second_of_two_reviewers_is_told(
    version: ArticleVersion, reviewer: User, adjudicator: User, act: Any
) -> None:
    confirmed(version, reviewer)
    read_by("by-hand/2", version, nine(figure=19))
    row = only()
    saw = seen(row)
    rereading.keep(row, seen=saw, by=adjudicator, now=LATER)

    with pytest.raises(triage.AlreadyDecided):
        act(row, seen=saw, by=reviewer, now=LATER)


def test_a_rejected_reading_is_never_suggested_again(version: ArticleVersion, reviewer: User) -> None:
    triage.reject_mention(Mention.objects.get(), reason="not a claim", by=reviewer, now=make.NOW)

    read_by("by-hand/2", version, nine())

    assert [mention.state for mention in Mention.objects.all()] == ["rejected"]


def test_a_newer_program_suggests_what_it_reads_otherwise_in_rejected_words(
    version: ArticleVersion, reviewer: User
) -> None:
    triage.reject_mention(Mention.objects.get(), reason="misread", by=reviewer, now=make.NOW)

    read_by("by-hand/2", version, nine(figure=19))

    assert sorted(mention.state for mention in Mention.objects.all()) == ["rejected", "suggested"]


def test_the_same_program_does_not_with_more_teaching_and_the_database_refuses_it(
    version: ArticleVersion, reviewer: User
) -> None:
    triage.reject_mention(Mention.objects.get(), reason="misread", by=reviewer, now=make.NOW)

    recording.record(extraction(nine(figure=19)), version=version, now=LATER, anew=True, taught="more")
    with pytest.raises(IntegrityError, match="not suggested again"), transaction.atomic():
        make.mention(version=version, words="nine soldiers", extractor="by-hand/1")

    assert Mention.objects.count() == 1


def test_a_second_program_never_suggests_beside_decisions_even_when_nobody_asked_to_read_again(
    version: ArticleVersion, reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirmed(version, reviewer)

    class Newer:
        name = "by-hand/2"

        def extract(self, *_: Any, **__: Any) -> Any:
            return extraction(nine(figure=19), extractor=self.name)

    monkeypatch.setattr(recording.reading, "extractor", Newer)
    recording.read_version(version, now=LATER)

    assert Mention.objects.count() == 1
    assert waiting() == ["reads otherwise"]
