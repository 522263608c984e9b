"""Scores claims: is each labelled one made, of the right kind, and does it cover what the label says it covers?"""

from tests.accuracy.labels import Article, Json, Label
from tests.accuracy.matching import Case, Counts, ends_of, same_name, same_number, shared
from tests.accuracy.spans import Outcome

#: Each a score of its own: of the labels that assert it, how many are right; a claim that is not made has nothing right.
FIELDS = ("kind", "measure", "value", "population", "place", "period", "as_of", "polarity", "basis", "chain")
_NAMES = ("measure", "population", "place", "basis")
_NUMBERS = ("low", "best", "high", "bound")


def score_claims(article: Article, found: Json) -> tuple[Outcome, list[tuple[float, bool]]]:
    """Return the outcome, and for each labelled claim that is made its score and whether all of it is right."""
    labels, made = article.labels["claims"], found["claims"]
    fields = {name: [0, 0] for name in FIELDS}
    cases: list[Case] = []
    scored: list[tuple[float, bool]] = []
    answers: set[int] = set()
    for label in labels:
        options = [
            (claim, _wrong(label.data, claim, found)) for claim in made if _stands_at(label, claim, found)
        ]
        claim, wrong = min(options, key=lambda option: len(option[1]), default=(None, {"claim"}))
        for name in FIELDS:
            if _is_asserted(label.data, name):
                fields[name][0] += claim is not None and name not in wrong
                fields[name][1] += 1
        if claim is not None:
            answers.add(claim["id"])
            scored.append((float(claim["score"]), not wrong))
        cases.append(_case(label, claim, wrong, found))
    n_found = sum(case.got != "nothing" for case in cases)
    counts = {name: Counts(right, n, n) for name, (right, n) in fields.items()}
    counts["found"] = Counts(n_found, len(labels), len(labels))
    if article.all_assertions:
        counts["assertions"] = _assertions(labels, made, answers)
    return (counts, cases), scored


def _assertions(labels: tuple[Label, ...], made: list[Json], answers: set[int]) -> Counts:
    """Count the claims without a figure, where an article's labels hold them all."""
    labelled = sum(not label.data.get("figure") for label in labels)
    without = [claim for claim in made if claim["quantity"] is None]
    return Counts(sum(claim["id"] in answers for claim in without), labelled, len(without))


def _stands_at(label: Label, claim: Json, found: Json) -> bool:
    """Whether the claim rests on the labelled figure, or is of the labelled kind and shares half of the labelled words."""
    if label.data.get("figure"):
        if claim["quantity"] is None:
            return False
        quantity = found["quantities"][claim["quantity"]]
        return shared(label.ends, (quantity["value_start"], quantity["value_end"])) > 0
    common = shared(label.ends, ends_of(claim))
    return claim["kind"] == label.data["kind"] and 2 * common >= label.ends[1] - label.ends[0]


def _is_asserted(wanted: Json, name: str) -> bool:
    return any(number in wanted for number in _NUMBERS) if name == "value" else name in wanted


def _wrong(wanted: Json, claim: Json, found: Json) -> set[str]:
    wrong: set[str] = {
        name for name in ("kind", "polarity") if name in wanted and wanted[name] != claim[name]
    }
    wrong |= {name for name in _NAMES if name in wanted and not same_name(wanted[name], claim[name])}
    numbers = {
        name
        for name in ("low", "best", "high")
        if name in wanted and not same_number(wanted[name], claim[name])
    }
    if numbers or ("bound" in wanted and wanted["bound"] != claim["bound"]):
        wrong.add("value")
    for name in ("period", "as_of"):
        if name in wanted and wanted[name] != _days(claim[name]):
            wrong.add(name)
    if "chain" in wanted and not _same_chain(wanted["chain"], claim, found):
        wrong.add("chain")
    return wrong


def _days(period: Json | None) -> list[str | None] | None:
    return [period["from"], period["to"]] if period else None


def _chain(claim: Json, found: Json) -> list[str | None]:
    by_id = {one["id"]: one for one in found["attributions"]}
    hops = [by_id[number] for number in claim["chain"]]
    return [hop["source"] and hop["source"]["name"] for hop in hops]


def _same_chain(wanted: list[str], claim: Json, found: Json) -> bool:
    chain = _chain(claim, found)
    return len(chain) == len(wanted) and all(map(same_name, wanted, chain))


def _case(label: Label, claim: Json | None, wrong: set[str], found: Json) -> Case:
    names = sorted(wrong)
    shown = {"value": {name: label.data[name] for name in _NUMBERS if name in label.data}}
    wanted = ", ".join(f"{name} {shown.get(name, label.data.get(name))}" for name in names)
    if claim is None:
        return Case("claims", label.phenomenon, label.key, False, wanted, "nothing")
    read = {
        "value": {name: claim[name] for name in _NUMBERS},
        "period": _days(claim["period"]),
        "as_of": _days(claim["as_of"]),
        "chain": _chain(claim, found),
    }
    got = ", ".join(f"{name} {read.get(name, claim.get(name))}" for name in names)
    return Case("claims", label.phenomenon, label.key, not wrong, wanted, got or "right")
