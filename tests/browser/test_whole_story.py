"""The ceremony, from an empty database to a decision that wakes up: what this program exists for, told once with script and once without."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import OpenPage, on_own_program
from tests.browser.importing import import_article
from tests.browser.waiting import attached, expect_said, load_until, settle
from tests.demo_process import ROOT
from tests.template import started_once

TEXTS = ROOT / "fixtures" / "demo"
QUESTION = "How many North Korean soldiers died in the Kursk region?"
#: A later text whose figure covers what the question asks.
THIRD = (
    "Seoul counts its neighbour's dead",
    "Han Daily",
    "At least 2,000 North Korean soldiers had been killed in the Kursk region by November 2025, "
    "South Korea's Defence Ministry said on Monday.",
)


@pytest.fixture(params=[True, False], ids=["script", "no script"])
def script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.fixture
def open_as(browser: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    """As everywhere, but on a program of its own whose database is empty."""
    started_once(tmp_path)
    with on_own_program(browser, tmp_path) as open_page:
        yield open_page


def of_the_demo(name: str) -> tuple[str, str]:
    """Return title and text of an article that we wrote for the demo."""
    title, _, text = (TEXTS / name).read_text(encoding="utf-8").partition("\n\n")
    return title, text.strip()


def note(page: Page, words: str) -> Locator:
    """Return the margin note of the mention with these words, in focus, so that its buttons show."""
    found = page.locator("article.note").filter(has_text=words).first
    found.focus()
    return found


def accept(page: Page, words: str) -> None:
    """Accept what the machine read there."""
    note(page, words).get_by_role("button", name="Accept").click()
    expect(note(page, words)).to_contain_text("confirmed")


def open_article(page: Page, title: str) -> None:
    page.goto("/articles/")
    page.get_by_role("link", name=title, exact=True).click()


def number_of_claim(page: Page, words: str) -> str:
    """Return the number of the claim that the note speaks of."""
    address = note(page, words).get_by_role("link", name="Open claim").get_attribute("href") or ""
    return address.split("/claims/")[1].split("/")[0]


def add_claim(page: Page, number: str, words: str) -> None:
    """Put a claim under the question."""
    attached(page)
    claims = page.locator("table.claims")
    if words in claims.inner_text():
        return
    page.get_by_label("Add a claim by its number").fill(number)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(claims).to_contain_text(words)
    settle(page)


def test_nine_losses_and_four_thousand_are_both_true_until_a_third_figure_comes(
    open_as: OpenPage, *, script: bool
) -> None:
    """Two articles in, triaged; Kim's chain and utterance; not comparable; decided, approved, woken, and as it was known."""
    ceremony, ceremony_text = of_the_demo("08-nine-losses.txt")
    welcome, welcome_text = of_the_demo("09-three-months.txt")
    admin = open_as("admin", script=script)
    import_article(admin, ceremony, "The Standard", ceremony_text, "2025-12-14", script=script)
    import_article(admin, welcome, "Eastern Post", welcome_text, "2025-12-13", script=script)

    page = open_as("reviewer", script=script)
    triage(page, ceremony, welcome)
    claims = {words: number_of_claim(page, words) for words in ("9 losses", "about 4,000 neutralised")}
    set_chain_and_utterance(page)
    say_what_is_part_of_what(page)
    set_beside_each_other(page, claims["9 losses"])

    address = ask(page, claims)
    propose(page)
    adjudicator = open_as("adjudicator", script=script)
    approve(adjudicator, address)

    import_article(admin, *THIRD, "2025-12-20", script=script)
    expect_woken(page, address)
    expect_as_known_before(page, address)


def triage(page: Page, ceremony: str, welcome: str) -> None:
    """Accept the figures, reject what says nothing, with the reason."""
    open_article(page, welcome)
    accept(page, "3 months duration")
    open_article(page, ceremony)
    for words in ("9 losses", "120 days duration", "about 4,000 neutralised"):
        accept(page, words)
    refused = note(page, "The regiment left in early August")
    refused.locator("summary", has_text="Reject").click()
    refused.get_by_label("Reason").last.fill("Says no more than the sentence before.")
    refused.get_by_role("button", name="Reject").last.click()
    expect(page.get_by_role("region", name="Rejected")).to_contain_text("no more than the sentence before")


