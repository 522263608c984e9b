"""What a program read becomes rows, once, and nothing of it is lost."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import OperationalError
from django.db.backends.postgresql.psycopg_any import DateRange

from claims.extraction.results import Extraction, NamedSpan
from claims.models import Claim, ExtractionRun, Mention, Place, Population, Scope, UnreadPassage
from claims.services import reading, recording
from claims.vocabulary import ClaimKind, Manner, Role
from sources.models import ArticleVersion, Source
from tests import factories as make
from tests.services.extractions import TEXT, YEAR, extraction, nine

pytestmark = pytest.mark.django_db


def record(found: Extraction, where: ArticleVersion | None = None) -> list[Mention]:
    where = where or make.version(TEXT)
    recording.record(found, version=where, now=make.NOW)
    return list(Mention.objects.filter(version=where).order_by("pk"))


def test_it_keeps_the_printed_words_and_the_reading_side_by_side() -> None:
    [mention] = record(extraction())

    assert mention.exact == "nine soldiers"
    assert (mention.prefix + mention.exact + mention.suffix) in TEXT
    assert mention.state == "suggested"
    assert mention.claim.best == 9
    assert mention.claim.scope is not None
    assert mention.claim.scope.measure is not None
    assert mention.claim.scope.measure.key == "losses"
    assert mention.claim.scope.period == DateRange(YEAR.from_day, YEAR.to_day + timedelta(days=1))
    assert mention.period_words == "in 2025"


def test_the_chain_runs_from_the_publisher_to_the_origin() -> None:
    outlet = make.source("The Example Post", kind="outlet")
    make.source("State Media", kind="agency")
    [mention] = record(extraction(), make.version(TEXT, outlet=outlet))

    hops = list(mention.attributions.order_by("hop"))

    assert [hop.role for hop in hops] == [Role.PUBLISHER, Role.RELAYER, Role.ORIGINATOR]
    assert [str(hop.source) for hop in hops] == ["The Example Post", "State Media", "Kim Jong Un"]
    assert [hop.cue for hop in hops] == ["", "carried by", "said"]
    assert mention.claim.claimant == hops[-1].source


def test_a_claim_in_the_articles_own_voice_has_no_claimant() -> None:
    [mention] = record(extraction(nine(chain=())))

    [hop] = mention.attributions.all()

    assert hop.manner == Manner.OWN_VOICE
    assert mention.claim.claimant is None


def test_populations_and_places_stand_inside_what_the_text_puts_them_in() -> None:
    record(extraction())

    regiment = Population.objects.get(name="528th Engineer Regiment")
    assert regiment.suggested
    assert [regiment.parent.name, regiment.parent.parent.name] == [
        "Korean People's Army",
        "North Korean forces",
    ]  # type: ignore[union-attr]
    assert Place.objects.get(name="Kursk Oblast").parent == Place.objects.get(name="Russia")


def test_a_confirmed_term_keeps_the_place_that_a_person_gave_it() -> None:
    make.population("528th Engineer Regiment", suggested=False)

    record(extraction())

    assert Population.objects.get(name="528th Engineer Regiment").parent is None


def test_a_ring_of_terms_is_left_out_and_the_rest_is_recorded() -> None:
    # the archive holds the army inside the regiment; this text says the opposite
    regiment = make.population("528th Engineer Regiment", suggested=True)
    make.population("Korean People's Army", parent=regiment)

    [mention] = record(extraction())

    regiment.refresh_from_db()
    assert regiment.parent is None
    assert mention.claim.scope is not None
    assert mention.claim.scope.population == regiment


def test_an_alias_leads_to_the_term_that_has_it() -> None:
    known = make.population("528th Regiment", aliases=["528th engineer regiment"])

    [mention] = record(extraction())

    assert mention.claim.scope is not None
    assert mention.claim.scope.population == known


def test_equal_claims_of_two_articles_are_one_row_with_two_mentions() -> None:
    record(extraction())
    record(extraction(), make.version(TEXT))

    assert Claim.objects.count() == 1
    assert Claim.objects.get().mentions.count() == 2
    assert Scope.objects.count() == 1


def test_the_same_words_carrying_the_same_claim_are_one_mention() -> None:
    mentions = record(extraction(nine(0), nine(1)))

    assert len(mentions) == 1


def test_a_scope_statement_points_at_the_mention_that_it_limits() -> None:
    limit = nine(
        1, kind=ClaimKind.SCOPE, measure=None, quantity=None, low=None, best=None, high=None, bound=None, unit=None,
        limits=0, statement="applies only to the regiment",
    )  # fmt: skip
    figure, statement = record(extraction(nine(0), limit))

    assert statement.limits == figure


def test_what_was_not_understood_is_kept_with_the_reason() -> None:
    record(extraction())

    assert UnreadPassage.objects.get().reason == "nothing says from what"


def test_a_figure_beyond_the_column_is_an_open_end_and_keeps_its_words() -> None:
    huge = Decimal(10) ** 30
    [mention] = record(extraction(nine(figure=huge)))

    assert (mention.claim.low, mention.claim.best) == (None, None)
    assert mention.exact == "nine soldiers"


def test_a_text_that_breaks_the_reader_stays_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        name = "broken/1"

        def extract(self, text: str, **_: object) -> Extraction:
            raise RecursionError("too deep")

    monkeypatch.setattr(reading, "extractor", Broken)

    run = recording.read_version(make.version(TEXT), now=make.NOW)

    assert run.failure == "The text could not be read: RecursionError: too deep"
    assert not Mention.objects.exists()


def test_rows_that_the_database_refuses_leave_a_run_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    class Wrong:
        name = "by-hand/1"

        def extract(self, text: str, **_: object) -> Extraction:
            return extraction(nine(low=Decimal(10), high=Decimal(9), best=None))

    monkeypatch.setattr(reading, "extractor", Wrong)

    run = recording.read_version(make.version(TEXT), now=make.NOW)

    assert "claim_low_le_high" in run.failure
    assert not Mention.objects.exists()
    assert not Source.objects.filter(suggested=True).exists()  # nothing half-recorded


def test_reading_a_version_twice_adds_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Once:
        name = "by-hand/1"

        def extract(self, text: str, **_: object) -> Extraction:
            return extraction()

    monkeypatch.setattr(reading, "extractor", Once)
    where = make.version(TEXT)

    first = recording.read_version(where, now=make.NOW)
    again = recording.read_version(where, now=make.NOW)

    assert first == again
    assert Mention.objects.count() == 1


def test_a_description_makes_no_source_and_keeps_its_words() -> None:
    found = extraction()
    officials = replace(
        found.attributions[1],
        source=NamedSpan(0, 2, "In", "officials"),
        source_kind="unnamed_group",
        inside=None,
    )
    [mention] = record(replace(found, attributions=(found.attributions[0], officials)))

    origin = mention.attributions.order_by("-hop")[0]
    assert (origin.source, origin.printed_name) == (None, "In")
    assert mention.claim.claimant is None
    assert not Source.objects.filter(name="officials").exists()


def test_a_description_that_a_person_gave_a_source_leads_to_it() -> None:
    known = make.source("Western officials", kind="unnamed_group")
    known.aliases.create(name="state media")

    [mention] = record(extraction())

    assert mention.attributions.get(hop=1).source == known


def test_what_failed_is_read_again_and_the_failure_stays_on_record(monkeypatch: pytest.MonkeyPatch) -> None:
    class Mended:
        name = "by-hand/1"

        def extract(self, text: str, **_: object) -> Extraction:
            return extraction()

    where = make.version(TEXT)
    ExtractionRun.objects.create(version=where, extractor="by-hand/1", recorded_at=make.NOW, failure="broken")
    monkeypatch.setattr(reading, "extractor", Mended)

    [run] = recording.read_again(now=make.NOW)

    assert run.failure == ""
    assert ExtractionRun.objects.filter(version=where).count() == 2
    assert list(recording.read_again(now=make.NOW)) == []


def test_a_text_in_another_language_is_read_once_and_gives_no_claim() -> None:
    """ "12" in a German text is a figure too, but what it counts could only be guessed."""
    version = make.version(
        "Das Ministerium teilte mit, dass 12 Soldaten getötet worden seien.", language="de"
    )

    run = recording.read_version(version, now=make.NOW)

    assert run.failure == ""
    assert not Mention.objects.exists()
    assert list(recording.read_again(now=make.NOW)) == []


def test_a_deadlock_is_no_failure_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    class Deadlocked:
        name = "by-hand/1"

        def extract(self, text: str, **_: object) -> Extraction:
            raise OperationalError("deadlock detected")

    monkeypatch.setattr(reading, "extractor", Deadlocked)

    with pytest.raises(OperationalError):
        recording.read_version(make.version(TEXT), now=make.NOW)

    assert not ExtractionRun.objects.exists()
