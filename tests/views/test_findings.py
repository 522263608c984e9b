"""The list of findings, dismissing one, and where else they are shown."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Finding, FindingClaim
from claims.states import TRANSITIONS, Act
from claims.vocabulary import FindingState
from config.policies import Role
from config.seen import mark_of
from tests import factories as make
from tests.services.test_upholding import at

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]


def finding(number: int = 1, claim: Claim | None = None) -> Finding:
    row = Finding.objects.create(
        kind="stale_figure", key=f"stale_figure:{number}", inputs="x", rule="test/1",
        detail=f"Figure {number} is <old>.", opened_at=make.NOW,
    )  # fmt: skip
    FindingClaim.objects.create(finding=row, claim=claim or make.mention().claim)
    return row


def act(client: Client, row: Finding, **data: str) -> Any:
    return client.post(reverse("finding_decide", args=[row.pk]), {"seen": mark_of(row)} | data)


def test_the_list_shows_what_was_noticed_and_about_which_claim(client_as: ClientAs) -> None:
    row = finding()

    page = client_as(Role.ANALYST).get(reverse("findings")).content.decode()

    assert "Figure 1 is &lt;old&gt;." in page
    assert reverse("claim", args=[row.about.get().claim_id]) in page
    assert "Dismiss</button>" not in page


def test_a_figure_of_a_finding_is_never_shown_without_what_it_covers(client_as: ClientAs) -> None:
    row = finding()
    scope = row.about.get().claim.scope
    assert scope is not None

    for page in ("/findings/", "/queue/?kind=finding"):
        assert str(scope.population) in client_as(Role.REVIEWER).get(page).content.decode().split("<main")[1]


def test_one_kind_can_be_chosen(client_as: ClientAs) -> None:
    finding()

    page = client_as(Role.ANALYST).get(reverse("findings") + "?kind=silent_edit").content.decode()

    assert "Nothing waits to be looked at." in page


def test_dismissing_needs_a_reason_and_names_who_did(client_as: ClientAs) -> None:
    row, client = finding(), client_as(Role.REVIEWER)

    assert act(client, row, act="dismiss", reason=" ").status_code == 422
    assert act(client, row, act="dismiss", reason="known to all").status_code == 303
    assert act(client, row, act="dismiss", reason="too late").status_code == 409

    assert (
        "Figure 1"
        not in client.get(reverse("findings")).content.decode().split("<main")[1].split("Dismissed:")[0]
    )
    assert "known to all" in client.get(reverse("findings") + "?state=dismissed").content.decode()


def test_a_dismissed_one_is_opened_again(client_as: ClientAs) -> None:
    row, client = finding(), client_as(Role.REVIEWER)
    act(client, row, act="dismiss", reason="known to all")

    row.refresh_from_db()
    act(client, row, act="reopen")

    row.refresh_from_db()
    assert row.state == "open"


def test_claim_and_question_show_it(client_as: ClientAs) -> None:
    claim, question = make.mention().claim, make.question()
    make.gather(question, claim)
    finding(claim=claim)
    client = client_as(Role.ANALYST)

    for url in (reverse("claim", args=[claim.pk]), reverse("question", args=[question.pk])):
        assert "Figure 1 is &lt;old&gt;." in client.get(url).content.decode()


def test_its_history_is_kept(client_as: ClientAs) -> None:
    row, client = finding(), client_as(Role.REVIEWER)
    act(client, row, act="dismiss", reason="known to all")
    act(client, row, act="reopen")

    assert "known to all" in client.get(reverse("history", args=["finding", row.pk])).content.decode()


def test_the_list_takes_as_many_queries_for_one_as_for_twenty(client_as: ClientAs, queries_of: Any) -> None:
    client = client_as(Role.REVIEWER)
    finding()
    one = queries_of(client, reverse("findings"))
    for number in range(2, 22):
        finding(number)

    assert queries_of(client, reverse("findings")) == one


def test_one_is_upheld_with_a_note_and_shown_as_such(client_as: ClientAs) -> None:
    claim, question = make.mention().claim, make.question()
    make.gather(question, claim)
    row, client = finding(claim=claim), client_as(Role.REVIEWER)

    assert act(client, row, act="uphold", reason="The hospital counts both.").status_code == 303

    claims, questions = reverse("claim", args=[claim.pk]), reverse("question", args=[question.pk])
    for url in (claims, questions, reverse("findings") + "?state=upheld"):
        page = client_as(Role.ANALYST).get(url).content.decode()
        assert "upheld by reviewer" in page.lower()
        assert "The hospital counts both." in page
    assert "uphold" in client.get(reverse("history", args=["finding", row.pk])).content.decode()
    assert "Figure 1" not in client.get(reverse("findings")).content.decode().split("Show</button>")[1]


def test_one_is_upheld_in_the_queue_by_key_and_undone(client_as: ClientAs, htmx: Any) -> None:
    row, client = (
        finding(claim=make.mention(state="accepted", decided_by=make.person(), decided_at=make.NOW).claim),
        client_as(Role.REVIEWER),
    )
    shown = client.get("/queue/?kind=finding").content.decode()
    assert 'data-key="u"' in shown
    assert "Uphold: it is so <kbd>U</kbd>" in shown

    piece = act_in_queue(client, row, htmx, act="uphold")
    row.refresh_from_db()
    assert (row.state, row.upheld_note) == ("upheld", "")
    assert "Upheld: Figure 1" in piece

    undone = client.post(reverse("undo"), headers=htmx("task")).content.decode()
    row.refresh_from_db()
    assert row.state == "open"
    assert "Undone: upheld: Figure 1" in undone


def act_in_queue(client: Client, row: Finding, htmx: Any, **data: str) -> str:
    sent = {"seen": mark_of(row), "back": "queue"} | data
    answer: str = client.post(
        reverse("finding_decide", args=[row.pk]), sent, headers=htmx("task")
    ).content.decode()
    return answer


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("doing", ["dismiss", "uphold", "reopen"])
@pytest.mark.parametrize("state", FindingState)
def test_a_role_does_in_a_state_what_the_table_says(
    client_as: ClientAs, role: Role, state: FindingState, doing: str
) -> None:
    row = at(state, make.person())
    acts = {"dismiss": Act.DISMISS, "uphold": Act.UPHOLD, "reopen": Act.REOPEN}
    possible = any((one.before, one.act) == (state, acts[doing]) for one in TRANSITIONS)

    status = act(client_as(role), row, act=doing, reason="Why.").status_code

    allowed = role in (Role.REVIEWER, Role.ADJUDICATOR)
    assert status == (403 if not allowed else 303 if possible else 409)
