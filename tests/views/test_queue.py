"""The queue: which task is next, deciding it, undoing, with htmx and without script."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Decision, Relation
from claims.services.triage import accept_mention, reject_mention
from claims.vocabulary import Comparability, MentionState, RelationKind, RelationState
from config.policies import Role
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


def text_of(client: Client, **query: object) -> str:
    return client.get(QUEUE, query).content.decode()


def test_an_empty_queue_says_what_to_do(client_as: ClientAs) -> None:
    page = text_of(client_as(Role.REVIEWER))

    assert "Everything is decided." in page
    assert "New tasks come with new" in page


def test_pairs_come_before_mentions_and_the_surest_first(client_as: ClientAs) -> None:
    make.mention()
    pair(9, 12, score="0.5")
    pair(70, 80, score="0.9")

    page = text_of(client_as(Role.REVIEWER))

    assert "Do these two claims conflict?" in page
    assert page.index("<b>70</b>") < page.index("<b>9</b>")


def test_the_stream_can_be_narrowed_to_one_kind_and_says_how_much_of_each_waits(client_as: ClientAs) -> None:
    shown, client = pair(9, 12), client_as(Role.REVIEWER)
    mention = make.mention(make.claim(1), version=make.version(published_on=date(1970, 1, 31)))

    everything = text_of(client)
    narrowed = text_of(client, kind="mention")

    assert f"/mentions/{mention.pk}/decisions/" in narrowed
    assert 'Pairs <span class="count">1</span>' in narrowed
    assert 'Mentions <span class="count">3</span>' in narrowed
    assert f'action="/relations/{shown.pk}/decisions/"' in everything


def test_the_stream_can_be_narrowed_to_what_concerns_a_question(client_as: ClientAs) -> None:
    relation, question = pair(70, 80, score="0.1"), make.question()
    pair(9, 12, score="0.9")
    make.gather(question, relation.left)

    page = text_of(client_as(Role.REVIEWER), question=question.pk)

    assert f'action="/relations/{relation.pk}/decisions/"' in page
    assert f'<a href="/questions/{question.pk}/">' in page


def test_accepting_without_script_sends_to_the_next_task(client_as: ClientAs, reviewer: User) -> None:
    mention = make.mention()

    response = client_as(Role.REVIEWER).post(
        reverse("mention_decide", args=[mention.pk]),
        {"action": "accept", "seen": "suggested", "back": "queue"},
    )

    mention.refresh_from_db()
    assert (response.status_code, response["Location"]) == (303, "/queue/")
    assert (mention.state, mention.decided_by) == (MentionState.ACCEPTED, reviewer)


def test_accepting_with_htmx_brings_the_next_task_and_the_undo(client_as: ClientAs, htmx: Htmx) -> None:
    first, second = make.mention(make.claim(1)), make.mention(make.claim(2))

    response = client_as(Role.REVIEWER).post(
        reverse("mention_decide", args=[first.pk]),
        {"action": "accept", "seen": "suggested", "back": "queue"},
        headers=htmx("task"),
    )

    piece = response.content.decode()
    assert response.status_code == 200
    assert 'id="task"' in piece
    assert "<html" not in piece
    assert f"/mentions/{second.pk}/decisions/" in piece
    assert 'data-key="z"' in piece
    assert 'id="queue-count" class="count" hx-swap-oob="true"' in piece


@pytest.mark.parametrize(
    ("reason", "other", "kept"),
    [
        ("not a claim", "", "not a claim"),
        ("", "a headline", "a headline"),
        ("not a claim", "a headline", "a headline"),
    ],
)
def test_rejecting_keeps_the_reason(client_as: ClientAs, reason: str, other: str, kept: str) -> None:
    mention = make.mention()

    client_as(Role.REVIEWER).post(
        reverse("mention_decide", args=[mention.pk]),
        {"action": "reject", "reason": reason, "other_reason": other},
    )

    mention.refresh_from_db()
    assert (mention.state, mention.reason) == (MentionState.REJECTED, kept)


@pytest.mark.parametrize("data", [{"action": "reject", "reason": " "}, {"action": "delete"}, {}])
def test_a_decision_that_cannot_be_saved_comes_back_with_the_task(
    client_as: ClientAs, htmx: Htmx, data: dict[str, str]
) -> None:
    mention, client = make.mention(), client_as(Role.REVIEWER)
    url = reverse("mention_decide", args=[mention.pk])

    plain, piece = client.post(url, data), client.post(url, data, headers=htmx("task"))

    for response in (plain, piece):
        assert response.status_code == 422
        assert f"/mentions/{mention.pk}/decisions/" in response.content.decode()
        assert 'role="alert"' in response.content.decode()
    assert Decision.objects.count() == 0


def test_who_decides_second_is_told_and_changes_nothing(client_as: ClientAs, htmx: Htmx) -> None:
    mention = make.mention()
    accept_mention(mention, by=make.person("faster"), now=make.NOW)
    client, url = client_as(Role.REVIEWER), reverse("mention_decide", args=[mention.pk])
    data = {"action": "reject", "reason": "not a claim", "seen": "suggested"}

    plain, piece = client.post(url, data), client.post(url, data, headers=htmx("task"))

    for response in (plain, piece):
        assert response.status_code == 409
        assert "Somebody else has decided this one" in response.content.decode()
    mention.refresh_from_db()
    assert mention.state == MentionState.ACCEPTED


def test_from_the_reader_the_text_comes_back_with_the_note(client_as: ClientAs, htmx: Htmx) -> None:
    mention, client = make.mention(), client_as(Role.REVIEWER)
    url, data = reverse("mention_decide", args=[mention.pk]), {"action": "accept", "back": "article"}

    piece = client.post(url, data, headers=htmx("reading")).content.decode()

    assert 'id="reading"' in piece
    assert "✓ confirmed" in piece
    assert "<html" not in piece


def test_from_the_reader_without_script_the_note_is_shown_again(client_as: ClientAs) -> None:
    mention = make.mention()

    response = client_as(Role.REVIEWER).post(
        reverse("mention_decide", args=[mention.pk]), {"action": "accept", "back": "article"}
    )

    assert response.status_code == 303
    assert response["Location"] == f"/articles/{mention.version.article_id}/?version=1#note-{mention.pk}"


def test_undo_brings_the_same_task_back(client_as: ClientAs, htmx: Htmx) -> None:
    mention, client = make.mention(), client_as(Role.REVIEWER)
    client.post(reverse("mention_decide", args=[mention.pk]), {"action": "accept"})

    piece = client.post(reverse("undo"), headers=htmx("task"))

    mention.refresh_from_db()
    assert mention.state == MentionState.SUGGESTED
    assert f"/mentions/{mention.pk}/decisions/" in piece.content.decode()
    assert f"Undone: accepted “{mention.exact}”. It waits again." in piece.content.decode()


def test_undo_without_script_leads_back_to_the_task(client_as: ClientAs) -> None:
    relation, client = make.relation(), client_as(Role.REVIEWER)
    client.post(reverse("relation_decide", args=[relation.pk]), {"verdict": "unsure"})

    response = client.post(reverse("undo"))

    relation.refresh_from_db()
    assert relation.state == RelationState.SUGGESTED
    assert (response.status_code, response["Location"]) == (303, f"/queue/?kind=relation&at={relation.pk}")


def test_undo_goes_back_through_ten_decisions_and_leaves_what_somebody_else_has_changed(
    client_as: ClientAs, htmx: Htmx, reviewer: User
) -> None:
    mentions = [make.mention(make.claim(number)) for number in range(12)]
    for mention in mentions:
        accept_mention(mention, by=reviewer, now=make.NOW)
    reject_mention(mentions[9], reason="not a claim", by=make.person("ann"), now=make.NOW, seen="accepted")
    client = client_as(Role.REVIEWER)
    assert "ann has decided since: stays" in text_of(client)

    answers = [client.post(reverse("undo"), headers=htmx("task")).status_code for _ in range(10)]

    assert answers == [*[200] * 9, 409]
    states = [type(mention).objects.get(pk=mention.pk).state for mention in mentions]
    assert states == [*["accepted"] * 2, *["suggested"] * 7, "rejected", *["suggested"] * 2]
    refused = client.post(reverse("undo"), headers=htmx("task")).content.decode()
    assert "Not undone: ann has decided on the same since." in refused


def test_undo_with_nothing_to_undo_says_so(client_as: ClientAs, htmx: Htmx) -> None:
    client = client_as(Role.REVIEWER)

    for response in (client.post(reverse("undo")), client.post(reverse("undo"), headers=htmx("task"))):
        assert response.status_code == 409
        assert "You have no decision to undo." in response.content.decode()


@pytest.mark.parametrize(
    ("verdict", "state", "kind"),
    [
        ("contradicts", RelationState.CONFIRMED, RelationKind.CONTRADICTS),
        ("contrasts", RelationState.CONFIRMED, RelationKind.CONTRASTS),
        ("updates", RelationState.CONFIRMED, RelationKind.UPDATES),
        ("unsure", RelationState.UNSURE, None),
        ("reject", RelationState.REJECTED, None),
    ],
)
def test_each_verdict_is_saved_as_it_is_meant(
    client_as: ClientAs, verdict: str, state: str, kind: str | None
) -> None:
    relation = make.relation()

    response = client_as(Role.REVIEWER).post(
        reverse("relation_decide", args=[relation.pk]), {"verdict": verdict, "reason": "Two different days."}
    )

    relation.refresh_from_db()
    assert response.status_code == 303
    assert (relation.state, relation.judged_kind) == (state, kind)


def test_contradicts_asks_for_a_reason_where_an_axis_rules_it_out(client_as: ClientAs, htmx: Htmx) -> None:
    relation = pair(
        9, 4000, kind=RelationKind.CONTRASTS, comparability=Comparability.NOT_COMPARABLE,
        axes={"measure": "same", "population": "narrower", "place": "same", "period": "disjoint", "basis": "unknown"},
    )  # fmt: skip
    client, url = client_as(Role.REVIEWER), reverse("relation_decide", args=[relation.pk])
    assert "Contradicts … needs a reason" in text_of(client, kind="relation")
    assert "The period alone rules it out." in text_of(client, kind="relation")

    refused = client.post(url, {"verdict": "contradicts"}, headers=htmx("task"))
    saved = client.post(url, {"verdict": "contradicts", "reason": "the period was read wrongly"})

    relation.refresh_from_db()
    assert refused.status_code == 422
    assert "Name the axis that was read wrongly" in refused.content.decode()
    assert '<details class="overrule" open>' in refused.content.decode()
    assert saved.status_code == 303
    assert (relation.judged_kind, relation.judged_reason) == (
        RelationKind.CONTRADICTS,
        "the period was read wrongly",
    )


def test_who_judges_second_is_told(client_as: ClientAs, htmx: Htmx) -> None:
    relation, client = make.relation(), client_as(Role.REVIEWER)
    url = reverse("relation_decide", args=[relation.pk])
    client.post(url, {"verdict": "unsure"})

    for response in (
        client.post(url, {"verdict": "reject"}),
        client.post(url, {"verdict": "reject"}, headers=htmx("task")),
    ):
        assert response.status_code == 409
    relation.refresh_from_db()
    assert relation.state == RelationState.UNSURE


def test_a_judged_pair_is_judged_anew_on_its_own_page(client_as: ClientAs, htmx: Htmx) -> None:
    relation, client = make.relation(), client_as(Role.REVIEWER)
    url = reverse("relation_decide", args=[relation.pk])
    client.post(url, {"verdict": "unsure", "back": "relation"})
    assert "Decide again" in client.get(reverse("relation", args=[relation.pk])).content.decode()

    piece = client.post(
        url, {"verdict": "reject", "seen": "unsure", "back": "relation"}, headers=htmx("pair")
    )

    relation.refresh_from_db()
    assert relation.state == RelationState.REJECTED
    assert 'id="pair"' in piece.content.decode()
    assert "Saved: unrelated." in piece.content.decode()


def test_an_analyst_reads_a_pair_and_judges_none(client_as: ClientAs) -> None:
    relation = make.relation()
    page = client_as(Role.ANALYST).get(reverse("relation", args=[relation.pk])).content.decode()

    assert "They contradict each other" in page
    assert "Your decision" not in page


@pytest.mark.parametrize("role", [Role.ANALYST, Role.ADMIN])
@pytest.mark.parametrize("name", ["queue", "mention_decide", "mention_edit", "relation_decide", "undo"])
def test_only_reviewers_decide(client_as: ClientAs, role: Role, name: str) -> None:
    mention, relation = make.mention(), make.relation()
    pk = {"mention_decide": mention.pk, "mention_edit": mention.pk, "relation_decide": relation.pk}.get(name)
    url, client = reverse(name, args=[pk] if pk else []), client_as(role)

    response = (
        client.get(url) if name in ("queue", "mention_edit") else client.post(url, {"action": "accept"})
    )

    assert response.status_code == 403
    assert Decision.objects.count() == 0


def test_it_asks_the_same_number_of_queries_with_twenty_tasks(
    client_as: ClientAs, queries_of: Callable[[Client, str], int]
) -> None:
    client = client_as(Role.REVIEWER)

    def fill(first: int, last: int) -> dict[str, int]:
        for number in range(first, last):
            one, other = make.claim(2 * number + 1), make.claim(2 * number + 2)
            for claim in (one, other):
                make.origin(make.mention(claim), make.source())
            make.relation(one, other)
        return {kind: queries_of(client, f"{QUEUE}?kind={kind}") for kind in ("relation", "mention", "")}

    fill(0, 3)  # at least one task is up next, as nearly always
    assert fill(3, 5) == fill(5, 20)


def test_what_was_accepted_is_told_in_the_printed_words(client_as: ClientAs) -> None:
    mention, client = make.mention(), client_as(Role.REVIEWER)

    page = client.post(reverse("mention_decide", args=[mention.pk]), {"action": "accept"}, follow=True)

    assert f"Accepted: “{mention.exact}”" in page.content.decode()


def test_what_was_chosen_beside_a_word_that_needs_a_reason_is_kept(client_as: ClientAs, htmx: Htmx) -> None:
    """The newer side was said before the reason was asked for; and no key stands for two words."""
    relation = pair(9, 12, kind=RelationKind.CONTRASTS, comparability=Comparability.NOT_COMPARABLE,
                    axes={"measure": "same", "population": "same", "place": "same", "period": "disjoint", "basis": "unknown"})  # fmt: skip
    url = reverse("relation_decide", args=[relation.pk])

    asked = client_as(Role.REVIEWER).post(url, {"verdict": "updates", "newer": "left"}, headers=htmx("task"))

    piece = asked.content.decode()
    assert asked.status_code == 422
    assert (
        '<input type="hidden" name="verdict" value="updates"><input type="hidden" name="newer" value="left">'
        in piece
    )
    assert piece.count('data-key="c"') == 1
    assert "Contradicts … needs a reason" in piece


def test_what_was_decided_in_the_reader_is_undone_there(client_as: ClientAs, htmx: Htmx) -> None:
    mention, client = make.mention(), client_as(Role.REVIEWER)
    data = {"action": "accept", "back": "article"}
    decided = client.post(
        reverse("mention_decide", args=[mention.pk]), data, headers=htmx("reading")
    ).content.decode()

    undone = client.post(reverse("undo"), {"back": "article"}, headers=htmx("reading")).content.decode()
    nothing = client.post(reverse("undo"), {"back": "article"}, headers=htmx("reading"))

    assert 'data-key="z"' in decided
    assert 'id="reading"' in undone
    assert f"Undone: accepted “{mention.exact}”" in undone
    mention.refresh_from_db()
    assert mention.state == MentionState.SUGGESTED
    assert nothing["HX-Redirect"] == reverse("queue")
