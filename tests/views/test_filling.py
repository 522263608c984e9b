"""Filling in what the readings of a pair leave open: the verdict that would follow, the correction, the undoing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Decision, Mention, Population, Relation
from claims.services import judging, terms, undoing
from claims.services.pairing import relation_between
from claims.vocabulary import Comparability, RelationKind
from config.policies import Role
from config.seen import mark_of
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
Htmx = Callable[[str], dict[str, str]]


def open_pair(**fields: Any) -> Relation:
    """Nine against twelve killed, where nobody says whom the twelve are; both stand in a text."""
    one = make.claim(9)
    other = make.claim(12, **{"population": None, **fields})
    for claim in (one, other):
        make.mention(claim)
    return relation_between(one.pk, other.pk, now=make.NOW)


def filled(relation: Relation, **fields: str) -> dict[str, str]:
    """What the page sends when the right claim's fields are filled in."""
    prefix = f"c{relation.right_id}-"
    seen = {
        f"c{mention.claim_id}-seen": f"{mention.pk}:{mention.state}"
        for mention in Mention.objects.filter(claim__in=[relation.left_id, relation.right_id]).order_by("-pk")
    }
    return (
        seen
        | {"back": "relation", "left": str(relation.left_id)}
        | {prefix + name: value for name, value in fields.items()}
    )


def address(relation: Relation) -> str:
    return reverse("pair_axes", args=[relation.left_id, relation.right_id])


def page_of(client: Client, relation: Relation) -> str:
    return client.get(reverse("relation", args=[relation.pk])).content.decode()


def test_only_what_is_open_is_asked_for(client_as: ClientAs) -> None:
    relation = open_pair()
    page = page_of(client_as(Role.REVIEWER), relation)

    assert "Fill in what is missing" in page
    assert f'name="c{relation.right_id}-population"' in page
    assert f'name="c{relation.left_id}-population"' not in page
    assert f'name="c{relation.right_id}-place"' not in page


def test_nothing_is_asked_for_where_every_axis_is_known(client_as: ClientAs) -> None:
    one, other = make.claim(9, basis="confirmed"), make.claim(12, basis="confirmed")
    for claim in (one, other):
        make.mention(claim)
    relation = relation_between(one.pk, other.pk, now=make.NOW)

    assert "Fill in what is missing" not in page_of(client_as(Role.REVIEWER), relation)


def test_an_analyst_sees_no_form(client_as: ClientAs) -> None:
    assert "Fill in what is missing" not in page_of(client_as(Role.ANALYST), open_pair())


def test_the_preview_shows_the_verdict_that_would_follow_and_saves_nothing(
    client_as: ClientAs, htmx: Htmx
) -> None:
    relation, client = open_pair(), client_as(Role.REVIEWER)
    data = filled(relation, population="soldiers") | {"act": "preview"}

    piece = client.post(address(relation), data, headers=htmx("axes-preview")).content.decode()
    page = client.post(address(relation), data).content.decode()

    for answer in (piece, page):
        assert '<s class="third">unknown</s> → <b>comparable</b>' in answer
        assert "They contradict each other" in answer
        assert "? → = same" in answer
    assert "<html" not in piece
    assert 'value="soldiers"' in page
    assert not Decision.objects.exists()
    assert Population.objects.count() == 1


def test_a_name_that_nobody_recorded_is_previewed_without_being_added(
    client_as: ClientAs, htmx: Htmx
) -> None:
    relation = open_pair()
    data = filled(relation, population="the 528th Regiment") | {"act": "preview"}

    piece = (
        client_as(Role.REVIEWER).post(address(relation), data, headers=htmx("axes-preview")).content.decode()
    )

    assert "still <b>unknown</b>" in piece
    assert not Population.objects.filter(name="the 528th Regiment").exists()


def test_the_preview_knows_what_is_part_of_what(client_as: ClientAs, htmx: Htmx) -> None:
    relation = open_pair()
    make.population("the 528th Regiment", parent=make.population("soldiers"))
    data = filled(relation, population="the 528th regiment") | {"act": "preview"}

    piece = (
        client_as(Role.REVIEWER).post(address(relation), data, headers=htmx("axes-preview")).content.decode()
    )

    assert "<b>nested</b>" in piece
    assert "⊃ broader" in piece


