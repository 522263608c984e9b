"""Every page: axe-core finds nothing, nothing sticks out to the side; light and dark, phone and desk."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Contexts, OpenPage, visits

AXE_SCRIPT = Axe().axe_script
PHONE, DESK = 390, 1280
ALL = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
ONLY_COLOURS: dict = {"runOnly": {"type": "rule", "values": COLOURS}}
#: Width, colour scheme, rules. What is not colour is the same in the dark; what is shown, and on what, changes with both.
LOOKS: list[tuple[int, str, dict]] = [
    (PHONE, "light", {"runOnly": ALL}),
    (PHONE, "dark", ONLY_COLOURS),
    (DESK, "light", {"runOnly": ALL}),
    (DESK, "dark", ONLY_COLOURS),
]


@dataclass(frozen=True)
class Visit:
    """Who opens what: an address ("{now}": this second), then perhaps the first link whose address matches `then`."""

    name: str
    role: str
    address: str
    then: str = ""


VISITS = [
    Visit("sign-in", "", "/sign-in/"),
    Visit("questions", "analyst", "/"),
    Visit("question", "analyst", "/", r"^/questions/\d+/$"),
    Visit("question, as adjudicator", "adjudicator", "/", r"^/questions/\d+/$"),
    Visit("question, decision", "adjudicator", "/questions/1/decision/"),
    Visit("assessments", "adjudicator", "/questions/1/assessments/"),
    Visit("agreement", "analyst", "/agreement/"),
    Visit("new question", "reviewer", "/questions/new/"),
    Visit("articles", "analyst", "/articles/"),
    Visit("reader", "reviewer", "/articles/", r"^/articles/\d+/"),
    Visit("mark by hand, words", "reviewer", "/articles/1/mentions/new/"),
    Visit("mark by hand, reading", "reviewer", "/articles/1/mentions/new/?words=the"),
    Visit("readings of a text", "reviewer", "/articles/1/readings/"),
    Visit("later readings that differ", "reviewer", "/readings/"),
    Visit("claim", "reviewer", "/questions/1/", r"^/claims/\d+/"),
    Visit("what became of a question", "analyst", "/questions/1/as-known-on/"),
    Visit("question, as known", "analyst", "/questions/1/as-known-on/", r"/as-known-on/\d{4}-\d{2}-\d{2}T"),
    Visit("claim, as known", "analyst", "/claims/1/as-known-on/", r"/as-known-on/\d{4}-\d{2}-\d{2}T"),
    Visit("pair, as known", "analyst", "/relations/1/as-known-on/", r"/as-known-on/\d{4}-\d{2}-\d{2}T"),
    Visit("article, as known", "analyst", "/articles/1/as-known-on/", r"/as-known-on/\d{4}-\d{2}-\d{2}T"),
    Visit("source, as known", "analyst", "/sources/1/as-known-on/", r"/as-known-on/\d{4}-\d{2}-\d{2}T"),
    Visit("what became of an article", "analyst", "/articles/1/as-known-on/"),
    Visit("a day that is none", "analyst", "/questions/1/as-known-on/soon/"),
    Visit("question, what changed", "analyst", "/questions/1/changes/2020-01-01/{now}/"),
    Visit("claim, what changed", "analyst", "/claims/1/changes/2020-01-01/{now}/"),
    Visit("source, what changed", "analyst", "/sources/1/changes/2020-01-01/{now}/"),
    Visit("who says so", "reviewer", "/mentions/1/provenance/"),
    Visit("grade a source", "reviewer", "/sources/1/grades/"),
    Visit("grade a claim", "reviewer", "/claims/1/grades/"),
    Visit("origins of a claim", "reviewer", "/claims/1/origins/"),
    Visit("which utterance", "reviewer", "/mentions/1/utterance/"),
    Visit("queue", "reviewer", "/queue/"),
    Visit("parked", "reviewer", "/queue/parked/"),
    Visit("queue filters", "reviewer", "/queue/narrow/"),
    Visit("queue, narrowed", "reviewer", "/queue/?measure=1&source=1"),
    Visit("queue, derivations", "reviewer", "/queue/?kind=derivation"),
    Visit("queue, findings", "reviewer", "/queue/?kind=finding"),
    Visit("queue, mentions", "reviewer", "/queue/?kind=mention"),
    Visit("split a mention", "reviewer", "/queue/?kind=mention", r"^/mentions/\d+/split/"),
    Visit("merge a mention", "reviewer", "/queue/?kind=mention", r"^/mentions/\d+/merge/"),
    Visit("merge a mention, what differs", "reviewer", "/mentions/1/merge/?claim=2"),
    Visit("queue, relations", "reviewer", "/queue/?kind=relation"),
    Visit("relation", "reviewer", "/questions/1/", r"^/relations/\d+/"),
    Visit("every pair of a question", "reviewer", "/questions/1/matrix/"),
    Visit("where a question's reports come from", "reviewer", "/questions/1/provenance/"),
    Visit("compare, find a claim", "reviewer", "/claims/compare/?claim=3"),
    Visit("compare, a pair that no rule related", "reviewer", "/claims/compare/?claim=3&claim=9"),
    Visit("terms", "reviewer", "/terms/"),
    Visit("senses of words", "reviewer", "/terms/?kind=sense"),
    Visit("findings", "reviewer", "/findings/"),
    Visit("notices", "reviewer", "/notices/"),
    Visit("imports", "admin", "/imports/"),
    Visit("batch", "admin", "/imports/", r"^/imports/\d+/$"),
    Visit("sources", "reviewer", "/sources/"),
    Visit("source", "reviewer", "/sources/", r"^/sources/\d+/$"),
    Visit("source, edit", "reviewer", "/sources/new/"),
    Visit("people", "admin", "/people/"),
    Visit("password", "analyst", "/password/"),
    Visit("refused", "analyst", "/people/"),
    Visit("missing", "analyst", "/no/such/page/"),
]


@pytest.fixture(scope="module")
def tab_of(contexts: Contexts) -> Iterator[Callable[[str], Page]]:
    """Return a function: role → the one tab in which its pages are looked at; a new one costs more than most pages."""
    with visits(contexts) as open_page:
        yield cache(open_page)


def go(page: Page, visit: Visit) -> None:
    page.set_viewport_size({"width": PHONE, "height": 844})
    page.goto(visit.address.format(now=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"))
    if visit.then:
        addresses = page.get_by_role("link").evaluate_all(
            "links => links.map(a => a.getAttribute('href') ?? '')"
        )
        found = [address for address in addresses if re.search(visit.then, address)]
        assert found, f"{visit.address} links to nothing like {visit.then}: {addresses}"
        page.goto(found[0])
    expect(page.locator("main")).to_be_visible()


def violations(page: Page, rules: dict) -> list[dict]:
    """Return what axe-core finds on the page as it is. The script stays in the page for the next time."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict] = page.evaluate(
        "rules => axe.run(document, {...rules, resultTypes: ['violations']}).then(results => results.violations)",
        rules,
    )
    return found


