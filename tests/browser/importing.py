"""The admin's part of the journeys: an article is pasted, looked at, and brought in."""

from playwright.sync_api import Page, expect

from tests.browser.waiting import SECONDS, reload_until


def import_article(page: Page, title: str, outlet: str, text: str, published: str, *, script: bool) -> None:
    """
    The admin pastes an article, sees the dry run, and has it imported. published: YYYY-MM-DD.

    The worker may have the batch in hand; without script the page says so until it is loaded again.
    """
    page.goto("/imports/")
    form = page.locator("form").filter(has=page.get_by_role("button", name="Check this article"))
    form.get_by_label("Text of the article").fill(text)
    form.get_by_label("Title").fill(title)
    form.get_by_label("Outlet").fill(outlet)
    form.get_by_label("Published on").fill(published)
    form.get_by_role("button", name="Check this article").click()

    item = page.get_by_role("region", name="Items").get_by_role("row").filter(has_text=title)
    expect(item).to_be_visible()
    if not script:
        reload_until(page, "Import 1 article")  # comes with the page after the one whose item says "new"
    expect(item).to_contain_text("new", timeout=SECONDS * 1000)
    page.get_by_role("button", name="Import 1 article").click()

    expect(page.get_by_role("region", name="Progress")).to_be_visible()
    if not script:
        reload_until(page, "1 added")
    expect(page.get_by_text("1 added")).to_be_visible(timeout=SECONDS * 1000)
    expect(item).to_contain_text("added")
