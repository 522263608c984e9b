"""Which piece of a page htmx gets."""

import json

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from config.htmx import page_or_partial, trigger, wants_pieces


def request_with(**headers: str) -> HttpRequest:
    request = RequestFactory().get("/", headers=headers)
    HtmxMiddleware(lambda _: HttpResponse())(request)
    return request


@pytest.mark.parametrize(
    ("headers", "template"),
    [
        ({}, "a/page.html"),
        ({"HX-Request": "true", "HX-Target": "results"}, "a/page.html#results"),
        ({"HX-Request": "true", "HX-Target": "secrets"}, "a/page.html"),  # not one that the view hands out
        ({"HX-Request": "true"}, "a/page.html"),
        ({"HX-Target": "results"}, "a/page.html"),  # the target alone is no htmx request
        # going back in the browser wants the whole page
        ({"HX-Request": "true", "HX-Target": "results", "HX-History-Restore-Request": "true"}, "a/page.html"),
    ],
)
def test_only_a_listed_piece_is_handed_out(headers: dict[str, str], template: str) -> None:
    assert page_or_partial(request_with(**headers), "a/page.html", partials={"results"}) == template


@pytest.mark.parametrize(
    ("headers", "wanted"),
    [({}, False), ({"HX-Request": "true"}, True), ({"HX-Request": "true", "HX-Boosted": "true"}, False)],
)
def test_an_action_is_answered_with_pieces_only_when_htmx_asks(headers: dict[str, str], wanted: bool) -> None:
    assert wants_pieces(request_with(**headers)) is wanted


def test_an_event_carries_its_detail() -> None:
    response = trigger(HttpResponse(), "claim-judged", {"id": 7})

    assert json.loads(response["HX-Trigger"]) == {"claim-judged": {"id": 7}}
