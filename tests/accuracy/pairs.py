"""Scores the comparison: which relation is printed for two labelled claims? A pair that is not printed counts as unrelated."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.accuracy.labels import Article, Json, Pair, Side
from tests.accuracy.matching import Case, Counts, shared

#: The classes of conflict scoring (README's table): what a reader does with the pair, not the relation's name.
CLASSES: Mapping[str, str] = {
    "contradicts": "conflict", "containment_violation": "conflict", "corroborates": "equivalent", "restates": "equivalent",
    "updates": "compatible", "corrects": "compatible", "contrasts": "scope", "unrelated": "unrelated",
}  # fmt: skip
#: The classes over which the macro F1 is taken: all in which the two claims have to do with each other.
RELATED = ("conflict", "equivalent", "compatible", "scope")

_Claim = tuple[str, int]  # article, id of the claim


class Printed:
    """What extraction and comparison gave, found again by the place in the text."""

    def __init__(self, found: Mapping[str, Json], pairs: Sequence[Json]) -> None:
        self.found = found
        self.pairs: dict[frozenset[_Claim], Json] = {}
        for pair in pairs:  # the best score comes first, and stands
            sides = frozenset((pair[side]["id"], pair[side]["claim"]) for side in "ab")
            self.pairs.setdefault(sides, pair)

    def claims_at(self, side: Side) -> list[_Claim]:
        """Return the claims whose figure (or, without one, whose clause) shares most of the labelled words."""
        found = self.found[side.article]
        sizes: dict[_Claim, float] = {}
        for claim in found["claims"]:
            at = claim if claim["quantity"] is None else found["quantities"][claim["quantity"]]
            ends = int(at["start"]), int(at["end"])
            sizes[side.article, claim["id"]] = shared(ends, side.ends) / (
                ends[1] - ends[0] + side.ends[1] - side.ends[0]
            )
        most = max(sizes.values(), default=0)
        return [claim for claim, size in sizes.items() if size == most > 0]

    def between(self, pair: Pair) -> tuple[Json | None, bool]:
        """Return the pair printed for two places, and whether its sides are the other way round."""
        options = [
            (printed, printed["a"]["id"] != a[0] or printed["a"]["claim"] != a[1])
            for a in self.claims_at(pair.a)
            for b in self.claims_at(pair.b)
            if (printed := self.pairs.get(frozenset((a, b)))) is not None
        ]
        return max(options, key=lambda option: float(option[0]["score"]), default=(None, False))


def score_pairs(pairs: Sequence[Pair], printed: Printed) -> tuple[list[dict[str, Any]], list[Case]]:
    """Return one row per pair (classes wanted and given, score, right) and its case."""
    rows, cases = [], []
    for pair in pairs:
        one, turned = printed.between(pair)
        got = {
            "relation": one["relation"] if one else "unrelated",
            "comparability": one and one["comparability"],
            "newer": one and _turned(one["newer"], turned),
        }
        asserted = [name for name in ("relation", "comparability", "newer") if name in pair.data]
        kept_apart = (
            got["relation"] == pair.data["relation"] == "unrelated"
        )  # nothing else is printed about such two
        wrong = [] if kept_apart else [name for name in asserted if pair.data[name] != got[name]]
        missing = [side.words for side in (pair.a, pair.b) if not printed.claims_at(side)]
        shown = ", ".join(f"{name} {got[name]}" for name in wrong) + (
            f"; no claim at {missing}" if missing else ""
        )
        wanted = ", ".join(f"{name} {pair.data[name]}" for name in wrong)
        cases.append(
            Case(
                "pairs",
                pair.data["phenomenon"],
                f"{pair.key}: {pair.data['relation']}",
                not wrong,
                wanted,
                shown,
            )
        )
        rows.append(
            {
                "articles": (pair.a.article, pair.b.article),
                "wanted": CLASSES[pair.data["relation"]],
                "given": CLASSES[str(got["relation"])],
                "relation": pair.data["relation"] == got["relation"],
                "comparability": (None if "comparability" not in asserted else "comparability" not in wrong),
                "score": float(one["score"]) if one else None,
            }
        )
    return rows, cases


def pair_counts(
    rows: Sequence[dict[str, Any]], weights: Mapping[str, int] | None = None
) -> dict[str, Counts]:
    """Count by class, and the relation and comparability; weights: how often each article counts (bootstrap)."""
    counts: dict[str, list[float]] = {}

    def add(name: str, right: float, labelled: float, predicted: float) -> None:
        at = counts.setdefault(name, [0.0, 0.0, 0.0])
        at[0], at[1], at[2] = at[0] + right, at[1] + labelled, at[2] + predicted

    for row in rows:
        w = 1 if weights is None else weights[row["articles"][0]] * weights[row["articles"][1]]
        for name in RELATED:
            wanted, given = row["wanted"] == name, row["given"] == name
            add(name, w * (wanted and given), w * wanted, w * given)
        add("relation", w * row["relation"], w, w)
        if row["comparability"] is not None:
            add("comparability", w * row["comparability"], w, w)
    return {name: Counts(*numbers) for name, numbers in counts.items()}


def between_matters(articles: Sequence[Article], pairs: Sequence[Json]) -> list[Json]:
    """Return the pairs that are printed although their articles are about different matters."""
    events = {article.id: article.event for article in articles}
    return [pair for pair in pairs if events[pair["a"]["id"]] != events[pair["b"]["id"]]]


def conflicts_among(pairs: Sequence[Json]) -> int:
    """Return how many of the pairs are called a conflict."""
    return sum(CLASSES[pair["relation"]] == "conflict" for pair in pairs)


def _turned(newer: str | None, turned: bool) -> str | None:
    return {"a": "b", "b": "a"}[newer] if newer and turned else newer
