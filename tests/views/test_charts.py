"""Drawings: where marks stand, what is left open, what is not drawn on top of each other."""

from datetime import date
from itertools import combinations

import pytest

from claims.charts.axes import day_scale, figure_scale
from claims.charts.labels import Box, Label, Wanted, place_labels
from claims.charts.ladder import Gap, Rung, ladder
from claims.charts.periods import Span, gap_in_words, periods
from claims.charts.strip import StripFigure, strip


def rung(letter: str, figure: float | None, at: date | None = date(2025, 1, 31), **fields: object) -> Rung:
    values: dict[str, object] = {
        "low": figure, "best": figure, "high": figure, "first": None, "last": None, "side": "own", "shape": "direct",
        "fit": "comparable", "label": "", "who": "", "title": "", **fields,
    }  # fmt: skip
    return Rung(letter=letter, at=at, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("values", "is_log", "labels"),
    [
        ([9, 4000], True, ["1", "10", "100", "1,000", "10,000"]),
        ([9, 10], False, ["0", "5", "10"]),
        (
            [0, 500],
            False,
            ["0", "200", "400", "600"],
        ),  # zero has no place on a log axis, so nothing spans decades
        ([0, 3, 900], True, ["1", "10", "100", "1,000"]),
        ([0], False, ["0", "0.1", "0.2"]),
        (
            [1_200_000_000, 1_620_000_000],
            False,
            ["0", "500 million", "1 billion", "1.5 billion", "2 billion"],
        ),
    ],
)
def test_the_axis_is_logarithmic_only_where_figures_span_decades(
    values: list[float], is_log: bool, labels: list[str]
) -> None:
    scale = figure_scale(values, start=0, end=100)

    assert scale.is_log is is_log
    assert [tick.label for tick in scale.ticks()] == labels
    assert all(0 <= scale.at(value) <= 100 for value in values)


def test_months_are_marked_and_every_january_bears_its_year() -> None:
    ticks = day_scale([date(2024, 11, 5), date(2025, 2, 20)], start=0, end=100).ticks()

    assert [tick.label for tick in ticks] == ["Nov 2024", "Dec", "Jan 2025", "Feb", "Mar"]
    assert [tick.strong for tick in ticks] == [False, False, True, False, False]


def test_long_times_get_few_marks() -> None:
    assert len(day_scale([date(1990, 1, 1), date(2025, 1, 1)], start=0, end=100).ticks(most=15)) < 15


def test_an_exact_figure_is_a_dot_a_range_a_line_and_an_open_end_has_an_arrow() -> None:
    exact, dozens, more = (
        strip([StripFigure(*figure, side="own")])
        for figure in ((9, 9, 9), (24, None, 99), (3000, None, None))
    )

    assert exact is not None
    assert (exact.series[0].dots.count("M"), exact.series[0].lines) == (1, "")
    assert dozens is not None
    assert (dozens.series[0].dots, dozens.series[0].lines.count("H")) == ("", 1)
    assert more is not None
    assert (more.series[0].dots.count("M"), more.series[0].lines.count("l3 3")) == (1, 1)


def test_equal_figures_are_stacked_and_sides_kept_apart() -> None:
    drawn = strip([StripFigure(9, 9, 9, "own")] * 3 + [StripFigure(9, 9, 9, "opponent")])

    assert drawn is not None
    heights = {part.split("a")[0].split(" ")[1] for part in drawn.series[0].dots.split("M")[1:]}
    assert len(heights) == 3
    assert [one.side for one in drawn.series] == ["own", "opponent"]


def test_nothing_is_drawn_from_nothing() -> None:
    assert strip([StripFigure(None, None, None, "own")]) is None
    assert ladder([rung("a", None)]) is None
    assert periods(Span("left", "own", None, None), Span("right", "own", None, None)) is None


def test_figures_of_one_month_stand_side_by_side() -> None:
    drawn = ladder([rung(letter, 9) for letter in "abcde"])

    assert drawn is not None
    places = [(mark.x, mark.y) for mark in drawn.marks]
    assert len(set(places)) == 5
    assert min(abs(one[0] - other[0]) for one in places for other in places if one is not other) > 10


