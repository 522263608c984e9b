"""A person upholds a finding: it is so, with their name, until its inputs change; it is undone like any decision."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from pghistory import context

from claims.models import Decision, Finding, Mention, Task
from claims.queries.history import history_of
from claims.services import noticing, triage, undoing, upholding
from claims.states import TRANSITIONS, NotPossible
from claims.vocabulary import FindingKind, FindingState
from config.seen import ChangedMeanwhile, mark_of
from tests import factories as make
from tests.services.test_findings_close import GONE, state, two

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=3)


def uphold(row: Finding, by: User, note: str = "") -> Finding:
    return upholding.uphold_finding(row, seen=mark_of(row), note=note, by=by, now=LATER)


def dismiss(row: Finding, by: User) -> Finding:
    return upholding.dismiss_finding(row, seen=mark_of(row), reason="known", by=by, now=LATER)


def test_it_has_a_name_a_time_and_perhaps_a_note_and_leaves_the_queue(reviewer: User) -> None:
    _, _, row = two()
    assert Task.objects.filter(finding=row).exists()

    row = uphold(row, reviewer, " The hospital counts both. ")

    assert (row.state, row.upheld_by, row.upheld_at) == (FindingState.UPHELD, reviewer, LATER)
    assert row.upheld_note == "The hospital counts both."
    assert not Task.objects.filter(finding=row).exists()


def test_undo_takes_it_back(reviewer: User) -> None:
    _, _, row = two()
    uphold(row, reviewer, "note")

    undoing.undo_latest(by=reviewer, now=LATER)

    assert state(row) == ("open", "")
    assert (row.upheld_by, row.upheld_at, row.upheld_note) == (None, None, "")
    assert Task.objects.filter(finding=row).exists()


def test_who_says_otherwise_knowingly_is_followed_and_undo_brings_the_other_word_back(
    reviewer: User, adjudicator: User
) -> None:
    _, _, row = two()
    row = uphold(row, reviewer, "note")

    row = dismiss(row, adjudicator)
    assert (row.state, row.dismissed_by, row.upheld_by) == ("dismissed", adjudicator, None)

    undoing.undo_latest(by=adjudicator, now=LATER)
    row.refresh_from_db()
    assert (row.state, row.upheld_by, row.upheld_at, row.upheld_note) == ("upheld", reviewer, LATER, "note")


def test_opening_it_again_can_be_undone(reviewer: User) -> None:
    _, _, row = two()
    row = uphold(row, reviewer, "note")
    row = upholding.reopen_finding(row, seen=mark_of(row), by=reviewer, now=LATER)
    assert (row.state, row.upheld_by) == ("open", None)

    undoing.undo_latest(by=reviewer, now=LATER)

    row.refresh_from_db()
    assert (row.state, row.upheld_by) == ("upheld", reviewer)


def test_it_comes_back_when_its_inputs_change(reviewer: User) -> None:
    part, whole, row = two()
    uphold(row, reviewer)
    alarm = noticing.Alarm(FindingKind.CONTAINMENT, "The part exceeds the whole by 3.")
    noticed = noticing.Noticed(alarm, (part.claim_id, whole.claim_id))
    Finding.objects.filter(pk=row.pk).update(key=noticed.key)

    with context(user=reviewer.pk):
        noticing.keep([noticed], now=LATER)

    row.refresh_from_db()
    assert (row.state, row.upheld_by, row.detail) == ("open", None, "The part exceeds the whole by 3.")
    assert history_of("finding", row)[0].by == ""  # the program noticed it


def test_without_ground_it_is_closed_and_with_it_upheld_again(reviewer: User, adjudicator: User) -> None:
    part, _, row = two()
    uphold(row, reviewer, "note")

    triage.reject_mention(part, reason="misread", by=adjudicator, now=LATER)
    assert state(row) == ("closed", GONE)

    undoing.undo_latest(by=adjudicator, now=LATER)
    assert state(row) == ("upheld", "")
    assert (row.upheld_by, row.upheld_note) == (reviewer, "note")
    assert not Task.objects.filter(finding=row).exists()


def test_who_is_second_is_told(reviewer: User, adjudicator: User) -> None:
    _, _, row = two()
    uphold(row, reviewer)

    with pytest.raises(ChangedMeanwhile):
        uphold(row, adjudicator)


def at(wanted: FindingState, by: User) -> Finding:
    part, _, row = two()
    if wanted is FindingState.DISMISSED:
        return dismiss(row, by)
    if wanted is FindingState.UPHELD:
        return uphold(row, by)
    if wanted is FindingState.CLOSED:
        Mention.objects.filter(pk=part.pk).update(
            state="rejected", reason="misread", decided_by=by, decided_at=LATER
        )
        row.refresh_from_db()
    return row


@pytest.mark.parametrize("act", ["dismiss", "uphold", "open again"])
@pytest.mark.parametrize("before", FindingState)
def test_an_act_does_what_the_table_says_and_nothing_else(
    reviewer: User, before: FindingState, act: str
) -> None:
    row = at(before, reviewer)
    wanted = [one.after for one in TRANSITIONS if (one.before, one.act) == (before, act)]
    acts = {
        "dismiss": lambda: dismiss(row, reviewer),
        "uphold": lambda: uphold(row, reviewer),
        "open again": lambda: upholding.reopen_finding(row, seen=mark_of(row), by=reviewer, now=LATER),
    }

    if not wanted:
        with pytest.raises(NotPossible):
            acts[act]()
    else:
        assert [acts[act]().state] == wanted
        assert Decision.objects.filter(finding=row).latest("pk").by == reviewer
