"""Every rule of the archive finds the row that breaks it, with its guard off (that the demo archive breaks none: test_demo_archive)."""

import json
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, models

from claims.checking.archive import all_rules, traceless
from claims.checking.rules import Fault, Rule
from claims.models import (
    Assessment,
    Decision,
    Derivation,
    ExtractionRun,
    Finding,
    FindingClaim,
    MeasureSense,
    Population,
    Ranking,
    Relation,
    Reopening,
    Task,
    UnreadPassage,
)
from claims.services import judging, triage
from claims.vocabulary import FindingKind, RelationKind
from sources.models import SourceAlias
from tests import factories as make
from tests.database.refused_claims import _adjudication
from tests.database.refused_provenance import _credibility, _grade
from tests.database.refused_tasks import derivation
from tests.database.test_constraints import REFUSED, our_models, rules

pytestmark = pytest.mark.django_db


@cache
def rules_of_all() -> list[Rule]:
    """All rules, put together once: they look at the database when they are asked."""
    return all_rules()


def broken(name: str) -> list[Fault]:
    """What the rule of this name finds."""
    [rule] = [rule for rule in rules_of_all() if rule.name == name]
    return list(rule.faults())


def run(*arguments: str) -> tuple[int, str]:
    """The exit status and what is printed."""
    out = StringIO()
    try:
        call_command("check_archive", *arguments, stdout=out)
    except SystemExit as error:
        return int(str(error.code)), out.getvalue()
    return 0, out.getvalue()


def without_guard(name: str) -> None:
    """Take the database's rule away, for this test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT conrelid::regclass::text FROM pg_constraint WHERE conname = %s", [name])
        if found := cursor.fetchone():
            cursor.execute(f'ALTER TABLE {found[0]} DROP CONSTRAINT "{name}"')
            return
        cursor.execute("SELECT 1 FROM pg_indexes WHERE indexname = %s", [name])
        if cursor.fetchone():
            cursor.execute(f'DROP INDEX "{name}"')
            return
    without_triggers()


def without_triggers() -> None:
    """Turn every trigger of ours off, for this test's transaction."""
    off = [f'ALTER TABLE "{model._meta.db_table}" DISABLE TRIGGER USER' for model in our_models()]
    with connection.cursor() as cursor:
        cursor.execute("; ".join(["SET CONSTRAINTS ALL IMMEDIATE", *off]))


def test_every_rule_of_the_database_is_checked_or_leaves_no_trace() -> None:
    names = [rule.name for rule in all_rules()]

    assert {name: count for name, count in Counter(names).items() if count > 1} == {}
    assert rules() - set(names) == traceless()


def second_task(**subject: models.Model) -> None:
    [(name, row)] = subject.items()
    first = Task.objects.get(**{name: row})
    without_guard(f"task_{name}_once")
    Task.objects.create(kind=first.kind, priority=1, **subject)


def pair_in_texts() -> Relation:
    return make.relation(make.mention(make.claim(9)).claim, make.mention(make.claim(12)).claim)


def hop_twice() -> None:
    without_guard("attribution_hop_once")
    without_triggers()
    REFUSED["attribution_hop_once"]()


def handed_in_late() -> None:
    without_triggers()
    REFUSED["assessment_while_waiting"]()
    Assessment.objects.filter(pk=Assessment.objects.latest("pk").pk).update(
        handed_in_at=make.NOW + timedelta(days=1)
    )


#: Rules whose guard cannot just be taken away before the row is made.
OTHERWISE: dict[str, Callable[[], object]] = {
    "task_mention_once": lambda: second_task(mention=make.mention()),
    "task_relation_once": lambda: second_task(relation=pair_in_texts()),
    "task_finding_once": lambda: second_task(finding=finding()),
    "task_rereading_once": lambda: second_task(rereading=make.rereading(make.claim(12))),
    "task_derivation_once": lambda: second_task(derivation=derivation()),
    "attribution_hop_once": hop_twice,
    "assessment_while_waiting": handed_in_late,
}


