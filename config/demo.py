"""
`make demo`: the database, the demo archive, the web server and one worker, until Ctrl-C.

    python -m config.demo [--port 8000] [--demo-people] [--empty]
"""

import argparse
import fcntl
import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from urllib.parse import urlsplit

from config.env import BASE_DIR, env_bool, env_str
from config.localpg import DATA_DIR, LocalPgError
from config.processes import RESTARTS, Child, Children

HOST = "127.0.0.1"
PORTS_TRIED = 50
WEB_THREADS = 8
START_SECONDS = 60


class CannotStart(Exception):
    """The demo cannot start; the message says why and what to do."""


def say(words: str) -> None:
    """Tell the person at the terminal."""
    print(words, flush=True)


def free_port(wanted: int) -> int:
    """Return `wanted` or the next port that nobody listens on. Raises CannotStart when 50 are taken."""
    for port in range(wanted, min(wanted + PORTS_TRIED, 65_536)):
        with socket.socket() as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the web server does
            try:
                attempt.bind((HOST, port))
            except OSError:
                continue
            return port
    raise CannotStart(f"No free port from {wanted} on. Name another one: make demo PORT=…")


def may_have_demo_people(*, debug: bool, url: str, asked: bool) -> bool:
    """
    Return whether people with published passwords may be made in this database.

    Only where nobody else can reach it: the embedded one, a server on this machine, or while developing.
    """
    host = (urlsplit(url).hostname or "").lower()
    return (
        asked or debug or not url or host in {"", "localhost", "127.0.0.1", "::1"} or host.startswith("%2f")
    )


@contextmanager
def only_one(url: str) -> Iterator[None]:
    """Refuse a second demo in the same folder. Raises CannotStart, naming the address of the first."""
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(DATA_DIR / "demo.lock", "a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise CannotStart(f"The demo runs already: {lock.read().strip()}") from None
        lock.truncate(0)
        lock.write(url)
        lock.flush()
        yield


def wait_for_web(url: str, web: Child, children: Children) -> None:
    """Wait until the pages are served. Raises CannotStart when they are not within a minute."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and not children.stopping:
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
                f"{url}healthz", timeout=5
            ):
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if web.process is not None and web.process.poll() is not None:
                break
            time.sleep(0.1)
    if not children.stopping:
        raise CannotStart("The web server does not answer.")


def welcome(url: str, logins: list[tuple[str, str, str]]) -> str:
    """Return the block that says where to go and as whom."""
    lines = ["", f"  Counterclaim is ready:  {url}", ""]
    if logins:
        lines += [f"  {'name':<14}{'password':<20}may"]
        lines += [f"  {name:<14}{password:<20}{what}" for name, password, what in logins]
    lines += ["", "  Ctrl-C stops everything.", ""]
    return "\n".join(lines)


def on_stop(handler: Callable[[int, FrameType | None], object]) -> None:
    """Have Ctrl-C, `kill` and a closed terminal do the same."""
    for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sign, handler)


def tend_database() -> None:
    """Start the embedded database again if it was killed; nothing committed is lost by that."""
    from config.database import revive

    if revive():
        say("PostgreSQL had died: started it again.")


def serve(url: str, port: int, *, demo_people: bool, archive: bool) -> int:
    """Prepare the data, run web server and worker until asked to stop. Return the exit status."""
    children = Children(notes=DATA_DIR / "demo.pids", say=say)
    children.stop_leftovers(marker=str(BASE_DIR))

    from config.demo_data import LOGINS, prepare  # Django is set up here, once the environment is complete

    prepare(people=demo_people, archive=archive, say=say)
    on_stop(lambda _number, _frame: setattr(children, "stopping", True))
    python = sys.executable
    web = Child("web server", [
        python, "-m", "gunicorn", "config.wsgi", "--bind", f"{HOST}:{port}", "--worker-class", "gthread",
        "--threads", str(WEB_THREADS), "--chdir", str(BASE_DIR), "--log-level", "warning", "--no-control-socket",
    ])  # fmt: skip
    worker = Child("worker", [python, str(BASE_DIR / "manage.py"), "procrastinate", "worker"], RESTARTS)
    try:
        children.start(web)
        children.start(worker)
        wait_for_web(url, web, children)
        if not children.stopping:
            say(welcome(url, LOGINS if demo_people else []))
        return children.watch(tend=tend_database)
    finally:
        say("Stopping …")
        children.stop()


def main(arguments: list[str]) -> int:
    """Run the demo. Return the exit status."""
    parser = argparse.ArgumentParser(prog="make demo")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument(
        "--demo-people", action="store_true", help="make the demo logins on a real server too"
    )
    parser.add_argument("--empty", action="store_true", help="do not load the demo archive")
    options = parser.parse_args(arguments)

    on_stop(signal.default_int_handler)  # while preparing: break off, and leave no database behind
    os.chdir(BASE_DIR)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("HTTPS", "false")  # read over plain http, on this machine only
    if not env_str("SECRET_KEY", ""):
        from config.secret import local_secret

        os.environ["SECRET_KEY"] = local_secret()
    from config.database import DatabaseUnusable, available, check_server

    try:
        check_server()
    except DatabaseUnusable as error:
        raise CannotStart(str(error)) from error
    port = free_port(options.port)
    if port != options.port:
        say(f"Port {options.port} is taken; using {port}.")
    url = f"http://{HOST}:{port}/"
    people = may_have_demo_people(
        debug=env_bool("DEBUG", False), url=env_str("DATABASE_URL", ""), asked=options.demo_people
    )
    if not people:
        say("This is a real server: no demo people with published passwords are made (--demo-people does).")
    with only_one(url), available():
        return serve(url, port, demo_people=people, archive=not options.empty)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (CannotStart, LocalPgError) as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        say("Stopped before all was ready; the next run goes on from here.")
        sys.exit(130)
