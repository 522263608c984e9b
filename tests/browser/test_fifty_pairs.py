"""Fifty suggested relations judged without the mouse, one key each, and the last ten taken back."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import OpenPage, on_own_program
from tests.browser.waiting import expect_another_task, settle, task_of
from tests.demo_process import NOT_INHERITED, ROOT
from tests.template import started_once

PAIRS, TAKEN_BACK = 50, 10
CLAIMS = 600


@pytest.fixture
def open_as(browser: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    """As everywhere, on a program of its own with a generated archive in which enough pairs wait."""
    started_once(tmp_path)
    environment = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
    environment |= {
        "COUNTERCLAIM_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "HTTPS": "false",
    }
    environment["SECRET_KEY"] = "only-for-tests-and-so-no-secret-at-all-0123456789"
    subprocess.run(
        [sys.executable, "manage.py", "generate_archive", f"--claims={CLAIMS}", "--seed=1", "-v0"],
        cwd=ROOT, env=environment, check=True, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    with on_own_program(browser, tmp_path) as open_page:
        yield open_page


def press(page: Page, key: str) -> None:
    """Press a key and wait for the next task."""
    before = task_of(page)
    page.keyboard.press(key)
    expect_another_task(page, before)


def key_for(page: Page, number: int) -> str:
    """Return the key of what the rule suggests; every tenth pair is left unsure."""
    if number % 10 == 9:
        return "o"
    return page.locator("button.button--suggested").first.get_attribute("data-key") or "x"


def test_fifty_pairs_are_judged_by_key_and_ten_are_taken_back(open_as: OpenPage) -> None:
    """No pair comes twice, each press brings the next without a new page, Z goes back ten steps."""
    page = open_as("reviewer")
    page.goto("/queue/?kind=relation")
    page.evaluate("window.still = 'the same page'")
    seen = []
    for number in range(PAIRS):
        seen.append(task_of(page))
        press(page, key_for(page, number))

    assert len(set(seen)) == PAIRS
    expect(page.locator(".task__done")).to_contain_text(str(PAIRS))
    for left in range(PAIRS - 1, PAIRS - TAKEN_BACK - 1, -1):
        page.keyboard.press("z")
        expect(page.locator(".task__done")).to_contain_text(f"{left} decided")
        settle(page)
    assert page.evaluate("window.still") == "the same page"
