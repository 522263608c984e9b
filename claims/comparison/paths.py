"""
Where reports go back to, step by step: the ends of all ways back, and the one end that all of them share.

Plain Python. A way back goes from an article over those whom its chain names, what they said, and the articles that
it takes over from; "takes" maps each to the next ones.
"""

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

Takes = Mapping[str, Collection[str]]
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One report: its article, the article's outlet ("" for none), and who stands behind it, nearest first, by key."""

    article: str
    outlet: str
    behind: Sequence[str]


def key_of(source: int | None, printed: str, *, mention: int, hop: int) -> str:
    """Return the key of whom a hop names: a recorded source, else its printed name; nobody is another one each time."""
    return f"s{source}" if source else f"p{printed.casefold()}" if printed else f"n{mention}-{hop}"


def is_nobody(key: str) -> bool:
    """Whether a key of `key_of` stands for nobody who is named."""
    return key.startswith("n")


def takes_of(told: Iterable[Told], derived: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    """
    Return who takes over from whom among reports of one figure. derived: (article, the one that it takes over from).

    An outlet that its own article names is no step. An outlet that another article names leads to its own articles.
    """
    reports = list(told)
    takes: dict[str, set[str]] = {}
    articles: dict[str, set[str]] = {}
    for report in reports:
        articles.setdefault(report.outlet, set()).add(report.article)
        at = report.article
        for key in report.behind:
            if key not in (at, report.outlet):
                takes.setdefault(at, set()).add(key)
                at = key
    among = {report.article for report in reports}
    for article, origin in derived:
        if article in among and origin in among:
            takes.setdefault(article, set()).add(origin)
    for key in {key for following in takes.values() for key in following} & (articles.keys() - {""}):
        takes.setdefault(key, set()).update(articles[key])
    return takes


def ways_back(takes: Takes, start: str) -> dict[str, Path]:
    """Return the shortest way from the start to every end that it reaches; {} where it only runs in a circle."""
    came_from: dict[str, str] = {}
    seen, ends, waiting = {start}, list[str](), deque([start])
    while waiting:
        current = waiting.popleft()
        following = sorted(takes.get(current, ()))
        if not following:
            ends.append(current)
        for one in following:
            if one not in seen:
                seen.add(one)
                came_from[one] = current
                waiting.append(one)
    return {end: _path(came_from, end) for end in ends}


def sole_origin(takes: Takes, starts: Iterable[str], *, nobody: Collection[str] = ()) -> list[Path]:
    """
    Return the ways of all starts to the one end that they share, [] where there are several ends or one start only.

    nobody: ends at which nobody stands ("it was revealed"); they are no origin, as they count none.
    """
    found: dict[str, list[Path]] = {}
    for start in starts:
        for end, path in ways_back(takes, start).items():
            if end not in nobody:
                found.setdefault(end, []).append(path)
    paths = next(iter(found.values())) if len(found) == 1 else []
    return paths if len(paths) > 1 else []


def in_words(ways: Iterable[Path], name_of: Callable[[str], str]) -> list[str]:
    """Name who stands on the ways, each once; neighbours of one name (an outlet, its article) are one step."""
    named = (" → ".join(name for name, _ in groupby(name_of(key) for key in way)) for way in ways)
    return [way for way in dict.fromkeys(named) if " → " in way]


def _path(came_from: Mapping[str, str], end: str) -> Path:
    path = [end]
    while path[-1] in came_from:
        path.append(came_from[path[-1]])
    return tuple(reversed(path))
