"""
The word lists in `data/`, as frozen objects. Each file names its own source.

Imports neither spaCy nor Django, so the comparison and the database's migrations may read it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from claims.vocabulary import Bound, SpeechAct


@cache
def _read(name: str) -> Any:
    return json.loads(files("claims.extraction").joinpath("data", name).read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Measure:
    """
    What is counted. parts: component -> certain? ("killed" is certainly among "casualties").

    words: for people who look for it; nouns, verbs: by which the rules know it in a text; groups: nouns that
    name who or what is counted ("hostages") and show the measure where no verb does.
    population: who is counted when the text names nobody, since the measure itself says so.
    """

    key: str
    label: str
    family: str
    ambiguous: bool
    words: tuple[str, ...]
    parts: Mapping[str, bool]
    source: str
    nouns: tuple[str, ...]
    groups: tuple[str, ...]
    verbs: tuple[str, ...]
    unit: str | None
    population: str | None


@lru_cache(maxsize=1)
def measures() -> Mapping[str, Measure]:
    """Return every measure by its key, in the order of the file (narrow before composite)."""
    return MappingProxyType(
        {
            row["key"]: Measure(
                key=row["key"],
                label=row["label"],
                family=row["family"],
                ambiguous=row["ambiguous"],
                words=tuple(row["words"]),
                parts=MappingProxyType(row["parts"]),
                source=row["source"],
                nouns=tuple(row["nouns"]),
                groups=tuple(row["groups"]),
                verbs=tuple(row["verbs"]),
                unit=row.get("unit"),
                population=row.get("population"),
            )
            for row in _read("measures.json")
        }
    )


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that introduce what somebody says. verbs: form -> (lemma, form kind); kinds: base s past part ing."""

    verbs: Mapping[str, tuple[str, str]]
    act_of: Mapping[str, SpeechAct]
    nouns: Mapping[str, SpeechAct]
    agentless: Mapping[str, SpeechAct]
    hedges: Mapping[str, SpeechAct]
    needs_that: frozenset[str]
    takes_phrase: frozenset[str]
    as_phrase: frozenset[str]
    to_phrase: frozenset[str]
    interpreting: frozenset[str]
    adverbs: frozenset[str]
    carriers: frozenset[str]
    venues: frozenset[str]
    hearers: frozenset[str]


def _forms(lemma: str, irregular: Mapping[str, list[str]]) -> dict[str, str]:
    """Return form -> kind of one verb, by the rules of spelling unless the file lists them."""
    if lemma in irregular:
        return {lemma: "base"} | {
            form: "ing" if form.endswith("ing") else "s" if form.endswith("s") else "past"
            for form in irregular[lemma]
        }
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    if lemma.endswith("y") and lemma[-2] not in "aeo":
        return {lemma: "base", lemma[:-1] + "ies": "s", lemma[:-1] + "ied": "past", lemma + "ing": "ing"}
    plural = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else "s")
    return {lemma: "base", plural: "s", stem + "ed": "past", stem + "ing": "ing"}


@lru_cache(maxsize=1)
def cues() -> Cues:
    data = _read("cues.json")
    act_of: dict[str, SpeechAct] = {}
    forms: dict[str, tuple[str, str]] = {}
    for act, lemmas in data["verbs"].items():
        for lemma in lemmas:
            if " " in lemma:
                continue
            act_of[lemma] = SpeechAct(act)
            for form, kind in _forms(lemma, data["irregular"]).items():
                forms.setdefault(form, (lemma, kind))
    return Cues(
        verbs=MappingProxyType(forms),
        act_of=MappingProxyType(act_of),
        nouns=MappingProxyType(
            {noun: SpeechAct(act) for act, nouns in data["nouns"].items() for noun in nouns}
        ),
        agentless=MappingProxyType({word: SpeechAct(act) for word, act in data["agentless"].items()}),
        hedges=MappingProxyType({word: SpeechAct(act) for word, act in data["hedges"].items()}),
        needs_that=frozenset(data["needs_that"]),
        takes_phrase=frozenset(data["takes_phrase"]),
        as_phrase=frozenset(data["as_phrase"]),
        to_phrase=frozenset(data["to_phrase"]),
        interpreting=frozenset(data["interpreting"]),
        adverbs=frozenset(data["adverbs"]),
        carriers=frozenset(data["carriers"]),
        venues=frozenset(data["venues"]),
        hearers=frozenset(data["hearers"]),
    )


@dataclass(frozen=True, slots=True)
class Nation:
    name: str
    demonyms: tuple[str, ...]
    aliases: tuple[str, ...]
    metonyms: tuple[str, ...]
    forces: tuple[str, ...]


