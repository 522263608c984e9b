"""Sources graded A to F and claims 1 to 6: one chain each, and 1 only with a second origin."""

import pytest
from django.contrib.auth.models import User

from claims.models import Claim
from claims.services import grading, judging
from claims.services.grading import grade_claim, grade_source, origins_behind, seen_of
from claims.vocabulary import CREDIBILITY_WORDS, Manner, RelationKind
from config.seen import ChangedMeanwhile
from sources.models import Grade, Reliability, Source
from sources.queries.grades import grade_for
from tests import factories as make

pytestmark = pytest.mark.django_db


def graded(source: Source, letter: str, by: User, *, topic: str = "") -> Grade:
    latest = source.grades.order_by("-pk").first()
    said = {"letter": letter, "topic": topic, "reason": "It held.", "seen": seen_of(latest)}
    return grade_source(source, **said, by=by, now=make.NOW)


def test_the_terms_are_those_of_the_standard() -> None:
    assert [label for _, label in Reliability.choices] == [
        "completely reliable", "usually reliable", "fairly reliable", "not usually reliable", "unreliable",
        "reliability cannot be judged",
    ]  # fmt: skip
    assert (CREDIBILITY_WORDS[1], CREDIBILITY_WORDS[6]) == (
        "confirmed by other sources",
        "truth cannot be judged",
    )


def test_a_new_grade_takes_the_place_of_the_last_for_its_topic_only(reviewer: User) -> None:
    source = make.source()
    for letter, topic in (("B", ""), ("C", "casualties"), ("A", ""), ("D", "Casualties")):
        graded(source, letter, reviewer, topic=topic)

    assert {(one.letter, one.topic) for one in source.grades.standing()} == {("A", ""), ("D", "Casualties")}
    assert source.grades.count() == 4


@pytest.mark.parametrize(
    ("topics", "letter"), [((), "B"), (("killed", "casualties"), "D"), (("killed",), "B")]
)
def test_the_grade_for_the_topic_counts_before_the_general_one(
    topics: tuple[str, ...], letter: str, reviewer: User
) -> None:
    source = make.source()
    graded(source, "B", reviewer)
    graded(source, "D", reviewer, topic="Casualties")

    found = grade_for(source.pk, topics)

    assert found is not None
    assert found.letter == letter


def test_who_grades_second_is_told(reviewer: User) -> None:
    source = make.source()
    graded(source, "B", reviewer)

    with pytest.raises(ChangedMeanwhile):
        grade_source(source, letter="E", reason="No.", seen="", by=reviewer, now=make.NOW)


def by(name: str, figure: int = 9) -> Claim:
    return make.mention(make.claim(figure, claimant_id=make.source(name, kind="person").pk)).claim


def number_one(claim: Claim, reviewer: User) -> None:
    grade_claim(claim, number=1, reason="Two say it.", seen="", by=reviewer, now=make.NOW)


def test_credibility_1_is_refused_while_there_is_one_origin(reviewer: User) -> None:
    claim = by("Kim")
    make.mention(claim)

    with pytest.raises(grading.NotConfirmed, match="only one independent origin"):
        number_one(claim, reviewer)


def test_credibility_1_is_refused_while_nobody_is_named(reviewer: User) -> None:
    mention = make.mention()
    make.origin(mention, None, manner=Manner.AGENTLESS)

    with pytest.raises(grading.NotConfirmed, match="no origin stands"):
        number_one(mention.claim, reviewer)


@pytest.mark.parametrize("is_confirmed", [False, True])
def test_credibility_1_needs_a_corroboration_that_a_person_confirmed(
    is_confirmed: bool, reviewer: User
) -> None:
    claim, other = by("Kim"), by("Lee")
    relation = make.relation(claim, other, kind=RelationKind.CORROBORATES)
    if is_confirmed:
        judging.confirm_relation(relation, by=reviewer, now=make.NOW)
        number_one(claim, reviewer)
        assert claim.credibilities.get().origins == 2
    else:
        with pytest.raises(grading.NotConfirmed):
            number_one(claim, reviewer)


def test_corroborations_of_one_owner_are_one_origin(reviewer: User) -> None:
    owner = make.source("The Owner")
    papers = [make.source(f"Daily {number}", kind="outlet", parent=owner) for number in range(2)]
    claims = [make.mention(make.claim(claimant_id=paper.pk)).claim for paper in papers]
    relation = make.relation(*claims, kind=RelationKind.CORROBORATES)
    judging.confirm_relation(relation, by=reviewer, now=make.NOW)

    assert origins_behind(claims[0]) == 1
    with pytest.raises(grading.NotConfirmed):
        number_one(claims[0], reviewer)


def test_any_other_number_needs_no_second_origin_and_a_chain_is_kept(reviewer: User) -> None:
    claim = by("Kim")
    first = grade_claim(claim, number=2, reason="Likely.", seen="", by=reviewer, now=make.NOW)
    second = grade_claim(
        claim, number=5, reason="It does not fit.", seen=seen_of(first), by=reviewer, now=make.NOW
    )

    assert claim.credibilities.standing().get() == second
    assert second.previous == first
