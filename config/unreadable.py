"""Refuse what no text can hold before any view meets it."""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def refuse_nul(get_response: GetResponse) -> GetResponse:
    """
    Middleware: answer 400 to an address with a NUL character, which PostgreSQL's texts cannot hold.

    Forms refuse it field by field, in words; an address is read by many views and has no field to say it beside.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path or any(
            "\0" in value for _, values in request.GET.lists() for value in values
        ):
            raise SuspiciousOperation("The address holds a NUL character.")
        return get_response(request)

    return middleware
