"""Places: regions, countries, towns after a preposition; with what they are part of where the text says so."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from claims.extraction import lexicon, nations
from claims.extraction.names import NameRun
from claims.extraction.text import tidy
from claims.extraction.words import Words


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """name: canonical ("Kursk Oblast" and "Kursk region" are "Kursk region"). within: nearest first."""

    start: int
    end: int
    name: str
    within: tuple[str, ...] = ()


_REGION_WORDS = lexicon.named("region_words")
_CAPITALISED = r"[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2}"
_REGION = re.compile(
    rf"(?:\b(?P<owner>{nations.pattern(nations.by_name())})'s? "
    rf"|\b(?P<demonym>{nations.pattern(nations.by_demonym())}) )?"
    rf"(?:the )?\b(?P<name>{_CAPITALISED}) (?P<kind>{'|'.join(_REGION_WORDS)}"
    rf"|{'|'.join(w.title() for w in _REGION_WORDS)})\b"
    rf"(?:(?:,| of| in) (?:the )?(?P<within>{nations.pattern(nations.by_name())})\b(?!'s| \w+s\b|s'))?"
)
_NATION = re.compile(rf"\b(?P<name>{nations.pattern(nations.by_name())})\b(?!['’]s? [A-Z])")
_SOIL = re.compile(rf"\b(?P<name>{nations.pattern(nations.by_demonym())}) (?:soil|territory)\b")
_TOWN_PREPOSITIONS = frozenset(
    ("in", "at", "near", "across", "outside", "around", "through", "into", "inside")
)
#: A capital is a place after these too; after others it speaks for its government.
_PREPOSITIONS = _TOWN_PREPOSITIONS | {"to", "from", "of", "for", "over"}
_AFTER_COMMA = re.compile(rf", (?P<name>{nations.pattern(nations.by_name())})\b(?!'s| \w+s\b)")


def find_places(plain: str, words: Words, names: list[NameRun]) -> list[PlaceMention]:
    """Return the places in order of start; they do not overlap."""
    found: list[PlaceMention] = []
    stems: dict[str, PlaceMention] = {}
    for match in _REGION.finditer(plain):
        mention = _region(match)
        if mention is not None:
            found.append(mention)
            stems.setdefault(match["name"].split("'s ")[-1], mention)
    taken = [(m.start, m.end) for m in found]
    for match in _NATION.finditer(plain):
        if not _is_taken(taken, match.start(), match.end()):
            found.append(PlaceMention(match.start(), match.end(), nations.by_name()[match["name"]].name))
    found += [
        PlaceMention(m.start(), m.end(), nations.by_demonym()[m["name"]].name) for m in _SOIL.finditer(plain)
    ]
    taken = sorted((m.start, m.end) for m in found)
    for run in names:
        if _is_taken(taken, run.start, run.end):
            continue
        name = tidy(plain[run.start : run.end])
        known = stems.get(name)
        if known is not None:
            found.append(PlaceMention(run.start, run.end, known.name, known.within))
        elif _is_town(words, plain, run, name):
            within = _AFTER_COMMA.match(plain, run.end)
            capital = nations.by_metonym().get(name)
            country = nations.by_name()[within["name"]] if within else capital
            found.append(PlaceMention(run.start, run.end, name, (country.name,) if country else ()))
    within_of = {m.name: m.within for m in found if m.within}
    found = [
        m if m.within else PlaceMention(m.start, m.end, m.name, within_of.get(m.name, ())) for m in found
    ]
    return sorted(found, key=lambda m: m.start)


def _region(match: re.Match[str]) -> PlaceMention | None:
    name, owner = match["name"], match["owner"]
    if "'s " in name:
        possessor, name = name.split("'s ", 1)
        owner = possessor if possessor in nations.by_name() else owner
    if (match["demonym"] is None and name in nations.by_demonym()) or name in (
        "The",
        "This",
        "That",
        "Its",
        "Their",
        "His",
        "Her",
    ):
        return None  # "the Russian region" names none
    name = name.removeprefix("The ")
    nation = nations.by_name().get(match["within"] or owner or "") or nations.by_demonym().get(
        match["demonym"] or ""
    )
    canonical = f"{tidy(name)} {_REGION_WORDS[match['kind'].lower()]}"
    return PlaceMention(match.start("name"), match.end("kind"), canonical, (nation.name,) if nation else ())


def _is_taken(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    number = bisect_left(taken, (end, 0)) - 1
    return number >= 0 and taken[number][1] > start


def _is_town(words: Words, plain: str, run: NameRun, name: str) -> bool:
    """Whether a name after "in" or "near" is a town: at most three words, no organisation."""
    if run.first == 0 or run.last - run.first > 3:
        return False
    before = words.lower[run.first - 1]
    if before == "the" or words.end[run.first - 1] + 1 != words.start[run.first]:
        return False
    if before not in _TOWN_PREPOSITIONS and not (name in nations.by_metonym() and before in _PREPOSITIONS):
        return False
    if plain[run.end : run.end + 2] in ("'s", "s'"):
        return name in nations.by_metonym()
    lowered = [words.lower[i] for i in range(run.first, run.last + 1)]
    blocked = (
        lexicon.nouns("offices")
        | lexicon.nouns("titles")
        | {"street", "road", "avenue", "square", "bridge", "park"}
    )
    return (
        not any(word in blocked for word in lowered)
        and not (name.isupper() and len(name) > 1)
        and name not in nations.by_demonym()
    )


def places_between(places: list[PlaceMention], start: int, end: int) -> list[PlaceMention]:
    """Return the places that begin in a stretch of text."""
    low = bisect_left(places, start, key=lambda m: m.start)
    high = bisect_left(places, end, key=lambda m: m.start)
    return places[low:high]
