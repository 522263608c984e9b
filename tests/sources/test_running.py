"""Starting, cancelling, retrying, correcting: the states of a batch and what is left of its items."""

from typing import Any

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from sources.importing.mending import cancel_batch, correct_item, retry_failed, said_of
from sources.importing.running import NotRunnable, enqueue, run_batch, start_batch, unfinished_batches
from sources.models import FAILURE_KIND, ArticleVersion, BatchState, ImportBatch, ImportItem, Outcome
from sources.tasks import work_on_batch
from tests.sources import make

pytestmark = pytest.mark.django_db

FRENCH = "Tué à Koursk.".encode("cp1252")
UNCHANGED = {"encoding": "", "title": "", "url": "", "outlet": "", "published_on": None}


def correct(item: ImportItem, **said: object) -> None:
    """Correct it as it stands."""
    item.refresh_from_db()
    correct_item(item.pk, seen=said_of(item), **{**UNCHANGED, **said})


@pytest.fixture(autouse=True)
def nothing_reads_the_texts(settings: Any) -> None:
    settings.ON_VERSION_STORED = ""


def run_again(batch: ImportBatch) -> list[ImportItem]:
    run_batch(batch.pk, clock=lambda: make.LATER)
    return make.items_of(batch)


def test_a_batch_goes_from_ready_to_running_to_finished() -> None:
    batch = make.batch(("a.txt", "Nine."))
    assert batch.state == BatchState.READY

    batch = start_batch(batch.pk, now=make.NOW)
    assert batch.state == BatchState.RUNNING

    run_batch(batch.pk, clock=lambda: make.LATER)
    batch.refresh_from_db()
    assert (batch.state, batch.finished_at) == (BatchState.FINISHED, make.LATER)


def test_starting_makes_one_job_and_no_second_one() -> None:
    batch = make.batch(("a.txt", "Nine."))

    start_batch(batch.pk, now=make.NOW)
    enqueue(batch.pk)

    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args) == ("sources.tasks.work_on_batch", {"batch_pk": batch.pk})


def test_the_job_looks_first_and_brings_in_only_what_was_started() -> None:
    batch = make.batch(("a.txt", "Nine."), ("b.txt", b"\xff"))

    work_on_batch.func(batch.pk)

    assert [item.verdict for item in make.items_of(batch)] == ["new", "broken"]
    assert not ArticleVersion.objects.exists()

    start_batch(batch.pk, now=make.NOW)
    work_on_batch.func(batch.pk)
    work_on_batch.func(batch.pk)  # a job may be run twice

    assert [item.outcome for item in make.items_of(batch)] == [Outcome.ADDED, Outcome.FAILED]


def test_a_batch_is_started_once() -> None:
    batch = make.batch(("a.txt", "Nine."))
    start_batch(batch.pk, now=make.NOW)

    with pytest.raises(NotRunnable, match="is running; it cannot be started again"):
        start_batch(batch.pk, now=make.NOW)


def test_cancelling_keeps_what_is_stored_and_stops_the_rest() -> None:
    batch = make.imported(("a.txt", "Nine."), ("b.txt", b"\xff"), ("c.txt", b"\xfe"))[0].batch
    retry_failed(batch.pk)

    assert cancel_batch(batch.pk, now=make.LATER) == 2

    outcomes = [item.outcome for item in run_again(batch)]
    assert outcomes == [Outcome.ADDED, Outcome.CANCELLED, Outcome.CANCELLED]
    assert ArticleVersion.objects.count() == 1
    batch.refresh_from_db()
    assert batch.state == BatchState.CANCELLED


def test_a_finished_batch_cannot_be_cancelled_nor_a_cancelled_one_started() -> None:
    items = make.imported(("a.txt", "Nine."))
    with pytest.raises(NotRunnable, match="is finished; there is nothing to cancel"):
        cancel_batch(items[0].batch_id, now=make.LATER)

    batch = make.batch(("a.txt", "Nine."))
    cancel_batch(batch.pk, now=make.LATER)
    with pytest.raises(NotRunnable, match="is cancelled"):
        start_batch(batch.pk, now=make.LATER)


def test_failed_items_are_tried_again_and_the_others_left() -> None:
    items = make.imported(("a.txt", "Nine."), ("b.txt", FRENCH), ("c.txt", FRENCH + b"\x81"), ("d.txt", ""))
    batch = items[0].batch

    assert retry_failed(batch.pk, kind="not UTF-8", encoding="windows-1252") == 2

    done = run_again(batch)
    assert [item.outcome for item in done] == [Outcome.ADDED, Outcome.ADDED, Outcome.FAILED, Outcome.FAILED]
    assert done[1].version is not None
    assert done[1].version.text == "Tué à Koursk."
    assert done[2].reason.startswith("not Windows-1252: byte 0x81 at position 14")
    batch.refresh_from_db()
    assert batch.state == BatchState.FINISHED


