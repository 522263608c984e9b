-- A finding whose ground is gone closes by itself, and opens again when the ground is back. One that a person dismissed
-- stays as they left it.
--
-- Its ground: some text carries every claim that it is about; and where it came of setting two claims beside each other,
-- no person says that the two have nothing to do with each other. A sum and a circle of reports do not come of a pair.

CREATE FUNCTION claims_ground_lost(finding bigint) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN EXISTS (SELECT 1 FROM claims_findingclaim g WHERE g.finding_id = finding AND NOT EXISTS (
            SELECT 1 FROM claims_mention m WHERE m.claim_id = g.claim_id AND m.state <> 'rejected'))
        THEN 'Its claim is no longer carried by any text.'
        WHEN EXISTS (SELECT 1 FROM claims_finding f CROSS JOIN LATERAL (
                SELECT min(g.claim_id) AS one, max(g.claim_id) AS other, count(*) AS claims
                FROM claims_findingclaim g WHERE g.finding_id = f.id) p
            JOIN claims_relation r ON r.left_id = p.one AND r.right_id = p.other
            WHERE f.id = finding AND f.kind NOT IN ('sum_differs', 'circular_reporting') AND p.claims = 2
                AND r.state = 'rejected')
        THEN 'A person said that its claims have nothing to do with each other.'
        ELSE '' END
$$;

CREATE FUNCTION claims_settle_findings(ids bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    WITH looked_at AS MATERIALIZED (
        SELECT f.id, claims_ground_lost(f.id) AS lost FROM claims_finding f
        WHERE f.id = ANY(ids) AND f.state IN ('open', 'closed') ORDER BY f.id FOR UPDATE
    )
    UPDATE claims_finding f SET closed_reason = l.lost,
        state = CASE l.lost WHEN '' THEN 'open' ELSE 'closed' END,
        closed_at = CASE WHEN l.lost <> '' THEN clock_timestamp() END
    FROM looked_at l WHERE l.id = f.id AND l.lost <> f.closed_reason;
END $$;

CREATE FUNCTION claims_settle_findings_about(claims bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    ids bigint[] := ARRAY(
        SELECT DISTINCT f.id FROM claims_findingclaim g JOIN claims_finding f ON f.id = g.finding_id
        WHERE g.claim_id = ANY(claims) AND f.state IN ('open', 'closed'));
BEGIN
    IF ids <> '{}' THEN PERFORM claims_settle_findings(ids); END IF;
END $$;
