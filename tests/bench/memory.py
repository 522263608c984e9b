"""
Peak memory of the web server and of the worker, both started as `make demo` starts them, on DATABASE_URL.

`python -m tests.bench.memory` prints one JSON object: {"web": MB, "worker": MB}. MB are 10^6 bytes of resident
memory, summed over the processes of a command, pages that they share counted once (PSS), the highest of all
samples taken.
"""

import json
import os
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from config.demo import HOST, WEB_THREADS, free_port  # noqa: E402
from config.policies import Role  # noqa: E402
from sources.importing.batches import create_batch  # noqa: E402
from sources.importing.planning import plan_batch  # noqa: E402
from sources.importing.running import start_batch  # noqa: E402
from sources.models import ImportBatch  # noqa: E402
from tests.bench.addresses import PAGES  # noqa: E402
from tests.bench.importing import incoming  # noqa: E402
from tests.bench.pages import client_of  # noqa: E402
from tests.bench.texts import articles  # noqa: E402

ARTICLES = 60
REQUESTS = 3  # of each address
SECONDS = 300  # how long the worker may take
SAMPLE = 0.1  # seconds between two samples


class Peak(threading.Thread):
    """Watches a process and its children until told to stop."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.highest, self.stopped = pid, 0, threading.Event()

    def run(self) -> None:
        while not self.stopped.wait(SAMPLE):
            self.highest = max(self.highest, sum(_resident(pid) for pid in _family(self.pid)))


@contextmanager
def watched(command: Sequence[str]) -> Iterator[Peak]:
    """Run the command for the duration and watch its memory."""
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    peak = Peak(process.pid)
    peak.start()
    try:
        yield peak
    finally:
        peak.stopped.set()
        peak.join()
        process.terminate()
        process.wait(timeout=30)


def web() -> int:
    """Return the bytes of the web server after every page was asked for by several people at once."""
    port = free_port(8900)
    command = [
        sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"{HOST}:{port}", "--worker-class", "gthread",
        "--threads", str(WEB_THREADS), "--log-level", "warning", "--no-control-socket",
    ]  # fmt: skip
    with watched(command) as peak:
        _wait_for(f"http://{HOST}:{port}/healthz")
        people = [
            threading.Thread(target=_browse, args=[port, role]) for role in (Role.REVIEWER, Role.ADMIN) * 2
        ]
        for person in people:
            person.start()
        for person in people:
            person.join()
    return peak.highest


def _browse(port: int, role: Role) -> None:
    cookie = client_of(role).cookies["sessionid"].value
    for page in PAGES.values():
        for address in (page.addresses() if page.role is role else []) * REQUESTS:
            request = urllib.request.Request(
                f"http://{HOST}:{port}{address}", headers={"Cookie": f"sessionid={cookie}"}
            )
            with urllib.request.urlopen(request, timeout=60) as answer:
                answer.read()


def worker() -> int:
    """Return the bytes of the worker while it imports some articles."""
    batch = create_batch(
        incoming(articles(ARTICLES), name="memory"), label="memory", by=None, now=timezone.now()
    )
    plan_batch(batch.pk)
    start_batch(batch.pk, now=timezone.now())
    with watched([sys.executable, "manage.py", "procrastinate", "worker"]) as peak:
        deadline = time.monotonic() + SECONDS
        while not ImportBatch.objects.filter(pk=batch.pk, finished_at__isnull=False).exists():
            assert time.monotonic() < deadline, "the worker does not finish"
            time.sleep(0.2)
    return peak.highest


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"{address} does not answer")


def _family(pid: int) -> list[int]:
    found = [pid]
    for one in found:
        for children in Path(f"/proc/{one}/task").glob("*/children"):
            found += [int(word) for word in children.read_text().split()]
    return found


def _resident(pid: int) -> int:
    """Return the bytes of a process, its share of what it shares; 0 for one that has just ended."""
    try:
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0
    return next((1024 * int(row.split()[1]) for row in rollup.splitlines() if row.startswith("Pss:")), 0)


if __name__ == "__main__":
    print(json.dumps({"web": web() / 1e6, "worker": worker() / 1e6}))
