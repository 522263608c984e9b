"""Signing in and out, the lock after too many failures, and the pages for what went wrong."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client, override_settings

from tests.conftest import PASSWORD


def try_to_sign_in(client: Client, name: str, password: str, **more: str):
    return client.post("/sign-in/", {"username": name, "password": password, **more})


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/people/", "/admin/", "/no/such/page/"])
def test_a_stranger_is_sent_to_the_sign_in_page_or_told_nothing(address: str) -> None:
    answer = Client().get(address, follow=True)

    assert "Sign in" in answer.content.decode() or answer.status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post"])
def test_who_was_signed_out_meanwhile_is_told_so_and_keeps_the_page(method: str) -> None:
    piece = getattr(Client(), method)("/queue/", headers={"HX-Request": "true", "HX-Target": "task"})
    sent = Client().post("/queue/leave/")

    assert (piece.status_code, sent.status_code) == (401, 401)
    assert "nothing that you wrote is lost" in sent.content.decode()


@pytest.mark.django_db
def test_the_sign_in_page_is_open_to_strangers() -> None:
    answer = Client().get("/sign-in/")

    assert answer.status_code == 200
    assert 'autocomplete="current-password"' in answer.content.decode()


def test_a_person_signs_in_and_goes_where_they_wanted_to(admin_person: User) -> None:
    answer = try_to_sign_in(Client(), "admin", PASSWORD, next="/people/")

    assert (answer.status_code, answer["Location"]) == (302, "/people/")


def test_nobody_is_sent_to_another_site(admin_person: User) -> None:
    answer = try_to_sign_in(Client(), "admin", PASSWORD, next="https://elsewhere.example/")

    assert answer["Location"] == "/"


def test_a_wrong_password_is_refused_without_saying_which_was_wrong(analyst: User) -> None:
    wrong_password = try_to_sign_in(Client(), "analyst", "wrong").content.decode()
    wrong_name = try_to_sign_in(Client(), "nobody", "wrong").content.decode()

    assert "do not match" in wrong_password
    assert "do not match" in wrong_name


def test_somebody_inactive_does_not_get_in(analyst: User) -> None:
    User.objects.filter(pk=analyst.pk).update(is_active=False)

    assert "do not match" in try_to_sign_in(Client(), "analyst", PASSWORD).content.decode()


def test_five_failures_lock_this_name_from_this_address_only(analyst: User, reviewer: User) -> None:
    client = Client()
    answers = [try_to_sign_in(client, "analyst", "wrong").status_code for _ in range(5)]

    assert answers == [200, 200, 200, 200, 429]
    locked = try_to_sign_in(client, "analyst", PASSWORD)
    assert locked.status_code == 429
    assert "Too many attempts" in locked.content.decode()
    assert try_to_sign_in(client, "reviewer", PASSWORD).status_code == 302
    elsewhere = client.post(
        "/sign-in/", {"username": "analyst", "password": PASSWORD}, REMOTE_ADDR="192.0.2.7"
    )
    assert elsewhere.status_code == 302


def test_a_person_changes_their_own_password_and_stays_signed_in(client_as: Callable[[str], Client]) -> None:
    client = client_as("analyst")
    new = {"new_password1": "another-long-phrase", "new_password2": "another-long-phrase"}

    assert client.get("/password/").status_code == 200
    assert client.post("/password/", {"old_password": "wrong", **new}).status_code == 422
    assert client.post("/password/", {"old_password": PASSWORD, **new}).status_code == 302

    assert client.get("/password/").status_code == 200
    assert try_to_sign_in(Client(), "analyst", "another-long-phrase").status_code == 302


def test_signing_out_needs_a_post(client_as: Callable[[str], Client]) -> None:
    client = client_as("admin")

    assert client.get("/sign-out/").status_code == 405
    assert client.post("/sign-out/").status_code == 302
    assert client.get("/people/").status_code == 302


def test_the_admin_site_is_for_admins(client_as: Callable[[str], Client]) -> None:
    assert client_as("admin").get("/admin/").status_code == 200
    assert client_as("adjudicator").get("/admin/").status_code == 302


def test_a_missing_page_says_so_in_our_own_frame(client_as: Callable[[str], Client]) -> None:
    answer = client_as("analyst").get("/no/such/page/")

    assert answer.status_code == 404
    assert "Not here" in answer.content.decode()


def test_a_forged_form_is_refused_with_a_page_that_helps(admin_person: User) -> None:
    client = Client(enforce_csrf_checks=True)

    answer = try_to_sign_in(client, "admin", PASSWORD)

    assert answer.status_code == 403
    assert "too old" in answer.content.decode()


def test_a_fault_of_ours_is_told_without_a_word_of_the_fault(
    client_as: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_as("admin")
    client.raise_request_exception = False

    def broken() -> None:
        raise RuntimeError("a secret detail")

    monkeypatch.setattr("config.people.everyone", broken)
    answer = client.get("/people/")

    assert answer.status_code == 500
    assert "Something broke" in answer.content.decode()
    assert "secret detail" not in answer.content.decode()


@pytest.mark.django_db
def test_healthz_answers_a_machine_that_has_no_login() -> None:
    answer = Client().get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")


@override_settings(SECURE_SSL_REDIRECT=True)
@pytest.mark.django_db
def test_healthz_is_not_sent_to_https() -> None:
    assert Client().get("/healthz").status_code == 200
    assert Client().get("/sign-in/").status_code == 301


@pytest.mark.django_db
def test_every_page_forbids_inline_script_and_frames() -> None:
    policy = Client().get("/sign-in/")["Content-Security-Policy"]

    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"
    assert "unsafe" not in policy
