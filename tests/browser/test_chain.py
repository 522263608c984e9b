"""Who says so, in a browser: hops moved by keyboard, sources offered while typing, and the same without script."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

CHAIN = "/mentions/1/provenance/"


def names(page: Page) -> list[str]:
    return [field.input_value() for field in page.get_by_label("Who", exact=True).all()]


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_hops_are_added_moved_and_taken_out_by_keyboard_and_nothing_is_saved(
    open_as: OpenPage, script: bool
) -> None:
    """A reviewer adds two hops, moves the second forward, takes it out again, and leaves the chain as it was."""
    page = open_as("reviewer", script=script)
    page.goto(CHAIN)
    before = names(page)
    at = len(before)
    for name in ("First Example", "Second Example"):
        count = len(names(page))
        page.get_by_role("button", name="Add a hop").press("Enter")
        field = page.get_by_label("Who", exact=True).nth(count)
        expect(field).to_be_focused()
        field.fill(name)

    page.get_by_role("button", name=f"Move hop {at + 2} earlier").press("Enter")

    if at:
        expect(page.get_by_role("button", name=f"Move hop {at + 1} earlier")).to_be_focused()
    expect(page.get_by_label("Who", exact=True).nth(at)).to_have_value("Second Example")
    page.get_by_role("button", name=f"Take hop {at + 1} out").press("Enter")
    expect(page.get_by_label("Who", exact=True)).to_have_count(at + 1)
    assert names(page) == [*before, "First Example"]
    page.goto(CHAIN)
    assert names(page) == before


def test_sources_are_offered_while_typing(open_as: OpenPage) -> None:
    """A reviewer types a part of a name; the field offers names and aliases that hold it."""
    page = open_as("reviewer")
    page.goto(CHAIN)
    page.get_by_role("button", name="Add a hop").press("Enter")
    field = page.get_by_label("Who", exact=True).last
    expect(field).to_be_focused()

    field.press_sequentially("jong")

    offered = page.locator("#source-names option[value='Kim Jong Un']")
    expect(offered).to_have_count(1)
    expect(page.locator("#source-names option", has_text="is Kim Jong Un")).not_to_have_count(0)


def test_without_script_an_unclear_name_is_asked_about(open_as: OpenPage) -> None:
    """A reviewer saves half a name, is asked whom they mean, and chooses by button."""
    page = open_as("reviewer", script=False)
    page.goto(CHAIN)
    page.get_by_role("button", name="Add a hop").press("Enter")
    page.get_by_label("Who", exact=True).last.fill("jong u")

    page.get_by_role("button", name="Save the chain").last.press("Enter")

    expect(page.get_by_text("Whom of these do you mean?")).to_be_visible()
    page.get_by_role("button", name="Kim Jong Un person").press("Enter")
    expect(page.get_by_label("Who", exact=True).last).to_have_value("Kim Jong Un")
