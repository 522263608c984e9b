"""`make demo`: the whole of it once, and its decisions one by one."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.demo import CannotStart, free_port, may_have_demo_people, only_one, welcome
from config.localpg import LocalPg
from config.processes import Child, Children
from tests.demo_process import Demo
from tests.template import started_once


def test_a_taken_port_is_passed_over() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]

        assert free_port(number) > number


def test_there_is_an_end_to_looking_for_ports() -> None:
    with pytest.raises(CannotStart, match="PORT="):
        free_port(70_000)


@pytest.mark.parametrize(
    ("debug", "url", "asked", "allowed"),
    [
        (False, "", False, True),  # the embedded server
        (False, "postgresql://app@localhost/app", False, True),
        (False, "postgresql://app@127.0.0.1:5433/app", False, True),
        (False, "postgresql://app@%2Fvar%2Frun/app", False, True),  # a socket is on this machine
        (False, "postgresql://app@/app", False, True),
        (False, "postgresql://app@db.example/app", False, False),  # published passwords on a real server: no
        (False, "postgresql://app@db.example/app", True, True),
        (True, "postgresql://app@db.example/app", False, True),
    ],
)
def test_demo_people_are_made_only_where_nobody_else_gets_in(
    debug: bool, url: str, asked: bool, allowed: bool
) -> None:
    assert may_have_demo_people(debug=debug, url=url, asked=asked) is allowed


def test_a_second_demo_in_the_same_folder_is_told_where_the_first_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.demo.DATA_DIR", tmp_path)
    with (
        only_one("http://127.0.0.1:8000/"),
        pytest.raises(CannotStart, match=r"http://127\.0\.0\.1:8000/"),
        only_one("http://127.0.0.1:8001/"),
    ):
        pass
    with only_one("http://127.0.0.1:8002/"):
        pass


def test_the_welcome_names_address_and_logins() -> None:
    words = welcome("http://127.0.0.1:8000/", [("analyst", "demo-analyst", "browse")])

    assert "http://127.0.0.1:8000/" in words
    assert re.search(r"analyst\s+demo-analyst\s+browse", words)


def test_a_child_that_dies_is_reported_and_started_again_as_often_as_it_may(tmp_path: Path) -> None:
    said: list[str] = []
    children = Children(notes=tmp_path / "pids", say=said.append)
    children.start(Child("worker", [sys.executable, "-c", "raise SystemExit(3)"], restarts=2))

    assert children.watch() == 1
    children.stop()
    assert said == [
        "The worker ended with status 3: starting it again.",
        "The worker ended with status 3: starting it again.",
        "The worker ended with status 3: stopping everything.",
    ]
    assert not children.notes.exists()


def test_what_a_killed_demo_left_behind_is_stopped(tmp_path: Path) -> None:
    said: list[str] = []
    program = "print(flush=True); import time; time.sleep(60)"
    left = subprocess.Popen([sys.executable, "-c", program, "left-behind"], stdout=subprocess.PIPE)
    assert left.stdout is not None
    with left.stdout:
        left.stdout.readline()  # before that the system may not know its command line yet
    children = Children(notes=tmp_path / "pids", say=said.append)
    children.notes.write_text(
        f"{left.pid} {os.getpid()}"
    )  # the second number belongs to somebody else by now

    children.stop_leftovers(marker="left-behind")

    assert left.wait(timeout=60) == -signal.SIGTERM
    assert said == [f"Stopping process {left.pid}, left behind by an earlier run."]


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Callable[[], Demo]]:
    """Return a function that starts a demo, on the same data: those of one that was started before, empty."""
    started_once(tmp_path)
    started: list[Demo] = []

    def start() -> Demo:
        started.append(Demo(tmp_path, port=18500))
        return started[-1]

    yield start
    for each in started:
        each.clean_up()


def test_the_demo_starts_survives_a_killed_worker_and_stops_with_everything(
    demo: Callable[[], Demo], tmp_path: Path
) -> None:
    first = demo()
    url = first.wait_for_address()
    assert first.wait_for(r"reviewer\s+(demo-reviewer)")

    with urllib.request.urlopen(f"{url}sign-in/", timeout=60) as answer:
        page = answer.read().decode()
    assert answer.status == 200
    style = re.search(r'href="(/static/css/base\.[0-9a-f]{12}\.css)"', page)
    assert style is not None
    with urllib.request.urlopen(f"{url}{style.group(1)[1:]}", timeout=60) as answer:
        assert "immutable" in answer.headers["Cache-Control"]

    assert first.wait_for(r"Launching (a worker)")
    _web, worker = (int(word) for word in (tmp_path / "demo.pids").read_text().split())
    os.kill(worker, signal.SIGKILL)
    assert first.wait_for(r"The worker was killed by signal 9: (starting it again)")
    # while it starts it would find the server dead, too, and start it first
    assert first.wait_for(r"Launching (a worker)", times=2)

    server = LocalPg(tmp_path / "pg").pid()
    assert server is not None
    os.kill(server, signal.SIGKILL)
    assert first.wait_for(r"PostgreSQL had died: (started it again)")
    with urllib.request.urlopen(f"{url}healthz", timeout=60) as answer:
        assert answer.read() == b"ok\n"

    assert first.stop() == 0
    assert not LocalPg(tmp_path / "pg").is_running()
    assert not (tmp_path / "demo.pids").exists()

    again = demo()
    again.wait_for_address()
    assert not any("Static files" in line for line in again.lines)  # what is up to date is left alone
    assert again.stop() == 0
