-- The two functions of 0026 anew: what a person upheld closes and comes back, too, and is upheld then.

CREATE OR REPLACE FUNCTION claims_settle_findings(ids bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    WITH looked_at AS MATERIALIZED (
        SELECT f.id, claims_ground_lost(f.id) AS lost FROM claims_finding f
        WHERE f.id = ANY(ids) AND f.state IN ('open', 'upheld', 'closed') ORDER BY f.id FOR UPDATE
    )
    UPDATE claims_finding f SET closed_reason = l.lost,
        state = CASE WHEN l.lost <> '' THEN 'closed' WHEN f.upheld_at IS NULL THEN 'open' ELSE 'upheld' END,
        closed_at = CASE WHEN l.lost <> '' THEN clock_timestamp() END
    FROM looked_at l WHERE l.id = f.id AND l.lost <> f.closed_reason;
END $$;

CREATE OR REPLACE FUNCTION claims_settle_findings_about(claims bigint[]) RETURNS void
LANGUAGE plpgsql SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    ids bigint[] := ARRAY(
        SELECT DISTINCT f.id FROM claims_findingclaim g JOIN claims_finding f ON f.id = g.finding_id
        WHERE g.claim_id = ANY(claims) AND f.state IN ('open', 'upheld', 'closed'));
BEGIN
    IF ids <> '{}' THEN PERFORM claims_settle_findings(ids); END IF;
END $$;
