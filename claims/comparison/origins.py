"""
How many origins really stand behind a claim: who said it first, counted once however often it is repeated.

Plain Python; the database and the command turn their rows into `Report`s and edges.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from claims.comparison.containment import Wholes, wholes_of


@dataclass(frozen=True, slots=True)
class Report:
    """One mention of a claim, with what tells its origin.

    originator: canonical name; None for "it was revealed", which stands for nobody. speaker: who said it in the act
    that it reports, where that is known and the chain ends with somebody else.
    utterance: equal for reports of one act of saying. text: equal for reprints of one text. None: not known.
    """

    key: str
    originator: str | None
    utterance: str | None = None
    text: str | None = None
    speaker: str | None = None


def independent_origins(
    reports: Iterable[Report], owners: Wholes | None = None
) -> tuple[tuple[str, ...], ...]:
    """
    Return the independent origins, each as the sorted keys of the reports that come from it; sorted.

    Reports of one originator, one utterance or one reprinted text are one origin, and so are originators with a
    common owner (owners: name -> who owns it or what it is part of). A report without an originator is no
    origin of its own, but it can show that two others are one, as a reprint does.
    """
    groups = _Groups()
    named: set[str] = set()
    for report in reports:
        report_node = f"report {report.key}"
        groups.add(report_node)
        for label, value in (("utterance", report.utterance), ("text", report.text)):
            if value is not None:
                groups.join(report_node, f"{label} {value}")
        for originator in (report.originator, report.speaker):
            if originator is None:
                continue
            named.add(report_node)
            for name in (originator, *wholes_of(owners or {}, originator)):
                groups.join(report_node, f"name {name}")
    origins: dict[str, list[str]] = {}
    for node in sorted(named):
        origins.setdefault(groups.head(node), []).append(node.removeprefix("report "))
    return tuple(sorted(tuple(keys) for keys in origins.values()))


def rings(cites: Mapping[str, Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """
    Return the circles in "who cites whom", each as a path that ends where it begins; sorted, each circle once.

    For every source that can be reached from itself the shortest way back is reported, so a long ring through a
    short one shows as well, and the answer stays small however densely the sources cite each other.
    """
    found: set[tuple[str, ...]] = set()
    for start in sorted(cites):
        path = _way_back(cites, start)
        if path is not None:
            turn = path.index(min(path))
            turned = path[turn:] + path[:turn]  # the same circle from every start
            found.add((*turned, turned[0]))
    return tuple(sorted(found))


def _way_back(cites: Mapping[str, Iterable[str]], start: str) -> tuple[str, ...] | None:
    """Return the shortest circle through `start`, without its repeated end."""
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        current = waiting.popleft()
        for cited in sorted(cites.get(current, ())):
            if cited == start:
                path = [current]
                while path[-1] != start:
                    path.append(came_from[path[-1]])
                return tuple(reversed(path))
            if cited not in came_from:
                came_from[cited] = current
                waiting.append(cited)
    return None


class _Groups:
    """Things that turn out to be one thing (union-find)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def add(self, node: str) -> None:
        self._above.setdefault(node, node)

    def head(self, node: str) -> str:
        self.add(node)
        while self._above[node] != node:
            self._above[node] = self._above[self._above[node]]
            node = self._above[node]
        return node

    def join(self, left: str, right: str) -> None:
        self._above[self.head(left)] = self.head(right)
