"""The stream of tasks: who is given which, skipping, parking, and the kinds that are neither mention nor pair."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Finding, FindingClaim, Mention, Relation, Task
from claims.services import deciding
from claims.services.deciding import AdjudicationValue
from claims.services.provenance import chain_of
from claims.services.triage import accept_mention
from claims.vocabulary import QuestionOutcome
from config.policies import Role
from config.seen import mark, mark_of
from sources.models import SourceAlias
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
Htmx = Callable[[str], dict[str, str]]
QUEUE = "/queue/"


def pair(one: int, other: int, **fields: object) -> Relation:
    """A suggested relation of two claims that a text carries."""
    claims = make.claim(one), make.claim(other)
    for claim in claims:
        make.mention(claim)
    return make.relation(*claims, **fields)


def finding(number: int = 1) -> Finding:
    row = Finding.objects.create(
        kind="stale_figure",
        key=f"stale_figure:{number}",
        inputs="x",
        rule="test/1",
        detail="It is old.",
        opened_at=make.NOW,
    )
    FindingClaim.objects.create(finding=row, claim=make.mention(make.claim(700 + number)).claim)
    return row


def text_of(client: Client, **query: object) -> str:
    return client.get(QUEUE, query).content.decode()


def lease_on(page: str) -> dict[str, str]:
    """What the page sends when it is left."""
    found = re.search(r'data-task="(\d+)" data-lease="([^"]+)"', page)
    assert found is not None
    return {"task": found[1], "lease": found[2]}


def test_two_reviewers_are_given_different_tasks_and_reloading_gives_the_same_one(
    client_as: ClientAs,
) -> None:
    first, second = make.mention(make.claim(1)), make.mention(make.claim(2))
    ann, ben = client_as(Role.REVIEWER), client_as(Role.ADJUDICATOR)

    for client, shown in ((ann, first), (ben, second), (ann, first)):
        assert f"/mentions/{shown.pk}/decisions/" in text_of(client)


def test_a_task_in_other_hands_is_not_handed_over(client_as: ClientAs) -> None:
    first, second = make.mention(make.claim(1)), make.mention(make.claim(2))
    text_of(client_as(Role.REVIEWER))

    page = text_of(client_as(Role.ADJUDICATOR), kind="mention", at=first.pk)

    assert "Somebody else has this one in hand." in page
    assert f"/mentions/{second.pk}/decisions/" in page


def test_leaving_the_queue_gives_the_task_back(client_as: ClientAs) -> None:
    make.mention()
    client = client_as(Role.REVIEWER)
    lease = lease_on(text_of(client))
    assert Task.objects.exclude(leased_by=None).exists()

    assert client.post(reverse("queue_leave"), lease).status_code == 204
    assert not Task.objects.exclude(leased_by=None).exists()


def test_a_page_that_was_left_does_not_give_back_what_the_next_page_took(client_as: ClientAs) -> None:
    """Reloading: the browser says that the page before was left when the new one has come."""
    make.mention()
    client = client_as(Role.REVIEWER)
    before = lease_on(text_of(client))
    lease_on(text_of(client))

    for late in (before, before | {"lease": "soon"}, before | {"task": "x"}, {}):
        assert client.post(reverse("queue_leave"), late).status_code == 204
        assert Task.objects.exclude(leased_by=None).exists()


def test_nobody_gives_back_what_is_in_anothers_hands(client_as: ClientAs) -> None:
    make.mention()
    lease = lease_on(text_of(client_as(Role.REVIEWER)))

    assert client_as(Role.ADJUDICATOR).post(reverse("queue_leave"), lease).status_code == 204
    assert Task.objects.exclude(leased_by=None).exists()


def test_skipping_goes_on_and_begins_again_at_the_end(client_as: ClientAs, htmx: Htmx) -> None:
    first, second = make.mention(make.claim(1)), make.mention(make.claim(2))
    client = client_as(Role.REVIEWER)
    text_of(client)

    for skipped, shown in ((first, second), (second, first)):
        answer = client.post(reverse("task_skip", args=[skipped.tasks.get().pk]), headers=htmx("task"))
        assert f"/mentions/{shown.pk}/decisions/" in answer.content.decode()


def test_what_was_skipped_does_not_come_back_after_the_next_decision(client_as: ClientAs) -> None:
    skipped, decided, last = (make.mention(make.claim(number)) for number in (1, 2, 3))
    client = client_as(Role.REVIEWER)

    client.post(reverse("task_skip", args=[skipped.tasks.get().pk]))
    client.post(reverse("mention_decide", args=[decided.pk]), {"action": "accept"})

    assert f"/mentions/{last.pk}/decisions/" in text_of(client)


def test_parking_sets_a_task_aside_for_everybody_until_it_is_taken_out(
    client_as: ClientAs, htmx: Htmx
) -> None:
    mention, client = make.mention(), client_as(Role.REVIEWER)
    text_of(client)
    task = mention.tasks.get()

    parked = client.post(reverse("task_park", args=[task.pk]), headers=htmx("task")).content.decode()
    assert "Parked. It comes back when something about it changes; until then" in parked
    assert "Everything is decided." in text_of(client_as(Role.ADJUDICATOR))
    assert "parked by reviewer" in client.get(reverse("parked_list")).content.decode()

    assert client.post(reverse("task_put_back", args=[task.pk])).status_code == 303
    assert f"/mentions/{mention.pk}/decisions/" in text_of(client)


def test_undo_takes_a_parking_back_and_shows_the_task(client_as: ClientAs, htmx: Htmx) -> None:
    parked, _ = make.mention(make.claim(1)), make.mention(make.claim(2))
    client = client_as(Role.REVIEWER)
    shown = client.post(
        reverse("task_park", args=[parked.tasks.get().pk]), headers=htmx("task")
    ).content.decode()
    assert 'data-key="z"' in shown
    assert f"mention {parked.pk}</a> · you said <b>parked</b>" in " ".join(shown.split())

    piece = client.post(reverse("undo"), headers=htmx("task")).content.decode()

    assert f"Undone: parked: mention {parked.pk}. It waits again." in piece
    assert parked.tasks.get().leased_by == User.objects.get(username="reviewer")
    assert parked.tasks.get().parked_at is None


def test_parking_what_waits_no_longer_or_is_in_other_hands_says_so(client_as: ClientAs) -> None:
    mention, client = make.mention(), client_as(Role.REVIEWER)
    url = reverse("task_park", args=[mention.tasks.get().pk])
    text_of(client_as(Role.ADJUDICATOR))

    held = client.post(url)
    accept_mention(mention, by=make.person("faster"), now=make.NOW)
    gone = client.post(url)

    assert (held.status_code, gone.status_code) == (409, 409)
    assert "Somebody else has this one in hand." in held.content.decode()
    assert "It waits no longer: somebody has decided it." in gone.content.decode()


def test_a_finding_is_dismissed_in_the_queue(client_as: ClientAs, htmx: Htmx) -> None:
    row, client = finding(), client_as(Role.REVIEWER)
    url = reverse("finding_decide", args=[row.pk])
    assert "It is old." in text_of(client, kind="finding")

    row.refresh_from_db()
    data = {"back": "queue", "seen": mark_of(row)}

    refused = client.post(url, data | {"reason": " "}, headers=htmx("task"))
    saved = client.post(url, data | {"reason": "known to all"}, headers=htmx("task"))

    assert refused.status_code == 422
    assert "It is old." in refused.content.decode()
    assert "Dismissed: It is old." in saved.content.decode()
    row.refresh_from_db()
    assert row.dismissed_reason == "known to all"


def test_a_decision_is_approved_in_the_queue_by_an_adjudicator_who_did_not_propose_it(
    client_as: ClientAs, htmx: Htmx, adjudicator: User
) -> None:
    question = make.question()
    value = AdjudicationValue(QuestionOutcome.BOTH_TRUE, "They count different months.")
    deciding.propose(
        question, value, by=make.person(), now=make.NOW, seen=deciding.standing_of(question).seen
    )
    client = client_as(Role.ADJUDICATOR)
    seen = deciding.standing_of(question).seen
    assert "Everything is decided." in text_of(client_as(Role.REVIEWER))
    assert "They count different months." in text_of(client)

    answer = client.post(
        reverse("question_review", args=[question.pk]),
        {"act": "approve", "seen": seen, "back": "queue"},
        headers=htmx("task"),
    )

    assert "Approved: this is the answer from now on." in answer.content.decode()
    assert deciding.standing_of(question).current is not None


def test_nobody_is_given_their_own_proposal(client_as: ClientAs, adjudicator: User) -> None:
    question = make.question()
    value = AdjudicationValue(QuestionOutcome.BOTH_TRUE, "They count different months.")
    deciding.propose(question, value, by=adjudicator, now=make.NOW, seen=deciding.standing_of(question).seen)

    page = text_of(client_as(Role.ADJUDICATOR))

    assert "They count different months." not in page
    assert 'All <span class="count">0</span>' in page


def test_undo_opens_a_dismissed_finding_again(client_as: ClientAs, htmx: Htmx) -> None:
    row, client = finding(), client_as(Role.REVIEWER)
    row.refresh_from_db()
    data = {"back": "queue", "seen": mark_of(row), "reason": "known to all"}
    client.post(reverse("finding_decide", args=[row.pk]), data)

    piece = client.post(reverse("undo"), headers=htmx("task")).content.decode()

    row.refresh_from_db()
    assert (row.state, row.dismissed_by, row.dismissed_reason) == ("open", None, "")
    assert "Undone: dismissed: It is old. It waits again." in piece
    assert f"/findings/{row.pk}/decisions/" in piece


def name_task(words: str = "his office") -> Mention:
    """An accepted mention whose origin has words and no source."""
    mention = make.mention()
    make.origin(mention, None, printed_name=words)
    accept_mention(mention, by=make.person(), now=make.NOW)
    return mention


def name(client: Client, mention: Mention, htmx: Htmx, **data: str) -> str:
    """Say who is meant by the words; return the answer."""
    data = {"hop": "1", "seen": mark(chain_of(mention)), **data}
    return client.post(
        reverse("mention_name", args=[mention.pk]), data, headers=htmx("task")
    ).content.decode()


def test_words_are_given_a_recorded_source_in_the_queue_and_that_can_be_undone(
    client_as: ClientAs, htmx: Htmx
) -> None:
    mention, source, client = name_task("police"), make.source("Varnholm Police"), client_as(Role.REVIEWER)
    page = text_of(client)
    assert "No recorded source is called <q>police</q>." in page
    assert 'value="Varnholm Police" data-key="1"' in page

    assert "Saved: Varnholm Police is meant." in name(client, mention, htmx, name="varnholm police")
    assert mention.attributions.get(hop=1).source == source
    assert not SourceAlias.objects.exists()
    assert not mention.tasks.exists()

    client.post(reverse("undo"), headers=htmx("task"))
    assert mention.tasks.get().kind == "name"


def test_words_are_given_a_new_source_and_remembered_as_its_name(client_as: ClientAs, htmx: Htmx) -> None:
    mention, client = name_task("the prefecture"), client_as(Role.REVIEWER)

    refused = name(client, mention, htmx, name="Prefecture of Varnholm")
    assert "Say its kind, and it is added." in refused
    assert 'value="Prefecture of Varnholm"' in refused
    saved = name(client, mention, htmx, name="Prefecture of Varnholm", kind="office", remember="on")

    assert "Saved: Prefecture of Varnholm is meant." in saved
    assert SourceAlias.objects.get().name == "the prefecture"
    assert mention.attributions.get(hop=1).source == SourceAlias.objects.get().source


def test_words_that_mean_nobody_in_particular_become_an_unnamed_group(
    client_as: ClientAs, htmx: Htmx
) -> None:
    mention = name_task("officials")

    name(client_as(Role.REVIEWER), mention, htmx, name="officials", kind="unnamed_group")

    source = mention.attributions.get(hop=1).source
    assert source is not None
    assert (source.name, source.kind) == ("officials", "unnamed_group")


def test_a_chain_that_somebody_else_has_changed_is_not_overwritten(client_as: ClientAs, htmx: Htmx) -> None:
    mention, client = name_task(), client_as(Role.REVIEWER)
    make.source("A Ministry")

    answer = name(client, mention, htmx, name="A Ministry", seen="stale")

    assert "Somebody else has changed this chain in the meantime. You named A Ministry" in answer
    assert mention.attributions.get(hop=1).source is None


@pytest.mark.parametrize("kind", ["finding", "name", "approval"])
def test_the_other_kinds_ask_as_many_queries_with_twenty_tasks(
    client_as: ClientAs, queries_of: Callable[[Client, str], int], kind: str
) -> None:
    client = client_as(Role.ADJUDICATOR)

    def fill(first: int, last: int) -> int:
        for number in range(first, last):
            if kind == "finding":
                finding(number)
            elif kind == "name":
                name_task(f"office {number}")
            else:
                value = AdjudicationValue(QuestionOutcome.BOTH_TRUE, "They count different months.")
                question = make.question()
                seen = deciding.standing_of(question).seen
                deciding.propose(question, value, by=make.person(), now=make.NOW, seen=seen)
        return queries_of(client, f"{QUEUE}?kind={kind}")

    fill(0, 3)  # at least one task is up next, as nearly always
    assert fill(3, 5) == fill(5, 20)
