"""Background work on claims, thin: each job is a step that may be done twice."""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from claims.services.deriving import derive_step
from claims.services.rejudging import judge_step, search_step


@app.task(retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def judge_anew(kind: str, term: int, after: int) -> None:
    """Judge the next suggestions about a changed term, and ask for the rest."""
    reached = judge_step(kind, term, after=after, now=timezone.now())
    if reached is not None:
        judge_anew.defer(kind=kind, term=term, after=reached)


@app.task(retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def derive(after: int) -> None:
    """Suggest what the next recorded texts take over from each other, and ask for the rest."""
    reached = derive_step(after=after, now=timezone.now())
    if reached is not None:
        derive.defer(after=reached)


@app.task(retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def search_anew(kind: str, term: int, before: int | None) -> None:
    """Let the next claims about a changed term meet what they can be compared with by now, and ask for the rest."""
    reached = search_step(kind, term, before=before, now=timezone.now())
    if reached is not None:
        search_anew.defer(kind=kind, term=term, before=reached)
