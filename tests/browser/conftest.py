"""
Chromium, driven by Playwright, on a whole demo: real web server, real worker, real static files, the demo archive.

Every journey brings what it changes: the demo's data are shared by all tests here. While writing tests, start
`make demo` by hand and name it: DEMO_ADDRESS=http://127.0.0.1:8000 pytest tests/browser.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.demo_process import Demo
from tests.template import started_once

PORT, EMPTY_PORT = 18600, 18700
PATIENCE = 30_000  # ms; with two browsers on two cores a page may take a while
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NO_CHROMIUM = (
    "no Chromium here: NO BROWSER TEST RUNS. Install it (Debian: chromium) or set CHROMIUM to its path."
)


def chromium() -> str | None:
    """Return the path of Chromium: $CHROMIUM, else the system's."""
    return os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder; skip them without Chromium, but never in CI."""
    missing = chromium() is None
    if missing and os.environ.get("CI"):
        raise pytest.UsageError(NO_CHROMIUM)
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            if missing:
                item.add_marker(pytest.mark.skip(reason=NO_CHROMIUM))


@pytest.fixture(scope="package")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running demo."""
    if running := os.environ.get("DEMO_ADDRESS"):
        yield running.rstrip("/")
        return
    data = tmp_path_factory.mktemp("demo")
    started_once(data)
    demo = Demo(data, port=PORT)
    try:
        yield demo.wait_for_address().rstrip("/")
        assert demo.stop() == 0
    finally:
        demo.clean_up()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium(), args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
        )
        expect.set_options(timeout=PATIENCE)
        yield launched
        launched.close()


@pytest.fixture(scope="package")
def signed_in(browser: Browser, address: str) -> Callable[[str], dict]:
    """Return a function: role → cookies of somebody signed in, by the form, once per role."""
    return cache(lambda role: sign_in(browser, address, role))


def sign_in(browser: Browser, address: str, role: str) -> dict:
    """Sign in by the form and return the cookies."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_label("Name").fill(role)
    page.get_by_label("Password").fill(f"demo-{role}")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{address}/")
    cookies = context.storage_state()
    context.close()
    return cookies


OpenPage = Callable[..., Page]


@pytest.fixture
def open_as(browser: Browser, address: str, signed_in: Callable[[str], dict]) -> Iterator[OpenPage]:
    """Return a function: role → a page signed in as that role ("" = a stranger). See `visits`."""
    with visits(browser, address, signed_in) as open_page:
        yield open_page


@contextmanager
def on_own_program(browser: Browser, data: Path) -> Iterator[OpenPage]:
    """Start a program on this folder, yield the function that opens its pages, stop it."""
    demo = Demo(data, port=EMPTY_PORT, empty=True)
    try:
        address = demo.wait_for_address().rstrip("/")
        with visits(browser, address, cache(partial(sign_in, browser, address))) as open_page:
            yield open_page
        assert demo.stop() == 0
    finally:
        demo.clean_up()


@contextmanager
def visits(browser: Browser, address: str, signed_in: Callable[[str], dict]) -> Iterator[OpenPage]:
    """
    Yield the function that opens pages; close them in the end.

    Whatever the browser complains of meanwhile (script errors, blocked content, failed requests) fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        role: str, *, script: bool = True, width: int = 1280, height: int = 900, **more: str
    ) -> Page:
        context = browser.new_context(
            base_url=address, java_script_enabled=script, viewport={"width": width, "height": height},
            storage_state=signed_in(role) if role else None, **more,
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda line: complaints.append(f"{page.url}: {line.text}") if is_complaint(line) else None,
        )
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def is_complaint(line: object) -> bool:
    """Return whether a line of the browser's console is one; a refusal (401 to 422) that we ask for is not."""
    text = str(getattr(line, "text", ""))
    refusals = (401, 403, 404, 409, 422)
    expected = any(f"status of {number}" in text or f"Error Code {number}" in text for number in refusals)
    return getattr(line, "type", "") == "error" and not expected
