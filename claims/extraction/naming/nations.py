"""Countries by whatever name: country, demonym, capital as the government's metonym, armed forces."""

import re
from functools import lru_cache

from claims.extraction import lexicon
from claims.extraction.lexicon import Nation


@lru_cache(maxsize=1)
def by_name() -> dict[str, Nation]:
    """Name or alias -> nation."""
    return {name: n for n in lexicon.nations() for name in (n.name, *n.aliases)}


@lru_cache(maxsize=1)
def by_demonym() -> dict[str, Nation]:
    return {demonym: n for n in lexicon.nations() for demonym in n.demonyms}


@lru_cache(maxsize=1)
def by_metonym() -> dict[str, Nation]:
    """Capital or seat -> nation ("Pyongyang", "Kremlin")."""
    return {word: n for n in lexicon.nations() for word in n.metonyms}


@lru_cache(maxsize=1)
def by_force() -> dict[str, Nation]:
    return {name: n for n in lexicon.nations() for name in n.forces}


def pattern(*tables: dict[str, Nation]) -> str:
    """Return a regular expression's alternatives over the names, longest first."""
    names = sorted({name for table in tables for name in table}, key=len, reverse=True)
    return "|".join(re.escape(name) for name in names)


def government(nation: Nation) -> str:
    """Return the one name under which a country's government speaks."""
    return f"{nation.demonyms[0]} government"


def forces(nation: Nation) -> str:
    """Return the one name of a country's soldiers, troops, servicemen."""
    return f"{nation.demonyms[0]} forces"
