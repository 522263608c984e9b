"""From when an article speaks: days after the event of its opening, read out of its own words."""

import pytest

from claims.comparison.telling import Told, told_after


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A ferry sank off Essel today, killing nine.", (0, 0)),
        ("Nine died this morning when a ferry sank.", (0, 0)),
        ("A ferry sank off Essel last night, killing nine.", (1, 1)),
        ("Nine people died when a ferry sank yesterday.", (1, 1)),
        ("A day after a ferry sank off Essel, divers found nine dead.", (1, 1)),
        ("Seventeen hours after a ferry sank, divers found nine dead.", (1, 1)),
        # under half a day: the same day or the next
        ("Three hours after a ferry sank, divers found nine dead.", (0, 1)),
        ("Three days after a ferry sank, divers found nine dead.", (3, 3)),
        ("Two weeks after a ferry sank, divers found nine dead.", (11, 17)),
        # nothing says it
        ("A ferry sank off Essel, killing nine.", None),
        ("A ferry sank off Essel on Tuesday, killing nine.", None),
        # the minister's "today" is not the article's
        ("A ferry sank, killing nine. “Today is a black day,” the mayor said.", None),
    ],
)
def test_the_opening_says_how_long_ago_it_was(text: str, expected: Told | None) -> None:
    assert told_after(text, len(text)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        # reactions of last night: the paper of the day after, or a later one
        ("The minister resigned last night.", (1, None)),
        ("Divers went down again early on Wednesday.", (1, None)),
        ("Divers went down on Wednesday. On Thursday they found the hull.", (2, None)),
        # what is still to come says nothing of today
        ("A service will be held on Friday.", None),
        # the weekday before the event's
        ("The ferry had been repaired on Monday.", None),
        # as likely the week before
        ("It had left the yard on Sunday.", None),
    ],
)
def test_the_body_says_at_least_how_long_ago_it_was(body: str, expected: Told | None) -> None:
    lead = "A ferry sank off Essel on Tuesday, killing nine. "

    assert told_after(lead + body, len(lead)) == expected
