"""What was found out around the claims: utterances, reprints, findings, grades, and what is set aside for a while."""

from claims.archive_generator.drawing import ADJUDICATOR, chance, one_of, person

RULE = "generated/1"

_FIRST_REPORT = """(SELECT m.id, m.start, m.end FROM claims_mention m
    WHERE m.claim_id = {claim} AND m.state <> 'rejected' ORDER BY m.id LIMIT 1)"""

#: By table, in the order in which they need each other.
STATEMENTS: tuple[tuple[str, str], ...] = (
    # claims that several articles report: somebody says that they report one act of saying it
    ("claims_utterance", f"""
        WITH chosen AS (
            SELECT c.id AS claim, c.claimant_id, min(v.published_on) AS said, row_number() OVER (ORDER BY c.id) AS place
            FROM claims_claim c JOIN claims_mention m ON m.claim_id = c.id AND m.state = 'accepted'
            JOIN sources_articleversion v ON v.id = m.version_id
            WHERE c.claimant_id IS NOT NULL AND {chance("c.id", 80)} < 0.05
            GROUP BY c.id HAVING count(*) > 1
        ), made AS (
            INSERT INTO claims_utterance
                (speaker_id, said_on, said_on_precision, venue, words, recorded_by_id, recorded_at)
            SELECT claimant_id, daterange(said, said + 1), 'day', 'at a briefing', '', {person("claim", 81)},
                said + time '19:00' FROM chosen ORDER BY place RETURNING id
        ), numbered AS (SELECT id, row_number() OVER (ORDER BY id) AS place FROM made)
        UPDATE claims_mention m SET utterance_id = numbered.id FROM chosen JOIN numbered USING (place)
        WHERE m.claim_id = chosen.claim AND m.state = 'accepted'"""),
    ("claims_derivation", f"""
        INSERT INTO claims_derivation
            (article_id, origin_id, kind, rule, detail, recorded_at, state, decided_by_id, decided_at, reason)
        SELECT s.article, s.origin, 'republishes', '{RULE}', 'Both print the same text.', s.at, s.state,
            CASE WHEN s.state <> 'suggested' THEN {person("s.article", 83)} END,
            CASE WHEN s.state <> 'suggested' THEN s.at + interval '1 day' END,
            CASE WHEN s.state = 'rejected' THEN 'Both print one agency.' ELSE '' END
        FROM (
            SELECT DISTINCT ON (w.article_id) w.article_id AS article, v.article_id AS origin, w.recorded_at AS at,
                CASE WHEN {chance("w.article_id", 82)} < 0.6 THEN 'confirmed'
                    WHEN {chance("w.article_id", 82)} < 0.65 THEN 'rejected' ELSE 'suggested' END AS state
            FROM sources_articleversion w JOIN sources_articleversion v ON v.sha256 = w.sha256
                AND v.article_id < w.article_id AND v.published_on <= w.published_on
            ORDER BY w.article_id, v.article_id
        ) s ORDER BY s.article"""),
    ("claims_finding", f"""
        INSERT INTO claims_finding (kind, key, inputs, rule, detail, evidence, opened_at, state, dismissed_by_id,
            dismissed_at, dismissed_reason)
        SELECT s.kind, s.kind || ':' || s.left_id || '-' || s.right_id,
            encode(sha256(convert_to(s.reasons::text, 'UTF8')), 'hex'), '{RULE}',
            'The figures of claims ' || s.left_id || ' and ' || s.right_id || ' do not go together.',
            jsonb_build_array(
                jsonb_build_object('mention', ours.id, 'start', ours.start, 'end', ours.end),
                jsonb_build_object('mention', theirs.id, 'start', theirs.start, 'end', theirs.end)),
            s.recorded_at, CASE WHEN s.dismissed THEN 'dismissed' ELSE 'open' END,
            CASE WHEN s.dismissed THEN {person("s.id", 86)} END,
            CASE WHEN s.dismissed THEN s.recorded_at + interval '1 day' END,
            CASE WHEN s.dismissed THEN 'The two count different days.' ELSE '' END
        FROM (
            SELECT id, left_id, right_id, reasons, recorded_at, {chance("id", 85)} < 0.4 AS dismissed,
                CASE kind WHEN 'containment_violation' THEN kind WHEN 'updates' THEN 'count_decreases'
                    ELSE 'measure_drift' END AS kind
            FROM claims_relation WHERE state <> 'rejected' AND {chance("id", 84)} < 0.015
        ) s, LATERAL {_FIRST_REPORT.format(claim="s.left_id")} ours,
            LATERAL {_FIRST_REPORT.format(claim="s.right_id")} theirs
        ORDER BY s.id"""),
    # a few first: what ranks a finding's task reads this very table, and is planned for as many as there are
    *(("claims_findingclaim", f"""
        INSERT INTO claims_findingclaim (finding_id, claim_id)
        SELECT f.id, claim FROM claims_finding f,
            unnest(string_to_array(split_part(f.key, ':', 2), '-')::bigint[]) claim
        WHERE f.rule = '{RULE}' AND {chance("f.id", 77)} {which} 0.05 ORDER BY f.id, claim""")
        for which in ("<", ">=")),
    *(("sources_grade", f"""
        INSERT INTO sources_grade (source_id, topic, letter, reason, previous_id, graded_by_id, graded_at)
        SELECT s.id, '{topic}', {one_of("ARRAY['A','B','C','D','E','F']", "s.id", salt)},
            'What it said before was borne out, or was not.', NULL, {person("s.id", salt + 1)},
            timestamptz '2022-03-01 10:00+00'
        FROM sources_source s WHERE {chance("s.id", salt + 2)} < {share} ORDER BY s.id""")
        for topic, share, salt in (("", 0.6, 87), ("casualties", 0.2, 90))),
    ("sources_grade", f"""
        INSERT INTO sources_grade (source_id, topic, letter, reason, previous_id, graded_by_id, graded_at)
        SELECT g.source_id, g.topic, {one_of("ARRAY['B','C','D']", "g.id", 93)}, 'It corrected itself twice since.',
            g.id, {person("g.id", 94)}, g.graded_at + interval '1 year'
        FROM sources_grade g WHERE {chance("g.id", 95)} < 0.3 ORDER BY g.id"""),
    ("claims_credibility", f"""
        INSERT INTO claims_credibility (claim_id, number, origins, reason, previous_id, by_id, at)
        SELECT c.id, 2 + floor({chance("c.id", 96)} * 5), 1, 'One origin, and nothing against it.', NULL,
            {person("c.id", 97)}, c.recorded_at + interval '3 days'
        FROM claims_claim c WHERE {chance("c.id", 98)} < 0.03 ORDER BY c.id"""),
    ("claims_credibility", f"""
        INSERT INTO claims_credibility (claim_id, number, origins, reason, previous_id, by_id, at)
        SELECT c.claim_id, 2 + floor({chance("c.id", 99)} * 2), 2, 'A second origin says so, too.', c.id,
            {ADJUDICATOR}, c.at + interval '9 days'
        FROM claims_credibility c WHERE {chance("c.id", 98)} < 0.2 ORDER BY c.id"""),
    # set aside, and half of it taken back; a trigger keeps both on record
    ("claims_parking", f"""
        UPDATE claims_task t SET parked_by_id = (%(people)s::int[])[1], parked_at = timestamptz '2025-06-01 10:00+00'
        WHERE leased_by_id IS NULL AND {chance("t.id", 79)} < 0.004"""),
    ("", f"""
        UPDATE claims_task t SET parked_by_id = NULL, parked_at = NULL
        WHERE parked_at IS NOT NULL AND {chance("t.id", 78)} < 0.5"""),
)  # fmt: skip
