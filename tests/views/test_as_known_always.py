"""
Whatever people do in whatever order, a page of the past comes back byte for byte.

A series of acts, drawn from a seed, through the services; after every few acts each page is kept as it is known at that
instant, and at the end each of them is asked for again. So is what changed between any two of these instants.
"""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Credibility, Finding, Mention, Population, Question, Relation
from claims.queries.known.moments import at
from claims.services import (
    asking,
    deciding,
    discussing,
    following,
    grading,
    judging,
    lattice,
    merging,
    provenance,
    splitting,
    triage,
    undoing,
    upholding,
)
from claims.services.deciding import AdjudicationValue, standing_of
from claims.services.provenance import HopValue, chain_of
from claims.services.refusals import ReasonMissing
from claims.services.scoping import ClaimValue
from claims.services.triage import Correction
from claims.states import NotPossible
from claims.vocabulary import QuestionOutcome, RelationKind
from config.policies import Role
from config.seen import ChangedMeanwhile, mark_of
from sources import directory
from sources.models import Grade, Source
from tests import factories as make
from tests.past import PAGES, Story, main_of, on

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("story")]
ClientAs = Callable[[Role], Client]
BEGIN = datetime(2026, 6, 1, 12, tzinfo=UTC)
DONE, KEPT_EVERY = 30, 6

#: What the services answer to an act that is not possible as things stand; then another act is drawn.
REFUSED = (
    ReasonMissing, NotPossible, ChangedMeanwhile, triage.AlreadyRecorded, splitting.NothingToSplit,
    merging.SameClaim, undoing.NothingToUndo, undoing.DecidedSince, deciding.OwnDecision, grading.NotConfirmed,
    lattice.TermRefused, provenance.ChainInvalid,
)  # fmt: skip


class Doing:
    """What two people do at random to everything that the story holds. now: the instant of the next act."""

    def __init__(self, story: Story, seed: int) -> None:
        self.story, self.random, self.now = story, Random(seed), BEGIN
        self.people = [story.reviewer, story.adjudicator]
        self.done: Counter[str] = Counter()

    def act(self) -> None:
        """Do one thing that is possible, a minute after the one before."""
        self.now += timedelta(minutes=1)
        for _ in range(50):
            name = self.random.choice(sorted(ACTS) + OFTEN)
            try:
                with transaction.atomic():
                    ACTS[name](self, self.random.choice(self.people))
            except REFUSED:
                continue
            self.done[name] += 1
            break
        on(self.now)

    def mention(self) -> Mention:
        rows = Mention.objects.select_related("version__article", "claim__scope").order_by("pk")
        return self.random.choice(list(rows))

    def claim(self) -> Claim:
        return self.random.choice(list(Claim.objects.with_scope().order_by("pk")))

    def word(self) -> str:
        return f"word {self.random.randrange(10**9)}"

    def reading(self, mention: Mention) -> Correction:
        figure = Decimal(self.random.randrange(1, 5000))
        value = ClaimValue.of(mention.claim).changed(low=figure, best=figure, high=figure)
        return Correction(value, mention.start, mention.end)


def triaged(doing: Doing, by: User) -> None:
    mention, how = doing.mention(), doing.random.randrange(5)
    more: Any = {"by": by, "now": doing.now, "seen": mention.state}
    if how == 0:
        triage.accept_mention(mention, **more)
    elif how == 1:
        triage.reject_mention(mention, reason=doing.word(), **more)
    elif how == 2:
        triage.correct_mention(mention, doing.reading(mention), reason=doing.word(), **more)
    elif how == 3:
        splitting.split_mention(
            mention, doing.reading(mention), doing.reading(mention), reason=doing.word(), **more
        )
    else:
        merging.merge_mention(mention, doing.claim(), reason=doing.word(), **more)


def undone(doing: Doing, by: User) -> None:
    undoing.undo_latest(by=by, now=doing.now)


def settled(doing: Doing, by: User) -> None:
    question, standing = doing.story.question, standing_of(doing.story.question)
    more: Any = {"by": by, "now": doing.now, "seen": standing.seen}
    if standing.proposed is None:
        outcome = doing.random.choice([QuestionOutcome.INSUFFICIENT, QuestionOutcome.NESTED])
        deciding.propose(question, AdjudicationValue(outcome, doing.word()), **more)
    elif doing.random.random() < 0.7:
        deciding.approve(question, **more)
    else:
        deciding.send_back(question, comment=doing.word(), **more)


def gathered(doing: Doing, by: User) -> None:
    act = doing.random.choice([asking.keep_claim, asking.leave_out])
    act(doing.story.question, doing.claim(), by=by, now=doing.now)


