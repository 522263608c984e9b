"""What must hold of any two readings whatever: drawn by hypothesis, the same ones in every run."""

from dataclasses import fields, replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from claims.comparison.comparability import comparability_of
from claims.comparison.judge import judge
from claims.comparison.readings import Containment, Event, Reading, Window
from claims.comparison.verdicts import Finding, mirror
from claims.vocabulary import Axis, AxisVerdict, Bound, ClaimKind, Comparability, Polarity, RelationKind

MEASURES = [
    "killed",
    "wounded",
    "captured",
    "casualties",
    "neutralised",
    "losses",
    "deployed",
    "duration",
    "unheard-of",
]
NAMES = [
    "regiment",
    "army",
    "forces",
    "528th Regiment",
    "528th Engineer Regiment",
    "people",
    "Kursk",
    "Kursk region",
]
DAYS = [date(2025, 1, 1) + timedelta(days=n) for n in (0, 1, 30, 31, 200, 364)]

steady = settings(derandomize=True, deadline=None, max_examples=100, database=None)

windows = st.builds(
    lambda days: Window(*days),
    st.tuples(st.none() | st.sampled_from(DAYS), st.none() | st.sampled_from(DAYS)).map(
        lambda days: tuple(sorted(days)) if None not in days else days
    ),
)


events = st.builds(
    Event,
    names=st.frozensets(st.sampled_from("abcdef"), max_size=4),
    foremost=st.frozensets(st.sampled_from("abcdef"), max_size=1),
    place=st.none() | st.sampled_from(NAMES),
    days=st.frozensets(st.sampled_from(DAYS), max_size=1),
    told=st.none() | st.sampled_from([(0, 0), (1, 1), (1, None), (3, 3)]),
    total=st.booleans(),
)


#: What a reading may leave open. Put together once: hypothesis looks at every new strategy.
MAYBE = {
    "measure": st.sampled_from(MEASURES),
    "population": st.sampled_from(NAMES),
    "place": st.sampled_from(NAMES),
    "period": windows,
    "as_of": windows,
    "basis": st.sampled_from(["verified", "estimated", "by hand"]),
    "claimant": st.sampled_from(["Kim", "Zelensky"]),
    "utterance": st.sampled_from(["speech"]),
    "article": st.sampled_from(["one", "two"]),
    "published": st.sampled_from(DAYS),
    "statement": st.sampled_from(["troops were sent", "no troops were sent", "the harvest is in"]),
    "role": st.sampled_from(["increment", "subtotal"]),
    "revision": st.sampled_from(["corrects", "updates", "corrected", "updated"]),
    "aspect": st.sampled_from(["price", "debt"]),
    "loose": st.sampled_from(list(Bound)),
    "event": events,
    "unit": st.sampled_from(["person", "day", "month", "USD"]),
    "bound": st.sampled_from(list(Bound)),
}
CHANGING = [field.name for field in fields(Reading) if field.name not in ("key", "kind")]
OPEN = {name: st.none() | values for name, values in MAYBE.items()}
KINDS = st.sampled_from([ClaimKind.QUANTITY, ClaimKind.QUANTITY, ClaimKind.DURATION, ClaimKind.POSITION])
ENDS = st.lists(st.integers(0, 50), min_size=3, max_size=3).map(sorted)
WORDS = st.lists(st.sampled_from("abcdef"), max_size=4).map(frozenset)
POLARITIES = st.sampled_from(list(Polarity))
LEAD = st.lists(st.sampled_from(["mill", "kind fire"]), max_size=2).map(frozenset)
CHANGED = st.booleans().flatmap(
    lambda few: st.sets(st.sampled_from(CHANGING), max_size=4) if few else st.just(set(CHANGING))
)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    kind = draw(KINDS)
    low, best, high = (draw(st.sampled_from([None, Decimal(end), Decimal(end)])) for end in draw(ENDS))
    given_values = {name: draw(values) for name, values in OPEN.items()}
    words, polarity, lead, background = draw(WORDS), draw(POLARITIES), draw(LEAD), draw(st.booleans())
    return Reading(
        "key", kind, low=low, best=best, high=high, polarity=polarity, event_words=words, lead=lead,
        background=background, **given_values,
    )  # fmt: skip


READINGS = readings()


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Reading, Reading]:
    """Draw two readings that mostly differ in a few things only: only such ones are ever comparable."""
    left, other, changed = draw(READINGS), draw(READINGS), draw(CHANGED)
    right = replace(left, **{name: getattr(other, name) for name in changed})
    return left, right


