"""A page yields its main text, title, outlet, date, address; what it does not say stays unknown."""

import datetime

import pytest

from sources.acquisition.found import Unreadable
from sources.acquisition.html import declared_encoding, read_html
from tests.sources.files import PAGE


def test_it_reads_text_title_outlet_date_and_address() -> None:
    reading = read_html(PAGE.encode())

    assert reading.title == "Nine lost in Kursk"
    assert reading.outlet == "Example Post"
    assert reading.published_on == datetime.date(2025, 12, 14)
    assert reading.url == "https://example.org/news/nine"
    assert reading.language == "en"
    assert reading.acquired_with.startswith("trafilatura ")
    assert "lost nine men during its mission of 120 days" in reading.text


def test_scripts_navigation_and_footer_are_no_text() -> None:
    text = read_html(PAGE.encode()).text

    assert "alert" not in text
    assert "World" not in text
    assert "rights reserved" not in text


def test_what_the_page_does_not_say_is_unknown_and_not_guessed() -> None:
    body = "<p>On 3 May 2024 the ministry said that nine soldiers were lost in the region that day.</p>" * 3

    reading = read_html(f"<html><body><article>{body}</article></body></html>".encode())

    assert reading.published_on is None  # a date in the text is not the date of the article
    assert reading.outlet == ""
    assert reading.url == ""
    assert reading.language == ""


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "/news/nine", "ftp://example.org/x", "http://[broken", "x" * 5000]
)
def test_an_address_that_is_none_is_left_out(address: str) -> None:
    page = PAGE.replace("https://Example.org/news/nine?utm_source=x#top", address)

    assert not read_html(page.encode()).url.startswith(("javascript", "ftp", "/"))


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta charset="utf-8">', "utf-8"),
        (b"<meta charset=windows-1251>", "windows-1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "windows-1252"),
        (b'<meta charset="utf-16">', "utf-8"),  # it could not have been read this far
        (b"<title>none</title>", ""),
    ],
)
def test_the_page_declares_its_encoding(head: bytes, encoding: str) -> None:
    assert declared_encoding(b"<html><head>" + head) == encoding


def test_a_page_in_its_declared_encoding_is_read() -> None:
    words = "Полк потерял девять человек в Курской области, сообщило министерство в пятницу. "
    page = f'<html><head><meta charset="windows-1251"></head><body><article><p>{words * 3}</p></article></body></html>'

    assert words.strip() in read_html(page.encode("cp1251")).text


def test_a_page_that_is_not_in_its_encoding_says_which_byte() -> None:
    with pytest.raises(Unreadable, match="not UTF-8: byte 0xE9") as refused:
        read_html(PAGE.replace("nine men", "des blessés").encode("cp1252"))

    assert refused.value.suggestion == "windows-1252"


@pytest.mark.parametrize(
    "page",
    [
        "",
        "<p>",
        "<html><script>alert(1)</script></html>",
        "<html>" + "<div>" * 50_000 + "deep" + "</div>" * 50_000,
        "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;&a;'>]><x>&b;</x>",
        "<" * 100_000,
    ],
)
def test_a_page_without_an_article_or_made_to_harm_is_refused(page: str) -> None:
    with pytest.raises(Unreadable, match=r"no article text found in the page|taken apart|empty text"):
        read_html(page.encode())


def test_a_nul_in_a_page_does_not_end_the_text() -> None:
    text = read_html(PAGE.replace("nine men", "nine\0 men").encode()).text

    assert "its leader said" in text
    assert "\0" not in text
