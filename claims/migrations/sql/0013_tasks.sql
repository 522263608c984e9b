-- What waits for a reviewer (claims_task), kept in step with what it is about. Triggers on the subjects' tables call
-- these functions once per statement with the keys of the changed rows; each does all of them in one statement.
--
-- Which comes first, in days (a later day, or more days, comes sooner):
--   the day on which the newest article with the claims was published (the day of recording where that is not known)
--   + 7 for each doubling of the articles that carry the claims
--   + 365 a decision waits for a second person, or is reopened: readers see an answer that may not hold
--   +  90 a contradiction or a containment violation is suggested, or a sum differs
--   +  60 a claim stands under a question with a decision: it may wake it
--   +  30 a pair, + 15 a missing axis, + 45 another finding: they need a person's eyes more than one mention does
--   + up to 20 for how sure the rule is of a pair.
-- The shape (time, plus the logarithm of how many) is that of the "hot" rank of Reddit as published in its source code
-- (r2/lib/db/_sorts.pyx); the weights are ours: a dispute is worth a season of news, a doubling a week.

CREATE FUNCTION claims_task_priority(day date, articles bigint, days numeric) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT (day - date '1970-01-01') + days::integer + (7 * ln(greatest(articles, 1)::float8) / ln(2))::integer
$$;

CREATE FUNCTION claims_is_decided(claims bigint[]) RETURNS boolean
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT EXISTS (
        SELECT 1 FROM claims_questionclaim g JOIN claims_adjudication a ON a.question_id = g.question_id
        WHERE g.claim_id = ANY(claims) AND g.state <> 'left_out' AND a.ended_at IS NULL AND a.verdict = 'approved'
    )
$$;

-- A suggested mention waits; an accepted one waits while a hop of its chain has printed words and no source. The words
-- of a suggestion wait until it is accepted: rejected, they need no source.
-- wakes: what the tasks are about has changed, so a parked one waits again.
CREATE FUNCTION claims_keep_mention_tasks(ids bigint[], wakes boolean) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    WITH wanted AS MATERIALIZED (
        SELECT m.id, CASE m.state WHEN 'suggested' THEN 'mention' ELSE 'name' END AS kind, claims_task_priority(
            COALESCE(v.published_on, (m.recorded_at AT TIME ZONE 'UTC')::date),
            (SELECT count(DISTINCT w.article_id) FROM claims_mention o
                JOIN sources_articleversion w ON w.id = o.version_id
                WHERE o.claim_id = m.claim_id AND o.state <> 'rejected'),
            CASE WHEN claims_is_decided(ARRAY[m.claim_id]) THEN 60 ELSE 0 END) AS priority
        FROM claims_mention m JOIN sources_articleversion v ON v.id = m.version_id
        WHERE m.id = ANY(ids) AND (m.state = 'suggested' OR m.state = 'accepted' AND EXISTS (
            SELECT 1 FROM claims_attribution a
            WHERE a.mention_id = m.id AND a.source_id IS NULL AND a.printed_name <> ''))
    ), gone AS (
        DELETE FROM claims_task t WHERE t.mention_id = ANY(ids) AND t.kind IN ('mention', 'name')
            AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.id = t.mention_id AND w.kind = t.kind)
    )
    INSERT INTO claims_task (kind, mention_id, priority)
    SELECT w.kind, w.id, w.priority FROM wanted w
    WHERE NOT EXISTS (SELECT 1 FROM claims_task t WHERE t.mention_id = w.id AND t.kind = w.kind
        AND t.priority = w.priority AND (t.parked_at IS NULL OR NOT wakes))
    ORDER BY w.id
    ON CONFLICT (mention_id, kind) WHERE mention_id IS NOT NULL DO UPDATE SET priority = EXCLUDED.priority,
        parked_by_id = CASE WHEN NOT wakes THEN claims_task.parked_by_id END,
        parked_at = CASE WHEN NOT wakes THEN claims_task.parked_at END;
END $$;