def test_saving_corrects_the_reading_and_judges_the_pair_anew(client_as: ClientAs, reviewer: User) -> None:
    relation, client = open_pair(), client_as(Role.REVIEWER)
    mention = Mention.objects.get(claim=relation.right)

    answer = client.post(
        address(relation), filled(relation, population="soldiers", reason="It says so above.")
    )

    mention.refresh_from_db()
    after = Relation.objects.get(left=relation.left, right=mention.claim)
    assert answer.status_code == 303
    assert answer["Location"] == f"/relations/{after.pk}/?left={relation.left_id}"
    assert (mention.state, mention.decided_by) == ("accepted", reviewer)
    assert mention.claim.scope is not None
    assert str(mention.claim.scope.population) == "soldiers"
    assert (after.kind, after.comparability) == (RelationKind.CONTRADICTS, Comparability.COMPARABLE)
    assert "Filled in: population." in Decision.objects.get().reason


def test_with_htmx_the_browser_goes_to_the_new_pair(client_as: ClientAs, htmx: Htmx) -> None:
    relation = open_pair()

    answer = client_as(Role.REVIEWER).post(
        address(relation), filled(relation, population="soldiers"), headers=htmx("pair")
    )

    assert answer.status_code == 200
    assert answer["HX-Redirect"].endswith(f"?left={relation.left_id}")


def test_undoing_brings_the_open_reading_back(client_as: ClientAs, reviewer: User) -> None:
    relation, client = open_pair(), client_as(Role.REVIEWER)
    client.post(address(relation), filled(relation, population="soldiers"))

    undoing.undo_latest(by=reviewer, now=make.NOW)

    mention = Mention.objects.get(version__mentions__claim=relation.right)
    assert (mention.claim, mention.state) == (relation.right, "suggested")


def test_what_a_person_judged_of_the_open_pair_is_kept(client_as: ClientAs, reviewer: User) -> None:
    relation = open_pair()
    judging.confirm_relation(
        relation, kind=RelationKind.CONTRADICTS, reason="Both are soldiers.", by=reviewer, now=make.NOW
    )

    client_as(Role.REVIEWER).post(address(relation), filled(relation, population="soldiers"))

    relation.refresh_from_db()
    assert (relation.state, relation.judged_reason) == ("confirmed", "Both are soldiers.")
    assert Relation.objects.exclude(pk=relation.pk).get().state == "suggested"


def test_a_suggestion_that_stands_is_judged_anew(reviewer: User) -> None:
    one, other = make.claim(9), make.claim(12)
    stale = make.relation(one, other, kind=RelationKind.CONTRASTS, comparability=Comparability.UNKNOWN)

    fresh = relation_between(one.pk, other.pk, now=make.NOW)

    assert fresh.pk == stale.pk
    assert fresh.kind == RelationKind.CONTRADICTS


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Nothing is filled in yet."),
        ({"period_first": "2025-02-02"}, "Nothing is filled in yet."),  # not open, so not asked for
        ({"population": "x" * 300}, "at most 200 characters"),
    ],
)
def test_what_cannot_be_saved_comes_back_as_it_was_filled_in(
    client_as: ClientAs, htmx: Htmx, fields: dict[str, str], words: str
) -> None:
    relation, client = open_pair(), client_as(Role.REVIEWER)

    for answer in (
        client.post(address(relation), filled(relation, **fields) | {"reason": "Seen."}),
        client.post(
            address(relation), filled(relation, **fields) | {"reason": "Seen."}, headers=htmx("pair")
        ),
    ):
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert 'value="Seen."' in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_period_that_ends_before_it_begins_is_refused(client_as: ClientAs, htmx: Htmx) -> None:
    relation, client = open_pair(period=None, population=make.population()), client_as(Role.REVIEWER)
    data = filled(relation, period_first="2025-05-02", period_last="2025-05-01")

    saved = client.post(address(relation), data)
    preview = client.post(address(relation), data | {"act": "preview"}, headers=htmx("axes-preview"))

    assert saved.status_code == 422
    assert "The last day is before the first." in preview.content.decode()


