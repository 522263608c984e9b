"""The people page: adding people, roles, and what is refused."""

from collections.abc import Callable

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from config.people_roles import role_of, standing_of
from config.policies import Role

ClientAs = Callable[[str], Client]


def change(client: Client, person: User, *, role: str, active: bool, seen: str | None = None, **headers: str):
    data = {"role": role, "seen": standing_of(person) if seen is None else seen}
    if active:
        data["is_active"] = "on"
    return client.post(f"/people/{person.pk}/", data, headers=headers)


def reread(person: User) -> User:
    return User.objects.get(pk=person.pk)


@pytest.mark.parametrize("role", [Role.ANALYST, Role.REVIEWER, Role.ADJUDICATOR])
@pytest.mark.parametrize("address", ["/people/", "/people/new/", "/people/1/"])
def test_it_is_closed_to_all_but_admins(client_as: ClientAs, role: Role, address: str) -> None:
    client = client_as(role)

    answer = client.get(address) if address == "/people/" else client.post(address)

    assert answer.status_code == 403
    assert "This is not for your role" in answer.content.decode()


def test_it_lists_everyone_with_as_many_queries_for_twenty_as_for_one(
    client_as: ClientAs, django_assert_num_queries
) -> None:
    client = client_as("admin")
    client.get("/people/")
    with django_assert_num_queries(6) as few:
        client.get("/people/")
    for number in range(20):
        User.objects.create_user(f"person{number}")

    with django_assert_num_queries(len(few)):
        answer = client.get("/people/")

    assert "person19" in answer.content.decode()


def test_it_adds_a_person_who_can_sign_in_and_notes_who_added_them(client_as: ClientAs) -> None:
    answer = client_as("admin").post(
        "/people/new/", {"username": "mira", "password": "long-enough-phrase", "role": "reviewer"}
    )

    assert (answer.status_code, answer["Location"]) == (302, "/people/")
    assert role_of(User.objects.get(username="mira")) == Role.REVIEWER
    signed_in = Client().post("/sign-in/", {"username": "mira", "password": "long-enough-phrase"})
    assert signed_in.status_code == 302
    entry = LogEntry.objects.get()
    assert (entry.user.username, entry.object_repr) == ("admin", "mira")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            {"username": "Admin", "password": "long-enough-phrase", "role": "analyst"},
            "already",
        ),  # other capitals
        ({"username": "mira", "password": "short", "role": "analyst"}, "too short"),
        ({"username": "mira", "password": "1234567890123", "role": "analyst"}, "entirely numeric"),
        ({"username": "mira", "password": "long-enough-phrase", "role": "king"}, "valid choice"),
        ({"username": "no spaces", "password": "long-enough-phrase", "role": "analyst"}, "valid username"),
        ({}, "required"),
    ],
)
def test_it_refuses_a_bad_person_and_says_why(client_as: ClientAs, data: dict[str, str], words: str) -> None:
    answer = client_as("admin").post("/people/new/", data)

    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert User.objects.count() == 1


def test_it_changes_a_role_without_script(client_as: ClientAs, analyst: User) -> None:
    answer = change(client_as("admin"), analyst, role="adjudicator", active=True)

    assert (answer.status_code, answer["Location"]) == (302, "/people/")
    assert role_of(reread(analyst)) == Role.ADJUDICATOR


def test_it_answers_htmx_with_the_row_alone(client_as: ClientAs, analyst: User) -> None:
    answer = change(client_as("admin"), analyst, role="reviewer", active=False, HX_Request="true")

    body = answer.content.decode()
    assert answer.status_code == 200
    assert body.strip().startswith(f'<tr id="person-{analyst.pk}">')
    assert "Saved." in body
    assert not reread(analyst).is_active


@pytest.mark.parametrize("headers", [{}, {"HX_Request": "true"}])
def test_it_refuses_to_lose_the_last_admin(client_as: ClientAs, admin_person: User, headers: dict) -> None:
    answer = change(client_as("admin"), admin_person, role="analyst", active=True, **headers)

    assert answer.status_code == 409
    assert "last admin" in answer.content.decode()
    assert role_of(reread(admin_person)) == Role.ADMIN


def test_it_lets_an_admin_go_when_another_one_stays(
    client_as: ClientAs, admin_person: User, analyst: User
) -> None:
    client = client_as("admin")
    change(client, analyst, role="admin", active=True)

    answer = change(client, admin_person, role="reviewer", active=True)

    assert answer.status_code == 302
    assert reread(analyst).is_staff
    assert not reread(admin_person).is_staff


def test_it_refuses_an_edit_of_what_somebody_else_changed_meanwhile(
    client_as: ClientAs, analyst: User
) -> None:
    answer = change(client_as("admin"), analyst, role="admin", active=True, seen="reviewer:active")

    assert answer.status_code == 409
    assert "Somebody else saved this first" in answer.content.decode()
    assert role_of(reread(analyst)) == Role.ANALYST


def test_it_answers_404_for_nobody(client_as: ClientAs, admin_person: User) -> None:
    answer = client_as("admin").post("/people/999999/", {"role": "analyst", "seen": "x"})

    assert answer.status_code == 404
