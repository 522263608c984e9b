"""The list of questions, and asking one."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Question
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]


def test_it_shows_each_question_with_figures_and_counts(client_as: ClientAs) -> None:
    question = make.question("How many were killed?")
    for figure in (9, 4000):
        claim = make.claim(figure, claimant_id=make.source(f"Speaker {figure}").pk)
        make.mention(claim)
        make.gather(question, claim)

    page = client_as(Role.ANALYST).get(reverse("questions")).content.decode()

    assert "How many were killed?" in page
    assert "<b>2</b> claims · <b>2</b> articles · <b>2</b> independent origins" in page
    assert 'aria-label="2 figures from 1 to 10,000, logarithmic"' in page
    assert "Ask a question" not in page  # analysts browse


def test_it_says_how_to_begin_when_there_is_none(client_as: ClientAs) -> None:
    assert "No question yet" in client_as(Role.ANALYST).get(reverse("questions")).content.decode()


def test_it_finds_questions_by_their_words_and_measure(client_as: ClientAs) -> None:
    make.question("How many were killed?")
    make.question("What does the bridge cost?", measure=make.measure("money", family="money"))
    client = client_as(Role.ANALYST)

    by_word = client.get(reverse("questions"), {"q": "bridge"}).content.decode()
    by_measure = client.get(reverse("questions"), {"measure": "killed"}).content.decode()
    neither = client.get(reverse("questions"), {"q": "nothing of the kind"}).content.decode()

    assert "How many" not in by_word
    assert "What does" in by_word
    assert "How many" in by_measure
    assert "What does" not in by_measure
    assert "No question matches" in neither


def test_it_hands_out_the_list_alone_to_htmx(
    client_as: ClientAs, htmx: Callable[[str], dict[str, str]]
) -> None:
    make.question("How many were killed?")

    piece = client_as(Role.ANALYST).get(reverse("questions"), headers=htmx("question-list")).content.decode()

    assert piece.lstrip().startswith('<section class="panel" id="question-list"')
    assert "<html" not in piece


def test_it_gives_the_whole_page_for_an_element_that_is_not_its_own(
    client_as: ClientAs, htmx: Callable[[str], dict[str, str]]
) -> None:
    response = client_as(Role.ANALYST).get(reverse("questions"), headers=htmx("task"))

    assert "<html" in response.content.decode()
    assert "HX-Target" in response["Vary"]


def test_it_asks_for_no_more_rows_with_twenty_questions(
    client_as: ClientAs, queries_of: Callable[[Client, str], int]
) -> None:
    client = client_as(Role.REVIEWER)

    def fill(first: int, last: int) -> int:
        for number in range(first, last):
            question = make.question(f"Question {number}?")
            claim = make.claim(number + 1, claimant_id=make.source().pk)
            make.mention(claim)
            make.gather(question, claim)
        return queries_of(client, reverse("questions"))

    assert fill(0, 1) == fill(1, 20)


def test_the_next_page_is_reached_by_a_link(client_as: ClientAs) -> None:
    for number in range(21):
        make.question(f"Question {number}?")
    client = client_as(Role.ANALYST)

    first = client.get(reverse("questions")).content.decode()
    second = client.get(reverse("questions"), {"page": 2}).content.decode()

    assert 'href="/?page=2" rel="next"' in first
    assert 'rel="prev"' in second
    assert second.count("questions__text") == 1


@pytest.mark.parametrize("page", ["0", "-1", "x", "²", "99999999999999999999"])
def test_a_page_number_that_is_none_shows_the_first(client_as: ClientAs, page: str) -> None:
    assert client_as(Role.ANALYST).get(reverse("questions"), {"page": page}).status_code == 200


def test_a_reviewer_asks_a_question_and_lands_on_it(client_as: ClientAs) -> None:
    make.measure()

    response = client_as(Role.REVIEWER).post(
        reverse("question_new"),
        {
            "text": "How many  were killed?",
            "measure": "killed",
            "population": "the 528th",
            "period_first": "2025-01-01",
        },
    )

    question = Question.objects.get()
    assert response.status_code == 303
    assert response["Location"] == reverse("question", args=[question.pk])
    assert question.text == "How many were killed?"
    assert question.scope.population.name == "the 528th"  # type: ignore[union-attr]
    assert question.scope.population.suggested  # type: ignore[union-attr]  # new terms wait for a look
    assert question.scope.period_precision == "day"


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"text": ""}, "This field is required"),
        (
            {"text": "When?", "period_first": "2025-02-01", "period_last": "2025-01-01"},
            "The last day is before",
        ),
        ({"text": "asked already?"}, "This question is already asked."),  # whatever its case
    ],
)
def test_a_question_that_cannot_be_asked_comes_back_with_the_reason(
    client_as: ClientAs, fields: dict[str, str], problem: str
) -> None:
    make.question("Asked already?")

    response = client_as(Role.REVIEWER).post(reverse("question_new"), fields)

    assert response.status_code == 422
    assert problem in response.content.decode()
    assert Question.objects.count() == 1


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMIN])
def test_only_reviewers_ask(client_as: ClientAs, role: Role) -> None:
    assert client_as(role).get(reverse("question_new")).status_code == 403


def test_nobody_reads_without_signing_in(client: Client) -> None:
    assert client.get(reverse("questions")).status_code == 302
