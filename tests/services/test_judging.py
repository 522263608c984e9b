"""A person says how two claims stand to each other; overruling the rule needs a reason."""

import pytest
from django.contrib.auth.models import User

from claims.models import Decision, Relation
from claims.services import judging, undoing
from claims.services.refusals import ReasonMissing
from claims.vocabulary import Comparability, RelationKind
from tests import factories as make

pytestmark = pytest.mark.django_db


def contrast(**fields: object) -> Relation:
    return make.relation(kind=RelationKind.CONTRASTS, comparability=Comparability.NOT_COMPARABLE, **fields)


def test_confirming_takes_the_suggested_kind(reviewer: User) -> None:
    relation = make.relation()

    judging.confirm_relation(relation, by=reviewer, now=make.NOW)

    assert (relation.state, relation.judged_kind, relation.judged_by) == (
        "confirmed",
        "contradicts",
        reviewer,
    )


def test_calling_what_is_not_comparable_a_contradiction_needs_a_reason(reviewer: User) -> None:
    relation = contrast()

    with pytest.raises(ReasonMissing, match="Name the axis"):
        judging.confirm_relation(relation, kind=RelationKind.CONTRADICTS, by=reviewer, now=make.NOW)

    judging.confirm_relation(
        relation, kind=RelationKind.CONTRADICTS, reason="The period was misread.", by=reviewer, now=make.NOW
    )
    assert (relation.kind, relation.judged_kind) == ("contrasts", "contradicts")  # the rule's word stays


def test_an_update_keeps_the_side_that_the_rule_found_newer(reviewer: User) -> None:
    relation = make.relation(kind=RelationKind.UPDATES, newer="right")

    judging.confirm_relation(relation, by=reviewer, now=make.NOW)

    assert relation.judged_newer == "right"


def test_a_contradiction_judged_of_an_update_loses_its_direction(reviewer: User) -> None:
    relation = make.relation(kind=RelationKind.UPDATES, newer="right")

    judging.confirm_relation(relation, kind=RelationKind.CONTRADICTS, by=reviewer, now=make.NOW)

    assert relation.judged_newer is None


@pytest.mark.parametrize(
    ("act", "state"), [(judging.reject_relation, "rejected"), (judging.leave_unsure, "unsure")]
)
def test_rejected_and_unsure_are_answers_and_leave_the_queue(act: object, state: str, reviewer: User) -> None:
    relation = make.relation()

    act(relation, by=reviewer, now=make.NOW)  # type: ignore[operator]

    assert relation.state == state
    assert not Relation.objects.suggested().exists()


def test_the_second_of_two_reviewers_is_told(reviewer: User, adjudicator: User) -> None:
    relation = make.relation()
    judging.reject_relation(Relation.objects.get(), by=reviewer, now=make.NOW)

    with pytest.raises(judging.AlreadyJudged):
        judging.confirm_relation(relation, by=adjudicator, now=make.NOW)

    assert Decision.objects.count() == 1


def test_undo_makes_it_a_suggestion_again(reviewer: User) -> None:
    relation = make.relation()
    judging.confirm_relation(relation, by=reviewer, now=make.NOW)

    undoing.undo_latest(by=reviewer, now=make.NOW)

    relation.refresh_from_db()
    assert (relation.state, relation.judged_kind, relation.judged_by) == ("suggested", None, None)


def test_relating_two_claims_by_hand_keeps_the_rules_verdict_beside_it(reviewer: User) -> None:
    nine = make.claim(9)
    thousands = make.claim(4000, population=make.population("all forces"))

    judging.relate_claims(
        thousands,
        nine,
        RelationKind.CONTRASTS,
        reason="Set side by side in a talk.",
        by=reviewer,
        now=make.NOW,
    )

    relation = Relation.objects.get()
    assert (relation.left, relation.right) == tuple(sorted((nine, thousands), key=lambda claim: claim.pk))
    assert relation.comparability != Comparability.COMPARABLE
    assert relation.state == "confirmed"


def test_relating_by_hand_cannot_slip_past_the_reason(reviewer: User) -> None:
    other = make.claim(4000, population=make.population("all forces"))

    with pytest.raises(ReasonMissing):
        judging.relate_claims(
            make.claim(9), other, RelationKind.CONTRADICTS, reason="", by=reviewer, now=make.NOW
        )

    assert not Relation.objects.exists()
