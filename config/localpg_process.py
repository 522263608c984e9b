"""
What the embedded PostgreSQL needs to know of the operating system: who is alive, and how root steps down.

Standard library only; Linux and macOS.
"""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

NOBODY = 65534  # the kernel's overflow user: has no rights of its own
_STEPS = 'test "$(id -u)" != 0 && test -x "$1" && test -w "$2" && test -w "$3"'


class LocalPgError(RuntimeError):
    """The embedded server cannot do what was asked; the message says what to do."""


def is_alive(pid: int, *, marker: str) -> bool:
    """
    Return whether the process exists, is no zombie and has `marker` on its command line.

    A pid alone says nothing: it may belong to a zombie or have been given to another program since.
    """
    proc = Path("/proc") / str(pid)
    try:
        if Path("/proc/self/stat").exists():
            state = (proc / "stat").read_text().rpartition(")")[2].split()[0]
            words = (proc / "cmdline").read_bytes().decode(errors="replace")
        else:
            answer = subprocess.run(
                ["ps", "-o", "stat=,command=", "-p", str(pid)], capture_output=True, text=True
            )
            state, _, words = answer.stdout.strip().partition(" ")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return bool(state) and state[0] not in "ZX" and marker in words


def owned_by_us(folder: Path) -> bool:
    """Return whether we, or for root the user that root steps down to, own the folder (no link to another)."""
    return not folder.is_symlink() and folder.stat().st_uid in {os.getuid()} | (
        {NOBODY} if os.getuid() == 0 else set()
    )


def unprivileged(*folders: Path, program: str) -> list[str]:
    """
    Return the words to put before a command so that it does not run as root; none for other users.

    PostgreSQL refuses to run as root. First choice is a user namespace in which root looks like nobody: files
    stay root's and no folder is opened to others. Where namespaces are forbidden (Docker's default) `setpriv`
    becomes the real nobody, with the right to pass closed parent folders if the container has it to give.
    Raises LocalPgError when no way works.
    """
    if os.getuid() != 0:
        return []
    for owner, prefix in _ways_down():
        for folder in folders:
            _hand_over(folder, owner)
        probe = [*prefix, "sh", "-c", _STEPS, "sh", program, str(folders[0]), str(folders[-1])]
        if subprocess.run(probe, capture_output=True, check=False).returncode == 0:
            return prefix
    raise LocalPgError("PostgreSQL may not run as root, and this machine offers no way to step down: "
                       "run as another user, or set DATABASE_URL.")  # fmt: skip


def _ways_down() -> Iterator[tuple[int, list[str]]]:
    if shutil.which("unshare"):
        yield 0, ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}", "--"]
    if shutil.which("setpriv"):
        base = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
        for right in ("dac_read_search", "dac_override"):
            yield NOBODY, [*base, f"--inh-caps=+{right}", f"--ambient-caps=+{right}", "--"]
        yield NOBODY, [*base, "--"]


def _hand_over(folder: Path, owner: int) -> None:
    """Give the folder and all in it to `owner`; a cheap look at the top decides whether anything is to do."""
    inside = [folder, *folder.iterdir()]
    if all(path.lstat().st_uid == owner for path in inside):
        return
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, owner, owner, follow_symlinks=False)
