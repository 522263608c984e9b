"""Who says so, in a browser: hops moved by keyboard, sources offered while typing, and the same without script."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.waiting import settle

CHAIN = "/mentions/1/provenance/"


def names(page: Page) -> list[str]:
    """Return who is in the fields of the page, which must not be about to change."""
    return [field.input_value() for field in page.get_by_label("Who", exact=True).all()]


def expect_names(page: Page, *wanted: str) -> None:
    """Wait until these are in the fields."""
    fields = page.get_by_label("Who", exact=True)
    expect(fields).to_have_count(len(wanted))
    for number, name in enumerate(wanted):
        expect(fields.nth(number)).to_have_value(name)


def add_hop(page: Page, name: str) -> None:
    """Add a row at the end by keyboard, and say who it is."""
    count = page.get_by_label("Who", exact=True).count()
    page.get_by_role("button", name="Add a hop").press("Enter")
    field = page.get_by_label("Who", exact=True).nth(count)
    expect(field).to_be_focused()
    settle(page)
    field.fill(name)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_hops_are_added_moved_and_taken_out_by_keyboard_and_nothing_is_saved(
    open_as: OpenPage, script: bool
) -> None:
    """A reviewer adds two hops, moves the second forward, takes it out again, and leaves the chain as it was."""
    page = open_as("reviewer", script=script)
    page.goto(CHAIN)
    before = names(page)
    at = len(before)
    add_hop(page, "First Example")
    add_hop(page, "Second Example")

    page.get_by_role("button", name=f"Move hop {at + 2} earlier").press("Enter")

    if at:
        expect(page.get_by_role("button", name=f"Move hop {at + 1} earlier")).to_be_focused()
    expect_names(page, *before, "Second Example", "First Example")
    settle(page)
    page.get_by_role("button", name=f"Take hop {at + 1} out").press("Enter")
    expect_names(page, *before, "First Example")
    page.goto(CHAIN)
    expect_names(page, *before)


def test_sources_are_offered_while_typing(open_as: OpenPage) -> None:
    """A reviewer types a part of a name; the field offers names and aliases that hold it."""
    page = open_as("reviewer")
    page.goto(CHAIN)
    add_hop(page, "")

    page.get_by_label("Who", exact=True).last.press_sequentially("jong")

    offered = page.locator("#source-names option[value='Kim Jong Un']")
    expect(offered).to_have_count(1)
    expect(page.locator("#source-names option", has_text="is Kim Jong Un")).not_to_have_count(0)


def test_without_script_an_unclear_name_is_asked_about(open_as: OpenPage) -> None:
    """A reviewer saves half a name, is asked whom they mean, and chooses by button."""
    page = open_as("reviewer", script=False)
    page.goto(CHAIN)
    add_hop(page, "jong u")

    page.get_by_role("button", name="Save the chain").last.press("Enter")

    expect(page.get_by_text("Whom of these do you mean?")).to_be_visible()
    page.get_by_role("button", name="Kim Jong Un person").press("Enter")
    expect(page.get_by_label("Who", exact=True).last).to_have_value("Kim Jong Un")
