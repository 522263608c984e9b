"""Which printed words are somebody's name, and which only describe somebody."""

import pytest

from claims.services.citing import is_name


@pytest.mark.parametrize(
    ("words", "kind", "expected"),
    [
        ("Kim Jong Un", "person", True),
        ("TASS", "agency", True),
        ("Varnholm Police", "organisation", True),
        ("Ukrainian officials", "unnamed_group", True),  # whose officials is said
        ("South Korea's Joint Chiefs of Staff", "office", True),
        ("the Ministry of Defence", "office", True),
        ("officials", "unnamed_group", False),
        ("Analysts", "unnamed_group", False),  # a capital only because the sentence begins with it
        ("Minister", "office", False),
        ("his office", "office", False),
        ("Its chairman", "unnamed_group", False),
        ("one of them", "unnamed_group", False),
        ("Neither government", "office", False),
        ("police spokeswoman", "office", False),
        ("", None, False),
    ],
)
def test_a_name_is_told_from_a_description(words: str, kind: str | None, expected: bool) -> None:
    assert is_name(words, kind) is expected
