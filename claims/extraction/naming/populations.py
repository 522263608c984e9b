"""Who is counted: numbered military units, the forces of a country, and what they are part of."""

import re
from bisect import bisect_left
from dataclasses import dataclass

from claims.extraction import lexicon
from claims.extraction.naming import nations
from claims.extraction.syntax.text import tidy
from claims.extraction.syntax.words import Words


@dataclass(frozen=True, slots=True)
class PopulationMention:
    """name: canonical. within: what it is part of, nearest first. unit: it is a unit, and "the unit" may mean it."""

    start: int
    end: int
    name: str
    within: tuple[str, ...] = ()
    unit: bool = False


_UNIT_NOUNS = "|".join(sorted(lexicon.nouns("units"), key=len, reverse=True))
_UNIT = re.compile(
    rf"\b(?P<number>\d{{1,4}}(?:st|nd|rd|th)|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth)"
    rf"(?P<middle>(?: [A-Z][\w'-]*){{0,4}}?) (?P<noun>{_UNIT_NOUNS})\b"
)
_OF_FORCE = re.compile(rf"\s+of (?:the )?(?P<force>{nations.pattern(nations.by_force(), nations.by_name())})")
_SOLDIERS = "|".join(sorted(lexicon.nouns("soldiers"), key=len, reverse=True))
_FORCES = re.compile(
    rf"\b(?P<nation>{nations.pattern(nations.by_demonym())})(?: (?!forces\b)[a-z]+){{0,2}}? (?P<noun>{_SOLDIERS})\b"
    rf"|\b(?P<force>{nations.pattern(nations.by_force())})\b"
)
_GROUP_OF_NATION = re.compile(
    rf"\b(?P<noun>[Ss]oldiers|[Tt]roops|[Ss]ervicemen|[Ff]orces|[Mm]ilitary personnel"
    rf"|[Cc]asualties)(?: (?:of|from)) (?:the )?(?P<nation>{nations.pattern(nations.by_name())})\b"
)
_CASUALTIES_OF = re.compile(
    rf"\b(?P<nation>{nations.pattern(nations.by_demonym())}) (?:casualties|losses|deaths|dead|wounded|fatalities)\b"
)


def find_populations(plain: str, words: Words) -> list[PopulationMention]:
    """Return the named populations in order of start; within one document a unit has its longest name."""
    longest: dict[tuple[str, str], str] = {}
    units = list(_UNIT.finditer(plain))
    for match in units:
        key, name = _unit_key(match), _unit_name(match)
        if len(name) > len(longest.get(key, "")):
            longest[key] = name
    within: dict[tuple[str, str], tuple[str, ...]] = {}
    for match in units:
        force = _OF_FORCE.match(plain, match.end())
        if force:
            within.setdefault(_unit_key(match), _wholes(force["force"]))
    found = [
        PopulationMention(m.start(), m.end(), longest[_unit_key(m)], within.get(_unit_key(m), ()), unit=True)
        for m in units
    ]
    for match in _FORCES.finditer(plain):
        nation = (
            nations.by_force()[match["force"]] if match["force"] else nations.by_demonym()[match["nation"]]
        )
        found.append(PopulationMention(match.start(), match.end(), *_named_forces(match["force"], nation)))
    for pattern, table in ((_GROUP_OF_NATION, nations.by_name()), (_CASUALTIES_OF, nations.by_demonym())):
        for match in pattern.finditer(plain):
            found.append(
                PopulationMention(match.start(), match.end(), nations.forces(table[match["nation"]]))
            )
    found.sort(key=lambda m: (m.start, -m.end))
    return found


def _named_forces(force: str | None, nation: lexicon.Nation) -> tuple[str, tuple[str, ...]]:
    if force is None:
        return nations.forces(nation), ()
    return nation.forces[0], (nations.forces(nation),)


def _wholes(force: str) -> tuple[str, ...]:
    nation = nations.by_force().get(force)
    if nation is not None:
        return nation.forces[0], nations.forces(nation)
    return (nations.forces(nations.by_name()[force]),)


def _unit_key(match: re.Match[str]) -> tuple[str, str]:
    return match["number"].lower(), match["noun"]


def _unit_name(match: re.Match[str]) -> str:
    """Return one spelling: "Engineering" is "Engineer" in the name of a unit."""
    return tidy(match.group()).replace(" Engineering ", " Engineer ").replace(" Engineers ", " Engineer ")


def populations_between(found: list[PopulationMention], start: int, end: int) -> list[PopulationMention]:
    """Return the populations that begin in a stretch of text."""
    low = bisect_left(found, start, key=lambda m: m.start)
    high = bisect_left(found, end, key=lambda m: m.start)
    return found[low:high]
