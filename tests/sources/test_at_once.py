"""Two workers with the same article, outlet or address in hand at the same moment: it is stored once."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from sources.importing.running import run_batch, start_batch
from sources.models import Article, ArticleVersion, ImportBatch, ImportItem, Outcome, Source
from tests.sources import make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def nothing_reads_the_texts(settings: Any) -> None:
    settings.ON_VERSION_STORED = ""


def at_once(*acts: Callable[[], object]) -> None:
    """Do them in threads that begin together, each with a connection of its own; fail as the first that fails."""
    ready, failures = threading.Barrier(len(acts)), []

    def do(act: Callable[[], object]) -> None:
        try:
            ready.wait(10)
            act()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert failures == []


def started(*files: tuple[str, str]) -> ImportBatch:
    return start_batch(make.batch(*files).pk, now=make.NOW, in_worker=False)


def runs(batch: ImportBatch) -> Callable[[], object]:
    return lambda: run_batch(batch.pk, clock=lambda: make.LATER)


def test_the_same_texts_in_two_batches_are_stored_once() -> None:
    files = [(f"{n}.txt", f"Report {n}: nine were lost.") for n in range(10)]

    at_once(*(runs(started(*files)) for _ in range(3)))

    assert Article.objects.count() == 10
    outcomes = list(ImportItem.objects.values_list("outcome", flat=True))
    assert (outcomes.count(Outcome.ADDED), outcomes.count(Outcome.SKIPPED)) == (10, 20)


def test_three_texts_at_one_address_become_three_versions_in_a_row() -> None:
    batches = [
        started(("a.jsonl", f'{{"text": "Version {n}.", "url": "https://one.example/a"}}')) for n in range(3)
    ]

    at_once(*map(runs, batches))

    assert Article.objects.count() == 1
    assert sorted(ArticleVersion.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_a_new_outlet_is_made_once() -> None:
    batches = [
        started(("a.jsonl", "\n".join(f'{{"text": "{n} {m}", "outlet": "{name}"}}' for m in range(5))))
        for n, name in enumerate(("Example Post", "EXAMPLE POST", "example post"))
    ]

    at_once(*map(runs, batches))

    assert Source.objects.count() == 1
    assert Article.objects.count() == 15


def test_workers_on_one_batch_do_each_item_once() -> None:
    batch = started(*((f"{n}.txt", f"Report {n}.") for n in range(30)))

    at_once(*(runs(batch) for _ in range(4)))

    assert ArticleVersion.objects.count() == 30
    assert set(batch.items.values_list("outcome", flat=True)) == {Outcome.ADDED}
    batch.refresh_from_db()
    assert batch.finished_at is not None
