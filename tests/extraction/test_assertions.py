"""Claims without a figure: of which kind, with which polarity. Sentences are ours."""

import pytest

from claims.extraction.results import ExtractedClaim
from claims.vocabulary import ClaimKind, Polarity
from tests.extraction.conftest import Read


def _assertions(read: Read, text: str) -> list[ExtractedClaim]:
    return [c for c in read(text).claims if c.quantity is None]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The port denied that the ferry had been overloaded.", "position"),
        ("The minister admitted that his office had received the letter.", "position"),
        # the earlier position of somebody, told by the article
        ("The company has dropped its opposition to the inquiry.", "position"),
        ("After months of denials, the ministry published the list.", "position"),
        ("The army no longer disputes that the village fell.", "position"),
        ("It was the deadliest accident on the coast since 1994.", "firstness"),
        ("It is by far the most expensive bridge this country has ever built.", "firstness"),
        ("For the first time, volunteers took part in the assault.", "firstness"),
        ("The admission is the first by a member of the government.", "firstness"),
        ("We have never had a better second quarter, she said.", "firstness"),
        ("The institute expects the river to crest on Wednesday.", "prediction"),
        ("The mayor said the bridge would be closed for weeks.", "prediction"),
        # the article looks ahead in its own voice
        ("The outbreak is expected to end in May.", "prediction"),
        ('Residents called the offer "an insult".', "evaluation"),
        ("The union said the plan was irresponsible.", "evaluation"),
        ("The bishop said the government must act.", "evaluation"),
        ("The parade has been interpreted by analysts as a warning.", "interpretation"),
        ("Diplomats said the letter appears to close the matter.", "interpretation"),
        ("Police said the man had left the building by the back door.", "event"),
        # dated, and told in the article's own voice
        ("The regiment was formed in May 2025.", "event"),
    ],
)
def test_it_tells_the_kinds_apart(read: Read, text: str, kind: str) -> None:
    assert kind in [c.kind.value for c in _assertions(read, text)]


@pytest.mark.parametrize(
    "text",
    [
        "Who would do such a thing? the mayor asked.",  # a question
        "Thank you all, the mayor said.",  # a courtesy
        "The mayor refused to confirm that the bridge was closed.",  # nothing is confirmed
        "The hall is on Harbour Street.",  # nobody says it and nothing happened
        "Most people stayed at home.",  # "most" is no superlative here
        "The mayor said 12 people were killed.",  # the figure's own claim says it
    ],
)
def test_it_makes_no_assertion_of(read: Read, text: str) -> None:
    assert _assertions(read, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Police counted 4,000 people. The figure does not include those on the quay.",
        "Police counted 4,000 people. It covers only the square.",
        "Police counted 4,000 people. The count leaves out the quay.",
        "The clinic named 30 wounded. They do not include soldiers.",
    ],
)
def test_a_scope_statement_limits_the_figure_before_it(read: Read, text: str) -> None:
    (scope,) = [c for c in _assertions(read, text) if c.kind is ClaimKind.SCOPE]

    assert scope.limits == 0


def test_what_limits_a_figure_is_told_as_nothing_that_happened(read: Read) -> None:
    found = _assertions(
        read, "Reed said 9 soldiers died. The figure leaves out those that fought last winter."
    )

    assert [c.kind for c in found] == [ClaimKind.SCOPE]


def test_an_evaluation_says_that_it_cannot_be_checked(read: Read) -> None:
    (claim,) = _assertions(read, "The union said the plan was irresponsible.")

    assert any("not checkable" in note for note in claim.notes)


def test_a_negated_statement_is_denied(read: Read) -> None:
    (claim,) = _assertions(read, "The army said its guns had not fired on the village.")

    assert claim.polarity is Polarity.DENIED


def test_an_event_has_its_day(read: Read) -> None:
    (claim,) = _assertions(read, "The regiment was formed in May 2025.")

    assert claim.period is not None
    assert (claim.period.from_day, claim.period.to_day) != (None, None)
