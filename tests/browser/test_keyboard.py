"""The queue and the reader without a mouse."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.waiting import expect_another_task, task_of


def test_a_reviewer_accepts_and_takes_it_back_with_single_keys(open_as: OpenPage) -> None:
    """A accepts the mention in hand and brings the next one; Z takes it back."""
    page = open_as("reviewer")
    page.goto("/queue/?kind=mention")
    first = task_of(page)

    page.keyboard.press("a")
    expect_another_task(page, first)
    last = page.get_by_role("region", name="What was saved last")
    expect(last).to_contain_text("you said accept")

    page.keyboard.press("z")
    expect(last).to_contain_text("undone")


def test_skipping_with_a_key_decides_nothing(open_as: OpenPage) -> None:
    """S shows another pair and leaves this one waiting."""
    page = open_as("reviewer")
    page.goto("/queue/?kind=relation")
    skipped = task_of(page)
    pair = page.get_by_role("link", name="This pair's page").get_attribute("href") or ""

    page.keyboard.press("s")
    expect_another_task(page, skipped)

    page.goto(pair)
    expect(page.locator(".judge__rule")).to_contain_text("suggested by rule, not decided")


def test_keys_mean_letters_while_somebody_writes(open_as: OpenPage) -> None:
    """Typing a name that contains a key must not press the key's button."""
    page = open_as("reviewer")
    page.goto("/questions/new/")
    page.get_by_label("Question", exact=True).focus()

    page.keyboard.type("a question? n/x")

    expect(page.get_by_label("Question", exact=True)).to_have_value("a question? n/x")
    expect(page).to_have_url(re.compile("/questions/new/$"))


def test_the_keys_of_a_page_are_listed_and_the_list_closes(open_as: OpenPage) -> None:
    """? opens the list, Escape closes it."""
    page = open_as("reviewer")
    page.goto("/queue/?kind=mention")

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Accept")
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_first_tab_stop_leads_past_the_navigation(open_as: OpenPage) -> None:
    """Tab, Enter: the focus is in the content."""
    page = open_as("analyst")
    page.goto("/articles/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


def test_every_stop_of_the_tab_key_can_be_seen(open_as: OpenPage) -> None:
    """Thirty tabs through the queue: each stop has a ring or another outline of its own."""
    page = open_as("reviewer")
    page.goto("/queue/?kind=mention")
    bare = []
    for _ in range(30):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
                const e = document.activeElement, s = getComputedStyle(e);
                const seen = s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0 || s.boxShadow !== "none";
                return e === document.body || seen ? "" : e.outerHTML.slice(0, 120);
            }"""
        )
        if stop:
            bare.append(stop)

    assert bare == []
