"""Numbers that are no figures: text → nothing found."""

import pytest

from tests.extraction.conftest import Read

NO_FIGURES = [
    ("See pages 774 and 775.", "what goes on after a designator"),
    ("The court cited Nos. 14-915 and 14-981.", "docket numbers"),
    ("Route 66 joins the M25 near junction 9.", "roads"),
    ("Flight 804 left from gate 12.", "a flight and a gate"),
    ("She lives at 12 Elm Street, room 404.", "an address"),
    ("Call (555) 853-7408 or write to desk12@example.org.", "a number of a telephone and a mail address"),
    ("It is open 24/7.", "an idiom"),
    ("The class of '08 met again.", "a year cut short"),
    ("Decree 2005-981 changed ISO 639-3.", "codes"),
    ("That was the 2008-9 crisis.", "years"),
    ("His first opus appeared as Op. 46.", "a work"),
    ("It ran as tweet 758501003519864832.", "an identifier"),
    ("As shown there [3] it failed.", "a reference"),
    ("The G-20 met as the Group of 20.", "a group's name"),
    ("The Kick Six win made the Final Four proud.", "names that hold a number word"),
    ("Windows 11 came with a 4K screen.", "products"),
    ("A company called 3M said so.", "a company"),
    ("The great crash of 1929 came before the war of 1939.", "years after of"),
    ("In 1519, he became ruler; by 1563, all had gone.", "years far back"),
    ("From 2010 to 2013 it grew.", "years of a span"),
    ("Children aged 5 to 12 may enter.", "ages of a group"),
    ("He chose the same one.", "the pronoun after same"),
    ("If one raises doubts, one is told so.", "the pronoun that means anybody"),
    ("They met at 0737 GMT and at 14.30 hrs.", "clock times"),
    ("The 13th and 14th payments were cut.", "ordinals"),
    ("A third term and the second half of the match followed.", "ordinals that look like fractions"),
    ("20.05 Police say more at 16.30.", "hours with a full stop"),
    ("Ring +41 5550 1188 or 0800 77 12.", "numbers of telephones abroad"),
    ("Day nine of the trip of locomotive 4472-B began.", "an engine and a numbered day"),
    ("It is a nine-figure sum.", "digits that are counted"),
    ("The multi-million deal failed.", "a magnitude without a number"),
]


@pytest.mark.parametrize(("text", "what"), NO_FIGURES)
def test_it_takes_no_figure_from(read: Read, text: str, what: str) -> None:
    assert [q.exact for q in read(text).quantities] == [], what


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        # a year is one in every position but before what it counts
        ("A total of 1950 delegates came in 1950.", ["1950 delegates"]),
        ("It rose to 2010 points.", ["2010 points"]),
        # the name before is no name where a plural or a comma shows a count
        ("Reed 12 points, Holt 9 points.", ["12 points", "9 points"]),
        ("Holt leads Reed 1,428 to 1,153.", ["1,428", "1,153"]),
        ("Police Arrest Three Men In Varnholm After Long Chase.", ["Three Men"]),
        ("One of the men said no one came.", ["One of the men"]),
        ("At one point they killed one.", ["one point", "one"]),
        ("On day 12 they came; that day 12 people died.", ["12 people"]),
    ],
)
def test_it_takes_the_figure_and_not_the_name(read: Read, text: str, figures: list[str]) -> None:
    assert [q.exact for q in read(text).quantities] == figures
