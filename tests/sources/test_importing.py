"""What becomes of each item: the dry run says it, the run does it, and both give the reason."""

import datetime
import json
from typing import Any

import pytest

from sources.acquisition.found import Refused
from sources.importing.batches import Incoming, create_batch
from sources.models import (
    Article,
    ArticleVersion,
    BatchState,
    ImportBatch,
    ImportItem,
    Outcome,
    Source,
    SourceAlias,
    Verdict,
)
from tests.sources import make
from tests.sources.files import PAGE, make_zip

pytestmark = pytest.mark.django_db

TEXT = "Nine were lost.\nThe regiment said so.\n"


@pytest.fixture(autouse=True)
def nothing_reads_the_texts(settings: Any) -> None:
    """These tests are about storing."""
    settings.ON_VERSION_STORED = ""


def record(text: str = TEXT, **fields: str) -> str:
    return json.dumps({"text": text, **fields})


def test_a_text_is_stored_with_its_digest_and_the_raw_bytes_are_kept() -> None:
    (item,) = make.imported(("a.txt", TEXT.replace("\n", "\r\n")))

    assert item.outcome == Outcome.ADDED
    assert item.version is not None
    assert item.version.text == TEXT
    assert item.version.number == 1
    assert bytes(item.payload) == TEXT.replace("\n", "\r\n").encode()


def test_a_page_is_stored_with_title_outlet_date_and_address() -> None:
    (item,) = make.imported(("a.html", PAGE))

    version = item.version
    assert version is not None
    assert version.article.url == "https://example.org/news/nine"
    assert version.article.outlet == Source.objects.get(name="Example Post", kind="outlet", suggested=True)
    assert (version.title, version.published_on) == ("Nine lost in Kursk", datetime.date(2025, 12, 14))
    assert version.acquired_with.startswith("trafilatura")


def test_the_same_bytes_twice_make_no_second_row() -> None:
    make.imported(("a.txt", TEXT), ("b.html", PAGE))

    again = make.imported(("a.txt", TEXT), ("b.html", PAGE))

    assert [item.outcome for item in again] == [Outcome.SKIPPED, Outcome.SKIPPED]
    assert again[0].reason.startswith("same text already held: article ") or "version 1" in again[0].reason
    assert (Article.objects.count(), ArticleVersion.objects.count()) == (2, 2)
    assert again[1].version == ArticleVersion.objects.get(title="Nine lost in Kursk")


def test_a_changed_text_at_the_same_address_is_a_new_version_after_the_first() -> None:
    make.imported(("a.html", PAGE))

    (item,) = make.imported(("a.html", PAGE.replace("nine men", "nine soldiers")))

    assert item.outcome == Outcome.NEW_VERSION
    assert item.reason == "text differs from version 1"
    first, second = ArticleVersion.objects.order_by("number")
    assert (second.number, second.previous) == (2, first)
    assert Article.objects.count() == 1


def test_a_text_that_goes_back_says_so() -> None:
    changed = PAGE.replace("nine men", "ten men")
    for page in (PAGE, changed):
        make.imported(("a.html", page))

    (item,) = make.imported(("a.html", PAGE))

    assert item.reason == "text differs from version 2, back to that of version 1"
    assert ArticleVersion.objects.count() == 3


def test_the_same_text_at_another_address_is_a_reprint() -> None:
    (first,) = make.imported(("a.jsonl", record(url="https://one.example/a", outlet="One")))

    (item,) = make.imported(("a.jsonl", record(url="https://two.example/a", outlet="Two")))

    assert item.outcome == Outcome.ADDED
    assert first.version is not None
    assert item.reason == f"a reprint: the same text as article {first.version.article_id} (One)"


def test_the_same_text_of_another_outlet_is_a_reprint_without_addresses_too() -> None:
    make.imported(("a.jsonl", record(outlet="One")))

    (item,) = make.imported(("a.jsonl", record(outlet="Two")))

    assert item.outcome == Outcome.ADDED
    assert item.reason.startswith("a reprint")


def test_a_text_of_unknown_outlet_and_address_that_is_held_is_held() -> None:
    make.imported(("a.jsonl", record(url="https://one.example/a", outlet="One")))

    (item,) = make.imported(("a.txt", TEXT))

    assert item.outcome == Outcome.SKIPPED
    assert item.reason.startswith("same text already held")


def test_a_text_without_address_is_held_when_its_outlet_has_it_at_an_address() -> None:
    make.imported(("a.jsonl", record(url="https://one.example/a", outlet="One")))

    (item,) = make.imported(("a.jsonl", record(outlet="ONE")))

    assert item.outcome == Outcome.SKIPPED


