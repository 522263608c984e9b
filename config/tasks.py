"""
Background housekeeping: jobs of a worker that was killed are taken up again.

The queue marks a job `doing` and never looks back; a worker that dies leaves it so. The sweep finds such jobs by
their worker's missing heartbeat and puts them back in the queue. It has a queueing lock (never two waiting), but
no `lock`: a sweep that died itself would then hold up all later ones.
"""

import logging

from procrastinate import JobContext
from procrastinate.contrib.django import app

STALLED_AFTER = 20  # seconds without a heartbeat; a worker sends one every 5 (settings)

logger = logging.getLogger(__name__)


@app.periodic(cron="* * * * * */20")  # the sixth field is seconds
@app.task(queueing_lock="take-up-stalled-jobs", pass_context=True, priority=100)
async def take_up_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Put the jobs of dead workers back in the queue. Running a job twice must be harmless, and is."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
        logger.warning("job %s (%s) lost its worker and is queued again", job.id, job.task_name)
        await manager.retry_job(job)


@app.periodic(cron="17 3 * * *")
@app.task(queueing_lock="forget-old-jobs", pass_context=True)
async def forget_old_jobs(context: JobContext, timestamp: int) -> None:
    """Delete jobs that failed or were cancelled more than thirty days ago; successful ones go at once."""
    await context.app.job_manager.delete_old_jobs(
        nb_hours=30 * 24, include_failed=True, include_cancelled=True, include_aborted=True
    )
