"""Settings from the environment: what is refused, what is safe without being asked for."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.database import DatabaseUnusable, check_server, database_settings
from config.env import env_bool, env_int, env_list, env_str
from config.secret import local_secret

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(autouse=True)
def _invented_names_are_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """The names that these tests make up are no settings of ours (tests/test_documented.py compares them)."""
    monkeypatch.setattr("config.env.NAMES", set())


def settings_with(expression: str, **environment: str) -> str:
    """Return what an expression of the real settings prints in a process with this environment only."""
    done = subprocess.run(
        [sys.executable, "-c", f"from config import settings; print({expression})"],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **environment},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


def test_a_missing_setting_is_named_with_the_place_that_explains_it() -> None:
    with pytest.raises(ImproperlyConfigured, match=r"NO_SUCH_SETTING.*\.env\.example.*README"):
        env_str("NO_SUCH_SETTING")


def test_nonsense_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_SWITCH", "perhaps")
    monkeypatch.setenv("A_NUMBER", "many")

    with pytest.raises(ImproperlyConfigured, match="A_SWITCH"):
        env_bool("A_SWITCH", False)
    with pytest.raises(ImproperlyConfigured, match="A_NUMBER"):
        env_int("A_NUMBER", 1)


def test_a_list_is_trimmed_and_without_empty_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_LIST", " a, b ,,")

    assert env_list("A_LIST") == ["a", "b"]


def test_debug_is_off_and_cookies_are_secure_unless_asked_otherwise() -> None:
    assert settings_with("settings.DEBUG, settings.SESSION_COOKIE_SECURE, settings.SECURE_SSL_REDIRECT") == (
        "False True True"
    )


def test_a_real_server_wants_a_real_secret() -> None:
    said = settings_with("settings.SECRET_KEY", DATABASE_URL="postgresql://app@db.example/app")

    assert "SECRET_KEY" in said
    assert "ImproperlyConfigured" in said


def test_the_local_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "new" / "secret_key"

    first = local_secret(file)

    assert len(first) >= 50
    assert local_secret(file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["secret_key"]


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("postgresql://app:pw@db.example:5433/claims", "db.example"),
        ("postgresql://app@%2Fvar%2Frun%2Fpostgresql:5432/claims", "/var/run/postgresql"),
    ],
)
def test_database_url_wins_and_gets_a_small_pool(
    monkeypatch: pytest.MonkeyPatch, url: str, host: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)

    found = database_settings()

    assert (found["HOST"], found["NAME"], found["CONN_MAX_AGE"]) == (host, "claims", 0)
    assert found["OPTIONS"]["pool"] == {"min_size": 0, "max_size": 8, "timeout": 5}


def test_a_host_given_as_an_option_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@/claims?host=/var/run/postgresql")

    options = database_settings()["OPTIONS"]

    assert options["host"] == "/var/run/postgresql"
    assert "pool" in options


def test_a_server_that_does_not_answer_is_said_to_be_the_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://app@127.0.0.1:1/claims")

    with pytest.raises(DatabaseUnusable, match=r"DATABASE_URL cannot be used: .*(refused|failed)"):
        check_server()
