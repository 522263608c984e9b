"""The list of articles, and the reader."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import ExtractionRun, UnreadPassage
from claims.services.triage import accept_mention, reject_mention
from claims.vocabulary import ClaimKind, Manner, SpeechAct
from config.policies import Role
from sources.models import Article, ArticleVersion, text_sha256
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
Htmx = Callable[[str], dict[str, str]]
HOSTILE = "Minister <script>alert(1)</script> said nine soldiers & two dogs died."


def reader(version: ArticleVersion) -> str:
    return reverse("article", args=[version.article_id])


def test_the_list_says_what_is_not_recorded(client_as: ClientAs) -> None:
    version = make.version(title="With a date", published_on="2025-12-14")
    Article.objects.filter(pk=version.article_id).update(outlet=None)
    make.version("Another text, nine soldiers.", title="Without one")

    page = client_as(Role.ANALYST).get(reverse("articles")).content.decode()

    assert page.index("With a date") < page.index("Without one")  # newest first, undated last
    assert "14 Dec 2025" in page
    assert "date not recorded" in page
    assert "not recorded</span>" in page


def test_the_list_is_narrowed_to_an_outlet_or_to_undated_ones(client_as: ClientAs) -> None:
    version = make.version(title="Of this outlet", published_on="2025-12-14")
    make.version("Another text, nine soldiers.", title="Of another")
    client = client_as(Role.ANALYST)

    of_outlet = client.get(reverse("articles"), {"outlet": version.article.outlet_id}).content.decode()
    undated = client.get(reverse("articles"), {"undated": 1}).content.decode()

    assert "Of another" not in of_outlet
    assert "Of this outlet" not in undated
    assert client.get(reverse("articles"), {"outlet": "x"}).status_code == 200


def test_the_list_asks_no_more_with_twenty_articles(
    client_as: ClientAs, queries_of: Callable[[Client, str], int]
) -> None:
    client = client_as(Role.ADMIN)

    def fill(first: int, last: int) -> int:
        for number in range(first, last):
            make.mention(make.claim(number + 1), version=make.version(f"Text {number}: nine soldiers."))
        return queries_of(client, reverse("articles"))

    assert fill(0, 1) == fill(1, 20)


def test_hostile_text_is_shown_and_never_run(client_as: ClientAs) -> None:
    version = make.version(HOSTILE, title="<b>bold</b>")
    make.mention(version=version)

    page = client_as(Role.ANALYST).get(reader(version)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<b>bold</b>" not in page


def test_each_mention_has_a_number_in_the_text_and_a_note_in_the_margin(client_as: ClientAs) -> None:
    version = make.version(HOSTILE)
    second = make.mention(make.claim(2), version=version, words="two dogs")
    first = make.mention(version=version)

    page = client_as(Role.REVIEWER).get(reader(version)).content.decode()

    assert f'data-number="1" id="m-{first.pk}"' in page
    assert f'data-number="2" id="m-{second.pk}"' in page
    assert page.index(f'id="note-{first.pk}"') < page.index(f'id="note-{second.pk}"')
    assert page.count("mark--suggested mark--opens mark--closes") == 3  # two mentions and the legend
    assert 'id="both-versions"' not in page  # nobody has saved anything


def test_a_scope_statement_is_no_claim_about_a_number(client_as: ClientAs) -> None:
    claim = make.claim(None, kind=ClaimKind.SCOPE, bound=None, unit="", statement="only the regiment")
    version = make.mention(claim).version

    page = client_as(Role.ANALYST).get(reader(version)).content.decode()

    assert "Scope statement" in page
    assert "only the regiment · no claim about a number" in page


def test_what_was_not_understood_is_listed_with_the_reason(client_as: ClientAs) -> None:
    version = make.version()
    run = ExtractionRun.objects.create(version=version, extractor="test/1", recorded_at=make.NOW)
    UnreadPassage.objects.create(
        run=run, start=0, end=9, exact="Officials", reason="whose officials is not said"
    )

    page = client_as(Role.ANALYST).get(reader(version)).content.decode()

    assert "whose officials is not said" in page
    assert "mark--unread" in page


def test_a_text_that_could_not_be_read_says_so(client_as: ClientAs) -> None:
    version = make.version()
    ExtractionRun.objects.create(
        version=version, extractor="test/1", recorded_at=make.NOW, failure="It is empty."
    )

    assert "It is empty." in client_as(Role.ANALYST).get(reader(version)).content.decode()


def test_a_rejected_mention_leaves_the_text_and_stays_on_record(client_as: ClientAs) -> None:
    mention = make.mention()
    reject_mention(mention, reason="not a claim", by=make.person("Nobody Special"), now=make.NOW)

    page = client_as(Role.ANALYST).get(reader(mention.version)).content.decode()

    assert f'id="m-{mention.pk}"' not in page
    assert "not a claim" in page
    assert "Nobody Special" in page


def test_a_chosen_mention_shows_its_chain_and_five_clocks(client_as: ClientAs, htmx: Htmx) -> None:
    mention = make.mention(said_on=make.days("2025-12-12", "2025-12-12"), said_on_precision="day")
    speaker = make.source("Kim Jong Un", kind="person")
    make.origin(mention, speaker, act=SpeechAct.ADMIT, manner=Manner.FRAGMENT)
    client, url = client_as(Role.ANALYST), reader(mention.version)

    whole = client.get(url, {"mention": mention.pk}).content.decode()
    piece = client.get(url, {"mention": mention.pk}, headers=htmx("detail")).content.decode()

    for page in (whole, piece):
        assert page.index("Kim Jong Un</a>") < page.index('title="hop 0"')
        assert "12 Dec 2025" in page
        assert "not given" in page
        assert "not recorded" in page
    assert piece.lstrip().startswith('<section class="panel" id="detail"')


def test_older_texts_stay_readable(client_as: ClientAs) -> None:
    first = make.version("Officials said nine soldiers were killed.")
    text = "Officials said ten soldiers were killed."
    ArticleVersion.objects.create(
        article=first.article, number=2, text=text, sha256=text_sha256(text), title="Changed", previous=first
    )
    client = client_as(Role.ANALYST)

    assert "ten soldiers" in client.get(reader(first)).content.decode()
    assert "nine soldiers" in client.get(reader(first), {"version": 1}).content.decode()
    assert client.get(reader(first), {"version": 3}).status_code == 404


def test_only_reviewers_see_the_buttons(client_as: ClientAs) -> None:
    version = make.mention().version

    assert 'data-key="a"' in client_as(Role.REVIEWER).get(reader(version)).content.decode()
    assert 'data-key="a"' not in client_as(Role.ANALYST).get(reader(version)).content.decode()


def test_a_confirmed_mention_looks_different_in_shape_and_word(client_as: ClientAs) -> None:
    mention = make.mention()
    accept_mention(mention, by=make.person(), now=make.NOW)

    page = client_as(Role.REVIEWER).get(reader(mention.version)).content.decode()

    assert f'class="mark mark--accepted mark--opens mark--closes" data-number="1" id="m-{mention.pk}"' in page
    assert "✓ confirmed" in page


def test_the_reader_asks_the_same_number_of_queries_with_twenty_mentions(
    client_as: ClientAs, queries_of: Callable[[Client, str], int]
) -> None:
    version, client = make.version("one two three four five six " * 4), client_as(Role.REVIEWER)

    def fill(first: int, last: int) -> int:
        for number in range(first, last):
            make.origin(
                make.mention(make.claim(number + 1), version=version, words="five six"), make.source()
            )
        return queries_of(client, reader(version))

    assert fill(0, 1) == fill(1, 20)
