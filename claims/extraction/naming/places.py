"""Places: regions, countries, towns; with what they are part of where the text or the gazetteer says so."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from claims.extraction import lexicon
from claims.extraction.naming import nations
from claims.extraction.naming.names import NameRun
from claims.extraction.naming.towns import is_glued, town_name, town_shown, towns_by_pattern
from claims.extraction.syntax.text import tidy
from claims.extraction.syntax.words import Words


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """name: canonical ("Kursk Oblast" and "Kursk region" are "Kursk region"). within: nearest first."""

    start: int
    end: int
    name: str
    within: tuple[str, ...] = ()


#: Own list beside that of nouns.json: land forms whose names news give as where something happened.
_REGION_WORDS = {
    **lexicon.named("region_words"),
    **{
        w: w
        for w in (
            "valley",
            "delta",
            "peninsula",
            "strip",
            "basin",
            "gorge",
            "islands",
            "island",
            "archipelago",
        )
    },
}
_CAPITALISED = r"[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,2}"
_REGION = re.compile(
    rf"(?:\b(?P<owner>{nations.pattern(nations.by_name())})'s? "
    rf"|\b(?P<demonym>{nations.pattern(nations.by_demonym())}) )?"
    rf"(?:the )?\b(?P<name>{_CAPITALISED}) (?P<kind>{'|'.join(_REGION_WORDS)}"
    rf"|{'|'.join(w.title() for w in _REGION_WORDS)})\b"
    rf"(?:(?:,| of| in) (?:the )?(?P<within>{nations.pattern(nations.by_name())})\b(?!'s| \w+s\b|s'))?"
)
#: "the province of Aceh"
_REGION_OF = re.compile(
    rf"\b(?:(?P<demonym>{nations.pattern(nations.by_demonym())}) )?(?P<kind>{'|'.join(_REGION_WORDS)}) of "
    rf"(?P<name>{_CAPITALISED})\b"
)
_PART = re.compile(
    r"(?<![\w.])(?P<name>"
    + "|".join(re.escape(form) for form in sorted(lexicon.regions(), key=len, reverse=True))
    + r")(?![\w])"
)
_NATION = re.compile(rf"\b(?P<name>{nations.pattern(nations.by_name())})\b(?!['’]s? [A-Z])")
_SOIL = re.compile(rf"\b(?P<name>{nations.pattern(nations.by_demonym())}) (?:soil|territory)\b")
_PARTS = "|".join(re.escape(f) for f in sorted(lexicon.regions(), key=len, reverse=True))
#: "Troy, Michigan", "the Jabaliya camp in northern Gaza"
_AFTER_COMMA = re.compile(
    rf"(?:,|(?: [a-z]+){{0,3}} in)(?: the)?(?: [a-z]+ern| central)? (?:(?P<part>{_PARTS})(?!\w)"
    rf"|(?P<name>{nations.pattern(nations.by_name())})\b(?!'s| \w+s\b))"
)
_NO_NAMES = frozenset(("The", "This", "That", "Its", "Their", "His", "Her", "A", "An", "In", "Each", "Every"))


def find_places(plain: str, words: Words, names: list[NameRun]) -> list[PlaceMention]:
    """Return the places in order of start; they do not overlap."""
    found: list[PlaceMention] = []
    stems: dict[str, PlaceMention] = {}
    for match in [*_REGION.finditer(plain), *_REGION_OF.finditer(plain)]:
        mention = _region(match)
        if mention is not None:
            found.append(mention)
            stems.setdefault(match["name"].split("'s ")[-1], mention)
    found = _apart(found)
    taken = [(m.start, m.end) for m in found]
    for match in _PART.finditer(plain):
        if not _is_taken(taken, match.start(), match.end()) and match["name"] not in stems:
            name, nation = lexicon.regions()[match["name"]]
            found.append(PlaceMention(match.start(), match.end(), name, (nation,)))
    taken = sorted((m.start, m.end) for m in found)
    for match in _NATION.finditer(plain):
        if not _is_taken(taken, match.start(), match.end()):
            found.append(PlaceMention(match.start(), match.end(), nations.by_name()[match["name"]].name))
    found += [
        PlaceMention(m.start(), m.end(), nations.by_demonym()[m["name"]].name) for m in _SOIL.finditer(plain)
    ]
    found += _towns(plain, words, names, sorted((m.start, m.end) for m in found), stems)
    within_of = {m.name: m.within for m in found if m.within}
    found = [
        m if m.within else PlaceMention(m.start, m.end, m.name, within_of.get(m.name, ())) for m in found
    ]
    return _apart(found)


def _apart(found: list[PlaceMention]) -> list[PlaceMention]:
    """Return the mentions in order of start, without those that begin inside another."""
    kept: list[PlaceMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _towns(
    plain: str,
    words: Words,
    names: list[NameRun],
    taken: list[tuple[int, int]],
    stems: dict[str, PlaceMention],
) -> list[PlaceMention]:
    """Return the names that are stems of a region or towns; a town known once is one wherever its name stands."""
    found: list[PlaceMention] = []
    shown = towns_by_pattern(plain)
    others: list[tuple[NameRun, str]] = []
    known: set[str] = set()
    for run in names:
        if _is_taken(taken, run.start, run.end):
            continue
        name = town_name(tidy(plain[run.start : run.end]))
        if name in stems:
            found.append(PlaceMention(run.start, run.end, stems[name].name, stems[name].within))
        elif run.start in shown or town_shown(words, plain, run, name):
            known.add(name)
            found.append(PlaceMention(run.start, run.end, name, _whole(plain, run.end, name)))
        elif not is_glued(words, plain, run):
            others.append((run, name))
            if words.kind[run.first] == words.kind[run.last] == "LOC":
                known.add(name)  # a trained pipeline calls it a place
    return [*found, *(PlaceMention(run.start, run.end, name) for run, name in others if name in known)]


def _whole(plain: str, end: int, name: str) -> tuple[str, ...]:
    """Return what a town is part of: the region or country behind its comma, or the country whose capital it is."""
    within = _AFTER_COMMA.match(plain, end)
    if within is not None and within["part"]:
        return lexicon.regions()[within["part"]]
    country = nations.by_name()[within["name"]] if within else nations.by_metonym().get(name)
    return (country.name,) if country else ()


def _region(match: re.Match[str]) -> PlaceMention | None:
    groups = match.groupdict()
    name, owner, demonym = match["name"], groups.get("owner"), groups.get("demonym")
    if "'s " in name:
        possessor, name = name.split("'s ", 1)
        owner = possessor if possessor in nations.by_name() else owner
    if (demonym is None and name in nations.by_demonym()) or name in _NO_NAMES:
        return None  # "the Russian region" names none
    name = name.removeprefix("The ")
    whole = lexicon.regions().get(f"{tidy(name)} {match['kind'].title()}")  # "Gaza Strip" is Gaza
    known = whole or lexicon.regions().get(name)
    nation = nations.by_name().get(groups.get("within") or owner or "") or nations.by_demonym().get(
        demonym or ""
    )
    country = nation.name if nation else known[1] if known else None
    canonical = whole[0] if whole else f"{tidy(name)} {_REGION_WORDS[match['kind'].lower()]}"
    start, end = sorted((match.span("name"), match.span("kind")))
    return PlaceMention(start[0], end[1], canonical, (country,) if country else ())


def _is_taken(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    number = bisect_left(taken, (end, 0)) - 1
    return number >= 0 and taken[number][1] > start


def places_between(places: list[PlaceMention], start: int, end: int) -> list[PlaceMention]:
    """Return the places that begin in a stretch of text."""
    low = bisect_left(places, start, key=lambda m: m.start)
    high = bisect_left(places, end, key=lambda m: m.start)
    return places[low:high]
