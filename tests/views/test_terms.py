"""Terms: populations, places and measures, and what is part of what."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import MeasurePart, Place, Population
from config.policies import Role
from config.seen import mark_of
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]


def test_the_list_shows_what_is_part_of_what(client_as: ClientAs) -> None:
    whole = make.population("the army", side="DPRK")
    make.population("the regiment", parent=whole, suggested=True, aliases=["528th"])
    client = client_as(Role.ANALYST)

    page = client.get(reverse("terms")).content.decode()

    assert "⊂ the army" in page
    assert "528th" in page
    assert page.index("the regiment") < page.index(
        "<b>the army</b>"
    )  # what waits to be confirmed comes first
    assert "Add a population" not in page
    assert "the army</b>" not in client.get(reverse("terms"), {"suggested": 1}).content.decode()


def test_terms_are_found_by_name_and_by_other_names(client_as: ClientAs) -> None:
    make.place("Kursk Oblast", aliases=["kursk region"])
    make.place("Pyongyang")

    page = client_as(Role.ANALYST).get(reverse("terms"), {"kind": "place", "q": "region"}).content.decode()

    assert "Kursk Oblast" in page
    assert "Pyongyang" not in page


def test_a_composite_measure_lists_its_components(client_as: ClientAs) -> None:
    whole, part = make.measure("casualties"), make.measure("missing")
    MeasurePart.objects.create(whole=whole, part=part, certain=False)

    assert "missing?" in client_as(Role.ANALYST).get(reverse("terms"), {"kind": "measure"}).content.decode()


def test_a_reviewer_adds_a_population(client_as: ClientAs) -> None:
    whole = make.population("the army")

    response = client_as(Role.REVIEWER).post(
        reverse("term_new", args=["population"]),
        {"name": "the regiment", "parent": "THE ARMY", "aliases": "528th, unit"},
    )

    row = Population.objects.get(name="the regiment")
    assert response.status_code == 303
    assert (row.parent, row.aliases, row.suggested) == (whole, ["528th", "unit"], False)


def test_saving_a_suggested_place_confirms_it(client_as: ClientAs) -> None:
    row = make.place("Kursk Oblast", suggested=True)

    client_as(Role.REVIEWER).post(
        reverse("term_edit", args=["place", row.pk]), {"name": "Kursk region", "seen": mark_of(row)}
    )

    row.refresh_from_db()
    assert (row.name, row.suggested) == ("Kursk region", False)


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"name": "The Army"}, "already recorded"),  # whatever its case
        ({"name": ""}, "This field is required"),
        ({"name": "x", "parent": "no such thing"}, "No term of this name is recorded"),
        ({"name": "the army", "parent": "the regiment", "edit": "the army"}, "a part of itself"),
    ],
)
def test_a_term_that_cannot_be_is_refused_in_words(
    client_as: ClientAs, fields: dict[str, str], problem: str
) -> None:
    army = make.population("the army")
    make.population("the regiment", parent=army)
    editing = fields.pop("edit", None)
    url = (
        reverse("term_edit", args=["population", army.pk])
        if editing
        else reverse("term_new", args=["population"])
    )

    response = client_as(Role.REVIEWER).post(url, fields | {"seen": mark_of(army)})

    assert response.status_code == 422
    assert problem in response.content.decode()


def test_who_saves_second_sees_how_it_stands(client_as: ClientAs) -> None:
    row = make.place("Kursk Oblast")
    seen = mark_of(row)
    Place.objects.filter(pk=row.pk).update(name="Kursk region")

    response = client_as(Role.REVIEWER).post(
        reverse("term_edit", args=["place", row.pk]), {"name": "Kursk", "seen": seen}
    )

    assert response.status_code == 409
    page = response.content.decode()
    assert '<td data-label="saved now">Kursk region</td>' in page
    assert 'value="Kursk"' in page  # what was filled in is still there


def test_components_are_added_and_taken_out(client_as: ClientAs) -> None:
    make.measure("casualties"), make.measure("missing")
    client = client_as(Role.REVIEWER)

    client.post(reverse("part_add"), {"whole": "casualties", "part": "missing"})
    part = MeasurePart.objects.get()
    assert not part.certain

    again = client.post(reverse("part_add"), {"whole": "casualties", "part": "missing"})
    assert again.status_code == 422

    client.post(reverse("part_remove", args=[part.pk]), {"seen": mark_of(part)})
    assert not MeasurePart.objects.exists()


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMIN])
def test_only_reviewers_edit_terms(client_as: ClientAs, role: Role) -> None:
    row = make.place()
    client = client_as(role)

    assert client.get(reverse("term_new", args=["place"])).status_code == 403
    assert client.post(reverse("term_edit", args=["place", row.pk]), {"name": "x"}).status_code == 403
    assert client.post(reverse("part_add"), {}).status_code == 403


def test_there_is_no_form_for_other_kinds(client_as: ClientAs) -> None:
    assert client_as(Role.REVIEWER).get(reverse("term_new", args=["measure"])).status_code == 404


def test_it_asks_the_same_number_of_queries_with_twenty_terms(
    client_as: ClientAs, queries_of: Callable[[Client, str], int]
) -> None:
    client = client_as(Role.REVIEWER)

    def fill(first: int, last: int) -> int:
        for number in range(first, last):
            make.population(f"part {number}", parent=make.population(f"whole {number}"))
        return queries_of(client, reverse("terms"))

    assert fill(0, 1) == fill(1, 20)
