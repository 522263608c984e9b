"""What is read off a text: names, the event of the opening, and where the words turn to something else."""

from datetime import date

import pytest

from claims.comparison.passages import Passages

OPENING = (
    "Blast at Orrin mill kills nine\n\nNine people were killed when a boiler exploded at the Orrin flour mill in Tessel "
    "on Tuesday, the fire service said. The mill's owner, Brask Foods, said work had stopped. Firefighters searched "
    "the ruins of the boiler house all night. Tessel is mourning, the mayor said. Schools stayed shut. "
)


@pytest.mark.parametrize(
    ("sentence", "figure", "expected"),
    [
        ("The blast in Tessel left 31 injured.", "31", False),
        # another event: named so, dated otherwise, or brought in as new
        ("In another accident 4 were hurt.", "4", True),
        ("An explosion at a mill in Varn killed 12 in 1998.", "12", True),
        ("In March last year a fire killed 6.", "6", True),
        ("On 3 January 5 people died there.", "5", True),
        # and what goes on about it in the next sentence
        ("A fire swept through the yard in the spring. It killed 6.", "6", True),
        # a longer time than the event
        ("Accidents in mills have killed 40 people since 2001.", "40", True),
        ("So far this year 80 workers have died.", "80", True),
        # a rank is no longer time
        ("It was the deadliest blast since 2001, with 31 injured.", "31", True),
        # a new noun that says what the event was is none
        ("It was a blast that injured 31.", "31", False),
        # the year of publication
        ("The blast of 2024 injured 31.", "31", False),
    ],
)
def test_a_sentence_turns_to_something_else(sentence: str, figure: str, expected: bool) -> None:
    text = OPENING + sentence
    passages = Passages(text, date(2024, 5, 15))

    assert passages.turns_elsewhere(text.index(figure, len(OPENING))) is expected


def test_the_deadliest_since_is_no_longer_time_in_the_opening() -> None:
    text = "The deadliest blast in Tessel since 2001 killed nine people on Tuesday."

    assert not Passages(text).turns_elsewhere(text.index("nine"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A quake shook Tessel on Tuesday.", True),
        ("Brask Foods agreed to buy Orrin Mills.", True),
        # harm that came at once, though no word names the event
        ("Four dead in Tessel.", True),
        # a war counts over a time that its figures must give themselves
        ("The war has left 4,000 soldiers dead.", False),
        ("The harvest was good.", False),
    ],
)
def test_an_opening_tells_of_one_event(text: str, expected: bool) -> None:
    assert (Passages(text).happening is not None) is expected


def test_who_is_quoted_is_not_whom_it_is_about() -> None:
    text = (
        "A boiler exploded in Tessel. Tessel is mourning. Mr Holm said so. Holm said it twice. Holm said no more. "
        "According to Holm, work stopped."
    )

    assert Passages(text).leading[0] == "tessel"


def test_a_sentence_without_an_event_goes_on_about_the_one_before() -> None:
    text = OPENING + "The hospital counted 31. All are stable. Elsewhere a fire hurt two."
    passages = Passages(text)
    counted = text.index("31")

    assert passages.goes_on(text.index("All are"), counted)
    assert not passages.goes_on(text.index("two", counted), counted)