def test_a_period_is_known_to_the_day_unless_said_otherwise(client_as: ClientAs) -> None:
    relation = open_pair(period=None, population=make.population())

    client_as(Role.REVIEWER).post(
        address(relation), filled(relation, period_first="2025-01-01", period_last="2025-12-31")
    )

    claim = Mention.objects.exclude(claim=relation.left).get().claim
    assert claim.scope is not None
    assert (claim.scope.period_precision, claim.scope.period) == ("day", relation.left.scope.period)


def test_an_open_end_of_a_period_can_be_filled_in(client_as: ClientAs) -> None:
    relation = open_pair(period=make.days(None, "2025-12-31"), population=make.population())
    client, known = client_as(Role.REVIEWER), {"period_last": "2025-12-31"}
    assert 'value="2025-12-31"' in page_of(client, relation)

    unchanged = client.post(address(relation), filled(relation, **known))
    client.post(address(relation), filled(relation, **known, period_first="2025-01-01"))

    claim = Mention.objects.exclude(claim=relation.left).get().claim
    assert unchanged.status_code == 422
    assert "Nothing is filled in yet." in unchanged.content.decode()
    assert claim.scope == relation.left.scope


def test_who_fills_in_second_sees_the_pair_as_it_stands_and_keeps_the_form(
    client_as: ClientAs, htmx: Htmx
) -> None:
    relation, client = open_pair(), client_as(Role.REVIEWER)
    data = filled(relation, population="guards")
    Mention.objects.filter(claim=relation.right).update(
        state="accepted", decided_by=make.person("faster"), decided_at=make.NOW
    )

    for answer in (
        client.post(address(relation), data),
        client.post(address(relation), data, headers=htmx("pair")),
    ):
        assert answer.status_code == 409
        assert "Somebody has changed one of these readings" in answer.content.decode()
        assert 'value="guards"' in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_made_up_place_of_another_claim_is_refused(client_as: ClientAs) -> None:
    relation = open_pair()
    foreign = make.mention(make.claim(70))
    data = filled(relation, population="soldiers") | {f"c{relation.right_id}-seen": f"{foreign.pk}:suggested"}

    assert client_as(Role.REVIEWER).post(address(relation), data).status_code == 409
    data[f"c{relation.right_id}-seen"] = "nonsense"
    assert client_as(Role.REVIEWER).post(address(relation), data).status_code == 422


def test_further_places_are_corrected_only_when_ticked(client_as: ClientAs) -> None:
    relation, client = open_pair(), client_as(Role.REVIEWER)
    data = filled(relation, population="soldiers")
    also, left_alone = make.mention(relation.right), make.mention(relation.right)
    assert "Also in 2 other places" in page_of(client, relation)

    client.post(address(relation), data | {f"c{relation.right_id}-also": f"{also.pk}:suggested"})

    for mention in (also, left_alone):
        mention.refresh_from_db()
    assert (also.state, left_alone.state) == ("accepted", "suggested")
    assert left_alone.claim == relation.right


def test_the_senses_of_an_open_word_are_offered_first(client_as: ClientAs, htmx: Htmx) -> None:
    terms.load_lexicon()
    relation = open_pair(measure=make.measure("losses"), population=make.population())
    client = client_as(Role.REVIEWER)
    page = page_of(client, relation)
    assert "What “losses (sense not stated)” means here" in page
    assert page.index("killed, wounded or captured") < page.index("other measures")

    data = filled(relation, measure="killed") | {"act": "preview"}
    piece = client.post(address(relation), data, headers=htmx("axes-preview")).content.decode()

    assert "<b>comparable</b>" in piece


def test_names_are_offered_as_one_types(client_as: ClientAs) -> None:
    make.population("528th Engineer Regiment", parent=make.population("North Korean forces"))
    client = client_as(Role.ANALYST)
    url = reverse("term_names", args=["population"])

    answer = client.get(url, {"field": "c7-population", "c7-population": "engineer"}).content.decode()

    assert '<option value="528th Engineer Regiment">part of North Korean forces</option>' in answer
    assert client.get(url, {"q": "nobody"}).content.decode().strip() == ""
    assert client.get(reverse("term_names", args=["nonsense"]), {"q": "x"}).content.decode().strip() == ""


