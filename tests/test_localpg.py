"""The embedded PostgreSQL: starting, stopping, and everything that may have gone wrong before."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from config.localpg import LocalPg, LocalPgError, main
from config.localpg_process import is_alive

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalPg]:
    """One server for all tests here: making a cluster takes the better part of a second."""
    made = LocalPg(tmp_path_factory.mktemp("data") / "pg")
    yield made
    made.stop()


@pytest.fixture(autouse=True)
def stopped(server: LocalPg) -> Iterator[None]:
    """Every test begins and ends with the server stopped."""
    yield
    server.stop()


def ask(server: LocalPg, query: str) -> object:
    with psycopg.connect(server.url(), connect_timeout=60, autocommit=True) as connection:
        row = (
            connection.execute(query).fetchone() if query.startswith("SELECT") else connection.execute(query)
        )
        return row[0] if isinstance(row, tuple) else None


def command(server: LocalPg, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "config.localpg", *arguments]


def environment(server: LocalPg) -> dict[str, str]:
    return {**os.environ, "COUNTERCLAIM_DATA": str(server.root.parent), "PYTHONPATH": str(ROOT)}


def test_it_starts_once_and_stops_once(server: LocalPg) -> None:
    assert server.start() is True
    assert server.start() is False
    assert server.is_running()
    assert ask(server, "SELECT current_user || current_database()") == "counterclaim" * 2
    assert server.stop() is True
    assert server.stop() is False
    assert not server.is_running()


def test_its_role_may_make_test_databases_but_is_no_superuser(server: LocalPg) -> None:
    server.start()

    assert ask(server, "SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user") is True
    assert ask(server, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False


def test_it_keeps_what_was_committed_when_all_its_processes_are_killed(server: LocalPg) -> None:
    server.start()
    ask(server, "CREATE TABLE IF NOT EXISTS kept (n int)")
    ask(server, "INSERT INTO kept SELECT generate_series(1, 10000)")
    pid = server.pid()
    assert pid is not None

    os.kill(pid, signal.SIGKILL)

    assert server.start() is True
    assert server.pid() != pid
    assert ask(server, "SELECT count(*) FROM kept") == 10_000


@pytest.mark.parametrize(
    "number", ["1", str(os.getpid()), "999999"], ids=["init", "a live process that is no server", "nobody"]
)
def test_it_starts_over_a_pid_file_that_names_another_process(server: LocalPg, number: str) -> None:
    server.start()
    server.stop()
    (server.cluster / "postmaster.pid").write_text(
        f"{number}\n{server.cluster}\n1\n5432\n{server.socket_dir}\n\n"
    )

    assert server.pid() is None
    assert server.start() is True


def test_a_zombie_is_not_alive() -> None:
    child = subprocess.Popen([sys.executable, "-c", "pass", "marked-process"])
    deadline = time.monotonic() + 60
    while is_alive(child.pid, marker="") and time.monotonic() < deadline:
        time.sleep(0.01)

    os.kill(child.pid, 0)  # still in the table: nobody has waited for it
    assert not is_alive(child.pid, marker="marked-process")
    child.wait()


def test_many_may_start_it_at_once(server: LocalPg) -> None:
    def start(_: int) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            command(server, "start"), env=environment(server), capture_output=True, check=False
        )

    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(start, range(4)))

    assert [(run.returncode, run.stderr) for run in done] == [(0, b"")] * 4
    assert server.is_running()


def test_the_last_session_to_end_stops_a_server_that_a_session_started(server: LocalPg) -> None:
    with server.session():
        with LocalPg(server.root).session():
            assert server.is_running()
        assert server.is_running()

    assert not server.is_running()


def test_a_session_leaves_a_server_running_that_was_started_by_hand(server: LocalPg) -> None:
    subprocess.run(command(server, "start"), env=environment(server), check=True, capture_output=True)

    with server.session():
        pass

    assert server.is_running()


def test_a_killed_session_does_not_keep_the_server_for_ever(server: LocalPg) -> None:
    words = command(server, "run", "--", "sleep", "60")
    sleeper = subprocess.Popen(words, env=environment(server), start_new_session=True)
    deadline = time.monotonic() + 60
    while not server.is_running() and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(sleeper.pid, signal.SIGKILL)
    sleeper.wait()

    with server.session():
        assert server.is_running()

    assert not server.is_running()


def test_run_gives_back_the_status_of_the_command_and_stops_what_it_started(server: LocalPg) -> None:
    done = subprocess.run(
        command(server, "run", "--", "sh", "-c", "exit 7"), env=environment(server), check=False
    )

    assert done.returncode == 7
    assert not server.is_running()


def test_a_dump_can_be_restored(server: LocalPg, tmp_path: Path) -> None:
    server.start()
    ask(server, "CREATE TABLE IF NOT EXISTS kept_in_dump (n int)")
    ask(server, "INSERT INTO kept_in_dump VALUES (42)")
    file = str(tmp_path / "dump")

    assert server.client("pg_dump", "-Fc", "-f", file) == 0
    ask(server, "DROP TABLE kept_in_dump")
    assert server.client("pg_restore", "--clean", "--if-exists", "--no-owner", file) == 0

    assert ask(server, "SELECT n FROM kept_in_dump") == 42


def test_a_long_path_gets_its_socket_elsewhere(tmp_path: Path) -> None:
    deep = LocalPg(tmp_path / ("x" * 60) / ("y" * 60))
    try:
        deep.start()
        assert ask(deep, "SELECT 1") == 1
        assert not deep.socket_dir.is_relative_to(tmp_path)
    finally:
        deep.stop()
        deep.socket_dir.rmdir()


def test_it_refuses_a_cluster_of_another_version(tmp_path: Path) -> None:
    server = LocalPg(tmp_path)
    server.cluster.mkdir()
    (server.cluster / "PG_VERSION").write_text("15\n")

    with pytest.raises(LocalPgError, match="PostgreSQL 15, not 18"):
        server.start()


def test_it_says_what_the_log_says_when_it_cannot_start(tmp_path: Path) -> None:
    server = LocalPg(tmp_path)
    server.start()
    server.stop()
    (server.cluster / "postgresql.conf").write_text("no_such_setting = 1\n")

    with pytest.raises(LocalPgError, match="no_such_setting"):
        server.start()


def test_it_explains_itself_when_the_command_is_unknown(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["dance"]) == 2
    assert "start|stop|status" in capsys.readouterr().err
