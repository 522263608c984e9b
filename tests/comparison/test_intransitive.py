"""Triangles of claims that cannot all be right."""

import pytest

from claims.comparison.intransitive import Link, broken_triangles
from claims.vocabulary import RelationKind as K

A, B, C, D = 1, 2, 3, 4


def link(one: int, other: int, kind: K, *, judged: bool = True) -> Link:
    return Link(one, other, kind, judged)


@pytest.mark.parametrize(
    ("ab", "bc", "ac", "broken"),
    [
        (K.RESTATES, K.CONTRADICTS, K.RESTATES, True),
        (K.CORROBORATES, K.CONTRADICTS, K.RESTATES, True),
        (K.RESTATES, K.CONTRADICTS, K.CONTRASTS, True),
        (K.RESTATES, K.CONTRADICTS, K.UNRELATED, True),  # a person said that A has nothing to do with C
        (K.RESTATES, K.CONTRADICTS, K.CONTRADICTS, False),
        (K.RESTATES, K.CONTRADICTS, K.UPDATES, False),  # a later figure replaces what the twin contradicts
        (K.RESTATES, K.RESTATES, K.RESTATES, False),
        (K.RESTATES, K.CONTRASTS, K.CONTRASTS, False),
        (K.CONTRADICTS, K.CONTRADICTS, K.RESTATES, False),
        (K.CONTRADICTS, K.CONTRADICTS, K.CONTRADICTS, False),
    ],
)
def test_what_restates_a_claim_stands_to_a_third_as_that_claim_does(
    ab: K, bc: K, ac: K, *, broken: bool
) -> None:
    links = [link(A, B, ab), link(B, C, bc), link(A, C, ac)]

    assert bool(broken_triangles(links)) == broken
    assert bool(broken_triangles(reversed(links))) == broken


def test_it_names_the_twin_and_the_odd_link() -> None:
    (found,) = broken_triangles([link(A, B, K.RESTATES), link(B, C, K.CONTRADICTS), link(A, C, K.CONTRASTS)])

    assert (found.claim, found.twin, found.third) == (A, B, C)
    assert found.odd.ends == {A, C}


def test_two_of_three_links_prove_nothing() -> None:
    assert broken_triangles([link(A, B, K.RESTATES), link(B, C, K.CONTRADICTS)]) == []


def test_suggestions_alone_count_only_where_twins_contradict_each_other() -> None:
    twins = [link(A, B, K.RESTATES, judged=False), link(B, C, K.CONTRADICTS, judged=False)]

    assert broken_triangles([*twins, link(A, C, K.RESTATES, judged=False)])
    assert broken_triangles([*twins, link(A, C, K.CONTRASTS, judged=False)]) == []
    assert broken_triangles([*twins, link(A, C, K.CONTRASTS)])


def test_each_triangle_comes_once_and_those_that_people_judged_come_first() -> None:
    links = [
        link(A, B, K.RESTATES, judged=False), link(B, C, K.CONTRADICTS, judged=False),
        link(A, C, K.CORROBORATES, judged=False),
        link(B, D, K.CONTRADICTS), link(A, D, K.CONTRASTS),
    ]  # fmt: skip

    found = broken_triangles(links)

    assert [{one.claim, one.twin, one.third} for one in found] == [{A, B, D}, {A, B, C}]