def sticks_out(page: Page) -> list[str]:
    """Return what is wider than the window, unless something around it scrolls or cuts it off."""
    return page.evaluate(
        """() => {
            const root = document.documentElement;
            if (root.scrollWidth <= root.clientWidth) return [];
            return [...document.querySelectorAll("body *")]
                .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
                .map(e => `${e.tagName.toLowerCase()}.${e.className}`).slice(0, 5);
        }"""
    )


def problems(page: Page) -> list[str]:
    """Return what is wrong with the page, on a phone and at a desk."""
    found = []
    for width, scheme, rules in LOOKS:
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme)
        if wide := sticks_out(page):
            found.append(f"{width} px: {wide}")
        for violation in violations(page, rules):
            where = "; ".join(
                f"{node['html'][:160]} {node['any'][:1] and node['any'][0]['message']}"
                for node in violation["nodes"][:3]
            )
            found.append(f"{width} px {scheme}: {violation['id']} ({violation['impact']}): {where}")
    return found


@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.name)
def test_a_page_can_be_used_by_everybody(tab_of: Callable[[str], Page], visit: Visit) -> None:
    page = tab_of(visit.role)
    go(page, visit)

    assert problems(page) == []


def test_the_list_of_what_is_parked_can_be_used_by_everybody(open_as: OpenPage) -> None:
    page = open_as("reviewer", width=PHONE, height=844)
    page.goto("/queue/?kind=finding")
    page.get_by_role("button", name="Park").click()
    expect(page.get_by_role("region", name="What was saved last")).to_contain_text("Parked.")
    page.goto("/queue/parked/")

    expect(page.get_by_role("button", name="Take it back now").first).to_be_visible()
    assert problems(page) == []
    page.get_by_role("button", name="Take it back now").first.click()
    page.wait_for_url("**/queue/?kind=finding**")


@pytest.mark.parametrize("visit", [VISITS[2], VISITS[7], VISITS[9]], ids=lambda visit: visit.name)
def test_a_page_keeps_its_shape_on_a_wide_and_on_a_middle_screen(
    tab_of: Callable[[str], Page], visit: Visit
) -> None:
    page = tab_of(visit.role)
    go(page, visit)
    for width in (1024, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert sticks_out(page) == []
