"""People talk about a question, a claim or a relation; everybody has one opinion on it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Comment, Notice, Opinion
from claims.services import discussing, following
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
MAKERS: dict[str, Callable[[], Any]] = {
    "question": make.question,
    "claim": lambda: make.mention().claim,
    "relation": make.relation,
}


@pytest.mark.parametrize("kind", MAKERS)
def test_an_analyst_comments_and_everybody_reads_it(client_as: ClientAs, kind: str) -> None:
    subject = MAKERS[kind]()

    answer = client_as(Role.ANALYST).post(
        reverse("comment_add", args=[kind, subject.pk]), {"text": "<b>Who</b> counted?"}
    )

    assert (answer.status_code, answer.headers["Location"]) == (
        303, reverse(kind, args=[subject.pk]) + "#discussion",
    )  # fmt: skip
    page = client_as(Role.REVIEWER).get(reverse(kind, args=[subject.pk])).content.decode()
    assert "&lt;b&gt;Who&lt;/b&gt; counted?" in page


@pytest.mark.parametrize("kind", MAKERS)
def test_each_person_has_one_opinion(client_as: ClientAs, kind: str) -> None:
    subject = MAKERS[kind]()
    for step in ("2", "5"):
        client_as(Role.ANALYST).post(reverse("opinion_set", args=[kind, subject.pk]), {"step": step})
    client_as(Role.REVIEWER).post(reverse("opinion_set", args=[kind, subject.pk]), {"step": "1"})

    assert sorted(Opinion.objects.values_list("step", flat=True)) == [1, 5]
    page = client_as(Role.REVIEWER).get(reverse(kind, args=[subject.pk])).content.decode()
    assert 'value="1" aria-pressed="true"' in page
    assert 'value="5" aria-pressed="false"' in page


@pytest.mark.parametrize("text", ["  ", "x" * 5001, "a \x00 zero"])
def test_what_cannot_be_kept_is_said_and_stays_as_it_was_typed(client_as: ClientAs, text: str) -> None:
    answer = client_as(Role.ANALYST).post(
        reverse("comment_add", args=["question", make.question().pk]), {"text": text}
    )

    assert answer.status_code == 422
    assert answer.context["form"]["text"].value() == text
    assert not Comment.objects.exists()


def test_there_are_five_steps(client_as: ClientAs) -> None:
    answer = client_as(Role.ANALYST).post(
        reverse("opinion_set", args=["question", make.question().pk]), {"step": "6"}, follow=True
    )

    assert "Choose one of the five steps." in answer.content.decode()
    assert not Opinion.objects.exists()


def test_there_is_no_discussion_of_anything_else(client_as: ClientAs) -> None:
    assert client_as(Role.ANALYST).post("/discussion/mention/1/comments/").status_code == 404


def test_a_colleague_who_is_named_is_told_once(reviewer: User, adjudicator: User) -> None:
    question = make.question()
    following.follow(question, by=adjudicator, now=make.NOW)

    text = f"@{adjudicator.username.upper()}, please look; cc @nobody and @{reviewer.username}."
    discussing.comment(question, text, by=reviewer, now=make.NOW)

    notice = Notice.objects.get()
    assert (notice.user, notice.question, notice.is_named) == (adjudicator, question, True)


def test_an_address_in_a_comment_names_nobody(reviewer: User, adjudicator: User) -> None:
    discussing.comment(make.question(), f"write to desk@{adjudicator.username}", by=reviewer, now=make.NOW)

    assert not Notice.objects.exists()


def test_who_follows_a_question_hears_of_a_comment(reviewer: User, analyst: User) -> None:
    question = make.question()
    following.follow(question, by=analyst, now=make.NOW)

    discussing.comment(question, "The ministry has corrected it.", by=reviewer, now=make.NOW)

    notice = Notice.objects.get(user=analyst)
    assert notice.comment is not None
    assert (notice.comment.text, notice.is_named) == ("The ministry has corrected it.", False)


def test_a_page_takes_as_many_queries_for_one_comment_as_for_twenty(
    client_as: ClientAs, reviewer: User, queries_of: Any
) -> None:
    claim, client = make.mention().claim, client_as(Role.ANALYST)
    discussing.comment(claim, "One.", by=reviewer, now=make.NOW)
    one = queries_of(client, reverse("claim", args=[claim.pk]))
    for number in range(20):
        discussing.comment(claim, f"Comment {number}.", by=make.person(f"p{number}"), now=make.NOW)

    assert queries_of(client, reverse("claim", args=[claim.pk])) == one
