"""Who really stands behind a claim, and who only repeats it."""

import pytest

from claims.comparison.origins import Report, independent_origins, rings

OWNERS = {
    "Morning Herald": ("Herald Group",),
    "Evening Herald": ("Herald Group",),
    "Herald Group": ("Morning Herald",),
}


@pytest.mark.parametrize(
    ("reports", "origins"),
    [
        ([], []),
        ([Report("a", "Kim"), Report("b", "Zelensky")], [("a",), ("b",)]),
        # seven papers on one speech are one origin
        (
            [Report("a", "Kim", utterance="speech"), Report("b", "Kim Jong Un", utterance="speech")],
            [("a", "b")],
        ),
        # a chain that ends with the agency goes back to who spoke, as another report of the speech does
        (
            [Report("a", "KCNA", utterance="speech", speaker="Kim"), Report("b", "Kim", utterance="speech")],
            [("a", "b")],
        ),
        # and so do the agency's other reports: nobody is counted twice
        ([Report("a", "KCNA", speaker="Kim"), Report("b", "KCNA"), Report("c", "Kim")], [("a", "b", "c")]),
        # "it was revealed", by somebody whom a person has found
        ([Report("a", None, utterance="speech", speaker="Kim"), Report("b", None)], [("a",)]),
        # two speeches of two people
        (
            [Report("a", "X", utterance="1", speaker="Kim"), Report("b", "Y", utterance="2", speaker="Lee")],
            [("a",), ("b",)],
        ),
        # the same man on two days is still one source
        ([Report("a", "Kim", utterance="May"), Report("b", "Kim", utterance="June")], [("a", "b")]),
        # a reprint under another by-line
        ([Report("a", "Morning Herald", text="x"), Report("b", "City News", text="x")], [("a", "b")]),
        # two papers of one owner; the owner is recorded in a circle, which must not hang anything
        ([Report("a", "Morning Herald"), Report("b", "Evening Herald")], [("a", "b")]),
        ([Report("a", "Morning Herald"), Report("b", "City News")], [("a",), ("b",)]),
        # "it was revealed": nobody says it
        ([Report("a", None), Report("b", None)], []),
        ([Report("a", None), Report("b", "Kim")], [("b",)]),
        # but a nameless reprint shows that two others are one text
        (
            [
                Report("a", "X", utterance="u"),
                Report("n", None, utterance="u", text="t"),
                Report("b", "Y", text="t"),
            ],
            [("a", "b")],
        ),
    ],
)
def test_it_counts_each_origin_once(reports: list[Report], origins: list[tuple[str, ...]]) -> None:
    assert list(independent_origins(reports, OWNERS)) == origins
    assert list(independent_origins(reversed(reports), OWNERS)) == origins


@pytest.mark.parametrize(
    ("cites", "expected"),
    [
        ({}, ()),
        ({"a": ["b"], "b": ["c"]}, ()),
        ({"a": ["a"]}, (("a", "a"),)),
        # the same ring is found from each of its members and told once
        ({"c": ["a"], "a": ["b"], "b": ["c"]}, (("a", "b", "c", "a"),)),
        # a short ring inside a longer one: both are told
        ({"a": ["b"], "b": ["a", "c"], "c": ["a"]}, (("a", "b", "a"), ("a", "b", "c", "a"))),
        # a long tail that leads into a ring is no part of it
        ({"x": ["a"], "a": ["b"], "b": ["a"]}, (("a", "b", "a"),)),
    ],
)
def test_it_reports_each_ring_with_its_path(
    cites: dict[str, list[str]], expected: tuple[tuple[str, ...], ...]
) -> None:
    assert rings(cites) == expected
