"""A person says which act of saying a mention reports; each attaching can be undone, and origins are counted anew."""

from datetime import date

import pytest
from django.contrib.auth.models import User

from claims.models import Claim, Mention, Utterance
from claims.queries.origins import reports_of, together
from claims.queries.utterances import utterances_for
from claims.services import undoing, uttering
from claims.services.readings import reading_of, with_first_report
from claims.services.uttering import UtteranceValue
from claims.vocabulary import Manner
from config.seen import ChangedMeanwhile, mark_of
from sources.models import Source
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def kim() -> Source:
    return make.source("Kim Jong Un", kind="person")


def attach(mention: Mention, utterance: Utterance | None, by: User, **more: object) -> None:
    uttering.attach(mention, utterance, seen=mention.utterance_id, by=by, now=make.NOW, **more)
    mention.refresh_from_db()


def origins(*claims: Claim) -> int:
    return len(together(reports_of([claim.pk for claim in claims]).values()).origins)


def test_reports_with_other_origins_that_report_one_speech_are_one_origin(
    kim: Source, reviewer: User
) -> None:
    by_agency = make.mention(make.claim(claimant_id=make.source("KCNA", kind="agency").pk))
    by_kim = make.mention(make.claim(claimant_id=kim.pk))
    by_nobody = make.mention(make.claim(10))
    make.origin(by_nobody, None, manner=Manner.AGENTLESS)
    claims = [mention.claim for mention in (by_agency, by_kim, by_nobody)]
    before = origins(*claims)

    speech = make.utterance(kim)
    for mention in (by_agency, by_kim, by_nobody):
        attach(mention, speech, reviewer)

    assert (before, origins(*claims)) == (2, 1)
    assert origins(claims[2]) == 1


def test_the_other_reports_of_the_claim_go_with_it_and_undo_takes_them_back_one_by_one(
    kim: Source, reviewer: User
) -> None:
    claim = make.claim(claimant_id=kim.pk)
    first, second = make.mention(claim), make.mention(claim)
    attach(first, make.utterance(kim), reviewer, others=[second])
    assert Mention.objects.exclude(utterance=None).count() == 2

    undoing.undo_latest(by=reviewer, now=make.NOW)

    assert [mention.pk for mention in Mention.objects.exclude(utterance=None)] == [first.pk]


def test_detaching_is_a_decision_that_can_be_undone(kim: Source, reviewer: User) -> None:
    mention, speech = make.mention(make.claim(claimant_id=kim.pk)), make.utterance(kim)
    attach(mention, speech, reviewer)

    attach(mention, None, reviewer)
    assert mention.utterance is None
    undoing.undo_latest(by=reviewer, now=make.NOW)

    mention.refresh_from_db()
    assert mention.utterance == speech


def test_who_attaches_second_is_told(kim: Source, reviewer: User) -> None:
    mention = make.mention()
    attach(mention, make.utterance(kim), reviewer)

    with pytest.raises(ChangedMeanwhile):
        uttering.attach(mention, make.utterance(kim), seen=None, by=reviewer, now=make.NOW)


@pytest.mark.parametrize(("printed", "is_possible"), [("2025-12-11", True), ("2025-12-10", False)])
def test_an_article_cannot_report_what_was_said_after_it(
    printed: str, is_possible: bool, reviewer: User
) -> None:
    version = make.version(published_on=date.fromisoformat(printed))
    mention, speech = make.mention(version=version), make.utterance(day="2025-12-12")

    if is_possible:
        attach(mention, speech, reviewer)
    else:
        with pytest.raises(uttering.UtteranceImpossible, match="before this was said"):
            attach(mention, speech, reviewer)


def test_an_utterance_is_not_moved_behind_its_reports(reviewer: User, kim: Source) -> None:
    speech = make.utterance(kim, day="2025-12-12")
    attach(make.mention(version=make.version(published_on=date(2025, 12, 13))), speech, reviewer)
    value = UtteranceValue(kim.pk, make.days("2026-01-01", "2026-01-01"), "day", "a ceremony")

    with pytest.raises(uttering.UtteranceImpossible):
        uttering.edit_utterance(speech.pk, value, seen=mark_of(speech), now=make.NOW)


@pytest.mark.parametrize(
    ("day", "is_offered"), [("2025-12-12", True), ("2025-12-06", True), ("2025-12-05", False), (None, True)]
)
def test_what_the_same_person_said_within_days_is_offered(
    day: str | None, is_offered: bool, kim: Source
) -> None:
    version = make.version(published_on=date(2025, 12, 13))
    mention = make.mention(make.claim(claimant_id=kim.pk), version=version)
    make.utterance(day="2025-12-12")  # of somebody else
    made = make.utterance(kim, **({"day": day} if day else {"said_on": None, "said_on_precision": None}))

    assert [one.utterance for one in utterances_for(mention)] == ([made] if is_offered else [])


def test_the_comparison_sees_that_two_claims_report_one_act(kim: Source, reviewer: User) -> None:
    speech = make.utterance(kim)
    for figure, speaker in ((9, kim), (10, make.source("KCNA", kind="agency"))):
        attach(make.mention(make.claim(figure, claimant_id=speaker.pk)), speech, reviewer)

    read = [reading_of(claim) for claim in with_first_report(Claim.objects.with_scope())]

    assert {reading.utterance for reading in read} == {f"utterance {speech.pk}"}


def test_what_another_is_reported_to_have_said_with_the_same_figure_is_offered(
    kim: Source, reviewer: User
) -> None:
    speech = make.utterance(kim)
    attach(make.mention(make.claim(9, claimant_id=kim.pk)), speech, reviewer)
    agency = make.source("KCNA", kind="agency").pk

    def offered(claim: Claim) -> list[Utterance]:
        return [one.utterance for one in utterances_for(make.mention(claim))]

    assert offered(make.claim(9, claimant_id=agency)) == [speech]
    assert offered(make.claim(9)) == [speech]
    assert offered(make.claim(10, claimant_id=agency)) == []
