"""What is shown of the past beside the rows: what rules derived of them, and what people were called."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import (
    Account,
    Question,
)
from claims.queries.known.derived import Derived
from claims.queries.known.moments import moment_of
from claims.queries.known.pages import links_then, question_then
from claims.queries.known.people import Names
from claims.queries.known.rows import events_of
from claims.queries.positions import Track
from claims.queries.question import QuestionPage, gathered_under, question_page
from claims.services import asking, lattice
from claims.vocabulary import ClaimKind
from config.policies import Role
from config.seen import mark_of
from tests import factories as make
from tests.past import JULY, JUNE, MAY, Story, claim_on, main_of, on, question_on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]
ClientAs = Callable[[Role], Client]


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


def now_of(page: QuestionPage) -> list[object]:
    """What the rules derive of a question today, to be compared with what they derive of its past."""
    rows = [(one.letter, one.claim.pk, one.fit, one.reports, one.who, str(one.side)) for one in page.entries]
    lines = [(one.relation.pk, one.left.letter, one.right.letter, one.kind) for one in page.relations]
    return [rows, lines, page.answer, page.wide, page.narrow, said_in(page.tracks)]


def then_of(then: Derived) -> list[object]:
    rows = [(one.letter, one.claim.pk, one.fit, one.reports, one.who, str(one.side)) for one in then.entries]
    lines = [(one.relation.pk, one.left.letter, one.right.letter, one.kind) for one in then.relations]
    return [rows, lines, then.answer, then.wide, then.narrow, said_in(then.tracks)]


def said_in(tracks: list[Track]) -> list[object]:
    return [
        (track.claimant, [(one.claim.pk, one.mention.pk, one.word, one.day) for one in track.steps])
        for track in tracks
    ]


def test_the_rules_make_of_this_instant_what_they_make_of_today(story: Story) -> None:
    """Fit, letters, ladder, relations, origins and answer: the past goes the same way as the present."""
    story.change_everything()
    brigade = make.population("a brigade", parent=story.army)
    for number, fields in enumerate(
        ({"population": brigade}, {"population": make.population("civilians")}, {})
    ):
        claim = make.claim(40 + number, claimant_id=story.speaker.pk, **fields)
        make.origin(make.mention(claim), story.speaker)
        make.gather(story.question, claim)
        make.relation(story.twelve, claim)
    printed = story.twelve.mentions.earliest("pk").version
    for number, speaker in enumerate((story.speaker, None, story.speaker)):
        denied = make.claim(
            None, unit="", kind=ClaimKind.POSITION, bound=None, statement=f"None fell {number}.", polarity="denied",
            claimant_id=speaker.pk if speaker else None,
        )  # fmt: skip
        make.origin(make.mention(denied, version=printed), story.speaker)
    question = Question.objects.select_related("scope__population__parent").get(pk=story.question.pk)
    on(JULY)
    moment = moment_of("2026-07-01")
    assert moment is not None

    today = question_page(question, list(gathered_under(question)))
    gathered = links_then(question.pk, moment)
    then = question_then(question.pk, moment, story.reviewer, gathered.gathered, gathered.left_out)

    assert (len(today.entries), [len(track.steps) for track in today.tracks]) == (5, [2, 1])
    assert then_of(then.derived) == now_of(today)
    assert [link.claim_id for link in then.left_out] == [link.claim_id for link in today.left_out]


def test_what_was_part_of_what_is_that_of_the_day(client_as: ClientAs, story: Story) -> None:
    brigade = make.population("a brigade", parent=story.army)
    claim = make.mention(make.claim(3, population=brigade), recorded_at=MAY).claim
    asking.keep_claim(story.question, claim, by=story.reviewer, now=MAY)
    on(MAY)
    client = client_as(Role.ANALYST)
    before = main_of(client, question_on(story, "2026-05-01"))

    lattice.change_term(
        brigade, name="a brigade", parent=None, aliases=[], seen=mark_of(brigade), by=story.reviewer, now=JULY
    )
    on(JULY)

    assert "Nested" in before
    assert "counterclaim-comparison/" in before
    assert main_of(client, question_on(story, "2026-05-01")) == before
    assert "Nested" not in main_of(client, question_on(story, "2026-07-01"))
