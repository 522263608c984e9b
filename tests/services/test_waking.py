"""A decision wakes up when what it rests on changes, says why, once, and tells those who follow the question."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User

from claims.models import Attribution, Mention, Notice, Question, Ranking, Reopening
from claims.services import asking, deciding, following, grading, judging, marking, recording, triage, waking
from claims.services.deciding import standing_of
from claims.services.provenance import HopValue, chain_of, mark_provenance
from claims.services.scoping import ClaimValue
from claims.states import AdjudicationState
from claims.vocabulary import Manner, QuestionOutcome, Rank, RelationKind, Role, SpeechAct
from sources.models import ArticleVersion, text_sha256
from tests import factories as make

pytestmark = pytest.mark.django_db
LATER = make.NOW + timedelta(days=3)


@pytest.fixture
def question(reviewer: User, adjudicator: User) -> Question:
    """A decided question on soldiers killed in Kursk Oblast, with one claim under it."""
    asked = make.question()
    asking.keep_claim(asked, make.mention().claim, by=reviewer, now=make.NOW)
    value = deciding.AdjudicationValue(QuestionOutcome.INSUFFICIENT, "One source only.")
    deciding.propose(asked, value, by=reviewer, now=make.NOW, seen=standing_of(asked).seen)
    deciding.approve(asked, by=adjudicator, now=make.NOW, seen=standing_of(asked).seen)
    Notice.objects.all().delete()
    return asked


def the_mention() -> Mention:
    return Mention.objects.select_related("claim", "version__article").get()


def test_a_new_claim_that_covers_what_was_asked_wakes_it(question: Question, reviewer: User) -> None:
    asking.keep_claim(question, make.mention(make.claim(31)).claim, by=reviewer, now=LATER)

    reopening = Reopening.objects.get()
    assert "31" in reopening.detail
    assert "comparable" in reopening.detail
    assert standing_of(question).state is AdjudicationState.REOPENED


def test_a_claim_of_another_population_changes_nothing(question: Question, reviewer: User) -> None:
    other = make.claim(31, population=make.population("civilians"))

    asking.keep_claim(question, make.mention(other).claim, by=reviewer, now=LATER)

    assert not Reopening.objects.exists()


def test_a_claim_under_an_undecided_question_wakes_nothing(reviewer: User) -> None:
    asking.keep_claim(make.question(), make.mention().claim, by=reviewer, now=LATER)

    assert not Reopening.objects.exists()


def test_a_retraction_of_a_claim_under_it_wakes_it(question: Question) -> None:
    taken_back = make.mention(the_mention().claim, words="Officials said nine soldiers")
    Attribution.objects.create(
        mention=taken_back, hop=1, role=Role.ORIGINATOR, act=SpeechAct.RETRACT, manner=Manner.PARAPHRASE
    )

    waking.wake_for_reading([taken_back], now=LATER)

    assert Reopening.objects.get().cause == waking.Cause.RETRACTED


def test_a_mention_that_takes_nothing_back_wakes_nothing(question: Question) -> None:
    waking.wake_for_reading([the_mention()], now=LATER)

    assert not Reopening.objects.exists()


def test_a_confirmed_correction_of_a_claim_under_it_wakes_it(question: Question, reviewer: User) -> None:
    relation = make.relation(the_mention().claim, make.claim(12), kind=RelationKind.CORRECTS, newer="right")

    judging.confirm_relation(relation, by=reviewer, now=LATER)

    assert Reopening.objects.get().cause == waking.Cause.CORRECTED


def new_text(text: str) -> ArticleVersion:
    first = the_mention().version
    return ArticleVersion.objects.create(
        article=first.article, number=2, previous=first, text=text, sha256=text_sha256(text), title="Changed"
    )


def test_a_text_that_no_longer_holds_the_words_wakes_it(question: Question) -> None:
    recording.read_version(new_text("Officials gave no figure."), now=LATER)

    reopening = Reopening.objects.get()
    assert "“nine soldiers” no longer stands" in reopening.detail


def test_a_text_that_still_holds_the_words_wakes_nothing(question: Question) -> None:
    recording.read_version(new_text(f"{make.TEXT} It was raining."), now=LATER)

    assert not Reopening.objects.filter(cause=waking.Cause.EDITED).exists()


def test_one_reason_is_told_once_to_each_follower(
    question: Question, reviewer: User, adjudicator: User
) -> None:
    analyst = make.person("follower")
    following.follow(question, by=analyst, now=make.NOW)
    text = new_text("Officials gave no figure.")

    waking.wake_for_version(text, now=LATER)
    waking.wake_for_version(text, now=LATER)

    told = Notice.objects.values_list("user__username", flat=True)
    assert sorted(told) == sorted([analyst.username, reviewer.username, adjudicator.username])


def test_who_stops_following_is_no_longer_told(question: Question, reviewer: User) -> None:
    following.unfollow(question, by=reviewer)

    waking.wake_for_version(new_text("Officials gave no figure."), now=LATER)

    assert not Notice.objects.filter(user=reviewer).exists()


@pytest.mark.parametrize(
    ("before", "letter", "topic", "wakes"),
    [
        ("B", "C", "", True),
        ("B", "A", "", False),
        ("D", "D", "", False),
        (None, "D", "", False),
        (None, "E", "", True),
        (None, "F", "", True),
        ("B", "C", "casualties", True),  # the family of the claim's measure
        ("B", "C", "money", False),  # the family of another one
        ("B", "C", "everything it says of Kursk", True),  # no measure: nobody can tell
    ],
)
def test_a_source_that_is_graded_down_wakes_what_rests_on_its_claims(
    before: str | None, letter: str, topic: str, wakes: bool, question: Question, reviewer: User
) -> None:
    make.measure("cost", family="money")
    source = make.source("A general", kind="person")
    following.follow(question, by=reviewer, now=make.NOW)
    claim = make.mention(make.claim(9, claimant_id=source.pk, population=make.population("civilians"))).claim
    asking.keep_claim(question, claim, by=reviewer, now=make.NOW)
    seen = ""
    for one, on in ((before, ""), (letter, topic)):
        if one is not None:
            said = {"letter": one, "topic": on, "reason": "It made figures up.", "seen": seen}
            seen = grading.seen_of(grading.grade_source(source, **said, by=reviewer, now=LATER))

    found = [row.detail for row in Reopening.objects.filter(cause=waking.Cause.DOWNGRADED)]

    assert bool(found) == wakes
    assert all("A general is graded" in detail and "It made figures up." in detail for detail in found)
    assert Notice.objects.filter(user=reviewer, text__contains="a downgraded source").exists() == wakes


def test_a_downgraded_source_of_others_claims_wakes_nothing(question: Question, reviewer: User) -> None:
    said = {"letter": "F", "reason": "Unknown.", "seen": ""}

    grading.grade_source(make.source("A stranger"), **said, by=reviewer, now=LATER)

    assert not Reopening.objects.exists()


def test_a_downgraded_outlet_wakes_what_rests_on_its_own_word(question: Question, reviewer: User) -> None:
    outlet = the_mention().version.article.outlet

    grading.grade_source(outlet, letter="E", reason="Made up.", seen="", by=reviewer, now=LATER)

    assert Reopening.objects.get().cause == waking.Cause.DOWNGRADED


def test_a_claim_that_the_decision_deprecates_does_not_wake_it(question: Question, reviewer: User) -> None:
    decision, mention = question.adjudications.get(), the_mention()
    Ranking.objects.create(
        adjudication=decision, claim=mention.claim, rank=Rank.DEPRECATED, reason="Made up."
    )
    outlet = mention.version.article.outlet

    grading.grade_source(outlet, letter="E", reason="Made up.", seen="", by=reviewer, now=LATER)

    assert not Reopening.objects.exists()


def cited(words: str = "nine soldiers") -> Mention:
    """The mention with the words around it, as reading keeps them."""
    mention = the_mention()
    text = mention.version.text
    Mention.objects.filter(pk=mention.pk).update(
        prefix=text[: mention.start], suffix=text[mention.start + len(words) :]
    )
    return the_mention()


def test_the_same_words_elsewhere_in_the_text_do_not_keep_the_cited_ones(question: Question) -> None:
    cited()

    waking.wake_for_version(new_text("A dozen died. He met nine soldiers later."), now=LATER)

    assert "stands elsewhere" in Reopening.objects.get().detail


@pytest.mark.parametrize(
    "text",
    [
        "Officials said nine soldiers died, and more may follow.",
        "Two officials said\nnine soldiers were  killed.",
        "New: Officials said nine soldiers were killed.",
    ],
)
def test_an_edit_beside_the_cited_words_wakes_nothing(question: Question, text: str) -> None:
    cited()

    waking.wake_for_version(new_text(text), now=LATER)

    assert not Reopening.objects.exists()


def test_an_edit_that_cannot_be_read_wakes_it_all_the_same(
    question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        name = "broken/1"

        def extract(self, *args: object, **more: object) -> None:
            raise ValueError("no")

    monkeypatch.setattr(recording.reading, "extractor", Broken)

    run = recording.read_version(new_text("Nothing of it is left."), now=LATER)

    assert run.failure
    assert Reopening.objects.get().cause == waking.Cause.EDITED


def test_a_hop_that_a_person_marks_as_taking_back_wakes_it(question: Question, reviewer: User) -> None:
    mention = the_mention()
    hop = HopValue(None, "an official", "originator", "retract", "paraphrase")

    mark_provenance(mention, [hop], seen=chain_of(mention), by=reviewer, now=LATER)

    assert Reopening.objects.get().cause == waking.Cause.RETRACTED


def test_the_last_words_that_carry_a_claim_are_rejected_and_the_decision_wakes(
    question: Question, reviewer: User
) -> None:
    following.follow(question, by=reviewer, now=make.NOW)
    mention = the_mention()
    other = make.mention(mention.claim)

    triage.reject_mention(other, reason="Misread.", by=reviewer, now=LATER)
    assert not Reopening.objects.exists()
    triage.reject_mention(mention, reason="Misread.", by=reviewer, now=LATER)

    woken = Reopening.objects.get()
    assert woken.cause == waking.Cause.READ_ANEW
    assert "no text carries claim" in woken.detail.lower()
    assert Notice.objects.filter(user=reviewer).exists()


def test_a_claim_that_came_after_the_decision_is_not_missed_by_it(question: Question, reviewer: User) -> None:
    other = make.mention(make.claim(31, population=make.population("civilians")))
    asking.keep_claim(question, other.claim, by=reviewer, now=LATER)

    triage.reject_mention(other, reason="Misread.", by=reviewer, now=LATER)

    assert not Reopening.objects.exists()


@pytest.mark.parametrize(("figure", "wakes"), [(31, True), (9, False)])
def test_a_reading_that_a_person_corrects_wakes_it_when_it_says_something_new(
    question: Question, reviewer: User, figure: int, wakes: bool
) -> None:
    other = make.mention(make.claim(400, population=make.population("civilians")))
    other = Mention.objects.select_related("claim__scope", "version__article").get(pk=other.pk)
    value = ClaimValue.of(make.claim(figure))

    triage.correct_mention(other, triage.Correction(value, other.start, other.end), by=reviewer, now=LATER)

    assert Reopening.objects.exists() == wakes


def test_what_a_person_marks_by_hand_wakes_it(question: Question, reviewer: User) -> None:
    version = ArticleVersion.objects.select_related("article").get(
        pk=make.version("Then 31 soldiers fell.").pk
    )
    following.follow(question, by=reviewer, now=make.NOW)

    marking.mark_mention(
        version, triage.Correction(ClaimValue.of(make.claim(31)), 5, 16), by=reviewer, now=LATER
    )

    woken = Reopening.objects.get()
    assert (woken.cause, "31" in woken.detail) == (waking.Cause.NEW_CLAIM, True)
    assert "31" in Notice.objects.filter(user=reviewer).latest("pk").text
