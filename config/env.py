"""
Settings from the environment, or from a file `.env` beside the README.

Every name that is read is remembered in NAMES, and a test compares them with `.env.example`.
"""

from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

BASE_DIR = Path(__file__).resolve().parent.parent
NAMES: set[str] = set()

_env = Env()
_env.read_env(str(BASE_DIR / ".env"), recurse=False)  # the environment itself wins over the file


class _Missing:
    """Marks a setting without a default."""


MISSING = _Missing()


def _read(kind: str, name: str, default: object) -> object:
    NAMES.add(name)
    options = {} if default is MISSING else {"default": default}
    try:
        return getattr(_env, kind)(name, **options)
    except EnvError as error:
        raise ImproperlyConfigured(
            f"{error}. See {name} in .env.example and “Settings” in README.md."
        ) from error


def env_str(name: str, default: str | _Missing = MISSING) -> str:
    """Return a text. Raises ImproperlyConfigured, naming the variable, when it is missing without a default."""
    return str(_read("str", name, default))


def env_bool(name: str, default: bool | _Missing = MISSING) -> bool:
    """Return a switch: 1/true/yes/on or 0/false/no/off. Raises ImproperlyConfigured for anything else."""
    return bool(_read("bool", name, default))


def env_int(name: str, default: int | _Missing = MISSING) -> int:
    """Return a whole number. Raises ImproperlyConfigured for anything else."""
    return int(str(_read("int", name, default)))


def env_list(name: str, default: str | _Missing = MISSING) -> list[str]:
    """Return the comma-separated texts, trimmed, without empty ones."""
    return [word for part in env_str(name, default).split(",") if (word := part.strip())]
