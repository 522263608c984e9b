-- A question waits for a second opinion while blind assessments of it are open: for those who are asked and not yet in,
-- then, once all are in, for somebody to reconcile them, until a decision is proposed. Who of them may be given it is
-- asked for when it is given (services/leasing.py). Each assessment that comes in lets go of it and takes it out of the park.
CREATE FUNCTION claims_keep_assessment_tasks(ids bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    WITH wanted AS MATERIALIZED (
        SELECT r.question_id AS id, claims_task_priority(
            (max(COALESCE(r.opened_at, r.asked_at)) AT TIME ZONE 'UTC')::date, 1, 365) AS priority
        FROM claims_assessmentround r
        WHERE r.question_id = ANY(ids) AND r.closed_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM claims_adjudication a
            WHERE a.question_id = r.question_id AND a.ended_at IS NULL AND a.verdict IS NULL)
        GROUP BY r.question_id
    ), gone AS (
        DELETE FROM claims_task t WHERE t.question_id = ANY(ids) AND t.kind = 'second_opinion'
            AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.id = t.question_id)
    )
    INSERT INTO claims_task (kind, question_id, priority)
    SELECT 'second_opinion', w.id, w.priority FROM wanted w ORDER BY w.id
    ON CONFLICT (question_id, kind) WHERE question_id IS NOT NULL DO UPDATE SET priority = EXCLUDED.priority,
        leased_by_id = NULL, leased_until = NULL, parked_by_id = NULL, parked_at = NULL;
END $$;
