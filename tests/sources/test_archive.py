"""Archives: what is in them becomes items; what could do harm is refused with its reason, the rest goes on."""

import io
import struct
import zipfile

import pytest

from sources.acquisition.found import Kind, Limits, Refused
from tests.sources.files import PAGE, make_zip, split

LIMITS = Limits(items=20, total_bytes=3_000_000, item_bytes=1_000_000, zip_ratio=100)


def test_every_kind_of_file_in_an_archive_becomes_items() -> None:
    data = make_zip(
        {
            "news/a.txt": b"Nine were lost.",
            "b.HTML": PAGE.encode(),
            "c.jsonl": b'{"text": "one"}\n{"text": "two"}\n',
            "d.csv": b"text\nthree\n",
            "e.pdf": b"%PDF-1.7",
            "f": b"words without a suffix",
            "empty/": b"",
        }
    )

    items = split("all.zip", data)

    assert [(item.name, item.kind) for item in items] == [
        ("news/a.txt", Kind.TEXT),
        ("b.HTML", Kind.HTML),
        ("c.jsonl, line 1", Kind.JSON),
        ("c.jsonl, line 2", Kind.JSON),
        ("d.csv, line 2", Kind.CSV),
        ("e.pdf", Kind.OTHER),
        ("f", Kind.TEXT),
    ]
    assert items[5].problem == "files of this kind are not read: .pdf"


def test_what_packing_programs_add_is_left_out() -> None:
    data = make_zip({"a.txt": b"x", "__MACOSX/._a.txt": b"y", ".DS_Store": b"z"})

    assert [item.name for item in split("a.zip", data)] == ["a.txt"]


def test_an_archive_inside_is_not_opened() -> None:
    (item,) = split("a.zip", make_zip({"inner.zip": make_zip({"a.txt": b"x"})}))

    assert item.problem == "archive inside an archive: not opened, unpack it first"


def test_a_name_that_points_outside_is_only_a_name() -> None:
    items = split(
        "a.zip", make_zip({"../../etc/passwd.txt": b"x", "/abs.txt": b"y", "evil\u202etxt.exe.txt": b"z"})
    )

    assert [item.name for item in items] == ["../../etc/passwd.txt", "/abs.txt", "evil\ufffdtxt.exe.txt"]
    assert not any(item.problem for item in items)


def test_a_bomb_is_refused_and_the_others_are_read() -> None:
    data = make_zip({"bomb.txt": b"0" * 900_000, "good.txt": b"Nine were lost.", "blank.txt": b" " * 50_000})

    bomb, good, blank = split("a.zip", data, limits=LIMITS)

    assert bomb.problem == "packed too tightly: more than 100 times, refused as a zip bomb"
    assert not good.problem
    assert not blank.problem  # so small that it harms nobody


def test_too_large_a_file_is_refused_and_the_others_are_read() -> None:
    data = make_zip({"big.txt": bytes(range(256)) * 4000, "good.txt": b"x"}, compression=zipfile.ZIP_STORED)

    big, good = split("a.zip", data, limits=LIMITS)

    assert big.problem == "too large: larger than 1 MB"
    assert not good.problem


def test_a_size_that_lies_does_not_help() -> None:
    data = bytearray(make_zip({"bomb.txt": b"0" * 2_000_000}))
    entry = data.index(b"PK\x01\x02")
    struct.pack_into("<L", data, entry + 24, 10)  # the list says: ten bytes

    (item,) = split("a.zip", bytes(data), limits=LIMITS)

    assert item.problem


def test_more_than_the_limit_in_all_refuses_the_archive() -> None:
    data = make_zip({f"{n}.txt": bytes(range(256)) * 3900 for n in range(4)}, compression=zipfile.ZIP_STORED)

    with pytest.raises(Refused, match="Unpacked it is larger than 3 MB"):
        split("a.zip", data, limits=LIMITS)


def test_more_files_than_the_limit_refuse_the_archive() -> None:
    with pytest.raises(Refused, match="more than 20 items"):
        split("a.zip", make_zip({f"{n}.txt": b"x" for n in range(21)}), limits=LIMITS)


def test_a_huge_list_of_contents_is_refused_before_it_is_loaded() -> None:
    data = make_zip({f"{'n' * 200}{n}": b"" for n in range(600)})

    with pytest.raises(Refused, match="lists far more than 20 items"):
        split("a.zip", data, limits=LIMITS)


def test_an_encrypted_file_says_what_to_do() -> None:
    data = bytearray(make_zip({"secret.txt": b"x", "open.txt": b"y"}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark) + flags
        data[at] |= 1

    secret, open_ = split("a.zip", bytes(data))

    assert secret.problem == "encrypted: unpack it with its password and upload the files"
    assert not open_.problem


def test_a_damaged_file_is_one_broken_item() -> None:
    data = bytearray(make_zip({"bad.txt": b"nine were lost " * 50, "good.txt": b"y"}))
    data[40:50] = bytes(10)

    bad, good = split("a.zip", bytes(data))

    assert bad.problem.startswith("damaged in the archive")
    assert not good.problem


def test_an_unknown_way_of_packing_is_one_broken_item() -> None:
    data = bytearray(make_zip({"odd.txt": b"nine"}))
    for mark, method in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", data, data.index(mark) + method, 99)

    (item,) = split("a.zip", bytes(data))

    assert item.problem.startswith("damaged in the archive")


@pytest.mark.parametrize(
    "data", [b"", b"PK", b"not a zip at all", b"PK\x05\x06" + bytes(5), io.BytesIO(b"\0" * 99).read()]
)
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match=r"no \.zip that can be opened"):
        split("a.zip", data)
