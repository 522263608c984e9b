"""Several origins are counted, and by what is on record all reports go back to one: noticed with the ways back."""

import pytest
from django.contrib.auth.models import User

from claims.models import Finding, Mention
from claims.services import deriving
from claims.services.sole_origins import notice_sole_origins
from claims.vocabulary import DerivationKind, FindingKind
from sources.models import Source
from tests import factories as make

pytestmark = pytest.mark.django_db


def outlet(name: str) -> Source:
    return make.source(name, kind="outlet")


def told(name: str, *chain: Source) -> Mention:
    """A report of nine soldiers by an outlet, in its own voice or with these behind it."""
    version = make.version(f"{name}: nine soldiers.", outlet=outlet(name))
    mention = make.mention(make.claim(claimant_id=chain[-1].pk if chain else None), version=version)
    mention.attributions.update(manner="own_voice")
    for source in chain:
        make.origin(mention, source)
    return mention


def found(*mentions: Mention) -> list[str]:
    notice_sole_origins([mention.claim_id for mention in mentions], now=make.NOW)
    return list(Finding.objects.filter(kind=FindingKind.CIRCULAR).values_list("detail", flat=True))


def test_who_cites_whom_leads_all_to_one_article() -> None:
    reports = [told("First"), told("Second", outlet("First")), told("Third", outlet("Second"))]

    [detail] = found(*reports)

    assert (
        detail == "2 origins are counted, and all go back to First: Second → First; Third → Second → First."
    )


def test_an_edge_that_a_person_draws_makes_it_one(reviewer: User) -> None:
    one, other = told("First"), told("Second")
    assert found(one, other) == []

    deriving.draw(other.version.article, one.version.article, DerivationKind.CITES, by=reviewer, now=make.NOW)

    [detail] = Finding.objects.values_list("detail", flat=True)
    assert "all go back to First: Second → First" in detail


def test_two_that_nothing_joins_are_two() -> None:
    assert found(told("First"), told("Second")) == []


def test_one_speaker_is_counted_once_and_is_no_finding() -> None:
    kim = make.source("Kim")

    assert found(told("First", kim), told("Second", kim)) == []


def test_a_circle_is_no_sole_origin() -> None:
    assert found(told("First", outlet("Second")), told("Second", outlet("First"))) == []


def test_nobody_named_is_no_second_origin_of_the_others() -> None:
    nameless = told("Third")
    make.origin(nameless, None, manner="agentless")

    [detail] = found(
        told("First"), told("Second", outlet("First")), told("Fourth", outlet("Second")), nameless
    )

    assert "all go back to First" in detail


def test_it_is_noticed_once_however_often_it_is_looked_at() -> None:
    reports = [told("First"), told("Second", outlet("First")), told("Third", outlet("Second"))]

    found(*reports)

    assert len(found(*reports)) == 1
