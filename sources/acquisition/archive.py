"""
A .zip of articles, read in memory and never unpacked to the disk: names with "../" lead nowhere.

The limits are checked against what really comes out, not against what the archive says of itself.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from sources.acquisition.found import Budget, Kind, RawItem, Refused, printable_name, size_in_words

#: What packing programs add for themselves.
LITTER = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")
#: A list of contents takes about 46 bytes and a name for each entry; more than this per allowed item is an attack.
DIRECTORY_BYTES_PER_ITEM = 600
#: Below this size a high ratio harms nobody: a page of blanks packs a thousand times.
SMALL = 100_000
CHUNK = 65_536


def open_archive(file: BinaryIO, *, budget: Budget) -> Iterator[tuple[str, bytes] | RawItem]:
    """
    Yield for each file in the archive its name and bytes, or a broken item that says why it has none.

    Raises Refused when the archive as a whole is past a limit or is no archive.
    """
    _check_directory(file, budget)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise Refused(f"This is no .zip that can be opened: {error}.") from error
    with archive:
        for entry in archive.infolist():
            if entry.is_dir() or any(part in entry.filename for part in LITTER):
                continue
            name = printable_name(entry.filename)
            try:
                yield name, _read(archive, entry, budget)
            except _Skip as reason:
                budget.take_item()
                yield RawItem(name, b"", Kind.OTHER, str(reason))


class _Skip(Exception):
    """This entry is not read; the message says why."""


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, budget: Budget) -> bytes:
    limits = budget.limits
    if entry.flag_bits & 0x1:
        raise _Skip("encrypted: unpack it with its password and upload the files")
    out = io.BytesIO()
    try:
        with archive.open(entry) as packed:
            while chunk := packed.read(CHUNK):
                out.write(chunk)
                if out.tell() > limits.item_bytes and not _holds_many(entry.filename):
                    raise _Skip(f"too large: larger than {size_in_words(limits.item_bytes)}")
                if out.tell() > max(SMALL, limits.zip_ratio * entry.compress_size):
                    raise _Skip(
                        f"packed too tightly: more than {limits.zip_ratio} times, refused as a zip bomb"
                    )
                budget.take_bytes(len(chunk))
    except (zipfile.BadZipFile, NotImplementedError, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise _Skip(f"damaged in the archive: {error}") from error
    return out.getvalue()


def _holds_many(name: str) -> bool:
    """Files of many records may be larger than one article."""
    return name.lower().endswith((".jsonl", ".ndjson", ".csv", ".tsv"))


def _check_directory(file: BinaryIO, budget: Budget) -> None:
    """Refuse an archive whose list of contents is huge, before a parser loads it. Source: APPNOTE.TXT 4.3.16."""
    size = file.seek(0, io.SEEK_END)
    file.seek(max(0, size - 65_557))
    tail = file.read()
    file.seek(0)
    found = tail.rfind(b"PK\x05\x06")
    if found < 0 or found + 16 > len(tail):
        return
    (directory_bytes,) = struct.unpack_from("<L", tail, found + 12)
    if directory_bytes > max(SMALL, budget.limits.items * DIRECTORY_BYTES_PER_ITEM):
        raise Refused(f"The archive lists far more than {budget.limits.items:,} items. Split it.")
