"""What becomes comparable later is searched for then: through terms, utterances, and claims given to other words."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from claims import tasks
from claims.models import Claim, Mention, Population, QuestionClaim, Relation, Reopening
from claims.services import asking, deciding, lattice, merging, rejudging, undoing, uttering
from claims.services.deciding import standing_of
from claims.vocabulary import QuestionOutcome, RelationKind
from config.seen import mark_of
from tests import factories as make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(hours=1)


def told(figure: int, who: str = "", **scope: object) -> Mention:
    claimant = make.source(who).pk if who else None
    return make.mention(make.claim(figure, claimant_id=claimant, **scope))


def put_into(whole: Population, part: Population, by: User) -> None:
    lattice.place_within(part, whole, seen=mark_of(part), by=by, now=LATER)


def between(one: Mention, other: Mention) -> Relation | None:
    left, right = sorted((one.claim_id, other.claim_id))
    return Relation.objects.filter(left=left, right=right).first()


@pytest.fixture
def doing(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, dict[str, object]]]:
    """What is put into the queue, instead of into its table: done by `run`."""
    waiting: list[tuple[str, dict[str, object]]] = []

    class Configured:
        def __init__(self, name: str) -> None:
            self.name = name

        def defer(self, **arguments: object) -> None:
            waiting.append((self.name, arguments))

    monkeypatch.setattr(rejudging.app, "configure_task", Configured)
    monkeypatch.setattr(tasks.search_anew, "defer", lambda **more: waiting.append(("search", more)))
    monkeypatch.setattr(tasks.judge_anew, "defer", lambda **more: waiting.append(("judge", more)))
    return waiting


def run(doing: list[tuple[str, dict[str, object]]]) -> None:
    while doing:
        name, arguments = doing.pop(0)
        (tasks.judge_anew if "judge" in name else tasks.search_anew).func(**arguments)


def test_a_part_that_exceeds_its_whole_is_found_when_people_say_that_it_is_one(
    reviewer: User, doing: list[tuple[str, dict[str, object]]]
) -> None:
    regiment, army = make.population("528th Regiment"), make.population("the army")
    part, whole = told(5000, "Kim", population=regiment), told(4000, "Seoul", population=army)
    assert between(part, whole) is None

    put_into(army, regiment, reviewer)
    run(doing)

    found = between(part, whole)
    assert found is not None
    assert found.kind == RelationKind.CONTAINMENT_VIOLATION


def test_a_place_within_another_brings_its_claims_under_the_questions_on_that(
    reviewer: User, doing: list[tuple[str, dict[str, object]]]
) -> None:
    town, region = make.place("Sudzha"), make.place("Kursk Oblast")
    part = told(5000, "Kim", population=None, place=town)
    question = make.question(population=None, place=region)

    lattice.place_within(town, region, seen=mark_of(town), by=reviewer, now=LATER)
    run(doing)

    assert QuestionClaim.objects.filter(question=question, claim=part.claim_id).exists()


def test_a_measure_that_counts_another_is_searched(
    reviewer: User, doing: list[tuple[str, dict[str, object]]]
) -> None:
    hurt, struck = make.measure("hurt"), make.measure("struck")
    part, whole = told(5000, "Kim", measure=hurt), told(4000, "Seoul", measure=struck)

    lattice.add_part(struck, hurt, certain=True, by=reviewer, now=LATER)
    run(doing)

    found = between(part, whole)
    assert found is not None
    assert found.kind == RelationKind.CONTAINMENT_VIOLATION


def test_it_is_searched_in_steps_newest_first_and_once(
    reviewer: User, doing: list[tuple[str, dict[str, object]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rejudging, "SEARCH_STEP", 2)
    regiment, army = make.population("528th Regiment"), make.population("the army")
    whole = told(4000, "Seoul", population=army)
    parts = [told(5000 + number, f"Office {number}", population=regiment) for number in range(5)]
    put_into(army, regiment, reviewer)

    steps = 0
    while doing:
        _, arguments = doing.pop(0)
        tasks.search_anew.func(**arguments)
        steps += 1

    assert steps == 3
    assert all(between(part, whole) is not None for part in parts)
    count = Relation.objects.count()
    rejudging.search_step("population", regiment.pk, before=None, now=LATER)
    assert Relation.objects.count() == count


def test_what_a_person_judged_is_not_suggested_again(
    reviewer: User, doing: list[tuple[str, dict[str, object]]]
) -> None:
    regiment, army = make.population("528th Regiment"), make.population("the army")
    part, whole = told(5000, "Kim", population=regiment), told(4000, "Seoul", population=army)
    row = make.relation(part.claim, whole.claim, state="unsure", judged_by=reviewer, judged_at=make.NOW)

    put_into(army, regiment, reviewer)
    run(doing)

    row.refresh_from_db()
    assert (row.state, Relation.objects.count()) == ("unsure", 1)


def test_a_question_gets_the_claims_that_it_covers_now_and_its_decision_wakes(
    reviewer: User, adjudicator: User, doing: list[tuple[str, dict[str, object]]]
) -> None:
    regiment, army = make.population("528th Regiment"), make.population("the army")
    question = make.question(population=army)
    asking.keep_claim(question, told(4000, "Seoul", population=army).claim, by=reviewer, now=make.NOW)
    part = told(9, "Kim", population=regiment)
    decided(question, reviewer, adjudicator)

    put_into(army, regiment, reviewer)
    run(doing)

    assert QuestionClaim.objects.filter(question=question, claim=part.claim_id).exists()
    assert "nested with what was asked" in Reopening.objects.get().detail


def test_a_claim_under_the_question_that_is_covered_only_now_wakes_its_decision_once(
    reviewer: User, adjudicator: User, doing: list[tuple[str, dict[str, object]]]
) -> None:
    regiment, army = make.population("528th Regiment"), make.population("the army")
    question = make.question(population=army)
    for mention in (told(4000, "Seoul", population=army), told(9, "Kim", population=regiment)):
        asking.keep_claim(question, mention.claim, by=reviewer, now=make.NOW)
    decided(question, reviewer, adjudicator)

    put_into(army, regiment, reviewer)
    run(doing)
    rejudging.search_step("population", regiment.pk, before=None, now=LATER)

    woken = Reopening.objects.get()
    assert woken.detail.startswith("528th Regiment is part of the army now, so 9, of Kim is nested")


def decided(question: object, reviewer: User, adjudicator: User) -> None:
    value = deciding.AdjudicationValue(QuestionOutcome.INSUFFICIENT, "One source only.")
    deciding.propose(question, value, by=reviewer, now=make.NOW, seen=standing_of(question).seen)  # type: ignore[arg-type]
    deciding.approve(question, by=adjudicator, now=make.NOW, seen=standing_of(question).seen)  # type: ignore[arg-type]


def test_two_reports_of_one_utterance_no_longer_support_each_other_and_undo_takes_that_back(
    reviewer: User, doing: list[tuple[str, dict[str, object]]]
) -> None:
    one, other = told(9, "Kim"), told(9, "Seoul")
    rejudging.search_step("claim", one.claim_id, before=None, now=LATER)
    found = between(one, other)
    assert found is not None
    assert found.kind == RelationKind.CORROBORATES
    speech = make.utterance()

    for mention in (one, other):
        uttering.attach(mention, speech, seen=None, by=reviewer, now=LATER)

    found.refresh_from_db()
    assert found.kind == RelationKind.RESTATES
    undoing.undo_latest(by=reviewer, now=LATER)
    found.refresh_from_db()
    assert found.kind == RelationKind.CORROBORATES


def test_a_claim_given_to_other_words_meets_what_stands_beside_them(reviewer: User) -> None:
    version = make.version("Kim spoke of nine soldiers. Seoul said 4000 soldiers.")
    seoul = make.mention(
        make.claim(4000, claimant_id=make.source("Seoul").pk), version=version, words="4000 soldiers"
    )
    kim = told(9, "Kim")
    words = make.mention(make.claim(9), version=version, words="nine soldiers")
    words = Mention.objects.select_related("claim__scope", "version__article").get(pk=words.pk)
    theirs = Claim.objects.with_scope().get(pk=kim.claim_id)

    merging.merge_mention(words, theirs, reason="It is his.", by=reviewer, now=LATER)

    assert between(words, seoul) is not None
