"""The page of agreement: figures from blind assessments that are all in, and from no others."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.coefficients import FEWEST
from claims.models import Question
from claims.services import assessing
from claims.services.deciding import AdjudicationValue, standing_of
from claims.vocabulary import Confidence, Likelihood, QuestionOutcome, Rank
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
PAGE = reverse("agreement")
BOTH, NESTED = QuestionOutcome.BOTH_TRUE, QuestionOutcome.NESTED


def judged(*outcomes: QuestionOutcome, question: Question | None = None, day: int = 0) -> Question:
    """Ann, Bob and so on judge a question blind; one outcome each. None of them is missing."""
    question = question or make.question()
    people: list[User] = [make.person(name) for name in ("ann", "bob", "eve")[: max(2, len(outcomes))]]
    now = make.NOW + timedelta(days=day)
    row = assessing.ask_for_assessments(
        question, people, by=people[0], now=now, seen=standing_of(question).seen
    )
    for person, outcome in zip(people, outcomes, strict=False):
        said = AdjudicationValue(
            outcome, "Why.", likelihood=Likelihood.LIKELY if outcome is BOTH else Likelihood.VERY_LIKELY,
            confidence=Confidence.HIGH if outcome is BOTH else Confidence.LOW,
        )  # fmt: skip
        assessing.hand_in(row, said, by=person, now=now)
    return question


def page(client: Client, **asked: object) -> str:
    return client.get(PAGE, asked).content.decode()


def test_nobody_has_judged_yet(client_as: ClientAs) -> None:
    assert "No two people have judged the same question blind" in page(client_as(Role.ANALYST))


def test_few_judgements_give_their_number_and_no_figure(client_as: ClientAs) -> None:
    judged(BOTH, NESTED)

    shown = client_as(Role.ANALYST).get(PAGE).context["agreement"]

    assert {one.alpha.value for one in shown.scales} == {None}
    assert shown.pairs[0].kappa.why == f"too few to say: 1 of the {FEWEST} that are needed"


def test_the_figures_of_many_judgements(client_as: ClientAs) -> None:
    for one, other in [(BOTH, BOTH)] * 8 + [(NESTED, NESTED)] * 8 + [(BOTH, NESTED)] * 4:
        judged(one, other)
    client = client_as(Role.ANALYST)

    shown = client.get(PAGE).context["agreement"]

    # by hand: observed .8; expected .6 × .4 + .4 × .6 = .48
    assert shown.pairs[0].kappa.value == pytest.approx((0.8 - 0.48) / (1 - 0.48))
    assert (shown.pairs[0].same, shown.rounds, shown.people) == (16, 20, 2)
    # by hand: 4 of 20 pairs differ; of two of the 40 judgements 2 × 20 × 20 / (40 × 39) do
    assert shown.scales[0].alpha.value == pytest.approx(1 - 0.2 / (2 * 20 * 20 / (40 * 39)))
    assert [times for _, cells in shown.table for _, times in cells] == [8, 4, None, 8]
    low, high = shown.scales[0].alpha.interval
    assert low < shown.scales[0].alpha.value < high
    assert shown.pairs[0].kappa.interval is not None
    assert "≠ 4" in page(client)
    assert "can be relied on" in page(client) or "tentative" in page(client) or "too low" in page(client)


def test_ranks_of_claims_are_counted_claim_by_claim(client_as: ClientAs) -> None:
    question, people = make.question(), [make.person(name) for name in ("ann", "bob")]
    claims = [make.mention(make.claim(number)).claim for number in range(1, FEWEST + 1)]
    row = assessing.ask_for_assessments(
        question, people, by=people[0], now=make.NOW, seen=standing_of(question).seen
    )
    for person in people:
        ranks = {
            claim.pk: (
                Rank.PREFERRED if place < 10 or (place == 10 and person == people[0]) else Rank.NORMAL,
                "Names.",
            )
            for place, claim in enumerate(claims)
        }
        assessing.hand_in(row, AdjudicationValue(BOTH, "Why.", ranks=ranks), by=person, now=make.NOW)

    shown = client_as(Role.ANALYST).get(PAGE).context["agreement"].scales[-1]

    # by hand: 1 of 20 claims differs; of two of the 40 ranks 2 × 21 × 19 / (40 × 39) do
    assert (shown.label, shown.alpha.units) == ("Rank of a claim", FEWEST)
    assert shown.alpha.value == pytest.approx(1 - 0.05 / (2 * 21 * 19 / (40 * 39)))
    assert shown.alpha.interval is None  # all of one request


def test_what_is_sealed_moves_no_figure(client_as: ClientAs) -> None:
    client = client_as(Role.ADJUDICATOR)
    judged(BOTH, NESTED)
    before = page(client)

    judged(BOTH)

    strip = [line for line in before.splitlines() if "csrf" not in line.lower()]
    assert [line for line in page(client).splitlines() if "csrf" not in line.lower()] == strip


def test_assessments_called_off_after_all_were_in_are_counted(client_as: ClientAs) -> None:
    row = judged(BOTH, NESTED).assessment_rounds.get()
    assessing.call_off(row, reason="Asked wrongly.", by=make.person("ann"), now=make.NOW)

    assert client_as(Role.ANALYST).get(PAGE).context["agreement"].rounds == 1


def test_three_people_make_three_pairs(client_as: ClientAs) -> None:
    judged(BOTH, NESTED, NESTED)

    shown = client_as(Role.ANALYST).get(PAGE).context["agreement"]

    assert len(shown.pairs) == 3
    assert [times for _, cells in shown.table for _, times in cells] == [0, 2, None, 1]


def test_question_measure_and_period_narrow_it(client_as: ClientAs) -> None:
    wounded = make.question(measure=make.measure("wounded"))
    judged(BOTH, NESTED, question=wounded, day=5)
    judged(BOTH, BOTH)
    client, day = client_as(Role.ANALYST), (make.NOW + timedelta(days=5)).date().isoformat()

    def rounds(**asked: object) -> int:
        return int(client.get(PAGE, asked).context["agreement"].rounds)

    assert rounds() == 2
    assert rounds(question=wounded.pk) == rounds(measure=make.measure("wounded").pk) == rounds(since=day) == 1
    assert rounds(since=day, measure=make.measure("killed").pk) == 0
    assert wounded.text in page(client, question=wounded.pk)


@pytest.mark.parametrize(
    "asked",
    [
        {"since": "2026-02-01", "until": "2026-01-01"},
        {"since": "soon"},
        {"measure": "9999"},
        {"question": "x"},
    ],
)
def test_a_filter_that_makes_no_sense_is_said_so(client_as: ClientAs, asked: dict[str, str]) -> None:
    assert client_as(Role.ANALYST).get(PAGE, asked).status_code == 422


def test_one_assessment_or_many_ask_the_same_of_the_database(
    client_as: ClientAs, queries_of: Callable[[Client, str], int]
) -> None:
    client = client_as(Role.ANALYST)
    judged(BOTH, NESTED)
    one = queries_of(client, PAGE)
    for _ in range(FEWEST):
        judged(BOTH, NESTED, BOTH)

    assert queries_of(client, PAGE) == one
