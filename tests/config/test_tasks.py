"""Jobs of dead workers are taken up again."""

import pytest
from django.db import connection
from procrastinate.contrib.django import app

from config.tasks import forget_old_jobs, take_up_stalled_jobs


def a_job_in_the_hands_of_a_worker(*, heartbeat_age: int) -> int:
    """Make a job that a worker took, whose last heartbeat is so many seconds old. Return its id."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s * interval '1 second') RETURNING id",
            [heartbeat_age],
        )
        worker = cursor.fetchone()[0]
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, status, worker_id) "
            "VALUES ('a queue of its own', 'config.tasks.some_task', 'doing', %s) RETURNING id",
            [worker],
        )
        return int(cursor.fetchone()[0])


def status_of(job: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status FROM procrastinate_jobs WHERE id = %s", [job])
        return str(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("heartbeat_age", "status"), [(60, "todo"), (3, "doing")])
def test_a_job_is_queued_again_when_its_worker_is_silent(heartbeat_age: int, status: str) -> None:
    job = a_job_in_the_hands_of_a_worker(heartbeat_age=heartbeat_age)
    take_up_stalled_jobs.defer(timestamp=0)
    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
        worker_app.run_worker(
            queues=["default"], wait=False, install_signal_handlers=False, listen_notify=False
        )

    assert status_of(job) == status


def test_the_sweep_never_waits_for_a_sweep_that_died() -> None:
    assert take_up_stalled_jobs.lock is None
    assert take_up_stalled_jobs.queueing_lock == "take-up-stalled-jobs"
    assert forget_old_jobs.queueing_lock == "forget-old-jobs"
