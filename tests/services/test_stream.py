"""One stream of tasks: later readings and derivations in it, what it is narrowed by, what was parked and what woke it."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User

from claims.checking.tasks import RULES
from claims.models import Derivation, ExtractionRun, Mention, Parking, Rereading, Task
from claims.queries.rereadings import open_rereadings
from claims.services import leasing, rereading, triage, undoing
from claims.services.deriving import decide_derivation
from claims.services.leasing import Wanted
from claims.vocabulary import DerivationState, TaskKind
from config.seen import mark_of
from tests import factories as make
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def readings_waiting() -> set[int]:
    """The later readings that wait: by the tasks, which must be those that the pages list."""
    found = set(Task.objects.filter(kind="reading").values_list("rereading", flat=True))
    assert found == set(open_rereadings().values_list("pk", flat=True))
    assert [fault for rule in RULES for fault in rule.faults()] == []
    return found


def seen(row: Rereading) -> str:
    return mark_of(Mention.objects.get(pk=row.mention_id))


def derivation() -> Derivation:
    texts = [
        make.version(f"{name} says so.", outlet=make.source(name, kind="outlet"), published_on=date(2025, 12, 1 + n))
        for n, name in enumerate(("First", "Second"))
    ]  # fmt: skip
    return Derivation.objects.create(
        article=texts[1].article, origin=texts[0].article, kind="cites", rule="test/1", recorded_at=NOW
    )


def wanted(**narrowed: int) -> Wanted:
    return Wanted(tuple(TaskKind), **narrowed)


def given(by: User, **narrowed: int) -> int | None:
    """The mention that a person is given of a stream narrowed so; it goes back."""
    task = leasing.take(wanted(**narrowed), by=by, now=NOW)
    leasing.release(by=by)
    return task and task.mention_id


@pytest.mark.parametrize("act", [rereading.keep, rereading.take])
def test_a_later_reading_waits_until_somebody_keeps_or_takes_and_again_when_that_is_undone(
    reviewer: User, act: object
) -> None:
    row = make.rereading(make.claim(12))
    assert readings_waiting() == {row.pk}

    act(row, seen=seen(row), by=reviewer, now=NOW)  # type: ignore[operator]
    assert readings_waiting() == set()

    undoing.undo_latest(by=reviewer, now=NOW)
    assert readings_waiting() == {row.pk}


def test_a_newer_run_of_the_text_sets_a_later_reading_aside() -> None:
    row = make.rereading(make.claim(12))

    ExtractionRun.objects.create(
        version=row.mention.version, extractor="test/3", recorded_at=row.run.recorded_at + timedelta(days=1)
    )

    assert readings_waiting() == set()


def test_a_later_reading_of_words_that_are_rejected_waits_no_more(reviewer: User) -> None:
    row = make.rereading(make.claim(12))

    mention = Mention.objects.get(pk=row.mention_id)
    triage.reject_mention(mention, reason="Wrong.", by=reviewer, now=NOW, seen=mark_of(mention))

    assert readings_waiting() == set()


@pytest.mark.parametrize("state", [DerivationState.CONFIRMED, DerivationState.REJECTED])
def test_a_suggested_derivation_waits_until_it_is_decided_and_again_when_that_is_undone(
    reviewer: User, state: DerivationState
) -> None:
    row = derivation()
    task = Task.objects.get()
    assert (task.kind, task.derivation_id, set(task.sources)) == (
        "derivation", row.pk, {row.article.outlet_id, row.origin.outlet_id},
    )  # fmt: skip

    decide_derivation(row.pk, state=state, reason="Because.", seen=mark_of(row), by=reviewer, now=NOW)
    assert not Task.objects.exists()

    undoing.undo_latest(by=reviewer, now=NOW)
    row.refresh_from_db()
    assert (row.state, row.reason, row.decided_by, row.decided_at) == ("suggested", "", None, None)
    assert Task.objects.get().derivation_id == row.pk


def test_what_another_has_decided_on_a_derivation_since_is_not_taken_back(reviewer: User) -> None:
    row, other = derivation(), make.person("other")
    decide_derivation(row.pk, state=DerivationState.CONFIRMED, seen=mark_of(row), by=reviewer, now=NOW)
    row.refresh_from_db()
    decide_derivation(
        row.pk, state=DerivationState.REJECTED, reason="No.", seen=mark_of(row), by=other, now=NOW
    )

    with pytest.raises(undoing.DecidedSince):
        undoing.undo_latest(by=reviewer, now=NOW)


def test_the_stream_is_narrowed_by_what_is_counted_and_by_who_says_or_prints_it(reviewer: User) -> None:
    army, ministry, paper = make.source("Army"), make.source("Ministry"), make.source("Paper", kind="outlet")
    wounded = make.measure("wounded")
    killed = make.mention(make.claim(9, claimant_id=army.pk))
    printed = make.mention(make.claim(10, claimant_id=ministry.pk), version=make.version("Army: nine soldiers.", outlet=paper))  # fmt: skip
    hurt = make.mention(make.claim(11, claimant_id=army.pk, measure=wounded))
    counted = killed.claim.scope.measure_id

    assert given(reviewer, source=ministry.pk) == given(reviewer, source=paper.pk) == printed.pk
    assert (
        given(reviewer, measure=wounded.pk) == given(reviewer, measure=wounded.pk, source=army.pk) == hurt.pk
    )
    assert given(reviewer, measure=counted, source=army.pk) == killed.pk
    assert given(reviewer, measure=wounded.pk, source=ministry.pk) is None
    shown = leasing.waiting(wanted(source=army.pk), to=reviewer, now=NOW, limit=9)
    assert {task.mention_id for task in shown} == {killed.pk, hurt.pk}


def test_what_is_rare_and_comes_late_is_found_all_the_same(
    reviewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leasing, "NEAR", 2)
    wounded = make.measure("wounded")
    texts = [
        make.version(f"On day {day} nine soldiers died.", published_on=date(2025, 12, day))
        for day in (9, 8, 7, 2, 1)
    ]
    claims = [make.claim(figure) for figure in (5, 6, 7)] + [make.claim(n, measure=wounded) for n in (11, 12)]
    mentions = [make.mention(claim, version=text) for claim, text in zip(claims, texts, strict=True)]
    late = mentions[3]

    def listed(**narrowed: int) -> list[int | None]:
        tasks = leasing.waiting(wanted(**narrowed), to=reviewer, now=NOW, limit=2)
        return [task.mention_id for task in tasks]

    assert listed() == [mentions[0].pk, mentions[1].pk]
    assert listed(measure=wounded.pk) == [late.pk, mentions[4].pk]
    assert given(reviewer, measure=wounded.pk) == late.pk


def test_an_article_without_a_date_has_no_known_age_and_comes_after_every_dated_one() -> None:
    old = make.mention(make.claim(1), version=make.version("Once nine soldiers died.", published_on=date(1995, 1, 1)))  # fmt: skip
    undated = make.mention(make.claim(2), version=make.version("Then nine soldiers died.", published_on=None))

    assert [task.mention_id for task in Task.objects.order_by("-priority")] == [old.pk, undated.pk]


def test_who_parked_a_task_and_who_took_it_back_stays_on_record(reviewer: User) -> None:
    task, other = make.mention().tasks.get(), make.person("other")

    leasing.park(task.pk, by=reviewer, now=NOW)
    parking = Parking.objects.get()
    assert (parking.kind, parking.subject, parking.parked_by, parking.ending) == (
        "mention", task.mention_id, reviewer, "",
    )  # fmt: skip

    leasing.put_back(task.pk, by=other, now=NOW)
    assert Parking.objects.get().ending == "taken back by other"
    leasing.park(task.pk, by=reviewer, now=NOW)
    leasing.take_this([TaskKind.MENTION], task.about, by=other, now=NOW)
    assert [one.ended_by for one in Parking.objects.all()] == [other, other]


def test_what_woke_a_parked_task_and_what_settled_it_stays_on_record(reviewer: User) -> None:
    mention = make.mention(make.claim(9))
    leasing.park(mention.tasks.get().pk, by=reviewer, now=NOW)

    make.mention(mention.claim, version=make.version("Again nine soldiers."))
    assert mention.tasks.get().parked_at is None
    assert Parking.objects.get().ending == "woken: a mention of its claims was added"

    leasing.park(mention.tasks.get().pk, by=reviewer, now=NOW)
    triage.accept_mention(mention, by=reviewer, now=NOW)
    assert Parking.objects.last().ending == "it waited no longer"  # type: ignore[union-attr]
