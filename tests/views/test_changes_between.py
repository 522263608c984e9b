"""What changed between two moments: every act with who and why, at an address that stays as it is."""

from collections.abc import Callable

import pghistory
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.services import asking, discussing
from claims.views import changed
from config.policies import Role
from tests import factories as make
from tests.past import JULY, JUNE, Story, main_of, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]
ClientAs = Callable[[Role], Client]
NOUNS = ("question", "claim", "relation", "article", "source")


def thing(story: Story, noun: str) -> int:
    return {
        "question": story.question.pk, "claim": story.nine.pk, "relation": story.relation.pk,
        "article": story.version.article_id, "source": story.speaker.pk,
    }[noun]  # fmt: skip


def between(story: Story, noun: str, since: str = "2026-06-01", until: str = "2026-07-01") -> str:
    return reverse(f"{noun}_changes", args=[thing(story, noun), since, until])


@pytest.mark.parametrize("noun", NOUNS)
def test_the_page_stays_as_it_is_whatever_is_edited_later(
    client_as: ClientAs, story: Story, noun: str
) -> None:
    client = client_as(Role.ANALYST)
    nothing = main_of(client, between(story, noun, "2026-05-01", "2026-06-01"))
    story.change_everything()
    july = main_of(client, between(story, noun))

    asking.keep_claim(story.question, story.nine, by=story.reviewer, now=JULY.replace(day=20))
    User.objects.filter(pk=story.reviewer.pk).update(username="married")
    discussing.comment(story.question, "Later.", by=story.reviewer, now=JULY.replace(day=20))
    on(JULY.replace(day=20))

    assert "Nothing changed." in nothing
    assert main_of(client, between(story, noun, "2026-05-01", "2026-06-01")) == nothing
    assert "Nothing changed." not in july
    assert main_of(client, between(story, noun)) == july


def test_every_act_says_who_and_why(client_as: ClientAs, story: Story) -> None:
    story.change_everything()

    page = main_of(client_as(Role.ANALYST), between(story, "question"))

    for told in (
        "How many fell?", "How many were lost?", "wrong words", "a known matter", "Everything is different.",
        "The Ministry renamed", "an army renamed", "reopened by", "Known.", "E (unreliable)", "Another Office",
        "the program", "reviewer", "adjudicator", "corrects",
    ):  # fmt: skip
        assert told in page, told


def test_hops_that_came_with_a_suggested_mention_are_the_programs(
    client_as: ClientAs, story: Story, reviewer: User
) -> None:
    with pghistory.context(user=reviewer.pk):
        hop = make.origin(make.mention(story.nine, words="killed"), story.speaker)
    on(JULY)

    page = main_of(client_as(Role.ANALYST), between(story, "claim", "2026-06-20", "2026-07-02"))

    row = next(one for one in page.split("<tr>") if f"behind mention {hop.mention_id} recorded" in one)
    assert "the program" in row


def test_a_question_is_shown_before_and_after(client_as: ClientAs, story: Story) -> None:
    story.change_everything()
    client = client_as(Role.ANALYST)

    page = main_of(client, between(story, "question"))
    early = main_of(client, between(story, "question", "2026-01-01", "2026-06-01"))

    assert "The question, before and after" in page
    assert "Suggested by rule" in page
    assert "not known yet" in early
    assert "proposed: " in early


@pytest.mark.parametrize(
    ("since", "until", "why"),
    [
        ("2026-06-01", "2026-06-01", "must be before"),
        ("2026-07-01", "2026-06-01", "must be before"),
        ("soon", "2026-06-01", "“soon” is no day"),
        ("2026-06-01", "", "“” is no day"),
        ("2026-06-01", "2026-08-01", "is not over yet"),
        ("2026-06-01", "9999-12-30", "is not over yet"),
    ],
)
def test_what_is_no_time_between_two_moments_says_why_and_keeps_what_was_typed(
    client_as: ClientAs, story: Story, since: str, until: str, why: str
) -> None:
    client, address = client_as(Role.ANALYST), reverse("question_changes_days", args=[story.question.pk])

    refused = client.get(address, {"since": since, "until": until})

    assert refused.status_code == 422
    assert why in refused.content.decode()
    assert f'value="{since}"' in refused.content.decode()
    if until:
        assert client.get(between(story, "question", since, until)).status_code == 404


def test_the_form_leads_to_the_stable_address(client_as: ClientAs, story: Story) -> None:
    client, address = client_as(Role.ANALYST), reverse("claim_changes_days", args=[story.nine.pk])

    found = client.get(address, {"since": "2026-06-01", "until": "2026-07-01"})

    assert (found.status_code, found["Location"]) == (303, between(story, "claim"))
    assert f'action="{address}"' in client.get(reverse("claim_days", args=[story.nine.pk])).content.decode()


def test_acts_that_do_not_fit_on_one_page_are_on_the_next_ones(
    client_as: ClientAs, story: Story, monkeypatch: pytest.MonkeyPatch
) -> None:
    story.change_everything()
    client, url = client_as(Role.ANALYST), between(story, "question", "2026-01-01", "2026-07-01")
    told = client.get(url).context["changes"].acts
    monkeypatch.setattr(changed, "PAGE", 3)

    first, second = client.get(url), client.get(f"{url}?page=2")

    assert 'rel="next"' in first.content.decode()
    assert [*first.context["page"].rows, *second.context["page"].rows] == told[:6]


def test_it_asks_the_same_number_of_queries_with_twenty_claims(
    client_as: ClientAs, story: Story, queries_of: Callable[[Client, str], int]
) -> None:
    client = client_as(Role.ANALYST)
    urls = [between(story, noun, "2026-01-01", "2026-07-01") for noun in NOUNS]
    story.change_everything()
    add_claims(story, 1)
    few = [queries_of(client, url) for url in urls]

    add_claims(story, 20)

    assert [queries_of(client, url) for url in urls] == few
    assert max(few) <= 50


def add_claims(story: Story, count: int) -> None:
    for number in range(count):
        claim = make.mention(
            make.claim(100 * count + number, population=story.army, claimant_id=story.speaker.pk)
        ).claim
        asking.keep_claim(story.question, claim, by=make.person(f"person {count} {number}"), now=JUNE)
        make.relation(story.nine, claim)
        make.mention(story.nine)
    on(JUNE)
