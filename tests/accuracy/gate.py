"""
The regression gate: today's scores against the last landed ones (fixtures/benchmark/landed.json).

Texts and code decide the scores, nothing else does, so a score that moves was moved by a change. The tolerances are
not for noise but for trade: a rule that wins five cases may lose one elsewhere and is still worth having.

- A headline may fall by 1 point (HEADLINE_TOLERANCE), or by one and a half labels (FEW_LABELS) where one label is worth
  more than that. Measured when this was set: taking a single word out of the tables cost 1.8 points ("at least", on
  values), 2.8 ("about", on bounds), 1.8 ("deny") and 3.4 ("tell", on the triple of attributions), while changes that
  were worth having lost 0.2 to 0.7 points of some other headline.
- A phenomenon of at least 5 cases (FEWEST_CASES) may lose one case, or 10 % of its cases if that is more
  (PHENOMENON_TOLERANCE); "percent", taken out, shows only here. Fewer than 5 say too little to stop anybody, and they
  count in the headline anyway.
- A conflict printed between articles on different matters is never traded: none may be added.
- Scores over other labels than those that were landed say nothing about the code, so changed labels must be landed.

A trained pipeline's sums differ in their last digits from one processor to the next, which can tip a case;
the tolerances leave room for that.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.accuracy.labels import FOLDER, Json
from tests.accuracy.matching import Case
from tests.accuracy.pairs import conflicts_among
from tests.accuracy.running import HEADLINES, Result

LANDED = FOLDER / "landed.json"

HEADLINE_TOLERANCE = 1.0  # points
FEW_LABELS = 1.5  # labels, where one is worth more than the points above
PHENOMENON_TOLERANCE = 0.10  # of the cases, at least one
FEWEST_CASES = 5

STOPS = ("fallen", "relabelled")


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    One comparison with the landed figures.

    word: same, gain, loss (within tolerance), new; and what stops the build: fallen, relabelled.
    """

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
                "share": round(100 * sum(case.right for case in cases) / len(cases), 2),
                "missed": sorted(case.key for case in cases if not case.right),
            }
            for name, cases in sorted(by_phenomenon(result.cases).items())
        },
        "strays": conflicts_among(result.strays),
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
        yield _checked(name, landed["headlines"].get(name), figure, "score", tolerance)
    for name, figure in now["phenomena"].items():
        allowed = 100 * max(1 / figure["n"], PHENOMENON_TOLERANCE) if figure["n"] >= FEWEST_CASES else 100.0
        yield _checked(name, landed["phenomena"].get(name), figure, "share", allowed)
    # more is worse here, so the signs are turned round
    strays = _verdict("conflicts between different matters", -landed["strays"], -now["strays"], 0.0)
    yield Verdict(strays.name, landed["strays"], now["strays"], 0.0, strays.word)


def changed_cases(now: Json, landed: Json, name: str) -> tuple[list[str], list[str]]:
    """Return the labels of a phenomenon that are right now and were not, and those that are missed now and were not."""
    missed = set(now["phenomena"][name]["missed"])
    before = set((landed["phenomena"].get(name) or {"missed": missed})["missed"])
    return sorted(before - missed), sorted(missed - before)


def _checked(name: str, before: Json | None, figure: Json, key: str, tolerance: float) -> Verdict:
    if before and before["n"] != figure["n"]:
        return Verdict(name, before[key], figure[key], tolerance, "relabelled")
    return _verdict(name, before[key] if before else None, figure[key], tolerance)


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
