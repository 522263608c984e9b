"""Fifty suggested pairs, judged without the mouse: one key each, every decision kept, and ten of them taken back."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect

from claims.models import Decision, Relation, Task
from config.policies import Role
from tests import factories as make
from tests.browser.waiting import settle

PAIRS = 50
#: One after the other: contradicts (as the rule suggests), unsure, unrelated.
KEYS = {"c": "confirmed", "o": "unsure", "x": "rejected"}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module", autouse=True)
def _beside_playwright() -> Iterator[None]:
    """Let this thread ask the database although Playwright's event loop runs in it; nothing here is asynchronous."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        yield


def test_fifty_pairs_are_judged_with_single_keys(
    browser: Browser, live_server: Any, client_as: Callable[[Role], Client]
) -> None:
    """Nothing but keys is used; the next pair comes without loading the page."""
    for number in range(PAIRS):
        claims = make.claim(2 * number + 1), make.claim(2 * number + 2)
        for claim in claims:
            make.mention(claim)
        make.relation(*claims)
    session = client_as(Role.REVIEWER).cookies["sessionid"].value
    context = browser.new_context()
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    loads: list[str] = []
    page.on("load", lambda _: loads.append(page.url))
    page.goto(f"{live_server.url}/queue/?kind=relation")

    for number in range(PAIRS):
        key = list(KEYS)[number % len(KEYS)]
        before = page.locator("#task").get_attribute("data-task")
        page.keyboard.press(key)
        expect(page.locator(f'#task[data-task="{before}"]')).to_have_count(0)
        settle(page)

    assert len(loads) == 1
    assert not Task.objects.filter(kind="relation").exists()
    said = [decision.after["state"] for decision in Decision.objects.order_by("pk")]
    assert said == [list(KEYS.values())[number % len(KEYS)] for number in range(PAIRS)]

    for _ in range(10):
        page.keyboard.press("z")
        settle(page)
    assert Relation.objects.suggested().count() == 10
    expect(page.get_by_role("button", name="Undo")).to_have_count(0)
    context.close()
