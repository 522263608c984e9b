"""A person follows a question and reads what became of it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Notice
from claims.services import following
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]


def test_following_and_stopping(client_as: ClientAs, analyst: User) -> None:
    question, client = make.question(), client_as(Role.ANALYST)

    client.post(reverse("question_follow", args=[question.pk]), {"follow": "1"})
    assert "Stop following" in client.get(reverse("question", args=[question.pk])).content.decode()
    client.post(reverse("question_follow", args=[question.pk]), {"follow": "0"})

    assert not question.follows.exists()


def test_notices_are_counted_in_the_head_until_they_are_read(client_as: ClientAs, analyst: User) -> None:
    question, client = make.question(), client_as(Role.ANALYST)
    following.follow(question, by=analyst, now=make.NOW)
    following.tell_followers(question, "Reopened by an edit.", now=make.NOW)

    page = client.get(reverse("notices")).content.decode()
    assert "Reopened by an edit." in page
    assert 'title="not read yet">1<' in page
    client.post(reverse("notices_read"))

    assert 'title="not read yet"' not in client.get(reverse("notices")).content.decode()


def test_nobody_reads_the_notices_of_others(client_as: ClientAs, reviewer: User) -> None:
    question = make.question()
    following.follow(question, by=reviewer, now=make.NOW)
    following.tell_followers(question, "For the reviewer.", now=make.NOW)

    page = client_as(Role.ANALYST).get(reverse("notices")).content.decode()

    assert "For the reviewer." not in page


def test_the_list_takes_as_many_queries_for_one_notice_as_for_twenty(
    client_as: ClientAs, analyst: User, queries_of: Any
) -> None:
    client = client_as(Role.ANALYST)
    Notice.objects.create(user=analyst, question=make.question(), text="One.", at=make.NOW)
    one = queries_of(client, reverse("notices"))
    for number in range(20):
        Notice.objects.create(
            user=analyst, question=make.question(text=f"Question {number}?"), text="More.", at=make.NOW
        )

    assert queries_of(client, reverse("notices")) == one
