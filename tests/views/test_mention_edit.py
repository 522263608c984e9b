"""Correcting the machine's reading of a mention."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from claims.forms.mention import ReadingForm, initial_of
from claims.models import Claim, Mention, Population
from claims.services.triage import accept_mention
from claims.vocabulary import MentionState
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
Htmx = Callable[[str], dict[str, str]]
TEXT = "Officials said nine soldiers were killed, nine in all."


def task(**fields: object) -> Mention:
    return make.mention(version=make.version(TEXT), clause_start=0, clause_end=len(TEXT), **fields)


def entries(mention: Mention, **changes: str) -> dict[str, str]:
    """What the form sends when only `changes` were typed."""
    form = ReadingForm(mention=mention)
    values = initial_of(mention)
    sent = {name: values.get(name) for name in form.fields}
    return {name: "" if value is None else str(value) for name, value in sent.items()} | changes


def url_of(mention: Mention) -> str:
    return reverse("mention_edit", args=[mention.pk])


def test_the_form_shows_the_reading_as_it_stands(client_as: ClientAs) -> None:
    mention = task()

    page = client_as(Role.REVIEWER).get(url_of(mention)).content.decode()

    for value in (
        'value="nine soldiers"',
        'value="9"',
        'value="soldiers"',
        'value="Kursk Oblast"',
        'value="2025-12-31"',
    ):
        assert value in page
    assert '<option value="killed" selected>' in page


def test_saving_unchanged_values_accepts_the_very_same_claim(client_as: ClientAs) -> None:
    mention = task()
    claims = Claim.objects.count()

    response = client_as(Role.REVIEWER).post(url_of(mention), entries(mention, back="queue"))

    before = mention.claim_id
    mention.refresh_from_db()
    assert response.status_code == 303
    assert (mention.state, mention.claim_id) == (MentionState.ACCEPTED, before)
    assert Claim.objects.count() == claims


def test_a_corrected_figure_is_another_claim_and_the_old_one_stays(client_as: ClientAs) -> None:
    mention = task()
    old = mention.claim_id

    client_as(Role.REVIEWER).post(
        url_of(mention), entries(mention, low="10", best="", high="", bound="at_least", reason="read again")
    )

    mention.refresh_from_db()
    assert mention.claim_id != old
    assert (mention.claim.low, mention.claim.high) == (Decimal(10), None)
    assert mention.reason == "read again"
    assert Claim.objects.filter(pk=old).exists()


def test_the_marked_words_can_be_moved_within_the_clause(client_as: ClientAs) -> None:
    mention = task()

    client_as(Role.REVIEWER).post(url_of(mention), entries(mention, words="nine in all"))

    mention.refresh_from_db()
    assert mention.exact == "nine in all"
    assert TEXT[mention.start : mention.end] == "nine in all"


@pytest.mark.parametrize(("at", "place"), [("15", 15), ("42", 42), ("0", 15), ("900", 42), ("", 15)])
def test_words_printed_twice_are_told_apart_by_their_place(client_as: ClientAs, at: str, place: int) -> None:
    mention = task()

    client_as(Role.REVIEWER).post(url_of(mention), entries(mention, words="nine", at=at))

    mention.refresh_from_db()
    assert (mention.exact, mention.start) == ("nine", place)


def test_the_words_may_stand_anywhere_in_the_paragraph_and_not_beyond(client_as: ClientAs) -> None:
    version = make.version(f"{TEXT}\nThe ministry knows of eleven.")
    mention, client = make.mention(version=version), client_as(Role.REVIEWER)

    client.post(url_of(mention), entries(mention, words="Officials said nine"))
    beyond = client.post(url_of(mention), entries(mention, words="eleven"))

    mention.refresh_from_db()
    assert (mention.exact, mention.clause_start) == ("Officials said nine", 0)
    assert beyond.status_code == 422


def test_the_sentence_says_where_it_begins_so_that_words_can_be_selected_in_it(client_as: ClientAs) -> None:
    version = make.version(f"A first line.\n{TEXT}")

    page = client_as(Role.REVIEWER).get(url_of(make.mention(version=version))).content.decode()

    assert 'data-start="14"' in page
    assert "data-use-selection hidden disabled" in page


def test_a_new_population_is_added_as_suggested(client_as: ClientAs) -> None:
    mention = task()

    client_as(Role.REVIEWER).post(url_of(mention), entries(mention, population="sappers"))

    mention.refresh_from_db()
    assert mention.claim.scope is not None
    assert mention.claim.scope.population == Population.objects.get(name="sappers", suggested=True)


def test_htmx_gets_the_form_and_then_the_next_task(client_as: ClientAs, htmx: Htmx) -> None:
    mention, client = task(), client_as(Role.REVIEWER)

    form = client.get(url_of(mention), headers=htmx("task")).content.decode()
    after = client.post(
        url_of(mention), entries(mention, back="queue"), headers=htmx("task")
    ).content.decode()

    assert form.lstrip().startswith('<div class="stack task" id="task"')
    assert "Everything is decided." in after
    assert "<html" not in form + after


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"words": "ten soldiers"}, "These words do not stand in the paragraph"),
        ({"low": "12"}, "Lowest, best and highest are not in order"),
        ({"bound": ""}, "Say how the figure is meant"),
        ({"low": "", "best": "", "high": ""}, "A claim of this kind needs a figure"),
        ({"kind": "position", "low": "", "best": "", "high": ""}, "Say in words what is claimed"),
        ({"claimant": "Nobody I know"}, "No source of this name is recorded"),
        ({"as_of_first": "2025-02-01", "as_of_last": "2025-01-01"}, "The last day is before the first"),
        ({"low": "NaN"}, "Enter a number"),
        ({"best": "1e400"}, "Ensure that there are no more than 24 digits"),
    ],
)
def test_a_reading_that_makes_no_sense_comes_back_with_the_reason(
    client_as: ClientAs, htmx: Htmx, changes: dict[str, str], problem: str
) -> None:
    mention, client = task(), client_as(Role.REVIEWER)

    plain = client.post(url_of(mention), entries(mention, **changes))
    piece = client.post(url_of(mention), entries(mention, **changes), headers=htmx("task"))

    mention.refresh_from_db()
    assert mention.state == MentionState.SUGGESTED
    for response in (plain, piece):
        assert response.status_code == 422
        assert problem in response.content.decode() or "seen" in changes


def test_the_same_words_cannot_carry_the_same_claim_twice(client_as: ClientAs) -> None:
    mention = task()
    other = make.mention(make.claim(10), version=mention.version, clause_start=0, clause_end=len(TEXT))

    response = client_as(Role.REVIEWER).post(url_of(other), entries(other, low="9", best="9", high="9"))

    assert response.status_code == 422
    assert "These words already carry this claim." in response.content.decode()


def test_who_corrects_second_is_told(client_as: ClientAs) -> None:
    mention = task()
    sent = entries(mention, low="1")
    accept_mention(mention, by=make.person("faster"), now=make.NOW)

    response = client_as(Role.REVIEWER).post(url_of(mention), sent)

    assert response.status_code == 409
    assert "Somebody else saved this first" in response.content.decode()
