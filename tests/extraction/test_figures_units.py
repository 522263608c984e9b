"""What a figure counts and in which unit: text → units and counted nouns."""

from typing import Any

import pytest

from tests.extraction.conftest import Read

UNITS: list[tuple[str, list[str | None]]] = [
    ("It costs A$4, HK$5, NT$6, C$7 and ₩8.", ["AUD", "HKD", "TWD", "CAD", "KRW"]),
    ("It costs EUR 12m, 12m EUR, CHF12.5bn and 200m kroner.", ["EUR", "EUR", "CHF", "krone"]),
    ("Oil is at $61.20 a barrel and gold at $1,250 an ounce.", ["USD per barrel", "USD per ounce"]),
    ("He pays under $10 per gram and $15 an hour.", ["USD per gram", "USD per hour"]),
    ("It fell half a cent, then 5 cents and 200p.", ["cent", "cent", "GBP penny"]),
    ("It rose 4 percent, 3 percentage points and 25 basis points.", ["percent", "percentage point", "basis point"]),
    ("It is 5 sq ft, 6 cubic feet and 7 hectares.", ["square foot", "cubic foot", "hectare"]),
    ("It ran at 20 mph, 100km/h and 400 metres per second.",
     ["mile per hour", "kilometre per hour", "metre per second"]),
    ("It was -5C, 70°F and 12 degrees Celsius.", ["celsius", "fahrenheit", "celsius"]),
    ("It holds 16GB, 450 Nm, 8.9 ksi and 10 kV/cm.",
     ["gigabyte", "newton metre", "kilopound per square inch", "kV/cm"]),
    ("They work 40 hours a week and pump 100,000 barrels a day.", ["hour per week", "barrel per day"]),
    ("A 12-year-old met an 18 month-old.", ["year old", "month old"]),
    ("It moved millions of dollars and hundreds of miles.", ["USD", "mile"]),
    # a share of something, not so many of them
    ("A third of the soldiers left, with one in five officers.", ["share", "share"]),
    ("It fell half a percent and a quarter of a mile away.", ["percent", "mile"]),
    ("12 wounded, 5 dead, and 40 who fled.", ["person", "person", "person"]),
    ("The 2,000-strong force met 30 Syrians and 12 Democrats.", ["person", "person", "person"]),
    ("A magnitude 6.1 quake struck.", ["magnitude"]),
    # tolls, crowds and the objects of harm count people, whoever they are
    ("The toll rose to 45; it killed over 4,000 in a crowd of 9,000.", ["person", "person", "person"]),
    ("14 of the injured stayed, 4,000 of us came.", ["person", "person"]),
    ("They earn 45 cents per share and emit 129g/km.", ["cent per share", "g/km"]),
    ("The 230-pound man paid 50 crowns.", ["pound", "crown"]),
    # a closing quotation mark is no sign of inches
    ('He spoke of "over 30" and of a 5\'11" man.', [None, "foot", "inch"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "units"), UNITS)
def test_it_names_the_unit(read: Read, text: str, units: list[str | None]) -> None:
    assert [q.unit for q in read(text).quantities] == units


COUNTED: list[tuple[str, list[str | None]]] = [
    ("They sold 63,000 Model 3 sedans last year.", ["Model 3 sedans"]),
    ("About 460 Brant and Holt vehicles were stolen.", ["Brant and Holt vehicles"]),
    ("They sold 4.3m digital and physical sales of it.", ["digital and physical sales"]),
    # a plural ends the phrase, whatever stands behind it
    ("8.5 bathrooms finish off the plan.", ["bathrooms"]),
    ("13 units whilst others wait.", ["units"]),
    ("Three shells hit the school.", ["shells"]),
    ("40 Palestinians seeking shelter came.", ["Palestinians"]),
    ("41 people dead, he said.", ["people"]),
    ("Four people-one with burns-were found.", ["people"]),
    ("They had 70 new volunteer training sessions planned.", ["new volunteer training sessions"]),
    ("She put one hand behind her head.", ["hand"]),
    ("The life expectancy is around 73 raising the question.", [None]),
    ("It makes it 40,000 cheaper than others.", [None]),
    ("He hit it from three-point range.", ["point"]),
    ("One of the first senators came.", ["senators"]),
    ("Half the condos sold.", ["condos"]),
    ("They met eight other employees.", ["other employees"]),
    ("They won three straight days.", ["straight days"]),
    ("They built 9,000 homes.", ["homes"]),
]


@pytest.mark.parametrize(("text", "nouns"), COUNTED)
def test_it_ends_the_counted_noun_phrase(read: Read, text: str, nouns: list[str | None]) -> None:
    assert [q.counted for q in read(text).quantities] == nouns


ELIDED: list[tuple[str, list[Any]]] = [
    ("About 40 homes burned, compared with 63 in May.", ["homes", "homes"]),
    ("They sold 3.9 million headsets, up from 2.4 million.", ["headsets", "headsets"]),
    ("It rose to 6.5% from 5.", ["%", "%"]),
    ("Polls give 3, 4 and 5 percent.", ["percent", "percent", "percent"]),
    ("The index rose 64 points to 4,577.", ["points", "points"]),
    # an amount in cents and a level in nobody knows what
    ("It rose 3 cents to 45.", ["cents", None]),
    ("They cut 900 of its 14,600 jobs.", ["jobs", "jobs"]),
    ("7 of the company's 19 ferries sank.", ["ferries", "ferries"]),
    ("Forty rescuers came, 12 of them by air.", ["rescuers", "rescuers"]),
    ("They held nineteen, five of them for days.", [None, None]),
    ("Two sons, 11 and 14, came.", ["sons", None, None]),
]


@pytest.mark.parametrize(("text", "nouns"), ELIDED)
def test_a_bare_figure_takes_its_unit_from_its_neighbour(read: Read, text: str, nouns: list[Any]) -> None:
    assert [q.counted for q in read(text).quantities] == nouns


def test_the_unit_of_counted_things_is_one_of_them(read: Read) -> None:
    line = read("They lost 400 charging stations and 12 soldiers; 20 per week.").to_json()

    assert [q["unit"] for q in line["quantities"]] == ["station", "person", "per week"]


CHANGES: list[tuple[str, list[str | None]]] = [
    ("The Dow fell 0.5%, the S&P 500 0.6% and Nasdaq by 1%.", ["down", "down", "down"]),
    ("Shares rose 17.5 points, or 0.22%.", ["up", "up"]),
    ("It was up 3 cents (0.4 percent).", ["up", "up"]),
    ("They hope to grow sales by 35 percent.", ["up"]),
    ("It closed 3% lower.", ["down"]),
    ("It climbed to 6.7%.", ["up"]),
    # a noun names the change that is measured
    ("They saw a 19% drop and an increase of 60,600 jobs.", [None, None]),
    ("It was up from 50 percent.", [None]),
    # objects that are no amounts
    ("They gave up 517 yards and shot down 3 planes.", [None, None]),
    ("She raised $5 million and cut 300 jobs.", [None, None]),
    # the bound says more than the direction
    ("It lost more than 60%.", [None]),
]


@pytest.mark.parametrize(("text", "changes"), CHANGES)
def test_it_says_which_way_a_figure_moved(read: Read, text: str, changes: list[str | None]) -> None:
    assert [q.change for q in read(text).quantities] == changes
