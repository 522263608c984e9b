"""
The work grows with the length of the text and no faster.

Our own code is counted in lines carried out, the same number on every machine; each turn of a loop within a line is
one more. What a regular expression does inside a line is not counted, so runs without a blank, on which they go wrong,
get a wide limit of CPU time.
"""

import sys
import time
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from claims.extraction.pipeline import Extractor

CLAUSE = "The ministry said at least 12 people were killed in Varnholm on Tuesday"


def _steps(act: Callable[[], object]) -> int:
    """Return how many lines the act carries out: the same number on every machine."""
    count = 0

    def inside(frame: FrameType, event: str, argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return inside

    def entered(frame: FrameType, event: str, argument: Any) -> Any:
        return inside

    before = sys.gettrace()
    sys.settrace(entered)
    try:
        act()
    finally:
        sys.settrace(before)  # coverage traces too
    return count


@pytest.mark.parametrize(
    "piece",
    [
        f"{CLAUSE}, and Kim denied that “5 more” were lost in May. ",
        "“It is over,” she said. “Nobody is left.” ",
        f"“{CLAUSE}. ",  # no quote is closed
        "The court heard from 5 men, ",  # no sentence ends
        "Kim said that Lee said that ",  # nor does what is said
        "between 5 and 7 August, 40 ",
    ],
)
def test_three_times_the_text_is_about_three_times_the_work(extractor: Extractor, piece: str) -> None:
    extractor.extract(piece)  # what is loaded once is not counted
    characters = 3_500  # beyond the longest sentence, content and quote that the rules look at
    short = piece * (characters // len(piece))

    once, thrice = (_steps(lambda text=text: extractor.extract(text)) for text in (short, short * 3))

    assert thrice < 4 * once


def _in_a_loop(items: range) -> None:
    for item in items:
        for other in items:
            item == other  # noqa: B015


@pytest.mark.parametrize(
    "square",
    [
        _in_a_loop,
        lambda items: [item for item in items for other in items if item == other],
        lambda items: {item: all(item != other for other in items) for item in items},
        lambda items: sorted(items, key=lambda item: sum(item > other for other in items)),
    ],
)
def test_a_loop_in_a_loop_is_seen_however_it_is_written(square: Callable[[range], object]) -> None:
    assert _steps(lambda: square(range(300))) > 8 * _steps(lambda: square(range(100)))


@pytest.mark.parametrize("piece", ["x", "9", "1,", ".", "-", '"', "(", "A.", "a@", "é", "x\u0301", "$", "/"])
def test_a_long_run_without_a_blank_is_read_in_passing(extractor: Extractor, piece: str) -> None:
    text = piece * (60_000 // len(piece))

    started = time.process_time()
    extractor.extract(text)

    # it takes well below a second; an expression that looks at every pair of characters takes a quarter of a minute
    assert time.process_time() - started < 6
