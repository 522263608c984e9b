"""`make benchmark`: how right extraction and comparison are on our labelled texts, against the last landed figures."""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from claims.extraction import load
from tests.accuracy.gate import LANDED, STOPS, figures_of, land, landed_figures, verdicts
from tests.accuracy.labels import FOLDER, Json, load_articles, load_pairs
from tests.accuracy.printing import gate_lines, reliability_lines, resolved_labels, score_lines, shown_cases
from tests.accuracy.running import run
from tests.accuracy.speed import measure


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; return 1 if a landed score has fallen by more than its tolerance."""
    options = _options(arguments)
    begin = options.labels or options.article or ""
    articles = load_articles(options.folder, begin)
    if options.labels:
        for article in articles:
            print("\n".join([f"== {article.id}", *resolved_labels(article)]))
        return 0
    pairs = load_pairs(articles, options.folder, all_articles=not begin)
    model = os.environ.get("COUNTERCLAIM_SPACY_MODEL") or None
    extractor = load(model)
    result = run(extractor, articles, pairs)
    if options.show or options.phenomenon or options.task:
        print("\n".join(shown_cases(result.cases, options.phenomenon, options.task)))
        return 0
    _print(score_lines(result))
    _print(reliability_lines(result))
    if not options.no_speed:
        timed = measure(extractor, model, articles)
        _print(
            {"speed": name, "value": round(value, 2), "unit": unit} for name, (value, unit) in timed.items()
        )
    if model or options.article:
        if options.land:
            print(
                "not landed: the landed figures are those of the pipeline that ships, on all texts",
                file=sys.stderr,
            )
        return 2 if options.land else 0
    path = options.folder / LANDED.name
    now, landed = figures_of(result), landed_figures(path)
    _print(gate_lines(now, landed))
    if options.land:
        land(result, path)
        return 0
    stopping = {word: [v.name for v in verdicts(now, landed) if v.word == word] for word in STOPS}
    stopped = any(stopping.values())
    _print([{"gate": "failed" if stopped else "passed", **stopping}])
    return 1 if stopped else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.accuracy", description=__doc__)
    parser.add_argument("--land", action="store_true", help="write today's figures as those to keep")
    parser.add_argument("--show", action="store_true", help="print what is wrong, in words, and nothing else")
    parser.add_argument("--phenomenon", help="show what is wrong with this phenomenon only")
    parser.add_argument("--task", help="show what is wrong in this task only")
    parser.add_argument("--article", help="only the articles whose id begins like this; no gate")
    parser.add_argument(
        "--labels", metavar="ARTICLE", help="print the labels of these articles in their text, run nothing"
    )
    parser.add_argument("--no-speed", action="store_true", help="leave out what is timed")
    parser.add_argument(
        "--folder", type=Path, default=FOLDER, help="where articles/, pairs*.json and landed.json are"
    )
    return parser.parse_args(arguments)


def _print(lines: Iterable[Json]) -> None:
    for line in lines:
        print(json.dumps(line, ensure_ascii=False))


if __name__ == "__main__":
    sys.exit(main())
