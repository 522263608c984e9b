"""
The queue, as a browser uses it: server time and queries of a decision with the next task, and twenty reviewers at once.

`python -m tests.bench.queue` prints one JSON object: {"decisions": {kind: {"p50": ms, "p95": ms, "queries": most}},
"parallel": {"reviewers", "decisions", "seconds", "twice", "refused"}}. In this process, on the database of DATABASE_URL.
"""

import json
import re
import threading
import time
from collections import Counter
from typing import Any

from tests.bench.pages import client_of, counted  # first: sets Django up

from tests.bench.lines import percentile  # isort: skip

from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.urls import reverse

from config.policies import Role

DECISIONS = 60  # of each kind, one after the other
WARM_UP = 5
REVIEWERS = 20
SECONDS = 15.0

_HTMX = {"HX-Request": "true", "HX-Target": "task"}
_TASK = re.compile(r'action="(/(mentions|relations)/\d+/decisions/)"')
_ACTS: dict[str, dict[str, str]] = {
    "mentions": {"action": "accept", "seen": "suggested", "back": "queue"},
    "relations": {"verdict": "unsure", "seen": "suggested", "back": "queue"},
}


def task_in(answer: Any) -> tuple[str, str] | None:
    """Return the address at which the task shown is decided, and what it is about; None where nothing waits."""
    found = _TASK.search(answer.content.decode())
    return (found[1], found[2]) if found else None


def one_after_the_other(kind: str) -> dict[str, float] | None:
    """Decide tasks of one kind; return times and the most queries of any decision; None where none waits."""
    client = client_of(Role.REVIEWER)
    task = task_in(client.get(reverse("queue"), {"kind": kind}))
    times, most = [], 0
    while task is not None and len(times) < DECISIONS + WARM_UP:
        address, about = task
        with counted() as queries:
            began = time.perf_counter()
            answer = client.post(address, _ACTS[about], headers=_HTMX)
            times.append(1000 * (time.perf_counter() - began))
        assert answer.status_code == 200, f"{address} answers {answer.status_code}"
        task, most = task_in(answer), max(most, len(queries))
    measured = times[WARM_UP:]
    if not measured:
        return None
    return {"p50": percentile(measured, 0.5), "p95": percentile(measured, 0.95), "queries": most}


def at_once() -> dict[str, float]:
    """Let twenty reviewers decide the mentions or pairs that they are given, for a while; count what was given twice or refused."""
    given: list[str] = []
    refused: list[int] = []
    begin = threading.Barrier(REVIEWERS + 1)
    stop = threading.Event()

    def work(person: User, kind: str) -> None:
        client = Client()
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        task = task_in(client.get(reverse("queue"), {"kind": kind}))
        connection.close()
        begin.wait()
        while task is not None and not stop.is_set():
            address, about = task
            answer = client.post(address, _ACTS[about], headers=_HTMX)
            connection.close()
            given.append(address)
            if answer.status_code != 200:
                refused.append(answer.status_code)
            task = task_in(answer)

    role = Group.objects.get_or_create(name=Role.REVIEWER.value)[0]
    people = [User.objects.get_or_create(username=f"bench-reviewer-{n}")[0] for n in range(REVIEWERS)]
    for person in people:
        person.groups.add(role)
    # half of them take mentions, half of them pairs: what else waits asks for words
    threads = [
        threading.Thread(target=work, args=[person, ("mention", "relation")[number % 2]])
        for number, person in enumerate(people)
    ]
    for thread in threads:
        thread.start()
    begin.wait()
    began = time.perf_counter()
    while time.perf_counter() - began < SECONDS and any(thread.is_alive() for thread in threads):
        time.sleep(0.1)
    stop.set()
    for thread in threads:
        thread.join()
    seconds = time.perf_counter() - began
    twice = sum(times - 1 for times in Counter(given).values())
    return {
        "reviewers": REVIEWERS, "decisions": len(given), "seconds": seconds, "twice": twice, "refused": len(refused),
    }  # fmt: skip


def main() -> None:
    """Measure decisions of each kind, then twenty reviewers."""
    decisions = {kind: one_after_the_other(kind) for kind in ("mention", "relation", "axis")}
    known = {kind: found for kind, found in decisions.items() if found is not None}
    print(json.dumps({"decisions": known, "parallel": at_once()}))


if __name__ == "__main__":
    main()
