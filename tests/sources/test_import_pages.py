"""The import desk: both forms, the batches, one batch with its pieces, one item; by role, with and without script."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.policies import Role
from sources.importing.running import run_batch, start_batch
from sources.models import ArticleVersion, BatchState, ImportBatch, ImportItem, Outcome
from tests.sources import make
from tests.sources.files import PAGE, make_zip

pytestmark = pytest.mark.django_db

FRENCH = "Tué à Koursk.".encode("cp1252")
LIVE = {"HX-Request": "true", "HX-Target": "batch-live"}


@pytest.fixture(autouse=True)
def nothing_reads_the_texts(settings: Any) -> None:
    settings.ON_VERSION_STORED = ""


@pytest.fixture
def client(client_as: Callable[[Role], Client]) -> Client:
    return client_as(Role.ADMIN)


#: Those of the page itself and the four or five that every page has: session, person, roles.
MOST_QUERIES = 9


def queries_of(client: Client, address: str, headers: dict[str, str] | None = None) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address, headers=headers or {}).status_code == 200
    return len(queries)


def paste(client: Client, **fields: str) -> Any:
    return client.post("/imports/", {"paste": "1", **{f"p-{name}": value for name, value in fields.items()}})


def upload(client: Client, *files: tuple[str, bytes], **fields: str) -> Any:
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    return client.post(
        "/imports/", {"upload": "1", "u-uploads": uploads, **{f"u-{n}": v for n, v in fields.items()}}
    )


def run(batch: ImportBatch) -> None:
    start_batch(batch.pk, now=make.NOW, in_worker=False)
    run_batch(batch.pk, clock=lambda: make.LATER)


# -- who may ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [Role.ANALYST, Role.REVIEWER, Role.ADJUDICATOR])
@pytest.mark.parametrize("name", ["imports", "batch", "batch_run", "batch_cancel", "batch_retry", "item"])
def test_only_admins_import(client_as: Callable[[Role], Client], role: Role, name: str) -> None:
    (item,) = make.planned(("a.txt", "Nine."))
    keys = {"imports": [], "item": [item.batch_id, item.pk]}.get(name, [item.batch_id])

    ask = client_as(role).get if name == "batch" else client_as(role).post
    response = ask(reverse(name, args=keys))

    assert response.status_code == 403
    assert ImportBatch.objects.get().state == BatchState.READY


def test_strangers_are_sent_to_sign_in() -> None:
    assert Client().get("/imports/").status_code == 302


# -- choosing -----------------------------------------------------------------------------------------------------


def test_a_pasted_text_becomes_a_batch_with_its_dry_run_done(client: Client) -> None:
    response = paste(
        client,
        text="Nine were lost.",
        title="Nine lost",
        url="https://Example.org/a#b",
        outlet="Example Wire",
        published_on="2025-12-14",
    )

    batch = ImportBatch.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/imports/{batch.pk}/")
    item = batch.items.get()
    assert (item.verdict, item.url, item.outlet_name) == ("new", "https://example.org/a", "Example Wire")
    assert str(batch.created_by) == "admin"
    assert not ArticleVersion.objects.exists()


def test_the_source_of_a_page_may_be_pasted(client: Client) -> None:
    paste(client, text=PAGE)

    assert ImportItem.objects.get().title == "Nine lost in Kursk"


def test_uploaded_files_become_one_batch(client: Client) -> None:
    archive = make_zip({"x.txt": b"Ten.", "y.pdf": b"%PDF"})

    upload(client, ("a.txt", b"Nine."), ("b.zip", archive), ("empty.txt", b""), default_outlet="Example Wire")

    batch = ImportBatch.objects.get()
    assert batch.label == "a.txt and 2 more"
    assert str(batch.default_outlet) == "Example Wire"
    assert list(batch.items.order_by("position").values_list("name", "verdict")) == [
        ("a.txt", "new"),
        ("x.txt", "new"),
        ("y.pdf", "broken"),
        ("empty.txt", "broken"),
    ]


def test_many_items_are_looked_at_by_the_worker(client: Client) -> None:
    upload(client, ("a.jsonl", b"\n".join(b'{"text": "%d"}' % n for n in range(30))))

    assert ImportItem.objects.filter(verdict="").count() == 20
    page = client.get(f"/imports/{ImportBatch.objects.get().pk}/").content.decode()
    assert "10 of 30 looked at" in page
    assert 'hx-trigger="every 1s"' in page


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": ""}, "This field is required"),
        ({"text": "Nine.", "url": "javascript:alert(1)"}, "This is no web address"),
        ({"text": "Nine.", "published_on": "14/12/2025"}, "Enter a valid date"),
        ({"text": "Nine.", "outlet": "x" * 301}, "at most 300 characters"),
        ({"text": "x" * 6_000_000}, "larger than 5 MB"),
    ],
)
def test_a_wrong_paste_is_shown_again_with_what_is_wrong(
    client: Client, fields: dict[str, str], words: str
) -> None:
    response = paste(client, **fields)

    assert response.status_code == 422
    assert words in response.content.decode()
    assert not ImportBatch.objects.exists()


def test_uploads_past_a_limit_say_which(client: Client, settings: Any) -> None:
    settings.IMPORT_MAX_BYTES, settings.IMPORT_MAX_ITEMS = 1000, 2

    for files, words in (
        ([("a.txt", b"x" * 1001)], "at most 1 kB can be uploaded at once"),
        ([("a.jsonl", b"1\n2\n3\n")], "more than 2 items"),
        ([("a.zip", make_zip({"a.txt": bytes(range(256)) * 8}))], "Unpacked it is larger than 1 kB"),
        ([("a.zip", b"nothing")], "no .zip that can be opened"),
        ([], "This field is required"),
    ):
        response = upload(client, *files)

        assert response.status_code == 422
        assert words in response.content.decode()
    assert not ImportBatch.objects.exists()


def test_a_nul_in_a_paste_is_told_and_not_a_crash(client: Client) -> None:
    response = paste(client, text="Nine\0were lost.")

    assert response.status_code in (303, 422)
    assert not ArticleVersion.objects.exists()


# -- the batches ---------------------------------------------------------------------------------------------------


def test_the_desk_asks_as_much_for_twenty_batches_as_for_one(client: Client) -> None:
    make.batch(("a.txt", "Nine."))
    one = queries_of(client, "/imports/")
    for _ in range(19):
        make.batch(("a.txt", "Nine."))

    assert queries_of(client, "/imports/") == one <= MOST_QUERIES


def test_older_batches_are_on_the_next_page(client: Client) -> None:
    for n in range(25):
        make.batch(("a.txt", "Nine."), label=f"batch no {n}.")

    first = client.get("/imports/")
    following = client.get(first.context["page"].next_url)

    assert "batch no 24." in first.content.decode()
    assert "batch no 4." not in first.content.decode()
    assert "batch no 4." in following.content.decode()
    assert following.context["page"].previous_url == "/imports/"
    assert following.context["page"].next_url == ""


# -- one batch -----------------------------------------------------------------------------------------------------


def test_the_page_shows_the_dry_run_with_reasons(client: Client) -> None:
    make.imported(("a.txt", "Nine."))
    item = make.planned(("a.txt", "Nine."), ("b.txt", "Ten."), ("c.txt", b"\xe9t\xe9"))[0]

    page = client.get(f"/imports/{item.batch_id}/").content.decode()

    assert "Import 1 article" in page
    assert "same text already held" in page
    assert "not UTF-8: byte 0xE9" in page
    assert "1 without outlet, 1 without date: allowed" in page
    assert "outlet not recorded" in page


def test_a_batch_is_run_cancelled_and_retried_without_script(client: Client) -> None:
    batch = make.planned(("a.txt", "Nine."), ("b.txt", FRENCH))[0].batch
    here = f"/imports/{batch.pk}/"

    response = client.post(f"{here}run/")
    assert (response.status_code, response["Location"]) == (303, here)
    page = client.get(here).content.decode()
    assert "The import has begun." in page
    assert f'<noscript><a href="{here}">Reload' in page

    run_batch(batch.pk, clock=lambda: make.LATER)
    page = client.get(here).content.decode()
    assert "Finished" in page
    assert "every 1s" not in page
    assert "Retry as windows-1252" in page

    assert client.post(f"{here}retry/", {"kind": "not UTF-8", "encoding": "windows-1252"}).status_code == 303
    assert client.post(f"{here}cancel/").status_code == 303
    batch.refresh_from_db()
    assert batch.state == BatchState.CANCELLED
    assert batch.items.get(position=2).encoding == "windows-1252"


def test_a_batch_is_run_with_htmx_and_answers_with_the_live_piece(client: Client) -> None:
    batch = make.planned(("a.txt", "Nine."))[0].batch

    response = client.post(f"/imports/{batch.pk}/run/", headers=LIVE)

    body = response.content.decode()
    assert response.status_code == 200
    assert body.lstrip().startswith('<div class="live" id="batch-live"')
    assert "The import has begun." in body
    assert "<html" not in body
    assert response["HX-Trigger"] == '{"batch-moved": {}}'


@pytest.mark.parametrize("headers", [{}, LIVE])
def test_what_the_state_does_not_allow_is_a_conflict_with_the_state(
    client: Client, headers: dict[str, str]
) -> None:
    batch = make.imported(("a.txt", "Nine."))[0].batch

    for act, words in (
        ("run", "This batch is finished; it cannot be started again."),
        ("cancel", "This batch is finished; there is nothing to cancel."),
        ("retry", "None of these can be tried again"),
    ):
        response = client.post(f"/imports/{batch.pk}/{act}/", headers=headers)

        assert response.status_code == 409
        assert words in response.content.decode()
        assert ("<html" in response.content.decode()) == (not headers)


def test_an_encoding_that_is_not_offered_is_refused(client: Client) -> None:
    batch = make.imported(("b.txt", FRENCH))[0].batch

    assert client.post(f"/imports/{batch.pk}/retry/", {"encoding": "rot13"}).status_code == 422


def test_the_live_piece_moves_the_others_only_when_something_moved(client: Client) -> None:
    batch = make.planned(("a.txt", "Nine."))[0].batch
    start_batch(batch.pk, now=make.NOW)
    here = f"/imports/{batch.pk}/"
    mark = client.get(here).context["mark"]

    still = client.get(f"{here}?seen={mark}", headers=LIVE)
    assert "HX-Trigger" not in still
    assert "every 1s" in still.content.decode()

    run_batch(batch.pk, clock=lambda: make.LATER)
    moved = client.get(f"{here}?seen={mark}", headers=LIVE)
    assert moved["HX-Trigger"] == '{"batch-moved": {}}'
    assert "every 1s" not in moved.content.decode()  # the polling ends by itself


@pytest.mark.parametrize("piece", ["batch-live", "batch-items", "batch-failures"])
def test_each_piece_is_served_alone(client: Client, piece: str) -> None:
    batch = make.imported(("a.txt", "Nine."), ("b.txt", FRENCH))[0].batch

    response = client.get(f"/imports/{batch.pk}/", headers={"HX-Request": "true", "HX-Target": piece})

    body = response.content.decode()
    assert f'id="{piece}"' in body
    assert "<html" not in body
    assert {"HX-Request", "HX-Target"} <= {name.strip() for name in response["Vary"].split(",")}


def test_another_target_gets_the_whole_page(client: Client) -> None:
    batch = make.batch(("a.txt", "Nine."))

    response = client.get(f"/imports/{batch.pk}/", headers={"HX-Request": "true", "HX-Target": "secret"})

    assert "<html" in response.content.decode()


@pytest.mark.parametrize(
    ("show", "names"),
    [
        ("", ["a.txt", "b.txt", "c.txt"]),
        ("added", ["a.txt"]),
        ("failed", ["b.txt"]),
        ("skipped", ["c.txt"]),
        ("cancelled", []),
        ("nonsense", ["a.txt", "b.txt", "c.txt"]),
    ],
)
def test_items_are_narrowed_to_an_outcome(client: Client, show: str, names: list[str]) -> None:
    batch = make.imported(("a.txt", "Nine."), ("b.txt", b"\xff"), ("c.txt", "Nine."))[0].batch

    response = client.get(f"/imports/{batch.pk}/", {"show": show})

    assert [item.name for item in response.context["items"]] == names


def test_items_come_in_pages(client: Client) -> None:
    batch = make.batch(*((f"{n}.txt", f"{n}.") for n in range(1, 61)))

    first = client.get(f"/imports/{batch.pk}/")
    second = client.get(first.context["page"].next_url)

    assert len(first.context["items"]) == 50
    assert [item.position for item in second.context["items"]] == list(range(51, 61))


def test_a_batch_asks_as_much_for_twenty_items_as_for_one(client: Client) -> None:
    def batch_of(rows: int) -> str:
        files = [(f"{n}.txt", f"{n}.") for n in range(rows)] + [(f"bad{n}.txt", b"\xff") for n in range(rows)]
        return f"/imports/{make.imported(*files)[0].batch_id}/"

    one, twenty = batch_of(1), batch_of(20)

    for headers in ({}, LIVE):
        assert queries_of(client, one, headers) == queries_of(client, twenty, headers) <= MOST_QUERIES


def test_hostile_names_and_titles_are_only_shown(client: Client) -> None:

    items = make.planned(("<script>alert(1)</script>.txt", '<img src=x onerror="alert(2)">\nNine were lost.'))

    page = client.get(f"/imports/{items[0].batch_id}/").content.decode()

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_an_unknown_batch_or_another_batchs_item_is_not_found(client: Client) -> None:
    one, other = make.planned(("a.txt", "Nine."))[0], make.planned(("b.txt", "Ten."))[0]

    for address in ("/imports/999999/", f"/imports/{one.batch_id}/items/{other.pk}/", f"/imports/{10**30}/"):
        assert client.get(address).status_code == 404
    assert client.post("/imports/999999/run/").status_code == 404


# -- one item ------------------------------------------------------------------------------------------------------


def test_an_item_is_corrected_and_tried_again(client: Client) -> None:
    (item,) = make.imported(("a.txt", FRENCH))
    here = f"/imports/{item.batch_id}/items/{item.pk}/"

    page = client.get(here)
    assert page.context["form"]["encoding"].value() == "windows-1252"  # suggested
    assert "Tué à Koursk." in page.content.decode()

    seen = page.context["form"]["seen"].value()
    response = client.post(
        here, {"how": "text", "text": "Nine were lost.", "outlet": "Example Wire", "seen": seen}
    )
    assert (response.status_code, response["Location"]) == (303, f"/imports/{item.batch_id}/")
    run_batch(item.batch_id, clock=lambda: make.LATER)

    item.refresh_from_db()
    assert item.outcome == Outcome.ADDED
    assert ArticleVersion.objects.get().text == "Nine were lost."
    assert bytes(item.payload) == FRENCH


def test_a_broken_item_is_corrected_before_the_import(client: Client) -> None:
    (item,) = make.planned(("a.jsonl", '{"text": "Nine.", "published": "05/12/2025"}'))
    here = f"/imports/{item.batch_id}/items/{item.pk}/"
    form = client.get(here).context["form"]
    assert form["text"].value() == "Nine."

    seen = form["seen"].value()
    client.post(here, {"how": "text", "text": "Nine.", "published_on": "2025-12-05", "seen": seen})

    item.refresh_from_db()
    assert (item.verdict, str(item.published_on)) == ("new", "2025-12-05")


def test_a_correction_to_nothing_is_refused(client: Client) -> None:
    (item,) = make.imported(("a.txt", FRENCH))

    response = client.post(f"/imports/{item.batch_id}/items/{item.pk}/", {"how": "text", "text": " "})

    assert response.status_code == 422
    assert "Paste the text of the article here." in response.content.decode()


def test_what_is_stored_is_shown_and_not_corrected(client: Client) -> None:
    (item,) = make.imported(("a.txt", "Nine <b>were</b> lost."))
    here = f"/imports/{item.batch_id}/items/{item.pk}/"

    page = client.get(here).content.decode()
    assert "Nine &lt;b&gt;were&lt;/b&gt; lost." in page
    assert "Try again" not in page

    response = client.post(
        here, {"how": "text", "text": "Ten.", "seen": client.get(here).context["form"]["seen"].value()}
    )
    assert response.status_code == 409
    assert ArticleVersion.objects.count() == 1


def test_a_text_too_long_to_edit_is_not_offered_cut(client: Client) -> None:
    (item,) = make.imported(("a.txt", b"\xe9" + b"x" * 250_000))

    page = client.get(f"/imports/{item.batch_id}/items/{item.pk}/")

    assert "too long to be edited here" in page.content.decode()
    assert page.context["form"]["text"].value() == ""
