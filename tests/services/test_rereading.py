"""Reading anew, with more taught or by another program: suggestions are replaced, what a person decided stays."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command

from claims.models import ExtractionRun, Measure, Mention
from claims.services import recording, teaching, terms
from claims.services.clearing import is_settled
from claims.services.triage import accept_mention, reject_mention
from claims.services.undoing import undo_latest
from sources.models import ArticleVersion
from tests import factories as make

pytestmark = pytest.mark.django_db
TEXT = (
    "Northern Command said on Monday that 40 soldiers were neutralised. "
    "Police said on Tuesday that 12 people were killed in Halden."
)


@pytest.fixture
def version(db: None) -> ArticleVersion:
    terms.load_lexicon()
    make.source("Northern Command", kind="armed_force")
    version = make.version(TEXT, published_on=date(2025, 5, 20))
    recording.read_version(version, now=make.NOW)
    return version


@pytest.fixture
def taught(version: ArticleVersion, reviewer: User) -> None:
    teaching.add_sense(
        words="neutralised", measure=Measure.objects.get(key="killed"), speaker=None, citation="its report",
        by=reviewer, now=make.NOW,
    )  # fmt: skip


def measures(version: ArticleVersion) -> list[str]:
    found = Mention.objects.filter(version=version).order_by("start")
    return [mention.claim.scope.measure.key for mention in found if mention.claim.scope]


def anew() -> int:
    return len(list(recording.read_again(anew=True, now=make.NOW)))


@pytest.mark.usefixtures("taught")
def test_suggestions_are_read_anew_with_what_was_taught_since(version: ArticleVersion) -> None:
    call_command("read_articles")
    assert measures(version) == ["neutralised", "killed"]  # what is read is not read again unasked

    call_command("read_articles", "--again")

    assert measures(version) == ["killed", "killed"]
    assert ExtractionRun.objects.filter(version=version).count() == 2


@pytest.mark.usefixtures("taught")
def test_with_nothing_new_taught_nothing_is_read(version: ArticleVersion) -> None:
    assert anew() == 1
    mentions = list(Mention.objects.values_list("pk", flat=True))

    assert anew() == 0
    assert list(Mention.objects.values_list("pk", flat=True)) == mentions


@pytest.mark.parametrize("act", ["accept", "reject", "undo", "by hand"])
@pytest.mark.usefixtures("taught")
def test_what_a_person_has_touched_stays_as_it_is(version: ArticleVersion, reviewer: User, act: str) -> None:
    decided = Mention.objects.filter(version=version).order_by("start")[0]
    if act == "reject":
        reject_mention(decided, reason="not a claim", by=reviewer, now=make.NOW)
    elif act == "by hand":
        Mention.objects.filter(pk=decided.pk).update(extractor="")
    else:
        accept_mention(decided, by=reviewer, now=make.NOW)
    if act == "undo":
        undo_latest(by=reviewer, now=make.NOW)
    decided.refresh_from_db()

    anew()

    still = Mention.objects.get(pk=decided.pk)
    assert (still.claim, still.state, still.reason) == (decided.claim, decided.state, decided.reason)
    assert measures(version) == ["neutralised", "killed"]  # and nothing is suggested beside it


@pytest.mark.usefixtures("taught")
def test_the_history_keeps_what_a_new_reading_replaced(version: ArticleVersion) -> None:
    before = set(Mention.objects.values_list("pk", flat=True))
    anew()

    events = apps.get_model("claims", "MentionEvent").objects.filter(pgh_label="delete")
    assert set(events.values_list("pgh_obj_id", flat=True)) == before


def test_another_program_reads_again_when_asked(
    version: ArticleVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = recording.reading.extractor()
    monkeypatch.setattr(reader, "name", "another/1")

    assert anew() == 1
    assert {mention.extractor for mention in Mention.objects.filter(version=version)} == {"another/1"}
    assert measures(version) == ["neutralised", "killed"]


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ((10, 20), True),
        ((8, 20), True),  # with its approximator
        ((0, 60), False),  # the sentence around it
        ((20, 30), False),  # the next words
        ((14, 17), False),  # a figure inside a decided clause
    ],
)
def test_a_decision_settles_its_words_and_not_their_sentence(span: tuple[int, int], expected: bool) -> None:
    assert is_settled(*span, [(10, 20)]) is expected
