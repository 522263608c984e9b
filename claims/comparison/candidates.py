"""
Which pairs of readings are worth judging, found by index, never by trying all pairs.

The database has its own indexes for this; these are for readings in memory (`python -m claims.comparison`).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from claims.comparison.containment import family_of, wholes_of
from claims.comparison.readings import Containment, Reading

#: A key that more readings share says nothing any more ("people", a country); pairs are then left to the other,
#: rarer keys. Bounds the cost: at most so many partners per reading and key. Own choice.
LARGEST_BLOCK = 200


def candidate_pairs(
    readings: Sequence[Reading], containment: Containment
) -> Iterator[tuple[Reading, Reading]]:
    """
    Yield each pair that shares a measure family and an article, population, place (wholes included) or event word.

    Claims without a figure pair by kind and claimant. Each pair comes once, in the order of `readings`.
    """
    blocks: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, reading in enumerate(readings):
        for key in sorted(_keys(reading, containment)):
            blocks[key].append(number)
    pairs: set[tuple[int, int]] = set()
    for key, numbers in blocks.items():
        if len(numbers) <= LARGEST_BLOCK or key[0] == "article":
            pairs.update(combinations(numbers, 2))
    for left, right in sorted(pairs):
        yield readings[left], readings[right]


def _keys(reading: Reading, containment: Containment) -> set[tuple[str, ...]]:
    family = family_of(containment, reading.measure)
    if family is None:
        if reading.claimant is None:
            return set()
        return {("claimant", reading.kind.value, reading.claimant.casefold())}
    keys: set[tuple[str, ...]] = set()
    if reading.article is not None:
        keys.add(("article", family, reading.article))
    for label, name, wholes in (
        ("population", reading.population, containment.population_wholes),
        ("place", reading.place, containment.place_wholes),
    ):
        if name is not None:
            keys.update((label, family, term) for term in (name, *wholes_of(wholes, name)))
    keys.update(("event", family, word) for word in reading.event_words)
    return keys
