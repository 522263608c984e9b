"""What else has a past: pairs, articles, sources, and what people said of a thing."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from claims.services import assessing, discussing, following, judging
from claims.services.deciding import standing_of
from claims.services.undoing import undo_latest
from config.policies import Role
from sources.models import ArticleVersion
from sources.models.article import text_sha256
from tests import factories as make
from tests.past import (
    JULY,
    JUNE,
    MAY,
    PAGES,
    Story,
    article_on,
    claim_on,
    main_of,
    on,
    pair_on,
    question_on,
    source_on,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]
ClientAs = Callable[[Role], Client]


def test_a_pair_shows_the_rule_and_what_people_had_said(client_as: ClientAs, story: Story) -> None:
    client = client_as(Role.ANALYST)
    before = main_of(client, pair_on(story, "2026-05-01"))
    judging.reject_relation(story.relation, by=story.reviewer, now=JUNE, reason="Two different counts.")
    on(JUNE)
    undo_latest(by=story.reviewer, now=JULY)
    on(JULY)

    june, july = (main_of(client, pair_on(story, day)) for day in ("2026-06-01", "2026-07-01"))

    assert "Nobody had judged it by then." in before
    assert "taken back" not in before
    assert "Two different counts." in june
    assert "taken back" not in june
    assert "Nobody had judged it by then." in july
    assert "taken back by reviewer, 1 Jul 2026" in july
    assert main_of(client, pair_on(story, "2026-05-01")) == before


def test_an_article_shows_the_text_that_was_held_and_how_it_was_read(
    client_as: ClientAs, story: Story
) -> None:
    client = client_as(Role.ANALYST)
    text = "Eleven were killed, the ministry now says."
    later = ArticleVersion.objects.create(
        article=story.version.article, number=2, text=text, sha256=text_sha256(text), previous=story.version,
        recorded_at=JULY,
    )  # fmt: skip
    on(JULY)

    june, july = (main_of(client, article_on(story, day)) for day in ("2026-06-01", "2026-07-01"))
    older = main_of(client, article_on(story, "2026-07-01") + "?version=1")

    assert "confirmed by reviewer" in june
    assert later.text not in june
    assert later.text in july
    assert "Version 2" in july
    assert "confirmed by reviewer" in older
    assert client.get(article_on(story, "2026-06-01") + "?version=2").status_code == 404


def test_a_source_shows_its_name_and_grades(client_as: ClientAs, story: Story) -> None:
    story.change_everything()
    client = client_as(Role.ANALYST)

    june, july = (main_of(client, source_on(story, day)) for day in ("2026-06-01", "2026-07-01"))

    assert "usually reliable" in june
    assert "unreliable" not in june
    assert "The State" in june
    assert "unreliable" in july
    assert "The State" not in july


def test_comments_opinions_and_followers_are_those_of_the_day(client_as: ClientAs, story: Story) -> None:
    person, question = story.reviewer, story.question
    client = client_as(Role.ANALYST)

    def say(text: str, step: int, now: datetime) -> None:
        for subject in (question, story.nine, story.relation):
            discussing.comment(subject, text, by=person, now=now)
            discussing.set_opinion(subject, step, by=person, now=now)
        on(now)

    following.follow(question, by=person, now=MAY)
    following.follow(question, by=make.person("another"), now=MAY)
    say("A first word.", 2, MAY)
    before = [main_of(client, page(story, "2026-06-01")) for page in (question_on, claim_on, pair_on)]
    following.unfollow(question, by=person)
    say("Another word.", 5, JULY)

    for page, then in zip((question_on, claim_on, pair_on), before, strict=True):
        assert "A first word." in then
        assert "rather wrong" in then
        assert main_of(client, page(story, "2026-06-01")) == then
        assert "Another word." in main_of(client, page(story, "2026-07-01"))
        assert "surely right" in main_of(client, page(story, "2026-07-01"))
    assert "followed by 3 people" in before[0]  # who proposes and who approves follow, too
    assert "followed by 2 people" in main_of(client, question_on(story, "2026-07-01"))


@pytest.mark.parametrize("page", PAGES)
def test_the_page_of_today_leads_to_the_past(
    client_as: ClientAs, story: Story, page: Callable[[Story, str], str]
) -> None:
    client = client_as(Role.ANALYST)
    past = page(story, "2026-06-01")
    here, days = past.split("as-known-on/")[0], past.removesuffix("2026-06-01/")

    assert f'action="{days}"' in client.get(here).content.decode()
    assert client.get(days, {"day": "2026-06-01"})["Location"] == past
    assert client.get(days).status_code == 200
    assert client.get(page(story, "2025-01-01")).status_code == 404
    assert "not known yet" in client.get(page(story, "2025-01-01")).content.decode()


def test_what_is_kept_from_a_blind_assessor_is_kept_from_them_in_the_past_too(
    client_as: ClientAs, story: Story
) -> None:
    for subject in (story.question, story.twelve):
        discussing.comment(subject, "It was twelve.", by=story.reviewer, now=MAY)
        discussing.set_opinion(subject, 1, by=story.reviewer, now=MAY)
    on(MAY)
    seen = standing_of(story.question).seen
    assessing.ask_for_assessments(
        story.question, [make.person("first"), story.adjudicator], by=story.reviewer, now=JULY, seen=seen
    )
    on(JULY)
    blind, other = client_as(Role.ADJUDICATOR), client_as(Role.ANALYST)
    changes = reverse("question_changes", args=[story.question.pk, "2026-01-01", "2026-06-01"])

    for address in (question_on(story, "2026-06-01"), changes):
        assert "It was twelve." in main_of(other, address)
        assert "It was twelve." not in main_of(blind, address)
    assert "kept back until" in main_of(blind, question_on(story, "2026-06-01"))
