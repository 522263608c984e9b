"""A question with more claims than one page shows is judged in full, without script: page by page, nothing lost."""

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.forms.adjudication import CLAIMS_SHOWN
from claims.models import Adjudication, Assessment, Claim, Question, Ranking
from claims.services import assessing, deciding
from claims.services.deciding import AdjudicationValue
from claims.vocabulary import QuestionOutcome, Rank
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
MANY = CLAIMS_SHOWN + 3


def asked(number: int = MANY) -> tuple[Question, list[Claim]]:
    question = make.question()
    claims = [make.mention(make.claim(n)).claim for n in range(1, number + 1)]
    for claim in claims:
        make.gather(question, claim)
    return question, claims


def url(question: Question, name: str = "question_decide") -> str:
    return reverse(name, args=[question.pk])


def fields_of(page: str) -> dict[str, str]:
    """What the form of a page would send, without its buttons."""
    form = page.split('name="rationale"')[0].rsplit("<form", 1)[1] + 'name="rationale"'
    form += page.split('name="rationale"', 1)[1].split("</form>")[0]
    found = {}
    for tag in re.findall(r"<input [^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name:
            found[name[1]] = unescape(value[1]) if value else ""
    for name, options in re.findall(r'<select name="([^"]*)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        found[name] = chosen[1] if chosen else ""
    for name, text in re.findall(r'<textarea name="([^"]*)"[^>]*>\s?(.*?)</textarea>', form, re.DOTALL):
        found[name] = unescape(text)
    found.pop("csrfmiddlewaretoken", None)
    return found


def shown(page: str) -> set[int]:
    return {int(pk) for pk in re.findall(r'<select name="rank_(\d+)"', page)}


SAID = {
    "outcome": "definitional",
    "rationale": "They count different months.",
    "others_reason": "One of many.",
}


def test_all_claims_are_ranked_page_by_page(client_as: ClientAs, reviewer: User) -> None:
    question, claims = asked()
    client = client_as(Role.REVIEWER)
    first = client.get(url(question)).content.decode()
    assert len(shown(first)) == CLAIMS_SHOWN
    assert f"{MANY} claims stand under this question" in first
    one, last = claims[0], claims[-1]

    filled_in = (
        fields_of(first) | SAID | {f"rank_{one.pk}": "preferred", f"reason_{one.pk}": "It counts names."}
    )
    second = client.post(url(question), filled_in | {"ranks": "2"}).content.decode()
    assert shown(second) == {claim.pk for claim in claims[CLAIMS_SHOWN:]}
    assert not Adjudication.objects.exists()

    filled_in = fields_of(second)
    assert filled_in["rationale"] == SAID["rationale"]
    filled_in |= {f"rank_{last.pk}": "deprecated", f"reason_{last.pk}": "A misprint."}
    answer = client.post(url(question), filled_in)

    assert answer.status_code == 303
    ranks = {row.claim_id: (row.rank, row.reason) for row in Ranking.objects.all()}
    assert len(ranks) == MANY
    assert ranks[one.pk] == (Rank.PREFERRED, "It counts names.")
    assert ranks[last.pk] == (Rank.DEPRECATED, "A misprint.")
    assert ranks[claims[20].pk] == (Rank.NORMAL, "One of many.")


def test_what_is_wrong_on_another_page_is_shown_there(client_as: ClientAs, reviewer: User) -> None:
    question, claims = asked()
    client = client_as(Role.REVIEWER)
    filled_in = fields_of(client.get(url(question)).content.decode()) | SAID
    filled_in |= {f"rank_{claims[0].pk}": "preferred"}
    second = client.post(url(question), filled_in | {"ranks": "2"}).content.decode()
    assert "Say why this claim" not in second  # turning the page asks for nothing yet

    refused = client.post(url(question), fields_of(second))

    page = refused.content.decode()
    assert refused.status_code == 422
    assert claims[0].pk in shown(page)
    assert "Say why this claim is preferred or deprecated." in page


def test_turning_the_page_keeps_it_as_a_draft_and_the_draft_keeps_all_pages(
    client_as: ClientAs, reviewer: User
) -> None:
    question, claims = asked()
    client = client_as(Role.REVIEWER)
    filled_in = fields_of(client.get(url(question)).content.decode()) | SAID
    filled_in |= {f"reason_{claims[0].pk}": "It counts names."}
    second = client.post(url(question), filled_in | {"ranks": "2"}).content.decode()
    client.post(url(question), fields_of(second) | {f"reason_{claims[-1].pk}": "A misprint.", "ranks": "1"})

    later = client.get(url(question)).content.decode()

    assert 'value="It counts names."' in later
    assert f'<input type="hidden" name="reason_{claims[-1].pk}" value="A misprint."' in later


def test_a_claim_that_comes_meanwhile_is_shown_whatever_page_is_open(
    client_as: ClientAs, reviewer: User
) -> None:
    question, claims = asked()
    client = client_as(Role.REVIEWER)
    filled_in = fields_of(client.get(url(question)).content.decode()) | SAID
    second = client.post(url(question), filled_in | {"ranks": "2"}).content.decode()
    new = make.mention(make.claim(4000)).claim
    make.gather(question, new)

    refused = client.post(url(question), fields_of(second) | {f"reason_{claims[-1].pk}": "A misprint."})

    page = refused.content.decode()
    assert refused.status_code == 409
    assert new.pk in shown(page)  # it is among the last
    assert 'value="A misprint."' in page
    assert client.post(url(question), fields_of(page)).status_code == 303


def test_a_blind_assessment_covers_all_claims(client_as: ClientAs, reviewer: User) -> None:
    question, claims = asked()
    assessing.ask_for_assessments(
        question, [reviewer, make.person("ann")], by=reviewer, now=make.NOW, seen=make.marks(question)["seen"]
    )
    client, where = client_as(Role.REVIEWER), url(question, "assessment_hand_in")
    second = client.post(
        where, fields_of(client.get(where).content.decode()) | SAID | {"ranks": "2"}
    ).content.decode()
    assert shown(second) == {claim.pk for claim in claims[CLAIMS_SHOWN:]}

    assert client.post(where, fields_of(second)).status_code == 303

    assert Assessment.objects.get().rankings.count() == MANY


def test_a_rank_on_which_assessments_differ_must_be_chosen_on_whatever_page(
    client_as: ClientAs, reviewer: User, adjudicator: User
) -> None:
    question, claims = asked()
    people = [make.person("ann"), make.person("bob")]
    row = assessing.ask_for_assessments(
        question, people, by=reviewer, now=make.NOW, seen=make.marks(question)["seen"]
    )
    for who, rank in zip(people, (Rank.PREFERRED, Rank.DEPRECATED), strict=True):
        ranks = {claim.pk: (Rank.NORMAL, "One of many.") for claim in claims} | {
            claims[-1].pk: (rank, "Why.")
        }
        value = AdjudicationValue(QuestionOutcome.DEFINITIONAL, "They count months.", ranks=ranks)
        assessing.hand_in(row, value, by=who, now=make.NOW)
    client, where = client_as(Role.REVIEWER), url(question, "assessment_reconcile")

    refused = client.post(where, fields_of(client.get(where).content.decode()) | SAID)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert claims[-1].pk in shown(page)

    chosen = {f"rank_{claims[-1].pk}": "deprecated", f"reason_{claims[-1].pk}": "A misprint."}
    assert client.post(where, fields_of(page) | chosen).status_code == 303
    assert Ranking.objects.get(claim=claims[-1], adjudication__isnull=False).rank == Rank.DEPRECATED
    assert Ranking.objects.count() == MANY


def test_who_approves_reads_all_ranks_page_by_page_the_telling_ones_first(
    client_as: ClientAs, reviewer: User
) -> None:
    question, claims = asked()
    ranks = {claim.pk: (Rank.NORMAL, f"One of {MANY}.") for claim in claims}
    ranks[claims[-1].pk] = (Rank.DEPRECATED, "A misprint.")
    value = AdjudicationValue(QuestionOutcome.DEFINITIONAL, "They count months.", ranks=ranks)
    deciding.propose(question, value, by=reviewer, now=make.NOW, seen=make.marks(question)["seen"])
    client = client_as(Role.ADJUDICATOR)

    for where in (url(question), "/queue/?kind=approval"):
        page = client.get(where).content.decode()
        ranked = page.split('aria-label="How each claim stands"')[1].split("</ul>")[0]
        assert "A misprint." in ranked
        assert ranked.count("<li") == CLAIMS_SHOWN
        assert f"{MANY} claims are ranked." in page
        assert f'{url(question)}?ranked=2"' in page
    second = client.get(url(question), {"ranked": "2"}).content.decode()
    assert second.split('aria-label="How each claim stands"')[1].split("</ul>")[0].count("<li") == 3


def test_the_form_asks_as_many_queries_with_many_claims(
    client_as: ClientAs, queries_of: Callable[[Client, str], int]
) -> None:
    client, counts = client_as(Role.REVIEWER), []
    for number in (1, 20, MANY):
        question, _ = asked(number)
        counts.append(queries_of(client, url(question)))

    assert len(set(counts)) == 1
