"""The page of a question: the answer, the groups, the ladder, the gathering."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Question, QuestionClaim
from claims.queries.question import letter_at
from claims.services.asking import said_of
from claims.vocabulary import ClaimKind, Comparability, Gathering, Polarity, RelationKind, SpeechAct
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
Htmx = Callable[[str], dict[str, str]]


def gathered(question: Question, figure: int, **fields: object) -> Claim:
    claim = make.claim(figure, claimant_id=make.source(f"Speaker {figure}").pk, **fields)
    make.mention(claim)
    make.gather(question, claim)
    return claim


def text_of(client: Client, question: Question) -> str:
    return client.get(reverse("question", args=[question.pk])).content.decode()


def test_it_groups_claims_by_fit_and_names_the_axes(client_as: ClientAs) -> None:
    army = make.population("the army")
    regiment = make.population("a regiment", parent=army)
    question = make.question(population=army)
    gathered(question, 4000, population=army)
    gathered(question, 9, population=regiment)
    gathered(question, 11, population=None)
    gathered(question, 12, population=army, period=make.days("2023-01-01", "2023-12-31"))

    page = text_of(client_as(Role.ANALYST), question)

    heads = [page.index(f"<b>{name}</b>") for name in ("Comparable", "Nested", "Unknown", "Not comparable")]
    assert heads == sorted(heads)
    assert "⊂ narrower" in page
    assert "? unknown" in page
    assert "≠ disjoint" in page
    assert '<span class="letter">d</span>' in page


def test_what_the_question_leaves_open_restricts_nothing(client_as: ClientAs) -> None:
    question = make.question(population=None, place=None, period=None)
    gathered(question, 9, population=make.population("one"), place=make.place("Here"))
    gathered(question, 12, population=make.population("another"), place=make.place("There"))

    page = text_of(client_as(Role.ANALYST), question)

    assert '<b>Comparable</b> <span class="second">2</span>' in page


def test_a_claim_that_no_text_carries_any_more_stands_only_where_a_person_kept_it(
    client_as: ClientAs,
) -> None:
    question = make.question()
    make.gather(question, make.claim(9))
    make.gather(question, make.claim(4000), state=Gathering.KEPT)

    page = text_of(client_as(Role.ANALYST), question)

    assert "<b>9</b>" not in page
    assert "<b>4,000</b>" in page


def test_it_says_disputed_when_two_comparable_claims_contradict(client_as: ClientAs) -> None:
    question = make.question(period=None)
    make.relation(gathered(question, 9), gathered(question, 12))

    page = text_of(client_as(Role.ANALYST), question)

    assert "Disputed" in page
    assert "a against b: no number fits both figures" in page
    assert "<b>a</b> contradicts <b>b</b>" in page


def test_it_says_that_both_can_be_true_when_only_the_scope_differs(client_as: ClientAs) -> None:
    question = make.question(period=make.days("2025-01-01", "2025-06-30"))
    nine = gathered(question, 9, period=make.days("2025-08-01", "2025-12-31"))
    many = gathered(question, 4000, period=make.days("2025-01-01", "2025-06-30"))
    make.relation(
        nine, many, kind=RelationKind.CONTRASTS, comparability=Comparability.NOT_COMPARABLE,
        axes={"measure": "same", "population": "same", "place": "same", "period": "disjoint", "basis": "same"},
    )  # fmt: skip

    page = text_of(client_as(Role.ANALYST), question)

    assert "Both can be true: different scope" in page
    assert "The figures differ in period; none of them contradicts another." in page
    assert "≠ not comparable" in page  # the gap is labelled in the chart
    assert "contradicts</a>" not in page


def test_it_draws_the_ladder_twice_and_keeps_the_table(client_as: ClientAs) -> None:
    question = make.question(period=None)
    gathered(question, 9, as_of=make.days("2025-01-31", "2025-01-31"), as_of_precision="day")
    gathered(question, 4000)

    page = text_of(client_as(Role.ANALYST), question)

    assert page.count('<svg class="ladder') == 2
    assert page.count('href="#claim-a"') == 2
    assert 'id="claim-a"' in page
    assert "31 Jan 2025" in page


def test_positions_are_listed_from_denied_to_admitted(client_as: ClientAs) -> None:
    question = make.question(period=None)
    version = make.version("They denied it. Later they admitted it. nine soldiers died.")
    speaker = make.source("The Ministry")
    claim = make.claim(9)
    make.mention(claim, version=version)
    make.gather(question, claim)
    for words, polarity, act, day in (
        ("admitted it", Polarity.AFFIRMED, SpeechAct.ADMIT, "2025-04-28"),
        ("denied it", Polarity.DENIED, SpeechAct.DENY, "2024-10-21"),
    ):
        stand = make.claim(
            None, kind=ClaimKind.POSITION, bound=None, unit="", polarity=polarity, statement=f"soldiers {words}",
            claimant_id=speaker.pk, as_of=make.days(day, day), as_of_precision="day",
        )  # fmt: skip
        make.origin(make.mention(stand, version=version, words=words), speaker, act=act)

    page = text_of(client_as(Role.ANALYST), question)

    assert page.index("<b>Denied</b>") < page.index("<b>Admitted</b>")
    assert "The Ministry" in page


def test_a_reviewer_keeps_and_leaves_out_without_script(client_as: ClientAs, reviewer: User) -> None:
    question = make.question()
    claim = gathered(question, 9)
    client = client_as(Role.REVIEWER)
    url = reverse("question_claims", args=[question.pk])

    kept = client.post(url, {"claim": claim.pk, "action": "keep"})
    link = QuestionClaim.objects.get()
    assert (kept.status_code, kept["Location"]) == (
        303,
        reverse("question", args=[question.pk]) + "#gathered",
    )
    assert (link.state, link.by) == (Gathering.KEPT, reviewer)

    out = client.post(url, {"claim": claim.pk, "action": "leave_out", "seen": said_of(link)})
    assert out.status_code == 303
    assert QuestionClaim.objects.get().state == Gathering.LEFT_OUT
    assert "Left out" in text_of(client, question)


def test_htmx_gets_the_gathered_claims_alone(client_as: ClientAs, htmx: Htmx) -> None:
    question = make.question()
    claim = gathered(question, 9)

    response = client_as(Role.REVIEWER).post(
        reverse("question_claims", args=[question.pk]),
        {"claim": claim.pk, "action": "keep"},
        headers=htmx("gathered"),
    )

    piece = response.content.decode()
    assert response.status_code == 200
    assert 'id="gathered"' in piece
    assert "<html" not in piece
    assert "Kept under this question." in piece


def test_a_claim_that_was_not_gathered_is_added_by_its_number(client_as: ClientAs) -> None:
    question, claim = make.question(), make.claim(9)

    client_as(Role.REVIEWER).post(
        reverse("question_claims", args=[question.pk]), {"claim": claim.pk, "action": "keep"}
    )

    assert QuestionClaim.objects.get().claim == claim


@pytest.mark.parametrize("number", ["", "0", "nine", "123456", "99999999999999999999999"])
def test_a_number_that_is_no_claim_is_refused_in_words(client_as: ClientAs, htmx: Htmx, number: str) -> None:
    url = reverse("question_claims", args=[make.question().pk])
    client = client_as(Role.REVIEWER)

    plain = client.post(url, {"claim": number, "action": "keep"})
    piece = client.post(url, {"claim": number, "action": "keep"}, headers=htmx("gathered"))

    for response in (plain, piece):
        assert response.status_code == 422
        assert "There is no claim of this number." in response.content.decode()


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMIN])
def test_only_reviewers_gather(client_as: ClientAs, role: Role) -> None:
    question = make.question()
    claim = gathered(question, 9)

    response = client_as(role).post(
        reverse("question_claims", args=[question.pk]), {"claim": claim.pk, "action": "keep"}
    )

    assert response.status_code == 403
    assert "Leave out" not in text_of(client_as(role), question)


def test_it_asks_the_same_number_of_queries_with_twenty_claims(
    client_as: ClientAs, queries_of: Callable[[Client, str], int]
) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)

    def fill(first: int, last: int) -> int:
        for number in range(first, last):
            claim = gathered(question, number + 1, population=make.population(f"group {number}"))
            make.relation(claim, make.claim(number + 100))
        return queries_of(client, reverse("question", args=[question.pk]))

    assert fill(0, 1) == fill(1, 20)


def test_an_unknown_question_is_not_found(client_as: ClientAs) -> None:
    assert client_as(Role.ANALYST).get(reverse("question", args=[404])).status_code == 404


def test_letters_go_on_after_z() -> None:
    assert [letter_at(index) for index in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "az", "ba"]
