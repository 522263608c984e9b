"""A whole demo as a process of its own, with data in a folder of its own: what a person who typed `make demo` has."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from config.localpg import LocalPg

ROOT = Path(__file__).resolve().parent.parent
NOT_INHERITED = {"DATABASE_URL", "LOCALPG_DIR", "HTTPS", "DEBUG", "SECRET_KEY", "ALLOWED_HOSTS"}


class Demo:
    """A running demo. Its output is read as it comes and kept in `lines`."""

    def __init__(self, data: Path, *, port: int, empty: bool = False) -> None:
        worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
        port += 2 * int(worker)  # two that start in one moment would find the same port free
        self.data = data
        self.lines: list[str] = []
        environment = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        environment |= {"COUNTERCLAIM_DATA": str(data), "DJANGO_SETTINGS_MODULE": "config.settings"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "config.demo", "--port", str(port), *(["--empty"] if empty else [])],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        self.lines.extend(iter(self.process.stdout.readline, ""))

    def wait_for(self, pattern: str, seconds: float = 240, *, times: int = 1) -> str:
        """Return what the first line (or the second …) with the pattern has in its last group (else the match)."""
        deadline = time.monotonic() + seconds
        ended = False
        while time.monotonic() < deadline and not ended:
            ended = self.process.poll() is not None
            found = [match for line in list(self.lines) if (match := re.search(pattern, line))]
            if len(found) >= times:
                last = found[times - 1]
                return last.group(last.lastindex or 0)
            time.sleep(0.05)
        raise AssertionError(f"{pattern!r} is not in:\n{''.join(self.lines)}")

    def wait_for_address(self) -> str:
        """Return the address, with a slash at its end, once the pages are served."""
        return self.wait_for(r"is ready:\s+(\S+)")  # a busy machine makes tables slowly

    def stop(self) -> int:
        """Do what Ctrl-C does. Return the exit status."""
        self.process.send_signal(signal.SIGINT)
        status = self.process.wait(timeout=120)
        self._close()
        return status

    def clean_up(self) -> None:
        """End whatever is left, however it got there."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        notes = self.data / "demo.pids"
        for pid in notes.read_text().split() if notes.exists() else []:
            with suppress(ProcessLookupError):
                os.killpg(int(pid), signal.SIGKILL)  # they hold the other end of our pipe
        self._close()
        LocalPg(self.data / "pg").stop()

    def _close(self) -> None:
        self.reader.join(timeout=10)
        if self.process.stdout is not None:
            self.process.stdout.close()
