"""Waiting for what the page shows; never for the clock alone."""

import time
from collections.abc import Callable

from playwright.sync_api import Page, expect

BUSY = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"
SECONDS = 90  # for the background worker, on a busy machine


def settle(page: Page) -> None:
    """
    Wait until htmx has nothing under way on the page; what follows may then be read at once.

    A key or a click sends its request before Playwright goes on, but not where htmx waits for the end of typing
    (`delay:`), nor where a page was just opened by a link (see `attached`).
    """
    expect(page.locator(BUSY)).to_have_count(0)


def attached(page: Page) -> None:
    """
    Wait until the scripts of the page have run: keys work from then on.

    To be called after something that only the new page shows. `goto` and `reload` wait for it themselves.
    """
    page.wait_for_load_state("domcontentloaded")


def expect_said(page: Page, words: str) -> None:
    """Wait until the page says above its content what was done."""
    expect(page.locator("#messages")).to_contain_text(words)


def task_of(page: Page) -> str:
    """Return the number of the task in hand; only while htmx has nothing under way."""
    return page.locator("#task").get_attribute("data-task") or ""


def expect_another_task(page: Page, task: str) -> None:
    """Wait until another task than this one is in hand, and can be decided by key."""
    expect(page.locator("#task")).not_to_have_attribute("data-task", task)
    settle(page)


def reload_until(page: Page, words: str) -> None:
    """
    Do what somebody without script does: load the page again until the words are there.

    To be called after something that only this page shows: until then it may be the one before.
    """
    _until(page, lambda: words in page.locator("main").inner_text(), again=page.reload)


def load_until(page: Page, path: str, is_so: Callable[[], bool]) -> None:
    """Load an address again and again until something is so: what the browser sends when a page is left comes late."""
    page.goto(path)
    _until(page, is_so, again=lambda: page.goto(path))


def _until(page: Page, is_so: Callable[[], bool], *, again: Callable[[], object]) -> None:
    deadline = time.monotonic() + SECONDS
    while not is_so():
        assert time.monotonic() < deadline, f"waited at {page.url}: {page.locator('main').inner_text()}"
        again()
