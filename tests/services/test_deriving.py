"""Which article takes over from which: suggested from equal texts and from chains, decided by people."""

from datetime import date
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command

from claims import tasks
from claims.models import Claim, Derivation, Mention
from claims.queries.derivations import Node, origins_of_claim, origins_page
from claims.services.deriving import (
    STEP,
    AlreadyDrawn,
    DerivationImpossible,
    decide_derivation,
    derive_step,
    draw,
    suggest_derivations,
)
from claims.services.refusals import ReasonMissing
from claims.vocabulary import DerivationKind, DerivationState
from config.seen import ChangedMeanwhile, mark_of
from sources.models import ArticleVersion, Source
from tests import factories as make

pytestmark = pytest.mark.django_db


def report(
    outlet: Source, day: int, *, naming: Source | None = None, manner: str = "paraphrase", text: str = ""
) -> Mention:
    """A report of nine soldiers by an outlet on a day of December, naming another outlet or not."""
    text = text or f"{outlet} on {day} December: nine soldiers."
    version = make.version(
        text, outlet=outlet, published_on=date(2025, 12, day), title=f"{outlet}, {day} Dec"
    )
    mention = make.mention(make.claim(), version=version)
    mention.attributions.update(manner="own_voice")
    if naming is not None:
        make.origin(mention, naming, role="relayer", manner=manner)
    return mention


def outlet(name: str, **fields: object) -> Source:
    return make.source(name, kind="outlet", **fields)


def edges() -> set[tuple[str, str, str]]:
    return {
        (str(row.article.outlet), row.kind, str(row.origin.outlet))
        for row in Derivation.objects.select_related("article__outlet", "origin__outlet")
    }


def suggest(*mentions: Mention) -> None:
    for mention in mentions:
        suggest_derivations(mention.version, now=make.NOW)


@pytest.mark.parametrize(("first", "second"), [(12, 13), (13, 12)])
def test_the_same_text_is_republished_from_the_earliest_whichever_came_in_first(
    first: int, second: int
) -> None:
    one = report(outlet("A"), first, text="The same nine soldiers.")
    suggest(one)
    suggest(report(outlet("B"), second, text="The same nine soldiers."))

    assert edges() == ({("B", "republishes", "A")} if first < second else {("A", "republishes", "B")})


@pytest.mark.parametrize(
    ("manner", "kind"), [("paraphrase", "cites"), ("fragment", "quotes"), ("direct", "quotes")]
)
@pytest.mark.parametrize("is_late", [False, True])
def test_a_chain_that_names_an_outlet_leads_to_its_article_with_the_figure(
    manner: str, kind: str, is_late: bool
) -> None:
    wire = outlet("Wire")
    held, naming = report(wire, 11), report(outlet("Daily"), 12, naming=wire, manner=manner)

    suggest(*((naming, held) if is_late else (held, naming)))

    assert edges() == {("Daily", kind, "Wire")}


def test_it_is_the_last_article_before() -> None:
    wire = outlet("Wire")
    for day in (9, 11, 14):
        report(wire, day)
    suggest(report(outlet("Daily"), 12, naming=wire))

    assert str(Derivation.objects.get().origin) == "Wire, 11 Dec"


def test_what_an_outlet_prints_later_or_of_another_figure_is_not_taken_over() -> None:
    wire = outlet("Wire")
    later = report(wire, 20)
    other = make.mention(make.claim(12), version=make.version("Twelve: nine soldiers.", outlet=wire))

    suggest(report(outlet("Daily"), 12, naming=wire), later, other)

    assert edges() == set()


def test_a_text_is_looked_at_twice_and_suggested_once(reviewer: User) -> None:
    wire = outlet("Wire")
    report(wire, 11)
    mention = report(outlet("Daily"), 12, naming=wire)
    suggest(mention)
    row = Derivation.objects.get()
    said = {"state": DerivationState.REJECTED, "reason": "Another source.", "by": reviewer, "now": make.NOW}
    decide_derivation(row.pk, seen=mark_of(row), **said)

    suggest(mention)

    assert Derivation.objects.get().state == DerivationState.REJECTED


def test_a_rejection_needs_its_reason_and_who_decides_second_is_told(reviewer: User) -> None:
    one, other = report(outlet("A"), 11), report(outlet("B"), 12)
    row = draw(other.version.article, one.version.article, DerivationKind.CITES, by=reviewer, now=make.NOW)
    said = {"state": DerivationState.REJECTED, "by": reviewer, "now": make.NOW}

    with pytest.raises(ReasonMissing):
        decide_derivation(row.pk, seen=mark_of(row), reason=" ", **said)
    with pytest.raises(ChangedMeanwhile):
        decide_derivation(row.pk, seen="stale", reason="No.", **said)
    with pytest.raises(AlreadyDrawn):
        draw(row.article, row.origin, DerivationKind.QUOTES, by=reviewer, now=make.NOW)


