"""An admin adds a person, who signs in; and does it all again with the keyboard and without script."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.waiting import expect_said


@pytest.mark.parametrize("script", [True, False])
def test_an_admin_adds_a_person_and_gives_them_another_role(open_as: OpenPage, script: bool) -> None:
    """Mira is hired as an analyst, becomes a reviewer at once, and can sign in."""
    name = f"mira-{'script' if script else 'plain'}"
    page = open_as("admin", script=script)
    page.goto("/people/")
    page.get_by_label("Sign-in name").fill(name)
    page.get_by_label("First password").fill("a-long-enough-phrase")
    page.get_by_role("button", name="Add").click()
    expect_said(page, f"{name} can sign in now")

    row = page.get_by_role("row").filter(has_text=name)
    row.get_by_role("combobox").select_option("reviewer")
    row.get_by_role("button").click()
    if script:
        expect(row).to_contain_text("Saved.")
        expect(row.get_by_role("button")).to_be_focused()
    else:
        expect_said(page, f"{name}: saved.")
    page.reload()
    expect(page.get_by_role("row").filter(has_text=name).get_by_role("combobox")).to_have_value("reviewer")

    theirs = open_as("", script=script)
    theirs.goto("/sign-in/")
    theirs.get_by_label("Name").fill(name)
    theirs.get_by_label("Password").fill("a-long-enough-phrase")
    theirs.keyboard.press("Enter")
    expect(theirs.get_by_role("button", name="Sign out")).to_be_visible()


def test_the_last_admin_is_told_why_they_stay(open_as: OpenPage) -> None:
    """The only admin tries to become an analyst; the row says why not, and shows the truth."""
    page = open_as("admin")
    page.goto("/people/")
    row = page.get_by_role("row").filter(has_text="(you)")
    row.get_by_role("combobox").select_option("analyst")
    row.get_by_role("button").click()

    expect(row).to_contain_text("last admin")
    expect(row.get_by_role("combobox")).to_have_value("admin")
