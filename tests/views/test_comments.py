"""One's own comment is edited or withdrawn, its history stays; who is named is told, and has a list of what waits."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Comment, Notice
from claims.services import assessing, deciding, discussing
from claims.services.deciding import standing_of
from claims.vocabulary import QuestionOutcome
from config.policies import Role
from config.seen import mark_of
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]


def said(by: User, text: str = "First words.", about: Any = None) -> Comment:
    return discussing.comment(about or make.question(), text, by=by, now=make.NOW)


def edit(client: Client, row: Comment, text: str, seen: str | None = None) -> Any:
    data = {"text": text, "seen": mark_of(row) if seen is None else seen}
    return client.post(reverse("comment_edit", args=[row.pk]), data)


def page(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_an_edited_comment_shows_its_words_and_leads_to_the_earlier_ones(
    client_as: ClientAs, analyst: User
) -> None:
    row = said(analyst)

    assert edit(client_as(Role.ANALYST), row, "Better words.").status_code == 303

    shown = page(client_as(Role.REVIEWER), "question", row.question_id)
    assert "Better words." in shown
    assert "First words." not in shown
    assert reverse("history", args=["comment", row.pk]) in shown
    history = page(client_as(Role.REVIEWER), "history", "comment", row.pk)
    assert "First words." in history
    assert "Better words." in history


def test_a_withdrawn_comment_is_shown_no_more_but_in_its_history(client_as: ClientAs, analyst: User) -> None:
    row = said(analyst)

    client_as(Role.ANALYST).post(reverse("comment_withdraw", args=[row.pk]))

    shown = page(client_as(Role.REVIEWER), "question", row.question_id)
    assert "First words." not in shown
    assert "Withdrawn by its author" in shown
    assert "First words." in page(client_as(Role.REVIEWER), "history", "comment", row.pk)
    assert edit(client_as(Role.ANALYST), Comment.objects.get(), "Again.").status_code == 409


def test_nobody_edits_or_withdraws_the_words_of_another(client_as: ClientAs, analyst: User) -> None:
    row, client = said(analyst), client_as(Role.ADJUDICATOR)

    assert client.get(reverse("comment_edit", args=[row.pk])).status_code == 403
    assert edit(client, row, "Mine.").status_code == 403
    assert client.post(reverse("comment_withdraw", args=[row.pk])).status_code == 403


def test_a_second_window_sees_both_versions(client_as: ClientAs, analyst: User) -> None:
    row, client = said(analyst), client_as(Role.ANALYST)
    opened = mark_of(row)
    edit(client, row, "In one window.")

    answer = edit(client, row, "In the other.", seen=opened)

    assert answer.status_code == 409
    assert "In one window." in answer.content.decode()
    assert "In the other." in answer.content.decode()
    assert edit(client, row, "In the other.", seen=answer.context["form"]["seen"].value()).status_code == 303


def test_who_is_named_by_an_edit_is_told_and_nobody_twice(
    client_as: ClientAs, analyst: User, reviewer: User, adjudicator: User
) -> None:
    row = said(analyst, "@reviewer look")

    edit(client_as(Role.ANALYST), row, "@reviewer @adjudicator look")

    assert sorted(Notice.objects.values_list("user__username", flat=True)) == ["adjudicator", "reviewer"]


def test_what_waits_is_listed_until_it_is_answered(
    client_as: ClientAs, analyst: User, reviewer: User
) -> None:
    row, client = said(analyst, "@reviewer who counted?"), client_as(Role.REVIEWER)

    shown = client.get(reverse("notices"))
    assert "who counted?" in shown.content.decode()
    assert shown.context["waits"].count == 1

    discussing.comment(row.subject, "The ministry.", by=reviewer, now=make.NOW)
    assert client.get(reverse("notices")).context["waits"].count == 0


def test_one_notice_is_marked_as_read(client_as: ClientAs, analyst: User, reviewer: User) -> None:
    said(analyst, "@reviewer one")
    said(analyst, "@reviewer two")
    client = client_as(Role.REVIEWER)

    client.post(reverse("notices_read"), {"notice": Notice.objects.earliest("pk").pk})

    assert [one.comment.text for one in client.get(reverse("notices")).context["waits"].named] == [
        "@reviewer two"
    ]


def test_assessments_and_returned_proposals_wait_too(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    asked, sent_back = make.question("How many looms burnt?"), make.question("How many ships sank?")
    assessing.ask_for_assessments(
        asked, [reviewer, adjudicator], by=adjudicator, now=make.NOW, seen=standing_of(asked).seen
    )
    value = deciding.AdjudicationValue(QuestionOutcome.NESTED, "Why.")
    deciding.propose(sent_back, value, by=reviewer, now=make.NOW, seen=standing_of(sent_back).seen)
    deciding.send_back(
        sent_back, comment="Name the harbour.", by=adjudicator, now=make.NOW, seen=standing_of(sent_back).seen
    )
    client = client_as(Role.REVIEWER)

    shown = page(client, "notices")
    assert "How many looms burnt?" in shown
    assert "Name the harbour." in shown

    deciding.propose(sent_back, value, by=reviewer, now=make.NOW, seen=standing_of(sent_back).seen)
    assert client.get(reverse("notices")).context["waits"].returned == []


def test_the_page_takes_as_many_queries_for_one_notice_as_for_twenty(
    client_as: ClientAs, analyst: User, reviewer: User, queries_of: Any
) -> None:
    client = client_as(Role.REVIEWER)
    said(analyst, "@reviewer one")
    one = queries_of(client, reverse("notices"))
    for number in range(20):
        said(analyst, f"@reviewer number {number}", about=make.mention().claim)

    assert queries_of(client, reverse("notices")) == one
