"""What reviewers decided: on mentions and pairs, in blind assessments, on questions, and what reopened that."""

from claims.archive_generator.drawing import ADJUDICATOR, chance, one_of, person

#: Shares of the questions that are assessed by several people, and decided.
ASSESSED, DECIDED = 0.04, 0.35

_OUTCOMES = "ARRAY['both_true_different_scope','definitional','insufficient_evidence','nested_consistent']"
_CONFIDENCES = "ARRAY['low','moderate','high']"
_LIKELIHOODS = "ARRAY['unlikely','roughly_even','likely','very_likely']"
_WHY = """'The figures do not cover the same: the higher ones count the wounded, too. What remains is the count that
two independent origins give, and the army''s own later report does not contradict it.'"""


def _judgement(key: str, salt: int) -> str:
    """The columns of a judgement, from outcome to would_change."""
    low = f"(10 + floor({chance(key, salt)} * 400))"
    return f"""{one_of(_OUTCOMES, key, salt + 1)}, {low}, {low} + 12, {low} + 40,
        {one_of(_LIKELIHOODS, key, salt + 2)}, {one_of(_CONFIDENCES, key, salt + 3)}, {_WHY},
        'The named officials knew the count of their own side.', 'A list of names.'"""


_JUDGED = "outcome, low, best, high, likelihood, confidence, rationale, assumptions, would_change"


def _ranks(table: str, judgement: str, question: str) -> str:
    """Rank what is gathered under the question of each judgement: the first is preferred, some are deprecated."""
    return f"""
        INSERT INTO claims_{table} ({judgement}_id, claim_id, rank, reason)
        SELECT j.id, g.claim_id,
            CASE WHEN row_number() OVER (PARTITION BY j.id ORDER BY g.id) = 1 THEN 'preferred'
                WHEN {chance("g.id", 20)} < 0.25 THEN 'deprecated' ELSE 'normal' END,
            'Told by somebody who was there; counts what the question asks for.'
        FROM {question} JOIN claims_questionclaim g ON g.question_id = asked.id AND g.state <> 'left_out'
        ORDER BY j.id, g.id"""


def _adjudications(columns: str, chosen: str) -> str:
    return f"""
        INSERT INTO claims_adjudication (question_id, decided_by_id, decided_at, {_JUDGED}, rests_on_id, supersedes_id,
            verdict, reviewed_by_id, reviewed_at, review_comment, ended_how, ended_by_id, ended_at)
        SELECT {columns} FROM ({chosen}) c ORDER BY id"""


def _reviewed(fate: str) -> str:
    """The columns from the verdict on, by what became of a decision."""
    return f"""
        CASE WHEN {fate} IN ('approved', 'superseded') THEN 'approved' WHEN {fate} = 'returned' THEN 'returned' END,
        CASE WHEN {fate} IN ('approved', 'superseded', 'returned') THEN {ADJUDICATOR} END,
        CASE WHEN {fate} IN ('approved', 'superseded', 'returned') THEN c.at + interval '1 day' END,
        CASE WHEN {fate} = 'returned' THEN 'Say which count the ministry meant.' ELSE '' END,
        CASE WHEN {fate} IN ('superseded', 'returned', 'withdrawn') THEN {fate} END,
        CASE WHEN {fate} IN ('superseded', 'returned', 'withdrawn') THEN {ADJUDICATOR} END,
        CASE {fate} WHEN 'superseded' THEN c.at + interval '9 days' WHEN 'returned' THEN c.at + interval '1 day'
            WHEN 'withdrawn' THEN c.at + interval '2 days' END"""


