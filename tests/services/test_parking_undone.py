"""Undo takes a parking back in its turn, among a person's last ten acts, while the task is still parked."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from claims.models import Decision, Mention, Parking, Task
from claims.queries.sitting import sitting_of
from claims.services import leasing, triage, undoing
from claims.services.undoing import DecidedSince, NothingToUndo
from claims.vocabulary import ParkingEnd
from tests import factories as make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(hours=1)


def task_of(row: Mention) -> Task:
    return row.tasks.get()


def park(row: Mention, by: User) -> None:
    assert leasing.park(task_of(row).pk, by=by, now=make.NOW)


def test_acts_are_taken_back_in_their_order_whatever_they_were(reviewer: User) -> None:
    first, second, third = (make.mention(make.claim(n)) for n in (1, 2, 3))
    triage.accept_mention(first, by=reviewer, now=make.NOW)
    park(second, reviewer)
    triage.accept_mention(third, by=reviewer, now=make.NOW)

    undone = [undoing.undo_latest(by=reviewer, now=LATER) for _ in range(3)]

    assert [one.action for one in undone] == ["accept", "park", "accept"]
    assert task_of(second).parked_at is None
    assert (Parking.objects.get().ended_how, Parking.objects.get().ended_by) == (
        ParkingEnd.TAKEN_BACK,
        reviewer,
    )
    with pytest.raises(NothingToUndo):
        undoing.undo_latest(by=reviewer, now=LATER)


def test_parkings_count_among_the_last_ten(reviewer: User) -> None:
    rows = [make.mention(make.claim(n)) for n in range(1, 12)]
    for row in rows:
        park(row, reviewer)

    for _ in range(undoing.UNDOABLE):
        undoing.undo_latest(by=reviewer, now=LATER)
    with pytest.raises(NothingToUndo, match="last 10"):
        undoing.undo_latest(by=reviewer, now=LATER)

    assert [row.pk for row in rows if task_of(row).parked_at] == [rows[0].pk]


@pytest.mark.parametrize("how", ["woken", "taken back", "settled"])
def test_one_that_is_over_is_passed_over(reviewer: User, adjudicator: User, how: str) -> None:
    before, parked = make.mention(make.claim(1)), make.mention(make.claim(2))
    triage.accept_mention(before, by=reviewer, now=make.NOW)
    park(parked, reviewer)
    {
        "woken": lambda: make.mention(parked.claim),
        "taken back": lambda: leasing.put_back(task_of(parked).pk, by=adjudicator, now=make.NOW),
        "settled": lambda: triage.accept_mention(parked, by=adjudicator, now=make.NOW),
    }[how]()

    assert sitting_of(reviewer, now=LATER).to_undo == Decision.objects.get(action="accept", by=reviewer)
    assert undoing.undo_latest(by=reviewer, now=LATER).mention == before
    with pytest.raises(DecidedSince, match="was parked waits again already"):
        undoing.undo_latest(by=reviewer, now=LATER)


def test_one_that_was_parked_again_by_somebody_else_stays_theirs(reviewer: User, adjudicator: User) -> None:
    row = make.mention()
    park(row, reviewer)
    leasing.put_back(task_of(row).pk, by=adjudicator, now=make.NOW)
    park(row, adjudicator)

    with pytest.raises(DecidedSince):
        undoing.undo_latest(by=reviewer, now=LATER)

    assert task_of(row).parked_by == adjudicator


def test_what_is_parked_is_not_counted_as_decided(reviewer: User) -> None:
    park(make.mention(make.claim(1)), reviewer)
    triage.accept_mention(make.mention(make.claim(2)), by=reviewer, now=make.NOW)

    sitting = sitting_of(reviewer, now=make.NOW)

    assert (sitting.done, len(sitting.latest)) == (1, 2)


def test_who_may_not_park_leaves_no_trace(reviewer: User, adjudicator: User) -> None:
    row = make.mention()
    park(row, reviewer)

    assert leasing.park(task_of(row).pk, by=adjudicator, now=make.NOW)  # it is parked already

    assert Decision.objects.filter(by=adjudicator).count() == 0
