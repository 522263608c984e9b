"""How often a cue with a complement attributes something: data/chances.json, counted; data/cues.json, by hand."""

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

#: A pattern is read as a report where it is one at least this often; F1 rises while precision is above F1 / 2.
OFTEN_ENOUGH = 0.5
#: Nouns and adjectives have their source beside them, so fewer of them go wrong after that.
NOUNS_TOO = 0.4


@lru_cache(maxsize=1)
def _chances() -> Mapping[str, Mapping[str, float]]:
    return MappingProxyType(_read("chances.json")["chances"])


@lru_cache(maxsize=1)
def _always() -> frozenset[tuple[str, str]]:
    """Return what figures in news need, though political news has too little of it to count ("put the toll at")."""
    return frozenset((lemma, kind) for lemma, kinds in _read("cues.json")["always"].items() for kind in kinds)


def _read(name: str) -> dict[str, dict[str, dict[str, float]]]:
    found: dict[str, dict[str, dict[str, float]]] = json.loads(
        files("claims.extraction").joinpath("data", name).read_text(encoding="utf-8")
    )
    return found


def attributes(lemma: str, kind: str, form: str = "") -> bool:
    """
    Whether a cue with a complement of this kind (complements.py) attributes what follows often enough.

    form: "ing" for a participle, "noun", "adj": counted apart. A verb that was not counted is as good as
    the mean of the kind.
    """
    if (lemma, kind) in _always() and form in ("", "ing"):
        return True
    known = _chances().get(f"{lemma}+{form}" if form else lemma) or _chances().get("*", {})
    return known.get(kind, known.get("*", 1.0)) >= (NOUNS_TOO if form in ("noun", "adj") else OFTEN_ENOUGH)


def is_counted(word: str, form: str) -> bool:
    """Whether a noun ("noun") or an adjective ("adj") was found to be a cue at all."""
    return f"{word}+{form}" in _chances()
