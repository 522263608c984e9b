"""Filling in a missing axis: what follows is shown while one types; the pair stays as it was laid out."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.waiting import attached


def open_pair(page: Page) -> None:
    """Go from the matrix of the first question to a pair whose axes are not known."""
    page.goto("/questions/1/matrix/")
    unknown = page.locator(".matrix__cell--machine", has_text=re.compile("unknown.*by rule", re.DOTALL)).first
    unknown.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Do these two claims conflict?")).to_be_visible()
    attached(page)


def test_the_verdict_changes_while_one_fills_in(open_as: OpenPage) -> None:
    """F opens the form; a word typed into a field shows the verdict that would follow, and nothing is saved."""
    page = open_as("reviewer")
    open_pair(page)

    page.keyboard.press("f")
    preview = page.locator("#axes-preview")
    expect(preview).to_be_visible()
    expect(preview).to_contain_text("As you fill in")
    for field in page.get_by_label("How counted").all():
        field.fill("confirmed")

    expect(preview).to_contain_text("if saved")
    expect(preview.get_by_text("→ = same")).to_be_visible()
    page.reload()
    expect(page.locator("#axes-preview")).to_contain_text("As you fill in")


def test_names_are_offered_while_one_types(open_as: OpenPage) -> None:
    """Typing a part of a recorded place brings it into the list of the field."""
    page = open_as("reviewer")
    answer = page.goto("/terms/place/names/?q=kursk")

    assert answer is not None
    assert "<option" in answer.text()


def test_without_script_the_verdict_is_shown_by_a_button(open_as: OpenPage) -> None:
    """The same form, one page load for the preview."""
    page = open_as("reviewer", script=False)
    open_pair(page)

    page.locator("details.fill > summary").click()
    page.get_by_label("How counted").first.fill("confirmed")
    page.get_by_role("button", name="Show the verdict first").click()

    expect(page.locator("#axes-preview")).to_contain_text("if saved")
    expect(page.get_by_label("How counted").first).to_have_value("confirmed")
