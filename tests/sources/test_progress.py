"""How far a batch is, in words and in the parts of the bar."""

import datetime

import pytest

from sources.models import ImportBatch
from sources.queries.batches import Progress
from tests.sources import make

RUNNING = ImportBatch(label="x", started_at=make.NOW)


def after(seconds: float) -> datetime.datetime:
    return make.NOW + datetime.timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("done", "recent", "seconds", "words"),
    [
        (2, 2, 10, ""),  # too few to go by
        (10, 10, 10, "about 2 minutes left"),  # one a second, 90 to go
        (60, 60, 10, "less than a minute left"),
        (98, 3, 3000, "less than a minute left"),
        (40, 30, 3000, "about 1 minute left"),  # the pace of the last half minute, not of the night before
        (40, 3, 3000, "about 10 minutes left"),
        (40, 3, 100_000, "about 10 minutes left"),
    ],
)
def test_the_time_left_is_told_from_the_last_half_minute(
    done: int, recent: int, seconds: float, words: str
) -> None:
    progress = Progress(total=100, outcomes={"added": done, "waiting": 100 - done}, recent=recent)

    assert progress.left(RUNNING, after(seconds)) == words


def test_hours_are_rounded() -> None:
    progress = Progress(total=10_000, outcomes={"waiting": 9_000, "added": 1_000}, recent=15)

    assert progress.left(RUNNING, after(3600)) == "about 5 hours left"


def test_a_batch_that_does_not_run_has_no_time_left() -> None:
    progress = Progress(total=10, outcomes={"added": 10}, recent=10)

    assert progress.left(ImportBatch(label="x"), after(10)) == ""


def test_the_parts_of_the_bar_lie_one_after_the_other() -> None:
    progress = Progress(total=8, outcomes={"added": 4, "skipped": 1, "failed": 1, "waiting": 2})

    assert [(part.outcome, part.start, part.width) for part in progress.parts] == [
        ("added", "0.000%", "50.000%"),
        ("skipped", "50.000%", "12.500%"),
        ("failed", "62.500%", "12.500%"),
    ]
    assert (progress.done, progress.percent) == (6, 75)


def test_an_empty_batch_is_no_division_by_zero() -> None:
    assert Progress().percent == 0
    assert Progress().parts == []
