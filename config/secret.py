"""The secret key of an installation on this machine: made once, kept in `.data/secret_key`, readable by its owner."""

import os
import secrets
from pathlib import Path

from config.localpg import DATA_DIR

SECRET_FILE = DATA_DIR / "secret_key"


def local_secret(file: Path = SECRET_FILE) -> str:
    """Return the key of this installation, making it on first use. Safe to call from several processes at once."""
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = file.with_name(f"{file.name}.{os.getpid()}")
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as handle:
            handle.write(secrets.token_urlsafe(48))
        try:
            os.link(fresh, file)  # fails when another process was faster: then its key holds
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_text().strip()
