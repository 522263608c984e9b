"""What people decided: it stands as they said, what it rests on is there, and questions hold together."""

from claims.checking.rules import Rule
from claims.checking.tables import REMEDIES

_DECIDE = REMEDIES["Adjudication"]
_REST = "Call the assessments off with a reason, and propose a decision anew."


def _as_decided(thing: str, remedy: str) -> Rule:
    """The columns that the standing decisions on a thing set, each by the last one that did, are as they set them."""
    return Rule(
        f"{thing}_stands_as_decided", thing, "It does not stand as the last decision on it left it", remedy,
        f"""WITH said AS (
            SELECT d.{thing}_id AS id, jsonb_object_agg(one.key, one.value ORDER BY d.id) AS columns
            FROM claims_decision d CROSS JOIN LATERAL jsonb_each(d.after) one
            WHERE d.{thing}_id IS NOT NULL AND d.undone_at IS NULL AND one.key NOT IN ('decided_at', 'judged_at')
            GROUP BY d.{thing}_id)
        SELECT r.id, string_agg(one.key, ', ' ORDER BY one.key) FROM said
        JOIN claims_{thing} r USING (id) CROSS JOIN LATERAL to_jsonb(r) row
        CROSS JOIN LATERAL jsonb_each(said.columns) one
        WHERE row ? one.key AND row->one.key IS DISTINCT FROM one.value
        GROUP BY r.id""",
    )  # fmt: skip


RULES = (
    _as_decided("mention", "Compare its history with its decisions, then decide on it anew."),
    _as_decided("relation", "Compare its history with its decisions, then judge the pair anew."),
    Rule(
        "decision_undone_by_its_maker", "decision", "Somebody else than its maker has undone it",
        "Look at the history of what it was about, and decide on it anew.",
        "SELECT id, '' FROM claims_decision WHERE undone_by_id <> by_id",
    ),
    Rule(
        "adjudication_supersedes_in_order", "adjudication",
        "What it supersedes is of another question, is later, or has not ended", _DECIDE,
        """SELECT a.id, 'decision ' || b.id FROM claims_adjudication a
        JOIN claims_adjudication b ON b.id = a.supersedes_id
        WHERE b.question_id <> a.question_id OR b.id >= a.id
           OR (a.verdict = 'approved' AND a.ended_at IS NULL AND b.ended_at IS NULL)""",
    ),
    Rule(
        "ranking_of_a_gathered_claim", "ranking", "Its claim was never under the question", REMEDIES["Ranking"],
        """SELECT r.id, 'claim ' || r.claim_id FROM claims_ranking r
        JOIN claims_adjudication a ON a.id = r.adjudication_id
        WHERE NOT EXISTS (SELECT 1 FROM claims_questionclaim g
            WHERE g.question_id = a.question_id AND g.claim_id = r.claim_id)""",
    ),
    Rule(
        "reopening_of_an_approved_decision", "reopening", "Its decision was never approved", _DECIDE,
        """SELECT r.id, 'decision ' || a.id FROM claims_reopening r
        JOIN claims_adjudication a ON a.id = r.adjudication_id
        WHERE a.verdict IS DISTINCT FROM 'approved'""",
    ),
    Rule(
        "question_claim_was_carried", "question claim", "No text ever carried its claim", REMEDIES["QuestionClaim"],
        """SELECT g.id, 'claim ' || g.claim_id FROM claims_questionclaim g
        WHERE NOT EXISTS (SELECT 1 FROM claims_mention m WHERE m.claim_id = g.claim_id)
          AND NOT EXISTS (SELECT 1 FROM claims_mentionevent e WHERE e.claim_id = g.claim_id)""",
    ),
    Rule(
        "adjudication_rests_on_opened", "adjudication",
        "The assessments that it rests on are of another question, or were not all in", _REST,
        """SELECT a.id, '' FROM claims_adjudication a JOIN claims_assessmentround r ON r.id = a.rests_on_id
        WHERE r.question_id <> a.question_id OR r.opened_at IS NULL OR r.opened_at > a.decided_at""",
    ),
    Rule(
        "adjudication_beside_assessments", "adjudication", "It was proposed beside open blind assessments", _REST,
        """SELECT a.id, '' FROM claims_adjudication a JOIN claims_assessmentround r ON r.question_id = a.question_id
        WHERE r.closed_at IS NULL AND a.ended_at IS NULL AND a.decided_at >= r.asked_at
          AND a.rests_on_id IS DISTINCT FROM r.id""",
    ),
    Rule(
        "adjudication_not_by_its_assessor", "adjudication", "Who reviewed it had assessed the question", _DECIDE,
        """SELECT a.id, '' FROM claims_adjudication a
        JOIN claims_assessor s ON s.round_id = a.rests_on_id AND s.user_id = a.reviewed_by_id""",
    ),
    Rule(
        "assessment_round_two_assessors", "assessment round", "Fewer than two people were asked", _REST,
        """SELECT r.id, '' FROM claims_assessmentround r
        WHERE (SELECT count(*) FROM claims_assessor s WHERE s.round_id = r.id) < 2""",
    ),
    Rule(
        "assessment_round_opened_when_all_are_in", "assessment round", "It was opened before all were in", _REST,
        """SELECT DISTINCT r.id, '' FROM claims_assessmentround r JOIN claims_assessor s ON s.round_id = r.id
        WHERE r.opened_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM claims_assessment a WHERE a.assessor_id = s.id)""",
    ),
    Rule(
        "assessment_while_waiting", "assessment", "It was handed in after the others could be read", _REST,
        """SELECT a.id, '' FROM claims_assessment a JOIN claims_assessor s ON s.id = a.assessor_id
        JOIN claims_assessmentround r ON r.id = s.round_id
        WHERE a.handed_in_at > r.opened_at OR (r.opened_at IS NULL AND a.handed_in_at > r.closed_at)""",
    ),
)  # fmt: skip
