"""
Who stands behind the reports of claims, as rows that `claims.comparison.origins` counts.

A claim has one claimant, so claims of one claimant have one origin, outlets of one owner count once, and a
claim that nobody is named for ("it was revealed") counts none. An article that speaks for itself is its
outlet's word, or the text itself where the outlet is not recorded; the same text printed by another outlet adds
nothing. A report of an utterance goes back to who spoke, whomever its chain ends with.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import connection

from claims.comparison.origins import Report, independent_origins

_SQL = """
    SELECT m.claim_id, m.id, v.article_id, m.utterance_id,
           CASE
             WHEN u.id IS NOT NULL THEN
               's' || CASE WHEN us.kind IN ('outlet', 'agency') THEN COALESCE(us.parent_id, us.id) ELSE us.id END
           END AS speaker,
           CASE WHEN c.claimant_id IS NULL AND COALESCE(o.manner, 'own_voice') = 'own_voice' THEN v.sha256 END AS text,
           CASE
             WHEN c.claimant_id IS NOT NULL THEN
               's' || CASE WHEN s.kind IN ('outlet', 'agency') THEN COALESCE(s.parent_id, s.id) ELSE s.id END
             WHEN o.manner <> 'own_voice' OR u.id IS NOT NULL THEN NULL
             WHEN a.outlet_id IS NOT NULL THEN 's' || COALESCE(outlet.parent_id, outlet.id)
             ELSE 't' || v.sha256
           END AS origin
    FROM claims_mention m
    JOIN claims_claim c ON c.id = m.claim_id
    JOIN sources_articleversion v ON v.id = m.version_id
    JOIN sources_article a ON a.id = v.article_id
    LEFT JOIN sources_source s ON s.id = c.claimant_id
    LEFT JOIN sources_source outlet ON outlet.id = a.outlet_id
    LEFT JOIN claims_utterance u ON u.id = m.utterance_id
    LEFT JOIN sources_source us ON us.id = u.speaker_id
    LEFT JOIN LATERAL (
        SELECT manner FROM claims_attribution WHERE mention_id = m.id ORDER BY hop DESC LIMIT 1
    ) o ON true
    WHERE m.claim_id = ANY(%s) AND m.state <> 'rejected'
    ORDER BY m.id
    LIMIT %s
"""

#: Mentions looked at for one page. A claim with more is shown with "at least".
MENTION_LIMIT = 5_000


@dataclass(slots=True)
class Told:
    """A claim as it is told. articles: ids of those that report it. reports: one a mention, keyed by its id."""

    articles: set[int] = field(default_factory=set)
    reports: list[Report] = field(default_factory=list)


def told_of(claims: Iterable[int]) -> dict[int, Told]:
    """Return how each claim that has standing mentions is told. One query."""
    wanted = list(claims)
    told: dict[int, Told] = defaultdict(Told)
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [wanted, MENTION_LIMIT])
        for claim, mention, article, utterance, speaker, text, origin in cursor.fetchall():
            told[claim].articles.add(article)
            told[claim].reports.append(
                Report(
                    str(mention), origin, text=text, speaker=speaker,
                    utterance=None if utterance is None else str(utterance),
                )
            )  # fmt: skip
    return dict(told)


def origins_of(reports: list[Report]) -> frozenset[str]:
    """Return one name for each independent origin, to put claims together: who spoke, or its first source."""
    known = {report.key: report for report in reports}
    names = []
    for group in independent_origins(reports):
        members = [known[key] for key in group]
        spoke = [report.speaker for report in members if report.speaker is not None]
        names.append(min(spoke or [report.originator for report in members if report.originator is not None]))
    return frozenset(names)
