"""Two people judge a question blind, a difference is settled, and a third approves; with script and without."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_accessibility import problems
from tests.browser.waiting import expect_said


def ask_question(page: Page, text: str) -> str:
    page.goto("/questions/new/")
    page.get_by_label("Question").first.fill(text)
    page.get_by_role("button", name="Ask the question").click()
    page.wait_for_url(re.compile(r"/questions/\d+/$"))
    return page.url


def hand_in(page: Page, question: str, *, outcome: str, why: str) -> None:
    page.goto(f"{question}assessments/")
    page.get_by_role("link", name="Assess").click()
    page.get_by_label("Outcome").select_option(label=outcome)
    page.get_by_label("Best").fill("9")
    page.get_by_label("Likelihood").select_option("likely")
    page.get_by_label("Why").fill(why)
    page.get_by_role("button", name="Hand in").click()
    expect_said(page, "Handed in")


@pytest.mark.parametrize("script", [True, False])
def test_two_judge_blind_and_a_third_approves(open_as: OpenPage, script: bool) -> None:
    """Rita and an adjudicator do not agree; she settles it; the admin's new adjudicator approves."""
    third = f"third-{'script' if script else 'plain'}"
    admin = open_as("admin")
    admin.goto("/people/")
    admin.get_by_label("Sign-in name").fill(third)
    admin.get_by_label("First password").fill("a-long-enough-phrase")
    admin.locator("form").filter(has=admin.get_by_role("button", name="Add")).get_by_role(
        "combobox"
    ).select_option("adjudicator")
    admin.get_by_role("button", name="Add").click()
    expect_said(admin, f"{third} can sign in now")

    one, other = open_as("reviewer", script=script), open_as("adjudicator", script=script)
    question = ask_question(one, f"How many looms burnt at the works? ({third})")
    one.goto(f"{question}assessments/")
    one.get_by_label("reviewer", exact=True).check()
    one.get_by_label("adjudicator", exact=True).check()
    one.get_by_role("button", name="Ask them").click()
    expect_said(one, "Asked.")
    hand_in(one, question, outcome="Insufficient evidence", why="A single source counts them.")

    other.goto(f"{question}assessments/")
    expect(other.locator("main")).to_contain_text("1 of 2 in")
    expect(other.locator("main")).not_to_contain_text("A single source")
    hand_in(other, question, outcome="Not checkable", why="The works are closed.")

    one.goto(f"{question}assessments/")
    one.get_by_role("link", name="Reconcile").click()
    expect(one.get_by_label("Outcome")).to_have_value("")
    expect(one.get_by_label("Best")).to_have_value("9")
    expect(one.get_by_role("row").filter(has_text="Outcome")).to_contain_text("≠ differs")
    expect(one.get_by_role("row").filter(has_text="Likelihood")).to_contain_text("= alike")
    if script:
        assert problems(one) == []
    one.get_by_label("Outcome").select_option(label="Insufficient evidence")
    one.get_by_label("Why").fill("It could be checked, but nobody has.")
    one.get_by_role("button", name="Propose").click()
    expect_said(one, "Proposed.")

    other.goto(f"{question}decision/")
    expect(other.locator("main")).to_contain_text("It rests on your own assessment")
    expect(other.get_by_role("button", name="Approve")).to_have_count(0)

    fresh = open_as("", script=script)
    fresh.goto("/sign-in/")
    fresh.get_by_label("Name").fill(third)
    fresh.get_by_label("Password").fill("a-long-enough-phrase")
    fresh.keyboard.press("Enter")
    expect(fresh.get_by_role("button", name="Sign out")).to_be_visible()
    fresh.goto(f"{question}decision/")
    fresh.get_by_role("button", name="Approve").click()
    expect_said(fresh, "Approved")
    fresh.goto(f"{question}assessments/")
    expect(fresh.locator("main")).to_contain_text("settled")
    if script:
        assert problems(fresh) == []
        fresh.goto("/agreement/")
        expect(fresh.locator("main")).to_contain_text("too few to say")
        assert problems(fresh) == []
