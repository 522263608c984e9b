"""What the benchmark prints: JSON lines for machines, and with --show the wrong cases in words."""

import json
from collections.abc import Iterator, Sequence

from claims.comparison.reliability import calibration_error, reliability_table
from tests.accuracy.gate import by_phenomenon, changed_cases, verdicts
from tests.accuracy.labels import Article, Json
from tests.accuracy.matching import Case, percentages
from tests.accuracy.pairs import conflicts_among
from tests.accuracy.running import HEADLINES, Result


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
    """Yield, per bin of scores, how often such a score was right; then the mean gap between the two."""
    for of in sorted({kind for kind, _, _ in result.trust}):
        judged = [(score, right) for kind, score, right in result.trust if kind == of]
        for one in reliability_table(judged):
            score, right = round(one.score, 3), round(one.right, 3)
            yield {"reliability": of, "from": one.low, "n": one.count, "mean_score": score, "right": right}
        yield {"reliability": of, "n": len(judged), "calibration_error": round(calibration_error(judged), 3)}


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
