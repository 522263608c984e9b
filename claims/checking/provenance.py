"""Who says so: chains end with who claims it, utterances come before reports, grades and edges hold together."""

from claims.checking.rules import Rule
from claims.checking.tables import REMEDIES

_CHAIN = REMEDIES["Attribution"]
_EDGE = REMEDIES["Derivation"]

RULES = (
    Rule(
        "mention_claimant_ends_chain", "mention", "Its chain ends with another than the claimant of its claim", _CHAIN,
        """SELECT m.id, 'claim ' || m.claim_id FROM claims_mention m JOIN claims_claim c ON c.id = m.claim_id
        CROSS JOIN LATERAL (SELECT hop, source_id FROM claims_attribution a WHERE a.mention_id = m.id
            ORDER BY hop DESC LIMIT 1) last
        WHERE m.state <> 'rejected'
          AND c.claimant_id IS DISTINCT FROM CASE WHEN last.hop > 0 THEN last.source_id END""",
    ),
    Rule(
        "attribution_publisher_is_the_outlet", "mention", "Its hop 0 is not the outlet of its article", _CHAIN,
        """SELECT m.id, a.title FROM claims_mention m JOIN claims_attribution h ON h.mention_id = m.id AND h.hop = 0
        JOIN sources_articleversion v ON v.id = m.version_id JOIN sources_article a ON a.id = v.article_id
        WHERE h.source_id IS DISTINCT FROM a.outlet_id""",
    ),
    Rule(
        "attribution_own_voice_is_alone", "mention", "The article speaks for itself, and somebody stands behind it",
        _CHAIN,
        """SELECT DISTINCT a.mention_id, '' FROM claims_attribution a WHERE a.manner = 'own_voice' AND (a.hop > 0
            OR EXISTS (SELECT 1 FROM claims_attribution b WHERE b.mention_id = a.mention_id AND b.hop > 0))""",
    ),
    Rule(
        "utterance_before_its_reports", "utterance", "A report of it was published before it was said",
        "Edit the utterance, or say which one that mention reports.",
        """SELECT DISTINCT u.id, 'mention ' || m.id FROM claims_utterance u
        JOIN claims_mention m ON m.utterance_id = u.id AND m.state <> 'rejected'
        JOIN sources_articleversion v ON v.id = m.version_id
        WHERE v.published_on + 1 < lower(u.said_on)""",  # a day is allowed: the date changes later in the west
    ),
    Rule(
        "derivation_origin_printed_before", "derivation", "What it takes over from was printed only after it", _EDGE,
        """SELECT d.id, 'article ' || d.article_id FROM claims_derivation d WHERE d.state <> 'rejected' AND (
            SELECT max(published_on) FROM sources_articleversion v WHERE v.article_id = d.article_id) + 1
          < (SELECT min(published_on) FROM sources_articleversion v WHERE v.article_id = d.origin_id)""",
    ),
    Rule(
        "derivation_reprint_has_the_text", "derivation", "The rule took it for a reprint, and no text of both is equal",
        _EDGE,
        """SELECT d.id, 'article ' || d.article_id FROM claims_derivation d
        WHERE d.state = 'suggested' AND d.kind = 'republishes' AND NOT EXISTS (
            SELECT 1 FROM sources_articleversion v JOIN sources_articleversion w ON w.sha256 = v.sha256
            WHERE v.article_id = d.article_id AND w.article_id = d.origin_id)""",
    ),
    Rule(
        "grade_follows_previous", "grade", "It follows a grade of another source or topic", REMEDIES["Grade"],
        """SELECT g.id, '' FROM sources_grade g JOIN sources_grade p ON p.id = g.previous_id
        WHERE p.source_id <> g.source_id OR lower(p.topic) <> lower(g.topic)""",
    ),
    Rule(
        "credibility_follows_previous", "credibility", "It follows a grade of another claim", REMEDIES["Credibility"],
        """SELECT c.id, '' FROM claims_credibility c JOIN claims_credibility p ON p.id = c.previous_id
        WHERE p.claim_id <> c.claim_id""",
    ),
    Rule(
        "grade_after_previous", "grade", "It was given before the one that it follows", REMEDIES["Grade"],
        """SELECT g.id, 'grade ' || p.id FROM sources_grade g JOIN sources_grade p ON p.id = g.previous_id
        WHERE g.graded_at < p.graded_at""",
    ),
    Rule(
        "credibility_after_previous", "credibility", "It was given before the one that it follows",
        REMEDIES["Credibility"],
        """SELECT c.id, 'credibility ' || p.id FROM claims_credibility c JOIN claims_credibility p
        ON p.id = c.previous_id WHERE c.at < p.at""",
    ),
)  # fmt: skip
