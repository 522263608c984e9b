"""The two articles that the product is made for: what must be said of them, and what must never be."""

from decimal import Decimal

from claims.comparison.judge import judge
from claims.comparison.readings import Reading
from claims.vocabulary import Axis, AxisVerdict, Bound, ClaimKind, Comparability, RelationKind

from .terms import FORCES, REGIMENT, TERMS, length, reading, window

KIM = reading(
    "kim",
    9,
    measure="losses",
    population=REGIMENT,
    place="Kursk region",
    period=window("2025-08-01", "2025-12-12"),
    claimant="Kim Jong Un",
    article="one",
    words="nine tragic losses",
)
ZELENSKY = Reading(
    key="zelensky",
    kind=ClaimKind.QUANTITY,
    measure="neutralised",
    population=FORCES,
    place="Kursk region",
    as_of=window("2025-01-01", "2025-01-31"),
    low=Decimal(3400),
    best=Decimal(4000),
    high=Decimal(4600),
    bound=Bound.ABOUT,
    claimant="Volodymyr Zelensky",
    article="one",
    words="around 4,000 North Korean soldiers",
)


def test_nine_losses_and_four_thousand_neutralised_contrast_and_are_not_comparable() -> None:
    verdict = judge(KIM, ZELENSKY, TERMS, side_by_side=True)

    assert verdict.relation is RelationKind.CONTRASTS
    assert verdict.comparability is Comparability.NOT_COMPARABLE
    assert verdict.axes[Axis.POPULATION] is AxisVerdict.NARROWER
    assert verdict.axes[Axis.MEASURE] is AxisVerdict.UNKNOWN
    assert verdict.axes[Axis.PERIOD] is AxisVerdict.DISJOINT
    assert verdict.axes[Axis.PLACE] is AxisVerdict.SAME


def test_the_contrast_names_population_measure_and_period_in_words() -> None:
    reasons = judge(KIM, ZELENSKY, TERMS, side_by_side=True).reasons

    assert (
        "population: narrower — 528th Engineer Regiment is part of Korean People's Army, "
        "which is part of North Korean forces" in reasons
    )
    assert "measure: unknown — the sense of “losses” is open (losses against neutralised)" in reasons
    assert "period: disjoint — 1 August 2025 to 12 December 2025 against up to January 2025" in reasons


def test_three_months_and_120_days_are_comparable_and_contradict() -> None:
    three_months = length("a", 3, "month", population="528th Engineering Regiment", article="two")
    days = length("b", 120, "day", claimant="Kim Jong Un", article="one", place="Kursk Oblast")

    verdict = judge(three_months, days, TERMS, side_by_side=False)

    assert verdict.relation is not RelationKind.CONTRADICTS  # Kursk may be the city or the region

    verdict = judge(three_months, length("b", 120, "day", claimant="Kim Jong Un"), TERMS, side_by_side=False)
    assert verdict.comparability is Comparability.COMPARABLE
    assert verdict.relation is RelationKind.CONTRADICTS


def test_losses_that_become_deaths_within_one_article_differ_in_measure_and_do_not_restate() -> None:
    deaths = reading("deaths", 9, measure="killed", population=REGIMENT, period=None, article="one")

    verdict = judge(KIM, deaths, TERMS, side_by_side=True)

    assert verdict.axes[Axis.MEASURE] is AxisVerdict.UNKNOWN
    assert verdict.relation is RelationKind.CONTRASTS


def test_the_same_two_figures_in_articles_that_share_nothing_are_not_shown() -> None:
    elsewhere = reading("other", 4000, population=None, place=None, period=None, measure="neutralised")

    assert judge(KIM, elsewhere, TERMS, side_by_side=False).relation is RelationKind.UNRELATED
