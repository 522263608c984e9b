"""A chain ends with whoever claims it, also after the reading is corrected, split or merged; undo restores both."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from claims.checking.archive import all_rules
from claims.models import Claim, Mention
from claims.services import merging, splitting, triage, undoing
from claims.services.chains import chain_to, claimant_of, ending_with
from claims.services.provenance import chain_of
from claims.services.scoping import ClaimValue
from tests import factories as make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(hours=1)


def hop(source: int | None, role: str = "relayer", manner: str = "direct", **more: Any) -> dict[str, Any]:
    empty = {"printed_name": "", "cue": "", "cue_start": None, "cue_end": None, "hedge": ""}
    return empty | {"source_id": source, "role": role, "act": "report", "manner": manner, **more}


def ends(chain: list[dict[str, Any]]) -> list[tuple[int | None, str, str]]:
    return [(one["source_id"], one["role"], one["manner"]) for one in chain]


@pytest.mark.parametrize("claimant", [None, 5])
def test_a_chain_that_ends_with_the_claimant_stays(claimant: int | None) -> None:
    chain = chain_to(claimant, 1)

    assert ending_with(chain, claimant) == chain


def test_the_last_hop_gets_the_other_claimant_and_keeps_its_words() -> None:
    chain = [hop(1, "publisher"), hop(2), hop(3, "interpreter", printed_name="the minister", cue="said")]

    followed = ending_with(chain, 4)

    assert followed[:2] == chain[:2]
    assert followed[2] == chain[2] | {"source_id": 4}


def test_a_claimant_who_stands_on_the_chain_ends_it() -> None:
    chain = [hop(1, "publisher"), hop(2), hop(3, "originator")]

    assert ends(ending_with(chain, 2)) == [(1, "publisher", "direct"), (2, "originator", "direct")]


def test_without_a_claimant_nobody_is_named_at_the_end() -> None:
    chain = [hop(1, "publisher"), hop(3, "originator", printed_name="Kim")]

    followed = ending_with(chain, None)

    assert ends(followed) == [(1, "publisher", "agentless"), (None, "originator", "agentless")]
    assert followed[1]["printed_name"] == ""
    assert claimant_of(followed) is None


def test_somebody_takes_the_place_of_nobody() -> None:
    chain = [hop(1, "publisher", "agentless"), hop(None, "originator", "agentless")]

    assert ends(ending_with(chain, 4)) == [(1, "publisher", "paraphrase"), (4, "originator", "paraphrase")]


def test_behind_an_article_in_its_own_voice_stands_the_claimant() -> None:
    chain = [hop(1, "publisher", "own_voice")]

    assert ends(ending_with(chain, 4)) == [(1, "publisher", "paraphrase"), (4, "originator", "paraphrase")]


def told() -> Mention:
    """Kim's figure, told by an agency in an article."""
    kim = make.source("Kim")
    mention = make.mention(make.claim(claimant_id=kim.pk))
    make.origin(mention, make.source("The Wire", kind="agency"), role="relayer")
    make.origin(mention, kim, printed_name="the leader")
    return Mention.objects.select_related("version__article", "claim__scope").get(pk=mention.pk)


def reading(mention: Mention, **changed: Any) -> triage.Correction:
    return triage.Correction(ClaimValue.of(mention.claim).changed(**changed), mention.start, mention.end)


def names(mention: Mention) -> list[str]:
    hops = mention.attributions.order_by("hop").select_related("source")
    return [str(one.source) if one.source else "nobody" for one in hops][1:]


def contradictions() -> list[str]:
    [rule] = [one for one in all_rules() if one.name == "mention_claimant_ends_chain"]
    return [fault.pk for fault in rule.faults()]


def test_a_corrected_claimant_takes_the_chain_along_and_undo_restores_both(reviewer: User) -> None:
    mention, seoul = told(), make.source("Seoul")
    claim, chain = mention.claim_id, chain_of(mention)

    triage.correct_mention(mention, reading(mention, claimant_id=seoul.pk), by=reviewer, now=LATER)

    assert names(mention) == ["The Wire", "Seoul"]
    assert mention.claim.claimant == seoul
    assert contradictions() == []
    undoing.undo_latest(by=reviewer, now=LATER)
    mention.refresh_from_db()
    assert (mention.claim_id, chain_of(mention)) == (claim, chain)


def test_another_figure_of_the_same_claimant_leaves_the_chain(reviewer: User) -> None:
    mention = told()
    chain = chain_of(mention)

    decision = triage.correct_mention(mention, reading(mention, unit="sapper"), by=reviewer, now=LATER)

    assert chain_of(mention) == chain
    assert "chain" not in decision.after


def test_merging_with_a_claim_of_another_takes_the_chain_along(reviewer: User) -> None:
    mention, chain = told(), chain_of(Mention.objects.latest("pk"))
    other = make.claim(claimant_id=make.source("Seoul").pk)
    theirs = Claim.objects.with_scope().get(pk=other.pk)

    merging.merge_mention(mention, theirs, reason="It is theirs.", by=reviewer, now=LATER)

    assert names(mention) == ["The Wire", "Seoul"]
    assert contradictions() == []
    undoing.undo_latest(by=reviewer, now=LATER)
    assert chain_of(mention) == chain


def test_each_half_of_a_split_ends_with_its_own_claimant(reviewer: User) -> None:
    mention, seoul = told(), make.source("Seoul")
    first = reading(mention, unit="sapper")
    second = replace(first, value=first.value.changed(unit="officer", claimant_id=seoul.pk))

    decision = splitting.split_mention(mention, first, second, reason="two", by=reviewer, now=LATER)

    assert decision.added is not None
    assert (names(mention), names(decision.added)) == (["The Wire", "Kim"], ["The Wire", "Seoul"])
    assert contradictions() == []
