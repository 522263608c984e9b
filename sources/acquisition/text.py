"""
Bytes to text without guessing: what the bytes say themselves, what a person declared, or UTF-8; else an error.

The error says which byte is wrong and where, and suggests an encoding, but a person decides.
"""

import codecs
import re

from sources.acquisition.found import Reading, Unreadable

#: Byte order marks, the longer ones first: UTF-32-LE begins with that of UTF-16-LE.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: Encodings that a person may declare, with their names for people. The rest of Python's list is exotic.
ENCODINGS = {
    "utf-8": "UTF-8",
    "windows-1252": "Windows-1252 (Western)",
    "windows-1251": "Windows-1251 (Cyrillic)",
    "windows-1250": "Windows-1250 (Central European)",
    "iso-8859-15": "ISO-8859-15 (Western)",
    "koi8-r": "KOI8-R (Russian)",
    "koi8-u": "KOI8-U (Ukrainian)",
    "utf-16-le": "UTF-16, little-endian",
    "utf-16-be": "UTF-16, big-endian",
    "euc-kr": "EUC-KR (Korean)",
    "gb18030": "GB18030 (Chinese)",
    "shift_jis": "Shift JIS (Japanese)",
}

#: A headline is short and no sentence with a full stop; a first paragraph is cut after this many characters.
HEADLINE_LENGTH = 160
OPENING_LENGTH = 90


def decode(data: bytes, *, encoding: str = "", default: str = "utf-8") -> str:
    """
    Return the text that the bytes are: by the declared `encoding`, else by their byte order mark, else `default`.

    Raises Unreadable with the byte, its position (counted from 1) and line, and a suggestion.
    """
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            if not encoding or encoding == name:
                return _decode(data[len(mark) :], name, offset=len(mark))
            break
    return _decode(data, encoding or default)


def _decode(data: bytes, encoding: str, *, offset: int = 0) -> str:
    try:
        return data.decode(encoding)
    except LookupError as error:
        raise Unreadable(f"no such encoding: “{encoding}”") from error
    except UnicodeDecodeError as error:
        position = error.start + offset + 1
        line = data.count(b"\n", 0, error.start) + 1
        suggestion = suggest_encoding(data)
        suggestion = "" if suggestion == encoding else suggestion
        advice = f". Try {ENCODINGS[suggestion]}." if suggestion else "."
        wrong = f"byte 0x{data[error.start]:02X} at position {position:,} (line {line:,})"
        raise Unreadable(f"not {name_of(encoding)}: {wrong}{advice}", suggestion=suggestion) from error


def name_of(encoding: str) -> str:
    """Return the short name of an encoding for people: Windows-1252."""
    return ENCODINGS.get(encoding, encoding).partition(" (")[0]


def suggest_encoding(data: bytes) -> str:
    """
    Return an encoding that would fit bytes which are not UTF-8, or "" when there is nothing to go by.

    Rules of thumb over the first 100 kB, only ever shown as a suggestion. Every second byte 0 to 8, where plain
    text has none: UTF-16 of Latin, Greek or Cyrillic letters. Accented letters alone between ASCII letters: Western.
    Cyrillic stands in whole words, mostly small letters: 0xE0-0xFF in Windows-1251 and 0xC0-0xDF in KOI8-R.
    """
    sample = data[:100_000]
    if len(sample) >= 4:
        even, odd = (sum(byte <= 8 for byte in sample[start::2]) for start in (0, 1))
        if max(even, odd) > len(sample) * 0.3 > 4 * min(even, odd):
            return "utf-16-le" if odd > even else "utf-16-be"
    runs = re.findall(rb"[\x80-\xff]+", sample)
    high = b"".join(runs)
    if not high or b"\0" in sample:
        return ""
    letters = sum(byte >= 0xC0 for byte in high)
    if letters >= 0.7 * len(high) and len(high) / len(runs) >= 3:
        small_in_koi8 = sum(0xC0 <= byte <= 0xDF for byte in high)
        return "koi8-r" if small_in_koi8 > letters / 2 else "windows-1251"
    try:
        sample.decode("windows-1252")
    except UnicodeDecodeError:
        return ""
    return "windows-1252"


def clean(text: str) -> str:
    """
    Return the text as it is stored: "\\n" line ends, everything else untouched.

    Raises Unreadable when nothing is left, or when it holds what cannot be stored: NUL, half a character.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        raise Unreadable(f"not plain text: a NUL at character {text.index(chr(0)) + 1:,}")
    if half := re.search("[\ud800-\udfff]", text):
        raise Unreadable(f"half a character: a lone surrogate at character {half.start() + 1:,}")
    if not text.strip():
        raise Unreadable("empty text: nothing to keep")
    return text


def headline(text: str) -> str:
    """Return the first line if it looks like a headline, else its opening words with “…”. For display only."""
    first, _, rest = text.strip().partition("\n")
    first = " ".join(first.split())
    if rest.strip() and len(first) <= HEADLINE_LENGTH and not first.endswith("."):
        return first
    if len(first) <= OPENING_LENGTH:
        return first
    return first[:OPENING_LENGTH].rsplit(" ", 1)[0].rstrip(" ,;:–—-") + "…"


def read_text(data: bytes, *, encoding: str = "") -> Reading:
    """Return what a plain text says: the text and, for display, its headline. Raises Unreadable."""
    try:
        return text_reading(decode(data, encoding=encoding))
    except Unreadable as error:
        # Valid UTF-8 may still be UTF-16 without its mark: ASCII letters with a NUL beside each.
        if not encoding and not error.suggestion and b"\0" in data and (fits := suggest_encoding(data)):
            raise Unreadable(f"{error}. Try {ENCODINGS[fits]}.", suggestion=fits) from error
        raise


def text_reading(text: str) -> Reading:
    """Return the reading of a text that is decoded already, such as a person's correction. Raises Unreadable."""
    stored = clean(text)
    return Reading(text=stored, title=headline(stored))
