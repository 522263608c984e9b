"""Waiting for what the page shows; never for the clock alone."""

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

BUSY = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
SECONDS = 60  # for the background worker, on a busy machine


def settle(page: Page) -> None:
    """Wait until htmx has nothing under way on the page."""
    expect(page.locator(BUSY)).to_have_count(0)


def reload_until(page: Page, words: str, *, gone: bool = False) -> None:
    """Do what somebody without script does: load the page again until the words are there, or are gone."""
    deadline = time.monotonic() + SECONDS
    while (words in page.locator("main").inner_text()) is gone:
        assert time.monotonic() < deadline, f"waited for {words!r}: {page.locator('main').inner_text()}"
        page.reload()


def load_until(page: Page, path: str, is_so: Callable[[], bool]) -> None:
    """Load an address again and again until something is so: what the browser sends when a page is left comes late."""
    deadline = time.monotonic() + SECONDS
    page.goto(path)
    while not is_so():
        assert time.monotonic() < deadline, f"waited at {page.url}: {page.locator('main').inner_text()}"
        page.goto(path)