def set_chain_and_utterance(page: Page) -> None:
    """Kim admits it, through state television; the speech is recorded as one utterance."""
    note(page, "9 losses").get_by_role("link", name="Open claim").click()
    page.get_by_role("link", name="Change who says so").first.click()
    kim = page.get_by_role("group", name=re.compile("farthest from the article"))
    expect(kim.get_by_label("Who")).to_have_value("Kim Jong Un")
    kim.get_by_label("Speech act").select_option("admit")
    page.get_by_role("button", name="Save the chain").last.click()
    expect_said(page, "Saved who is behind it")
    expect(page.locator("main")).to_contain_text("admit")

    page.get_by_role("link", name="Which utterance it reports").first.click()
    new = page.get_by_role("region", name="A new one")
    expect(new.get_by_label("Who spoke")).to_have_value("Kim Jong Un")
    new.get_by_label("Venue").fill("ceremony in Pyongyang")
    new.get_by_role("button", name="Record it, and attach").click()
    expect(page.locator("main")).to_contain_text("1 report · 1 origin")


def say_what_is_part_of_what(page: Page) -> None:
    """The regiment is a part of the contingent: that turns "unknown" into "narrower"."""
    page.goto("/terms/?kind=population")
    page.get_by_role("row").filter(has_text="528th Engineer Regiment").get_by_role(
        "link", name=re.compile("onfirm|hange")
    ).first.click()
    page.get_by_label("Part of").fill("North Korean forces")
    page.get_by_role("button", name="Save").click()
    expect_said(page, "saved")
    expect(page.locator("main")).to_contain_text("North Korean forces")


def set_beside_each_other(page: Page, claim: str) -> None:
    """9 against about 4,000: not comparable, axis by axis, and so says the reviewer."""
    relations = page.get_by_role("region", name="Relations")
    other = relations.get_by_role("listitem").filter(has_text="4,000 neutralised").get_by_role("link").first
    load_until(page, f"/claims/{claim}/", other.is_visible)  # the worker finds what has become comparable
    other.click()
    expect(page.locator(".judge__rule")).to_contain_text("suggested by rule, not decided")
    expect(page.locator(".judge__rule")).to_contain_text("Not comparable")
    expect(page.locator(".axes").get_by_role("row").filter(has_text="population")).to_contain_text("narrower")
    page.get_by_role("button", name="Not comparable").click()
    expect(page.locator(".judge__said")).to_contain_text("by reviewer")


def ask(page: Page, claims: dict[str, str]) -> str:
    """Ask the question, with both figures under it; return its address."""
    page.goto("/questions/new/")
    page.get_by_label("Question", exact=True).fill(QUESTION)
    page.get_by_label("Measure").select_option("killed")
    page.get_by_label("Population").fill("North Korean forces")
    page.get_by_label("Place").fill("Kursk region")
    page.get_by_role("button", name="Ask the question").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(QUESTION)
    for words, number in claims.items():
        add_claim(page, number, words)
    return page.url


def propose(page: Page) -> None:
    """Both are true, of different things; what would change it is said."""
    page.get_by_role("link", name="Decide").click()
    form = page.get_by_role("region", name="Propose a decision")
    form.get_by_label("Outcome").select_option("both_true_different_scope")
    form.get_by_label("Confidence").select_option("moderate")
    form.get_by_label("Why", exact=True).fill(
        "The nine are one regiment's dead; the 4,000 are all put out of action."
    )
    form.get_by_label("What would change it").fill("A figure for all the dead of the contingent.")
    form.get_by_label("Reason for every other claim").fill("Each is right about what it covers.")
    form.get_by_role("button", name="Propose").click()
    expect(page.locator("main")).to_contain_text("waits for a second person")


def approve(page: Page, address: str) -> None:
    """Another person approves."""
    page.goto(address)
    page.get_by_role("link", name="Decide").click()
    page.get_by_role("button", name="Approve").click()
    expect_said(page, "Approved")
    expect(page.get_by_role("region", name="The answer as it stands")).to_contain_text("decided")


def expect_woken(page: Page, address: str) -> None:
    """The question is open again, and says why; who proposed the decision is told."""
    answer = page.get_by_role("region", name="The answer as it stands")
    load_until(page, address, lambda: "Reopened by" in answer.inner_text())
    expect(answer).to_contain_text("at least 2,000")
    page.goto("/notices/")
    expect(page.locator("main")).to_contain_text(QUESTION)


def expect_as_known_before(page: Page, address: str) -> None:
    """The question as it stood before the third figure came: decided, and without it."""
    page.goto(address)
    page.get_by_role("link", name="As known just before").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(QUESTION)
    expect(page.locator("main")).to_contain_text("Both true")
    expect(page.locator("main")).not_to_contain_text("at least 2,000")
