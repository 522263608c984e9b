"""How the value of a figure is read: text → (low, best, high)."""

from decimal import Decimal

import pytest

from claims.vocabulary import Bound
from tests.extraction.conftest import Read

VALUES: list[tuple[str, list[float]]] = [
    ("It takes one and a half hours, or 2½ hours.", [1.5, 2.5]),
    ("Walk 1 1/2 miles, then a quarter of a mile.", [1.5, 0.25]),
    ("Half a million left; a half-dozen stayed; a couple of hundred waited.", [500_000, 6, 200]),
    ("Two-thirds of the town fled, down three-quarters from May.", [2 / 3, 0.75]),
    # a ratio is a share; "three in six games" is no ratio
    ("One in five voters stayed, and nine out of 10 doctors.", [0.2, 0.9]),
    ("She scored three in six games.", [3, 6]),
    ("He won 49 out of the 54 seats.", [49, 54]),
    ("It rose sixfold, then ten-fold.", [6, 10]),
    ("It costs Rs 500 crore or 3 lakh crore rupees.", [5_000_000_000, 3_000_000_000_000]),
    ("It has 1.000.000 users, 1 200 000 people, 12 500 euros and 1,2 million fans.",
     [1_000_000, 1_200_000, 12_500, 1_200_000]),
    ("The particle weighs 1.5×10-3 grams.", [0.0015]),
    ("It was minus 12 degrees, plus or minus 3 degrees.", [-12, 3]),
    # metres, not millions
    ("She is 1.8m tall and won the 100m final and the 1,500m.", [1.8, 100, 1500]),
    ("It costs £2m and 5m people came.", [2_000_000, 5_000_000]),
    ("No deaths were reported and none of the 12 was hurt.", [0, 0, 12]),
    ("Sub-7 nanometre chips came from a now-18 month-old plant.", [7, 18]),
    ("Not one bed is free at minus ten.", [0, -10]),
    ("More than half stayed, 4K or not.", [0.5]),
    ("A magnitude-6.1 quake struck.", [6.1]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), VALUES)
def test_it_reads_the_value(read: Read, text: str, values: list[float]) -> None:
    found = [float(q.best) for q in read(text).quantities if q.best is not None]

    assert found == pytest.approx(values)


RANGES: list[tuple[str, list[tuple[float, float]]]] = [
    ("It takes from £1.2m to £1.4m.", [(1_200_000, 1_400_000)]),
    ("10- to 15-year-olds came.", [(10, 15)]),
    ("1.5m-2m people came.", [(1_500_000, 2_000_000)]),
    ("It holds 12 million to 15 million barrels.", [(12_000_000, 15_000_000)]),
    ("Between three million and more than ten million died.", [(3_000_000, 10_000_000)]),
    ("It will cost from 5 % to 7.", [(5, 7)]),
    # what moved lay between the two
    ("Deaths rose from 38 to 45.", [(38, 45)]),
    ("He went from 208 pounds to 193.", [(193, 208)]),
    # scores and odds as they are printed, whatever the order
    ("They won 9-2.", [(2, 9)]),
    ("By a margin of 3 to 1 they agreed.", [(1, 3)]),
    ("They pay 450 sq ft up to 900 sq ft.", [(450, 900)]),
    # an amount and a level are two figures
    ("It rose 5 percent to 13 percent.", []),
    ("Output rose to 45 from 38.", []),
    ("They cut the price by $100 to $899.", []),
    ("It rose by 3 to 5 percent.", [(3, 5)]),
]


@pytest.mark.parametrize(("text", "ranges"), RANGES)
def test_it_joins_the_ends_of_a_range(read: Read, text: str, ranges: list[tuple[float, float]]) -> None:
    found = [
        (float(q.low or 0), float(q.high or 0)) for q in read(text).quantities if q.bound is Bound.BETWEEN
    ]

    assert found == ranges


def test_it_keeps_the_level_that_a_move_reached(read: Read) -> None:
    (rose,) = read("Deaths rose from 38 to 45.").quantities
    (fell,) = read("Deaths fell from 45 to 38.").quantities
    (spans,) = read("Prices range from 38 to 45.").quantities

    assert (rose.reached, fell.reached, spans.reached) == (45, 38, None)


BOUNDS = [
    ("just under 300 homes", Bound.FEWER_THAN),
    ("slightly more than 300 homes", Bound.MORE_THAN),
    ("~300 homes", Bound.ABOUT),
    (">300 homes", Bound.MORE_THAN),
    ("≥ 300 homes", Bound.AT_LEAST),
    ("300+ homes", Bound.AT_LEAST),
    ("50-plus homes", Bound.AT_LEAST),
    ("300 homes or more", Bound.AT_LEAST),
    ("some 40-odd homes", Bound.ABOUT),
    ("sub-50 homes", Bound.FEWER_THAN),
    ("for over six years", Bound.MORE_THAN),
    # the preposition: a sum spread over years, talks about homes
    ("$5 over six years", Bound.EXACT),
    ("it never exceeded 6 percent", Bound.UP_TO),
    ("twice as many as two weeks earlier", Bound.EXACT),
    ("talks about 40 homes", Bound.EXACT),
    ("it is all about one idea", Bound.EXACT),
]


@pytest.mark.parametrize(("text", "bound"), BOUNDS)
def test_it_reads_the_bound(read: Read, text: str, bound: Bound) -> None:
    assert read(f"They say {text}.").quantities[-1].bound is bound


def test_a_figure_given_again_in_another_unit_is_as_exact_as_the_first(read: Read) -> None:
    found = read("It makes just under 300 hp (224 kW / 304 PS), about 5 feet (1.5 m) from there.").quantities

    assert [q.bound for q in found] == [Bound.FEWER_THAN] * 3 + [Bound.ABOUT] * 2
    assert found[4].best == Decimal("1.5")
