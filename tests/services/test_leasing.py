"""Taking, keeping and letting go of tasks; the clock is passed in."""

import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from django.contrib.auth.models import User
from django.db import connection

from claims.models import Decision, Mention, Relation, Task
from claims.services import judging, leasing, triage
from claims.services.leasing import LEASE, InOtherHands, Wanted
from claims.vocabulary import MentionState, RelationState, TaskKind
from tests import factories as make
from tests.factories import NOW

ALL = Wanted(tuple(TaskKind))
REVIEWERS, MENTIONS = 20, 120


@pytest.fixture
def mentions(db: None) -> list[Mention]:
    """Three that wait, the first of them first."""
    return [make.mention(make.claim(number)) for number in range(3)]


def take(by: User, *, after: timedelta = timedelta(), wanted: Wanted = ALL) -> int | None:
    """Take a task so long after the beginning; return the mention that it is about."""
    task = leasing.take(wanted, by=by, now=NOW + after)
    return task and task.mention_id


def test_nobody_is_given_what_another_has_in_hand(mentions: list[Mention]) -> None:
    people = [make.person(name) for name in ("ann", "ben", "cem", "dee")]

    assert [take(person) for person in people] == [*(mention.pk for mention in mentions), None]


def test_who_asks_again_keeps_the_task_and_the_lease_begins_anew(mentions: list[Mention]) -> None:
    ann, ben = make.person("ann"), make.person("ben")
    first = mentions[0].pk
    assert take(ann) == first

    assert take(ann, after=LEASE - timedelta(seconds=1)) == first
    assert take(ben, after=LEASE + timedelta(seconds=1)) != first


def test_an_abandoned_lease_ends_by_itself(mentions: list[Mention]) -> None:
    ann, ben = make.person("ann"), make.person("ben")
    take(ann)

    assert take(ben, after=LEASE - timedelta(seconds=1)) == mentions[1].pk
    assert take(make.person("cem"), after=LEASE) == mentions[0].pk


def test_asking_for_other_tasks_lets_go_of_the_one_in_hand(mentions: list[Mention]) -> None:
    ann = make.person("ann")
    take(ann)

    assert take(ann, wanted=Wanted(tuple(TaskKind), but=(mentions[0].tasks.get().pk,))) == mentions[1].pk
    assert list(Task.objects.filter(leased_by=ann).values_list("mention", flat=True)) == [mentions[1].pk]
    assert take(ann, wanted=Wanted((TaskKind.FINDING,))) is None
    assert not Task.objects.filter(leased_by=ann).exists()


def test_only_the_kinds_that_are_asked_for_are_given(mentions: list[Mention]) -> None:
    relation = make.relation(mentions[0].claim, mentions[1].claim)

    task = leasing.take(Wanted((TaskKind.RELATION,)), by=make.person(), now=NOW)

    assert task is not None
    assert task.relation == relation


def test_nobody_is_given_their_own_work(mentions: list[Mention]) -> None:
    ann = make.person("ann")
    Task.objects.filter(mention=mentions[0]).update(not_for=ann)

    assert take(ann) == mentions[1].pk
    assert leasing.take_this([TaskKind.MENTION], mentions[0].pk, by=ann, now=NOW) is None


def test_a_certain_task_is_taken_unless_somebody_has_it(mentions: list[Mention]) -> None:
    ann, ben = make.person("ann"), make.person("ben")
    take(ann)

    task = leasing.take_this([TaskKind.MENTION], mentions[2].pk, by=ann, now=NOW)
    assert task is not None
    assert (task.mention_id, task.leased_until) == (mentions[2].pk, NOW + LEASE)
    assert take(ben) == mentions[0].pk  # ann let go of it

    with pytest.raises(InOtherHands):
        leasing.take_this([TaskKind.MENTION], mentions[2].pk, by=ben, now=NOW)
    assert leasing.take_this([TaskKind.MENTION], mentions[2].pk, by=ben, now=NOW + LEASE) is not None


def test_what_is_parked_is_given_to_nobody_until_it_is_put_back(mentions: list[Mention]) -> None:
    ann, ben = make.person("ann"), make.person("ben")
    take(ann)
    task = mentions[0].tasks.get()

    assert leasing.park(task.pk, by=ann, now=NOW)
    assert take(ben) == mentions[1].pk
    assert leasing.put_back(task.pk, by=ben, now=NOW)
    assert not leasing.put_back(task.pk, by=ben, now=NOW)
    assert take(make.person("cem")) == mentions[0].pk


def test_what_another_has_in_hand_cannot_be_parked(mentions: list[Mention]) -> None:
    ann, ben = make.person("ann"), make.person("ben")
    take(ann)

    with pytest.raises(InOtherHands):
        leasing.park(mentions[0].tasks.get().pk, by=ben, now=NOW)


def in_parallel(work: Callable[[User], None]) -> None:
    """Let every reviewer work in a thread with a connection of its own; raise what any of them raises."""
    people = [make.person(f"reviewer {number}") for number in range(REVIEWERS)]
    failures: list[BaseException] = []
    begin = threading.Barrier(REVIEWERS)

    def run(person: User) -> None:
        try:
            begin.wait()
            work(person)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


@pytest.mark.django_db(transaction=True)
def test_twenty_reviewers_at_once_get_no_task_twice_lose_no_decision_and_the_history_explains_each() -> None:
    claims = [make.claim(number) for number in range(MENTIONS // 3)]
    for number in range(MENTIONS):
        make.mention(claims[number % len(claims)])
    for one, other in pairwise(claims):
        make.relation(one, other)
    relations = len(claims) - 1
    given: list[tuple[str, int]] = []

    def work(person: User) -> None:
        while (task := leasing.take(ALL, by=person, now=NOW)) is not None:
            if task.mention is not None:
                given.append(("mention", task.mention.pk))
                if task.mention.pk % 7:
                    triage.accept_mention(task.mention, by=person, now=NOW)
                else:
                    triage.reject_mention(task.mention, reason="not a claim", by=person, now=NOW)
            else:
                assert task.relation is not None
                given.append(("relation", task.relation.pk))
                judging.leave_unsure(task.relation, by=person, now=NOW)
            connection.close()  # as after every request

    in_parallel(work)

    assert [one for one, times in Counter(given).items() if times > 1] == []
    assert len(given) == MENTIONS + relations
    assert Decision.objects.count() == len(given)
    assert not Task.objects.exists()
    assert not Mention.objects.filter(state=MentionState.SUGGESTED).exists()
    assert not Relation.objects.filter(state=RelationState.SUGGESTED).exists()
    for row in [*Mention.objects.all(), *Relation.objects.all()]:
        decision = row.decisions.get()
        states = list(row.events.order_by("pgh_id").values_list("state", flat=True))
        assert states == ["suggested", row.state]
        assert (decision.before["state"], decision.after["state"]) == ("suggested", row.state)
        assert decision.by == (row.decided_by if isinstance(row, Mention) else row.judged_by)
    assert Decision.objects.values("by").distinct().count() > 1
