"""Posts that come second at sources, terms, mentions, provenance, grades and people. What one is: `second_savers`."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from claims.forms.mention import initial_of
from claims.models import Derivation, Finding, MeasurePart, MeasureSense, Mention, QuestionClaim
from claims.services import (
    asking,
    deriving,
    grading,
    lattice,
    provenance,
    teaching,
    upholding,
    uttering,
)
from claims.services.provenance import HopValue, chain_of
from claims.services.scoping import ClaimValue
from claims.services.triage import Correction, accept_mention, correct_mention
from claims.services.uttering import UtteranceValue
from claims.vocabulary import DerivationState, FindingKind
from config.people_roles import set_standing
from config.people_roles import standing_of as person_standing
from config.policies import Role
from config.seen import mark, mark_of
from sources import directory
from sources.importing.mending import correct_item, said_of
from sources.models import SourceAlias
from tests import factories as make
from tests.conftest import person
from tests.sources import make as make_imports
from tests.views.second_savers import Stale, other


def source_edit() -> Stale:
    row = make.source("Example Post")
    data = {"name": "The Post", "kind": "agency", "seen": mark_of(row)}
    return Stale(
        reverse("source_edit", args=[row.pk]), data,
        lambda: directory.edit_source(
            row.pk, seen=mark_of(row), name="A Post", kind="outlet", parent=None, side="Ruritania", note=""
        ),
        theirs="Ruritania", yours="The Post", arrives=lambda: type(row).objects.filter(name="The Post").exists(),
    )  # fmt: skip


def source_confirm() -> Stale:
    row = make.source("Example Post", suggested=True)
    return Stale(
        reverse("source_confirm", args=[row.pk]), {"seen": mark_of(row)},
        lambda: directory.edit_source(
            row.pk, seen=mark_of(row), name="Another Post", kind="outlet", parent=None, side="", note=""
        ),
        theirs="Another Post", yours="yes",
    )  # fmt: skip


def source_alias() -> Stale:
    row = SourceAlias.objects.create(source=make.source("Example Post"), name="ExPost", suggested=True)
    return Stale(
        reverse("source_alias", args=[row.source_id, row.pk]), {"action": "confirm", "seen": mark_of(row)},
        lambda: directory.remove_alias(row.source_id, row.pk, seen=mark_of(row)),
        theirs="removed", yours="confirm",
    )  # fmt: skip


def mention_to_correct() -> tuple[Mention, dict[str, Any], Callable[[], Any]]:
    """A confirmed mention, the form as it shows it, and another person who corrects its unit first."""
    row = make.mention()
    accept_mention(row, by=other(), now=make.NOW)
    shown = {name: "" if value is None else value for name, value in initial_of(row).items()}
    value = ClaimValue.of(row.claim).changed(unit="sapper")
    first = Correction(value, row.start, row.end)
    return row, shown, lambda: correct_mention(row, first, by=other(), now=make.NOW, seen="accepted")


def mention_edit() -> Stale:
    row, shown, first = mention_to_correct()
    return Stale(
        reverse("mention_edit", args=[row.pk]), shown | {"unit": "gunner"}, first, theirs="sapper", yours="gunner",
        arrives=lambda: Mention.objects.filter(pk=row.pk, claim__unit="gunner").exists(),
    )  # fmt: skip


def mention_split() -> Stale:
    row, shown, first = mention_to_correct()
    second = {f"second-{name}": value for name, value in shown.items()}
    return Stale(
        reverse("mention_split", args=[row.pk]), shown | second | {"unit": "gunner"}, first,
        theirs="sapper", yours="gunner", arrives=lambda: Mention.objects.count() == 2,
    )  # fmt: skip


def mention_merge() -> Stale:
    row, _, first = mention_to_correct()
    twin = make.mention(make.claim(9, unit="gunner")).claim
    data = {"claim": twin.pk, "reason": "the same", "seen": mark_of(row)}
    return Stale(
        reverse("mention_merge", args=[row.pk]), data, first, theirs="sapper", yours="gunner",
        arrives=lambda: Mention.objects.filter(pk=row.pk, claim=twin).exists(),
    )  # fmt: skip


def term_edit() -> Stale:
    row = make.population("army")
    return Stale(
        reverse("term_edit", args=["population", row.pk]), {"name": "the army", "seen": mark_of(row)},
        lambda: lattice.change_term(
            row, name="an army", parent=None, aliases=["forces"], seen=mark_of(row), by=other(), now=make.NOW
        ),
        theirs="an army", yours="the army",
        arrives=lambda: type(row).objects.filter(name="the army").exists(),
    )  # fmt: skip


def part_remove() -> Stale:
    row = MeasurePart.objects.create(whole=make.measure("casualties"), part=make.measure("killed"))
    return Stale(
        reverse("part_remove", args=[row.pk]), {"seen": mark_of(row)},
        lambda: lattice.remove_part(row.pk, seen=mark_of(row), by=other(), now=make.NOW),
        theirs="taken out", yours="take it out",
    )  # fmt: skip


def sense_withdraw() -> Stale:
    row = MeasureSense.objects.create(
        words="written off",
        measure=make.measure(),
        citation="p. 4",
        confirmed_by=other(),
        confirmed_at=make.NOW,
    )
    return Stale(
        reverse("sense_withdraw", args=[row.pk]), {"seen": mark_of(row)},
        lambda: teaching.withdraw_sense(row, seen=mark_of(row), by=other(), now=make.NOW),
        theirs="withdrawn by adjudicator", yours="withdraw it",
    )  # fmt: skip


def finding_decide() -> Stale:
    row = Finding.objects.create(
        kind=FindingKind.STALE,
        key="stale:1",
        inputs="x",
        rule="test/1",
        detail="It is old.",
        opened_at=make.NOW,
    )
    return Stale(
        reverse("finding_decide", args=[row.pk]),
        {"act": "dismiss", "reason": "my reason", "seen": mark_of(row)},
        lambda: upholding.dismiss_finding(
            row, seen=mark_of(row), reason="their reason", by=other(), now=make.NOW
        ),
        theirs="their reason", yours="my reason",
        arrives=lambda: Finding.objects.get().dismissed_reason == "my reason",
    )  # fmt: skip


def question_claims() -> Stale:
    question, claim = make.question(), make.mention().claim
    make.gather(question, claim)
    return Stale(
        reverse("question_claims", args=[question.pk]), {"claim": claim.pk, "action": "keep", "seen": ""},
        lambda: asking.leave_out(question, claim, by=other(), now=make.NOW),
        theirs="left out", yours="kept", arrives=lambda: QuestionClaim.objects.get().state == "kept",
    )  # fmt: skip


def person_set() -> Stale:
    row = person(Role.ANALYST)
    return Stale(
        reverse("person_set", args=[row.pk]),
        {"role": "adjudicator", "is_active": "on", "seen": person_standing(row)},
        lambda: set_standing(
            row.pk, role=Role.REVIEWER, is_active=True, seen=person_standing(row), by=person(Role.ADMIN)
        ),
        theirs="Reviewer", yours="Adjudicator", role=Role.ADMIN,
        arrives=lambda: row.groups.filter(name="adjudicator").exists(),
    )  # fmt: skip


def item() -> Stale:
    (row,) = make_imports.imported(("a.txt", b"\xe9"))
    said = {"encoding": "", "url": "", "outlet": "", "published_on": None}
    return Stale(
        reverse("item", args=[row.batch_id, row.pk]),
        {"how": "text", "text": "My text.", "title": "My title", "seen": said_of(row)},
        lambda: correct_item(row.pk, text="Their text.", title="Their title", seen=said_of(row), **said),
        theirs="Their title", yours="My title", role=Role.ADMIN,
        arrives=lambda: type(row).objects.get(pk=row.pk).title == "My title",
    )  # fmt: skip


def mention_provenance() -> Stale:
    row, general = make.mention(), make.source("A general")
    make.source("An admiral")
    seen = chain_of(row)
    hop = HopValue(general.pk, "", "originator", "assert", "direct")
    filled_in = {"name": "An admiral", "role": "originator", "act": "assert", "manner": "direct"}
    data = {f"hops-0-{name}": value for name, value in filled_in.items()}
    return Stale(
        reverse("mention_provenance", args=[row.pk]),
        data | {"hops-TOTAL_FORMS": 1, "hops-INITIAL_FORMS": 0, "seen": mark(seen)},
        lambda: provenance.mark_provenance(row, [hop], seen=seen, by=other(), now=make.NOW),
        theirs="A general", yours="An admiral",
        arrives=lambda: row.attributions.get(hop=1).source.name == "An admiral",
    )  # fmt: skip


def mention_utterance() -> Stale:
    row, one, another = make.mention(), make.utterance(words="Nine."), make.utterance(words="Ten.")
    return Stale(
        reverse("mention_utterance", args=[row.pk]), {"action": "attach", "utterance": another.pk, "seen": ""},
        lambda: uttering.attach(row, one, seen=None, by=other(), now=make.NOW),
        theirs="Nine.", yours="Ten.", arrives=lambda: type(row).objects.get(utterance=another) == row,
    )  # fmt: skip


def utterance_edit() -> Stale:
    row = make.utterance(make.source("A general"))
    return Stale(
        reverse("utterance_edit", args=[row.pk]),
        {"speaker": "A general", "venue": "my venue", "seen": mark_of(row)},
        lambda: uttering.edit_utterance(
            row.pk, UtteranceValue(row.speaker_id, venue="their venue"), seen=mark_of(row), now=make.NOW
        ),
        theirs="their venue", yours="my venue",
        arrives=lambda: type(row).objects.get().venue == "my venue",
    )  # fmt: skip


def source_grade() -> Stale:
    row = make.source("A general")
    said = {"letter": "C", "reason": "their reason", "by": other(), "now": make.NOW}
    return Stale(
        reverse("source_grade", args=[row.pk]), {"letter": "E", "reason": "my reason", "seen": ""},
        lambda: grading.grade_source(row, **said, seen=""),
        theirs="their reason", yours="my reason",
        arrives=lambda: row.grades.standing().get().letter == "E",
    )  # fmt: skip


def claim_grade() -> Stale:
    row = make.mention().claim
    return Stale(
        reverse("claim_grade", args=[row.pk]), {"number": 4, "reason": "my reason", "seen": ""},
        lambda: grading.grade_claim(
            row, number=3, reason="their reason", seen="", by=other(), now=make.NOW
        ),
        theirs="their reason", yours="my reason",
        arrives=lambda: row.credibilities.standing().get().number == 4,
    )  # fmt: skip


def derivation_decide() -> Stale:
    return _derivation(lambda row: reverse("derivation_decide", args=[make.mention().claim_id, row.pk]))


def derivation_judge() -> Stale:
    return _derivation(lambda row: reverse("derivation_judge", args=[row.pk]))


def _derivation(address: Callable[[Derivation], str]) -> Stale:
    row = Derivation.objects.create(
        article=make.version().article, origin=make.version().article, kind="cites", recorded_at=make.NOW
    )
    said = {"state": DerivationState.REJECTED, "reason": "their reason", "by": other(), "now": make.NOW}
    return Stale(
        address(row),
        {"action": "confirm", "kind": "quotes", "seen": mark_of(row)},
        lambda: deriving.decide_derivation(row.pk, seen=mark_of(row), **said),
        theirs="their reason", yours="quotes", arrives=lambda: type(row).objects.get().kind == "quotes",
    )  # fmt: skip
