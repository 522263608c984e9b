"""Bytes become text without a guess; what is no text says which byte, where, and what might fit."""

import pytest

from sources.acquisition.found import Unreadable
from sources.acquisition.text import clean, decode, headline, read_text, suggest_encoding

FRENCH = "Le régiment a perdu neuf hommes à Koursk, a déclaré le général."
RUSSIAN = "Полк потерял девять человек в Курской области, сообщило министерство."


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (b"nine", "", "nine"),
        ("neuf à".encode(), "", "neuf à"),
        ("neuf à".encode("utf-8-sig"), "", "neuf à"),  # the mark is no character of the text
        ("neuf à".encode("utf-16"), "", "neuf à"),  # the mark says so
        (b"\xfe\xff" + "neuf à".encode("utf-16-be"), "", "neuf à"),
        ("neuf à".encode("utf-32"), "", "neuf à"),  # begins like UTF-16
        ("neuf à".encode("cp1252"), "windows-1252", "neuf à"),  # a person said so
        ("neuf à".encode("utf-8-sig"), "utf-8", "neuf à"),  # said, and marked as well
    ],
)
def test_it_decodes_what_is_marked_declared_or_utf_8(data: bytes, encoding: str, text: str) -> None:
    assert decode(data, encoding=encoding) == text


@pytest.mark.parametrize(
    ("data", "message", "suggestion"),
    [
        (
            b"first\n" + FRENCH.encode("cp1252"),
            "not UTF-8: byte 0xE9 at position 11 (line 2). Try Windows-1252 (Western).",
            "windows-1252",
        ),
        (RUSSIAN.encode("cp1251"), "not UTF-8: byte 0xCF at position 1 (line 1)", "windows-1251"),
        (RUSSIAN.encode("koi8-r"), "not UTF-8: byte 0xF0 at position 1 (line 1)", "koi8-r"),
        (RUSSIAN.encode("utf-16-le"), "not ", "utf-16-le"),
        (FRENCH.encode("utf-16-be"), "not ", "utf-16-be"),
        (b"\xef\xbb\xbfa\xff", "not UTF-8: byte 0xFF at position 5", "windows-1252"),  # the mark counts
        (b"ab\x81\x8d\x8f\x90\x9d", "not UTF-8: byte 0x81 at position 3 (line 1).", ""),  # undefined in 1252
    ],
)
def test_it_says_byte_position_and_a_suggestion(data: bytes, message: str, suggestion: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_text(data)

    assert str(refused.value).startswith(message)
    assert refused.value.suggestion == suggestion


def test_a_suggestion_is_never_the_encoding_that_has_just_failed() -> None:
    with pytest.raises(Unreadable) as refused:
        decode(("nine" * 9).encode("utf-16-le") + b"x", encoding="utf-16-le")

    assert refused.value.suggestion != "utf-16-le"


def test_an_unknown_encoding_is_named() -> None:
    with pytest.raises(Unreadable, match="no such encoding: “klingon”"):
        decode(b"x", encoding="klingon")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "empty text"),
        (" \n\t\u00a0", "empty text"),
        ("nine\0lost", "not plain text: a NUL at character 5"),
        ("nine \ud800", "half a character: a lone surrogate at character 6"),
    ],
)
def test_what_cannot_be_stored_is_refused(text: str, message: str) -> None:
    with pytest.raises(Unreadable, match=message):
        clean(text)


def test_line_ends_become_one_kind_and_nothing_else_changes() -> None:
    text = "one\r\ntwo\rthree\n\u2028 e\u0301 \ufeff tail "

    assert clean(text) == "one\ntwo\nthree\n\u2028 e\u0301 \ufeff tail "


def test_a_line_of_200_000_characters_is_read() -> None:
    reading = read_text(b"x" * 200_000)

    assert len(reading.text) == 200_000
    assert len(reading.title) <= 91


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Nine lost in Kursk\n\nThe regiment lost nine.", "Nine lost in Kursk"),
        ("  Nine   lost \nrest", "Nine lost"),
        # a first paragraph is no headline: its opening words, marked as cut
        (
            "The regiment has returned home after it completed its mission in Kursk Oblast, and other things, "
            "as was said on Friday by an officer.\nMore.",
            "The regiment has returned home after it completed its mission in Kursk Oblast, and other…",
        ),
        ("One short sentence.", "One short sentence."),
    ],
)
def test_the_headline_is_the_first_line_or_its_opening_words(text: str, title: str) -> None:
    assert headline(text) == title


def test_plain_ascii_and_binary_get_no_suggestion() -> None:
    assert suggest_encoding(b"plain words") == ""
    assert suggest_encoding(b"PK\x03\x04\x14\x00\x00\x00\x08\xfa\xce") == ""
