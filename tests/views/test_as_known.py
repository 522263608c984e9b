"""
As known on a day: the page of an earlier day is the same, byte for byte, whatever is edited afterwards.

The history's clock is the database's: within a test it stands still, so `on` moves what was just noted to its day.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pgtrigger
import pytest
import time_machine
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from claims.models import (
    Account,
    Attribution,
    Credibility,
    Finding,
    FindingClaim,
    Mention,
    Question,
    Relation,
    Reopening,
)
from claims.queries.known.moments import moment_of
from claims.queries.known.people import Names
from claims.queries.known.rows import events_of
from claims.queries.known.timeline import question_times
from claims.services import asking, deciding, grading, judging, lattice, noticing, provenance, triage, waking
from claims.services.deciding import AdjudicationValue, standing_of
from claims.services.provenance import HopValue, chain_of
from claims.vocabulary import FindingKind, QuestionOutcome, Rank, RelationKind
from config.policies import Role
from config.seen import mark_of
from sources import directory
from sources.models import Grade, Source
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
MAY, JUNE, JULY = (datetime(2026, month, 1, 12, tzinfo=UTC) for month in (5, 6, 7))
TODAY = "2026-08-01T09:00:00Z"


def on(moment: datetime) -> None:
    """Say that what the history has noted since the last call happened then."""
    with connection.cursor() as cursor, pgtrigger.ignore():
        cursor.execute(
            "SELECT table_name FROM information_schema.columns WHERE column_name = 'pgh_created_at'"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f'UPDATE "{table}" SET pgh_created_at = %s WHERE pgh_created_at = now()', [moment])


class Story:
    """A question that was decided in May, with two claims, a relation, a finding and a chain."""

    def __init__(self, reviewer: User, adjudicator: User) -> None:
        self.reviewer, self.adjudicator = reviewer, adjudicator
        self.speaker = make.source("The Ministry", kind="office", parent=make.source("The State"))
        self.army = make.population("the army", parent=make.population("all forces"))
        self.version = make.version(outlet=make.source("The Old Gazette", kind="outlet"))
        self.nine = make.claim(9, population=self.army, claimant_id=self.speaker.pk)
        self.twelve = make.claim(12, population=self.army)
        self.mention = make.mention(self.nine, version=self.version, recorded_at=MAY)
        make.origin(self.mention, self.speaker)
        make.mention(self.twelve, recorded_at=MAY)
        self.question = make.question("How many fell?", population=self.army)
        Question.objects.update(created_at=MAY, changed_at=MAY)
        asking.keep_claim(self.question, self.nine, by=reviewer, now=MAY)
        make.gather(self.question, self.twelve)
        self.relation = make.relation(self.nine, self.twelve)
        self.finding = Finding.objects.create(
            kind=FindingKind.STALE,
            key="stale:1",
            inputs="x",
            rule="test/1",
            detail="It is old.",
            opened_at=MAY,
        )
        FindingClaim.objects.create(finding=self.finding, claim=self.nine)
        triage.accept_mention(self.mention, by=reviewer, now=MAY)
        self.grade("B", 3, MAY)
        self.decide(
            "One ministry, one count.", MAY, ranks={self.nine.pk: (Rank.PREFERRED, "It counted names.")}
        )
        on(MAY)

    def decide(self, why: str, now: datetime, **more: Any) -> None:
        value = AdjudicationValue(QuestionOutcome.INSUFFICIENT, why, **more)
        seen = standing_of(self.question).seen
        deciding.propose(self.question, value, by=self.reviewer, now=now, seen=seen)
        seen = standing_of(self.question).seen
        deciding.approve(self.question, by=self.adjudicator, now=now, seen=seen)

    def grade(self, letter: str, number: int, now: datetime) -> None:
        source, claim = Grade.objects.last(), Credibility.objects.last()
        grading.grade_source(
            self.speaker,
            letter=letter,
            reason="Known.",
            seen=grading.seen_of(source),
            by=self.reviewer,
            now=now,
        )
        grading.grade_claim(
            self.nine, number=number, reason="Known.", seen=grading.seen_of(claim), by=self.reviewer, now=now
        )

    def change_everything(self) -> None:
        """Rename, reject, correct, judge, dismiss, gather, reopen, supersede: in July."""
        for row in (self.speaker, self.version.article.outlet):
            directory.edit_source(
                row.pk, seen=mark_of(row), name=f"{row.name} renamed", kind="organisation", parent=None, side="x",
                note="",
            )  # fmt: skip
        self.army.refresh_from_db()
        lattice.change_term(
            self.army, name="an army renamed", parent=make.population("forces"), aliases=[], side="x",
            seen=mark_of(self.army), by=self.reviewer, now=JULY,
        )  # fmt: skip
        hop = HopValue(make.source("Another Office").pk, "", "originator", "deny", "direct")
        provenance.mark_provenance(
            self.mention, [hop], seen=chain_of(self.mention), by=self.reviewer, now=JULY
        )
        self.mention.refresh_from_db()
        triage.reject_mention(
            self.mention, reason="wrong words", by=self.adjudicator, now=JULY, seen="accepted"
        )
        judging.confirm_relation(self.relation, by=self.reviewer, now=JULY, kind=RelationKind.CORRECTS)
        self.finding.refresh_from_db()
        noticing.dismiss_finding(
            self.finding, seen=mark_of(self.finding), reason="a known matter", by=self.reviewer, now=JULY
        )
        asking.leave_out(self.question, self.nine, by=self.adjudicator, now=JULY)
        new = make.mention(make.claim(31, population=self.army), recorded_at=JULY).claim
        asking.keep_claim(self.question, new, by=self.reviewer, now=JULY)
        self.grade("E", 5, JULY)
        waking.wake_for_correction(self.twelve.pk, kind=RelationKind.CORRECTS, now=JULY)
        self.decide("Everything is different.", JULY)
        make.mention(self.twelve, words="nine", recorded_at=JULY)
        Question.objects.filter(pk=self.question.pk).update(text="How many were lost?")
        on(JULY)


@pytest.fixture
def story(reviewer: User, adjudicator: User) -> Story:
    return Story(reviewer, adjudicator)


@pytest.fixture(autouse=True)
def _today() -> Any:
    with time_machine.travel(TODAY, tick=False):
        yield


def main_of(client: Client, url: str) -> str:
    """The page without its frame, which counts what waits today."""
    response = client.get(url)
    assert response.status_code == 200
    return response.content.decode().split("<main")[1].split("</main>")[0]


def question_on(story: Story, day: str) -> str:
    return reverse("question_as_known", args=[story.question.pk, day])


def claim_on(story: Story, day: str) -> str:
    return reverse("claim_as_known", args=[story.nine.pk, day])


@pytest.mark.parametrize("page", [question_on, claim_on])
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
        "How many were lost?", "an army renamed", "Everything is different.", "a known matter", "left out by adjudicator",
        "corrects", "<b>31</b>", "1 earlier decision",
    ):  # fmt: skip
        assert known in page, known


def test_a_decision_is_shown_as_it_stood_between_proposal_approval_and_reopening(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question = make.question("How many fell?")
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
    for page in (question_on, claim_on):
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
    assert refused.status_code == 400
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

    for url in (question_on(story, "2026-06-01"), claim_on(story, "2026-06-01")):
        assert client.get(url).status_code == 200
        assert client.post(url).status_code == 405

    assert [model.objects.count() for model in (Mention, Relation, Attribution, Source, Question)] == before


def test_it_asks_the_same_number_of_queries_with_twenty_claims(
    client_as: ClientAs, story: Story, queries_of: Callable[[Client, str], int]
) -> None:
    client, urls = client_as(Role.ANALYST), (question_on(story, "2026-06-01"), claim_on(story, "2026-06-01"))
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
    assert max(few) <= 40


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


def test_people_are_called_as_they_were_called_then(client_as: ClientAs, story: Story) -> None:
    client = client_as(Role.ANALYST)
    before = {page: main_of(client, page(story, "2026-06-01")) for page in (question_on, claim_on)}

    User.objects.filter(pk=story.reviewer.pk).update(username="married", is_active=False)
    on(JULY)
    asking.leave_out(story.question, story.twelve, by=story.reviewer, now=JULY)
    on(JULY)

    for page, then in before.items():
        assert "by reviewer" in then
        assert main_of(client, page(story, "2026-06-01")) == then
    assert "left out by married" in main_of(client, question_on(story, "2026-07-01"))
    assert "reviewer proposed: " in main_of(client, reverse("question_days", args=[story.question.pk]))


def test_an_account_keeps_its_past_names_whatever_becomes_of_it(db: None) -> None:
    person = make.person("before")
    on(MAY)
    User.objects.filter(pk=person.pk).update(username="after")
    on(JUNE)
    User.objects.filter(pk=person.pk).delete()
    on(JULY)

    names = Names([person.pk, None])

    assert [names.before(person.pk, day) for day in (MAY, JUNE, JULY)] == ["before", "before", "after"]
    assert names.before(person.pk, datetime(2027, 1, 1, tzinfo=UTC)) == "after"
    assert names.before(0, JULY) == "account 0"


def test_signing_in_is_no_part_of_the_history_of_names(db: None) -> None:
    person = make.person("somebody new")
    seen = events_of(Account).filter(pgh_obj_id=person.pk).count()

    User.objects.filter(pk=person.pk).update(last_login=JULY, password="another")

    assert events_of(Account).filter(pgh_obj_id=person.pk).count() == seen == 1
