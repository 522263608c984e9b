"""Texts and what is marked in them: versions in a row, spans equal to slices, chains without gaps."""

from claims.checking.rules import Rule
from claims.checking.tables import REMEDIES, RESTORE

_REMARK = REMEDIES["Mention"]
_CHAIN = REMEDIES["Attribution"]

RULES = (
    Rule(
        "article_version_follows_previous", "article version",
        "A version follows the one numbered just before it, of the same article", RESTORE,
        """SELECT v.id, '' FROM sources_articleversion v WHERE v.previous_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM sources_articleversion p
            WHERE p.id = v.previous_id AND p.article_id = v.article_id AND p.number = v.number - 1)""",
    ),
    Rule(
        "article_repeats_newest_version", "article", "Its title or day is not that of its newest version",
        "Run: UPDATE sources_article with the title and published_on of its newest version.",
        """SELECT a.id, '' FROM sources_article a CROSS JOIN LATERAL (
            SELECT title, published_on FROM sources_articleversion v WHERE v.article_id = a.id
            ORDER BY number DESC LIMIT 1) v
        WHERE (a.title, a.published_on) IS DISTINCT FROM (v.title, v.published_on)""",
    ),
    Rule(
        "mention_exact_is_slice", "mention", "The marked words are not the words at that place of the text", _REMARK,
        """SELECT m.id, m.exact FROM claims_mention m JOIN sources_articleversion v ON v.id = m.version_id
        WHERE substr(v.text, m.start + 1, m."end" - m.start) <> m.exact""",
    ),
    Rule(
        "mention_clause_inside_text", "mention", "Its clause ends after the text", _REMARK,
        """SELECT m.id, '' FROM claims_mention m JOIN sources_articleversion v ON v.id = m.version_id
        WHERE m.clause_end > length(v.text)""",
    ),
    Rule(
        "unread_passage_is_slice", "unread passage", "Its words are not the words at that place of the text", RESTORE,
        """SELECT u.id, u.exact FROM claims_unreadpassage u JOIN claims_extractionrun r ON r.id = u.run_id
        JOIN sources_articleversion v ON v.id = r.version_id
        WHERE substr(v.text, u.start + 1, u."end" - u.start) <> u.exact""",
    ),
    Rule(
        "rereading_of_its_own_text", "rereading", "It reads a mention of another text", RESTORE,
        """SELECT r.id, '' FROM claims_rereading r JOIN claims_mention m ON m.id = r.mention_id
        JOIN claims_extractionrun e ON e.id = r.run_id WHERE e.version_id <> m.version_id""",
    ),
    Rule(
        "mention_has_a_chain", "mention", "Nobody stands behind it, not even the publisher", _CHAIN,
        """SELECT m.id, '' FROM claims_mention m
        WHERE NOT EXISTS (SELECT 1 FROM claims_attribution a WHERE a.mention_id = m.id)""",
    ),
    Rule(
        "attribution_hops_without_gaps", "mention", "Its hops are not numbered from 0 without gaps", _CHAIN,
        """SELECT mention_id, string_agg(hop::text, ', ' ORDER BY hop) FROM claims_attribution
        GROUP BY mention_id HAVING count(*) <> max(hop) + 1""",
    ),
    Rule(
        "attribution_origin_is_last", "mention", "Somebody stands behind the originator", _CHAIN,
        """SELECT a.mention_id, 'hop ' || a.hop FROM claims_attribution a WHERE a.role = 'originator' AND EXISTS (
            SELECT 1 FROM claims_attribution b WHERE b.mention_id = a.mention_id AND b.hop > a.hop)""",
    ),
    Rule(
        "attribution_cue_inside_text", "attribution", "Its cue ends after the text", _CHAIN,
        """SELECT a.id, a.cue FROM claims_attribution a JOIN claims_mention m ON m.id = a.mention_id
        JOIN sources_articleversion v ON v.id = m.version_id
        WHERE a.cue_end > length(v.text) OR a.cue_end <= a.cue_start""",
    ),
)  # fmt: skip
