"""A reviewer accepts, corrects or rejects; nothing is overwritten, and everything can be taken back."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from claims.models import Claim, Decision, Mention, Population, Relation
from claims.services import triage, undoing
from claims.services.refusals import ReasonMissing
from claims.services.scoping import ClaimValue
from tests import factories as make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(hours=1)


def corrected(
    mention: Mention, *, best: int = 12, population: Population | None = None, **span: int
) -> triage.Correction:
    number = Decimal(best)
    value = ClaimValue.of(mention.claim).changed(low=number, best=number, high=number)
    if population and value.scope:
        value = value.changed(scope=replace(value.scope, population_id=population.pk))
    return triage.Correction(value, span.get("start", mention.start), span.get("end", mention.end))


def test_accepting_names_who_and_when(reviewer: User) -> None:
    mention = make.mention()

    triage.accept_mention(mention, by=reviewer, now=make.NOW)

    assert (mention.state, mention.decided_by, mention.decided_at) == ("accepted", reviewer, make.NOW)


def test_rejecting_needs_a_reason(reviewer: User) -> None:
    mention = make.mention()

    with pytest.raises(ReasonMissing):
        triage.reject_mention(mention, reason="  ", by=reviewer, now=make.NOW)

    assert not Decision.objects.exists()


def test_rejecting_keeps_the_reason(reviewer: User) -> None:
    mention = make.mention()

    triage.reject_mention(mention, reason="An anniversary, not a figure.", by=reviewer, now=make.NOW)

    assert (mention.state, mention.reason) == ("rejected", "An anniversary, not a figure.")


def test_correcting_points_to_another_claim_and_leaves_the_old_one(reviewer: User) -> None:
    mention = make.mention()
    old = mention.claim

    triage.correct_mention(mention, corrected(mention), by=reviewer, now=make.NOW)

    assert mention.claim.best == 12
    assert Claim.objects.get(pk=old.pk).best == 9


def test_a_corrected_reading_meets_the_other_claims(reviewer: User) -> None:
    make.mention(make.claim(9, claimant_id=make.source("One").pk))
    question = make.question()
    mention = make.mention(make.claim(9, population=None, claimant_id=make.source("Other").pk))

    triage.correct_mention(
        mention, corrected(mention, best=12, population=make.population()), by=reviewer, now=LATER
    )

    assert Relation.objects.get().kind == "contradicts"
    assert question.gathered.get().claim == mention.claim


def test_correcting_may_move_the_span(reviewer: User) -> None:
    mention = make.mention(words="nine soldiers")

    triage.correct_mention(
        mention, corrected(mention, end=mention.start + len("nine")), by=reviewer, now=make.NOW
    )

    assert mention.exact == "nine"
    assert mention.clause_end >= mention.end


def test_correcting_to_a_claim_that_the_words_carry_already_is_refused(reviewer: User) -> None:
    mention = make.mention()
    make.mention(make.claim(12), version=mention.version)

    with pytest.raises(triage.AlreadyRecorded):
        triage.correct_mention(mention, corrected(mention), by=reviewer, now=make.NOW)

    mention.refresh_from_db()
    assert mention.state == "suggested"


def test_the_second_of_two_reviewers_is_told(reviewer: User, adjudicator: User) -> None:
    mention = make.mention()
    theirs = Mention.objects.get(pk=mention.pk)
    triage.accept_mention(mention, by=reviewer, now=make.NOW)

    with pytest.raises(triage.AlreadyDecided) as told:
        triage.reject_mention(theirs, reason="No.", by=adjudicator, now=make.NOW)

    assert told.value.now.decided_by == reviewer
    assert Decision.objects.count() == 1


def test_undo_brings_back_state_and_reading(reviewer: User) -> None:
    mention = make.mention()
    old = mention.claim
    triage.correct_mention(mention, corrected(mention), by=reviewer, now=make.NOW)

    undone = undoing.undo_latest(by=reviewer, now=make.NOW)

    mention.refresh_from_db()
    assert (mention.state, mention.claim, mention.decided_by) == ("suggested", old, None)
    assert undone.undone_by == reviewer
    assert Decision.objects.count() == 1  # the decision itself stays on record


def test_undo_of_a_second_decision_brings_back_the_first(reviewer: User) -> None:
    mention = make.mention()
    triage.accept_mention(mention, by=reviewer, now=make.NOW)
    triage.reject_mention(mention, reason="On second thoughts.", by=reviewer, now=make.NOW, seen="accepted")

    undoing.undo_latest(by=reviewer, now=make.NOW)

    mention.refresh_from_db()
    assert (mention.state, mention.decided_by, mention.decided_at) == ("accepted", reviewer, make.NOW)


def test_undo_never_reaches_past_anothers_later_decision(reviewer: User, adjudicator: User) -> None:
    mention = make.mention()
    triage.accept_mention(mention, by=reviewer, now=make.NOW)
    triage.reject_mention(mention, reason="A typing error.", by=adjudicator, now=make.NOW, seen="accepted")

    with pytest.raises(undoing.DecidedSince):
        undoing.undo_latest(by=reviewer, now=make.NOW)

    mention.refresh_from_db()
    assert mention.state == "rejected"


def test_undo_takes_back_ones_own_decisions_only(reviewer: User, adjudicator: User) -> None:
    triage.accept_mention(make.mention(), by=reviewer, now=make.NOW)

    with pytest.raises(undoing.NothingToUndo):
        undoing.undo_latest(by=adjudicator, now=make.NOW)


def test_ten_decisions_can_be_undone_and_not_eleven(reviewer: User) -> None:
    for figure in range(11):
        triage.accept_mention(make.mention(make.claim(figure)), by=reviewer, now=make.NOW)

    for _ in range(undoing.UNDOABLE):
        undoing.undo_latest(by=reviewer, now=make.NOW)

    with pytest.raises(undoing.NothingToUndo):
        undoing.undo_latest(by=reviewer, now=make.NOW)
    assert Mention.objects.filter(state="accepted").count() == 1


def test_history_shows_every_state_of_a_mention(reviewer: User) -> None:
    mention = make.mention()
    triage.accept_mention(mention, by=reviewer, now=make.NOW)
    undoing.undo_latest(by=reviewer, now=make.NOW)

    states = mention.events.order_by("pgh_id").values_list("state", flat=True)  # type: ignore[attr-defined]

    assert list(states) == ["suggested", "accepted", "suggested"]
