"""Pages of a list by its key: the next page begins after the last row, so page 1,000 costs what page 1 does."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page and the addresses of its neighbours ("" for none); backwards it goes to the first."""

    rows: list[Any]
    previous_url: str
    next_url: str
    previous_label: str = "First page"
    words: str = ""


def whole_number(text: str | None) -> int | None:
    """Return a positive whole number that fits a database key, or None for anything else."""
    if text is None or not (text.isascii() and text.isdigit()) or len(text) > 18:
        return None
    return int(text) or None


def page_after(
    request: HttpRequest,
    rows: "QuerySet[Any]",
    *,
    size: int,
    after: Callable[["QuerySet[Any]", int], "QuerySet[Any]"],
    key: Callable[[Any], int],
) -> Page:
    """
    Return the page that begins after `?after=`, the key of the last row shown; the first page without it.

    `after` narrows the ordered rows to those behind a key, `key` gives that of a row. One query.
    """
    asked = whole_number(request.GET.get("after"))
    found = list((rows if asked is None else after(rows, asked))[: size + 1])
    shown = found[:size]
    return Page(
        rows=shown,
        previous_url="" if asked is None else _url(request, None),
        next_url=_url(request, key(shown[-1])) if len(found) > size else "",
    )


def _url(request: HttpRequest, after: int | None) -> str:
    query = request.GET.copy()
    for name in ("after", "seen"):
        query.pop(name, None)
    if after is not None:
        query["after"] = str(after)
    return f"{request.path}?{query.urlencode()}" if query else request.path
