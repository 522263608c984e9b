-- What waits for a reviewer (claims_task): the functions of 0013 and 0017 anew, and those of two more kinds of task.
--
-- Which comes first, in days (a later day, or more days, comes sooner):
--   the day on which the newest article with the claims was published; where no article says so, no day at all: an
--     undated article has no known age, so its newness counts as the least there is (1 January 1970, day 0), and it comes
--     after everything that is dated. What a person did (a proposal, a request for a second opinion) has the day of that.
--   + 7 for each doubling of the articles that carry the claims
--   + 365 a decision waits for a second person, or is reopened; + 90, 60, 45, 30, 15 as in 0013
--   + 30 a later reading differs from what a person confirmed: something confirmed may be wrong
--   + 5 one article may take over from another
--
-- measures, sources: what the stream is narrowed by. sources: who makes the claims, and the outlets that carry them.
-- For mentions and pairs, of which there are many, they are written out: a function is planned anew for every row, which
-- takes twenty times as long.

CREATE FUNCTION claims_task_measures(claims bigint[]) RETURNS bigint[]
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT COALESCE(array_agg(DISTINCT s.measure_id ORDER BY s.measure_id), '{}')
    FROM claims_claim c JOIN claims_scope s ON s.id = c.scope_id
    WHERE c.id = ANY(claims) AND s.measure_id IS NOT NULL
$$;

CREATE FUNCTION claims_task_sources(claims bigint[]) RETURNS bigint[]
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT COALESCE(array_agg(source ORDER BY source), '{}') FROM (
        SELECT c.claimant_id AS source FROM claims_claim c WHERE c.id = ANY(claims) AND c.claimant_id IS NOT NULL
        UNION
        SELECT a.outlet_id FROM claims_mention m JOIN sources_articleversion v ON v.id = m.version_id
        JOIN sources_article a ON a.id = v.article_id
        WHERE m.claim_id = ANY(claims) AND m.state <> 'rejected' AND a.outlet_id IS NOT NULL
    ) found
$$;

-- A suggested mention waits; an accepted one waits while a hop of its chain has printed words and no source. The words
-- of a suggestion wait until it is accepted: rejected, they need no source.
-- wakes: what the tasks are about has changed, so a parked one waits again.
CREATE OR REPLACE FUNCTION claims_keep_mention_tasks(ids bigint[], wakes boolean) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    WITH wanted AS MATERIALIZED (
        SELECT m.id, CASE m.state WHEN 'suggested' THEN 'mention' ELSE 'name' END AS kind, claims_task_priority(
            COALESCE(v.published_on, date '1970-01-01'),
            (SELECT count(DISTINCT w.article_id) FROM claims_mention o
                JOIN sources_articleversion w ON w.id = o.version_id
                WHERE o.claim_id = m.claim_id AND o.state <> 'rejected'),
            CASE WHEN claims_is_decided(ARRAY[m.claim_id]) THEN 60 ELSE 0 END) AS priority,
            ARRAY(SELECT DISTINCT s.measure_id FROM claims_claim c JOIN claims_scope s ON s.id = c.scope_id
                WHERE c.id = m.claim_id AND s.measure_id IS NOT NULL ORDER BY 1) AS measures,
            ARRAY(SELECT c.claimant_id FROM claims_claim c WHERE c.id = m.claim_id AND c.claimant_id IS NOT NULL
                UNION
                SELECT a.outlet_id FROM claims_mention o JOIN sources_articleversion w ON w.id = o.version_id
                JOIN sources_article a ON a.id = w.article_id
                WHERE o.claim_id = m.claim_id AND o.state <> 'rejected' AND a.outlet_id IS NOT NULL ORDER BY 1) AS sources
        FROM claims_mention m JOIN sources_articleversion v ON v.id = m.version_id
        WHERE m.id = ANY(ids) AND (m.state = 'suggested' OR m.state = 'accepted' AND EXISTS (
            SELECT 1 FROM claims_attribution a
            WHERE a.mention_id = m.id AND a.source_id IS NULL AND a.printed_name <> ''))
    ), gone AS (
        DELETE FROM claims_task t WHERE t.mention_id = ANY(ids) AND t.kind IN ('mention', 'name')
            AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.id = t.mention_id AND w.kind = t.kind)
    )
    INSERT INTO claims_task (kind, mention_id, priority, measures, sources)
    SELECT w.kind, w.id, w.priority, w.measures, w.sources FROM wanted w
    WHERE NOT EXISTS (SELECT 1 FROM claims_task t WHERE t.mention_id = w.id AND t.kind = w.kind
        AND t.priority = w.priority AND t.measures = w.measures AND t.sources = w.sources
        AND (t.parked_at IS NULL OR NOT wakes))
    ORDER BY w.id
    ON CONFLICT (mention_id, kind) WHERE mention_id IS NOT NULL DO UPDATE SET priority = EXCLUDED.priority,
        measures = EXCLUDED.measures, sources = EXCLUDED.sources,
        parked_by_id = CASE WHEN NOT wakes THEN claims_task.parked_by_id END,
        parked_at = CASE WHEN NOT wakes THEN claims_task.parked_at END;
