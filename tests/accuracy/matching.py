"""Which prediction answers which label, and counts of right ones. The rules follow the published scorers' (PolNeAR's triple)."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from tests.accuracy.labels import Ends, Json

TOKEN = re.compile(r"\w+|[^\w\s]")


class Counts(NamedTuple):
    """Right ones, labelled ones and predicted ones. For a share of labels, predicted = labelled."""

    right: float
    labelled: float
    predicted: float


@dataclass(frozen=True, slots=True)
class Case:
    """One label's outcome. key: the label in words; wanted, got: what differs, for a person to read."""

    task: str
    phenomenon: str
    key: str
    right: bool
    wanted: str = ""
    got: str = ""


def percentages(counts: Sequence[float]) -> tuple[float, float, float]:
    """Return precision, recall and F1 in percent; 0 where there is nothing to divide by."""
    right, labelled, predicted = counts
    precision = right / predicted if predicted else 0.0
    recall = right / labelled if labelled else 0.0
    both = precision + recall
    return 100 * precision, 100 * recall, 100 * (2 * precision * recall / both if both else 0.0)


def shared(a: Ends, b: Ends) -> int:
    """Return how many characters two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def ends_of(item: Json) -> Ends:
    return int(item["start"]), int(item["end"])


def assigned(
    labels: Sequence[Any], found: Sequence[Any], weight: Callable[[Any, Any], Any]
) -> dict[int, int]:
    """
    Return the prediction of each label that has one, by their positions; each prediction serves one label only.

    weight: how well the two fit, something that sorts; what is false never fits. The best fits are taken first.
    """
    fits = [
        (weight(label, one), -i, -j)
        for i, label in enumerate(labels)
        for j, one in enumerate(found)
        if weight(label, one)
    ]
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(fits, reverse=True):
        if -i not in chosen and -j not in taken:
            chosen[-i] = -j
            taken.add(-j)
    return chosen


def same_number(wanted: float | None, got: float | None) -> bool:
    """Compare two ends of a figure; None is an open end. A fraction may be rounded to two digits (a third: 0.33)."""
    if wanted is None or got is None:
        return wanted is got
    return abs(wanted - got) <= (0.005 if 0 < abs(wanted) < 1 else 1e-9 + 1e-6 * abs(wanted))


def plain_name(name: str | None) -> str:
    """Return a name for comparing: lower case, one kind of apostrophe, without article and possessive at its ends."""
    text = (name or "").casefold().replace("’", "'").strip()
    text = re.sub(r"^(?:the|a|an) ", "", text)
    return re.sub(r"(?:'s|')$", "", text)


def same_name(wanted: str | Sequence[str] | None, got: str | None) -> bool:
    """Compare a name with the one that is right, or with several that all are."""
    if wanted is None or got is None:
        return wanted is None and got is None
    accepted = [wanted] if isinstance(wanted, str) else wanted
    return plain_name(got) in {plain_name(name) for name in accepted}


def same_unit(wanted: str | None, got: str | None) -> bool:
    """Compare two units; a thing counted may stand in the plural with words before it, a rate names its base unit first."""
    if wanted is None or got is None:
        return wanted is got
    want, have = plain_name(wanted), plain_name(got)
    return (
        have == want
        or have.endswith(f" {want}")
        or have.startswith(f"{want} per ")
        or _singular(have.split(" of ")[0].split()[-1:]) == _singular(want.split()[-1:])
    )


def _singular(words: Sequence[str]) -> str:
    word = "".join(words)
    for ending, instead in (
        ("ies", "y"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("shes", "sh"),
        ("xes", "x"),
        ("s", ""),
    ):
        if word.endswith(ending) and not word.endswith("ss"):
            return word.removesuffix(ending) + instead
    return word


class Tokens:
    """The words and marks of a text; turns spans into sets of their numbers."""

    def __init__(self, text: str) -> None:
        spans = [match.span() for match in TOKEN.finditer(text)]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]

    def within(self, ends: Ends | None) -> frozenset[int]:
        """Return the tokens that lie at least half inside the span."""
        if ends is None:
            return frozenset()
        numbers = range(bisect_right(self.ends, ends[0]), bisect_left(self.starts, ends[1]))
        return frozenset(
            i
            for i in numbers
            if 2 * shared(ends, (self.starts[i], self.ends[i])) >= self.ends[i] - self.starts[i]
        )


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0