@pytest.mark.parametrize("name", sorted(set(REFUSED) - traceless()))
def test_a_row_that_the_database_would_refuse_is_found(name: str) -> None:
    if name in OTHERWISE:
        OTHERWISE[name]()
    else:
        without_guard(name)
        REFUSED[name]()

    found = broken(name)

    assert found
    assert found[0].wrong
    assert found[0].remedy
    assert name in str(found[0])


def change(row: models.Model, **columns: Any) -> None:
    """Write past the rules."""
    without_triggers()
    type(row)._default_manager.filter(pk=row.pk).update(**columns)


def other_meaning() -> None:
    change(make.claim(9), statement="something else")


def title_of_an_older_version() -> None:
    change(make.version().article, title="Another title")


def clause_after_the_end() -> None:
    change(make.mention(), clause_end=10_000)


def unread_elsewhere() -> None:
    run = ExtractionRun.objects.create(version=make.version(), extractor="test/1", recorded_at=make.NOW)
    UnreadPassage.objects.create(run=run, start=0, end=4, exact="else", reason="test")


def no_chain() -> None:
    mention = make.mention()
    without_triggers()
    mention.attributions.all().delete()


def behind_the_origin() -> None:
    mention = make.mention()
    make.origin(mention, make.source())
    make.origin(mention, make.source(), role="relayer")


def cue_after_the_end() -> None:
    make.origin(make.mention(), make.source(), cue_start=3, cue_end=10_000)


def alias_of_another() -> None:
    make.source("Example Post")
    SourceAlias.objects.create(source=make.source("Other Post"), name="EXAMPLE POST")


def update_without_a_newer_side() -> None:
    relation = make.relation()
    judging.confirm_relation(
        relation, by=make.person(), now=make.NOW, kind=RelationKind.UPDATES, newer="left"
    )
    change(relation, judged_newer=None)


def finding(**fields: Any) -> Finding:
    return Finding.objects.create(
        kind=FindingKind.STALE,
        key="stale:1",
        inputs="x",
        rule="test/1",
        detail="Old.",
        opened_at=make.NOW,
        **fields,
    )


def evidence_nowhere() -> None:
    row = finding(evidence=[{"mention": 999_999, "start": 0, "end": 4}])
    FindingClaim.objects.create(finding=row, claim=make.claim())


def open_without_ground() -> None:
    FindingClaim.objects.create(finding=finding(), claim=make.claim())


def closed_with_ground() -> None:
    row = finding(state="closed", closed_at=make.NOW, closed_reason="gone")
    FindingClaim.objects.create(finding=row, claim=make.mention().claim)


def mention_not_as_decided() -> None:
    mention = make.mention()
    triage.accept_mention(mention, by=make.person(), now=make.NOW)
    change(mention, reason="changed behind everybody's back")


def relation_not_as_decided() -> None:
    relation = make.relation()
    judging.leave_unsure(relation, by=make.person(), now=make.NOW)
    change(relation, judged_reason="changed behind everybody's back")


def undone_by_another() -> None:
    decision = triage.accept_mention(make.mention(), by=make.person("one"), now=make.NOW)
    Decision.objects.filter(pk=decision.pk).update(undone_by=make.person("two"), undone_at=make.NOW)


def supersedes_another_question() -> None:
    _adjudication(question=make.question(), supersedes=_adjudication(question=make.question()))


def ranked_and_never_gathered() -> None:
    Ranking.objects.create(adjudication=_adjudication(), claim=make.claim(), rank="normal", reason="Names.")


def reopened_before_it_held() -> None:
    Reopening.objects.create(adjudication=_adjudication(), cause="x", detail="y", at=make.NOW)


def gathered_from_nowhere() -> None:
    make.gather(make.question(), make.claim(31))


def task_gone() -> None:
    make.mention()
    Task.objects.all().delete()


def task_left_over() -> None:
    change(make.mention(), state="accepted", decided_by=make.person(), decided_at=make.NOW)


def said_by_another() -> None:
    make.origin(make.mention(make.claim(claimant_id=make.source("Kim").pk)), make.source("Seoul"))


