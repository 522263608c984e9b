"""Files of many records in wide encodings: a byte order mark says so, and lines can then be cut as UTF-8."""

from sources.acquisition.text import BYTE_ORDER_MARKS, decode


def without_mark(data: bytes) -> bytes:
    """
    Return the bytes without their mark; UTF-16 and UTF-32, where a line end is no single byte, become UTF-8.

    Raises Unreadable when the bytes are not what the mark says.
    """
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :] if name == "utf-8" else decode(data).encode()
    return data
