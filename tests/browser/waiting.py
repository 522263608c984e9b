"""Waiting for what the page shows; never for the clock alone."""

import time

from playwright.sync_api import Page, expect

BUSY = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
SECONDS = 60  # for the background worker, on a busy machine


def settle(page: Page) -> None:
    """Wait until htmx has nothing under way on the page."""
    expect(page.locator(BUSY)).to_have_count(0)


def reload_until(page: Page, words: str) -> None:
    """Do what somebody without script does: load the page again until the words are there."""
    deadline = time.monotonic() + SECONDS
    while words not in page.locator("main").inner_text():
        assert time.monotonic() < deadline, f"{words!r} did not come: {page.locator('main').inner_text()}"
        page.reload()
