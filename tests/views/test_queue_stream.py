"""The queue narrowed, kinds that came late to it, and what is parked."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from claims.models import Decision, Derivation, Finding, FindingClaim, Mention, Task
from claims.services import deciding
from claims.vocabulary import QuestionOutcome, TaskKind
from config.policies import Role
from config.seen import mark_of
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
Htmx = Callable[[str], dict[str, str]]
QUEUE = "/queue/"


def text_of(client: Client, **query: object) -> str:
    return client.get(QUEUE, query).content.decode()


def derivation(number: int = 1) -> Derivation:
    one, other = (make.version(f"Text {number}.", title=f"Title {n}{number}") for n in "AB")
    return Derivation.objects.create(
        article=one.article, origin=other.article, kind="cites", rule="test/1", detail="It names it.",
        recorded_at=make.NOW,
    )  # fmt: skip


@pytest.mark.parametrize(("action", "figure"), [("keep", 9), ("take", 12)])
def test_a_later_reading_is_kept_or_taken_in_the_queue_and_taken_back_by_undo(
    client_as: ClientAs, htmx: Htmx, action: str, figure: int
) -> None:
    row, client = make.rereading(make.claim(12)), client_as(Role.REVIEWER)
    page = text_of(client, kind="reading")
    assert "Which reading holds?" in page
    assert 'data-key="m">Keep mine <kbd>M</kbd>' in page
    assert 'data-key="t">Take the new <kbd>T</kbd>' in page

    sent = {"action": action, "seen": mark_of(Mention.objects.get(pk=row.mention_id)), "back": "queue"}
    answer = client.post(reverse("rereading_decide", args=[row.pk]), sent, headers=htmx("task"))
    assert answer.status_code == 200
    assert Mention.objects.get(pk=row.mention_id).claim.best == figure
    assert not Task.objects.filter(kind="reading").exists()

    again = client.post(reverse("undo"), headers=htmx("task")).content.decode()
    assert "Which reading holds?" in again
    assert Mention.objects.get(pk=row.mention_id).claim.best == 9


def test_a_later_reading_somebody_else_decided_on_answers_409_with_both(
    client_as: ClientAs, htmx: Htmx
) -> None:
    row = make.rereading(make.claim(12))

    answer = client_as(Role.REVIEWER).post(
        reverse("rereading_decide", args=[row.pk]),
        {"action": "keep", "seen": "0" * 16, "reason": "So it says.", "back": "queue"},
        headers=htmx("task"),
    )

    assert answer.status_code == 409
    assert "So it says." in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_derivation_is_confirmed_as_another_kind_with_one_key_and_taken_back(
    client_as: ClientAs, htmx: Htmx
) -> None:
    row, client = derivation(), client_as(Role.REVIEWER)
    page = text_of(client, kind="derivation")
    for key, words in (("r", "republishes"), ("q", "quotes"), ("c", "cites")):
        assert f'name="kind" value="{words}" data-key="{key}"' in page

    url = reverse("derivation_judge", args=[row.pk])
    answer = client.post(
        url, {"action": "confirm", "kind": "quotes", "seen": mark_of(row)}, headers=htmx("task")
    )
    row.refresh_from_db()
    assert (answer.status_code, row.state, row.kind) == (200, "confirmed", "quotes")
    assert "Title A1 from Title B1" in answer.content.decode()

    client.post(reverse("undo"), headers=htmx("task"))
    row.refresh_from_db()
    assert (row.state, row.kind) == ("suggested", "cites")


def test_a_derivation_is_rejected_with_a_reason_only(client_as: ClientAs, htmx: Htmx) -> None:
    row, client = derivation(), client_as(Role.REVIEWER)
    url, sent = reverse("derivation_judge", args=[row.pk]), {"action": "reject", "seen": mark_of(row)}

    assert client.post(url, sent, headers=htmx("task")).status_code == 422
    assert client.post(url, {"action": "none"}, headers=htmx("task")).status_code == 422
    assert client.post(url, sent | {"reason": "Another event."}, headers=htmx("task")).status_code == 200
    second = client.post(url, sent | {"reason": "Once more."}, headers=htmx("task"))
    assert second.status_code == 409
    assert "Once more." in second.content.decode()


def test_the_queue_is_narrowed_by_measure_and_source_with_a_chip_for_each(client_as: ClientAs) -> None:
    army, client = make.source("Army"), client_as(Role.REVIEWER)
    mine = make.mention(make.claim(1, claimant_id=army.pk))
    other = make.mention(make.claim(2, claimant_id=make.source("Ministry").pk))
    measure = mine.claim.scope.measure

    page = text_of(client, source=army.pk, measure=measure.pk)

    assert f"/mentions/{mine.pk}/decisions/" in page
    assert f"/mentions/{other.pk}/" not in page
    assert f'href="{QUEUE}?measure={measure.pk}" aria-label="Take off source: Army">' in page
    assert f'href="{QUEUE}?source={army.pk}" aria-label="Take off measure: {measure}">' in page
    assert f'<a class="button button--small" href="{QUEUE}">Show everything</a>' in page
    assert f"?kind=mention&amp;measure={measure.pk}&amp;source={army.pk}" in page


def test_each_window_keeps_its_own_filters_when_it_goes_on(client_as: ClientAs, htmx: Htmx) -> None:
    army, navy, client = make.source("Army"), make.source("Navy"), client_as(Role.REVIEWER)
    first, second = (make.mention(make.claim(n, claimant_id=army.pk)) for n in (1, 2))
    third = make.mention(make.claim(3, claimant_id=navy.pk))
    text_of(client, source=army.pk)
    text_of(client, source=navy.pk)  # in another window

    window = {"HX-Current-URL": f"http://testserver{QUEUE}?source={army.pk}"}
    shown = client.post(
        reverse("mention_decide", args=[first.pk]), {"action": "accept", "seen": "suggested", "back": "queue"},
        headers=htmx("task") | window,
    ).content.decode()  # fmt: skip

    assert f"/mentions/{second.pk}/decisions/" in shown
    assert f"/mentions/{third.pk}/" not in shown


def test_a_source_is_chosen_by_any_of_its_names_and_an_unknown_one_is_told(client_as: ClientAs) -> None:
    army, client, url = make.source("Army"), client_as(Role.REVIEWER), reverse("queue_filters")
    text_of(client, kind="mention")
    assert "Narrow the queue" in client.get(url).content.decode()

    chosen = client.get(url, {"apply": "1", "source_name": "army"})
    assert (chosen.status_code, chosen["Location"]) == (303, f"{QUEUE}?kind=mention&source={army.pk}")

    unknown = client.get(url, {"apply": "1", "source_name": "Nobody of note"})
    assert unknown.status_code == 422
    assert "Nobody of note" in unknown.content.decode()


def test_what_is_parked_is_listed_by_kind_and_taken_back_now(client_as: ClientAs) -> None:
    mention, client = make.mention(), client_as(Role.REVIEWER)
    task = mention.tasks.get()
    client.post(reverse("task_park", args=[task.pk]))
    page = client.get(reverse("parked_list"), {"kind": "mention"}).content.decode()
    assert "Take it back now" in page
    assert "Take it back now" not in client.get(reverse("parked_list"), {"kind": "finding"}).content.decode()

    answer = client.post(reverse("task_put_back", args=[task.pk]))
    assert (answer.status_code, answer["Location"]) == (303, f"{QUEUE}?kind=mention&at={mention.pk}")
    assert f"/mentions/{mention.pk}/decisions/" in client.get(answer["Location"]).content.decode()
    assert "taken back by" in client.get(reverse("parked_list")).content.decode()


def test_the_history_tells_who_parked_what_and_what_brought_it_back(client_as: ClientAs) -> None:
    mention, client = make.mention(), client_as(Role.REVIEWER)
    client.post(reverse("task_park", args=[mention.tasks.get().pk]))
    make.mention(mention.claim, version=make.version("Once more nine soldiers."))

    page = client.get(reverse("history", args=["mention", mention.pk])).content.decode()

    assert "parked, until something changes: mention" in page
    assert "woken: a mention of its claims was added" in page


@pytest.mark.parametrize("kind", ["reading", "derivation"])
def test_a_task_of_these_kinds_costs_the_same_queries_however_many_wait(
    client_as: ClientAs, kind: str
) -> None:
    client = client_as(Role.REVIEWER)

    def more(count: int) -> None:
        for number in range(count):
            if kind == "derivation":
                derivation(Derivation.objects.count() + 1)
            else:
                make.rereading(make.claim(100 + number))

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(QUEUE, {"kind": kind}).status_code == 200
        return len(found.captured_queries)

    more(3)
    queries()
    few = queries()
    more(12)
    assert queries() == few


def test_an_approval_is_taken_back_with_the_undo_key(client_as: ClientAs, htmx: Htmx) -> None:
    question, client = make.question(), client_as(Role.ADJUDICATOR)
    value = deciding.AdjudicationValue(QuestionOutcome.BOTH_TRUE, "They count different months.")
    deciding.propose(
        question, value, by=make.person("proposer"), now=make.NOW, seen=deciding.standing_of(question).seen
    )
    text_of(client, kind="approval")

    sent = {"act": "approve", "seen": deciding.standing_of(question).seen, "back": "queue"}
    answer = client.post(
        reverse("question_review", args=[question.pk]), sent, headers=htmx("task")
    ).content.decode()
    assert deciding.standing_of(question).current is not None
    assert "you said <b>approved</b>" in answer
    assert question.text in answer
    assert "Undo <kbd>Z</kbd>" in answer

    again = client.post(reverse("undo"), headers=htmx("task")).content.decode()
    assert "It waits again." in again
    assert "Is this the answer?" in again
    assert deciding.standing_of(question).current is None


def _waiting(kind: str) -> None:
    if kind == "mention":
        make.mention()
    elif kind == "name":
        row = make.mention(state="accepted", decided_by=make.person(), decided_at=make.NOW)
        make.origin(row, None, printed_name="a spokesman")
    elif kind == "relation":
        make.relation(make.mention(make.claim(9)).claim, make.mention(make.claim(12)).claim)
    elif kind == "axis":
        claims = make.claim(9, place=None), make.claim(12)
        axes = dict.fromkeys(("measure", "population", "period", "basis"), "same") | {"place": "unknown"}
        make.relation(
            *(make.mention(one).claim for one in claims), kind="unrelated", comparability="unknown", axes=axes
        )
    elif kind == "finding":
        row = Finding.objects.create(
            kind="stale_figure",
            key="stale_figure:1",
            inputs="x",
            rule="test/1",
            detail="Old.",
            opened_at=make.NOW,
        )
        FindingClaim.objects.create(finding=row, claim=make.claim())
    elif kind == "reading":
        make.rereading(make.claim(12))
    elif kind == "derivation":
        derivation()
    else:
        question = make.question()
        value = deciding.AdjudicationValue(QuestionOutcome.BOTH_TRUE, "They count different months.")
        deciding.propose(
            question,
            value,
            by=make.person("proposer"),
            now=make.NOW,
            seen=deciding.standing_of(question).seen,
        )


@pytest.mark.parametrize("kind", [kind for kind in TaskKind if kind is not TaskKind.SECOND_OPINION])
def test_every_button_of_every_kind_of_task_shows_its_key(client_as: ClientAs, kind: str) -> None:
    _waiting(kind)

    page = text_of(client_as(Role.ADJUDICATOR), kind=kind)

    assert Task.objects.filter(kind=kind, leased_by__isnull=False).exists()
    buttons = re.findall(r"<button.*?</button>", page.split('id="task"')[1].split("</main>")[0], re.DOTALL)
    assert [one for one in buttons if "<kbd>" not in one] == []
    keyed = re.findall(r'<button[^>]*data-key="([^"]*)".*?</button>', page, re.DOTALL)
    assert len(keyed) == len(set(keyed))
