"""Whom a figure counts, and where. Sentences are ours."""

import pytest

from claims.extraction.results import ExtractedClaim
from tests.extraction.conftest import Read


def _last_figure(read: Read, text: str) -> ExtractedClaim:
    return [c for c in read(text).claims if c.quantity is not None][-1]


@pytest.mark.parametrize(
    ("text", "population"),
    [
        ("Twelve miners were killed in Halden.", "miners"),
        # the attackers are not the dead
        ("The camp was attacked by Israeli forces, leaving 40 people dead.", "people"),
        # what the counted ones were doing is no part of who they are
        ("About 40 villagers sheltering in a school were killed.", "villagers"),
        ("THREE PEOPLE were killed.", "people"),
        ("One victim died.", "people"),
        ("The 12th Rifle Brigade lost 30 men, and the brigade suffered 12 casualties.", "12th Rifle Brigade"),
        ("Twelve soldiers of the 528th Engineer Regiment were killed.", "528th Engineer Regiment"),
        ("Russian troops suffered 200 losses.", "Russian forces"),
        # in a text that counts soldiers, a people's name means its soldiers
        (
            "Some 900 North Korean soldiers arrived. About 40 North Koreans were killed.",
            "North Korean forces",
        ),
        # …but not in one that tells of civilians
        ("Russian soldiers shelled a clinic. About 40 Russians, all civilians, were killed.", "Russians"),
        ("Of the crew, 12 of the 40 sailors were rescued.", "sailors"),
    ],
)
def test_it_says_whom_a_figure_counts(read: Read, text: str, population: str) -> None:
    counted = [c for c in read(text).claims if c.quantity is not None]

    assert population in [c.population for c in counted]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Twelve people were killed in Halden.", "Halden"),
        ("An earthquake struck Halden province, killing 12 people.", "Halden province"),
        ("A quake hit the province of Aceh on Tuesday, killing 12 people.", "Aceh province"),
        ("A storm battered Indonesia's Aceh province, killing 12 people.", "Aceh province"),
        # abbreviated states have their names
        ("Twelve people died in a fire in Mich. on Tuesday.", "Michigan"),
        ("HALDEN, Norway (Wire) - Twelve people were killed, police said.", "Halden"),
        ("The mine is near the town of Varde. Twelve miners were killed.", "Varde"),
        ("Halden's city council met on Monday. Twelve people were hurt.", "Halden"),
        ("A dam broke in the Sarn valley and 27 people were killed.", "Sarn valley"),
        ("Twelve people were killed in the Gaza Strip.", "Gaza"),
        # a month, a hall and a football club are no towns
        ("In March 2023 about 40 people were killed.", None),
        ("About 40 people were killed at Union Hall.", None),
        # the dash is no part of the name
        ("In Halden-where the fire began, 12 people were killed.", "Halden"),
    ],
)
def test_it_says_where(read: Read, text: str, place: str | None) -> None:
    assert _last_figure(read, text).place == place


def test_a_town_is_part_of_the_region_behind_its_comma(read: Read) -> None:
    claim = _last_figure(read, "Twelve people were killed in Troy, Michigan, on Tuesday.")

    assert (claim.place, claim.place_within) == ("Troy", ("Michigan", "United States"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("On Saturday 12 people were killed, and 30 on Sunday.", "Sunday"),
        # the clause of another
        ("A man who was fired last week killed three people on Friday.", "Friday"),
        # a year that names another event
        ("In the region hit by the 2004 tsunami, 12 people were killed on Friday.", "Friday"),
        ("Published: December 2, 2025\n\nTwelve people were killed on Friday.", "Friday"),
        # carried on within a paragraph
        ("A bomb went off on Friday. Twelve people were killed.", "Friday"),
        ("About 300 people have been killed since the war began in August.", "since August"),
        ("As of January 2025, 300 people had been killed.", "as of January 2025"),
    ],
)
def test_it_says_when(read: Read, text: str, words: str) -> None:
    claim = _last_figure(read, text)

    assert claim.period is not None
    assert claim.period.words == words


def test_an_open_period_has_no_last_day(read: Read) -> None:
    claim = _last_figure(read, "About 300 people have been killed since August.")

    assert claim.period is not None
    assert claim.period.from_day is not None
    assert claim.period.to_day is None


@pytest.mark.parametrize(
    "text",
    [
        "Published: December 2, 2025\n\nTwelve people were killed.",  # the page's day is not the event's
        "A strike in Halden on Friday was called off.\n\nIn 2009 a fire killed 12 people.",
    ],
)
def test_the_day_of_another_matter_is_not_the_figures(read: Read, text: str) -> None:
    claim = _last_figure(read, text)

    assert claim.period is None or claim.period.words == "2009"


def test_a_claim_says_which_event_it_belongs_to(read: Read) -> None:
    claim = _last_figure(read, "An earthquake shook Halden on Friday. Twelve people were killed.")

    assert {"earthquake", "halden"} <= set(claim.event)