def test_failures_are_told_apart_by_the_words_before_the_colon() -> None:
    make.imported(("b.txt", FRENCH), ("d.txt", ""), ("e.html", "<p>"), ("f.jsonl", "{"))

    kinds = (
        ImportItem.objects.annotate(failure=FAILURE_KIND)
        .order_by("position")
        .values_list("failure", flat=True)
    )

    assert list(kinds) == ["not UTF-8", "empty text", "no article text found in the page", "not JSON"]


def test_trying_again_all_leaves_out_what_cannot_come_out_otherwise() -> None:
    items = make.imported(("b.txt", ""), ("c.pdf", b"%PDF"))

    assert retry_failed(items[0].batch_id) == 1

    done = run_again(items[0].batch)
    assert [item.reason.partition(":")[0] for item in done] == [
        "empty text",
        "files of this kind are not read",
    ]


def test_only_offered_encodings_are_taken() -> None:
    (item,) = make.imported(("b.txt", FRENCH))

    with pytest.raises(ValueError, match="rot13 is not offered"):
        retry_failed(item.batch_id, encoding="rot13")


@pytest.mark.parametrize(("name", "data"), [("b.txt", b""), ("c.pdf", b"%PDF-1.7"), ("d.txt", b"a\0b")])
def test_a_corrected_text_is_brought_in_and_the_bytes_stay(name: str, data: bytes) -> None:
    (item,) = make.imported((name, data))

    correct(item, text="Nine\r\nwere lost.", title="Told", outlet="Example Post")

    (done,) = run_again(item.batch)
    assert done.outcome == Outcome.ADDED
    assert done.version is not None
    assert (done.version.text, done.version.title) == ("Nine\nwere lost.", "Told")
    assert str(done.version.article.outlet) == "Example Post"
    assert bytes(done.payload) == data


def test_an_item_is_corrected_before_the_batch_is_started_too() -> None:
    (item,) = make.planned(("b.txt", ""))

    correct(item, text="Nine.")

    item.refresh_from_db()
    assert (item.verdict, item.outcome) == ("", Outcome.WAITING)
    assert unfinished_batches() == [item.batch_id]  # to be looked at anew


def test_what_is_stored_is_not_corrected_here() -> None:
    (item,) = make.imported(("a.txt", "Nine."))

    with pytest.raises(NotRunnable, match="done already"):
        correct(item, text="Ten.")


def test_a_deadlock_leaves_the_item_for_another_attempt(
    settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ON_VERSION_STORED = "tests.sources.test_running.deadlock_once"
    TRIED.clear()

    (item,) = make.imported(("a.txt", "Nine."))

    assert (item.outcome, item.attempts) == (Outcome.ADDED, 2)
    assert "is tried again: DeadlockDetected" in caplog.text


TRIED: list[int] = []


def deadlock_once(version: ArticleVersion, *, by: Any) -> None:
    TRIED.append(version.pk)
    if len(TRIED) == 1:
        with connection.cursor() as cursor:
            cursor.execute("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = 'deadlock_detected'; END $$")


def test_what_the_database_refuses_fails_the_item_with_words(settings: Any) -> None:
    settings.ON_VERSION_STORED = "tests.sources.test_running.refuse"

    items = make.imported(("a.txt", "Nine."), ("b.txt", "Ten."))

    assert {item.outcome for item in items} == {Outcome.FAILED}
    assert items[0].reason == "error of this program: DivisionByZero; its log has the details"


def refuse(version: ArticleVersion, *, by: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")


def test_history_says_who_brought_an_article_in(reviewer: Any) -> None:
    (item,) = make.imported(("a.txt", "Nine."), by=reviewer)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.metadata FROM sources_articleevent e JOIN pghistory_context c ON c.id = e.pgh_context_id"
        )
        (metadata,) = cursor.fetchone()
    assert str(reviewer.pk) in str(metadata)
    assert str(item.batch_id) in str(metadata)


def test_a_worker_whose_clock_is_behind_finishes_the_batch_no_earlier_than_it_was_started() -> None:
    batch = make.batch(("a.txt", "Nine."))
    start_batch(batch.pk, now=make.LATER, in_worker=False)

    run_batch(batch.pk, clock=lambda: make.NOW)

    batch.refresh_from_db()
    assert batch.finished_at == make.LATER
