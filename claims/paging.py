"""Pages of a list without counting it: one row more than is shown tells whether there is a next page."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

#: Deeper pages would make PostgreSQL walk past thousands of rows; narrowing the list is the better way there.
LAST_PAGE = 200


@dataclass(frozen=True, slots=True)
class Page:
    """The rows of one page and the addresses of its neighbours ("" for none)."""

    rows: list[Any]
    number: int
    previous_url: str
    next_url: str
    words: str = ""


def page_of(request: HttpRequest, rows: "QuerySet[Any] | list[Any]", *, size: int) -> Page:
    """Return the page that `?page=` names; anything else than 1 to LAST_PAGE is the first. One query."""
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isascii() and asked.isdigit() and 1 <= int(asked[:9]) <= LAST_PAGE else 1
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    has_more = len(found) > size
    return Page(
        rows=found[:size],
        number=number,
        previous_url=_url(request, number - 1) if number > 1 else "",
        next_url=_url(request, number + 1) if has_more and number < LAST_PAGE else "",
        words="Narrow the list to see more." if has_more and number == LAST_PAGE else "",
    )


def _url(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query.pop("page", None)
    if number > 1:
        query["page"] = str(number)
    return f"{request.path}?{query.urlencode()}" if query else request.path