def test_unknown_date_and_outlet_are_legal() -> None:
    (item,) = make.imported(("a.txt", TEXT))

    assert item.version is not None
    assert item.version.published_on is None
    assert item.version.article.outlet is None


def test_the_batch_says_what_its_items_do_not() -> None:
    day = datetime.date(2025, 12, 14)

    plain, dated = make.imported(
        ("a.txt", TEXT),
        ("b.jsonl", record("Ten.", published="2025-01-02", outlet="Own Voice")),
        default_published_on=day,
        default_outlet="Example Wire",
    )

    assert plain.version is not None
    assert dated.version is not None
    assert (plain.version.published_on, str(plain.version.article.outlet)) == (day, "Example Wire")
    assert (dated.version.published_on, str(dated.version.article.outlet)) == (
        datetime.date(2025, 1, 2),
        "Own Voice",
    )
    assert not Source.objects.get(name="Example Wire").suggested  # a person named it
    assert Source.objects.get(name="Own Voice").suggested


def test_what_a_person_says_wins_over_what_the_item_says() -> None:
    items = make.incoming(
        "a.html",
        PAGE,
        title="Told",
        url="https://told.example/a",
        outlet="Told",
        published_on=datetime.date(2020, 1, 1),
    )
    batch = create_batch(items, label="x", by=None, now=make.NOW)
    make.start_batch(batch.pk, now=make.NOW, in_worker=False)
    make.run_batch(batch.pk, clock=lambda: make.LATER)

    version = ArticleVersion.objects.get()
    assert (version.title, version.article.url, str(version.article.outlet)) == (
        "Told",
        "https://told.example/a",
        "Told",
    )
    assert version.published_on == datetime.date(2020, 1, 1)


def test_an_outlet_is_found_by_its_alias_in_any_case() -> None:
    post = Source.objects.create(name="Example Post", kind="outlet")
    SourceAlias.objects.create(source=post, name="ExPost")

    items = make.imported(
        ("a.jsonl", record(outlet="EXPOST")), ("b.jsonl", record("Ten.", outlet="example  post"))
    )

    assert [item.version and item.version.article.outlet for item in items] == [post, post]
    assert Source.objects.count() == 1


def test_the_same_date_said_otherwise_is_left_and_said() -> None:
    make.imported(("a.jsonl", record(url="https://one.example/a", published="2025-01-01")))

    (item,) = make.imported(("a.jsonl", record(url="https://one.example/a", published="2025-01-02")))

    assert item.outcome == Outcome.SKIPPED
    assert item.reason.endswith("the recorded date, 01 Jan 2025, stays")


def test_a_broken_item_never_stops_the_batch() -> None:
    items = make.imported(
        ("a.txt", b"caf\xe9 in Kursk"), ("b.txt", ""), ("c.pdf", b"%PDF"), ("d.txt", "a\0b"), ("e.txt", TEXT)
    )

    assert [item.outcome for item in items] == [Outcome.FAILED] * 4 + [Outcome.ADDED]
    assert [item.reason.partition(":")[0] for item in items[:4]] == [
        "not UTF-8",
        "empty text",
        "files of this kind are not read",
        "not plain text",
    ]
    assert items[0].suggested_encoding == "windows-1252"
    assert items[0].batch.state == BatchState.FINISHED
    assert bytes(items[0].payload) == b"caf\xe9 in Kursk"


