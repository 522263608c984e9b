"""What waits is what should wait: the triggers keep the tasks in step, whatever code changes what they are about."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection

from claims.models import (
    Attribution,
    Claim,
    Finding,
    FindingClaim,
    Mention,
    Question,
    Relation,
    Reopening,
    Task,
)
from claims.services import deciding, judging, triage, undoing, upholding
from claims.services.deciding import AdjudicationValue
from claims.vocabulary import Comparability, QuestionOutcome, RelationKind, RelationState, TaskKind
from config.seen import mark_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def waiting() -> set[tuple[str, int]]:
    """What waits: (kind, id of the subject)."""
    rows = Task.objects.values_list("kind", "mention", "relation", "finding", "question")
    return {(kind, next(pk for pk in subjects if pk is not None)) for kind, *subjects in rows}


def priority(of: Mention | Relation | Finding) -> int:
    return int(of.tasks.get().priority)


def carried_pair(one: int = 9, other: int = 12, **fields: object) -> Relation:
    claims = make.claim(one), make.claim(other)
    for claim in claims:
        make.mention(claim)
    Mention.objects.filter(claim__in=claims).update(
        state="accepted", decided_by=make.person(), decided_at=make.NOW
    )
    return make.relation(*claims, **fields)


def finding(claim: Claim, *, kind: str = "stale_figure") -> Finding:
    row = Finding.objects.create(
        kind=kind,
        key=f"{kind}:{claim.pk}",
        inputs="x",
        rule="test/1",
        detail="It is old.",
        opened_at=make.NOW,
    )
    FindingClaim.objects.create(finding=row, claim=claim)
    return row


def decided(question: Question, *, by: User, approved_by: User | None = None) -> Question:
    value = AdjudicationValue(QuestionOutcome.BOTH_TRUE, "They count different months.")
    deciding.propose(question, value, by=by, now=make.NOW, seen=deciding.standing_of(question).seen)
    if approved_by:
        deciding.approve(question, by=approved_by, now=make.NOW, seen=deciding.standing_of(question).seen)
    return question


def test_a_suggested_mention_waits_until_it_is_decided_and_again_when_that_is_undone(reviewer: User) -> None:
    mention = make.mention()
    assert waiting() == {("mention", mention.pk)}

    triage.accept_mention(mention, by=reviewer, now=make.NOW)
    assert waiting() == set()

    undoing.undo_latest(by=reviewer, now=make.NOW)
    assert waiting() == {("mention", mention.pk)}


def test_rows_written_past_the_services_wait_too() -> None:
    version, claim = make.version(), make.claim()
    rows = [
        Mention(version=version, claim=claim, start=0, end=end, exact=version.text[:end], clause_start=0,
                clause_end=end, recorded_at=make.NOW)
        for end in (5, 9, 14)
    ]  # fmt: skip

    Mention.objects.bulk_create(rows)
    assert waiting() == {("mention", row.pk) for row in rows}

    Mention.objects.filter(pk=rows[0].pk).delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM claims_mention WHERE id = %s", [rows[1].pk])
    assert waiting() == {("mention", rows[2].pk)}


def test_a_pair_waits_while_texts_carry_both_claims(reviewer: User) -> None:
    relation = carried_pair()
    assert waiting() == {("relation", relation.pk)}
    mention = Mention.objects.get(claim=relation.left)

    triage.reject_mention(mention, reason="not a claim", by=reviewer, now=make.NOW, seen="accepted")
    assert waiting() == set()

    undoing.undo_latest(by=reviewer, now=make.NOW)
    assert waiting() == {("relation", relation.pk)}


def test_a_pair_comes_to_wait_when_a_text_carries_its_second_claim() -> None:
    one, other = make.claim(9), make.claim(12)
    make.mention(one)
    relation = make.relation(one, other)
    assert ("relation", relation.pk) not in waiting()

    make.mention(other)

    assert ("relation", relation.pk) in waiting()


@pytest.mark.parametrize("verdict", ["confirm", "reject", "unsure"])
def test_a_judged_pair_waits_no_longer_until_that_is_undone(reviewer: User, verdict: str) -> None:
    relation = carried_pair()
    acts = {
        "confirm": judging.confirm_relation,
        "reject": judging.reject_relation,
        "unsure": judging.leave_unsure,
    }

    acts[verdict](relation, by=reviewer, now=make.NOW)
    assert waiting() == set()

    undoing.undo_latest(by=reviewer, now=make.NOW)
    assert waiting() == {("relation", relation.pk)}


def test_a_pair_that_cannot_be_compared_waits_as_a_missing_axis_and_not_as_a_pair(reviewer: User) -> None:
    relation = carried_pair(kind=RelationKind.CONTRASTS, comparability=Comparability.UNKNOWN)
    assert waiting() == {("axis", relation.pk)}

    Relation.objects.filter(pk=relation.pk).update(comparability=Comparability.NESTED)
    assert waiting() == {("relation", relation.pk)}


def test_a_contradiction_that_rests_on_an_unknown_axis_goes_on_waiting_for_it(reviewer: User) -> None:
    relation = carried_pair(kind=RelationKind.CONTRASTS, comparability=Comparability.UNKNOWN)

    judging.confirm_relation(
        relation, kind=RelationKind.CONTRADICTS, reason="one place", by=reviewer, now=make.NOW
    )

    assert waiting() == {("axis", relation.pk)}


def test_a_pair_that_was_judged_otherwise_does_not(reviewer: User) -> None:
    relation = carried_pair(kind=RelationKind.CONTRASTS, comparability=Comparability.UNKNOWN)

    judging.confirm_relation(relation, by=reviewer, now=make.NOW)

    assert waiting() == set()


def test_words_without_a_source_wait_once_the_mention_is_accepted(reviewer: User) -> None:
    mention = make.mention()
    hop = make.origin(mention, None, printed_name="his office")
    assert waiting() == {("mention", mention.pk)}

    triage.accept_mention(mention, by=reviewer, now=make.NOW)
    assert waiting() == {("name", mention.pk)}

    Attribution.objects.filter(pk=hop.pk).update(source=make.source())
    assert waiting() == set()


def test_a_hop_in_nobodys_name_does_not_wait(reviewer: User) -> None:
    mention = make.mention()
    make.origin(mention, None)

    triage.accept_mention(mention, by=reviewer, now=make.NOW)

    assert waiting() == set()


def test_a_finding_waits_until_it_is_dismissed(reviewer: User) -> None:
    confirmed = make.mention(state="accepted", decided_by=make.person(), decided_at=make.NOW)
    row = finding(confirmed.claim)
    assert waiting() == {("finding", row.pk)}

    seen = mark_of(Finding.objects.get())
    row = upholding.dismiss_finding(row, seen=seen, reason="known to all", by=reviewer, now=make.NOW)
    assert waiting() == set()

    upholding.reopen_finding(row, seen=mark_of(row), by=reviewer, now=make.NOW)
    assert waiting() == {("finding", row.pk)}


def test_a_proposed_decision_waits_for_a_second_person(reviewer: User, adjudicator: User) -> None:
    question = decided(make.question(), by=reviewer)
    task = Task.objects.get()
    assert (task.kind, task.question, task.not_for) == ("approval", question, reviewer)

    deciding.approve(question, by=adjudicator, now=make.NOW, seen=deciding.standing_of(question).seen)
    assert waiting() == set()


def test_a_reopened_decision_waits_until_somebody_looked_again(reviewer: User, adjudicator: User) -> None:
    question = decided(make.question(), by=reviewer, approved_by=adjudicator)
    current = deciding.standing_of(question).current

    Reopening.objects.create(adjudication=current, cause="retraction", detail="Retracted.", at=make.NOW)
    assert [(task.kind, task.not_for) for task in Task.objects.all()] == [("approval", None)]

    seen = deciding.standing_of(question).seen
    deciding.hold(question, reason="It was known.", by=adjudicator, now=make.NOW, seen=seen)
    assert waiting() == set()


def test_what_is_new_comes_before_what_is_old() -> None:
    days = [date(2026, 1, 1), date(2025, 12, 1), date(2025, 9, 1)]
    claims = [make.claim(number) for number in (1, 2, 3)]
    mentions = [
        make.mention(claim, version=make.version(published_on=day))
        for claim, day in zip(claims, days, strict=True)
    ]

    assert [priority(one) - priority(mentions[0]) for one in mentions] == [0, -31, -122]


def test_a_pair_is_as_new_as_its_newest_article_and_gains_from_how_disputed_and_how_sure_it_is() -> None:
    claims = [make.claim(number) for number in (9, 12, 15)]
    for claim, day in zip(claims, (date(2026, 1, 1), date(2025, 1, 1), date(2026, 1, 1)), strict=True):
        make.mention(claim, version=make.version(published_on=day))
    new = (date(2026, 1, 1) - date(1970, 1, 1)).days
    disputed = make.relation(claims[0], claims[1], score="0.5")
    agreeing = make.relation(claims[0], claims[2], score="1", kind=RelationKind.RESTATES)
    articles = 7  # two articles: one doubling

    assert priority(disputed) == new + 30 + 90 + 10 + articles
    assert priority(agreeing) == new + 30 + 20 + articles


def test_what_more_articles_carry_comes_sooner() -> None:
    relation = carried_pair()
    before = priority(relation)

    for _ in range(2):
        make.mention(relation.left)

    assert priority(relation) == before + 7


def test_what_touches_a_decided_question_comes_sooner_and_no_longer_when_it_is_withdrawn(
    reviewer: User, adjudicator: User
) -> None:
    relation, question = carried_pair(), make.question()
    make.gather(question, relation.left)
    mention, noticed = make.mention(relation.left), finding(relation.left)
    things = (relation, mention, noticed)
    before = [priority(one) for one in things]

    decided(question, by=reviewer, approved_by=adjudicator)
    assert [priority(one) for one in things] == [days + 60 for days in before]

    deciding.withdraw(question, by=adjudicator, now=make.NOW, seen=deciding.standing_of(question).seen)
    assert [priority(one) for one in things] == before


def test_a_claim_that_comes_under_a_decided_question_comes_sooner(reviewer: User, adjudicator: User) -> None:
    mention = make.mention()
    question = decided(make.question(), by=reviewer, approved_by=adjudicator)
    before = priority(mention)

    make.gather(question, mention.claim)

    assert priority(mention) == before + 60


def park(*kinds: str) -> None:
    Task.objects.filter(kind__in=kinds or list(TaskKind)).update(parked_by=make.person(), parked_at=make.NOW)


def parked() -> set[str]:
    return set(Task.objects.filter(parked_at__isnull=False).values_list("kind", flat=True))


def test_what_is_parked_waits_again_when_its_subject_changes() -> None:
    relation = carried_pair()
    park()

    Relation.objects.filter(pk=relation.pk).update(state=RelationState.SUGGESTED)  # nothing changes
    assert parked() == {"relation"}

    Relation.objects.filter(pk=relation.pk).update(reasons=["another reason"])
    assert parked() == set()


def test_what_is_parked_waits_again_when_the_mentions_of_its_claims_change(reviewer: User) -> None:
    relation = carried_pair()
    finding(relation.left)
    make.mention(make.claim(999))  # of another claim
    park()
    assert parked() == {"relation", "finding", "mention"}

    make.mention(relation.left)

    assert parked() == {"mention"}


def test_what_is_parked_waits_again_when_the_chain_changes() -> None:
    mention = make.mention()
    hop = make.origin(mention, make.source())
    park()

    Attribution.objects.filter(pk=hop.pk).update(hedge="reportedly")

    assert parked() == set()


def test_a_lease_outlives_a_change_of_its_subject(reviewer: User) -> None:
    relation = carried_pair()
    Task.objects.update(leased_by=reviewer, leased_until=make.NOW + timedelta(minutes=1))

    make.mention(relation.left)

    assert relation.tasks.get().leased_by == reviewer
