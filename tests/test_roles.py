"""
Who may do what, cell by cell: role × action in the table of policies, and role × address in the browser.

An address that is not in the table below fails the test: somebody has to say who may open it.
"""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from config.policies import ALLOWED, Action, Role
from tests.conftest import undone

ClientAs = Callable[[Role], Client]
A, R, J, M = Role.ANALYST, Role.REVIEWER, Role.ADJUDICATOR, Role.ADMIN

MATRIX: dict[Action, set[Role]] = {
    Action.BROWSE: {A, R, J, M},
    Action.DISCUSS: {A, R, J, M},
    Action.TRIAGE: {R, J},
    Action.LINK: {R, J},
    Action.MARK_PROVENANCE: {R, J},
    Action.EDIT_TERMS: {R, J},
    Action.ASK: {R, J},
    Action.ASSESS: {R, J},
    Action.PROPOSE: {R, J},
    Action.DECIDE: {J},
    Action.IMPORT: {M},
    Action.MANAGE_PEOPLE: {M},
}

#: Open without signing in.
PUBLIC = {"healthz", "sign_in", "sign_out"}
OWN = {"password"}  # a person's own matter, whatever their role

#: Every other address of ours, and the act that it stands for.
ADDRESSES: dict[str, Action] = {
    "questions": Action.BROWSE,
    "question": Action.BROWSE,
    "question_new": Action.ASK,
    "question_claims": Action.LINK,
    "question_matrix": Action.BROWSE,
    "question_provenance": Action.BROWSE,
    "claims_compare": Action.BROWSE,
    "claims_relate": Action.LINK,
    "question_decide": Action.PROPOSE,
    "draft_save": Action.PROPOSE,
    "question_review": Action.DECIDE,
    "question_withdraw": Action.PROPOSE,
    "assessments": Action.BROWSE,
    "assessment_ask": Action.ASSESS,
    "assessment_hand_in": Action.ASSESS,
    "assessment_call_off": Action.ASSESS,
    "assessment_reconcile": Action.PROPOSE,
    "agreement": Action.BROWSE,
    "question_follow": Action.BROWSE,
    "notices": Action.BROWSE,
    "findings": Action.BROWSE,
    "finding_decide": Action.LINK,
    "comment_add": Action.DISCUSS,
    "comment_edit": Action.DISCUSS,
    "comment_withdraw": Action.DISCUSS,
    "opinion_set": Action.DISCUSS,
    "notices_read": Action.BROWSE,
    "articles": Action.BROWSE,
    "article": Action.BROWSE,
    "claim": Action.BROWSE,
    "question_days": Action.BROWSE,
    "question_as_known": Action.BROWSE,
    "claim_days": Action.BROWSE,
    "claim_as_known": Action.BROWSE,
    "relation_days": Action.BROWSE,
    "relation_as_known": Action.BROWSE,
    "article_days": Action.BROWSE,
    "article_as_known": Action.BROWSE,
    "source_days": Action.BROWSE,
    "source_as_known": Action.BROWSE,
    "question_changes": Action.BROWSE,
    "question_changes_days": Action.BROWSE,
    "claim_changes": Action.BROWSE,
    "claim_changes_days": Action.BROWSE,
    "relation_changes": Action.BROWSE,
    "relation_changes_days": Action.BROWSE,
    "article_changes": Action.BROWSE,
    "article_changes_days": Action.BROWSE,
    "source_changes": Action.BROWSE,
    "source_changes_days": Action.BROWSE,
    "claim_origins": Action.BROWSE,
    "derivation_add": Action.MARK_PROVENANCE,
    "derivation_decide": Action.MARK_PROVENANCE,
    "derivation_judge": Action.MARK_PROVENANCE,
    "claim_grade": Action.MARK_PROVENANCE,
    "source_grade": Action.MARK_PROVENANCE,
    "queue": Action.TRIAGE,
    "parked_list": Action.TRIAGE,
    "queue_filters": Action.TRIAGE,
    "queue_leave": Action.TRIAGE,
    "task_skip": Action.TRIAGE,
    "task_park": Action.TRIAGE,
    "task_put_back": Action.TRIAGE,
    "mention_decide": Action.TRIAGE,
    "mention_edit": Action.TRIAGE,
    "article_readings": Action.BROWSE,
    "readings": Action.BROWSE,
    "rereading_decide": Action.TRIAGE,
    "mention_new": Action.TRIAGE,
    "mention_split": Action.TRIAGE,
    "mention_merge": Action.TRIAGE,
    "mention_provenance": Action.MARK_PROVENANCE,
    "mention_name": Action.MARK_PROVENANCE,
    "mention_utterance": Action.MARK_PROVENANCE,
    "utterance": Action.BROWSE,
    "utterance_edit": Action.MARK_PROVENANCE,
    "relation": Action.BROWSE,
    "relation_decide": Action.LINK,
    "pair_axes": Action.TRIAGE,
    "pair_sense": Action.EDIT_TERMS,
    "pair_terms": Action.EDIT_TERMS,
    "term_names": Action.BROWSE,
    "undo": Action.TRIAGE,
    "terms": Action.BROWSE,
    "term_new": Action.EDIT_TERMS,
    "term_edit": Action.EDIT_TERMS,
    "part_add": Action.EDIT_TERMS,
    "part_remove": Action.EDIT_TERMS,
    "sense_add": Action.EDIT_TERMS,
    "sense_withdraw": Action.EDIT_TERMS,
    "history": Action.BROWSE,
    "sources": Action.BROWSE,
    "source": Action.BROWSE,
    "source_names": Action.BROWSE,
    "source_new": Action.MARK_PROVENANCE,
    "source_edit": Action.MARK_PROVENANCE,
    "source_confirm": Action.MARK_PROVENANCE,
    "source_aliases": Action.MARK_PROVENANCE,
    "source_alias": Action.MARK_PROVENANCE,
    "imports": Action.IMPORT,
    "batch": Action.IMPORT,
    "batch_run": Action.IMPORT,
    "batch_cancel": Action.IMPORT,
    "batch_retry": Action.IMPORT,
    "item": Action.IMPORT,
    "people": Action.MANAGE_PEOPLE,
    "person_add": Action.MANAGE_PEOPLE,
    "person_set": Action.MANAGE_PEOPLE,
}
ARGUMENTS = {
    "slug": "mention",
    "kind": "population",
    "name": "mention",
    "pk": 1,
    "other": 1,
    "item_pk": 1,
    "alias_pk": 1,
    "derivation_pk": 1,
    "day": "2026-05-01",
    "since": "2026-05-01",
    "until": "2026-05-02",
}


