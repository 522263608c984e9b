"""A mention is said to make a claim that is recorded already; what differs is told, and undo brings the reading back."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from claims.models import Claim, Decision, Mention
from claims.queries.twins import compared, twins_of
from claims.services import merging, triage, undoing
from claims.services.refusals import ReasonMissing
from tests import factories as make

pytestmark = pytest.mark.django_db


def carried(figure: int | None = 9, **fields: Any) -> Claim:
    claim = make.mention(make.claim(figure, **fields)).claim
    return Claim.objects.with_scope().get(pk=claim.pk)


def task(**fields: Any) -> Mention:
    mention = make.mention(make.claim(**fields))
    return Mention.objects.select_related("claim__scope", "version__article").get(pk=mention.pk)


def test_the_words_then_carry_the_recorded_claim(reviewer: User) -> None:
    mention, twin = task(place=None), carried()

    decision = merging.merge_mention(mention, twin, by=reviewer, now=make.NOW)

    mention.refresh_from_db()
    assert (mention.claim, mention.state, mention.decided_by) == (twin, "accepted", reviewer)
    assert (decision.action, decision.mention) == ("merge", mention)


def test_undo_brings_the_reading_back(reviewer: User) -> None:
    mention = task(place=None)
    old = mention.claim
    merging.merge_mention(mention, carried(), by=reviewer, now=make.NOW)

    undoing.undo_latest(by=reviewer, now=make.NOW)

    mention.refresh_from_db()
    assert (mention.claim, mention.state, mention.decided_by) == (old, "suggested", None)


@pytest.mark.parametrize(
    ("fields", "against"),
    [
        ({"place": None}, []),  # not known here: merging fills it in
        ({"claimant_id": None, "period": None}, []),
        ({"figure": 12}, ["Figure"]),
        ({"bound": "at_least"}, ["Figure"]),
        ({"polarity": "denied"}, ["Polarity"]),
        ({"unit": "sapper"}, ["Unit"]),
        ({"basis": "confirmed"}, []),  # not known there
        ({"kind": "event", "statement": "it happened"}, ["Kind"]),
    ],
)
def test_only_what_both_know_can_conflict(fields: dict[str, Any], against: list[str]) -> None:
    mine = Claim.objects.with_scope().get(pk=make.claim(**{"figure": 9} | fields).pk)
    theirs = Claim.objects.with_scope().get(pk=make.claim(claimant_id=make.source().pk).pk)

    assert merging.conflicts(mine, theirs) == against
    assert [field.name for field in compared(mine, theirs) if field.conflicts] == against


@pytest.mark.parametrize("axis", ["measure", "population", "place"])
def test_scopes_conflict_where_both_are_known(axis: str) -> None:
    other = getattr(make, axis)("another")
    mine, theirs = carried(), carried(**{axis: other})

    assert merging.conflicts(mine, theirs) == [axis.capitalize()]


def test_claims_that_conflict_are_merged_with_a_reason_only(reviewer: User) -> None:
    mention, twin = task(figure=12), carried()

    with pytest.raises(ReasonMissing, match="figure"):
        merging.merge_mention(mention, twin, reason=" ", by=reviewer, now=make.NOW)
    merging.merge_mention(mention, twin, reason="a dozen is a slip for nine", by=reviewer, now=make.NOW)

    mention.refresh_from_db()
    assert (mention.claim, mention.reason) == (twin, "a dozen is a slip for nine")


def test_a_mention_is_not_merged_with_its_own_claim(reviewer: User) -> None:
    mention = task()

    with pytest.raises(merging.SameClaim):
        merging.merge_mention(mention, mention.claim, by=reviewer, now=make.NOW)


def test_words_that_carry_the_claim_already_are_refused(reviewer: User) -> None:
    mention, twin = task(place=None), carried()
    make.mention(twin, version=mention.version)

    with pytest.raises(triage.AlreadyRecorded):
        merging.merge_mention(mention, twin, by=reviewer, now=make.NOW)


def test_the_second_of_two_reviewers_is_told(reviewer: User, adjudicator: User) -> None:
    mention, twin = task(place=None), carried()
    triage.accept_mention(Mention.objects.get(pk=mention.pk), by=adjudicator, now=make.NOW)

    with pytest.raises(triage.AlreadyDecided):
        merging.merge_mention(mention, twin, by=reviewer, now=make.NOW)

    assert Decision.objects.count() == 1


def test_the_likest_claim_comes_first() -> None:
    other = carried(12)
    alike = carried(place=None)
    mention = task(basis="confirmed")

    twins = twins_of(mention.claim)

    assert [twin.claim for twin in twins] == [alike, other]
    assert [field.name for field in twins[0].differing] == ["Place", "How counted"]
    assert [field.name for field in twins[1].fields if field.conflicts] == ["Figure"]


def test_a_claim_of_the_same_figure_is_found_where_nobody_and_no_place_is_known() -> None:
    twin, mention = carried(), task(population=None, place=None)

    assert [found.claim for found in twins_of(mention.claim)] == [twin]


def test_what_no_text_claims_any_more_is_not_offered(reviewer: User) -> None:
    gone = make.mention(make.claim(12))
    triage.reject_mention(gone, reason="No.", by=reviewer, now=make.NOW)

    assert twins_of(task().claim) == []


def test_a_search_narrows_to_what_says_the_words_or_has_the_number() -> None:
    carried(12)
    ministry = carried(13, claimant_id=make.source("The Ministry").pk)
    far = carried(5, measure=make.measure("money", family="money"))
    mention = task()

    assert [twin.claim for twin in twins_of(mention.claim, words="ministry 13")] == [ministry]
    assert far in [twin.claim for twin in twins_of(mention.claim, words=str(far.pk))]
    assert twins_of(mention.claim, words="nowhere") == []
