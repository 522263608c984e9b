"""Scores figures, passages that are none, and dates: what stands at a labelled span, and is it read as labelled?"""

from collections.abc import Sequence

from tests.accuracy.labels import Article, Json, Label
from tests.accuracy.matching import Case, Counts, assigned, ends_of, same_number, same_unit, shared

Outcome = tuple[dict[str, Counts], list[Case]]

_NUMBERS = ("low", "best", "high")


def score_quantities(article: Article, found: Json) -> Outcome:
    """Return counts of value, bound, change and unit, each given the value, and one case per label."""
    labels, predicted = article.labels["quantities"], found["quantities"]
    partner = assigned(labels, predicted, _fit)
    right = dict.fromkeys(("value", "value_bound", "value_change", "value_unit"), 0)
    cases = []
    for number, label in enumerate(labels):
        one = predicted[partner[number]] if number in partner else None
        wrong = _wrong_in_figure(label.data, one)
        if not wrong & {*_NUMBERS, "figure"}:
            right["value"] += 1
            for name in ("bound", "change", "unit"):
                right[f"value_{name}"] += name not in wrong
        cases.append(_case("quantities", label, wrong, one))
    return {name: Counts(n, len(labels), len(predicted)) for name, n in right.items()}, cases


def _fit(label: Label, one: Json) -> tuple[bool, float] | None:
    """Return how well a figure fits a label; in "310 of 740 posts" two figures share words, and the values tell them apart."""
    ends = ends_of(one)
    common = shared(label.ends, ends)
    if not common:
        return None
    values = all(same_number(label.data[name], one[name]) for name in _NUMBERS if name in label.data)
    return values, common / (label.ends[1] - label.ends[0] + ends[1] - ends[0] - common)


def _wrong_in_figure(wanted: Json, one: Json | None) -> set[str]:
    """Return the names of what is asserted and read otherwise; "figure" if nothing was read there."""
    if one is None:
        return {"figure"}
    wrong = {name for name in _NUMBERS if name in wanted and not same_number(wanted[name], one[name])}
    # a unit may be the thing counted: "homes" is as good as the unit that the product gives to it
    if "unit" in wanted and not any(same_unit(wanted["unit"], one.get(name)) for name in ("unit", "counted")):
        wrong.add("unit")
    return wrong | {
        name for name in ("bound", "change", "role") if name in wanted and wanted[name] != one.get(name)
    }


def score_kept_out(article: Article, found: Json) -> Outcome:
    """Return how many passages with digits that are no figures are left alone."""
    labels = article.labels["not_quantities"]
    spans = [(one["value_start"], one["value_end"]) for one in found["quantities"]]
    cases = []
    for label in labels:
        read = [one for one, ends in zip(found["quantities"], spans, strict=True) if shared(label.ends, ends)]
        cases.append(
            Case(
                "kept_out", label.phenomenon, label.key, not read, "no figure", f"{read and read[0]['exact']}"
            )
        )
    right = sum(case.right for case in cases)
    return {"left_alone": Counts(right, len(labels), len(labels))}, cases


def score_dates(article: Article, found: Json) -> Outcome:
    """Return counts of dates found and of those with the right first and last day; durations and sets are cases only."""
    labels, predicted = article.labels["dates"], found["dates"]
    partner = assigned(labels, predicted, lambda label, one: shared(label.ends, ends_of(one)))
    cases, detected, right = [], 0, 0
    for number, label in enumerate(labels):
        one = predicted[partner[number]] if number in partner else None
        wrong = {"date"} if one is None else _wrong_in_date(label.data, one)
        if label.data.get("kind", "date") == "date" and one is not None and one["kind"] == "date":
            detected += 1
            right += not wrong
        cases.append(_case("dates", label, wrong, one))
    dated = sum(label.data.get("kind", "date") == "date" for label in labels)
    stated = _dates_meant(labels, predicted, partner)
    return {"detection": Counts(detected, dated, stated), "value": Counts(right, dated, stated)}, cases


def _dates_meant(labels: Sequence[Label], predicted: Sequence[Json], partner: dict[int, int]) -> int:
    """Return how many predictions claim to be a date; one that answers a duration's or a set's label is no false alarm."""
    answers = {j for i, j in partner.items() if labels[i].data.get("kind", "date") != "date"}
    return sum(one["kind"] == "date" and j not in answers for j, one in enumerate(predicted))


def _wrong_in_date(wanted: Json, one: Json) -> set[str]:
    wrong = {name for name in ("from", "to") if name in wanted and wanted[name] != one[name]}
    return wrong | ({"kind"} if wanted.get("kind", "date") != one["kind"] else set())


def _case(task: str, label: Label, wrong: set[str], one: Json | None) -> Case:
    names = sorted(wrong)
    wanted = ", ".join(f"{name} {label.data.get(name)}" for name in names if name in label.data)
    got = "nothing" if one is None else ", ".join([repr(one["exact"]), *(f"{n} {one.get(n)}" for n in names)])
    return Case(task, label.phenomenon, label.key, not wrong, wanted, got)
