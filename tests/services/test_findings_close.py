"""A finding whose ground is gone closes by itself, opens again with it, and a person's dismissal stays."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from pghistory import context

from claims.checking.archive import faults
from claims.models import Finding, FindingClaim, Mention, Parking, Task
from claims.queries.history import history_of
from claims.services import judging, leasing, merging, provenance, recording, triage, undoing, upholding
from claims.services.provenance import HopValue, chain_of
from claims.vocabulary import FindingKind, ParkingEnd
from config.seen import mark_of
from sources.models import ArticleVersion
from tests import factories as make
from tests.services import extractions

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=3)
GONE = "Its claim is no longer carried by any text."
APART = "A person said that its claims have nothing to do with each other."


def found(*mentions: Mention, kind: FindingKind = FindingKind.CONTAINMENT) -> Finding:
    """A finding about the claims of these mentions."""
    claims = [row.claim_id for row in mentions]
    row = Finding.objects.create(
        kind=kind, key=f"{kind}:{claims}", inputs="x", rule="test/1", detail="Odd.", opened_at=make.NOW
    )
    FindingClaim.objects.bulk_create(FindingClaim(finding=row, claim_id=claim) for claim in claims)
    return row


def two() -> tuple[Mention, Mention, Finding]:
    part, whole = make.mention(make.claim(12)), make.mention(make.claim(9))
    return part, whole, found(part, whole)


def state(row: Finding) -> tuple[str, str]:
    row.refresh_from_db()
    assert (row.closed_at is None) == (row.state != "closed")
    return row.state, row.closed_reason


def reject(row: Mention, by: User) -> None:
    triage.reject_mention(row, reason="misread", by=by, now=LATER)


def correct(row: Mention, by: User) -> None:
    value = triage.ClaimValue.of(row.claim).changed(unit="sapper")
    triage.correct_mention(row, triage.Correction(value, row.start, row.end), by=by, now=LATER)


def merge(row: Mention, by: User) -> None:
    other = make.mention(make.claim(40)).claim
    merging.merge_mention(row, other, reason="the same", by=by, now=LATER)


def another_origin(row: Mention, by: User) -> None:
    hop = HopValue(make.source("Kim").pk, "", "originator", "assert", "direct")
    provenance.mark_provenance(row, [hop], seen=chain_of(row), by=by, now=LATER)


@pytest.mark.parametrize("act", [reject, correct, merge, another_origin])
def test_it_closes_when_no_text_carries_its_claim_and_undo_opens_it(
    reviewer: User, act: Callable[[Mention, User], None]
) -> None:
    part, _, row = two()
    assert Task.objects.filter(finding=row).exists()

    act(part, reviewer)
    assert state(row) == ("closed", GONE)
    assert not Task.objects.filter(finding=row).exists()

    undoing.undo_latest(by=reviewer, now=LATER)
    assert state(row) == ("open", "")
    assert Task.objects.filter(finding=row).exists()


def test_it_stays_open_while_another_text_carries_the_claim(reviewer: User) -> None:
    part, _, row = two()
    make.mention(part.claim)

    reject(part, reviewer)

    assert state(row) == ("open", "")


def test_it_opens_again_when_another_text_brings_the_claim(reviewer: User) -> None:
    part, _, row = two()
    reject(part, reviewer)

    make.mention(part.claim)

    assert state(row) == ("open", "")


def test_it_waits_until_all_its_claims_are_back(reviewer: User) -> None:
    part, whole, row = two()
    reject(part, reviewer)
    reject(whole, reviewer)

    undoing.undo_latest(by=reviewer, now=LATER)
    assert state(row) == ("closed", GONE)

    undoing.undo_latest(by=reviewer, now=LATER)
    assert state(row) == ("open", "")


def test_it_closes_when_a_person_sets_its_pair_apart(reviewer: User) -> None:
    part, whole, row = two()
    pair = make.relation(part.claim, whole.claim)

    judging.reject_relation(pair, by=reviewer, now=LATER)
    assert state(row) == ("closed", APART)

    undoing.undo_latest(by=reviewer, now=LATER)
    assert state(row) == ("open", "")


@pytest.mark.parametrize("verdict", ["unsure", "contradicts", "corroborates"])
def test_any_other_verdict_leaves_it_open(reviewer: User, verdict: str) -> None:
    part, whole, row = two()

    judging.judge_as(make.relation(part.claim, whole.claim), verdict, by=reviewer, now=LATER)

    assert state(row) == ("open", "")


def test_reports_in_a_circle_do_not_come_of_a_pair(reviewer: User) -> None:
    one, other = make.mention(make.claim(12)), make.mention(make.claim(9))
    row = found(one, other, kind=FindingKind.CIRCULAR)

    judging.reject_relation(make.relation(one.claim, other.claim), by=reviewer, now=LATER)

    assert state(row) == ("open", "")


def test_one_that_a_person_dismissed_stays_dismissed(reviewer: User) -> None:
    part, _, row = two()
    upholding.dismiss_finding(row, seen=mark_of(row), reason="known", by=reviewer, now=LATER)

    reject(part, reviewer)
    assert state(row) == ("dismissed", "")

    make.mention(part.claim)
    assert state(row) == ("dismissed", "")


@pytest.mark.parametrize("how", ["undone", "opened again"])
def test_a_dismissal_taken_back_without_ground_is_closed(reviewer: User, adjudicator: User, how: str) -> None:
    part, _, row = two()
    row = upholding.dismiss_finding(row, seen=mark_of(row), reason="known", by=reviewer, now=LATER)
    reject(part, adjudicator)

    if how == "undone":
        undoing.undo_latest(by=reviewer, now=LATER)
    else:
        assert upholding.reopen_finding(row, seen=mark_of(row), by=reviewer, now=LATER).state == "closed"

    assert state(row) == ("closed", GONE)
    assert not Task.objects.filter(finding=row).exists()


def test_a_parked_one_is_parked_no_more(reviewer: User) -> None:
    part, _, row = two()
    leasing.park(Task.objects.get(finding=row).pk, by=reviewer, now=make.NOW)

    reject(part, reviewer)

    assert Parking.objects.get().ended_how in (ParkingEnd.WOKEN, ParkingEnd.SETTLED)
    assert not Task.objects.filter(finding=row).exists()


def test_its_history_tells_it_as_the_programs_act_during_a_persons(reviewer: User) -> None:
    part, _, row = two()
    with context(user=reviewer.pk):
        reject(part, reviewer)
        undoing.undo_latest(by=reviewer, now=LATER)

    opened, closed = history_of("finding", row)[:2]

    assert [(one.by, one.during) for one in (opened, closed)] == [("", "reviewer")] * 2
    assert ("state", "open", "closed") in [(one.field, one.before, one.after) for one in closed.changes]
    assert ("closed reason", "–", GONE) in [(one.field, one.before, one.after) for one in closed.changes]


def read(version: ArticleVersion, by: str, *, figure: int = 9) -> None:
    extraction = extractions.extraction(extractions.nine(figure=figure), extractor=by)
    recording.record(extraction, version=version, now=LATER, anew=True)


def test_a_text_that_is_read_anew_and_says_the_same_leaves_it_as_it_was() -> None:
    version = make.version(extractions.TEXT)
    read(version, "test/1")
    row = found(Mention.objects.get())

    read(version, "test/2")

    assert state(row) == ("open", "")
    assert [one.what for one in history_of("finding", row)] == ["recorded"]


def test_a_text_that_is_read_otherwise_closes_it() -> None:
    version = make.version(extractions.TEXT)
    read(version, "test/1")
    row = found(Mention.objects.get())

    read(version, "test/2", figure=12)

    assert state(row) == ("closed", GONE)


def test_the_archive_holds_its_rules_through_all_of_it(reviewer: User) -> None:
    part, _, _ = two()
    reject(part, reviewer)
    undoing.undo_latest(by=reviewer, now=LATER)
    reject(part, reviewer)

    assert [
        one.rule for one in faults() if one.thing == "finding" and one.rule != "finding_evidence_is_there"
    ] == []
