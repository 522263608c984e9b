"""Databases of the benchmark's own, on the server that the settings name, gone when it is done."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import psycopg
from psycopg import sql

from config.env import BASE_DIR, env_str
from config.localpg import LocalPg


class Failed(Exception):
    """A part of the benchmark ended with an error; its last words are the message."""


@contextmanager
def server() -> Iterator[str]:
    """Keep the server up; yield the URL of the database that exists there."""
    if given := env_str("DATABASE_URL", ""):
        yield given
        return
    local = LocalPg()
    with local.session():
        yield local.url()


@contextmanager
def database(url: str, name: str) -> Iterator[dict[str, str]]:
    """Make an empty database with all tables; yield the environment in which programs use it; drop it."""
    with psycopg.connect(url, autocommit=True) as connection:
        _drop(connection, name)
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    environment = {
        **os.environ,
        "DATABASE_URL": urlsplit(url)._replace(path=f"/{name}").geturl(),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "SECRET_KEY": "only-for-the-benchmark-and-so-no-secret-0123456789",
        "ALLOWED_HOSTS": "127.0.0.1,localhost,testserver",
        "DEBUG": "false",
        "HTTPS": "false",
        "LOG_LEVEL": "ERROR",
        "DATABASE_POOL_SIZE": "20",  # one for each of the reviewers who work at once
    }
    try:
        run(environment, "manage.py", "migrate", "--verbosity=0")
        yield environment
    finally:
        with psycopg.connect(url, autocommit=True) as connection:
            _drop(connection, name)


def run(environment: dict[str, str], *arguments: str) -> str:
    """Run this Python with the arguments in the project; return its output. Raises Failed."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=BASE_DIR, env=environment, capture_output=True, text=True
    )
    if done.returncode:
        raise Failed(f"{' '.join(arguments)} failed:\n{done.stderr[-3000:]}")
    return done.stdout


def result_of(environment: dict[str, str], module: str) -> Any:
    """Return the JSON that a module of the benchmark prints as its last line. Raises Failed."""
    return json.loads(run(environment, "-m", f"tests.bench.{module}").splitlines()[-1])


def _drop(connection: psycopg.Connection[Any], name: str) -> None:
    connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
