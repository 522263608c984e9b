"""The page that shows a later reading against what people confirmed."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Decision, Mention, Rereading
from config.policies import Role
from config.seen import mark_of
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
Htmx = Callable[[str], dict[str, str]]


def page_of(row: Rereading) -> str:
    return reverse("article_readings", args=[row.mention.version.article_id])


def act(row: Rereading, action: str, **more: str) -> dict[str, str]:
    return {"action": action, "seen": mark_of(Mention.objects.get(pk=row.mention_id)), **more}


def url_of(row: Rereading) -> str:
    return reverse("rereading_decide", args=[row.pk])


def test_old_and_new_stand_side_by_side_with_what_differs_marked(client_as: ClientAs) -> None:
    row = make.rereading(make.claim(12))

    page = client_as(Role.REVIEWER).get(page_of(row)).content.decode()

    assert "<mark>12</mark>" in page
    assert 'data-key="m"' in page
    assert "test/2" in page


def test_other_words_are_told(client_as: ClientAs) -> None:
    row = make.rereading(make.claim(12), start=0, end=9)

    assert "<q>Officials</q>" in client_as(Role.ANALYST).get(page_of(row)).content.decode()


def test_what_is_found_no_more_and_what_is_new_and_what_is_the_same(client_as: ClientAs) -> None:
    row = make.rereading()
    make.mention(
        make.claim(12), version=row.mention.version, words="killed", extractor="test/2", recorded_at=row.run.recorded_at
    )  # fmt: skip
    make.mention(
        make.claim(13), version=row.mention.version, words="Officials",
        state="accepted", decided_by=make.person(), decided_at=make.NOW,
    )  # fmt: skip
    type(row.run).objects.create(version=row.mention.version, extractor="test/1", recorded_at=make.NOW)

    page = client_as(Role.REVIEWER).get(page_of(row)).content.decode()

    assert "Not found any more." in page
    assert "<q>killed</q>" in page.split('id="new-title"')[1].split("</section>")[0]
    assert "<q>Officials</q>" in page.split('id="agreed-title"')[1]


@pytest.mark.parametrize(("action", "figure"), [("keep", 9), ("take", 12)])
def test_one_button_keeps_or_takes(client_as: ClientAs, action: str, figure: int) -> None:
    row = make.rereading(make.claim(12))

    answer = client_as(Role.REVIEWER).post(url_of(row), act(row, action, reason="because"))

    assert answer.status_code == 303
    assert Mention.objects.get(pk=row.mention_id).claim.best == figure
    assert (Decision.objects.get().action, Decision.objects.get().reason) == (action, "because")


def test_htmx_gets_the_page_anew_with_what_was_decided(client_as: ClientAs, htmx: Htmx) -> None:
    row = make.rereading(make.claim(12))

    answer = client_as(Role.REVIEWER).post(url_of(row), act(row, "keep"), headers=htmx("readings"))

    piece = answer.content.decode()
    assert piece.lstrip().startswith('<div class="stack" id="readings"')
    assert "kept as it was" in piece
    assert "Nothing waits here" in piece


def test_undo_leads_back_to_the_page(client_as: ClientAs) -> None:
    row = make.rereading(make.claim(12))
    client = client_as(Role.REVIEWER)
    client.post(url_of(row), act(row, "take"))

    answer = client.post(reverse("undo"))

    assert answer["Location"].startswith(page_of(row))
    assert 'data-key="m"' in client.get(page_of(row)).content.decode()


@pytest.mark.parametrize("data", [{}, {"action": "delete", "seen": "x"}, {"action": "keep"}])
def test_a_bad_act_is_refused(client_as: ClientAs, data: dict[str, str]) -> None:
    row = make.rereading(make.claim(12))

    assert client_as(Role.REVIEWER).post(url_of(row), data).status_code == 422
    assert not Decision.objects.exists()


def test_the_second_of_two_reviewers_is_told(client_as: ClientAs) -> None:
    row = make.rereading(make.claim(12))
    first, second = act(row, "keep"), act(row, "take")
    client = client_as(Role.REVIEWER)
    client.post(url_of(row), first)

    answer = client.post(url_of(row), second)

    assert answer.status_code == 409
    assert Mention.objects.get(pk=row.mention_id).claim.best == 9


def test_words_that_carry_the_new_claim_already_are_told(client_as: ClientAs) -> None:
    row = make.rereading(make.claim(12))
    make.mention(make.claim(12), version=row.mention.version)

    answer = client_as(Role.REVIEWER).post(url_of(row), act(row, "take"))

    assert answer.status_code == 422
    assert "already carry this claim" in answer.content.decode()


def test_only_reviewers_see_the_buttons(client_as: ClientAs) -> None:
    row = make.rereading(make.claim(12))

    assert 'data-key="m"' not in client_as(Role.ANALYST).get(page_of(row)).content.decode()


def test_a_text_that_nothing_read_says_so(client_as: ClientAs) -> None:
    version = make.version()
    url = reverse("article_readings", args=[version.article_id])
    client = client_as(Role.ANALYST)

    assert "No program has read this text yet" in client.get(url).content.decode()
    assert client.get(url, {"version": 7}).status_code == 404


def test_the_reader_and_the_list_count_what_waits(client_as: ClientAs) -> None:
    row = make.rereading(make.claim(12))
    client = client_as(Role.ANALYST)

    reader = client.get(reverse("article", args=[row.mention.version.article_id])).content.decode()
    listed = client.get(reverse("readings")).content.decode()

    assert "1 difference from confirmed mentions" in " ".join(reader.split()).replace("</span> ", " ")
    assert '<span class="count">1</span>' in listed
    assert f"{page_of(row)}?version=1" in listed


def test_an_empty_list_says_how_it_fills(client_as: ClientAs) -> None:
    assert "read_articles --again" in client_as(Role.ANALYST).get(reverse("readings")).content.decode()


@pytest.mark.parametrize("where", ["readings", "article_readings"])
def test_it_asks_the_same_number_of_queries_with_twenty_differences(
    client_as: ClientAs, queries_of: Callable[[Client, str], int], where: str
) -> None:
    first, client = make.rereading(make.claim(100)), client_as(Role.REVIEWER)
    url = page_of(first) if where == "article_readings" else reverse(where)

    def fill(start: int, last: int) -> int:
        for number in range(start, last):
            more = {}
            if where == "article_readings":
                mention = make.mention(
                    make.claim(number), version=first.mention.version,
                    state="accepted", decided_by=make.person(), decided_at=make.NOW,
                )  # fmt: skip
                more = {"mention": mention, "run": first.run}
            row = make.rereading(make.claim(number + 500, claimant_id=make.source().pk), **more)
            make.origin(row.mention, make.source())
        return queries_of(client, url)

    assert fill(100, 101) == fill(101, 120)
