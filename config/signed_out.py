"""Somebody whose sign-in ended while they wrote: nothing of it may be lost on the way to the sign-in page."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render

from config.htmx import wants_pieces

SIGNED_OUT = 401


class SignedInOnly(LoginRequiredMiddleware):
    """
    Middleware: send strangers to the sign-in page; answer 401 to what a page that was open already sends.

    A redirect would put the sign-in page into the middle of the page (htmx follows it), or drop the form that was
    sent; after the answer the form still stands in the browser and can be sent again.
    """

    def process_view(
        self, request: HttpRequest, view_func: Callable[..., Any], view_args: Any, view_kwargs: Any
    ) -> HttpResponseBase | None:
        """Refuse a stranger; None lets the request pass."""
        refused = super().process_view(request, view_func, view_args, view_kwargs)
        if refused is None or (request.method in ("GET", "HEAD") and not wants_pieces(request)):
            return refused
        answer = render(request, "401.html", status=SIGNED_OUT)
        answer["WWW-Authenticate"] = "Form"  # HTTP wants a scheme to be named; ours is the sign-in page
        return answer
