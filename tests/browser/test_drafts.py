"""Nothing written on a question or in a comment is lost: drafts are kept while one types, and without script by hand."""

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_accessibility import problems
from tests.browser.test_assessing import ask_question
from tests.browser.waiting import expect_said, load_until


def why(page: Page) -> Locator:
    return page.get_by_label("Why", exact=True)


@pytest.mark.parametrize("script", [True, False])
def test_a_draft_outlives_its_page(open_as: OpenPage, script: bool) -> None:
    page = open_as("reviewer", script=script)
    question = ask_question(page, f"How many bridges fell? ({'script' if script else 'plain'})")

    page.goto(f"{question}decision/")
    why(page).fill("Two of them, by the photographs.")
    if script:
        expect(page.locator("#draft")).to_contain_text("Draft kept")
        assert problems(page) == []
    else:
        page.get_by_role("button", name="Save draft").click()
        expect_said(page, "The draft is kept")
    page.goto("/")

    page.goto(f"{question}decision/")
    expect(why(page)).to_have_value("Two of them, by the photographs.")
    page.goto("/notices/")
    expect(page.get_by_role("region", name="Waits for you")).to_contain_text("How many bridges fell?")
    if script:
        assert problems(page) == []
    page.goto(f"{question}decision/")
    page.get_by_role("button", name="Discard draft").click()
    expect_said(page, "The draft is gone")
    expect(why(page)).to_have_value("")


def test_what_was_typed_last_is_kept_though_the_page_is_left_at_once(open_as: OpenPage) -> None:
    page = open_as("reviewer")
    question = ask_question(page, "How many towers fell?")
    page.on("dialog", lambda dialog: dialog.accept())

    page.goto(f"{question}decision/")
    why(page).fill("One.")
    page.goto("/")

    load_until(page, f"{question}decision/", lambda: why(page).input_value() == "One.")


def test_what_was_typed_before_the_scripts_came_is_kept_too(open_as: OpenPage) -> None:
    """On a slow line a form can be written in before its scripts are there."""
    page = open_as("reviewer")
    question = ask_question(page, "How many spires fell?")
    held: list[Route] = []
    page.route("**/js/drafts*.js", lambda route: held.append(route))

    with page.expect_request("**/js/drafts*.js"):
        page.goto(f"{question}decision/", wait_until="commit")
    why(page).fill("Three.")
    expect(page.locator("#draft")).not_to_contain_text("Draft kept")
    held.pop().continue_()

    expect(page.locator("#draft")).to_contain_text("Draft kept")


@pytest.mark.parametrize("script", [True, False])
def test_one_edits_and_withdraws_ones_own_comment(open_as: OpenPage, script: bool) -> None:
    page = open_as("reviewer", script=script)
    question = ask_question(page, f"How many domes fell? ({'script' if script else 'plain'})")
    page.get_by_role("textbox", name="Comment").fill("The photographs show too.")
    page.get_by_role("button", name="Comment", exact=True).click()

    page.get_by_role("link", name="Edit or withdraw").click()
    if script:
        assert problems(page) == []
    page.get_by_role("textbox", name="Comment").fill("The photographs show two.")
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(re.compile(re.escape(question)))
    expect(page.locator("#discussion")).to_contain_text("The photographs show two.")

    page.get_by_role("link", name="Edit or withdraw").click()
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.locator("#discussion")).to_contain_text("Withdrawn by its author.")
    page.get_by_role("link", name="withdrawn").click()
    expect(page.locator("main")).to_contain_text("The photographs show too.")
