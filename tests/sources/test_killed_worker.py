"""A worker killed with SIGKILL in the middle of a batch: nothing lost, nothing doubled, and the next one goes on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import quote

import pytest
from django.db import connection
from django.utils import timezone

from sources.importing.running import MAX_ATTEMPTS, start_batch
from sources.models import Article, ArticleVersion, ImportBatch, ImportItem, Outcome
from sources.tasks import resume_imports
from tests.sources import make

pytestmark = pytest.mark.django_db(transaction=True)

SECONDS = 60
STAY = "The worker stays in this one."


@contextmanager
def worker(**environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A real worker process on the test's database, gone afterwards."""
    database = connection.settings_dict
    address = f"{quote(database['USER'])}:{quote(database['PASSWORD'])}@{quote(database['HOST'], safe='')}"
    process = subprocess.Popen(
        [sys.executable, "-m", "django", "procrastinate", "worker", "--one-shot", "--no-listen-notify"],
        env={
            **os.environ,
            "DATABASE_URL": f"postgresql://{address}:{database['PORT']}/{database['NAME']}",
            "DJANGO_SETTINGS_MODULE": "tests.sources.worker_settings",
            **environment,
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + SECONDS
    while not condition():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.02)


def started_batch(*texts: str) -> ImportBatch:
    batch = make.batch(*((f"{n}.txt", text) for n, text in enumerate(texts)))
    return start_batch(batch.pk, now=timezone.now())


def resume() -> None:
    """What the periodic task of any worker does once a minute."""
    resume_imports.func(timestamp=0)


def test_a_batch_whose_worker_is_killed_is_finished_by_the_next() -> None:
    texts = [f"Report {n}: {n} were lost." for n in range(12)]
    texts[5] = STAY
    batch = started_batch(*texts)
    in_hand = ImportItem.objects.filter(batch=batch, position=6, attempts=1)

    with worker(STAY_IN=STAY) as first:
        wait_until(in_hand.exists)
        time.sleep(0.2)  # into its transaction: the article is written, but not committed
        first.send_signal(signal.SIGKILL)
        first.wait()

    wait_until(lambda: ArticleVersion.objects.count() == 5)  # the server notices that its client is gone
    assert batch.items.filter(outcome=Outcome.WAITING).count() == 7
    assert not ArticleVersion.objects.filter(text=STAY).exists()

    resume()
    with worker() as second:
        wait_until(lambda: not batch.items.filter(outcome=Outcome.WAITING).exists())
        second.wait(SECONDS)

    batch.refresh_from_db()
    assert batch.finished_at is not None
    assert sorted(ArticleVersion.objects.values_list("text", flat=True)) == sorted(texts)
    assert Article.objects.count() == 12
    assert set(batch.items.values_list("outcome", flat=True)) == {Outcome.ADDED}
    assert batch.items.get(position=6).attempts == 2


def test_an_item_that_kills_every_worker_is_left_alone_in_the_end() -> None:
    batch = started_batch("Nine were lost.", STAY)
    bad = batch.items.get(position=2)
    ImportItem.objects.filter(pk=bad.pk).update(attempts=MAX_ATTEMPTS)  # so often have workers died in it

    with worker(STAY_IN=STAY) as process:
        assert process.wait(SECONDS) == 0

    bad.refresh_from_db()
    assert bad.outcome == Outcome.FAILED
    assert bad.reason.startswith("given up: ")
    assert ArticleVersion.objects.get().text == "Nine were lost."


def test_two_workers_share_a_batch() -> None:
    texts = [f"Report {n}: {n % 20} were lost." for n in range(40)]
    batch = started_batch(*texts)
    with worker() as first:
        wait_until(lambda: batch.items.exclude(outcome=Outcome.WAITING).exists())
        resume()
        with worker() as second:
            assert first.wait(SECONDS) == second.wait(SECONDS) == 0

    batch.refresh_from_db()
    assert batch.finished_at is not None
    assert ArticleVersion.objects.count() == 40
    assert set(batch.items.values_list("outcome", flat=True)) == {Outcome.ADDED}


def test_a_batch_that_is_done_is_not_taken_up_again() -> None:
    make.imported(("a.txt", "Nine were lost."))
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")

        resume()

        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        assert cursor.fetchone() == (0,)
