"""Waiting for htmx, by what it shows; never by the clock."""

from playwright.sync_api import Page, expect

BUSY = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added"


def settle(page: Page) -> None:
    """Wait until htmx has nothing under way on the page."""
    expect(page.locator(BUSY)).to_have_count(0)