def test_undated_figures_stand_apart() -> None:
    drawn = ladder([rung("a", 9), rung("b", 9, at=None)])

    assert drawn is not None
    assert drawn.has_undated
    dated, undated = drawn.marks
    assert undated.x < dated.x


def test_the_gap_is_labelled_only_where_there_is_room() -> None:
    far = ladder([rung("a", 9), rung("b", 4000)], gap=Gap("a", "b", "period"))
    near = ladder([rung("a", 9), rung("b", 10)], gap=Gap("a", "b", "period"))

    assert far is not None
    assert far.callout is not None
    assert far.callout.words == "period"
    assert near is not None
    assert near.callout is None


def test_labels_never_lie_on_each_other() -> None:
    inside = Box(0, 0, 500, 300)
    spots = [Wanted(250.0, 150.0 + step, "a", "about 4,000 killed", "Somebody") for step in range(0, 40, 4)]

    placed = [label for label in place_labels(spots, avoid=[], inside=inside) if label]

    assert 0 < len(placed) <= len(spots)
    assert len({(label.x, label.y) for label in placed}) == len(placed)


def test_no_words_take_the_room_of_another_letter() -> None:
    """The first mark's words would reach over the second, which has room for its letter above only."""
    inside, below = Box(0, 0, 200, 60), Box(0, 36, 200, 24)
    spots = [Wanted(60, 30, "a", "about 4,000", "Western officials"), Wanted(78, 30, "b")]

    first, second = place_labels(
        spots, avoid=[below, *(Box(x - 6, 24, 12, 12) for x in (60, 78))], inside=inside
    )

    assert first is not None
    assert second is not None
    assert second.is_letter


@pytest.mark.parametrize("is_narrow", [False, True])
def test_words_of_many_claims_of_one_month_lie_neither_on_each_other_nor_on_marks(is_narrow: bool) -> None:
    """Forty claims of one month with figures close together, as in a count that everybody repeats."""
    rungs = [
        rung(
            f"{chr(97 + n % 26)}{n // 26 or ''}",
            100 + n % 7,
            date(2025, 1, 1 + n % 28),
            label="about 100",
            who="Staff",
        )
        for n in range(40)
    ]

    drawn = ladder([*rungs, rung("z", 300, date(2025, 12, 1))], is_narrow=is_narrow)

    assert drawn is not None
    marks = [Box(mark.x - 6, mark.y - 6, 12, 12) for mark in drawn.marks]
    words = [
        Box(
            label.x - {"start": 0, "middle": width / 2, "end": width}[label.anchor],
            label.y - 9,
            width,
            height,
        )
        for mark in drawn.marks
        if (label := mark.label)
        for width, height in [_size(label, mark.rung)]
    ]
    assert len(words) >= 10
    assert not any(one.overlaps(other) for one, other in combinations(words, 2))
    assert not any(one.overlaps(other) for one in words for other in marks)
    labels = [mark.label for mark in drawn.marks if mark.label]
    assert not is_narrow or all(label.is_letter for label in labels)


def _size(label: Label, of: Rung) -> tuple[float, float]:
    """The width and height that its words take, at least."""
    first = of.letter if label.is_letter else f"{of.letter} {of.label}"
    return 6.0 * len(first), 11.0 if label.is_short else 25.0


def test_two_periods_show_the_time_between_them() -> None:
    drawn = periods(
        Span("left", "own", date(2025, 8, 1), date(2025, 12, 31)),
        Span("right", "opponent", None, date(2025, 1, 31)),
    )

    assert drawn is not None
    left, right = drawn.bars
    assert right.open_left
    assert right.right < left.left
    assert drawn.gap_words == "6 months between"


@pytest.mark.parametrize(
    ("days", "words"),
    [(1, "1 day between"), (12, "12 days between"), (182, "6 months between"), (800, "2 years between")],
)
def test_a_length_of_time_is_written_roughly(days: int, words: str) -> None:
    assert gap_in_words(days) == words
