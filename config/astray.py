"""Requests that lead nowhere: an old link, or a form's address opened like a page. The answer says why."""

import re
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import Resolver404

#: What Django says where a number names no row.
_NO_ROW = re.compile(r"No (\w+) matches the given query\.")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 404 with the reason, where a view gave one."""
    reason = "" if isinstance(exception, Resolver404) else str(exception)
    if found := _NO_ROW.fullmatch(reason):
        kind = re.sub(r"(?<!^)(?=[A-Z])", " ", found[1]).lower()
        reason = f"No {kind} has this number. What is recorded stays at its address, also once it is merged or split."
    return render(request, "404.html", {"reason": reason}, status=404)


def explain_not_allowed(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: where a form's address is opened like a page (a reload, an old tab), say so; 405 has no words."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and request.method == "GET" and not response.content:
            page = render(request, "405.html", status=405)
            page["Allow"] = response["Allow"]
            return page
        return response

    return answer
