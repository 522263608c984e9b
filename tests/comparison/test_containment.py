"""What is part of what: indirect wholes, cycles that people record by mistake, certain and possible parts."""

import pytest

from claims.comparison.containment import (
    certain_parts,
    family_of,
    is_known_measure,
    known_terms,
    parts_of,
    path_to_whole,
    possible_parts,
    wholes_of,
)

from .terms import TERMS

WHOLES = {
    "company": ("regiment",),
    "regiment": ("army", "garrison"),
    "army": ("forces",),
    # a ring, with a tail that leads into it
    "a": ("b",),
    "b": ("c",),
    "c": ("a",),
    "tail": ("a",),
    "itself": ("itself",),
}


@pytest.mark.parametrize(
    ("name", "wholes", "parts"),
    [
        ("company", ("regiment", "army", "garrison", "forces"), set()),
        ("forces", (), {"army", "regiment", "company"}),
        ("garrison", (), {"regiment", "company"}),
        ("a", ("b", "c"), {"b", "c", "tail"}),
        ("tail", ("a", "b", "c"), set()),
        ("itself", (), set()),
        ("unheard-of", (), set()),
    ],
)
def test_wholes_come_nearest_first_and_cycles_end(
    name: str, wholes: tuple[str, ...], parts: set[str]
) -> None:
    assert wholes_of(WHOLES, name) == wholes
    assert parts_of(WHOLES, name) == parts


@pytest.mark.parametrize(
    ("part", "whole", "path"),
    [
        ("company", "forces", ("company", "regiment", "army", "forces")),
        ("forces", "company", None),
        ("tail", "c", ("tail", "a", "b", "c")),
        ("a", "a", None),
        ("unheard-of", "forces", None),
    ],
)
def test_the_path_names_what_lies_between(part: str, whole: str, path: tuple[str, ...] | None) -> None:
    assert path_to_whole(WHOLES, part, whole) == path


def test_every_name_that_is_recorded_is_known_as_part_or_as_whole() -> None:
    assert {"company", "forces", "c"} <= known_terms(WHOLES)
    assert "unheard-of" not in known_terms(WHOLES)


def test_parts_of_a_measure_are_certain_or_only_possible() -> None:
    assert certain_parts(TERMS, "casualties") == {"killed", "wounded"}
    assert possible_parts(TERMS, "casualties") == {"killed", "wounded", "captured", "missing"}
    assert certain_parts(TERMS, "neutralised") == set()


def test_a_measure_without_a_family_is_one_of_its_own() -> None:
    assert family_of(TERMS, "killed") == "casualties"
    assert family_of(TERMS, "unheard-of") == "unheard-of"
    assert family_of(TERMS, None) is None
    assert is_known_measure(TERMS, "displaced")  # only as a part of another
    assert not is_known_measure(TERMS, "unheard-of")