-- A suggested pair waits while some text carries both claims: as a missing axis where the rule cannot compare them, for
-- a verdict on what is not known would be a guess; as a pair otherwise; never as both. One that a person judged a
-- contradiction (or a part exceeding its whole) although an axis is unknown waits for that axis: the decision rests on it.
CREATE FUNCTION claims_keep_relation_tasks(ids bigint[], wakes boolean) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    WITH wanted AS MATERIALIZED (
        SELECT r.id, CASE r.comparability WHEN 'unknown' THEN 'axis' ELSE 'relation' END AS kind, claims_task_priority(
            c.day, c.articles,
            CASE r.comparability WHEN 'unknown' THEN 15 ELSE 30 END + 20 * r.score
            + CASE WHEN COALESCE(r.judged_kind, r.kind) IN ('contradicts', 'containment_violation')
                THEN 90 ELSE 0 END
            + CASE WHEN claims_is_decided(ARRAY[r.left_id, r.right_id]) THEN 60 ELSE 0 END) AS priority
        FROM claims_relation r CROSS JOIN LATERAL (
            SELECT max(COALESCE(v.published_on, (m.recorded_at AT TIME ZONE 'UTC')::date)) AS day,
                count(DISTINCT v.article_id) AS articles, count(DISTINCT m.claim_id) AS carried
            FROM claims_mention m JOIN sources_articleversion v ON v.id = m.version_id
            WHERE m.claim_id IN (r.left_id, r.right_id) AND m.state <> 'rejected'
        ) c
        WHERE r.id = ANY(ids) AND c.carried = 2 AND (r.state = 'suggested' OR r.comparability = 'unknown'
            AND r.judged_kind IN ('contradicts', 'containment_violation'))
    ), gone AS (
        DELETE FROM claims_task t WHERE t.relation_id = ANY(ids) AND t.kind IN ('relation', 'axis')
            AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.id = t.relation_id AND w.kind = t.kind)
    )
    INSERT INTO claims_task (kind, relation_id, priority)
    SELECT w.kind, w.id, w.priority FROM wanted w
    WHERE NOT EXISTS (SELECT 1 FROM claims_task t WHERE t.relation_id = w.id AND t.kind = w.kind
        AND t.priority = w.priority AND (t.parked_at IS NULL OR NOT wakes))
    ORDER BY w.id
    ON CONFLICT (relation_id, kind) WHERE relation_id IS NOT NULL DO UPDATE SET priority = EXCLUDED.priority,
        parked_by_id = CASE WHEN NOT wakes THEN claims_task.parked_by_id END,
        parked_at = CASE WHEN NOT wakes THEN claims_task.parked_at END;
END $$;

-- An open finding waits.
CREATE FUNCTION claims_keep_finding_tasks(ids bigint[], wakes boolean) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    WITH wanted AS MATERIALIZED (
        SELECT f.id, claims_task_priority(
            COALESCE(c.day, (f.opened_at AT TIME ZONE 'UTC')::date), c.articles,
            CASE WHEN f.kind IN ('containment_violation', 'sum_differs') THEN 90 ELSE 45 END
            + CASE WHEN claims_is_decided(c.claims) THEN 60 ELSE 0 END) AS priority
        FROM claims_finding f CROSS JOIN LATERAL (
            SELECT max(COALESCE(v.published_on, (m.recorded_at AT TIME ZONE 'UTC')::date)) AS day,
                count(DISTINCT v.article_id) AS articles, array_agg(DISTINCT m.claim_id) AS claims
            FROM claims_findingclaim g JOIN claims_mention m ON m.claim_id = g.claim_id AND m.state <> 'rejected'
            JOIN sources_articleversion v ON v.id = m.version_id
            WHERE g.finding_id = f.id
        ) c
        WHERE f.id = ANY(ids) AND f.state = 'open'
    ), gone AS (
        DELETE FROM claims_task t WHERE t.finding_id = ANY(ids)
            AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.id = t.finding_id)
    )
    INSERT INTO claims_task (kind, finding_id, priority)
    SELECT 'finding', w.id, w.priority FROM wanted w
    WHERE NOT EXISTS (SELECT 1 FROM claims_task t WHERE t.finding_id = w.id
        AND t.priority = w.priority AND (t.parked_at IS NULL OR NOT wakes))
    ORDER BY w.id
    ON CONFLICT (finding_id, kind) WHERE finding_id IS NOT NULL DO UPDATE SET priority = EXCLUDED.priority,
        parked_by_id = CASE WHEN NOT wakes THEN claims_task.parked_by_id END,
        parked_at = CASE WHEN NOT wakes THEN claims_task.parked_at END;
