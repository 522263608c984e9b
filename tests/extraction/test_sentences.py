"""Quotes, paragraphs and sentences: what is split and what stays together."""

import pytest

from claims.extraction.syntax.quotes import find_quotes
from claims.extraction.syntax.sentences import split_sentences
from claims.extraction.syntax.text import matching_form, paragraphs, tidy


def _sentences(text: str) -> list[str]:
    plain = matching_form(text)
    found = paragraphs(plain)
    return [text[s.start : s.end] for s in split_sentences(plain, found, find_quotes(text, found))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Mr. Reed left. Dr. Holt stayed.", ["Mr. Reed left.", "Dr. Holt stayed."]),
        ("J. F. Reed left.", ["J. F. Reed left."]),
        ("It cost 1.5 million. He paid.", ["It cost 1.5 million.", "He paid."]),
        ("“Is it over?” Anna Reed asked.", ["“Is it over?” Anna Reed asked."]),
        # a quotation of two sentences is two sentences
        ("“It is over. We go home,” he said.", ["“It is over.", "We go home,” he said."]),
        # a lone mark is no sentence
        ("He left. ”", ["He left. ”"]),
        ("Headline without a stop\nHe left.", ["Headline without a stop", "He left."]),
    ],
)
def test_it_splits_sentences(text: str, expected: list[str]) -> None:
    assert _sentences(text) == expected


def _quotes(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotes(text, paragraphs(matching_form(text)))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes” and “no”.", ["“yes”", "“no”"]),
        ('He said "yes" and left.', ['"yes"']),
        ("He said ''yes'' and left.", ["''yes''"]),
        # the closing quote and the apostrophe are one code point
        ("The regiment’s ‘victory abroad,’ and the army’s role", ["‘victory abroad,’"]),
        ("It’s the soldiers’ day", []),
        ("“He said ‘yes’ to me”", ["“He said ‘yes’ to me”", "‘yes’"]),
        # a quotation that goes on in the next paragraph
        ("“One.\n“Two.”", ["“One.", "“Two.”"]),
        ('a 6" pipe', []),
    ],
)
def test_it_pairs_quotation_marks(text: str, expected: list[str]) -> None:
    assert _quotes(text) == expected


def test_a_wrapped_line_goes_on_in_the_next_one() -> None:
    text = "The first line of a paragraph that was wrapped by a wire service\nand goes on here.\nA new one."

    assert len(paragraphs(text)) == 2


def test_a_name_is_given_out_composed_and_with_single_spaces() -> None:
    assert tidy("Jose\u0301\u00a0\n Reed’s") == "José Reed's"
