"""Children of the demo: start them, notice when one dies, stop them all. Standard library only."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from config.localpg_process import is_alive

STOP_SECONDS = 20  # the worker finishes the article in its hands
RESTARTS = 5  # a worker that dies more often than this is broken, not unlucky


@dataclass
class Child:
    """One long-running command. `restarts` is how often it may still be started again after dying."""

    name: str
    command: Sequence[str]
    restarts: int = 0
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C in the terminal reaches us alone, and we stop it in order."""
        self.process = subprocess.Popen(self.command, start_new_session=True, stdin=subprocess.DEVNULL)


@dataclass
class Children:
    """Several children, watched together. `notes` is a file that remembers their ids for the next run."""

    notes: Path
    say: Callable[[str], None]
    stopping: bool = False
    children: list[Child] = field(default_factory=list)

    def start(self, child: Child) -> None:
        """Start one more."""
        child.start()
        self.children.append(child)
        self._note()

    def watch(self, *, tend: Callable[[], None] = lambda: None) -> int:
        """
        Wait until asked to stop (return 0) or until a child that may not be restarted has died (return 1).

        A death is always reported; a child that may be restarted is. `tend` is called several times a second.
        """
        while not self.stopping:
            tend()
            for child in self.children:
                status = child.process.poll() if child.process else None
                if status is None or self.stopping:
                    continue
                how = f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"
                if not child.restarts:
                    self.say(f"The {child.name} {how}: stopping everything.")
                    return 1
                child.restarts -= 1
                self.say(f"The {child.name} {how}: starting it again.")
                child.start()
                self._note()
            time.sleep(0.2)
        return 0

    def stop(self) -> None:
        """Ask all to stop, wait, and kill those that do not listen."""
        running = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in running:
            process.terminate()
        deadline = time.monotonic() + STOP_SECONDS
        for process in running:
            try:
                process.wait(timeout=max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.say(f"Process {process.pid} does not stop; killing it.")
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.notes.unlink(missing_ok=True)

    def stop_leftovers(self, *, marker: str) -> None:
        """Stop what a run that was killed itself left behind: noted ids whose command line has `marker`."""
        if not self.notes.exists():
            return
        for pid in (int(word) for word in self.notes.read_text().split()):
            if is_alive(pid, marker=marker):
                self.say(f"Stopping process {pid}, left behind by an earlier run.")
                os.kill(pid, signal.SIGTERM)
                deadline = time.monotonic() + STOP_SECONDS
                while is_alive(pid, marker=marker) and time.monotonic() < deadline:
                    time.sleep(0.05)
        self.notes.unlink(missing_ok=True)

    def _note(self) -> None:
        self.notes.write_text(" ".join(str(child.process.pid) for child in self.children if child.process))
