"""A reviewer says who is behind a claim; the chain before stays on record and can be brought back."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User

from claims.services import provenance, undoing
from claims.services.provenance import HopValue, chain_of, mark_provenance
from config.seen import ChangedMeanwhile
from tests import factories as make

pytestmark = pytest.mark.django_db


def kim(**fields: object) -> HopValue:
    hop = HopValue(make.source("Kim Jong Un", kind="person").pk, "Kim", "originator", "admit", "fragment")
    return replace(hop, **fields)


def relayer() -> HopValue:
    return HopValue(
        make.source("state media", kind="agency").pk, "state media", "relayer", "report", "direct"
    )


def test_the_chain_gets_its_hops_and_the_claim_its_origin(reviewer: User) -> None:
    mention = make.mention()

    mark_provenance(mention, [relayer(), kim()], seen=chain_of(mention), by=reviewer, now=make.NOW)

    assert [hop["role"] for hop in chain_of(mention)] == ["publisher", "relayer", "originator"]
    assert str(mention.claim.claimant) == "Kim Jong Un"


def test_undo_brings_back_the_chain_and_the_claim(reviewer: User) -> None:
    mention = make.mention()
    before, claim = chain_of(mention), mention.claim
    mark_provenance(mention, [relayer(), kim()], seen=before, by=reviewer, now=make.NOW)

    undoing.undo_latest(by=reviewer, now=make.NOW)

    mention.refresh_from_db()
    assert (chain_of(mention), mention.claim) == (before, claim)


def test_a_shorter_chain_loses_its_last_hops(reviewer: User) -> None:
    mention = make.mention()
    mark_provenance(mention, [relayer(), kim()], seen=chain_of(mention), by=reviewer, now=make.NOW)

    mark_provenance(mention, [], seen=chain_of(mention), by=reviewer, now=make.NOW)

    [publisher] = chain_of(mention)
    assert publisher["manner"] == "own_voice"
    assert mention.claim.claimant is None


def test_who_saves_second_is_told_and_nothing_is_lost(reviewer: User) -> None:
    mention = make.mention()
    seen = chain_of(mention)
    mark_provenance(mention, [kim()], seen=seen, by=reviewer, now=make.NOW)

    with pytest.raises(ChangedMeanwhile):
        mark_provenance(mention, [relayer()], seen=seen, by=reviewer, now=make.NOW)

    assert str(mention.claim.claimant) == "Kim Jong Un"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"role": "publisher"}, "only hop 0 is the publisher"),
        ({"act": "sing"}, "what is done by saying it"),
        ({"manner": "own_voice"}, "what is done by saying it"),
    ],
)
def test_a_hop_that_cannot_be_is_refused(change: dict[str, str], message: str, reviewer: User) -> None:
    mention = make.mention()

    with pytest.raises(provenance.ChainInvalid, match=message):
        mark_provenance(mention, [kim(**change)], seen=chain_of(mention), by=reviewer, now=make.NOW)


def test_the_originator_is_the_last_hop(reviewer: User) -> None:
    mention = make.mention()

    with pytest.raises(provenance.ChainInvalid, match="last hop"):
        mark_provenance(mention, [kim(), relayer()], seen=chain_of(mention), by=reviewer, now=make.NOW)
