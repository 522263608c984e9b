"""
Which database: the server of DATABASE_URL, or else the embedded one. The only file that knows.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import dj_database_url
import psycopg

from config.env import env_int, env_str
from config.localpg import LocalPg

OLDEST_SERVER = 15  # UNIQUE NULLS NOT DISTINCT


def is_embedded() -> bool:
    """Return whether we use the embedded PostgreSQL."""
    return not env_str("DATABASE_URL", "")


def database_settings() -> dict[str, Any]:
    """
    Return Django's settings of the one database, with a connection pool of psycopg's.

    min_size 0: a process that sits idle holds no connection. timeout 5 s: an unreachable server is reported as
    such and not as a 30-second wait for the pool. A pool needs CONN_MAX_AGE 0.
    """
    parsed: dict[str, Any] = dict(dj_database_url.parse(env_str("DATABASE_URL", "") or LocalPg().url()))
    parsed["CONN_MAX_AGE"] = 0
    parsed["CONN_HEALTH_CHECKS"] = True  # a connection that died with the server is not handed out
    # setdefault, because a host given as ?host=/folder is in OPTIONS already
    parsed.setdefault("OPTIONS", {})["pool"] = {
        "min_size": 0,
        "max_size": env_int("DATABASE_POOL_SIZE", 8),
        "timeout": 5,
    }
    # Our pages join many tables, each by its key and in a sensible order as written; trying every other order
    # took the planner longer than the queries themselves (make bench: 20 ms of SQL for a page became 10).
    parsed["OPTIONS"].setdefault("options", "-c join_collapse_limit=3")
    return parsed


class DatabaseUnusable(Exception):
    """The server of DATABASE_URL cannot be used; the message says why."""


def check_server() -> None:
    """
    Make sure that the server of DATABASE_URL answers and is new enough; a pool would only say that it waited.

    Raises DatabaseUnusable.
    """
    if is_embedded():
        return
    try:
        with psycopg.connect(env_str("DATABASE_URL"), connect_timeout=5) as connection:
            version = connection.info.server_version // 10_000
    except psycopg.Error as error:
        raise DatabaseUnusable(f"The server of DATABASE_URL cannot be used: {error}") from error
    if version < OLDEST_SERVER:
        raise DatabaseUnusable(
            f"The server of DATABASE_URL is PostgreSQL {version}; {OLDEST_SERVER} is the oldest."
        )


@contextmanager
def available() -> Iterator[None]:
    """
    Keep the database reachable for the duration: start the embedded server unless DATABASE_URL names another.

    The last one to leave stops the server that this started.
    """
    if not is_embedded():
        yield
        return
    with LocalPg().session():
        yield


def revive() -> bool:
    """Start the embedded server again if it has died under us. Return whether it had."""
    if not is_embedded() or LocalPg().pid() is not None:
        return False
    return LocalPg().start(on_demand=True)