@lru_cache(maxsize=1)
def nations() -> tuple[Nation, ...]:
    return tuple(
        Nation(
            name=row["name"],
            demonyms=tuple(row["demonyms"]),
            aliases=tuple(row.get("aliases", ())),
            metonyms=(*([row["capital"]] if "capital" in row else ()), *row.get("metonyms", ())),
            forces=tuple(row.get("forces", ())),
        )
        for row in _read("nations.json")["nations"]
    )


@lru_cache(maxsize=1)
def regions() -> Mapping[str, tuple[str, str]]:
    """Return name or abbreviation of a part of a country -> (its name, the country's name)."""
    return MappingProxyType(
        {
            form: (name, nation)
            for nation, parts in _read("nations.json")["regions"].items()
            for name, forms in parts.items()
            for form in (name, *forms)
        }
    )


@cache
def nouns(kind: str) -> frozenset[str]:
    """Return one list of nouns ("soldiers", "persons", "titles", …). Raises KeyError for an unknown list."""
    return frozenset(_read("nouns.json")[kind])


@cache
def named(kind: str) -> Mapping[str, Any]:
    """Return one mapping of nouns.json ("region_words", "agencies")."""
    return MappingProxyType(_read("nouns.json")[kind])


@cache
def governing(kind: str) -> Any:
    """Return one table of verbs.json: lists "intransitive", "states", "idle"; mappings "nominal", "tolls"."""
    return _read("verbs.json")[kind]


@cache
def assertions(kind: str) -> tuple[str, ...]:
    """Return one list of assertions.json ("evaluative", "norms", "future", "reading", "superlatives", …)."""
    return tuple(_read("assertions.json")[kind])


@cache
def money(kind: str) -> Any:
    """Return one table of money.json: "aspects", heading -> words; "acquisition", words of buying."""
    return _read("money.json")[kind]


@cache
def events() -> Mapping[str, list[str]]:
    """Return event nouns by what happened ("earthquake": "quake", "tremor", …)."""
    return MappingProxyType(_read("events.json")["nouns"])


@cache
def words(kind: str) -> frozenset[str]:
    """Return one list of words.json ("auxiliaries", "determiners", …). Raises KeyError for an unknown list."""
    return frozenset(_read("words.json")[kind])


@cache
def name_heads() -> Mapping[str, str]:
    """Return the nouns that head names of organisations and places ("army": "ORG", "river": "LOC")."""
    return MappingProxyType({noun: kind for kind in ("ORG", "LOC") for noun in _read("kinds.json")[kind]})


def abbreviations() -> frozenset[str]:
    """Return abbreviations after which a full stop ends no sentence, lower case, without the stop."""
    return nouns("abbreviations")


@dataclass(frozen=True, slots=True)
class NumberWords:
    magnitudes: Mapping[str, int]
    vague: Mapping[str, tuple[Decimal, Decimal]]
    approximators: Mapping[str, Bound]
    after: Mapping[str, Bound]
    increments: tuple[str, ...]
    subtotals: tuple[str, ...]
    up: frozenset[str]
    down: frozenset[str]
    noun_too: frozenset[str]
    needs_amount: frozenset[str]
    moves_something: frozenset[str]
    needs_by: frozenset[str]
    moved: frozenset[str]
    about_spread: Decimal
    nearly_spread: Decimal


@lru_cache(maxsize=1)
def numbers() -> NumberWords:
    data = _read("numbers.json")
    return NumberWords(
        magnitudes=MappingProxyType(data["magnitudes"]),
        vague=MappingProxyType(
            {w: (Decimal(ends[0]), Decimal(ends[1])) for w, ends in data["vague"].items() if ends}
        ),
        approximators=MappingProxyType({w: Bound(b) for w, b in data["approximators"].items()}),
        after=MappingProxyType({w: Bound(b) for w, b in data["after"].items()}),
        increments=tuple(data["increments"]),
        subtotals=tuple(data["subtotals"]),
        up=frozenset(data["up"]),
        down=frozenset(data["down"]),
        noun_too=frozenset(data["noun_too"]),
        needs_amount=frozenset(data["needs_amount"]),
        moves_something=frozenset(data["moves_something"]),
        needs_by=frozenset(data["needs_by"]),
        moved=frozenset(data["moved"]),
        about_spread=Decimal(data["about_spread"]),
        nearly_spread=Decimal(data["nearly_spread"]),
    )


@cache
def units(kind: str) -> Mapping[str, str]:
    """Return one table of units.json, printed form -> unit: currencies, currency_words, percent, time, other."""
    return MappingProxyType(_read("units.json")[kind])


@cache
def calendar(kind: str) -> Mapping[str, Any]:
    """Return one table of calendar.json ("months", "weekdays", "seasons", "parts", "quarters")."""
    return MappingProxyType(_read("calendar.json")[kind])