def lines(claim: Claim) -> list[tuple[str, list[str]]]:
    return [(origin.name, [line.why for line in origin.reports]) for origin in origins_of_claim(claim)[0]]


def test_reprints_and_papers_of_one_owner_stand_under_one_origin() -> None:
    owner = make.source("The Owner")
    report(outlet("Morning", parent=owner), 11, text="We counted nine soldiers.")
    report(outlet("Evening", parent=owner), 12)
    report(outlet("Elsewhere"), 13, text="We counted nine soldiers.")
    mention = report(outlet("Far"), 14)

    assert lines(mention.claim) == [
        ("The Owner", ["", "the same owner: The Owner", "reprint: the same text as in Morning"]),
        ("Far", [""]),
    ]


def test_reports_that_name_nobody_stand_apart() -> None:
    mention = report(outlet("A"), 11)
    make.origin(mention, None, manner="agentless", role="originator")

    assert lines(mention.claim) == [("", [""])]


def test_an_article_that_makes_another_claim_of_it_is_drawn_as_well(reviewer: User) -> None:
    wire = outlet("Wire")
    held = report(wire, 11)
    naming = report(outlet("Daily"), 12, naming=wire)
    Mention.objects.filter(pk=naming.pk).update(claim=make.claim(claimant_id=wire.pk))
    suggest(naming)

    for mention in (held, naming):
        mention.refresh_from_db()
        assert [drawn(node) for node in origins_page(mention.claim).trees] == [("Wire", ["Daily"])]


def drawn(node: Node) -> object:
    said = f"{node.article.outlet}{' again' if node.again else ''}"
    return (said, [drawn(child) for child in node.children]) if node.children else said


def test_the_tree_begins_with_those_who_take_over_from_nobody_and_a_circle_is_told(reviewer: User) -> None:
    by_name = {name: report(outlet(name), day).version.article for day, name in enumerate("ABCDE", start=11)}
    for article, origin in ("BA", "CA", "DC", "CD"):
        draw(by_name[article], by_name[origin], DerivationKind.CITES, by=reviewer, now=make.NOW)

    page = origins_page(Claim.objects.get())

    assert [drawn(node) for node in page.trees] == [("A", ["B", ("C", [("D", ["C again"])])])]
    assert page.circles == ["C: C, 13 Dec → D: D, 14 Dec → C: C, 13 Dec"]


def test_an_older_archive_is_gone_through_in_steps_and_a_second_run_adds_nothing() -> None:
    wire = outlet("Wire")
    report(wire, 1)
    for number in range(STEP):
        report(outlet(f"Daily {number}"), 2, naming=wire)
    assert edges() == set()

    reached = derive_step(after=0, now=make.NOW)
    assert reached is not None
    assert derive_step(after=reached, now=make.NOW) is None

    found = edges()
    assert {f"Daily {number}" for number in range(STEP)} == {article for article, _, _ in found}
    out = StringIO()
    call_command("suggest_derivations", stdout=out)
    assert (out.getvalue(), edges()) == ("0 suggested\n", found)


def test_what_a_person_rejected_stays_rejected_when_the_archive_is_gone_through(reviewer: User) -> None:
    wire = outlet("Wire")
    report(wire, 1)
    suggest(report(outlet("Daily"), 2, naming=wire))
    row = Derivation.objects.get()
    decide_derivation(
        row.pk,
        state=DerivationState.REJECTED,
        reason="It was there.",
        seen=mark_of(row),
        by=reviewer,
        now=make.NOW,
    )

    derive_step(after=0, now=make.NOW)

    row.refresh_from_db()
    assert row.state == "rejected"


def test_the_worker_goes_through_the_archive_until_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    wire = outlet("Wire")
    for number in range(STEP):
        report(outlet(f"Daily {number}"), 2, naming=wire)
    monkeypatch.setattr(tasks.derive, "defer", lambda after: asked.append(after))
    call_command("suggest_derivations", "--later", stdout=StringIO())

    tasks.derive.func(after=asked[0])
    tasks.derive.func(after=asked[1])

    assert asked == [0, ArticleVersion.objects.latest("pk").pk]


def test_nothing_is_taken_over_from_what_was_printed_later(reviewer: User) -> None:
    early, late = report(outlet("A"), 10), report(outlet("B"), 13)

    with pytest.raises(DerivationImpossible, match="printed on 10 Dec 2025"):
        draw(early.version.article, late.version.article, DerivationKind.CITES, by=reviewer, now=make.NOW)

    draw(late.version.article, early.version.article, DerivationKind.CITES, by=reviewer, now=make.NOW)
    assert edges() == {("B", "cites", "A")}
