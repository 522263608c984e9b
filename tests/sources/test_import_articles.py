"""manage.py import_articles: files, folders and archives, told item by item."""

import datetime
import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from sources.models import Article, ArticleVersion, ImportBatch
from tests.sources.files import PAGE, make_zip

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_reads_the_texts(settings: Any) -> None:
    settings.ON_VERSION_STORED = ""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "deep").mkdir()
    (tmp_path / "a.txt").write_text("Nine were lost.")
    (tmp_path / "deep" / "b.html").write_text(PAGE)
    (tmp_path / "deep" / "c.jsonl").write_text('{"text": "Ten.", "published": "2025-01-02"}\n')
    (tmp_path / "pictures.png").write_bytes(b"\x89PNG")
    (tmp_path / ".hidden.txt").write_text("x")
    return tmp_path


def said(*arguments: Any, **options: Any) -> str:
    out = io.StringIO()
    call_command("import_articles", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def test_it_brings_a_folder_in_and_says_what_became_of_each(folder: Path) -> None:
    assert said(folder) == (
        "added        a.txt\nadded        deep/b.html\nadded        deep/c.jsonl, line 1\n3 added\n"
    )
    assert ArticleVersion.objects.count() == 3
    assert ImportBatch.objects.get().finished_at is not None


def test_a_second_time_it_adds_nothing_and_says_why(folder: Path) -> None:
    said(folder)

    lines = said(folder).splitlines()

    assert all(line.startswith("skipped      ") and "same text already held" in line for line in lines[:3])
    assert lines[3] == "3 skipped"
    assert Article.objects.count() == 3


def test_date_and_outlet_hold_for_articles_that_do_not_say(folder: Path) -> None:
    said(folder, "--published", "2025-12-14", "--outlet", "Example Wire")

    days = dict(ArticleVersion.objects.values_list("text", "published_on"))
    assert days["Nine were lost."] == datetime.date(2025, 12, 14)
    assert days["Ten."] == datetime.date(2025, 1, 2)
    assert Article.objects.filter(outlet__name="Example Wire").count() == 2


def test_a_dry_run_says_it_all_and_stores_nothing(folder: Path) -> None:
    words = said(folder, "--dry-run")

    assert words.splitlines()[-1] == "3 new"
    assert not Article.objects.exists()
    assert not ImportBatch.objects.exists()


def test_an_archive_is_read_and_a_failure_is_the_exit_status(tmp_path: Path) -> None:
    archive = tmp_path / "a.zip"
    archive.write_bytes(make_zip({"good.txt": b"Nine.", "bad.txt": b"\xe9t\xe9"}))
    out = io.StringIO()

    with pytest.raises(CommandError, match="1 of 2 failed") as failed:
        call_command("import_articles", str(archive), stdout=out)

    assert failed.value.returncode == 1
    assert (
        "failed       bad.txt: not UTF-8: byte 0xE9 at position 1 (line 1). Try Windows-1252"
        in out.getvalue()
    )
    assert ArticleVersion.objects.get().text == "Nine."


def test_one_address_is_for_one_article(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Nine.")

    said(file, "--url", "https://Example.org/a#x")

    assert Article.objects.get().url == "https://example.org/a"
    with pytest.raises(CommandError, match="there are several"):
        said(file, file, "--url", "https://example.org/a")
    with pytest.raises(CommandError, match="no web address"):
        said(file, "--url", "example")


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.txt: No such file"):
        said(tmp_path / "nowhere.txt")
    with pytest.raises(CommandError, match="nothing in it to import"):
        said(tmp_path)

    (tmp_path / "broken.zip").write_bytes(b"x")
    with pytest.raises(CommandError, match=r"no \.zip that can be opened"):
        said(tmp_path / "broken.zip")
