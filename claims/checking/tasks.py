"""The tasks are in step with what waits: none is missing, none is left over."""

from claims.checking.rules import Rule

#: What waits, as (kind, subject): said once more, apart from the triggers that keep it (migrations/sql).
_WAITING = """
    SELECT 'mention' AS kind, id AS subject FROM claims_mention WHERE state = 'suggested'
    UNION ALL
    SELECT 'name', m.id FROM claims_mention m WHERE m.state = 'accepted' AND EXISTS (
        SELECT 1 FROM claims_attribution a WHERE a.mention_id = m.id AND a.source_id IS NULL AND a.printed_name <> '')
    UNION ALL
    SELECT CASE r.comparability WHEN 'unknown' THEN 'axis' ELSE 'relation' END, r.id FROM claims_relation r
    WHERE (r.state = 'suggested'
           OR r.comparability = 'unknown' AND r.judged_kind IN ('contradicts', 'containment_violation'))
      AND EXISTS (SELECT 1 FROM claims_mention m WHERE m.claim_id = r.left_id AND m.state <> 'rejected')
      AND EXISTS (SELECT 1 FROM claims_mention m WHERE m.claim_id = r.right_id AND m.state <> 'rejected')
    UNION ALL
    SELECT 'finding', id FROM claims_finding WHERE state = 'open'
    UNION ALL
    SELECT DISTINCT 'approval', a.question_id FROM claims_adjudication a
    WHERE a.ended_at IS NULL AND (a.verdict IS NULL OR EXISTS (
        SELECT 1 FROM claims_reopening o WHERE o.adjudication_id = a.id AND o.held_at IS NULL))
    UNION ALL
    SELECT 'reading', r.id FROM claims_rereading r JOIN claims_mention m ON m.id = r.mention_id
    JOIN claims_claim c ON c.id = m.claim_id
    WHERE m.state = 'accepted' AND r.meaning <> c.meaning AND NOT EXISTS (
        SELECT 1 FROM claims_extractionrun later, claims_extractionrun own
        WHERE own.id = r.run_id AND later.version_id = own.version_id AND later.failure = ''
          AND (later.recorded_at, later.id) > (own.recorded_at, own.id))
      AND NOT EXISTS (SELECT 1 FROM claims_decision d LEFT JOIN claims_rereading k ON k.id = d.rereading_id
        LEFT JOIN claims_claim o ON o.id = (d.before ->> 'claim_id')::bigint
        WHERE d.mention_id = m.id AND d.undone_at IS NULL AND r.meaning IN (k.meaning, o.meaning))
    UNION ALL
    SELECT 'derivation', id FROM claims_derivation WHERE state = 'suggested'
    UNION ALL
    SELECT DISTINCT 'second_opinion', r.question_id FROM claims_assessmentround r
    WHERE r.closed_at IS NULL AND NOT EXISTS (SELECT 1 FROM claims_adjudication a
        WHERE a.question_id = r.question_id AND a.ended_at IS NULL AND a.verdict IS NULL)"""
_TASKS = """
    SELECT id, kind, COALESCE(mention_id, relation_id, finding_id, rereading_id, derivation_id, question_id) AS subject
    FROM claims_task"""
_REMEDY = (
    "Its triggers were off when it changed. Change and save the thing it is about, or run the functions of "
    "`claims/migrations/sql/` on it."
)

RULES = (
    Rule(
        "task_for_all_that_waits", "task", "It is missing, and its subject waits", _REMEDY,
        f"""SELECT w.kind || ' of ' || w.subject, '' FROM ({_WAITING}) w
        LEFT JOIN ({_TASKS}) t USING (kind, subject) WHERE t.id IS NULL""",
    ),
    Rule(
        "task_for_nothing_else", "task", "It is there, and its subject does not wait", _REMEDY,
        f"""SELECT t.id, t.kind || ' of ' || t.subject FROM ({_TASKS}) t
        LEFT JOIN ({_WAITING}) w USING (kind, subject) WHERE w.subject IS NULL""",
    ),
)  # fmt: skip