def publisher_of_another_outlet() -> None:
    make.mention().attributions.update(source=make.source("Other Post"))


def own_voice_of_another() -> None:
    make.origin(make.mention(), None, manner="own_voice")


def report_before_it_was_said() -> None:
    early = make.version(published_on=date(2025, 12, 10))
    make.mention(version=early, utterance=make.utterance(day="2025-12-12"))


def taken_from_the_future() -> None:
    early, late = (
        make.version(text, published_on=date(2025, 12, day)) for text, day in (("a", 9), ("b", 11))
    )
    Derivation.objects.create(article=early.article, origin=late.article, kind="cites", recorded_at=make.NOW)


def reprint_of_another_text() -> None:
    one, other = make.version("one"), make.version("other")
    Derivation.objects.create(
        article=one.article, origin=other.article, kind="republishes", recorded_at=make.NOW
    )


def grade_before_its_previous() -> None:
    first = _grade()
    _grade(source=first.source, previous=first, graded_at=make.NOW - timedelta(days=1))


def credibility_before_its_previous() -> None:
    first = _credibility()
    _credibility(claim=first.claim, previous=first, at=make.NOW - timedelta(days=1))


#: Rules that the database has not: how one is broken.
BREAKS: dict[str, Callable[[], object]] = {
    "claim_meaning_is_its_content": other_meaning,
    "article_repeats_newest_version": title_of_an_older_version,
    "mention_clause_inside_text": clause_after_the_end,
    "unread_passage_is_slice": unread_elsewhere,
    "mention_has_a_chain": no_chain,
    "attribution_origin_is_last": behind_the_origin,
    "attribution_cue_inside_text": cue_after_the_end,
    "mention_claimant_ends_chain": said_by_another,
    "attribution_publisher_is_the_outlet": publisher_of_another_outlet,
    "attribution_own_voice_is_alone": own_voice_of_another,
    "utterance_before_its_reports": report_before_it_was_said,
    "derivation_origin_printed_before": taken_from_the_future,
    "derivation_reprint_has_the_text": reprint_of_another_text,
    "grade_after_previous": grade_before_its_previous,
    "credibility_after_previous": credibility_before_its_previous,
    "source_alias_is_nobody_elses_name": alias_of_another,
    "relation_direction_when_directed": update_without_a_newer_side,
    "finding_is_about_claims": finding,
    "finding_evidence_is_there": evidence_nowhere,
    "finding_open_has_ground": open_without_ground,
    "finding_closed_has_none": closed_with_ground,
    "mention_stands_as_decided": mention_not_as_decided,
    "relation_stands_as_decided": relation_not_as_decided,
    "decision_undone_by_its_maker": undone_by_another,
    "adjudication_supersedes_in_order": supersedes_another_question,
    "ranking_of_a_gathered_claim": ranked_and_never_gathered,
    "reopening_of_an_approved_decision": reopened_before_it_held,
    "question_claim_was_carried": gathered_from_nowhere,
    "task_for_all_that_waits": task_gone,
    "task_for_nothing_else": task_left_over,
}
#: Rules that are there for every table, tested with one below.
GENERIC = ("_is_its_last_event", "_removed_with_an_event", "_exists", "_once", "_are_there")


def test_every_other_rule_has_a_row_that_breaks_it() -> None:
    ours = {rule.name for rule in all_rules()} - set(REFUSED)

    assert {name for name in ours if not name.endswith(GENERIC)} == set(BREAKS)


@pytest.mark.parametrize("name", BREAKS)
def test_a_row_that_breaks_a_rule_of_ours_is_found(name: str) -> None:
    assert broken(name) == []

    BREAKS[name]()

    assert len(broken(name)) == 1


def test_a_row_without_an_event_is_found() -> None:
    without_triggers()
    row = Population.objects.create(name="army")

    [fault] = broken("population_is_its_last_event")

    assert fault.pk == str(row.pk)
    assert "it has no event" in fault.wrong


