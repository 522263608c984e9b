"""
Chromium, driven by Playwright, on a whole demo: real web server, real worker, real static files, the demo archive.

Every journey brings what it changes: the demo's data are shared by all tests here. While writing tests, start
`make demo` by hand and name it: DEMO_ADDRESS=http://127.0.0.1:8000 pytest tests/browser.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.demo_process import Demo
from tests.template import started_once

PORT, EMPTY_PORT = 18600, 18700
PATIENCE = 60_000  # ms; with two browsers on two cores a page may take a while
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
#: One process for all tabs of a window: starting one takes longer than loading a page.
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--process-per-site"]
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
        launched = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        expect.set_options(timeout=PATIENCE)
        yield launched
        launched.close()


class Contexts:
    """
    One window per role, with script and without, for all tests: styles and scripts are fetched once.

    Tests open tabs in them. Signing in by the form is tested where people are.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.shared = cache(self.fresh)
        self.opened: list[BrowserContext] = []

    def fresh(self, role: str, script: bool) -> BrowserContext:
        """Open another one. Role "" is a stranger."""
        context = self.browser.new_context(base_url=self.address, java_script_enabled=script)
        context.set_default_timeout(PATIENCE)
        self.opened.append(context)
        if role:
            self._sign_in(context, role)
        return context

    def _sign_in(self, context: BrowserContext, role: str) -> None:
        context.request.get("/sign-in/")
        [token] = [each["value"] for each in context.cookies() if each["name"] == "csrftoken"]
        fields = {"username": role, "password": f"demo-{role}", "csrfmiddlewaretoken": token}
        answer = context.request.post("/sign-in/", form=fields)
        assert answer.url == f"{self.address}/", answer.text()

    def close(self) -> None:
        """Close all windows."""
        for context in self.opened:
            context.close()


OpenPage = Callable[..., Page]


@pytest.fixture(scope="package")
def contexts(browser: Browser, address: str) -> Iterator[Contexts]:
    """Who is signed in on the demo."""
    with closing(Contexts(browser, address)) as contexts:
        yield contexts


@pytest.fixture
def open_as(contexts: Contexts) -> Iterator[OpenPage]:
    """Return a function: role → a page signed in as that role ("" = a stranger). See `visits`."""
    with visits(contexts) as open_page:
        yield open_page


@contextmanager
def on_own_program(browser: Browser, data: Path) -> Iterator[OpenPage]:
    """Start a program on this folder, yield the function that opens its pages, stop it."""
    demo = Demo(data, port=EMPTY_PORT, empty=True)
    try:
        address = demo.wait_for_address().rstrip("/")
        with closing(Contexts(browser, address)) as contexts, visits(contexts) as open_page:
            yield open_page
        assert demo.stop() == 0
    finally:
        demo.clean_up()


@contextmanager
def visits(contexts: Contexts) -> Iterator[OpenPage]:
    """
    Yield the function that opens pages; close them in the end. fresh: in a window of its own, to do with as one likes.

    Whatever the browser complains of meanwhile (script errors, blocked content, failed requests) fails the test.
    """
    pages: list[Page] = []
    own: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(
        role: str, *, script: bool = True, width: int = 1280, height: int = 900, fresh: bool = False
    ) -> Page:
        if fresh or not role:
            context = contexts.fresh(role, script)
            own.append(context)
        else:
            context = contexts.shared(role, script)
            context.clear_cookies(name="messages")  # said to a test before
        page = context.new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": height})
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on(
            "console",
            lambda line: complaints.append(f"{page.url}: {line.text}") if is_complaint(line) else None,
        )
        return page

    yield open_page
    for page in pages:
        page.close()
    for context in own:
        context.close()
    assert complaints == []


def is_complaint(line: object) -> bool:
    """Return whether a line of the browser's console is one; a refusal (401 to 422) that we ask for is not."""
    text = str(getattr(line, "text", ""))
    refusals = (401, 403, 404, 409, 422)
    expected = any(f"status of {number}" in text or f"Error Code {number}" in text for number in refusals)
    return getattr(line, "type", "") == "error" and not expected
