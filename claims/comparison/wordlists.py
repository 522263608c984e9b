"""The files of `data/`: event words, short word lists, how reliable suggestions are. Each names its source."""

import json
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _read(name: str) -> Any:
    return json.loads(files("claims.comparison").joinpath("data", name).read_text(encoding="utf-8"))


@cache
def words(name: str) -> tuple[str, ...]:
    """Return a list of data/words.json, in its order."""
    return tuple(_read("words.json")[name]["words"].split())


@cache
def restrictive() -> frozenset[str]:
    """Return the nouns that pick a group out of those concerned ("women", "soldiers")."""
    return frozenset(_read("events.json")["restrictive"]["nouns"])


@cache
def reliability() -> Mapping[str, tuple[int, int]]:
    """Return (labelled, right) by kind of suggestion and comparability, of data/reliability.json."""
    counted = _read("reliability.json")["counted"]
    return {name: (found["labelled"], found["right"]) for name, found in counted.items()}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, _read('events.json')[name]['nouns']))})\b", re.I)


def tells_of_event(text: str) -> bool:
    """Tell whether a text tells of something that happened at one time: it names such an event, or harm and no war."""
    if event_kinds(text):
        return True
    return _pattern("harm").search(text) is not None and _pattern("lasting").search(text) is None


@cache
def _kinds() -> Mapping[str, re.Pattern[str]]:
    return {
        kind: re.compile(rf"\b(?:{'|'.join(map(re.escape, found))})\b", re.I)
        for kind, found in _read("events.json")["kinds"].items()
    }


def event_kinds(text: str) -> frozenset[str]:
    """Return the classes of the words in the text that name an event which happens at one time."""
    return frozenset(kind for kind, pattern in _kinds().items() if pattern.search(text))


@cache
def _new() -> re.Pattern[str]:
    kinds = _read("events.json")["kinds"].values()
    nouns = "|".join(re.escape(word) for found in kinds for word in found if not word.endswith("ed"))
    return re.compile(
        rf"(?<!\bwas )(?<!\bis )(?<!\bas )\b(?:an?|another) (?:[\w.-]+ ){{0,3}}(?:{nouns})\b", re.I
    )


def is_new_event(sentence: str) -> bool:
    """Tell whether the sentence brings in an event as new, with an indefinite article: "a blast", "an air strike"."""
    return _new().search(sentence) is not None
