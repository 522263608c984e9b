"""A reviewer marks by hand what the machine missed."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.waiting import settle

SELECT = """element => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  while (node.data.indexOf(' ', 12) < 0) node = walker.nextNode();
  const range = document.createRange();
  range.setStart(node, 0);
  range.setEnd(node, node.data.indexOf(' ', 12));
  document.getSelection().removeAllRanges();
  document.getSelection().addRange(range);
  return range.toString();
}"""


def mark_last_paragraph(page: Page) -> str:
    """Select words in the reader and press M; return the words once the form is there."""
    page.goto("/articles/1/")
    words: str = page.locator(".reader__paragraph").last.evaluate(SELECT)
    expect(page.locator("[data-marking].is-offered")).to_be_visible()  # the selection is told later
    page.keyboard.press("m")
    expect(page).to_have_url(re.compile("/mentions/new/"))
    return words.strip()


def test_selected_words_are_carried_to_the_form_by_one_key(open_as: OpenPage) -> None:
    """Select words in the reader, press M: the next page shows them as the marked words."""
    page = open_as("reviewer")

    words = mark_last_paragraph(page)

    expect(page.get_by_label("Marked words")).to_have_value(words)


def test_a_claim_is_marked_and_taken_back(open_as: OpenPage) -> None:
    """A statement that no rule finds is recorded as confirmed; Z in the queue takes it back."""
    page = open_as("reviewer")
    mark_last_paragraph(page)

    page.get_by_label("Kind").select_option("position")
    page.get_by_label("Statement, for a claim without a figure").fill("a position that the program missed")
    page.get_by_role("button", name="Record this claim").click()

    note = page.locator(".note").filter(has_text="a position that the program missed")
    expect(note).to_contain_text("confirmed")
    page.goto("/queue/?kind=mention")
    expect(page.get_by_role("region", name="What was saved last")).to_contain_text("marked by hand")
    page.keyboard.press("z")
    expect(page.get_by_role("region", name="What was saved last")).to_contain_text("undone")


def test_words_selected_in_the_sentence_go_into_the_reading_they_are_meant_for(open_as: OpenPage) -> None:
    """Split a mention by one key, select words of the sentence: the second reading takes them, the first keeps its own."""
    page = open_as("reviewer")
    page.goto("/queue/?kind=mention")
    page.keyboard.press("p")
    expect(page.get_by_role("heading", name="Two claims in one mention")).to_be_focused()
    settle(page)
    kept = page.get_by_label("Marked words").first.input_value()

    words = page.locator(".excerpt").evaluate(SELECT)
    page.get_by_role("button", name="Use the words selected").nth(1).click()

    expect(page.get_by_label("Marked words").nth(1)).to_have_value(words.strip())
    expect(page.get_by_label("Marked words").first).to_have_value(kept)
