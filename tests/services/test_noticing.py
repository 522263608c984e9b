"""Findings are kept once, dismissed with a reason, silent until their inputs change."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User

from claims.models import Attribution, Claim, Finding, Mention, Relation
from claims.services import placing, provenance, retelling, upholding
from claims.services.refusals import ReasonMissing
from claims.vocabulary import FindingKind, FindingState, Manner, RelationKind, Role, SpeechAct
from config.seen import ChangedMeanwhile, mark_of
from sources.models import ArticleVersion, Source, text_sha256
from tests import factories as make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=3)
TWO = "Officials said 31 soldiers were killed. Of 31 soldiers lost, some were young."


def drifted() -> Finding:
    """One text gives one figure of one speaker under two measures."""
    text, who = make.version(TWO), make.source("Ministry")
    killed = make.claim(31, claimant_id=who.pk)
    lost = make.claim(31, claimant_id=who.pk, measure=make.measure("losses"))
    make.mention(killed, words="31 soldiers were", version=text)
    make.mention(lost, words="31 soldiers lost", version=text)
    placing.place_claims([killed.pk, lost.pk], now=make.NOW)
    return Finding.objects.get(kind=FindingKind.DRIFT)


def test_it_names_its_claims_and_the_words_that_show_it() -> None:
    finding = drifted()

    assert finding.about.count() == 2
    words = {TWO[place["start"] : place["end"]] for place in finding.evidence}
    assert words == {"31 soldiers were", "31 soldiers lost"}


def test_the_same_thing_is_noticed_once() -> None:
    claims = drifted().about.values_list("claim", flat=True)

    placing.place_claims(claims, now=LATER)

    assert Finding.objects.filter(kind=FindingKind.DRIFT).count() == 1


def dismiss(finding: Finding, *, reason: str, by: User, now: datetime) -> Finding:
    """Dismiss it as this test has it in hand."""
    return upholding.dismiss_finding(finding, seen=mark_of(finding), reason=reason, by=by, now=now)


def test_dismissing_needs_a_reason(reviewer: User) -> None:
    with pytest.raises(ReasonMissing):
        dismiss(drifted(), reason=" ", by=reviewer, now=LATER)


def test_a_dismissed_finding_stays_silent_while_nothing_changes(reviewer: User) -> None:
    finding = drifted()
    dismiss(finding, reason="The ministry uses both words.", by=reviewer, now=LATER)

    placing.place_claims(finding.about.values_list("claim", flat=True), now=LATER)

    finding.refresh_from_db()
    assert finding.state == FindingState.DISMISSED


def test_it_speaks_again_once_its_inputs_change(reviewer: User) -> None:
    finding = drifted()
    dismiss(finding, reason="The ministry uses both words.", by=reviewer, now=LATER)
    Finding.objects.filter(pk=finding.pk).update(inputs="what the rule looked at before")

    placing.place_claims(finding.about.values_list("claim", flat=True), now=LATER)

    finding.refresh_from_db()
    assert (finding.state, finding.dismissed_by) == (FindingState.OPEN, None)


def test_who_dismisses_second_is_told(reviewer: User, adjudicator: User) -> None:
    finding = drifted()
    dismiss(finding, reason="Both words.", by=reviewer, now=LATER)

    with pytest.raises(ChangedMeanwhile):
        dismiss(finding, reason="Same.", by=adjudicator, now=LATER)


def test_a_dismissal_can_be_taken_back(reviewer: User) -> None:
    finding = dismiss(drifted(), reason="Both words.", by=reviewer, now=LATER)

    assert (
        upholding.reopen_finding(finding, seen=mark_of(finding), by=reviewer, now=LATER).state
        == FindingState.OPEN
    )


def test_a_text_that_repeats_what_its_source_has_updated_is_noticed() -> None:
    who = make.source("Ministry")
    old = make.claim(
        31, claimant_id=who.pk, as_of=make.days("2025-03-01", "2025-03-01"), as_of_precision="day"
    )
    new = make.claim(
        40, claimant_id=who.pk, as_of=make.days("2025-05-01", "2025-05-01"), as_of_precision="day"
    )
    make.mention(old)
    make.relation(old, new, kind=RelationKind.UPDATES, newer="right" if old.pk < new.pk else "left")

    placing.place_claims([old.pk], now=LATER, published=date(2025, 4, 1))
    assert not Finding.objects.filter(kind=FindingKind.STALE).exists()  # the later figure was not out yet
    placing.place_claims([old.pk], now=LATER, published=date(2025, 6, 1))

    assert Finding.objects.get(kind=FindingKind.STALE).about.count() == 2


def next_version(before: Mention, text: str) -> ArticleVersion:
    first = before.version
    return ArticleVersion.objects.create(
        article=first.article, number=2, previous=first, text=text, sha256=text_sha256(text), title="Changed"
    )


@pytest.mark.parametrize(
    ("text", "is_noticed"),
    [
        ("Officials said twelve soldiers were killed.", True),
        (
            "Officials said twelve soldiers were killed. This article was corrected: it gave another figure.",
            False,
        ),
        (
            "Officials said twelve soldiers were killed, not nine soldiers.",
            False,
        ),  # the old words still stand
    ],
)
def test_a_figure_that_changes_without_a_word_is_a_silent_edit(text: str, is_noticed: bool) -> None:
    old = make.mention(make.claim(9))
    changed = next_version(old, text)
    new = make.mention(make.claim(12), words="twelve soldiers", version=changed)

    retelling.notice_text(changed, [new.claim_id], now=LATER)

    assert Finding.objects.filter(kind=FindingKind.SILENT_EDIT).exists() == is_noticed


def report(claim: Claim, outlet: Source, citing: Source) -> None:
    mention = make.mention(claim, version=make.version(outlet=outlet))
    Attribution.objects.create(
        mention=mention,
        hop=1,
        source=citing,
        role=Role.RELAYER,
        act=SpeechAct.REPORT,
        manner=Manner.PARAPHRASE,
    )


def test_outlets_that_cite_each_other_are_reported_with_their_path() -> None:
    post, wire, claim = make.source("Post", kind="outlet"), make.source("Wire", kind="agency"), make.claim(9)
    report(claim, post, wire)
    report(claim, wire, post)

    retelling.notice_text(Mention.objects.latest("pk").version, [claim.pk], now=LATER)

    assert "Post → Wire → Post" in Finding.objects.get(kind=FindingKind.CIRCULAR).detail


def test_a_circle_that_a_person_marks_is_noticed(reviewer: User) -> None:
    post, wire, claim = make.source("Post", kind="outlet"), make.source("Wire", kind="agency"), make.claim(9)
    report(claim, post, wire)
    mention = make.mention(claim, version=make.version(outlet=wire))
    hop = provenance.HopValue(post.pk, "", Role.RELAYER, SpeechAct.REPORT, Manner.PARAPHRASE)

    provenance.mark_provenance(mention, [hop], seen=provenance.chain_of(mention), by=reviewer, now=LATER)

    assert "Post → Wire → Post" in Finding.objects.get(kind=FindingKind.CIRCULAR).detail


def test_outlets_that_cite_one_source_are_no_circle() -> None:
    post, wire, third = (make.source(name, kind="outlet") for name in ("Post", "Wire", "Third"))
    claim = make.claim(9)
    report(claim, post, third)
    report(claim, wire, third)

    retelling.notice_text(Mention.objects.latest("pk").version, [claim.pk], now=LATER)

    assert not Finding.objects.exists()


def test_a_part_that_exceeds_its_whole_is_noticed_where_claims_meet() -> None:
    army = make.population("army")
    regiment = make.population("regiment", parent=army)
    whole, part = make.claim(9, population=army), make.claim(31, population=regiment)

    placing.place_claims([whole.pk, part.pk], now=make.NOW)

    assert Finding.objects.get(kind=FindingKind.CONTAINMENT).about.count() == 2
    assert Relation.objects.get().kind == RelationKind.CONTAINMENT_VIOLATION
    assert part.best == Decimal(31)
