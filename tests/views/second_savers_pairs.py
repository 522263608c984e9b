"""Posts that come second in the queue, on a pair of claims, on a later reading, and on blind assessments."""

from typing import Any

from django.contrib.auth.models import User
from django.urls import reverse

from claims.models import (
    Assessment,
    AssessmentRound,
    MeasureSense,
    Mention,
    Population,
    Question,
    Relation,
    Rereading,
)
from claims.services import assessing, filling, judging, lattice, provenance, rereading, teaching, terms
from claims.services.asking import keep_claim
from claims.services.deciding import AdjudicationValue, standing_of
from claims.services.filling import Filling
from claims.services.pairing import relation_between
from claims.services.provenance import HopValue, chain_of
from claims.vocabulary import QuestionOutcome
from config.policies import Role
from config.seen import mark, mark_of
from tests import factories as make
from tests.conftest import person
from tests.views.second_savers import Stale, other
from tests.views.test_filling import filled, of_two_groups, open_pair


def mention_name() -> Stale:
    row, general = make.mention(), make.source("A general")
    make.source("An admiral")
    make.origin(row, None, printed_name="his office")
    seen = chain_of(row)
    hop = HopValue(general.pk, "his office", "originator", "assert", "paraphrase")
    return Stale(
        reverse("mention_name", args=[row.pk]), {"hop": 1, "name": "An admiral", "seen": mark(seen)},
        lambda: provenance.mark_provenance(row, [hop], seen=seen, by=other(), now=make.NOW),
        theirs="A general", yours="An admiral",
        arrives=lambda: row.attributions.filter(hop=1, source__name="An admiral").exists(),
    )  # fmt: skip


def claims_relate() -> Stale:
    one, another = make.mention(make.claim(9)).claim, make.mention(make.claim(12)).claim
    said = {"by": other(), "now": make.NOW, "reason": "their reason"}
    return Stale(
        reverse("claims_relate"),
        {"claim": [one.pk, another.pk], "verdict": "contradicts", "reason": "my reason", "back": "relation"},
        lambda: judging.relate_claims(one, another, "unsure", **said),
        theirs="their reason", yours="my reason",
        arrives=lambda: Relation.objects.get().judged_kind == "contradicts",
    )  # fmt: skip


def rereading_decide() -> Stale:
    row: Rereading = make.rereading(make.claim(12))
    seen = mark_of(Mention.objects.get(pk=row.mention_id))
    return Stale(
        reverse("rereading_decide", args=[row.pk]), {"action": "take", "reason": "my reason", "seen": seen},
        lambda: rereading.keep(row, reason="their reason", seen=seen, by=other(), now=make.NOW),
        theirs="their reason", yours="my reason",
        arrives=lambda: Mention.objects.get(pk=row.mention_id).claim.best == 12,
    )  # fmt: skip


def pair_axes() -> Stale:
    relation = open_pair()
    row = Mention.objects.get(claim=relation.right)
    theirs = {relation.right_id: Filling(population="the army", mentions={row.pk: "suggested"})}
    return Stale(
        reverse("pair_axes", args=[relation.left_id, relation.right_id]), filled(relation, population="guards"),
        lambda: filling.fill_in(relation, theirs, reason="It says so.", by=other(), now=make.NOW),
        theirs="the army", yours="guards",
        arrives=lambda: Mention.objects.filter(pk=row.pk, claim__scope__population__name="guards").exists(),
    )  # fmt: skip


def pair_sense() -> Stale:
    terms.load_lexicon()
    kim = make.source("Kim")
    row = make.mention(make.claim(9, measure=make.measure("losses"), claimant_id=kim.pk))
    pk, killed = row.claim_id, make.mention(make.claim(12)).claim_id
    relation_between(pk, killed, now=make.NOW)
    data = {"measure": "killed", "citation": "my citation", "applies": "on", "seen": f"{row.pk}:suggested"}
    said = {"citation": "their citation", "by": other(), "now": make.NOW}
    return Stale(
        reverse("pair_sense", args=[pk, killed]),
        {f"w{pk}-{name}": value for name, value in data.items()} | {"back": "relation"},
        lambda: teaching.add_sense(words="losses", measure=make.measure("casualties"), speaker=kim, **said),
        theirs="their citation", yours="my citation",
        arrives=lambda: MeasureSense.objects.standing().get().citation == "my citation",
    )  # fmt: skip


def pair_terms() -> Stale:
    relation = of_two_groups()
    inner, outer = make.population("guards"), make.population("soldiers")
    said = {"name": "guards", "aliases": [], "seen": mark_of(inner), "by": other(), "now": make.NOW}
    return Stale(
        reverse("pair_terms", args=[relation.right_id, relation.left_id]),
        {"axis": "population", "seen": mark_of(inner), "beside": mark_of(outer), "back": "relation"},
        lambda: lattice.change_term(inner, parent=make.population("the army"), **said),
        theirs="the army", yours="soldiers",
        arrives=lambda: Population.objects.get(pk=inner.pk).parent == outer,
    )  # fmt: skip


def _round(question: Question, *, why: str = "", by: User | None = None) -> AssessmentRound:
    """Blind assessments by a reviewer and somebody else; the reviewer asked, unless it is said who."""
    by, seen = by or person(Role.REVIEWER), standing_of(question).seen
    asked = [person(Role.REVIEWER), make.person("ann")]
    return assessing.ask_for_assessments(question, asked, by=by, now=make.NOW, seen=seen, why=why)


def assessment_ask() -> Stale:
    question, ann = make.question(), make.person("ann")
    people: list[Any] = [person(Role.REVIEWER).pk, other().pk]
    return Stale(
        reverse("assessment_ask", args=[question.pk]),
        {"assessors": people, "why": "my question", "seen": standing_of(question).seen},
        lambda: _round(question, why=f"their question to {ann}", by=other()),
        theirs="their question to ann", yours="my question",
    )  # fmt: skip


def assessment_hand_in() -> Stale:
    question, claim = make.question(), make.mention().claim
    row = _round(question)
    return Stale(
        reverse("assessment_hand_in", args=[question.pk]),
        {
            "outcome": "definitional", "rationale": "My rationale.", "seen": str(row.pk),
            f"rank_{claim.pk}": "normal", f"reason_{claim.pk}": "one of two counts",
        },
        lambda: keep_claim(question, claim, by=other(), now=make.NOW),
        theirs="under this question", yours="not seen", arrives=Assessment.objects.exists,
    )  # fmt: skip


def assessment_call_off() -> Stale:
    question = make.question()
    row, value = _round(question), AdjudicationValue(QuestionOutcome.INSUFFICIENT, "One source only.")

    def all_come_in() -> None:
        for one in (person(Role.REVIEWER), make.person("ann")):
            assessing.hand_in(row, value, by=one, now=make.NOW)

    return Stale(
        reverse("assessment_call_off", args=[question.pk]),
        {"round": row.pk, "reason": "my reason", "seen": mark_of(row)}, all_come_in,
        theirs="all are in", yours="my reason",
        arrives=lambda: AssessmentRound.objects.get().closed_how == "called_off",
    )  # fmt: skip