def test_a_row_that_differs_from_its_last_event_is_found_with_the_column() -> None:
    row = make.source("Example Post")
    change(row, side="Ruritania", note="x")

    [fault] = broken("source_is_its_last_event")

    assert "differs from its last event in side, note" in fault.wrong


def test_a_row_that_went_without_an_event_is_found() -> None:
    alias = SourceAlias.objects.create(source=make.source(), name="ExPost")
    without_triggers()
    SourceAlias.objects.all().delete()

    [fault] = broken("sourcealias_removed_with_an_event")

    assert fault.pk == str(alias.pk)


def test_a_row_that_is_back_after_it_was_removed_is_found() -> None:
    alias = SourceAlias.objects.create(source=make.source(), name="ExPost")
    kept = SourceAlias.objects.get()
    alias.delete()
    without_triggers()
    kept.save(force_insert=True)

    [fault] = broken("sourcealias_is_its_last_event")

    assert "removed" in fault.wrong


def test_a_reference_that_leads_nowhere_is_found() -> None:
    speaker = make.source("Kim")
    MeasureSense.objects.create(
        words="losses", measure=make.measure(), speaker=speaker, citation="p. 4", confirmed_by=make.person(),
        confirmed_at=make.NOW,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT conname FROM pg_constraint WHERE conname LIKE 'claims_measuresense_speaker%'")
        cursor.execute(f'ALTER TABLE claims_measuresense DROP CONSTRAINT "{cursor.fetchone()[0]}"')
        cursor.execute("DELETE FROM sources_source WHERE id = %s", [speaker.pk])

    [fault] = broken("measuresense_speaker_exists")

    assert f"source {speaker.pk}" in fault.wrong
    assert "Withdraw the sense" in fault.remedy


def test_a_column_that_must_be_unique_is_looked_at() -> None:
    names = {rule.name for rule in all_rules()}

    assert {"claim_meaning_once", "measure_key_once", "grounds_mention_exists"} <= names


def test_a_guard_that_is_gone_or_off_is_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE claims_adjudication DROP CONSTRAINT adjudication_second_person")
        cursor.execute("ALTER TABLE claims_claim DISABLE TRIGGER USER")

    [constraint] = broken("constraints_are_there")
    [trigger] = broken("triggers_are_there")

    assert constraint.pk == "adjudication_second_person"
    assert trigger.pk == "claim.claim_immutable"
    assert "pgtrigger install" in trigger.remedy


def test_an_empty_archive_breaks_no_rule_and_says_so_in_one_line() -> None:
    status, said = run()

    assert status == 0
    assert said.endswith(" s: nothing is wrong.\n")
    assert said.count("\n") == 1


def test_what_is_wrong_is_named_with_the_remedy_and_the_exit_status() -> None:
    row = make.mention()
    change(row, exact="other words")

    status, said = run()

    assert status == 1
    assert f"mention {row.pk}: The marked words are not the words at that place of the text" in said
    assert "Correct its reading or reject it" in said
    assert " found." in said.splitlines()[-1]


def test_it_speaks_json_too() -> None:
    change(make.mention(), exact="other words")

    status, said = run("--json")

    *faults, summary = (json.loads(line) for line in said.splitlines())
    assert status == 1
    assert {"rule", "thing", "pk", "wrong", "remedy"} == set(faults[0])
    assert summary["found"] == len(faults)


def test_nothing_is_written_by_checking() -> None:
    make.mention()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_current_xact_id_if_assigned()::text, sum(n_tup_ins) FROM pg_stat_xact_user_tables"
        )
        before = cursor.fetchone()
        run()
        cursor.execute(
            "SELECT pg_current_xact_id_if_assigned()::text, sum(n_tup_ins) FROM pg_stat_xact_user_tables"
        )
        assert cursor.fetchone() == before


def test_the_rules_know_every_table_of_ours() -> None:
    looked_at = {rule.thing for rule in all_rules()}

    assert {
        str(model._meta.verbose_name) for model in our_models() if not model.__name__.endswith("Event")
    } <= (looked_at)
