"""Blind assessments in the browser: who may ask, hand in, read and reconcile; nothing sealed shows on any page."""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import NoReverseMatch, reverse

from claims.models import Adjudication, Assessment, AssessmentRound, Question
from claims.services import assessing, deciding
from claims.services.asking import keep_claim
from claims.services.deciding import AdjudicationValue, standing_of
from claims.states import TRANSITIONS, Act, AssessmentState, Transition, Who
from claims.vocabulary import Confidence, Likelihood, QuestionOutcome, Rank
from config.policies import Role
from config.seen import mark_of
from tests import factories as make
from tests.conftest import person
from tests.test_roles import named

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
BOTH = {"outcome": "both_true_different_scope", "rationale": "A regiment, and all forces."}
#: Words and figures that stand nowhere else.
SECRET = AdjudicationValue(
    QuestionOutcome.RELAY_ERROR, "zebra crossing", best=98765, likelihood=Likelihood.VERY_UNLIKELY,
    confidence=Confidence.HIGH, assumptions="yellow submarine", would_change="purple rain",
)  # fmt: skip
TELLTALES = ("zebra crossing", "98765", "98,765", "yellow submarine", "purple rain")


def url(question: Question, name: str = "assessments") -> str:
    return reverse(name, args=[question.pk])


def seen(question: Question) -> dict[str, str]:
    return {"seen": standing_of(question).seen}


def asked(question: Question, *who: User, by: User | None = None) -> AssessmentRound:
    return assessing.ask_for_assessments(
        question, who, by=by or who[0], now=make.NOW, seen=standing_of(question).seen
    )


def form_of(client: Client, question: Question, name: str) -> dict[str, str]:
    """Return what the form on the page would send as it stands."""
    form = client.get(url(question, name)).context["form"]
    return {field.html_name: "" if field.value() is None else str(field.value()) for field in form}


def test_a_reviewer_asks_two_people(client_as: ClientAs, reviewer: User, adjudicator: User) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)
    entered = {"assessors": [reviewer.pk, adjudicator.pk], "why": "The unit is unclear."} | seen(question)

    response = client.post(url(question, "assessment_ask"), entered)

    assert response.status_code == 303
    page = client_as(Role.ADJUDICATOR).get(url(question)).content.decode()
    assert "The unit is unclear." in page
    assert "0 of 2 in" in page


def test_analysts_are_not_offered_and_not_taken_as_assessors(
    client_as: ClientAs, reviewer: User, analyst: User
) -> None:
    question = make.question()

    response = client_as(Role.REVIEWER).post(
        url(question, "assessment_ask"),
        {"assessors": [reviewer.pk, analyst.pk], "why": "kept words"} | seen(question),
    )

    assert response.status_code == 422
    assert "kept words" in response.content.decode()


