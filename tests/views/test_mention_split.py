"""Splitting a mention in the browser."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.forms.mention import ReadingForm, SecondReadingForm, initial_of
from claims.models import Mention
from claims.services.triage import accept_mention
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
Htmx = Callable[[str], dict[str, str]]
TEXT = "Officials said nine soldiers were killed within 120 days."


def task() -> Mention:
    make.measure("wounded")
    return make.mention(version=make.version(TEXT), clause_start=0, clause_end=len(TEXT))


def url_of(mention: Mention) -> str:
    return reverse("mention_split", args=[mention.pk])


def entries(mention: Mention, **changes: str) -> dict[str, str]:
    """What the page sends when only `changes` were typed; `second__x` is a field of the second reading."""
    values = initial_of(mention)
    sent = {name: values.get(name) for name in ReadingForm(mention=mention).fields}
    sent |= {f"second-{name}": values.get(name) for name in SecondReadingForm(mention=mention).fields}
    typed = {name.replace("__", "-"): value for name, value in changes.items()}
    return {name: "" if value is None else str(value) for name, value in sent.items()} | typed


def test_both_readings_begin_as_the_machine_read_it(client_as: ClientAs) -> None:
    page = client_as(Role.REVIEWER).get(url_of(task())).content.decode()

    assert page.count('value="nine soldiers"') == 2
    assert page.count('<option value="killed" selected>') == 2
    assert 'name="second-seen"' not in page


def test_one_form_makes_two_accepted_mentions(client_as: ClientAs) -> None:
    mention = task()

    answer = client_as(Role.REVIEWER).post(
        url_of(mention), entries(mention, second__measure="wounded", back="queue")
    )

    assert answer.status_code == 303
    assert list(Mention.objects.order_by("pk").values_list("state", "claim__scope__measure__key")) == [
        ("accepted", "killed"),
        ("accepted", "wounded"),
    ]


def test_htmx_gets_the_form_and_then_the_next_task(client_as: ClientAs, htmx: Htmx) -> None:
    mention, client = task(), client_as(Role.REVIEWER)

    form = client.get(url_of(mention), headers=htmx("task")).content.decode()
    sent = entries(mention, second__measure="wounded", back="queue")
    after = client.post(url_of(mention), sent, headers=htmx("task")).content.decode()

    assert form.lstrip().startswith('<div class="stack task" id="task"')
    assert "split in two" in after
    assert "<html" not in form + after


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({}, "Both readings say the same"),
        ({"second__words": "ten days"}, "These words do not stand in the paragraph"),
        ({"second__low": "12"}, "Lowest, best and highest are not in order"),
        ({"low": "12"}, "Lowest, best and highest are not in order"),
    ],
)
def test_a_bad_entry_is_shown_with_what_was_typed(
    client_as: ClientAs, changes: dict[str, str], problem: str
) -> None:
    mention = task()

    answer = client_as(Role.REVIEWER).post(
        url_of(mention),
        entries(mention, **{"second__unit": "kept words"} | changes) if changes else entries(mention),
    )

    page = answer.content.decode()
    assert answer.status_code == 422
    assert problem in page
    assert not changes or "kept words" in page
    assert Mention.objects.count() == 1


def test_the_second_of_two_reviewers_is_told_and_nothing_is_lost(client_as: ClientAs) -> None:
    mention = task()
    sent = entries(mention, second__measure="wounded", reason="typed before")
    accept_mention(mention, by=make.person(), now=make.NOW)

    answer = client_as(Role.REVIEWER).post(url_of(mention), sent)

    assert answer.status_code == 409
    assert "typed before" in answer.content.decode()
    assert Mention.objects.count() == 1


def test_splitting_from_the_reader_leads_back_to_it(client_as: ClientAs) -> None:
    mention = task()

    answer = client_as(Role.REVIEWER).post(
        url_of(mention), entries(mention, second__words="120 days", second__unit="day", back="article")
    )

    assert answer["Location"].startswith(reverse("article", args=[mention.version.article_id]))
    assert answer["Location"].endswith(f"#note-{mention.pk}")


def test_an_unknown_mention_is_not_found(client_as: ClientAs) -> None:
    assert client_as(Role.REVIEWER).get(reverse("mention_split", args=[999])).status_code == 404