def test_in_the_queue_the_next_task_follows(client_as: ClientAs, htmx: Htmx) -> None:
    relation, client = open_pair(), client_as(Role.REVIEWER)
    data = filled(relation, population="soldiers") | {"back": "queue"}

    piece = client.post(address(relation), data, headers=htmx("task"))

    assert piece.status_code == 200
    assert 'id="task"' in piece.content.decode()


def test_the_left_claim_stays_left(client_as: ClientAs) -> None:
    relation = open_pair()
    client = client_as(Role.REVIEWER)
    url = reverse("relation", args=[relation.pk])

    usual, flipped = (client.get(url, query).content.decode() for query in ({}, {"left": relation.right_id}))

    assert usual.index("<b>9</b>") < usual.index("<b>12</b>")
    assert flipped.index("<b>12</b>") < flipped.index("<b>9</b>")


def test_a_pair_that_is_not_on_record_can_be_filled_in_too(client_as: ClientAs, htmx: Htmx) -> None:
    relation = open_pair()
    data, url = filled(relation, population="soldiers"), address(relation)
    Relation.objects.all().delete()
    client = client_as(Role.REVIEWER)

    preview = client.post(url, data | {"act": "preview"}, headers=htmx("axes-preview")).content.decode()
    refused = client.post(url, data | {"reason": "x" * 500})
    saved = client.post(url, data)

    assert "They contradict each other" in preview
    assert refused.status_code == 422
    assert saved.status_code == 303
    assert Relation.objects.get().comparability == Comparability.COMPARABLE


@pytest.mark.parametrize("pks", [(1, 1), (998, 999)])
def test_a_pair_needs_two_claims(client_as: ClientAs, pks: tuple[int, int]) -> None:
    assert client_as(Role.REVIEWER).post(reverse("pair_axes", args=pks)).status_code == 404


def of_two_groups() -> Relation:
    """Nine guards against twelve soldiers; nobody recorded how the two groups relate."""
    return open_pair(population=make.population("guards"))


def sent(relation: Relation) -> dict[str, Any]:
    """What the button sends that says that the guards are soldiers."""
    inner, outer = make.population("guards"), make.population("soldiers")
    return {
        "axis": "population",
        "seen": mark_of(inner),
        "beside": mark_of(outer),
        "back": "relation",
        "left": relation.left_id,
    }


def test_what_is_part_of_what_is_said_on_the_spot(client_as: ClientAs) -> None:
    relation, client = of_two_groups(), client_as(Role.REVIEWER)
    guards = make.population("guards")
    assert "It is not recorded how" in page_of(client, relation)

    answer = client.post(
        reverse("pair_terms", args=[relation.right_id, relation.left_id]),
        sent(relation),
    )

    relation.refresh_from_db()
    guards.refresh_from_db()
    assert str(guards.parent) == "soldiers"
    assert relation.axes["population"] == "broader"
    assert answer["Location"] == f"/relations/{relation.pk}/?left={relation.left_id}"
    assert "It is not recorded how" not in page_of(client, relation)


def test_terms_that_would_make_a_ring_are_refused_with_what_is_recorded(
    client_as: ClientAs, htmx: Htmx
) -> None:
    relation, client = of_two_groups(), client_as(Role.REVIEWER)
    url = reverse("pair_terms", args=[relation.right_id, relation.left_id])
    data = sent(relation)
    Population.objects.filter(name="soldiers").update(parent=make.population("guards"))

    turned = client.post(url, data, headers=htmx("pair")).content.decode()
    gone = client.post(url, data | {"axis": "place"})

    assert "soldiers is a part of" in turned
    assert "Save mine over it" not in turned
    assert gone.status_code == 409


def test_who_relates_two_terms_second_is_told(client_as: ClientAs) -> None:
    relation = of_two_groups()
    url = reverse("pair_terms", args=[relation.right_id, relation.left_id])

    answer = client_as(Role.REVIEWER).post(url, {"axis": "population", "seen": "stale", "back": "relation"})

    assert answer.status_code == 409
    assert "Somebody has changed “guards”" in answer.content.decode()
