"""
Walks what is part of what: indirect wholes of a population or place, certain and possible parts of a measure.

Every walk remembers where it has been, so a cycle in the recorded terms ends it instead of hanging it.
Plain Python; imports the readings only.
"""

from collections.abc import Mapping

from claims.comparison.readings import Containment

Wholes = Mapping[str, tuple[str, ...]]


def wholes_of(wholes: Wholes, name: str) -> tuple[str, ...]:
    """Return every whole that holds `name`, direct and indirect, nearest first; never `name` itself."""
    found: dict[str, None] = {}
    waiting = [name]
    for current in waiting:  # grows while it is read: breadth first, so nearest first
        for whole in wholes.get(current, ()):
            if whole != name and whole not in found:
                found[whole] = None
                waiting.append(whole)
    return tuple(found)


def parts_of(wholes: Wholes, name: str) -> frozenset[str]:
    """Return every part of `name`, direct and indirect; never `name` itself."""
    below: dict[str, list[str]] = {}
    for part, above in wholes.items():
        for whole in above:
            below.setdefault(whole, []).append(part)
    found: set[str] = set()
    waiting = [name]
    for current in waiting:
        fresh = [part for part in below.get(current, ()) if part != name and part not in found]
        found.update(fresh)
        waiting.extend(fresh)
    return frozenset(found)


def path_to_whole(wholes: Wholes, part: str, whole: str) -> tuple[str, ...] | None:
    """Return the shortest path (part, …, whole), or None where `part` is not recorded as part of `whole`."""
    came_from: dict[str, str | None] = {part: None}
    waiting = [part]
    for current in waiting:
        if current == whole and current != part:
            path = [current]
            while (before := came_from[path[-1]]) is not None:
                path.append(before)
            return tuple(reversed(path))
        for above in wholes.get(current, ()):
            if above not in came_from:
                came_from[above] = current
                waiting.append(above)
    return None


def known_terms(wholes: Wholes) -> frozenset[str]:
    """Return every name that the recorded terms mention, as a part or as a whole."""
    return frozenset(wholes).union(*wholes.values())


def certain_parts(containment: Containment, measure: str) -> frozenset[str]:
    """Return the measures that `measure` surely counts, direct and indirect, without itself."""
    return _parts(containment, measure, only_certain=True)


def possible_parts(containment: Containment, measure: str) -> frozenset[str]:
    """Return the measures that `measure` counts in some of its senses, without itself."""
    return _parts(containment, measure, only_certain=False)


def is_known_measure(containment: Containment, measure: str) -> bool:
    """Tell whether the lattice has `measure` at all; what it does not have, nothing can be said of."""
    return (
        measure in containment.measure_family
        or measure in containment.measure_parts
        or any(measure in parts for parts in containment.measure_parts.values())
    )


def family_of(containment: Containment, measure: str | None) -> str | None:
    """Return the measure's family; a measure without one is a family of its own."""
    return None if measure is None else containment.measure_family.get(measure, measure)


def _parts(containment: Containment, measure: str, *, only_certain: bool) -> frozenset[str]:
    found: set[str] = set()
    waiting = [measure]
    for current in waiting:
        for part, certain in containment.measure_parts.get(current, {}).items():
            if (certain or not only_certain) and part != measure and part not in found:
                found.add(part)
                waiting.append(part)
    return frozenset(found)
