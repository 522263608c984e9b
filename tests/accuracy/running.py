"""Runs extraction and comparison over the labelled articles, as a user does, and gathers every score."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from claims.comparison.__main__ import pairs_of
from claims.extraction.pipeline import Extractor
from tests.accuracy.attributions import score_attributions
from tests.accuracy.claimed import score_claims
from tests.accuracy.labels import Article, Json, Pair
from tests.accuracy.matching import Case, Counts, percentages
from tests.accuracy.pairs import RELATED, Printed, between_matters, pair_counts, score_pairs
from tests.accuracy.spans import score_dates, score_kept_out, score_quantities

#: (task, metric): the scores that one looks at first. They carry an interval and are gated one by one.
HEADLINES = (
    ("quantities", "value"), ("quantities", "value_bound"), ("quantities", "value_change"), ("quantities", "value_unit"),
    ("kept_out", "left_alone"), ("dates", "value"),
    ("attributions", "triple"), ("attributions", "speaker"), ("attributions", "act"), ("attributions", "manner"),
    ("attributions", "chain"),
    ("claims", "found"), ("claims", "measure"), ("claims", "population"), ("claims", "place"), ("claims", "period"),
    ("claims", "as_of"), ("claims", "polarity"), ("claims", "assertions"),
    ("pairs", "relation"), ("pairs", "comparability"), ("pairs", "conflict"), ("pairs", "macro"),
)  # fmt: skip
#: Ends of the larger intervals move by less than half a point from seed to seed; the seed is fixed all the same.
RESAMPLES, SEED = 1000, 0

Name = tuple[str, str]
Rows = Mapping[str, Mapping[Name, Counts]]  # article -> score -> counts


@dataclass(slots=True)
class Result:
    """Everything that was scored. cases: one per label; trust: (of what, score, right) of everything that has a score."""

    rows: dict[str, dict[Name, Counts]] = field(default_factory=dict)
    pair_rows: list[dict[str, Any]] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    trust: list[tuple[str, float, bool]] = field(default_factory=list)
    strays: list[Json] = field(default_factory=list)  # pairs of articles on different matters

    def totals(self) -> dict[Name, Counts]:
        """Return the counts of every score over all articles and pairs."""
        return _summed(self.rows.values()) | _of_pairs(pair_counts(self.pair_rows))

    def scores(self) -> dict[Name, float]:
        """Return F1 in percent of every score; macro: the mean of the classes of pairs that have to do with each other."""
        return _f1(self.totals())

    def intervals(self) -> dict[Name, tuple[float, float]]:
        """Return the 95 % bootstrap interval of each headline; articles are drawn, a pair weighs the product of its two."""
        rng = random.Random(SEED)
        names = list(self.rows)
        samples: dict[Name, list[float]] = defaultdict(list)
        for _ in range(RESAMPLES):
            drawn = Counter(rng.choices(names, k=len(names)))
            totals: dict[Name, list[float]] = {}
            for article, weight in drawn.items():
                for name, counts in self.rows[article].items():
                    at = totals.setdefault(name, [0.0, 0.0, 0.0])
                    for i in range(3):
                        at[i] += weight * counts[i]
            pairs = pair_counts(self.pair_rows, {name: drawn[name] for name in names})
            f1 = _f1({name: Counts(*numbers) for name, numbers in totals.items()} | _of_pairs(pairs))
            for name in HEADLINES:
                if name in f1:
                    samples[name].append(f1[name])
        return {name: _middle(values) for name, values in samples.items()}


def run(extractor: Extractor, articles: Sequence[Article], pairs: Sequence[Pair]) -> Result:
    """Extract and compare all articles together, as an archive would, and score what comes out."""
    extracted = [
        (extractor.extract(article.text, id=article.id, published=article.published), article.text)
        for article in articles
    ]
    found = {extraction.id: extraction.to_json() for extraction, _ in extracted}
    return score(articles, pairs, found, list(pairs_of(extracted)))


def score(
    articles: Sequence[Article], pairs: Sequence[Pair], found: Mapping[str, Json], printed: Sequence[Json]
) -> Result:
    """Score what extraction (by article) and comparison printed."""
    result = Result()
    for article in articles:
        _score_article(result, article, found[article.id])
    rows, cases = score_pairs(pairs, Printed(found, printed))
    result.pair_rows, result.cases = rows, result.cases + cases
    result.trust += [
        ("pairs", row["score"], row["wanted"] == row["given"]) for row in rows if row["score"] is not None
    ]
    result.strays = between_matters(articles, printed)
    return result


def _score_article(result: Result, article: Article, found: Json) -> None:
    rows = result.rows.setdefault(article.id, {})
    scorers = {
        "quantities": ("quantities", score_quantities),
        "not_quantities": ("kept_out", score_kept_out),
        "dates": ("dates", score_dates),
        "attributions": ("attributions", score_attributions),
    }
    for kind, (task, scorer) in scorers.items():
        if kind in article.labels:
            counts, cases = scorer(article, found)
            rows.update({(task, name): numbers for name, numbers in counts.items()})
            result.cases += cases
    if "claims" in article.labels:
        (counts, cases), trust = score_claims(article, found)
        rows.update({("claims", name): numbers for name, numbers in counts.items()})
        result.cases += cases
        result.trust += [("claims", *one) for one in trust]


def _summed(rows: Iterable[Mapping[Name, Counts]]) -> dict[Name, Counts]:
    totals: dict[Name, Counts] = {}
    for row in rows:
        for name, counts in row.items():
            before = totals.get(name, Counts(0, 0, 0))
            totals[name] = Counts(*(a + b for a, b in zip(before, counts, strict=True)))
    return {name: counts for name, counts in totals.items() if any(counts)}


def _of_pairs(counts: Mapping[str, Counts]) -> dict[Name, Counts]:
    return {("pairs", name): numbers for name, numbers in counts.items()}


def _f1(totals: Mapping[Name, Counts]) -> dict[Name, float]:
    f1 = {name: percentages(counts)[2] for name, counts in totals.items()}
    classes = [f1[name] for name in (("pairs", kind) for kind in RELATED) if name in f1]
    return f1 | ({("pairs", "macro"): sum(classes) / len(RELATED)} if classes else {})


def _middle(values: Sequence[float]) -> tuple[float, float]:
    ordered = sorted(values)
    low, high = (ordered[round(share * (len(ordered) - 1))] for share in (0.025, 0.975))
    return low, high
