"""
The regression gate: today's scores against the last landed ones (fixtures/benchmark/landed.json).

Texts and code decide the scores, nothing else does, so a score that moves was moved by a change. The tolerances are
not for noise but for trade: a rule that wins five cases may lose one elsewhere and is still worth having.

- A headline may fall by 1 point (HEADLINE_TOLERANCE), or by one and a half labels where it rests on so few that one of
  them is worth more than that. The headlines rest on some 200 to 900 labels, so a point is 2 to 9 of them: less than
  taking out any one rule of the extraction costs, more than one unlucky sentence.
- A phenomenon of at least 5 cases may lose one case, or 10 % of its cases if that is more (PHENOMENON_TOLERANCE): fewer
  than 5 cases say too little to stop anybody, and they count in the headline anyway.
- No conflict may be printed between articles on different matters beyond those that were landed.

A trained pipeline's sums differ in their last digits from one processor to the next, which can tip one case at a time;
both tolerances leave room for that.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.accuracy.labels import FOLDER, Json
from tests.accuracy.matching import Case
from tests.accuracy.running import HEADLINES, Result

LANDED = FOLDER / "landed.json"

HEADLINE_TOLERANCE = 1.0  # points
FEW_LABELS = 1.5  # labels, where one is worth more than the points above
PHENOMENON_TOLERANCE = 0.10  # of the cases, at least one
FEWEST_CASES = 5


@dataclass(frozen=True, slots=True)
class Verdict:
    """One comparison with the landed figures. word: same, gain, loss (within tolerance), new, fallen (stops the build)."""

    name: str
    landed: float | None
    now: float
    tolerance: float
    word: str


def landed_figures(path: Path = LANDED) -> Json:
    """Return the landed figures; empty ones if nothing was landed yet."""
    if not path.exists():
        return {"headlines": {}, "phenomena": {}, "strays": 0}
    figures: Json = json.loads(path.read_text(encoding="utf-8"))
    return figures


def figures_of(result: Result) -> Json:
    """Return what is landed: headlines with their labels' number, each phenomenon's cases and which of them are missed."""
    totals, scores = result.totals(), result.scores()
    return {
        "headlines": {
            f"{task} {metric}": {
                "n": int(totals[task, metric].labelled)
                if (task, metric) in totals
                else len(result.pair_rows),
                "score": round(scores[task, metric], 2),
            }
            for task, metric in HEADLINES
            if (task, metric) in scores
        },
        "phenomena": {
            name: {
                "n": len(cases),
                "right": sum(case.right for case in cases),
                "missed": sorted(case.key for case in cases if not case.right),
            }
            for name, cases in sorted(by_phenomenon(result.cases).items())
        },
        "strays": len(result.strays),
    }


def land(result: Result, path: Path = LANDED) -> None:
    """Write today's figures as those to keep."""
    path.write_text(json.dumps(figures_of(result), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def by_phenomenon(cases: Sequence[Case]) -> dict[str, list[Case]]:
    """Return the cases by "task: phenomenon"."""
    found: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        found[f"{case.task}: {case.phenomenon}"].append(case)
    return found


def verdicts(now: Json, landed: Json) -> Iterator[Verdict]:
    """Yield a verdict for every headline and phenomenon, and for the conflicts between different matters."""
    for name, figure in now["headlines"].items():
        tolerance = max(HEADLINE_TOLERANCE, 100 * FEW_LABELS / max(1, figure["n"]))
        yield _verdict(name, (landed["headlines"].get(name) or {}).get("score"), figure["score"], tolerance)
    for name, figure in now["phenomena"].items():
        before = landed["phenomena"].get(name)
        share = 100 * figure["right"] / figure["n"]
        allowed = 100 * max(1 / figure["n"], PHENOMENON_TOLERANCE) if figure["n"] >= FEWEST_CASES else 100.0
        yield _verdict(name, before and 100 * before["right"] / before["n"], share, allowed)
    # more is worse here, so the signs are turned round
    strays = _verdict("conflicts between different matters", -landed["strays"], -now["strays"], 0.0)
    yield Verdict(strays.name, landed["strays"], now["strays"], 0.0, strays.word)


def changed_cases(now: Json, landed: Json, name: str) -> tuple[list[str], list[str]]:
    """Return the labels of a phenomenon that are right now and were not, and those that are missed now and were not."""
    missed = set(now["phenomena"][name]["missed"])
    before = set((landed["phenomena"].get(name) or {"missed": missed})["missed"])
    return sorted(before - missed), sorted(missed - before)


def _verdict(name: str, landed: float | None, now: float, tolerance: float) -> Verdict:
    if landed is None:
        return Verdict(name, None, now, tolerance, "new")
    fall = landed - now
    slack = 0.011  # landed scores are rounded to two digits
    word = (
        "fallen"
        if fall > tolerance + slack
        else "loss"
        if fall > slack
        else "gain"
        if fall < -slack
        else "same"
    )
    return Verdict(name, landed, now, tolerance, word)