def patterns(resolver: URLResolver | None = None) -> Iterator[URLPattern]:
    """Our own addresses; Django's administration has its own rules and its own test."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                yield from patterns(entry)
        elif entry.name is not None:
            yield entry


def named() -> dict[str, URLPattern]:
    return {str(entry.name): entry for entry in patterns() if entry.name not in PUBLIC | OWN}


def address(name: str) -> str:
    arguments = {key: ARGUMENTS[key] for key in named()[name].pattern.converters}
    return reverse(name, kwargs=arguments)


def first_allowed(name: str) -> Role:
    """Return a role that may open the address."""
    return next(role for role in Role if role in MATRIX[ADDRESSES[name]])


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("role", Role)
def test_the_policy_says_what_the_table_says(role: Role, action: Action) -> None:
    assert (role in ALLOWED[action]) == (role in MATRIX[action])


def test_every_address_says_what_act_it_stands_for() -> None:
    acts = {name: getattr(entry.callback, "action", None) for name, entry in named().items()}

    assert acts == ADDRESSES


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_an_address_opens_to_the_roles_of_its_act_only(role: Role, client_as: ClientAs) -> None:
    client, refused = client_as(role), {}
    for name in ADDRESSES:
        with undone():
            answers = {client.get(address(name)).status_code, client.post(address(name)).status_code}
        refused[name] = 403 in answers

    assert refused == {name: role not in MATRIX[act] for name, act in ADDRESSES.items()}


@pytest.mark.django_db
def test_nobody_gets_in_without_signing_in() -> None:
    answers = {name: Client().get(address(name)) for name in ADDRESSES}

    assert {name: response.status_code for name, response in answers.items()} == dict.fromkeys(ADDRESSES, 302)
    sign_in = reverse("sign_in")
    assert [name for name in answers if not answers[name]["Location"].startswith(sign_in)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_the_administration_opens_to_admins_only(role: Role, client_as: ClientAs) -> None:
    response = client_as(role).get("/admin/")

    assert (response.status_code == 200) == (role is Role.ADMIN)
