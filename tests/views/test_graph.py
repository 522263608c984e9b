"""The drawing of where reports come from: nothing lies on anything else, and all of it is inside."""

import re
from collections.abc import Iterator
from itertools import combinations

import pytest

from claims.charts.provenance import Drawn, Graph, Knot, Strand, graph, steps_of

ARTICLES, COLUMNS = 30, 11


def knots() -> Iterator[Knot]:
    """Thirty articles behind which chains of up to eleven stand, all with long names."""
    for number in range(ARTICLES):
        yield Knot(
            f"a{number}",
            0,
            f"The Daily Number {number} of a Long Name",
            "1 Jan 2026 · On it",
            str(number),
            "#",
        )
    for number in range(COLUMNS * 3):
        name = f"The Ministry Number {number} for Long Names"
        yield Knot(f"s{number}", number % COLUMNS + 1, name, "office", chr(97 + number % 26), "#")


def strands() -> Iterator[Strand]:
    for number in range(COLUMNS * 3):
        column = number % COLUMNS
        yield Strand(f"s{number}", f"s{number - 1}" if column else f"a{number % ARTICLES}", "hop")
    for number in range(1, ARTICLES):
        yield Strand(f"a{number // 2}", f"a{number}", "derived", "republishes", number, is_suggested=True)


def drawn(*, is_narrow: bool) -> Graph:
    found = graph(list(knots()), list(strands()), is_narrow=is_narrow)
    assert found is not None
    return found


def apart(one: Drawn, other: Drawn) -> bool:
    return (
        one.right <= other.x
        or other.right <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )


@pytest.mark.parametrize("is_narrow", [False, True])
def test_no_box_lies_on_another_and_none_leaves_the_drawing(is_narrow: bool) -> None:
    found = drawn(is_narrow=is_narrow)

    assert len(found.boxes) == ARTICLES + COLUMNS * 3
    assert all(apart(one, other) for one, other in combinations(found.boxes, 2))
    assert all(
        box.x >= 0 and box.right <= found.width and box.y + box.height <= found.height for box in found.boxes
    )


@pytest.mark.parametrize("is_narrow", [False, True])
def test_every_arc_has_its_number_inside_the_drawing(is_narrow: bool) -> None:
    found = drawn(is_narrow=is_narrow)

    arcs = [line for line in found.strokes if line.strand.kind == "derived"]
    assert {line.strand.number for line in arcs} == set(range(1, ARTICLES))
    assert all(line.label.startswith(str(line.strand.number)) for line in arcs)
    assert all(line.x <= found.width for line in arcs)


@pytest.mark.parametrize("is_narrow", [False, True])
def test_words_end_before_their_box_does(is_narrow: bool) -> None:
    for box in drawn(is_narrow=is_narrow).boxes:
        assert len(box.name) * 6 <= box.width
        assert box.name == "" or box.name.endswith("…") or box.name == box.knot.name


def test_short_arcs_run_nearer_than_those_around_them() -> None:
    articles = [Knot(f"a{number}", 0, "Daily", "", str(number), "#") for number in range(3)]
    around, inner = Strand("a0", "a2", "derived", "cites", 1), Strand("a0", "a1", "derived", "cites", 2)

    found = graph(articles, [around, inner])

    assert found is not None
    at = {line.strand.number: line.x for line in found.strokes}
    assert at[2] < at[1]


def lines_across(path: str) -> Iterator[tuple[float, float, float]]:
    """The straight pieces of a line: from x, to x, at y. Its curves run between the columns."""
    x = y = 0.0
    for command, numbers in re.findall(r"([MCH])([^MCH]*)", path):
        values = [float(one) for one in numbers.split()]
        if command == "H":
            yield x, values[0], y
            x = values[0]
        else:
            if command == "C":
                assert x <= values[4]  # never back
            x, y = values[-2:]


@pytest.mark.parametrize("is_narrow", [False, True])
def test_a_line_that_passes_other_columns_passes_between_their_boxes(is_narrow: bool) -> None:
    far = [Strand(f"s{COLUMNS * n + COLUMNS - 1}", f"a{n + 3}", "hop") for n in range(3)]
    far += [Strand(f"s{COLUMNS * n + 5}", f"s{COLUMNS * n + 1}", "hop") for n in range(3)]
    found = graph(list(knots()), [*strands(), *far], is_narrow=is_narrow)
    assert found is not None
    long = [one for one in found.strokes if one.strand in far]
    assert len(long) == len(far)

    for stroke in long:
        pieces = list(lines_across(stroke.path))
        assert len(pieces) == (COLUMNS - 1 if stroke.strand.end.startswith("a") else 3)
        for start, end, y in pieces:
            for box in found.boxes:
                assert box.right <= start or end <= box.x or not box.y - 3 < y < box.y + box.height + 3
    assert all(apart(one, other) for one, other in combinations(found.boxes, 2))


def test_without_reports_nothing_is_drawn() -> None:
    assert graph([], []) is None


def test_a_way_back_runs_along_the_lines_from_whom_it_was_taken() -> None:
    assert steps_of([("a1", "s1", "s2")]) == {("s1", "a1"), ("s2", "s1")}
