"""
What every run of the tests copies, made once for each state of the migrations: a migrated database for the tests
that call the code, the folder of a whole program for those that start one.

Migrating takes seconds, copying half a second; each of the processes that share a run needs its own.
"""

import fcntl
import hashlib
import inspect
import shutil
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from config.localpg import DATA_DIR
from tests.demo_process import Demo

PREFIX = "counterclaim_tables_"
STARTED = DATA_DIR / "test-started"
PORT = 18700


def migrated_template() -> str:
    """Return the name of a database with all tables, as the migrations are now; others like it are dropped."""
    name = f"{PREFIX}{_digest()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [PREFIX])  # held until the cursor closes
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        found = {row[0] for row in cursor.fetchall()}
        for other in found - {name}:
            cursor.execute(f'DROP DATABASE "{other}" WITH (FORCE)')
        if name not in found:
            cursor.execute(f'CREATE DATABASE "{PREFIX}unfinished"')
            _migrate(f"{PREFIX}unfinished")
            cursor.execute(f'ALTER DATABASE "{PREFIX}unfinished" RENAME TO "{name}"')
    return name


def started_once(copy: Path) -> None:
    """Fill the folder `copy` with the data of a program that was started once, without the archive, and stopped."""
    ready = STARTED / _digest()
    STARTED.mkdir(parents=True, exist_ok=True)
    with open(STARTED / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready.exists():
            for other in STARTED.glob("*/"):
                shutil.rmtree(other)
            _start_once(STARTED / "unfinished")
            (STARTED / "unfinished").rename(ready)
    shutil.copytree(ready, copy, dirs_exist_ok=True)


def _start_once(folder: Path) -> None:
    program = Demo(folder, port=PORT, empty=True)
    try:
        program.wait_for_address()
        assert program.stop() == 0
    finally:
        program.clean_up()


def _migrate(name: str) -> None:
    usual = connection.settings_dict["NAME"]
    try:
        connection.settings_dict["NAME"] = name
        call_command("migrate", verbosity=0)
    finally:
        connection.close()
        connection.close_pool()
        connection.settings_dict["NAME"] = usual


def _digest() -> str:
    """Of the names and texts of all migrations and of their SQL, those of libraries too."""
    loader = MigrationLoader(None)
    digest = hashlib.sha256()
    for (app, name), migration in sorted(loader.disk_migrations.items()):
        digest.update(f"{app}.{name}".encode())
        file = Path(inspect.getfile(type(migration)))
        digest.update(file.read_bytes())
        # functions of the database stand beside the migration that makes them
        for sql in sorted(file.parent.glob(f"sql/{name}.sql")):
            digest.update(sql.read_bytes())
    for app in apps.get_app_configs():
        digest.update(app.name.encode())
    return digest.hexdigest()[:16]
