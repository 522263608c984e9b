"""As known on a day: the page of an earlier day is the same, byte for byte, whatever is edited afterwards."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import (
    Attribution,
    Mention,
    Question,
    Relation,
    Reopening,
)
from claims.queries.known.moments import moment_of
from claims.queries.known.timeline import question_times
from claims.services import asking, deciding, provenance, triage, waking
from claims.services.deciding import AdjudicationValue, standing_of
from claims.services.provenance import chain_of
from claims.vocabulary import QuestionOutcome, RelationKind
from config.policies import Role
from sources.models import Source
from tests import factories as make
from tests.past import JULY, JUNE, MAY, PAGES, Story, claim_on, main_of, on, question_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]
ClientAs = Callable[[Role], Client]


@pytest.mark.parametrize("page", PAGES)
def test_the_page_of_an_earlier_day_stays_byte_for_byte(
    client_as: ClientAs, story: Story, page: Callable[[Story, str], str]
) -> None:
    client = client_as(Role.ANALYST)
    before = main_of(client, page(story, "2026-06-01"))

    story.change_everything()

    assert main_of(client, page(story, "2026-06-01")) == before
    assert main_of(client, page(story, "2026-07-01")) != before


def test_a_question_is_shown_in_the_words_and_states_of_the_day(client_as: ClientAs, story: Story) -> None:
    story.change_everything()

    page = main_of(client_as(Role.ANALYST), question_on(story, "2026-06-01"))

    for known in (
        "The past.", "How many fell?", "The Ministry", "The Old Gazette", "the army", "One ministry, one count.",
        "confirmed by reviewer", "It is old.", "kept by reviewer", "It counted names.", "contradicts", "approved", "source B", "claim 3",
    ):  # fmt: skip
        assert known in page, known
    for later in (
        "renamed", "wrong words", "Another Office", "Everything is different.", "a known matter", "left out",
        "corrects", "lost?", "source E", "claim 5", "reopened", "<b>31</b>",
    ):  # fmt: skip
        assert later not in page, later


def test_and_of_a_later_day_with_what_came_then(client_as: ClientAs, story: Story) -> None:
    story.change_everything()

    page = main_of(client_as(Role.ANALYST), question_on(story, "2026-07-01"))

    for known in (
        "How many were lost?", "an army renamed", "Everything is different.", "left out by adjudicator",
        "<b>31</b>", "1 earlier decision",
    ):  # fmt: skip
        assert known in page, known
    claim = main_of(client_as(Role.ANALYST), claim_on(story, "2026-07-01"))
    assert "a known matter" in claim
    assert "corrects" in claim


def test_a_decision_is_shown_as_it_stood_between_proposal_approval_and_reopening(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question = make.question()
    claim = make.mention().claim
    asking.keep_claim(question, claim, by=reviewer, now=MAY)
    on(MAY)
    value = AdjudicationValue(QuestionOutcome.INSUFFICIENT, "One source.")
    deciding.propose(question, value, by=reviewer, now=MAY, seen=standing_of(question).seen)
    deciding.approve(question, by=adjudicator, now=JUNE, seen=standing_of(question).seen)
    waking.wake_for_correction(claim.pk, kind=RelationKind.CORRECTS, now=JULY)
    client = client_as(Role.ANALYST)

    def shown(day: str) -> str:
        return main_of(client, reverse("question_as_known", args=[question.pk, day]))

    assert "waited for a second person" in shown("2026-05-01")
    assert "Nobody had decided it by then." in shown("2026-05-31")
    assert ">approved</span>" in shown("2026-06-01")
    assert "reopened by" not in shown("2026-06-30")
    assert ">reopened</span>" in shown("2026-07-01")
    assert "reopened by a correction" in shown("2026-07-31")


def test_what_was_removed_since_is_still_there(client_as: ClientAs, story: Story) -> None:
    provenance.mark_provenance(story.mention, [], seen=chain_of(story.mention), by=story.reviewer, now=JULY)
    assert story.mention.attributions.count() == 1
    on(JULY)

    page = main_of(client_as(Role.ANALYST), claim_on(story, "2026-06-01"))

    assert '<span class="chain__number" title="hop 1">' in page


def test_before_it_was_known_the_page_says_so(client_as: ClientAs, story: Story) -> None:
    client = client_as(Role.ANALYST)

    response = client.get(question_on(story, "2026-04-30"))

    assert response.status_code == 404
    assert "this question was not known yet" in response.content.decode()
    assert "since 01 May 2026" in response.content.decode()
    early = client.get(claim_on(story, "2025-12-31"))  # claims of the tests are recorded on 2 January
    assert early.status_code == 404
    assert "this claim was not known yet" in early.content.decode()


@pytest.mark.parametrize("day", ["2026-08-01", "2026-08-02", "9999-12-30", "2026-08-01T09:00:00Z"])
def test_a_day_that_is_not_over_leads_to_the_present(client_as: ClientAs, story: Story, day: str) -> None:
    response = client_as(Role.ANALYST).get(question_on(story, day), follow=True)

    assert response.redirect_chain == [(reverse("question", args=[story.question.pk]), 302)]
    assert "is not over yet" in response.content.decode()


@pytest.mark.parametrize(
    "day",
    [
        "2026-02-30",
        "yesterday",
        "20260501",
        "2026-5-1",
        "0000-00-00",
        "0001-01-01",
        "9999-12-31",
        "2026-05-01T25:00:00Z",
        "2026-05-01T12:00:00",
        "٢٠٢٦-٠٥-٠١",
    ],
)
def test_an_address_without_a_day_is_not_found_and_says_why(
    client_as: ClientAs, story: Story, day: str
) -> None:
    for page in PAGES:
        response = client_as(Role.ANALYST).get(page(story, day))

        assert response.status_code == 404
        assert "names no day" in response.content.decode()


def test_the_form_leads_to_the_address_of_the_day(client_as: ClientAs, story: Story) -> None:
    client = client_as(Role.ANALYST)
    url = reverse("question_days", args=[story.question.pk])

    assert f'action="{url}"' in client.get(reverse("question", args=[story.question.pk])).content.decode()
    found = client.get(url, {"day": "2026-06-01"})
    refused = client.get(url, {"day": "<b>soon</b>"})

    assert (found.status_code, found["Location"]) == (303, question_on(story, "2026-06-01"))
    assert refused.status_code == 422
    assert "&lt;b&gt;soon&lt;/b&gt;” is no day" in refused.content.decode()


def test_the_days_on_which_something_happened_are_listed(client_as: ClientAs, story: Story) -> None:
    story.change_everything()
    client = client_as(Role.ANALYST)

    page = main_of(client, reverse("question_days", args=[story.question.pk]))

    assert "reviewer proposed: " in page
    assert "adjudicator approved: " in page
    assert "reopened by" in page
    assert "1 claim left out" in page
    for day in ("2026-05-01", "2026-07-01", "2026-07-01T11:59:59.999999Z", "2026-07-01T12:00:00.000000Z"):
        assert f'href="{question_on(story, day)}"' in page
    days = main_of(client, reverse("claim_days", args=[story.nine.pk]))
    assert "1 mention accepted" in days


def test_nothing_is_written_by_looking(client_as: ClientAs, story: Story) -> None:
    before = [model.objects.count() for model in (Mention, Relation, Attribution, Source, Question)]
    client = client_as(Role.ANALYST)

    for url in (page(story, "2026-06-01") for page in PAGES):
        assert client.get(url).status_code == 200
        assert client.post(url).status_code == 405

    assert [model.objects.count() for model in (Mention, Relation, Attribution, Source, Question)] == before


def test_it_asks_the_same_number_of_queries_with_twenty_claims(
    client_as: ClientAs, story: Story, queries_of: Callable[[Client, str], int]
) -> None:
    client, urls = client_as(Role.ANALYST), [page(story, "2026-06-01") for page in PAGES]
    few = [queries_of(client, url) for url in urls]

    for number in range(20):
        speaker = make.source(f"Speaker {number}", parent=make.source(f"Owner {number}"))
        claim = make.claim(
            100 + number,
            population=make.population(f"unit {number}", parent=story.army),
            claimant_id=speaker.pk,
        )
        for mention in (make.mention(claim), make.mention(story.nine)):
            make.origin(mention, speaker)
            triage.accept_mention(mention, by=make.person(f"person {number}"), now=MAY)
        asking.keep_claim(story.question, claim, by=make.person(f"person {number}"), now=MAY)
        make.relation(story.nine, claim)
    on(MAY)

    assert [queries_of(client, url) for url in urls] == few
    assert max(few) <= 30


def test_just_before_and_just_after_a_reopening_differ_in_it_alone(client_as: ClientAs, story: Story) -> None:
    """What wakes a decision and the waking are one act, whatever the clocks of program and database say of it."""
    late = JULY.replace(second=3)  # the program's clock, read a moment after the transaction had begun
    new = make.mention(make.claim(31, population=story.army), recorded_at=late).claim
    asking.keep_claim(story.question, new, by=story.reviewer, now=late)
    on(JULY)
    reopening = Reopening.objects.get()
    client = client_as(Role.ANALYST)
    here = reverse("question", args=[story.question.pk])
    link = f"{reverse('question_days', args=[story.question.pk])}?before_reopening={reopening.pk}"

    assert link in client.get(here).content.decode()
    before = client.get(link)["Location"]
    [after] = [one.after for one in question_times(story.question) if one.what.startswith("reopened")]

    assert before == question_on(story, "2026-07-01T11:59:59.999999Z")
    assert ">approved</span>" in main_of(client, before)
    assert "<b>31</b>" not in main_of(client, before)
    assert ">reopened</span>" in main_of(client, question_on(story, after))
    assert "<b>31</b>" in main_of(client, question_on(story, after))


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("2026-05-01", "2026-05-02T00:00:00+00:00"),
        ("2026-05-01T12:34:56.123456Z", "2026-05-01T12:34:56.123457+00:00"),
        ("2026-05-01T12:34:56Z", "2026-05-01T12:34:56.000001+00:00"),
    ],
)
def test_a_moment_ends_just_after_it(text: str, before: str) -> None:
    moment = moment_of(text)

    assert moment is not None
    assert moment.before.isoformat() == before
