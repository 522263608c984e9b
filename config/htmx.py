"""
Answering htmx: which piece of a page it wants, and what to tell it. The only reader and writer of HX- headers.
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect, reswap, retarget, trigger_client_event


def page_or_partial(request: HttpRequest, page: str, *, partials: Collection[str]) -> str:
    """
    Return the template name that answers this request.

    The piece is named by the id in HX-Target, and only ids in `partials` are honoured: a visitor must not be
    able to name a partial that the view did not mean to hand out. A history-restore request gets the whole page.
    Views that use it say `@vary_on_headers("HX-Request", "HX-Target")`.
    """
    htmx = request.htmx  # type: ignore[attr-defined]  # set by HtmxMiddleware
    if htmx and not htmx.history_restore_request and htmx.target in partials:
        return f"{page}#{htmx.target}"
    return page


def typed(request: HttpRequest) -> str:
    """Return what stands in the field that asked, whatever its name; without htmx `?q=`."""
    name = request.htmx.trigger_name  # type: ignore[attr-defined]
    return request.GET.get(name or "q", "")


def trigger(response: HttpResponse, event: str, detail: Mapping[str, Any] | None = None) -> HttpResponse:
    """Tell the page that something happened (past tense: `claim-judged`), so that other regions may refresh."""
    return trigger_client_event(response, event, dict(detail or {}))


def wants_pieces(request: HttpRequest) -> bool:
    """Return whether an action is answered with pieces (htmx) rather than with a redirect."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and not htmx.boosted


def into_messages(response: HttpResponse) -> HttpResponse:
    """Show the piece above the page's content, whatever the request wanted to fill: the page stays as it is."""
    return reswap(retarget(response, "#messages"), "innerHTML")


def go_to(url: str) -> HttpResponse:
    """Send the browser of an htmx request to another page: what changed is more than the piece it asked for."""
    return HttpResponseClientRedirect(url)