edges = st.dictionaries(
    st.sampled_from(NAMES), st.lists(st.sampled_from(NAMES), max_size=2).map(tuple), max_size=6
)
containments = st.builds(
    Containment,
    measure_parts=st.dictionaries(
        st.sampled_from(MEASURES),
        st.dictionaries(st.sampled_from(MEASURES), st.booleans(), max_size=3),
        max_size=4,
    ),
    ambiguous=st.frozensets(st.sampled_from(MEASURES), max_size=2),
    population_wholes=edges,  # circles included: people record them by mistake
    place_wholes=edges,
    measure_family=st.dictionaries(
        st.sampled_from(MEASURES), st.sampled_from(["casualties", "other"]), max_size=9
    ),
    population_side=st.dictionaries(
        st.sampled_from(NAMES), st.sampled_from(["", "east", "west"]), max_size=4
    ),
)


@steady
@given(pairs(), containments, st.booleans())
def test_swapping_the_claims_mirrors_the_verdict(
    pair: tuple[Reading, Reading], terms: Containment, side_by_side: bool
) -> None:
    left, right = pair
    there = judge(left, right, terms, side_by_side=side_by_side)
    back = judge(right, left, terms, side_by_side=side_by_side)

    assert back.axes == {axis: mirror(verdict) for axis, verdict in there.axes.items()}
    assert back.comparability is there.comparability
    assert back.relation is there.relation
    assert back.newer == {"left": "right", "right": "left", None: None}[there.newer]
    assert back.score == there.score


@steady
@given(pairs(), containments, st.booleans())
def test_an_unknown_axis_never_becomes_a_contradiction(
    pair: tuple[Reading, Reading], terms: Containment, side_by_side: bool
) -> None:
    left, right = pair
    verdict = judge(left, right, terms, side_by_side=side_by_side)

    known = {axis: found for axis, found in verdict.axes.items() if axis is not Axis.BASIS}
    if AxisVerdict.UNKNOWN in known.values() or verdict.comparability is Comparability.UNKNOWN:
        assert verdict.relation not in {RelationKind.CONTRADICTS, RelationKind.CONTAINMENT_VIOLATION}
    if verdict.relation is RelationKind.CONTRADICTS:
        assert verdict.comparability is Comparability.COMPARABLE
    if verdict.relation is RelationKind.CONTAINMENT_VIOLATION:
        assert verdict.comparability is Comparability.NESTED


@steady
@given(pairs(), containments, st.sampled_from(["measure", "population", "place", "period"]))
def test_forgetting_a_value_never_makes_a_contradiction(
    pair: tuple[Reading, Reading], terms: Containment, field: str
) -> None:
    left, right = pair
    # a period that is forgotten leaves the as-of day and the day of publication, so these go with it
    clocks = {"as_of": None, "published": None} if field == "period" else {}
    forgotten = replace(left, **{field: None, **clocks})

    assert judge(forgotten, right, terms, side_by_side=True).relation is not RelationKind.CONTRADICTS


@steady
@given(readings(), containments)
def test_a_claim_never_conflicts_with_itself(reading: Reading, terms: Containment) -> None:
    verdict = judge(reading, reading, terms, side_by_side=True)

    assert verdict.relation not in {RelationKind.CONTRADICTS, RelationKind.CONTAINMENT_VIOLATION}
    assert not {AxisVerdict.NARROWER, AxisVerdict.BROADER, AxisVerdict.OVERLAPPING} & set(
        verdict.axes.values()
    )


@steady
@given(pairs(), containments, st.booleans())
def test_every_suggestion_has_its_reasons_and_a_score(
    pair: tuple[Reading, Reading], terms: Containment, side_by_side: bool
) -> None:
    left, right = pair
    verdict = judge(left, right, terms, side_by_side=side_by_side)

    assert set(verdict.axes) == set(Axis)
    assert len(verdict.reasons) == len(Axis) + 1
    assert 0 <= verdict.score <= 1
    assert (verdict.score > 0) is (verdict.relation is not RelationKind.UNRELATED)


@steady
@given(st.lists(st.sampled_from(list(AxisVerdict)), min_size=1, max_size=5))
def test_comparability_is_the_same_from_both_sides(verdicts: list[AxisVerdict]) -> None:
    findings = [Finding(Axis.PLACE, verdict, "") for verdict in verdicts]
    mirrored = [Finding(Axis.PLACE, mirror(verdict), "") for verdict in verdicts]

    assert comparability_of(findings) is comparability_of(mirrored)
    if AxisVerdict.DISJOINT in verdicts:
        assert comparability_of(findings) is Comparability.NOT_COMPARABLE
    elif AxisVerdict.UNKNOWN in verdicts:
        assert comparability_of(findings) is Comparability.UNKNOWN