END $$;

-- A suggested pair waits while some text carries both claims: as a missing axis where the rule cannot compare them, for
-- a verdict on what is not known would be a guess; as a pair otherwise; never as both. One that a person judged a
-- contradiction (or a part exceeding its whole) although an axis is unknown waits for that axis: the decision rests on it.
CREATE OR REPLACE FUNCTION claims_keep_relation_tasks(ids bigint[], wakes boolean) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    WITH wanted AS MATERIALIZED (
        SELECT r.id, CASE r.comparability WHEN 'unknown' THEN 'axis' ELSE 'relation' END AS kind, claims_task_priority(
            c.day, c.articles,
            CASE r.comparability WHEN 'unknown' THEN 15 ELSE 30 END + 20 * r.score
            + CASE WHEN COALESCE(r.judged_kind, r.kind) IN ('contradicts', 'containment_violation')
                THEN 90 ELSE 0 END
            + CASE WHEN claims_is_decided(ARRAY[r.left_id, r.right_id]) THEN 60 ELSE 0 END) AS priority,
            ARRAY(SELECT DISTINCT s.measure_id FROM claims_claim c JOIN claims_scope s ON s.id = c.scope_id
                WHERE c.id IN (r.left_id, r.right_id) AND s.measure_id IS NOT NULL ORDER BY 1) AS measures,
            ARRAY(SELECT c.claimant_id FROM claims_claim c WHERE c.id IN (r.left_id, r.right_id) AND c.claimant_id IS NOT NULL
                UNION
                SELECT a.outlet_id FROM claims_mention o JOIN sources_articleversion w ON w.id = o.version_id
                JOIN sources_article a ON a.id = w.article_id
                WHERE o.claim_id IN (r.left_id, r.right_id) AND o.state <> 'rejected' AND a.outlet_id IS NOT NULL ORDER BY 1) AS sources
        FROM claims_relation r CROSS JOIN LATERAL (
            SELECT COALESCE(max(v.published_on), date '1970-01-01') AS day,
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
    INSERT INTO claims_task (kind, relation_id, priority, measures, sources)
    SELECT w.kind, w.id, w.priority, w.measures, w.sources FROM wanted w
    WHERE NOT EXISTS (SELECT 1 FROM claims_task t WHERE t.relation_id = w.id AND t.kind = w.kind
        AND t.priority = w.priority AND t.measures = w.measures AND t.sources = w.sources
        AND (t.parked_at IS NULL OR NOT wakes))
    ORDER BY w.id
    ON CONFLICT (relation_id, kind) WHERE relation_id IS NOT NULL DO UPDATE SET priority = EXCLUDED.priority,
        measures = EXCLUDED.measures, sources = EXCLUDED.sources,
        parked_by_id = CASE WHEN NOT wakes THEN claims_task.parked_by_id END,
        parked_at = CASE WHEN NOT wakes THEN claims_task.parked_at END;
END $$;

-- An open finding waits.
CREATE OR REPLACE FUNCTION claims_keep_finding_tasks(ids bigint[], wakes boolean) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    WITH wanted AS MATERIALIZED (
        SELECT f.id, claims_task_priority(
            COALESCE(c.day, date '1970-01-01'), c.articles,
            CASE WHEN f.kind IN ('containment_violation', 'sum_differs') THEN 90 ELSE 45 END
            + CASE WHEN claims_is_decided(c.claims) THEN 60 ELSE 0 END) AS priority,
            claims_task_measures(c.claims) AS measures, claims_task_sources(c.claims) AS sources
        FROM claims_finding f CROSS JOIN LATERAL (
            SELECT max(v.published_on) AS day,
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
    INSERT INTO claims_task (kind, finding_id, priority, measures, sources)
    SELECT 'finding', w.id, w.priority, w.measures, w.sources FROM wanted w
    WHERE NOT EXISTS (SELECT 1 FROM claims_task t WHERE t.finding_id = w.id
        AND t.priority = w.priority AND t.measures = w.measures AND t.sources = w.sources
        AND (t.parked_at IS NULL OR NOT wakes))
    ORDER BY w.id
    ON CONFLICT (finding_id, kind) WHERE finding_id IS NOT NULL DO UPDATE SET priority = EXCLUDED.priority,
        measures = EXCLUDED.measures, sources = EXCLUDED.sources,
        parked_by_id = CASE WHEN NOT wakes THEN claims_task.parked_by_id END,
        parked_at = CASE WHEN NOT wakes THEN claims_task.parked_at END;
END $$;

-- What a question's tasks are found by: what it asks about, and who makes the claims under it.
CREATE FUNCTION claims_task_under(question bigint, OUT measures bigint[], OUT sources bigint[])
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT ARRAY(SELECT s.measure_id FROM claims_question q JOIN claims_scope s ON s.id = q.scope_id
            WHERE q.id = question AND s.measure_id IS NOT NULL),
        claims_task_sources(ARRAY(
            SELECT claim_id FROM claims_questionclaim WHERE question_id = question AND state <> 'left_out'))
$$;

-- A question waits for an adjudicator while a decision is proposed, or the one that holds is reopened and nobody has
-- looked again. Nobody approves their own: not_for.
CREATE OR REPLACE FUNCTION claims_keep_approval_tasks(ids bigint[]) RETURNS void
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
    INSERT INTO claims_task (kind, question_id, priority, not_for_id, measures, sources)
    SELECT 'approval', w.id, w.priority, w.not_for, a.measures, a.sources
    FROM wanted w CROSS JOIN LATERAL claims_task_under(w.id) a ORDER BY w.id
    ON CONFLICT (question_id, kind, only_for_id) WHERE question_id IS NOT NULL DO UPDATE SET
        priority = EXCLUDED.priority, measures = EXCLUDED.measures, sources = EXCLUDED.sources,
        not_for_id = EXCLUDED.not_for_id, parked_by_id = NULL, parked_at = NULL;
END $$;

-- A question waits for a second opinion while blind assessments of it are open: for each person who is asked and not yet
-- in, a task of their own; then, once all are in, one for whoever reconciles them, until a decision is proposed.
CREATE OR REPLACE FUNCTION claims_keep_assessment_tasks(ids bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    WITH wanted AS MATERIALIZED (
        SELECT r.question_id AS id, CASE WHEN r.opened_at IS NULL THEN a.user_id END AS only_for,
            claims_task_priority(
                (max(COALESCE(r.opened_at, r.asked_at)) AT TIME ZONE 'UTC')::date, 1, 365) AS priority
        FROM claims_assessmentround r LEFT JOIN claims_assessor a ON r.opened_at IS NULL AND a.round_id = r.id
            AND NOT EXISTS (SELECT 1 FROM claims_assessment x WHERE x.assessor_id = a.id)
        WHERE r.question_id = ANY(ids) AND r.closed_at IS NULL AND (r.opened_at IS NOT NULL OR a.id IS NOT NULL)
            AND NOT EXISTS (SELECT 1 FROM claims_adjudication d
                WHERE d.question_id = r.question_id AND d.ended_at IS NULL AND d.verdict IS NULL)
        GROUP BY 1, 2
    ), gone AS (
        DELETE FROM claims_task t WHERE t.question_id = ANY(ids) AND t.kind = 'second_opinion' AND NOT EXISTS (
            SELECT 1 FROM wanted w WHERE w.id = t.question_id AND w.only_for IS NOT DISTINCT FROM t.only_for_id)
    )
    INSERT INTO claims_task (kind, question_id, only_for_id, priority, measures, sources)
    SELECT 'second_opinion', w.id, w.only_for, w.priority, a.measures, a.sources
    FROM wanted w CROSS JOIN LATERAL claims_task_under(w.id) a ORDER BY w.id, w.only_for
    ON CONFLICT (question_id, kind, only_for_id) WHERE question_id IS NOT NULL DO UPDATE SET
        priority = EXCLUDED.priority, measures = EXCLUDED.measures, sources = EXCLUDED.sources;
END $$;

-- A later reading waits while it differs from what a person confirmed and nobody has kept the one or taken the other:
-- one of the newest run of its text (claims.queries.rereadings.open_rereadings says the same).
CREATE FUNCTION claims_keep_reading_tasks(mentions bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM claims_rereading WHERE mention_id = ANY(mentions)) THEN RETURN; END IF;
    WITH wanted AS MATERIALIZED (
        SELECT r.id, claims_task_priority(COALESCE(v.published_on, date '1970-01-01'), 1,
                CASE WHEN claims_is_decided(ARRAY[m.claim_id]) THEN 90 ELSE 30 END) AS priority,
            claims_task_measures(ARRAY[m.claim_id]) AS measures, claims_task_sources(ARRAY[m.claim_id]) AS sources
        FROM claims_rereading r JOIN claims_mention m ON m.id = r.mention_id JOIN claims_claim c ON c.id = m.claim_id
        JOIN sources_articleversion v ON v.id = m.version_id
        WHERE r.mention_id = ANY(mentions) AND m.state = 'accepted' AND r.meaning <> c.meaning AND r.run_id = (
                SELECT e.id FROM claims_extractionrun e WHERE e.version_id = m.version_id AND e.failure = ''
                ORDER BY e.recorded_at DESC, e.id DESC LIMIT 1)
            AND NOT EXISTS (SELECT 1 FROM claims_decision d
                LEFT JOIN claims_rereading k ON k.id = d.rereading_id
                LEFT JOIN claims_claim o ON o.id = (d.before ->> 'claim_id')::bigint
                WHERE d.mention_id = m.id AND d.undone_at IS NULL AND (k.meaning = r.meaning OR o.meaning = r.meaning))
    ), gone AS (
        DELETE FROM claims_task t USING claims_rereading r
        WHERE r.id = t.rereading_id AND r.mention_id = ANY(mentions)
            AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.id = t.rereading_id)
    )
    INSERT INTO claims_task (kind, rereading_id, priority, measures, sources)
    SELECT 'reading', w.id, w.priority, w.measures, w.sources FROM wanted w ORDER BY w.id
    ON CONFLICT (rereading_id, kind) WHERE rereading_id IS NOT NULL DO UPDATE SET priority = EXCLUDED.priority,
        measures = EXCLUDED.measures, sources = EXCLUDED.sources, parked_by_id = NULL, parked_at = NULL;
END $$;

-- A suggestion that one article takes over from another waits.
CREATE FUNCTION claims_keep_derivation_tasks(ids bigint[], wakes boolean) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    WITH wanted AS MATERIALIZED (
        SELECT d.id, claims_task_priority(
                COALESCE(greatest(a.published_on, o.published_on), date '1970-01-01'), 2, 5) AS priority,
            '{}'::bigint[] AS measures, array_remove(ARRAY[a.outlet_id, o.outlet_id], NULL) AS sources
        FROM claims_derivation d JOIN sources_article a ON a.id = d.article_id JOIN sources_article o ON o.id = d.origin_id
        WHERE d.id = ANY(ids) AND d.state = 'suggested'
    ), gone AS (
        DELETE FROM claims_task t WHERE t.derivation_id = ANY(ids)
            AND NOT EXISTS (SELECT 1 FROM wanted w WHERE w.id = t.derivation_id)
    )
    INSERT INTO claims_task (kind, derivation_id, priority, measures, sources)
    SELECT 'derivation', w.id, w.priority, w.measures, w.sources FROM wanted w ORDER BY w.id
    ON CONFLICT (derivation_id, kind) WHERE derivation_id IS NOT NULL DO UPDATE SET priority = EXCLUDED.priority,
        measures = EXCLUDED.measures, sources = EXCLUDED.sources,
        parked_by_id = CASE WHEN NOT wakes THEN claims_task.parked_by_id END,
        parked_at = CASE WHEN NOT wakes THEN claims_task.parked_at END;
END $$;

-- What these claims are about has changed: a task that was parked until something changes waits again.
CREATE OR REPLACE FUNCTION claims_wake_tasks(claims bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM claims_task WHERE parked_at IS NOT NULL) THEN RETURN; END IF;
    UPDATE claims_task t SET parked_by_id = NULL, parked_at = NULL
    WHERE t.parked_at IS NOT NULL AND (
        t.mention_id IN (SELECT id FROM claims_mention WHERE claim_id = ANY(claims))
        OR t.rereading_id IN (SELECT r.id FROM claims_rereading r JOIN claims_mention m ON m.id = r.mention_id
            WHERE m.claim_id = ANY(claims))
        OR t.relation_id IN (SELECT id FROM claims_relation WHERE left_id = ANY(claims) OR right_id = ANY(claims))
        OR t.finding_id IN (SELECT finding_id FROM claims_findingclaim WHERE claim_id = ANY(claims))
        OR t.question_id IN (
            SELECT question_id FROM claims_questionclaim WHERE claim_id = ANY(claims) AND state <> 'left_out'));
END $$;