END $$;

-- A question waits for an adjudicator while a decision is proposed, or the one that holds is reopened and nobody has
-- looked again. Nobody approves their own: not_for.
CREATE FUNCTION claims_keep_approval_tasks(ids bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    WITH wanted AS MATERIALIZED (
        SELECT a.question_id AS id,
            CASE WHEN bool_or(w.at IS NOT NULL) THEN NULL
                ELSE max(a.decided_by_id) FILTER (WHERE a.verdict IS NULL) END AS not_for,
            claims_task_priority(
                (max(COALESCE(w.at, a.decided_at)) AT TIME ZONE 'UTC')::date, 1, 365) AS priority
        FROM claims_adjudication a LEFT JOIN LATERAL (
            SELECT max(r.at) AS at FROM claims_reopening r
            WHERE a.verdict IS NOT NULL AND r.adjudication_id = a.id AND r.held_at IS NULL
        ) w ON true
        WHERE a.question_id = ANY(ids) AND a.ended_at IS NULL AND (a.verdict IS NULL OR w.at IS NOT NULL)
        GROUP BY a.question_id
    ), gone AS (
        DELETE FROM claims_task t WHERE t.question_id = ANY(ids) AND t.kind = 'approval'
            AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.id = t.question_id)
    )
    INSERT INTO claims_task (kind, question_id, priority, not_for_id)
    SELECT 'approval', w.id, w.priority, w.not_for FROM wanted w ORDER BY w.id
    ON CONFLICT (question_id, kind) WHERE question_id IS NOT NULL DO UPDATE SET priority = EXCLUDED.priority,
        not_for_id = EXCLUDED.not_for_id, parked_by_id = NULL, parked_at = NULL;
END $$;

-- What these claims are about has changed: a task that was parked until something changes waits again.
CREATE FUNCTION claims_wake_tasks(claims bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM claims_task WHERE parked_at IS NOT NULL) THEN RETURN; END IF;
    UPDATE claims_task t SET parked_by_id = NULL, parked_at = NULL
    WHERE t.parked_at IS NOT NULL AND (
        t.mention_id IN (SELECT id FROM claims_mention WHERE claim_id = ANY(claims))
        OR t.relation_id IN (SELECT id FROM claims_relation WHERE left_id = ANY(claims) OR right_id = ANY(claims))
        OR t.finding_id IN (SELECT finding_id FROM claims_findingclaim WHERE claim_id = ANY(claims))
        OR t.question_id IN (
            SELECT question_id FROM claims_questionclaim WHERE claim_id = ANY(claims) AND state <> 'left_out'));
END $$;

-- More or fewer texts carry these claims: their pairs may come to wait or wait no longer.
CREATE FUNCTION claims_carriers_changed(claims bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    PERFORM claims_keep_relation_tasks(ARRAY(
        SELECT id FROM claims_relation WHERE left_id = ANY(claims)
        UNION SELECT id FROM claims_relation WHERE right_id = ANY(claims)), false);
END $$;

-- A question was decided or is decided no longer, or a claim came under one: what is about its claims matters more or less.
CREATE FUNCTION claims_decidedness_changed(claims bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    PERFORM claims_carriers_changed(claims);
    PERFORM claims_keep_mention_tasks(ARRAY(
        SELECT t.mention_id FROM claims_task t JOIN claims_mention m ON m.id = t.mention_id
        WHERE m.claim_id = ANY(claims)), false);
    PERFORM claims_keep_finding_tasks(ARRAY(
        SELECT finding_id FROM claims_findingclaim WHERE claim_id = ANY(claims)), false);
END $$;