def judged(doing: Doing, by: User) -> None:
    relation = doing.random.choice(list(Relation.objects.order_by("pk")))
    kind = doing.random.choice([RelationKind.UPDATES, RelationKind.CORROBORATES, RelationKind.CORRECTS])
    if doing.random.random() < 0.3:
        judging.reject_relation(relation, by=by, now=doing.now, reason=doing.word())
    else:
        judging.confirm_relation(relation, by=by, now=doing.now, kind=kind, reason=doing.word())


def graded(doing: Doing, by: User) -> None:
    seen = grading.seen_of(Grade.objects.filter(source=doing.story.speaker, topic="").order_by("pk").last())
    grading.grade_source(
        doing.story.speaker,
        letter=doing.random.choice("ABCDEF"),
        reason=doing.word(),
        seen=seen,
        by=by,
        now=doing.now,
    )


def believed(doing: Doing, by: User) -> None:
    claim = doing.claim()
    seen = grading.seen_of(Credibility.objects.filter(claim=claim).order_by("pk").last())
    number = doing.random.randrange(1, 7)
    grading.grade_claim(claim, number=number, reason=doing.word(), seen=seen, by=by, now=doing.now)


def renamed(doing: Doing, by: User) -> None:
    row = doing.random.choice(list(Source.objects.order_by("pk")))
    directory.edit_source(
        row.pk, seen=mark_of(row), name=doing.word(), kind=row.kind, parent=None, side=doing.word(), note=""
    )


def placed(doing: Doing, by: User) -> None:
    part, whole = doing.random.sample(list(Population.objects.order_by("pk")), 2)
    lattice.change_term(
        part,
        name=doing.word(),
        parent=whole,
        aliases=[],
        side=doing.word(),
        seen=mark_of(part),
        by=by,
        now=doing.now,
    )


def chained(doing: Doing, by: User) -> None:
    mention = doing.mention()
    who = doing.random.choice(list(Source.objects.order_by("pk")))
    hop = HopValue(who.pk, "", "originator", "assert", "direct")
    provenance.mark_provenance(mention, [hop], seen=chain_of(mention), by=by, now=doing.now)


def noticed(doing: Doing, by: User) -> None:
    finding = doing.random.choice(list(Finding.objects.order_by("pk")))
    said: dict[str, Any] = {"seen": mark_of(finding), "by": by, "now": doing.now}
    if finding.state in ("dismissed", "upheld"):
        upholding.reopen_finding(finding, **said)
    elif finding.state == "open" and doing.random.random() < 0.5:
        upholding.dismiss_finding(finding, reason=doing.word(), **said)
    elif finding.state == "open":
        upholding.uphold_finding(finding, note=doing.word(), **said)


def talked(doing: Doing, by: User) -> None:
    subject: Any = doing.random.choice([doing.story.question, doing.story.nine, doing.story.relation])
    discussing.comment(subject, doing.word(), by=by, now=doing.now)
    discussing.set_opinion(subject, doing.random.randrange(1, 6), by=by, now=doing.now)


def followed(doing: Doing, by: User) -> None:
    if doing.random.random() < 0.5:
        following.follow(doing.story.question, by=by, now=doing.now)
    else:
        following.unfollow(doing.story.question, by=by)


def named(doing: Doing, by: User) -> None:
    User.objects.filter(pk=by.pk).update(username=doing.word(), is_active=doing.random.random() < 0.8)


def read_in(doing: Doing, by: User) -> None:
    mention = make.mention(doing.claim(), recorded_at=doing.now)
    mention.version.refresh_from_db()


def asked(doing: Doing, by: User) -> None:
    Question.objects.filter(pk=doing.story.question.pk).update(text=doing.word(), changed_at=doing.now)


ACTS: dict[str, Callable[[Doing, User], None]] = {
    act.__name__: act
    for act in (
        triaged, undone, settled, gathered, judged, graded, believed, renamed, placed, chained, noticed, talked,
        followed, named, read_in, asked,
    )
}  # fmt: skip


#: What many different things can become of is done more often than the rest.
OFTEN = ["triaged", "triaged", "triaged", "triaged", "settled", "undone", "undone"]


@pytest.mark.parametrize("seed", [1, 2])
def test_every_page_of_the_past_comes_back_byte_for_byte(
    client_as: ClientAs, story: Story, seed: int
) -> None:
    client, doing = client_as(Role.ANALYST), Doing(story, seed)
    kept: dict[str, str] = {}
    instants = [at(BEGIN)]

    for number in range(1, DONE + 1):
        doing.act()
        if number % KEPT_EVERY == 0:
            instants.append(at(doing.now))
            addresses = [page(story, instants[-1]) for page in PAGES]
            addresses += [
                reverse("question_changes", args=[story.question.pk, since, instants[-1]])
                for since in (instants[0], instants[-2])
            ]
            kept |= {address: main_of(client, address) for address in addresses}

    assert len(doing.done) > 8, doing.done
    assert len(set(kept.values())) > len(kept) / 2
    for address, page in kept.items():
        assert main_of(client, address) == page, address
