"""
The same form sent twice by an impatient click: of every address that takes a post, the second adds nothing.

It may be refused or be done again to the same end; it never makes a second row of anything, and never fails.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.urls import reverse

from claims.models import Mention
from claims.services import discussing
from claims.services.deciding import AdjudicationValue, propose, standing_of
from claims.services.triage import accept_mention
from claims.vocabulary import QuestionOutcome, TaskKind
from config.policies import Role
from config.seen import mark_of
from tests import factories as make
from tests.conftest import PASSWORD, person
from tests.sources import make as make_imports
from tests.views.test_second_saver import OVERWRITES, WITHOUT_VERSIONS

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
#: An address and what is sent there.
Post = tuple[str, dict[str, Any]]

#: Rows that say where somebody is, not what they did.
PASSING = {"Task", "Draft"}


def rows() -> dict[str, int]:
    """Count everything on record, with its history."""
    models = [*apps.get_app_config("claims").get_models(), *apps.get_app_config("sources").get_models()]
    tables = {model.__name__: model._meta.db_table for model in models if model.__name__ not in PASSING}
    count = "SELECT '{}', count(*) FROM {}"
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(count.format(name, table) for name, table in tables.items()))
        return dict(cursor.fetchall())


def task() -> int:
    """A task that waits."""
    return int(make.mention().tasks.get(kind=TaskKind.MENTION).pk)


def batch() -> int:
    return int(make_imports.planned(("a.txt", "Nine."))[0].batch_id)


def comment_add() -> Post:
    return reverse("comment_add", args=["question", make.question().pk]), {"text": "Twice?"}


def comment_edit() -> Post:
    row = discussing.comment(make.question(), "Once.", by=person(Role.ADJUDICATOR), now=make.NOW)
    return reverse("comment_edit", args=[row.pk]), {"text": "Better.", "seen": mark_of(row)}


def comment_withdraw() -> Post:
    row = discussing.comment(make.question(), "Once.", by=person(Role.ADJUDICATOR), now=make.NOW)
    return reverse("comment_withdraw", args=[row.pk]), {}


def question_new() -> Post:
    make.measure()
    return reverse("question_new"), {
        "text": "How many were killed?",
        "measure": "killed",
        "population": "soldiers",
    }


def mention_new() -> Post:
    make.measure()
    text = make.version()
    data = {
        "words": "nine soldiers", "kind": "quantity", "polarity": "affirmed", "low": "12", "best": "12",
        "high": "12", "bound": "exact", "unit": "person", "measure": "killed",
    }  # fmt: skip
    return f"{reverse('mention_new', args=[text.article_id])}?words=nine+soldiers&version=1", data


def derivation_add() -> Post:
    one = make.mention()
    other = make.mention(one.claim)
    data = {"article": other.version.article_id, "origin": one.version.article_id, "kind": "cites"}
    return reverse("derivation_add", args=[one.claim_id]), data


def part_add() -> Post:
    make.measure("casualties")
    make.measure("missing")
    return reverse("part_add"), {"whole": "casualties", "part": "missing"}


def sense_add() -> Post:
    make.measure()
    return reverse("sense_add"), {
        "words": "written off",
        "measure": "killed",
        "speaker": "",
        "citation": "p. 4",
    }


def undo() -> Post:
    """The newest of two decisions is offered to be taken back; the click on it takes back no other."""
    decisions = [accept_mention(make.mention(), by=person(Role.ADJUDICATOR), now=make.NOW) for _ in range(2)]
    return reverse("undo"), {"decision": decisions[1].pk}


def question_review() -> Post:
    question = make.question()
    value = AdjudicationValue(QuestionOutcome.INSUFFICIENT, "One source only.")
    propose(question, value, by=person(Role.REVIEWER), now=make.NOW, seen=standing_of(question).seen)
    return reverse("question_review", args=[question.pk]), {
        "act": "approve",
        "seen": standing_of(question).seen,
    }


def failed() -> int:
    """A batch with an item that could not be read."""
    return int(make_imports.imported(("a.txt", b"\xe9"))[0].batch_id)


def draft_save() -> Post:
    return reverse("draft_save", args=[make.question().pk, "decision"]), {"rationale": "Half of it"}


def password() -> Post:
    data = {
        "old_password": PASSWORD,
        "new_password1": "staple-battery-9",
        "new_password2": "staple-battery-9",
    }
    return reverse("password"), data


#: What is sent to the addresses that have no versions.
POSTS: dict[str, Callable[[], Post]] = {
    made.__name__: made
    for made in (
        comment_add, comment_edit, comment_withdraw, question_new, mention_new, derivation_add, part_add, sense_add, undo, draft_save, password,
        question_review,
    )
} | {
    "sign_in": lambda: (reverse("sign_in"), {"username": "adjudicator", "password": PASSWORD}),
    "sign_out": lambda: (reverse("sign_out"), {}),
    "question_follow": lambda: (reverse("question_follow", args=[make.question().pk]), {"follow": "1"}),
    "notices_read": lambda: (reverse("notices_read"), {}),
    "opinion_set": lambda: (reverse("opinion_set", args=["question", make.question().pk]), {"step": 4}),
    "term_new": lambda: (reverse("term_new", args=["population"]), {"name": "the regiment"}),
    "source_new": lambda: (reverse("source_new"), {"name": "The Post", "kind": "outlet"}),
    "source_aliases": lambda: (reverse("source_aliases", args=[make.source("A").pk]), {"name": "Another name"}),
    "imports": lambda: (reverse("imports"), {"paste": "1", "p-text": "Nine were killed.", "p-title": "Nine"}),
    "person_add": lambda: (reverse("person_add"), {"username": "new", "password": "staple-9-horse", "role": "analyst"}),
    "task_skip": lambda: (reverse("task_skip", args=[task()]), {}),
    "task_park": lambda: (reverse("task_park", args=[task()]), {}),
    "task_put_back": lambda: (reverse("task_put_back", args=[task()]), {}),
    "queue_leave": lambda: (reverse("queue_leave"), {}),
    "batch_run": lambda: (reverse("batch_run", args=[batch()]), {}),
    "batch_cancel": lambda: (reverse("batch_cancel", args=[batch()]), {}),
    "batch_retry": lambda: (reverse("batch_retry", args=[failed()]), {}),
}  # fmt: skip
#: Only an admin may.
ADMINS = {"imports", "person_add", "batch_run", "batch_cancel", "batch_retry"}
#: Where the first one adds no row of these apps, so that there is nothing to see twice.
QUIET = {
    "sign_in", "sign_out", "password", "person_add", "notices_read", "draft_save", "person_set", "item", "undo",
    "task_skip", "task_park", "task_put_back", "queue_leave", "batch_run", "batch_cancel", "batch_retry",
}  # fmt: skip


def test_every_address_that_takes_a_post_is_sent_twice() -> None:
    assert POSTS.keys() == WITHOUT_VERSIONS.keys() | {"question_review"}


@pytest.mark.parametrize("name", sorted(OVERWRITES.keys() | POSTS.keys()))
def test_the_same_form_sent_twice_adds_nothing_the_second_time(client_as: ClientAs, name: str) -> None:
    if name not in POSTS:
        stale = OVERWRITES[name]()
        role, url, data = stale.role, stale.url, stale.data
    else:
        role = Role.ADMIN if name in ADMINS else Role.ADJUDICATOR
        url, data = POSTS[name]()
    client = client_as(role)
    before = rows()

    first = client.post(url, data)
    once = rows()
    second = client.post(url, data)

    assert first.status_code < 400
    assert second.status_code < 500
    assert rows() == once
    assert name in QUIET or once != before


def test_a_click_too_many_on_undo_takes_back_no_other_decision(client_as: ClientAs) -> None:
    url, data = undo()
    client = client_as(Role.ADJUDICATOR)

    answers = [client.post(url, data).status_code for _ in range(2)]

    assert answers == [303, 409]
    assert sorted(Mention.objects.values_list("state", flat=True)) == ["accepted", "suggested"]


def test_what_is_sent_twice_as_a_batch_leads_to_the_one_that_is_there(client_as: ClientAs) -> None:
    url, data = POSTS["imports"]()
    client = client_as(Role.ADMIN)

    first, second = (client.post(url, data) for _ in range(2))
    other = client.post(url, data | {"p-title": "Another title"})

    assert first["Location"] == second["Location"] != other["Location"]


def test_another_word_in_between_makes_a_comment_a_new_one(client_as: ClientAs) -> None:
    url, data = comment_add()
    client = client_as(Role.REVIEWER)

    for text in ("Twice?", "No.", "Twice?"):
        client.post(url, data | {"text": text})

    assert rows()["Comment"] == 3
