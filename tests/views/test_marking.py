"""A reviewer marks by hand what no program found."""

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Decision, Mention
from claims.services import undoing
from claims.vocabulary import MentionState
from config.policies import Role
from sources.models import ArticleVersion
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
GERMAN = "Das Ministerium teilte mit, dass zwölf Soldaten getötet worden seien.\n\nZwölf, sagte es später."


def url_of(text: ArticleVersion, /, **asked: object) -> str:
    asked.setdefault("version", text.number)
    return f"{reverse('mention_new', args=[text.article_id])}?{urlencode(asked)}"


def entries(**changes: str) -> dict[str, str]:
    """The least that a person types: twelve killed."""
    make.measure("killed")
    return {
        "words": "zwölf Soldaten", "kind": "quantity", "polarity": "affirmed", "low": "12", "best": "12", "high": "12",
        "bound": "exact", "unit": "person", "measure": "killed", **changes,
    }  # fmt: skip


def german() -> ArticleVersion:
    return make.version(GERMAN, language="de")


def test_the_reader_says_that_another_language_is_not_read_and_offers_marking(client_as: ClientAs) -> None:
    version = german()

    page = client_as(Role.REVIEWER).get(reverse("article", args=[version.article_id])).content.decode()

    assert "This text is in German." in page
    assert url_of(version) in page


def test_the_words_are_chosen_first(client_as: ClientAs) -> None:
    version = german()

    page = client_as(Role.REVIEWER).get(url_of(version))

    assert page.status_code == 200
    assert "Choose these words" in page.content.decode()


@pytest.mark.parametrize(
    ("words", "problem"),
    [("zwölf Matrosen", "do not stand in this text"), ("  ", "Copy the words of the claim")],
)
def test_words_that_the_text_does_not_hold_are_refused_with_the_reason(
    client_as: ClientAs, words: str, problem: str
) -> None:
    answer = client_as(Role.REVIEWER).get(url_of(german(), words=words))

    assert answer.status_code == 422
    assert problem in answer.content.decode()


def test_the_same_words_elsewhere_are_offered(client_as: ClientAs) -> None:
    version = make.version("Nine died. Nine died.")

    page = client_as(Role.REVIEWER).get(url_of(version, words="Nine", at=5)).content.decode()

    assert (
        "at=11" in page.split('<form class="triage__reading')[1]
    )  # the first one at or after the place asked for
    assert "at=0" in page.split("Another place")[1].split("</p>")[0]


def test_the_form_is_filled_in_as_the_program_reads_the_words(client_as: ClientAs) -> None:
    version = make.version("The ministry said that at least 14 soldiers were killed in Kursk Oblast.")
    make.measure("killed")

    page = client_as(Role.REVIEWER).get(url_of(version, words="14 soldiers")).content.decode()

    assert 'value="14"' in page
    assert '<option value="at_least" selected>' in page
    assert '<option value="killed" selected>' in page


def test_a_marked_mention_is_accepted_and_has_no_program(client_as: ClientAs) -> None:
    version = german()

    answer = client_as(Role.REVIEWER).post(url_of(version, words="zwölf Soldaten", at=0), entries())

    mention = Mention.objects.get()
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"#note-{mention.pk}")
    assert (mention.state, mention.extractor, mention.exact) == ("accepted", "", "zwölf Soldaten")
    assert mention.claim.best == 12
    assert [hop.source for hop in mention.attributions.all()] == [version.article.outlet]


def test_a_claimant_stands_behind_the_publisher(client_as: ClientAs) -> None:
    version = german()
    ministry = make.source("Verteidigungsministerium")

    client_as(Role.REVIEWER).post(
        url_of(version, words="zwölf Soldaten"), entries(claimant="verteidigungsministerium")
    )

    chain = Mention.objects.get().attributions.order_by("hop")
    assert [(hop.role, hop.source) for hop in chain] == [
        ("publisher", version.article.outlet),
        ("originator", ministry),
    ]


def test_a_bad_entry_keeps_what_was_typed(client_as: ClientAs) -> None:
    answer = client_as(Role.REVIEWER).post(
        url_of(german(), words="zwölf Soldaten"), entries(low="13", statement="kept words")
    )

    assert answer.status_code == 422
    assert "not in order" in answer.content.decode()
    assert "kept words" in answer.content.decode()
    assert not Mention.objects.exists()


def test_the_same_words_carry_one_claim_once(client_as: ClientAs) -> None:
    version = german()
    client = client_as(Role.REVIEWER)
    client.post(url_of(version, words="zwölf Soldaten"), entries())

    answer = client.post(url_of(version, words="zwölf Soldaten"), entries())

    assert answer.status_code == 422
    assert "already carry this claim" in answer.content.decode()
    assert Mention.objects.count() == 1


def test_taking_the_mark_back_keeps_it_on_record(client_as: ClientAs) -> None:
    client_as(Role.REVIEWER).post(url_of(german(), words="zwölf Soldaten"), entries())
    decision = Decision.objects.get()

    undoing.undo_latest(by=User.objects.get(pk=decision.by_id), now=timezone.now())

    mention = Mention.objects.get()
    assert (mention.state, mention.reason) == (
        MentionState.REJECTED,
        "taken back by the person who marked it",
    )


def test_an_analyst_may_not_mark(client_as: ClientAs) -> None:
    assert client_as(Role.ANALYST).get(url_of(german())).status_code == 403


def test_an_unknown_article_or_version_is_not_found(client_as: ClientAs) -> None:
    client = client_as(Role.REVIEWER)

    assert client.get(reverse("mention_new", args=[99])).status_code == 404
    assert client.get(url_of(german(), version=7)).status_code == 404
