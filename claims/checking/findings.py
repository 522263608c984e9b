"""Findings are open, or upheld, while they have ground, and no longer."""

from claims.checking.rules import Rule

#: A finding with a claim that no text carries, or of two claims that a person set apart: said once more, apart from the
#: triggers that keep it (migrations/sql/0026).
_GROUNDLESS = """(
    SELECT g.finding_id AS id, 'claim ' || min(g.claim_id) AS lost FROM claims_findingclaim g
    WHERE NOT EXISTS (SELECT 1 FROM claims_mention m WHERE m.claim_id = g.claim_id AND m.state <> 'rejected')
    GROUP BY g.finding_id
    UNION
    SELECT a.finding_id, 'pair ' || r.id FROM claims_relation r
    JOIN claims_findingclaim a ON a.claim_id = r.left_id
    JOIN claims_findingclaim b ON b.finding_id = a.finding_id AND b.claim_id = r.right_id
    JOIN claims_finding f ON f.id = a.finding_id AND f.kind NOT IN ('sum_differs', 'circular_reporting')
    WHERE r.state = 'rejected' AND NOT EXISTS (SELECT 1 FROM claims_findingclaim c
        WHERE c.finding_id = a.finding_id AND c.claim_id NOT IN (r.left_id, r.right_id)))"""
_REMEDY = (
    "Triggers were off when its claims changed. Change and save a mention of its claims, or run "
    "`claims_settle_findings` of `claims/migrations/sql/` on it."
)

RULES = (
    Rule(
        "finding_open_has_ground", "finding", "It stands, and its claim or pair does not", _REMEDY,
        f"""SELECT f.id, n.lost FROM claims_finding f JOIN {_GROUNDLESS} n USING (id)
        WHERE f.state IN ('open', 'upheld')""",
    ),
    Rule(
        "finding_closed_has_none", "finding", "It is closed, and all that it rests on stands", _REMEDY,
        f"""SELECT f.id, '' FROM claims_finding f LEFT JOIN {_GROUNDLESS} n USING (id)
        WHERE f.state = 'closed' AND n.id IS NULL""",
    ),
)  # fmt: skip
