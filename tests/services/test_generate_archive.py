"""`manage.py generate_archive`: an invented archive to measure with, the same for the same seed."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.models import Count, Max

from claims.archive_generator.tables import BrokenRows, Table, check_rows
from claims.checking.archive import faults
from claims.management.commands.generate_archive import DECIDER
from claims.models import (
    Adjudication,
    Assessment,
    AssessmentRanking,
    Attribution,
    Claim,
    Comment,
    Credibility,
    Decision,
    Derivation,
    Finding,
    Follow,
    Mention,
    Notice,
    Opinion,
    Parking,
    Question,
    Ranking,
    Relation,
    Reopening,
    Utterance,
)
from sources.models import Article, ArticleVersion, Grade, ImportItem

pytestmark = pytest.mark.django_db

CLAIMS = 120


def generate(seed: int = 1) -> str:
    out = StringIO()
    call_command("generate_archive", claims=CLAIMS, seed=seed, stdout=out)
    return out.getvalue()


@pytest.fixture
def archive(no_vacuum: None) -> None:
    generate()


@pytest.fixture
def no_vacuum(monkeypatch: pytest.MonkeyPatch) -> None:
    """VACUUM cannot run inside the transaction that a test is rolled back with."""
    monkeypatch.setattr("claims.management.commands.generate_archive.AFTERWARDS", "ANALYZE")


def test_it_makes_as_many_claims_as_asked_for_with_all_that_belongs_to_them(archive: None) -> None:
    assert Claim.objects.count() == CLAIMS
    assert not Claim.objects.filter(mentions=None).exists()
    assert not Mention.objects.filter(attributions=None).exists()
    assert Question.objects.exists()
    assert Relation.objects.exists()
    assert ImportItem.objects.count() == ArticleVersion.objects.count()


def test_what_is_marked_is_what_the_text_says_and_chains_have_no_gaps(archive: None) -> None:
    for mention in Mention.objects.select_related("version"):
        assert mention.version.text[mention.start : mention.end] == mention.exact
        assert mention.version.text[mention.clause_start : mention.clause_end].endswith(".")
    for chain in Attribution.objects.values("mention").annotate(hops=Count("pk"), last=Max("hop")):
        assert chain["hops"] == chain["last"] + 1


def test_a_chain_of_three_hops_comes_from_a_reprint(archive: None) -> None:
    longest = Attribution.objects.filter(hop=2).select_related("mention__version").first()

    assert longest is not None
    text = longest.mention.version.text.split("\nCorrection")[0]
    assert ArticleVersion.objects.filter(text__startswith=text).values("article").distinct().count() > 1


def test_people_have_decided_said_and_found_out_much_about_it_and_no_rule_is_broken(no_vacuum: None) -> None:
    call_command("generate_archive", claims=1_500, seed=1, stdout=StringIO())

    kinds = (
        Adjudication, Assessment, AssessmentRanking, Comment, Credibility, Decision, Derivation, Finding, Follow,
        Grade, Notice, Opinion, Parking, Ranking, Reopening, Utterance,
    )  # fmt: skip
    assert [kind.__name__ for kind in kinds if not kind.objects.exists()] == []
    assert [str(fault) for fault in faults()] == []


def test_the_program_goes_on_numbering_after_the_last_row(archive: None) -> None:
    last = Article.objects.aggregate(last=Max("pk"))["last"]

    made = Article.objects.create(url="https://example.com/next")

    assert made.pk == last + 1


def test_nobody_can_sign_in_as_the_one_who_decided(archive: None, django_user_model: type) -> None:
    decider = django_user_model.objects.get(username=DECIDER)

    assert not decider.is_active
    assert not decider.has_usable_password()


def test_the_same_seed_makes_the_same_archive_and_another_one_does_not(no_vacuum: None) -> None:
    def texts(seed: int) -> list[str]:
        generate(seed)
        found = list(ArticleVersion.objects.order_by("pk").values_list("text", flat=True))
        empty_tables()
        return found

    first, again, other = texts(1), texts(1), texts(2)

    assert first == again
    assert first != other


def empty_tables() -> None:
    """Empty the tables again; TRUNCATE, because texts and decisions refuse to be deleted."""
    tables = [
        m._meta.db_table for app in ("claims", "sources") for m in apps.get_app_config(app).get_models()
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")


def test_it_refuses_an_archive_that_holds_something(archive: None) -> None:
    with pytest.raises(CommandError, match="holds articles already"):
        generate()


def test_it_refuses_to_make_nothing() -> None:
    with pytest.raises(CommandError, match="at least 1"):
        call_command("generate_archive", claims=0)


def test_a_row_with_a_column_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError, match="colour"):
        Table(Article).add(url="https://example.com/", colour="red")


def test_wrong_rows_are_noticed_though_their_triggers_slept(archive: None) -> None:
    mention = Mention.objects.order_by("pk").first()
    assert mention is not None
    with transaction.atomic():
        table = Table(Attribution)
        table.add(mention_id=mention.pk, hop=7, role="relayer", act="report", manner="paraphrase")
        table.write()

        with pytest.raises(BrokenRows, match="a chain has a gap: 1 times"):
            check_rows()
        transaction.set_rollback(True)  # the trigger still waits for the end of the transaction
