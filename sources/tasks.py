"""Background work of the import desk, thin: a batch is one job, and doing it twice is harmless."""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from sources.importing.planning import plan_batch
from sources.importing.running import enqueue, run_batch, unfinished_batches


@app.task(retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def work_on_batch(batch_pk: int) -> None:
    """Look at what nobody has looked at; then, if the batch is started, bring in what waits."""
    plan_batch(batch_pk)
    run_batch(batch_pk, clock=timezone.now)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="resume-imports")
def resume_imports(timestamp: int) -> None:
    """Go on with batches whose worker or command was killed; one that is being run loses nothing by it."""
    for batch_pk in unfinished_batches():
        enqueue(batch_pk)