def test_asking_of_what_has_changed_is_a_conflict_and_keeps_the_form(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question = make.question()
    entered = {"assessors": [reviewer.pk, adjudicator.pk], "why": "kept words"} | seen(question)
    deciding.propose(question, SECRET, by=adjudicator, now=make.NOW, seen=standing_of(question).seen)

    response = client_as(Role.REVIEWER).post(url(question, "assessment_ask"), entered)

    assert response.status_code == 409
    assert "Somebody else has saved" in response.content.decode()


def test_one_hands_in_and_the_other_learns_only_that_one_is_in(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)
    asked(question, reviewer, adjudicator)

    response = client.post(
        url(question, "assessment_hand_in"), form_of(client, question, "assessment_hand_in") | BOTH
    )

    assert response.status_code == 303
    assert "A regiment, and all forces." in client.get(url(question)).content.decode()
    theirs = client_as(Role.ADJUDICATOR).get(url(question)).content.decode()
    assert "1 of 2 in" in theirs
    assert "A regiment, and all forces." not in theirs


def pages() -> Iterator[str]:
    """Every address of ours, for the first object of each kind."""
    arguments = {"pk": 1, "item_pk": 1, "alias_pk": 1}
    for name, entry in sorted(named().items()):
        wanted = set(entry.pattern.converters)
        if wanted <= {*arguments}:
            yield reverse(name, kwargs={key: arguments[key] for key in wanted})
    for name in ("question", "claim", "relation"):
        for row in (1, 2):
            try:
                yield reverse("history", args=[name, row])
            except NoReverseMatch:  # pragma: no cover
                continue


@pytest.mark.parametrize("role", Role)
def test_what_is_sealed_shows_on_no_page_to_anybody_else(client_as: ClientAs, role: Role) -> None:
    author, client, rounds = make.person("author"), client_as(role), []
    for is_called_off in (False, True):
        question = make.question()
        keep_claim(question, make.mention().claim, by=author, now=make.NOW)
        row = asked(question, author, person(Role.ADJUDICATOR), by=person(Role.ADMIN))
        client.post(url(question, "question_follow"), {"follow": "1"})
        assessing.hand_in(row, SECRET, by=author, now=make.NOW)
        if is_called_off:
            assessing.call_off(row, reason="They are ill.", by=author, now=make.NOW)
        rounds.append(row)
    assert set(Assessment.objects.values_list("rationale", flat=True)) == {"zebra crossing"}

    addresses = [*pages()]
    for row in rounds:
        own = ("assessments", "question", "question_decide", "assessment_hand_in", "assessment_reconcile")
        addresses += [url(row.question, name) for name in own]
        addresses += [
            reverse("history", args=["question", row.question_id]),
            f"{url(row.question)}?round={row.pk}",
        ]
    shown = {address: client.get(address).content.decode() for address in addresses}

    assert len(shown) > 20
    assert [(address, word) for address, page in shown.items() for word in TELLTALES if word in page] == []


def opened(
    question: Question, first: User, second: User, *, second_says: AdjudicationValue
) -> AssessmentRound:
    row = asked(question, first, second)
    assessing.hand_in(row, SECRET, by=first, now=make.NOW)
    assessing.hand_in(row, second_says, by=second, now=make.NOW)
    return row


def test_reconciling_starts_from_what_they_say_alike(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question, claim = make.question(), make.mention().claim
    keep_claim(question, claim, by=reviewer, now=make.NOW)
    ranks = {claim.pk: (Rank.PREFERRED, "counts names")}
    row = asked(question, reviewer, adjudicator)
    for who, outcome, low in (
        (reviewer, QuestionOutcome.NESTED, 3),
        (adjudicator, QuestionOutcome.BOTH_TRUE, 3),
    ):
        judged = AdjudicationValue(outcome, f"by {who}", low=low, likelihood=Likelihood.LIKELY, ranks=ranks)
        assessing.hand_in(row, judged, by=who, now=make.NOW)
    client = client_as(Role.REVIEWER)

    page = client.get(url(question, "assessment_reconcile")).content.decode()
    start = form_of(client, question, "assessment_reconcile")

    assert "≠ differs" in page
    assert (start["outcome"], start["low"], start["likelihood"], start["rationale"]) == (
        "",
        "3",
        "likely",
        "",
    )
    assert (start[f"rank_{claim.pk}"], start[f"reason_{claim.pk}"]) == ("preferred", "counts names")
    refused = client.post(url(question, "assessment_reconcile"), start | {"rationale": "Weighed."})
    accepted = client.post(url(question, "assessment_reconcile"), start | {"rationale": "Weighed.", "outcome": "nested_consistent"})  # fmt: skip

    assert (refused.status_code, accepted.status_code) == (422, 303)
    assert Adjudication.objects.get().rests_on == row


def test_where_likelihoods_differ_leaving_it_out_is_chosen_and_not_forgotten(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)
    opened(
        question,
        reviewer,
        adjudicator,
        second_says=AdjudicationValue(QuestionOutcome.RELAY_ERROR, "Misheard."),
    )
    entered = form_of(client, question, "assessment_reconcile") | {
        "rationale": "Weighed.",
        "confidence": "high",
    }

    refused = client.post(url(question, "assessment_reconcile"), entered)
    accepted = client.post(url(question, "assessment_reconcile"), entered | {"likelihood": "not_given"})

    assert (refused.status_code, accepted.status_code) == (422, 303)
    assert Adjudication.objects.get().likelihood is None


def test_a_decision_made_meanwhile_is_a_conflict_and_keeps_the_form(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)
    row = opened(question, reviewer, adjudicator, second_says=SECRET)
    entered = form_of(client, question, "assessment_reconcile") | {"rationale": "kept words"}
    deciding.propose(question, SECRET, by=adjudicator, now=make.NOW, seen=entered["seen"], rests_on=row)

    response = client.post(url(question, "assessment_reconcile"), entered)

    assert response.status_code == 409
    assert "kept words" in response.content.decode()


def test_an_assessor_is_told_that_somebody_else_approves(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question, client = make.question(), client_as(Role.ADJUDICATOR)
    row = opened(question, reviewer, adjudicator, second_says=SECRET)
    deciding.propose(
        question, SECRET, by=reviewer, now=make.NOW, seen=standing_of(question).seen, rests_on=row
    )

    page = client.get(url(question, "question_decide")).content.decode()
    response = client.post(url(question, "question_review"), {"act": "approve"} | seen(question))

    assert "It rests on your own assessment" in page
    assert response.status_code == 403


def test_a_proposal_beside_open_assessments_is_refused_with_the_way_out(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question = make.question()
    asked(question, reviewer, adjudicator)
    client = client_as(Role.ADJUDICATOR)

    response = client.post(url(question, "question_decide"), BOTH | seen(question))

    assert response.status_code == 409
    assert "call them off with a reason" in response.content.decode()
    assert BOTH["rationale"] in response.content.decode()


def test_claims_gathered_after_the_form_was_opened_are_to_be_looked_at(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)
    asked(question, reviewer, adjudicator)
    entered = form_of(client, question, "assessment_hand_in") | BOTH
    keep_claim(question, make.mention().claim, by=adjudicator, now=make.NOW)

    response = client.post(url(question, "assessment_hand_in"), entered)

    assert response.status_code == 409
    assert BOTH["rationale"] in response.content.decode()
    assert not Assessment.objects.exists()


def test_assessments_called_off_meanwhile_leave_what_was_written(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)
    row = asked(question, reviewer, adjudicator)
    entered = form_of(client, question, "assessment_hand_in") | BOTH
    assessing.call_off(row, reason="Not needed.", by=adjudicator, now=make.NOW)

    response = client.post(url(question, "assessment_hand_in"), entered)

    assert response.status_code == 409
    assert BOTH["rationale"] in response.content.decode()


def test_the_page_asks_the_same_of_the_database_for_one_round_and_for_twenty(
    client_as: ClientAs, queries_of: Callable[[Client, str], int], reviewer: User, adjudicator: User
) -> None:
    def with_rounds(number: int) -> tuple[int, int]:
        question = make.question()
        for _ in range(number):
            row = asked(question, reviewer, adjudicator)
            assessing.call_off(row, reason="Again.", by=reviewer, now=make.NOW)
        claims = [make.mention(make.claim(7000 + number * 100 + index)).claim for index in range(number)]
        ranks = {claim.pk: (Rank.DEPRECATED, "old") for claim in claims}
        row = asked(question, reviewer, adjudicator)
        for who in (reviewer, adjudicator):
            assessing.hand_in(
                row, AdjudicationValue(QuestionOutcome.NESTED, "Part.", ranks=ranks), by=who, now=make.NOW
            )
        client = client_as(Role.ADJUDICATOR)
        return queries_of(client, url(question)), queries_of(client, url(question, "assessment_reconcile"))

    assert with_rounds(1) == with_rounds(19)


def test_who_is_asked_finds_it_in_the_queue_and_comes_back_there(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)
    asked(question, reviewer, adjudicator)

    page = client.get(reverse("queue")).content.decode()
    form = form_of(client, question, "assessment_hand_in")
    response = client.post(url(question, "assessment_hand_in"), form | BOTH | {"back": "queue"})

    assert f"{url(question, 'assessment_hand_in')}?back=queue" in page
    assert response["Location"] == reverse("queue")
    assert "assessment_hand_in" not in client.get(reverse("queue")).content.decode()


def test_the_question_says_that_it_is_assessed_and_what_its_decision_rests_on(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question, client = make.question(), client_as(Role.ANALYST)
    row = opened(question, reviewer, adjudicator, second_says=SECRET)
    assert "all in, to be reconciled" in client.get(url(question, "question")).content.decode()

    approver = make.person("approver")
    deciding.propose(
        question, SECRET, by=reviewer, now=make.NOW, seen=standing_of(question).seen, rests_on=row
    )
    deciding.approve(question, by=approver, now=make.NOW, seen=standing_of(question).seen)

    assert f"{url(question)}?round={row.pk}" in client.get(url(question, "question")).content.decode()


def test_all_in_is_a_task_of_reconciling(client_as: ClientAs, reviewer: User, adjudicator: User) -> None:
    question = make.question()
    opened(question, reviewer, adjudicator, second_says=SECRET)

    page = client_as(Role.REVIEWER).get(reverse("queue")).content.decode()

    assert f"{url(question, 'assessment_reconcile')}?back=queue" in page


#: Who may do what, as the pages allow it; "asker" and "assessor": also what this person has to do with the round.
MAY = {
    Who.REVIEWER: {"reviewer", "adjudicator", "asking reviewer", "asked reviewer", "asked adjudicator"},
    Who.ASSESSOR: {"asked reviewer", "asked adjudicator"},
    Who.ASKER_OR_ADJUDICATOR: {"adjudicator", "asked adjudicator", "asking reviewer"},
    Who.SECOND_PERSON: {"adjudicator"},
}
WHO = [
    "analyst",
    "admin",
    "reviewer",
    "adjudicator",
    "asking reviewer",
    "asked reviewer",
    "asked adjudicator",
]
CASES = [
    (row, who)
    for row in TRANSITIONS
    if isinstance(row.after, AssessmentState) and row.who in MAY
    for who in WHO
    if row.before is not None or " " not in who
]


@pytest.mark.parametrize(("row", "who"), CASES, ids=lambda value: getattr(value, "act", value))
def test_a_person_in_a_role_may_do_what_the_table_says_in_each_state(
    client_as: ClientAs, row: Transition, who: str
) -> None:
    part, _, role = f" {who}".rpartition(" ")
    client, me = client_as(Role(role)), person(Role(role))
    question, others = make.question(), [make.person("ann"), make.person("bob")]
    if part.strip() == "asked":
        others[0] = me
    found = None
    if row.before is not None:
        found = asked(question, *others, by=me if part.strip() == "asking" else make.person("asker"))
        if row.before == AssessmentState.OPENED:
            for one in others:
                assessing.hand_in(found, SECRET, by=one, now=make.NOW)
    if row.act is Act.SETTLE:
        deciding.propose(
            question,
            SECRET,
            by=make.person("else"),
            now=make.NOW,
            seen=standing_of(question).seen,
            rests_on=found,
        )
    if found is not None:
        found.refresh_from_db()
    handing = {"seen": f"{found.pk if found else 0}"}
    name, data = {
        Act.ASK: ("assessment_ask", {"assessors": [person(Role.REVIEWER).pk, person(Role.ADJUDICATOR).pk]} | seen(question)),
        Act.HAND_IN: ("assessment_hand_in", BOTH | handing),
        Act.RECONCILE: ("assessment_reconcile", BOTH | seen(question)),
        Act.SETTLE: ("question_review", {"act": "approve"} | seen(question)),
        Act.CALL_OFF: ("assessment_call_off", {"round": found.pk if found else 0, "seen": mark_of(found) if found else "", "reason": "Enough."}),
    }[row.act]  # fmt: skip

    status = client.post(url(question, name), data).status_code

    assert status == (303 if who in MAY[row.who] else 403)
