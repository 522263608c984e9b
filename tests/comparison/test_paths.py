"""Ways back from reports to their ends, and the one end that all of them share."""

import pytest

from claims.comparison.paths import sole_origin, ways_back


def test_the_shortest_way_to_each_end_is_taken() -> None:
    takes = {"paper": ["agency", "office"], "agency": ["wire"], "wire": ["office"]}

    assert ways_back(takes, "paper") == {"office": ("paper", "office")}


def test_what_takes_nothing_over_is_its_own_end() -> None:
    assert ways_back({}, "paper") == {"paper": ("paper",)}


def test_who_only_cite_each_other_have_no_end() -> None:
    assert ways_back({"a": ["b"], "b": ["a"]}, "a") == {}


@pytest.mark.parametrize(
    ("takes", "paths"),
    [
        ({"a": ["kim"], "b": ["wire"], "wire": ["kim"]}, [("a", "kim"), ("b", "wire", "kim")]),
        ({"b": ["a"]}, [("a",), ("b", "a")]),  # the first report is the origin of the second
        ({"a": ["kim"], "b": ["seoul"]}, []),
        ({"a": ["kim"], "b": ["kim", "seoul"]}, []),
        ({"a": ["b"], "b": ["a"]}, []),
        ({"a": ["kim"], "b": ["nobody"]}, []),  # one report goes back to him, the other to nobody
    ],
)
def test_a_sole_origin_is_the_one_end_of_several_reports(
    takes: dict[str, list[str]], paths: list[tuple[str, ...]]
) -> None:
    assert sole_origin(takes, ["a", "b"], nobody={"nobody"}) == paths


def test_one_report_has_an_origin_but_no_sole_one() -> None:
    assert sole_origin({"a": ["kim"]}, ["a"]) == []
