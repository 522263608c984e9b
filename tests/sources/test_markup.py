"""Pages made to keep the parser busy are refused at once; code is cut away, and what says title and date stays."""

import time

import pytest

from sources.acquisition.found import Unreadable
from sources.acquisition.html import read_html
from sources.acquisition.markup import check_markup, without_code

#: Far more than any of these takes, far less than the minutes that the parser would take.
SECONDS = 5  # of processor time


@pytest.mark.parametrize(
    ("page", "rest"),
    [
        ("a<script>b</script>c", "ac"),
        ("a<SCRIPT src=x>b</Script >c", "ac"),
        ("a<style>b</style><!-- c --><svg><path/></svg>d", "ad"),
        (
            '<script type="application/ld+json">{"x": 1}</script>',
            '<script type="application/ld+json">{"x": 1}</script>',
        ),
        ("a<script>b", "a"),  # it never ends
        ("a<!-- <script> -->b", "ab"),
        ("<scripture>a</scripture>", "<scripture>a</scripture>"),
    ],
)
def test_code_is_cut_away(page: str, rest: str) -> None:
    assert without_code(page) == rest


@pytest.mark.parametrize(
    "page",
    [
        "<p " + " ".join(f"a{n}" for n in range(100_000)) + ">x</p>",
        "<p " + " ".join(f"a{n}='b'" for n in range(100_000)) + ">x</p>",
        "<p "
        + " ".join(f"a{n}='>'" for n in range(100_000))
        + ">x</p>",  # a sign that only seems to end the tag
        '<p " '
        + " ".join(f"a{n}='>'" for n in range(100_000))
        + ">x</p>",  # and a mark that seems to open a value
        "<p ' " + " ".join(f'a{n}=">"' for n in range(100_000)) + ">x</p>",
        "<a href=x>Nine</a> " * 100_000,
        "<p>Nine</p>" * 200_000,
    ],
)
def test_what_would_take_minutes_is_refused_at_once(page: str) -> None:
    began = time.thread_time()

    with pytest.raises(Unreadable, match=r"made to harm|too large"):
        read_html(page.encode())

    assert time.thread_time() - began < SECONDS


@pytest.mark.parametrize(
    "page", ["<" * 500_000, "<p '" * 200_000, '<p "' * 200_001, "<!--" * 200_000, "<script>" * 100_000]
)
def test_the_scans_take_no_longer_on_odd_pages(page: str) -> None:
    began = time.thread_time()

    check_markup(without_code(page))

    assert time.thread_time() - began < SECONDS


def test_a_long_tag_of_few_words_is_no_attack() -> None:
    check_markup('<div data-state="' + "x" * 100_000 + '">')
