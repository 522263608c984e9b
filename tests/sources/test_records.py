"""Files of many records: one broken line or row breaks no other, and says which field is wrong."""

import datetime
import json

import pytest

from sources.acquisition.found import Kind, Limits, Reading, Refused, Unreadable
from sources.acquisition.reading import read_item
from sources.acquisition.record import read_record
from tests.sources.files import LIMITS, PAGE, split


def lines(*records: object) -> bytes:
    return b"\n".join(json.dumps(record).encode() for record in records)


def reading_of(name: str, data: bytes) -> list[Reading | str]:
    out: list[Reading | str] = []
    for item in split(name, data):
        try:
            out.append(item.problem or read_item(item.payload, kind=item.kind))
        except Unreadable as error:
            out.append(str(error))
    return out


def test_a_record_says_text_title_address_outlet_and_day() -> None:
    record = {
        "text": "Nine were lost.",
        "title": "Nine  lost",
        "url": "https://example.org/a",
        "outlet": "Example Post",
        "published": "2025-12-14",
        "byline": "A. Writer",
        "language": "EN",
        "section": "world",
    }

    assert read_record(record) == Reading(
        "Nine were lost.",
        "Nine lost",
        "https://example.org/a",
        "Example Post",
        datetime.date(2025, 12, 14),
        "A. Writer",
        "en",
    )


def test_a_record_may_hold_a_page_instead_of_a_text() -> None:
    reading = read_record({"html": PAGE, "outlet": "Another Post"})

    assert "nine men" in reading.text
    assert (reading.outlet, reading.title) == ("Another Post", "Nine lost in Kursk")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("2025-12-14", "2025-12-14"),
        ("2025-12-14T23:30:00Z", "2025-12-14"),
        ("2025-12-14 08:00:00+09:00", "2025-12-14"),  # the day as printed there
        ("Sun, 14 Dec 2025 08:00:00 GMT", "2025-12-14"),  # as feeds write it
    ],
)
def test_a_day_is_read_in_forms_that_mean_one_day(words: str, day: str) -> None:
    assert read_record({"text": "x", "published": words}).published_on == datetime.date.fromisoformat(day)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ({}, "empty text"),
        ({"text": "  "}, "empty text"),
        ({"text": 9}, "field “text” is not text"),
        (
            {"text": "x", "published": "05/12/2025"},
            "field “published” is no day: “05/12/2025”",
        ),  # May or December
        ({"text": "x", "published": "December 2025"}, "field “published” is no day"),
        ({"text": "x", "published": 1765670400}, "field “published” is not text"),
        ({"text": "x", "url": "javascript:alert(1)"}, "no web address"),
        ({"text": "x", "url": "https://"}, "no web address"),
        ({"text": "x", "outlet": "a" * 3000}, "field “outlet” is too long"),
        ({"text": "a\0b"}, "not plain text: a NUL"),
        ({"text": "x", "title": "a\0b"}, "not plain text: a NUL in field “title”"),
        ({"text": "x", "title": "\ud800"}, "half a character: a lone surrogate in field “title”"),
    ],
)
def test_a_record_says_which_field_is_wrong(record: dict[str, object], message: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_record(record)

    assert str(refused.value).startswith(message)


def test_one_broken_line_does_not_break_the_others() -> None:
    data = (
        lines({"text": "one"})
        + b"\n{broken\n\n[1]\n\xff\n"
        + lines({"text": "two"})
        + b"\r\n"
        + b"[" * 90_000
    )

    found = reading_of("feed.jsonl", data)

    assert [one.text if isinstance(one, Reading) else one.partition(":")[0] for one in found] == [
        "one",
        "not JSON",
        "not a record",
        "not UTF-8",
        "two",
        "not JSON"
        if "not JSON" in str(found[5])
        else "not a record",  # Python's parser gives up in its own way
    ]
    assert [item.name for item in split("feed.jsonl", data)][3] == "feed.jsonl, line 5"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_records_are_read_in_every_marked_encoding(encoding: str) -> None:
    records = '{"text": "neuf à"}\n{"text": "dix"}\n'.encode(encoding)
    table = "text;outlet\n« neuf »;Le Poste\n".encode(encoding)

    assert [one.text for one in reading_of("a.jsonl", records) if isinstance(one, Reading)] == [
        "neuf à",
        "dix",
    ]
    assert [one.text for one in reading_of("a.csv", table) if isinstance(one, Reading)] == ["« neuf »"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_read_with_its_delimiter(delimiter: str) -> None:
    data = (
        delimiter.join(["Text", " URL "])
        + "\r\n"
        + delimiter.join(['"Nine; ""lost"",\nthey said"', "https://e.org/a"])
    )

    (reading,) = reading_of("a.csv", data.encode())

    assert isinstance(reading, Reading)
    assert (reading.text, reading.url) == ('Nine; "lost",\nthey said', "https://e.org/a")


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"Nine were lost.\nTen were lost.\n", b'"never closed', b"title,url\na,b\n"]
)
def test_a_table_without_a_head_is_one_broken_item(data: bytes) -> None:
    (item,) = split("a.csv", data)

    assert item.problem.startswith("no column “text”")
    assert item.payload == data  # kept, to be seen


def test_one_broken_row_does_not_break_the_others() -> None:
    data = b'text,outlet\none,A\ntwo\n\n,\n"x"y,B\nthr\xe9e,C\nfour,D\n"open,E\nlost,F\n'

    found = reading_of("a.csv", data)

    assert [one.text if isinstance(one, Reading) else one.partition(":")[0] for one in found] == [
        "one",
        "cells do not fit the columns",
        "the row cannot be taken apart",
        "not UTF-8",
        "four",
        "quotation mark never closed",
    ]
    assert [item.name.rpartition(" ")[2] for item in split("a.csv", data)] == ["2", "3", "6", "7", "8", "9"]


def test_a_row_keeps_its_bytes_so_that_its_encoding_can_be_declared_afterwards() -> None:
    (item,) = split("a.csv", "text,outlet\ntué à Koursk,Le Général\n".encode("cp1252"))

    reading = read_item(item.payload, kind=item.kind, encoding="windows-1252")

    assert (reading.text, reading.outlet) == ("tué à Koursk", "Le Général")


def test_a_row_that_falls_apart_in_the_declared_encoding_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"not a row of a table|not UTF-16"):
        read_item(b"text\r\nnine\r\n", kind=Kind.CSV, encoding="utf-16-le")


def test_a_cell_of_200_000_characters_is_read() -> None:
    (reading,) = reading_of("a.csv", b"text\n" + b"x" * 200_000 + b"\n")

    assert isinstance(reading, Reading)
    assert len(reading.text) == 200_000


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_too_large_a_line_is_one_broken_item(name: str) -> None:
    head = b"text\n" if name == "a.csv" else b""
    small = Limits(items=10, total_bytes=1_000_000, item_bytes=1000, zip_ratio=100)

    items = split(name, head + b"x" * 2000 + b"\nsmall\n", limits=small)

    assert [bool(item.problem) for item in items] == [True, False]
    assert items[0].problem.startswith("too large")


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_too_many_records_refuse_the_whole_file(name: str) -> None:
    few = Limits(items=2, total_bytes=LIMITS.total_bytes, item_bytes=LIMITS.item_bytes, zip_ratio=100)

    with pytest.raises(Refused, match="more than 2 items"):
        split(name, b"text\na\nb\nc\n", limits=few)
