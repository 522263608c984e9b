"""The coefficients of agreement give what published worked examples give, and say when there is too little."""

import subprocess
import sys

import numpy as np
import pytest

from claims.coefficients import FEWEST, alpha, kappa
from claims.resampling import Rating, Resampling, alphas, kappas

#: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section E: four observers, twelve units, gaps.
OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
TWELVE: list[Rating] = [
    (coder, unit, int(value))
    for coder, row in enumerate(OBSERVERS)
    for unit, value in enumerate(row.split())
    if value != "."
]


def table(both: int, one: int, other: int, neither: int) -> list[Rating]:
    """Return the ratings of two coders who said yes and no so many times."""
    pairs = [(1, 1)] * both + [(1, 0)] * one + [(0, 1)] * other + [(0, 0)] * neither
    return [(coder, unit, labels[coder]) for unit, labels in enumerate(pairs) for coder in (0, 1)]


@pytest.mark.parametrize(("is_ordinal", "published"), [(False, 0.743), (True, 0.815)])
def test_alpha_is_what_krippendorff_computes(is_ordinal: bool, published: float) -> None:
    found = alpha(TWELVE, is_ordinal=is_ordinal, fewest=1)

    assert found.value == pytest.approx(published, abs=0.0005)
    assert found.units == 11  # the twelfth has one rating only


#: Viera & Garrett, Understanding interobserver agreement, Family Medicine 37 (2005), table 2: .57.
def test_kappa_is_what_a_textbook_computes() -> None:
    found = kappa(table(15, 5, 10, 70), 0, 1)

    assert found.value == pytest.approx(0.57, abs=0.005)
    assert (found.units, found.why) == (100, "moderate agreement")


def test_kappa_looks_only_at_what_both_judged() -> None:
    alone: list[Rating] = [(0, 1000, 1), (2, 1001, 0), (1, 1001, 1)]

    assert kappa([*table(15, 5, 10, 70), *alone], 0, 1) == kappa(table(15, 5, 10, 70), 0, 1)


def test_too_few_units_give_no_figure_but_say_how_many_are_needed() -> None:
    found = alpha(table(5, 5, 5, FEWEST - 16))

    assert found.value is None
    assert found.why == f"too few to say: {FEWEST - 1} of the {FEWEST} that are needed"


@pytest.mark.parametrize("compute", [alpha, lambda ratings: kappa(ratings, 0, 1)])
def test_where_everybody_always_says_the_same_chance_cannot_be_told_apart(compute: object) -> None:
    found = compute(table(FEWEST, 0, 0, 0))  # type: ignore[operator]

    assert found.value is None
    assert "not defined" in found.why


@pytest.mark.parametrize(
    ("counts", "words"),
    [((50, 0, 0, 50), "can be relied on"), ((46, 7, 7, 40), "tentative"), ((10, 40, 40, 10), "worse than chance"),
     ((30, 20, 20, 30), "too low")],
)  # fmt: skip
def test_alpha_is_read_in_plain_words(counts: tuple[int, int, int, int], words: str) -> None:
    assert words in alpha(table(*counts)).why


def test_the_library_is_loaded_only_when_there_is_something_to_compute() -> None:
    program = (
        "import sys; from claims import coefficients; coefficients.alpha([]); print('nltk' in sys.modules)"
    )

    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout

    assert said.strip() == "False"


@pytest.mark.parametrize("is_ordinal", [False, True])
def test_what_is_drawn_again_is_the_same_coefficient(is_ordinal: bool) -> None:
    paired = [rating for rating in TWELVE if rating[1] != 11]
    undrawn = Resampling(range(11))
    undrawn.__dict__["weights"] = np.ones((1000, 11))

    low, high = undrawn.of_alpha(paired, is_ordinal=is_ordinal) or (0.0, 0.0)

    assert low == pytest.approx(high)
    assert low == pytest.approx(alpha(TWELVE, is_ordinal=is_ordinal, fewest=1).value)
    assert kappas(np.array([[[15.0, 5.0], [10.0, 70.0]]]))[0] == pytest.approx(
        kappa(table(15, 5, 10, 70), 0, 1).value
    )


def test_the_interval_holds_the_value_and_is_the_same_every_time() -> None:
    ratings = table(15, 5, 10, 70)
    found = kappa(ratings, 0, 1, resampling=Resampling(range(100)))

    # the large-sample interval of Fleiss, Cohen & Everitt (1969) is .37 to .76
    assert found.interval == pytest.approx((0.37, 0.76), abs=0.03)
    assert found == kappa(ratings, 0, 1, resampling=Resampling(range(100)))


def test_more_judgements_make_a_narrower_interval() -> None:
    def width(times: int) -> float:
        found = alpha(table(3 * times, times, times, 5 * times), resampling=Resampling(range(10 * times)))
        assert found.interval is not None
        return found.interval[1] - found.interval[0]

    assert width(32) < width(8) < width(2)


def test_many_claims_of_few_requests_have_no_interval() -> None:
    ratings = table(15, 5, 10, 70)
    few = {unit: unit % (FEWEST - 1) for unit in range(100)}

    found = alpha(ratings, resampling=Resampling(few.values(), few))

    assert found.value is not None
    assert found.interval is None


def test_claims_of_one_request_are_drawn_together() -> None:
    """Forty requests of ten claims each, all alike within a request, say less than four hundred claims would."""
    ratings: list[Rating] = [
        (coder, unit, label)
        for unit in range(400)
        for coder, label in ((0, unit // 10 % 2), (1, unit // 10 % 3 % 2))
    ]
    request = {unit: unit // 10 for unit in range(400)}
    together = alpha(ratings, resampling=Resampling(request.values(), request)).interval
    apart = alpha(ratings, resampling=Resampling(range(400))).interval

    assert together is not None
    assert apart is not None
    assert together[1] - together[0] > 2 * (apart[1] - apart[0])


def test_a_table_in_which_nothing_varies_has_no_coefficient() -> None:
    alike = np.array([[[7.0, 0.0], [0.0, 0.0]]])

    assert np.isnan([*alphas(alike, is_ordinal=False), *alphas(alike, is_ordinal=True), *kappas(alike)]).all()
