"""What the benchmark prints: JSON lines for machines, and with --show the wrong cases in words."""

import json
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tests.accuracy.gate import by_phenomenon, changed_cases, verdicts
from tests.accuracy.labels import Article, Json
from tests.accuracy.matching import Case, percentages
from tests.accuracy.pairs import conflicts_among
from tests.accuracy.running import HEADLINES, Result

#: Ends of the bins of scores in the reliability table.
BINS = (0.0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0001)


def score_lines(result: Result) -> Iterator[Json]:
    """Yield a line per score, headlines with an interval; then per phenomenon."""
    totals, scores, intervals = result.totals(), result.scores(), result.intervals()
    for (task, metric), f1 in sorted(scores.items()):
        line: Json = {"task": task, "metric": metric}
        if (task, metric) in totals:
            counts = totals[task, metric]
            precision, recall, _ = percentages(counts)
            line |= {"n": int(counts.labelled), "P": round(precision, 1), "R": round(recall, 1)}
        line["F1"] = round(f1, 1)
        if (task, metric) in HEADLINES:
            line["f1_95"] = [round(end, 1) for end in intervals[task, metric]]
        yield line
    for metric, n in (("pairs", len(result.strays)), ("conflicts", conflicts_among(result.strays))):
        yield {"task": "pairs", "metric": f"{metric} between different matters", "n": n}
    for name, cases in sorted(by_phenomenon(result.cases).items()):
        task, phenomenon = name.split(": ", 1)
        right = sum(case.right for case in cases)
        yield {
            "task": task,
            "phenomenon": phenomenon,
            "n": len(cases),
            "right": round(100 * right / len(cases), 1),
        }


def reliability_lines(result: Result) -> Iterator[Json]:
    """Yield, per bin of scores, how often such a score was right; then the mean gap between the two (ECE)."""
    for of in sorted({kind for kind, _, _ in result.trust}):
        trusted = [(score, right) for kind, score, right in result.trust if kind == of]
        gap = 0.0
        for low, high in pairwise(BINS):
            inside = [(score, right) for score, right in trusted if low <= score < high]
            if inside:
                mean = sum(score for score, _ in inside) / len(inside)
                share = sum(right for _, right in inside) / len(inside)
                gap += abs(mean - share) * len(inside) / len(trusted)
                yield {
                    "reliability": of, "from": low, "to": min(high, 1.0), "n": len(inside),
                    "mean_score": round(mean, 3), "right": round(share, 3),
                }  # fmt: skip
        yield {"reliability": of, "expected_calibration_error": round(gap, 3), "n": len(trusted)}


def gate_lines(now: Json, landed: Json) -> Iterator[Json]:
    """Yield a line per headline and per phenomenon that moved, with the labels that were won and lost."""
    for verdict in verdicts(now, landed):
        if verdict.word == "new" and verdict.name in now["phenomena"]:
            continue  # nothing to compare with, and its share stands above
        line: Json = {
            "gate": verdict.word, "name": verdict.name,
            "landed": None if verdict.landed is None else round(verdict.landed, 1),
            "now": round(verdict.now, 1), "tolerance": round(verdict.tolerance, 1),
        }  # fmt: skip
        won: list[str] = []
        lost: list[str] = []
        if verdict.name in now["phenomena"]:
            won, lost = changed_cases(now, landed, verdict.name)
            line |= {"won": won, "lost": lost}
        if verdict.word != "same" or won or lost:
            yield line


def shown_cases(cases: Sequence[Case], phenomenon: str | None, task: str | None) -> Iterator[str]:
    """Yield the wrong cases as text."""
    for case in cases:
        if not case.right and phenomenon in (None, case.phenomenon) and task in (None, case.task):
            yield f"{case.task}: {case.phenomenon}\n  {case.key}\n    right: {case.wanted}\n    read:  {case.got}"


def resolved_labels(article: Article) -> Iterator[str]:
    """Yield every label of an article with the words around its spans, for whoever writes labels."""
    for kind, labels in article.labels.items():
        for label in labels:
            parts = {"": label.ends, "source ": label.source, "cue ": label.cue}
            spans = "  ".join(
                f"{name}{_in_context(article.text, *ends)}" for name, ends in parts.items() if ends
            )
            yield f"{kind} [{label.phenomenon}] {spans}"


def _in_context(text: str, start: int, end: int) -> str:
    inside = text[start:end] if end - start <= 90 else f"{text[start : start + 50]} … {text[end - 37 : end]}"
    shown = f"{text[max(0, start - 18) : start]}[{inside}]{text[end : end + 12]}"
    return json.dumps(shown.replace("\n", "⏎"), ensure_ascii=False)
