"""One mention that carries two claims becomes two; one decision, and one undo takes both back."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from claims.models import Decision, Mention, Relation
from claims.queries.history import history_of
from claims.services import splitting, triage, undoing
from claims.services.scoping import ClaimValue
from tests import factories as make

pytestmark = pytest.mark.django_db
TEXT = "Officials said 4,000 soldiers were killed or wounded within 120 days."
LATER = make.NOW + timedelta(hours=1)


def task() -> Mention:
    mention = make.mention(
        make.claim(4000, measure=make.measure("casualties"), claimant_id=make.source("Officials").pk),
        version=make.version(TEXT), words="4,000 soldiers", clause_start=0, clause_end=len(TEXT),
        said_on=make.days("2025-12-12", "2025-12-12"), said_on_precision="day",
    )  # fmt: skip
    make.origin(mention, make.source("Officials"))
    return mention


def reading(
    mention: Mention, measure: str, *, words: str = "4,000 soldiers", figure: int = 4000
) -> triage.Correction:
    value, number = ClaimValue.of(mention.claim), Decimal(figure)
    assert value.scope is not None
    scope = replace(value.scope, measure_id=make.measure(measure).pk)
    start = TEXT.index(words)
    return triage.Correction(
        value.changed(scope=scope, low=number, best=number, high=number), start, start + len(words)
    )


def split(mention: Mention, by: User, *measures: str) -> tuple[Decision, Mention]:
    first, second = (reading(mention, measure) for measure in measures or ("killed", "wounded"))
    decision = splitting.split_mention(mention, first, second, reason="two counts", by=by, now=LATER)
    assert decision.added is not None
    return decision, decision.added


def counted(mention: Mention) -> tuple[str, str, str]:
    mention.refresh_from_db()
    assert mention.claim.scope is not None
    assert mention.claim.scope.measure is not None
    return mention.state, mention.exact, mention.claim.scope.measure.key


def test_both_are_accepted_with_a_reading_each(reviewer: User) -> None:
    mention = task()

    decision, added = split(mention, reviewer)

    assert counted(mention) == ("accepted", "4,000 soldiers", "killed")
    assert counted(added) == ("accepted", "4,000 soldiers", "wounded")
    assert (added.extractor, added.decided_by, added.said_on) == ("", reviewer, mention.said_on)
    assert (decision.mention, decision.action, decision.reason) == (mention, "split", "two counts")


def test_the_second_may_mark_other_words_of_the_clause(reviewer: User) -> None:
    mention = task()

    splitting.split_mention(
        mention, reading(mention, "killed"), reading(mention, "duration", words="120 days", figure=120),
        by=reviewer, now=LATER,
    )  # fmt: skip

    assert counted(Mention.objects.latest("pk")) == ("accepted", "120 days", "duration")


def test_the_second_stands_behind_the_same_chain(reviewer: User) -> None:
    mention = task()

    _, added = split(mention, reviewer)

    chains = [
        list(one.attributions.order_by("hop").values_list("role", "source")) for one in (mention, added)
    ]
    assert chains[0] == chains[1]
    assert len(chains[0]) == 2


def test_another_claimant_gets_a_chain_of_its_own(reviewer: User) -> None:
    mention, other = task(), make.source("The ministry")
    second = reading(mention, "wounded")

    decision = splitting.split_mention(
        mention, reading(mention, "killed"), replace(second, value=second.value.changed(claimant_id=other.pk)),
        by=reviewer, now=LATER,
    )  # fmt: skip

    assert decision.added is not None
    assert decision.added.attributions.order_by("-hop")[0].source == other


def test_the_new_claims_meet_the_others(reviewer: User) -> None:
    make.mention(make.claim(12, measure=make.measure("wounded"), claimant_id=make.source("One").pk))

    split(task(), reviewer)

    assert Relation.objects.filter(kind="contradicts").count() == 1


def test_the_mention_may_keep_its_reading_and_lend_its_words(reviewer: User) -> None:
    mention = task()
    old = mention.claim_id

    _, added = split(mention, reviewer, "killed", "casualties")

    assert mention.claim_id == old
    assert counted(added)[2] == "killed"


def test_two_readings_that_say_the_same_are_no_split(reviewer: User) -> None:
    with pytest.raises(splitting.NothingToSplit):
        split(task(), reviewer, "killed", "killed")

    assert not Decision.objects.exists()


def test_words_that_carry_the_second_claim_already_are_refused(reviewer: User) -> None:
    mention = task()
    make.mention(
        make.claim(4000, measure=make.measure("wounded"), claimant_id=make.source("Officials").pk),
        version=mention.version, words="4,000 soldiers",
    )  # fmt: skip

    with pytest.raises(triage.AlreadyRecorded):
        split(mention, reviewer)

    assert counted(mention)[0] == "suggested"


def test_the_second_of_two_reviewers_is_told(reviewer: User, adjudicator: User) -> None:
    mention = task()
    triage.accept_mention(Mention.objects.get(pk=mention.pk), by=adjudicator, now=make.NOW)

    with pytest.raises(triage.AlreadyDecided):
        split(mention, reviewer)

    assert Mention.objects.count() == 1


def test_one_undo_takes_both_back_and_keeps_the_second_on_record(reviewer: User) -> None:
    mention = task()
    _, added = split(mention, reviewer)

    undoing.undo_latest(by=reviewer, now=LATER)

    assert counted(mention) == ("suggested", "4,000 soldiers", "casualties")
    assert counted(added)[0] == "rejected"
    assert added.reason == "taken back by the person who marked it"


def test_a_split_can_be_made_again_after_it_was_undone(reviewer: User) -> None:
    mention = task()
    _, added = split(mention, reviewer)
    undoing.undo_latest(by=reviewer, now=LATER)

    _, again = split(mention, reviewer)

    assert again == added
    assert counted(again)[0] == "accepted"
    undoing.undo_latest(by=reviewer, now=LATER)
    assert counted(again)[0] == "rejected"


def test_undo_never_reaches_past_a_decision_on_the_second(reviewer: User, adjudicator: User) -> None:
    mention = task()
    _, added = split(mention, reviewer)
    triage.reject_mention(added, reason="Said twice.", by=adjudicator, now=LATER, seen="accepted")

    with pytest.raises(undoing.DecidedSince):
        undoing.undo_latest(by=reviewer, now=LATER)

    assert counted(mention)[2] == "killed"


def test_the_history_of_both_tells_of_the_split(reviewer: User) -> None:
    mention = task()
    _, added = split(mention, reviewer)

    for one in (mention, added):
        assert "decision: split" in [entry.what for entry in history_of("mention", one)]
