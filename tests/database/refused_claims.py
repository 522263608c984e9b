"""
For each rule of the `claims` tables a row that the database must refuse, by the rule's name.

Each function makes what it needs and then breaks one rule; it must raise the IntegrityError of that rule.
Rows are written past the services on purpose: the database is the last to say no.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from claims.models import (
    Adjudication,
    Attribution,
    Claim,
    Comment,
    Decision,
    Draft,
    ExtractionRun,
    Finding,
    FindingClaim,
    Follow,
    Grounds,
    Measure,
    MeasurePart,
    MeasureSense,
    Notice,
    Opinion,
    Place,
    Population,
    Question,
    QuestionClaim,
    Ranking,
    Reopening,
    Scope,
    UnreadPassage,
)  # fmt: skip
from tests import factories as make
from tests.factories import NOW

YEAR = make.days("2025-01-01", "2025-12-31")


def _claim(**fields: Any) -> Claim:
    values = {"kind": "quantity", "bound": "exact", "meaning": "0" * 64, "recorded_at": NOW, **fields}
    values.setdefault("scope", make.scope())
    return Claim.objects.create(**values)


def _number(low: int | None, best: int | None, high: int | None) -> dict[str, Any]:
    return {
        key: None if n is None else Decimal(n)
        for key, n in zip(("low", "best", "high"), (low, best, high), strict=True)
    }


def _two_claims_of_one_meaning() -> None:
    _claim()
    _claim()


def _two_scopes_alike() -> None:
    Scope.objects.create(measure=make.measure())
    Scope.objects.create(measure=make.measure())  # all else NULL on both: unknown equals unknown here


def _set(row: Any, **fields: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**fields)


def _hop(**fields: Any) -> Attribution:
    values = {"hop": 1, "role": "originator", "act": "assert", "manner": "direct", **fields}
    mention = values.pop("mention", None) or make.mention()
    row = Attribution.objects.create(mention=mention, **values)
    with connection.cursor() as cursor:  # the rules on hops wait for the end of the transaction
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return row


def _same_hop_twice() -> None:
    mention = make.mention()
    _hop(mention=mention)
    _hop(mention=mention)


def _ring(model: type[Population] | type[Place]) -> None:
    army = model.objects.create(name="army")
    unit = model.objects.create(name="unit", parent=army)
    _set(army, parent=unit)


def _ring_of_measures() -> None:
    killed, casualties = make.measure("killed"), make.measure("casualties")
    MeasurePart.objects.create(whole=casualties, part=killed)
    MeasurePart.objects.create(whole=killed, part=casualties)


def _twice(make_one: Callable[[], Any]) -> Callable[[], None]:
    def twice() -> None:
        make_one()
        make_one()

    return twice


def _part() -> None:
    MeasurePart.objects.create(whole=make.measure("casualties"), part=make.measure("killed"))


def _sense(**fields: Any) -> MeasureSense:
    values = {"words": "written off", "citation": "its report", "confirmed_at": NOW, **fields}
    return MeasureSense.objects.create(measure=make.measure(), confirmed_by=make.person(), **values)


def _run_twice() -> None:
    where = make.version()
    for _ in range(2):
        ExtractionRun.objects.create(version=where, extractor="x/1", recorded_at=NOW)


def _changed_run() -> None:
    run = ExtractionRun.objects.create(version=make.version(), extractor="x/1", recorded_at=NOW)
    _set(run, failure="none after all")


def _empty_unread() -> None:
    run = ExtractionRun.objects.create(version=make.version(), extractor="x/1", recorded_at=NOW)
    UnreadPassage.objects.create(run=run, start=3, end=3, exact="", reason="-")


def _same_mention_twice() -> None:
    first = make.mention()
    make.mention(first.claim, version=first.version)


def _gathered(**fields: Any) -> None:
    values = {"state": "suggested", "at": NOW, **fields}
    values.setdefault("question", make.question())
    values.setdefault("claim", make.claim())
    QuestionClaim.objects.create(**values)


def _gathered_twice() -> None:
    question, claim = make.question(), make.claim()
    _gathered(question=question, claim=claim)
    _gathered(question=question, claim=claim)


def _decision(**fields: Any) -> Decision:
    values = {"action": "accept", "before": {}, "after": {}, "by": make.person(), "at": NOW, **fields}
    if "mention" not in values and "relation" not in values:
        values["mention"] = make.mention()
    return Decision.objects.create(**values)


def _kept_twice() -> None:
    row = make.rereading()
    for _ in range(2):
        _decision(action="keep", mention=row.mention, rereading=row)


def _overwritten() -> None:
    row = make.mention(state="accepted", decided_by=make.person(), decided_at=NOW)
    _set(row, claim=make.claim(12))
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _decided_deleted() -> None:
    row = make.mention(state="accepted", decided_by=make.person(), decided_at=NOW)
    row.__class__.objects.filter(pk=row.pk)._raw_delete("default")  # past what Django itself protects


def _suggested_again() -> None:
    rejected = make.mention(state="rejected", reason="No.", decided_by=make.person(), decided_at=NOW)
    make.mention(make.claim(12), version=rejected.version)


def _run() -> ExtractionRun:
    return ExtractionRun.objects.create(version=make.version(), extractor="x/2", recorded_at=NOW)


def _read_anew_twice() -> None:
    first = make.rereading()
    make.rereading(mention=first.mention, run=first.run)


def _adjudication(**fields: Any) -> Adjudication:
    values = {
        "outcome": "both_true_different_scope",
        "rationale": "Different units.",
        "decided_by": make.person(),
    }
    values |= {"decided_at": NOW, **fields}
    values.setdefault("question", make.question())
    return Adjudication.objects.create(**values)


def _approved(**fields: Any) -> Adjudication:
    values = {"verdict": "approved", "reviewed_by": make.person("else"), "reviewed_at": NOW}
    return _adjudication(**values | fields)


def _two_on_one_question(one: Callable[..., Adjudication]) -> None:
    question = make.question()
    one(question=question)
    one(question=question)


def _ended(how: str) -> dict[str, Any]:
    return {"ended_how": how, "ended_by": make.person(), "ended_at": NOW}


def _ranking(**fields: Any) -> Ranking:
    values = {"rank": "normal", "reason": "Nothing against it.", "claim": make.claim(), **fields}
    values.setdefault("adjudication", _adjudication())
    return Ranking.objects.create(**values)


def _draft(**fields: Any) -> Draft:
    values = {"user": make.person(), "kind": "decision", "fields": {}, "saved_at": NOW, **fields}
    values.setdefault("question", make.question())
    return Draft.objects.create(**values)


def _ranked_twice() -> None:
    first = _ranking()
    _ranking(adjudication=first.adjudication, claim=first.claim)


def _reopening(**fields: Any) -> Reopening:
    values = {"cause": "an edit", "detail": "Words are gone.", "at": NOW, **fields}
    values.setdefault("adjudication", _approved())
    return Reopening.objects.create(**values)


def _reopened_twice() -> None:
    _reopening(adjudication=_reopening().adjudication)


def _comment(**fields: Any) -> Comment:
    values = {"text": "Look here.", "by": make.person(), "at": NOW, **fields}
    values.setdefault("question", make.question())
    return Comment.objects.create(**values)


def _opinion(**fields: Any) -> Opinion:
    values = {"step": 3, "by": make.person(), "at": NOW, **fields}
    values.setdefault("question", make.question())
    return Opinion.objects.create(**values)


def _finding(**fields: Any) -> Finding:
    values = {
        "kind": "stale_figure",
        "key": "stale_figure:1",
        "inputs": "x",
        "rule": "test/1",
        "detail": "Old.",
    }
    return Finding.objects.create(**(values | {"opened_at": NOW} | fields))


def _finding_claim_twice() -> None:
    finding, claim = _finding(), make.claim()
    for _ in range(2):
        FindingClaim.objects.create(finding=finding, claim=claim)


def _followed_twice() -> None:
    question = make.question()
    for _ in range(2):
        Follow.objects.create(question=question, user=make.person(), at=NOW)


def _judged(**fields: Any) -> None:
    values = {"state": "confirmed", "judged_kind": "contrasts", "judged_by": make.person(), "judged_at": NOW}
    make.relation(**values | fields)


def _mirrored_pair() -> None:
    one, other = make.claim(9), make.claim(12)
    row = make.relation(one, other)
    _set(row, left=row.right, right=row.left)


def _question_twice() -> None:
    make.question("How many?")
    make.question("HOW MANY?")


REFUSED: dict[str, Callable[[], Any]] = {
    "measure_key_is_a_word": lambda: Measure.objects.create(key="Killed!", label="x", family="casualties"),
    "measure_part_once": _twice(_part),
    "measure_part_no_cycle": _ring_of_measures,
    "measure_sense_once": lambda: [_sense(), _sense(words="Written off")],
    "measure_sense_is_words": lambda: _sense(words="written  off"),
    "measure_sense_has_citation": lambda: _sense(citation=" "),
    "measure_sense_withdrawn_by_and_at": lambda: _sense(withdrawn_at=NOW),
    "population_name_once": lambda: [Population.objects.create(name=name) for name in ("Army", "ARMY")],
    "population_has_a_name": lambda: Population.objects.create(name=""),
    "population_no_cycle": lambda: _ring(Population),
    "place_name_once": lambda: [Place.objects.create(name=name) for name in ("Kursk", "KURSK")],
    "place_has_a_name": lambda: Place.objects.create(name=""),
    "place_no_cycle": lambda: _ring(Place),
    "scope_once": _two_scopes_alike,
    "scope_precision_known": lambda: Scope.objects.create(period=YEAR, period_precision="hour"),
    "scope_period_with_precision": lambda: Scope.objects.create(period=YEAR),
    "scope_period_not_empty": lambda: Scope.objects.create(
        period=DateRange(empty=True), period_precision="day"
    ),
    "scope_basis_not_blank": lambda: Scope.objects.create(basis=""),
    "scope_immutable": lambda: _set(make.scope(), basis="confirmed"),
    "claim_kind_known": lambda: _claim(kind="opinion"),
    "claim_bound_known": lambda: _claim(bound="roughly"),
    "claim_polarity_known": lambda: _claim(polarity="maybe"),
    "claim_as_of_precision_known": lambda: _claim(
        as_of=make.days("2025-01-01", None), as_of_precision="hour"
    ),
    "claim_low_le_high": lambda: _claim(**_number(10, None, 9)),
    "claim_best_within": lambda: _claim(**_number(1, 12, 9)),
    "claim_figure_has_scope": lambda: _claim(scope=None),
    "claim_figure_has_bound": lambda: _claim(bound=None, **_number(9, 9, 9)),
    "claim_as_of_with_precision": lambda: _claim(as_of=make.days("2025-01-01", None)),
    "claim_meaning_is_a_digest": lambda: _claim(meaning="nine"),
    "claim_immutable": lambda: _set(make.claim(), unit="soldier"),
    "extraction_run_once": _run_twice,
    "extraction_run_immutable": _changed_run,
    "unread_span_not_empty": _empty_unread,
    "mention_state_known": lambda: make.mention(state="parked", decided_by=make.person(), decided_at=NOW),
    "mention_said_on_precision_known": lambda: make.mention(
        said_on=make.days("2025-01-01", None), said_on_precision="hour"
    ),
    "mention_span_not_empty": lambda: make.mention(start=5, end=5, exact="", clause_start=0, clause_end=9),
    "mention_inside_clause": lambda: make.mention(clause_end=17),
    "mention_once": _same_mention_twice,
    "mention_score_0_to_1": lambda: make.mention(score=Decimal("1.5")),
    "mention_decided_by_and_at": lambda: make.mention(state="accepted", decided_at=NOW),
    "mention_decided_unless_suggested": lambda: make.mention(state="accepted"),
    "mention_rejection_has_reason": lambda: make.mention(
        state="rejected", decided_by=make.person(), decided_at=NOW
    ),
    "mention_said_on_with_precision": lambda: make.mention(said_on=make.days("2025-01-01", None)),
    "mention_rejected_not_again": _suggested_again,
    "mention_confirmed_changes_by_decision": _overwritten,
    "mention_decided_never_deleted": _decided_deleted,
    "rereading_once": _read_anew_twice,
    "rereading_span_not_empty": lambda: make.rereading(end=0),
    "rereading_says_something_or_nothing": lambda: make.rereading(value={"kind": "quantity"}),
    "rereading_of_its_own_text": lambda: make.rereading(run=_run()),
    "rereading_immutable": lambda: _set(make.rereading(), meaning=""),
    "mention_exact_is_slice": lambda: make.mention(exact="ten soldiers!"),
    "grounds_never_changed": lambda: _set(
        Grounds.objects.create(mention=make.mention(), reasons=[]), reasons=[1]
    ),
    "attribution_role_known": lambda: _hop(role="bystander"),
    "attribution_act_known": lambda: _hop(act="sing"),
    "attribution_manner_known": lambda: _hop(manner="loud"),
    "attribution_hop_once": _same_hop_twice,
    "attribution_hop_0_is_publisher": lambda: _hop(role="publisher"),
    "attribution_cue_start_and_end": lambda: _hop(cue_start=3),
    "attribution_hops_without_gaps": lambda: _hop(hop=2),
    "question_text_once": _question_twice,
    "question_has_text": lambda: Question.objects.create(
        text="", scope=make.scope(), created_at=NOW, changed_at=NOW
    ),
    "question_claim_state_known": lambda: _gathered(state="parked", by=make.person()),
    "question_claim_once": _gathered_twice,
    "question_claim_decided_by_a_person": lambda: _gathered(state="kept"),
    "relation_kind_known": lambda: make.relation(kind="denies"),
    "relation_judged_kind_known": lambda: _judged(judged_kind="denies"),
    "relation_comparability_known": lambda: make.relation(kind="contrasts", comparability="perhaps"),
    "relation_state_known": lambda: make.relation(state="parked", judged_by=make.person(), judged_at=NOW),
    "relation_stored_once": _mirrored_pair,
    "relation_pair_once": _twice(make.relation),
    "relation_contradiction_is_comparable": lambda: make.relation(comparability="nested"),
    "relation_override_has_reason": lambda: _judged(
        kind="contrasts", comparability="nested", judged_kind="contradicts"
    ),
    "relation_direction_where_it_has_one": lambda: make.relation(newer="left"),
    "relation_judged_direction_where_it_has_one": lambda: _judged(judged_newer="left"),
    "relation_newer_known": lambda: make.relation(kind="updates", newer="up"),
    "relation_score_0_to_1": lambda: make.relation(score=Decimal("1.5")),
    "relation_confirmed_has_kind": lambda: _judged(judged_kind=None),
    "relation_judged_by_and_at": lambda: _judged(judged_by=None),
    "relation_judged_unless_suggested": lambda: _judged(judged_at=None, judged_by=None),
    "decision_on_one_thing": lambda: _decision(mention=make.mention(), relation=make.relation()),
    "decision_has_action": lambda: _decision(action=""),
    "decision_keeps_or_takes_a_rereading": lambda: _decision(action="keep"),
    "decision_on_a_rereading_once": _kept_twice,
    "decision_split_adds_a_mention": lambda: _decision(added=make.mention()),
    "decision_undone_by_and_at": lambda: _decision(undone_at=NOW),
    "decision_append_only": lambda: _set(_decision(), reason="another one"),
    "decision_never_deleted": lambda: _decision().delete(),
    "adjudication_outcome_known": lambda: _adjudication(outcome="guilty"),
    "adjudication_likelihood_known": lambda: _adjudication(likelihood="perhaps"),
    "adjudication_confidence_known": lambda: _adjudication(confidence="total"),
    "adjudication_has_rationale": lambda: _adjudication(rationale=""),
    "adjudication_low_best_high": lambda: _adjudication(**_number(10, None, 9)),
    "adjudication_one_current": lambda: _two_on_one_question(_approved),
    "adjudication_one_proposed": lambda: _two_on_one_question(_adjudication),
    "adjudication_reviewed_by_and_at": lambda: _approved(reviewed_at=None),
    "adjudication_second_person": lambda: _approved(reviewed_by=make.person()),
    "adjudication_return_has_comment": lambda: _approved(verdict="returned", **_ended("returned")),
    "adjudication_ending_fits_verdict": lambda: _approved(**_ended("returned")),
    "adjudication_ended_by_and_at": lambda: _adjudication(ended_at=NOW, ended_how="withdrawn"),
    "adjudication_never_edited": lambda: _set(_adjudication(), rationale="Another one."),
    "adjudication_never_deleted": lambda: _adjudication().delete(),
    "ranking_rank_known": lambda: _ranking(rank="best", reason="It is."),
    "ranking_once": _ranked_twice,
    "ranking_has_reason": lambda: _ranking(rank="preferred", reason=""),
    "ranking_says_why": lambda: _ranking(reason=" "),
    "ranking_never_changed": lambda: _set(_ranking(), reason="Another one."),
    "reopening_once": _reopened_twice,
    "reopening_held_by_and_at": lambda: _reopening(held_at=NOW, held_reason="It holds."),
    "reopening_held_has_reason": lambda: _reopening(held_by=make.person(), held_at=NOW),
    "reopening_never_edited": lambda: _set(_reopening(), detail="Other words."),
    "reopening_never_deleted": lambda: _reopening().delete(),
    "follow_once": _followed_twice,
    "draft_kind_known": lambda: _draft(kind="essay"),
    "draft_once": lambda: _draft(question=_draft().question),
    "comment_about_one_thing": lambda: _comment(claim=make.claim()),
    "comment_has_text": lambda: _comment(text=" "),
    "comment_edited_or_withdrawn": lambda: _set(_comment(), text="Other words."),
    "comment_never_deleted": lambda: _comment().delete(),
    "notice_named_by_a_comment": lambda: Notice.objects.create(
        question=make.question(), user=make.person(), text="x", at=NOW, is_named=True
    ),
    "opinion_about_one_thing": lambda: _opinion(question=None),
    "opinion_step_1_to_5": lambda: _opinion(step=6),
    "opinion_once": lambda: _opinion(question=_opinion().question),
    "notice_about_one_thing": lambda: Notice.objects.create(user=make.person(), text="Told.", at=NOW),
    "finding_kind_known": lambda: _finding(kind="gossip"),
    "finding_has_detail": lambda: _finding(detail=""),
    "finding_dismissed_by_and_at": lambda: _finding(
        state="dismissed", dismissed_at=NOW, dismissed_reason="No."
    ),
    "finding_state_known": lambda: _finding(state="forgotten"),
    "finding_upheld_by_and_at": lambda: _finding(state="upheld", upheld_at=NOW),
    "finding_upheld_by_a_person": lambda: _finding(state="upheld"),
    "finding_closing_has_reason": lambda: _finding(state="closed", closed_at=NOW),
    "finding_dismissal_has_reason": lambda: _finding(
        state="dismissed", dismissed_at=NOW, dismissed_by=make.person()
    ),
    "finding_claim_once": _finding_claim_twice,
    "notice_has_text": lambda: Notice.objects.create(
        user=make.person(), question=make.question(), text="", at=NOW
    ),
}
