"""The main way through the product: two articles come in, a reviewer reads them, the pair stands under a question."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OpenPage
from tests.browser.importing import import_article


@dataclass(frozen=True)
class Story:
    """One telling. Each has days of its own, so that the two do not meet."""

    script: bool
    day: str
    iso: str
    printed_on: str
    first_title: str
    second_title: str

    @property
    def texts(self) -> list[tuple[str, str, str]]:
        """Return (title, outlet, text) of both articles."""
        first = (
            f"About 40 people were killed in Varnholm on {self.day}, the fire service said on Thursday.\n\n"
            "The fire broke out in a textile works near the old harbour."
        )
        second = (
            f"At least 120 people were killed in Varnholm on {self.day}, the textile workers' union said.\n\n"
            "“We went through every name twice,” a spokeswoman told reporters."
        )
        return [(self.first_title, "Harbour Gazette", first), (self.second_title, "Weavers' Weekly", second)]


STORIES = [
    Story(
        True, "3 March 2026", "2026-03-03", "2026-03-05", "Fire at a textile works", "Union counts its dead"
    ),
    Story(
        False,
        "9 June 2026",
        "2026-06-09",
        "2026-06-11",
        "Second fire at a textile works",
        "Union counts again",
    ),
]


@pytest.mark.parametrize("story", STORIES, ids=["script", "no script"])
def test_two_articles_are_imported_read_set_side_by_side_and_asked_about(
    open_as: OpenPage, story: Story
) -> None:
    """
    An admin imports two reports of one fire. A reviewer accepts what the machine read in both, confirms that the
    figures contradict each other, and asks the question. An analyst finds both figures under it.
    """
    admin = open_as("admin", script=story.script)
    for title, outlet, text in story.texts:
        import_article(admin, title, outlet, text, story.printed_on, script=story.script)

    page = open_as("reviewer", script=story.script)
    for title, _, _ in story.texts:
        page.goto("/articles/")
        page.get_by_role("link", name=title, exact=True).click()
        expect(page.get_by_text("0 confirmed, 1 suggested")).to_be_visible()
        page.get_by_role("button", name="Accept").click()
        expect(page.get_by_text("1 confirmed, 0 suggested")).to_be_visible()
        expect(page.locator("main")).to_contain_text("Accepted")

    page.get_by_role("link", name="Open claim").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("at least 120 killed")
    page.get_by_role("region", name="Relations").get_by_role("link").first.click()
    expect(page.get_by_text("no number fits both (about 40")).to_be_visible()
    page.get_by_role("button", name="Contradicts").click()
    expect(page.locator(".judge__said")).to_contain_text("by reviewer")

    page.goto("/questions/new/")
    question = f"How many people were killed in the fire of {story.day}?"
    page.get_by_label("Question", exact=True).fill(question)
    page.get_by_label("Measure").select_option("killed")
    page.get_by_label("Place").fill("Varnholm")
    page.get_by_label("Period: first day").fill(story.iso)
    page.get_by_label("Period: last day").fill(story.iso)
    page.get_by_role("button", name="Ask the question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(question)

    analyst = open_as("analyst", script=story.script)
    analyst.goto("/")
    analyst.get_by_role("link", name=question).click()
    body = analyst.locator("main")
    pair = body.get_by_role("listitem").filter(has_text="contradicts").filter(has_text="comparable").first
    expect(pair).to_contain_text("about 40 against at least 120")
    expect(pair).to_contain_text("confirmed")
    expect(body).to_contain_text("fire service")
    expect(analyst.get_by_role("button", name="Accept")).to_have_count(0)