def test_an_error_of_the_program_fails_one_item_and_undoes_only_that(
    settings: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ON_VERSION_STORED = "tests.sources.test_importing.stumble"

    items = make.imported(("a.txt", "stumble"), ("b.txt", TEXT))

    assert [item.outcome for item in items] == [Outcome.FAILED, Outcome.ADDED]
    assert items[0].reason == "error of this program: ZeroDivisionError; its log has the details"
    assert ArticleVersion.objects.count() == 1
    assert "stumble" not in caplog.text.replace("tests.sources.test_importing", "").replace("in stumble", "")


def stumble(version: ArticleVersion, *, by: Any) -> None:
    if version.text == "stumble":
        raise ZeroDivisionError


def test_each_version_is_handed_on_with_the_person(settings: Any, reviewer: Any) -> None:
    settings.ON_VERSION_STORED = "tests.sources.test_importing.remember"
    REMEMBERED.clear()

    make.imported(("a.txt", TEXT), ("b.txt", TEXT), by=reviewer)

    assert [(TEXT, reviewer)] == REMEMBERED  # not for the duplicate


REMEMBERED: list[tuple[str, Any]] = []


def remember(version: ArticleVersion, *, by: Any) -> None:
    REMEMBERED.append((version.text, by))


def test_the_dry_run_stores_nothing_but_its_verdicts() -> None:
    make.imported(("held.txt", TEXT), ("page.html", PAGE))
    held = Article.objects.count()

    items = make.planned(
        ("new.txt", "Ten."),
        ("same.txt", TEXT),
        ("page.html", PAGE.replace("nine men", "ten men")),
        ("bad.txt", b"\xff\xfe\xfd"),
        ("bad.pdf", b"%PDF"),
        ("reprint.jsonl", record(outlet="Other Post")),
    )

    assert [item.verdict for item in items] == [
        Verdict.NEW,
        Verdict.DUPLICATE,
        Verdict.CHANGED,
        Verdict.BROKEN,
        Verdict.BROKEN,
        Verdict.NEW,
    ]
    assert items[5].verdict_reason.startswith("a reprint: the same text as article")
    assert {item.outcome for item in items} == {Outcome.WAITING}
    assert (Article.objects.count(), Source.objects.count()) == (held, 1)


def test_the_dry_run_sees_the_other_items_of_the_batch() -> None:
    items = make.planned(
        ("a.txt", TEXT),
        ("copy of a.txt", TEXT),
        ("c.jsonl", record("One.", url="https://one.example/a")),
        ("d.jsonl", record("Two.", url="https://one.example/a")),
        ("e.jsonl", record(outlet="Other Post")),
    )

    assert [(item.verdict, item.verdict_reason) for item in items] == [
        (Verdict.NEW, ""),
        (Verdict.DUPLICATE, "same text as a.txt in this batch"),
        (Verdict.NEW, ""),
        (Verdict.CHANGED, "text differs from c.jsonl, line 1 in this batch"),
        (Verdict.NEW, "a reprint: the same text as a.txt in this batch"),
    ]


def test_the_run_keeps_what_the_dry_run_promised() -> None:
    files = [
        ("a.txt", TEXT),
        ("b.txt", TEXT),
        ("c.html", PAGE),
        ("d.zip", make_zip({"x.txt": b"Ten."})),
        ("e.txt", b"\xff"),
    ]
    batch = make.batch(*files)
    make.plan_batch(batch.pk)
    make.start_batch(batch.pk, now=make.NOW, in_worker=False)
    make.run_batch(batch.pk, clock=lambda: make.LATER)

    promised_and_done = [(item.verdict, item.outcome) for item in make.items_of(batch)]

    assert promised_and_done == [
        (Verdict.NEW, Outcome.ADDED),
        (Verdict.DUPLICATE, Outcome.SKIPPED),
        (Verdict.NEW, Outcome.ADDED),
        (Verdict.NEW, Outcome.ADDED),
        (Verdict.BROKEN, Outcome.FAILED),
    ]


def test_an_address_that_is_none_breaks_the_item_and_not_the_batch() -> None:
    items = make.incoming("a.txt", TEXT, url="javascript:alert(1)")
    batch = create_batch(items, label="x", by=None, now=make.NOW)

    make.plan_batch(batch.pk)

    assert ImportItem.objects.get().verdict_reason.startswith("no web address")


def test_an_outlet_too_long_for_a_name_breaks_the_item() -> None:
    (item,) = make.planned(("a.jsonl", record(outlet="x" * 500)))

    assert item.verdict_reason == "field “outlet” is too long: more than 300 characters"


def test_a_batch_of_nothing_or_too_much_is_not_kept(settings: Any) -> None:
    settings.IMPORT_MAX_ITEMS = 2

    with pytest.raises(Refused, match="nothing in it"):
        create_batch([], label="x", by=None, now=make.NOW)
    with pytest.raises(Refused, match="more than 2 items"):
        make.batch(("a.jsonl", "\n".join([record()] * 3)))

    assert not ImportBatch.objects.exists()


def test_items_come_in_chunks_and_keep_their_order() -> None:
    batch = create_batch(
        (one for n in range(250) for one in make.incoming(f"{n}.txt", "x")), label="x", by=None, now=make.NOW
    )

    positions = list(batch.items.order_by("position").values_list("position", "name"))

    assert positions == [(n + 1, f"{n}.txt") for n in range(250)]


def test_incoming_has_nothing_to_say_by_default() -> None:
    (one,) = make.incoming("a.txt", "x")

    assert one == Incoming(one.raw, title="", url="", outlet="", published_on=None)