#: By table, in the order in which they need each other.
STATEMENTS: tuple[tuple[str, str], ...] = (
    ("claims_decision", """
        INSERT INTO claims_decision (mention_id, action, reason, before, after, by_id, at)
        SELECT m.id, CASE m.state WHEN 'accepted' THEN 'accept' ELSE 'reject' END, m.reason, was,
            was || jsonb_build_object('state', m.state, 'reason', m.reason, 'decided_by_id', m.decided_by_id,
                'decided_at', m.decided_at),
            m.decided_by_id, m.decided_at
        FROM claims_mention m, LATERAL (SELECT jsonb_build_object('state', 'suggested', 'claim_id', m.claim_id,
            'start', m.start, 'end', m.end, 'exact', m.exact, 'clause_start', m.clause_start,
            'clause_end', m.clause_end, 'reason', '', 'decided_by_id', NULL, 'decided_at', NULL) AS was) before
        WHERE m.decided_at IS NOT NULL ORDER BY m.id"""),
    ("claims_decision", """
        INSERT INTO claims_decision (relation_id, action, reason, before, after, by_id, at)
        SELECT r.id, CASE r.state WHEN 'confirmed' THEN 'confirm' WHEN 'rejected' THEN 'reject' ELSE r.state END,
            r.judged_reason, was,
            was || jsonb_build_object('state', r.state, 'judged_kind', r.judged_kind, 'judged_newer', r.judged_newer,
                'judged_by_id', r.judged_by_id, 'judged_at', r.judged_at),
            r.judged_by_id, r.judged_at
        FROM claims_relation r, LATERAL (SELECT jsonb_build_object('state', 'suggested', 'judged_kind', NULL,
            'judged_newer', NULL, 'judged_reason', r.judged_reason, 'judged_by_id', NULL, 'judged_at', NULL) AS was) b
        WHERE r.judged_at IS NOT NULL ORDER BY r.id"""),
    ("claims_assessmentround", f"""
        INSERT INTO claims_assessmentround (question_id, why, asked_by_id, asked_at, closed_reason)
        SELECT q.id, 'Two counts stand against each other.', {ADJUDICATOR}, q.changed_at + interval '1 day', ''
        FROM claims_question q WHERE {chance("q.id", 1)} < {ASSESSED} ORDER BY q.id"""),
    ("claims_assessor", f"""
        INSERT INTO claims_assessor (round_id, user_id)
        SELECT r.id, asked.person FROM claims_assessmentround r,
            unnest((%(people)s::int[])[1:3]) WITH ORDINALITY AS asked(person, place)
        WHERE asked.place < 3 OR {chance("r.id", 2)} < 0.3 ORDER BY r.id, asked.place"""),
    ("claims_assessment", f"""
        INSERT INTO claims_assessment (assessor_id, handed_in_at, {_JUDGED})
        SELECT a.id, r.asked_at + interval '2 days', {_judgement("a.id", 30)}
        FROM claims_assessor a JOIN claims_assessmentround r ON r.id = a.round_id
        WHERE {chance("r.id", 3)} < 0.75 OR a.user_id = (%(people)s::int[])[1] ORDER BY a.id"""),
    ("claims_assessmentranking", _ranks("assessmentranking", "assessment", """claims_assessment j
        JOIN claims_assessor a ON a.id = j.assessor_id JOIN claims_assessmentround r ON r.id = a.round_id
        JOIN claims_question asked ON asked.id = r.question_id""")),
    ("", f"""
        UPDATE claims_assessmentround r SET opened_at = asked_at + interval '2 days'
        WHERE {chance("r.id", 3)} < 0.75"""),
    ("claims_adjudication", _adjudications(f"""
        c.id, {person("c.id", 5)}, c.at, {_judgement("c.id", 40)}, c.rests_on, NULL, {_reviewed("c.fate")}""", f"""
        SELECT q.id, COALESCE(r.opened_at, q.changed_at) + interval '3 days' AS at, r.id AS rests_on,
            CASE WHEN {chance("q.id", 6)} < 0.60 THEN 'approved' WHEN {chance("q.id", 6)} < 0.72 THEN 'superseded'
                WHEN {chance("q.id", 6)} < 0.80 THEN 'returned' WHEN {chance("q.id", 6)} < 0.84 THEN 'withdrawn'
                ELSE 'proposed' END AS fate
        FROM claims_question q LEFT JOIN claims_assessmentround r ON r.question_id = q.id
        WHERE CASE WHEN r.id IS NULL THEN {chance("q.id", 7)} < {DECIDED}
            ELSE r.opened_at IS NOT NULL AND {chance("q.id", 7)} < 0.5 END""")),
    ("", f"""
        UPDATE claims_assessmentround r SET closed_how = 'settled', closed_by_id = {ADJUDICATOR},
            closed_at = a.reviewed_at
        FROM claims_adjudication a WHERE a.rests_on_id = r.id AND a.verdict = 'approved'"""),
    ("claims_adjudication", _adjudications(f"""
        c.question_id, {person("c.id", 8)}, c.at, {_judgement("c.id", 44)}, NULL, c.id,
        {_reviewed("'approved'::text")}""",
        """SELECT id, question_id, ended_at - interval '1 day' AS at FROM claims_adjudication
        WHERE ended_how = 'superseded'""")),
    ("claims_ranking", _ranks("ranking", "adjudication", """claims_adjudication j
        JOIN claims_question asked ON asked.id = j.question_id""")),
    ("claims_decision", """
        INSERT INTO claims_decision (adjudication_id, action, reason, before, after, by_id, at)
        SELECT id, CASE verdict WHEN 'approved' THEN 'approve' ELSE 'return' END, review_comment,
            jsonb_build_object('superseded', supersedes_id, 'settled', rests_on_id), '{}', reviewed_by_id, reviewed_at
        FROM claims_adjudication WHERE verdict IS NOT NULL ORDER BY id"""),
    ("claims_reopening", f"""
        INSERT INTO claims_reopening (adjudication_id, cause, detail, claim_id, at, held_by_id, held_at, held_reason)
        SELECT a.id, 'a new claim', 'Another figure came in that covers the same.', k.claim_id,
            a.reviewed_at + interval '5 days',
            CASE WHEN held THEN {ADJUDICATOR} END, CASE WHEN held THEN a.reviewed_at + interval '6 days' END,
            CASE WHEN held THEN 'It repeats what was known.' ELSE '' END
        FROM (SELECT *, {chance("id", 9)} < 0.5 AS held FROM claims_adjudication
            WHERE verdict = 'approved' AND ended_at IS NULL AND {chance("id", 10)} < 0.2) a,
            LATERAL (SELECT max(claim_id) AS claim_id FROM claims_ranking WHERE adjudication_id = a.id) k
        ORDER BY a.id"""),
)  # fmt: skip
