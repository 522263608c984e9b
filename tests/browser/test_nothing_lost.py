"""A hand that slips: held keys, double clicks, the back button, a second tab, a sign-in that ended; nothing is lost."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.waiting import expect_another_task, load_until, settle, task_of


def decisions_of(page: Page) -> list[str]:
    """Collect from now on what is sent to be decided."""
    sent: list[str] = []
    page.on(
        "request",
        lambda request: (
            sent.append(request.url) if "/decisions/" in request.url and request.method == "POST" else None
        ),
    )
    return sent


def test_a_key_that_is_held_down_decides_once(open_as: OpenPage) -> None:
    page = open_as("reviewer")
    page.goto("/queue/?kind=mention")
    sent, first = decisions_of(page), task_of(page)

    for _ in range(5):  # as a keyboard repeats it: while the answer is under way …
        page.keyboard.down("a")
    expect_another_task(page, first)
    for _ in range(20):  # … and when the next task is there
        page.keyboard.down("a")
    page.keyboard.up("a")
    settle(page)

    assert len(sent) == 1
    page.keyboard.press("z")
    settle(page)
    expect(page.locator("#announcer")).to_contain_text("Undone: accepted “")


def test_a_double_click_decides_once(open_as: OpenPage) -> None:
    page = open_as("reviewer")
    page.goto("/queue/?kind=mention")
    sent, first = decisions_of(page), task_of(page)
    box = page.get_by_role("button", name="Accept").bounding_box()
    assert box is not None

    page.mouse.move(box["x"] + 9, box["y"] + 9)
    page.mouse.down(click_count=1)
    page.mouse.up(click_count=1)
    expect_another_task(page, first)
    page.mouse.down(click_count=2)
    page.mouse.up(click_count=2)
    settle(page)

    assert len(sent) == 1
    page.keyboard.press("z")
    expect(page.locator("#announcer")).to_contain_text("Undone")


def test_a_decision_never_throws_away_what_was_written_beside_it(open_as: OpenPage) -> None:
    page = open_as("reviewer")
    page.goto("/queue/?kind=axis")
    task, asked = task_of(page), []
    page.on("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.get_by_label("How do you know?").fill("The ministry's table says until when.")

    page.get_by_role("button", name="Skip S").click()
    settle(page)

    assert len(asked) == 1
    assert "How do you know?" in asked[0]
    assert task_of(page) == task
    expect(page.get_by_label("How do you know?")).to_have_value("The ministry's table says until when.")


def test_leaving_a_page_with_something_unsaved_is_asked_for(open_as: OpenPage) -> None:
    page = open_as("reviewer")
    page.goto("/questions/new/")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_label("Question", exact=True).fill("How many?")

    with page.expect_event("dialog"):
        page.get_by_role("link", name="Articles").click(no_wait_after=True)

    assert asked == ["beforeunload"]
    expect(page.get_by_label("Question", exact=True)).to_have_value("How many?")


def test_coming_back_takes_the_same_task_again_or_says_who_has_it(open_as: OpenPage) -> None:
    page, colleague = open_as("reviewer"), open_as("adjudicator")
    page.goto("/queue/?kind=finding")
    task, again = task_of(page), page.locator("#task").get_attribute("data-again") or ""
    page.goto("/articles/")
    load_until(colleague, again, lambda: task_of(colleague) == task)  # it comes back after the page is gone

    page.go_back()

    if task_of(page) == task:  # kept by the browser as it was left
        expect(page.locator("#messages")).to_contain_text("no longer in your hands")
    colleague.goto("/articles/")


def test_a_page_that_is_left_late_does_not_take_the_task_out_of_the_hands_of_the_next(
    open_as: OpenPage,
) -> None:
    """As when a page is loaded again: the one that goes says so when the new one is there already."""
    old, new, colleague = open_as("reviewer"), open_as("reviewer"), open_as("adjudicator")
    old.goto("/queue/?kind=finding")
    task, again = task_of(old), old.locator("#task").get_attribute("data-again") or ""
    new.goto("/queue/?kind=finding")

    with old.expect_event("requestfinished", lambda request: request.url.endswith("/queue/leave/")):
        old.evaluate("dispatchEvent(new Event('pagehide'))")
    assert task_of(new) == task
    colleague.goto(again)

    expect(colleague.locator("#task")).to_contain_text("Somebody else has this one in hand.")


def test_who_was_signed_out_meanwhile_keeps_what_they_wrote_and_can_send_it(open_as: OpenPage) -> None:
    page = open_as("reviewer", fresh=True)
    page.goto("/queue/?kind=finding")
    task = task_of(page)
    page.get_by_role("textbox", name="Why").fill("Both are the same count.")
    cookies = page.context.cookies()
    page.context.clear_cookies(name="sessionid")

    page.keyboard.press("Enter")
    settle(page)

    expect(page.locator("#messages")).to_contain_text("You are signed out")
    expect(page.get_by_role("textbox", name="Why")).to_have_value("Both are the same count.")
    page.context.add_cookies([{**one, "value": "b" * 32} if one["name"] == "csrftoken" else one for one in cookies])  # fmt: skip  # as after signing in again
    page.keyboard.press("Enter")
    expect_another_task(page, task)
    page.keyboard.press("z")
    expect(page.locator("#announcer")).to_contain_text("Undone")


def test_in_the_reader_a_key_never_acts_on_what_was_just_decided(open_as: OpenPage) -> None:
    """A, X: the second key is for the next mention. Z brings back what was accepted, in its place."""
    page = open_as("reviewer")
    page.goto("/articles/")
    page.get_by_role("link", name="Kestrel Bridge heads for").first.click()
    accepted = page.locator(".note.is-current").get_attribute("id") or ""

    page.keyboard.press("a")
    settle(page)
    expect(page.locator(f"#{accepted}")).to_contain_text("confirmed")
    after = page.locator(".note.is-current")
    expect(after).to_be_focused()
    expect(after).not_to_have_id(accepted)
    page.keyboard.press("x")
    expect(after.locator("details.reject")).to_have_attribute("open", "")

    page.keyboard.press("Escape")
    page.keyboard.press("z")
    settle(page)
    expect(page.locator(f"#{accepted}")).to_contain_text("suggested")
    expect(page.locator(f"#{accepted}")).to_be_focused()
