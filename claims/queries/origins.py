"""
How many articles report a claim, and how many independent origins stand behind it: for many claims at once.

A claim has one claimant, so claims of one claimant have one origin, outlets of one owner count once, and a
claim that nobody is named for ("it was revealed") counts none. An article that speaks for itself is its
outlet's word, or the text itself where the outlet is not recorded; the same text printed by another outlet adds
nothing. The query gives who stands behind each report; which of them are one is `claims.comparison.origins`.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection

from claims.comparison.origins import Report, independent_origins

_SQL = """
    SELECT m.claim_id, m.id, v.article_id,
           CASE WHEN c.claimant_id IS NULL AND COALESCE(o.manner, 'own_voice') = 'own_voice' THEN v.sha256 END AS text,
           CASE
             WHEN c.claimant_id IS NOT NULL THEN
               's' || CASE WHEN s.kind IN ('outlet', 'agency') THEN COALESCE(s.parent_id, s.id) ELSE s.id END
             WHEN o.manner <> 'own_voice' THEN NULL
             WHEN a.outlet_id IS NOT NULL THEN 's' || COALESCE(outlet.parent_id, outlet.id)
             ELSE 't' || v.sha256
           END AS origin
    FROM claims_mention m
    JOIN claims_claim c ON c.id = m.claim_id
    JOIN sources_articleversion v ON v.id = m.version_id
    JOIN sources_article a ON a.id = v.article_id
    LEFT JOIN sources_source s ON s.id = c.claimant_id
    LEFT JOIN sources_source outlet ON outlet.id = a.outlet_id
    LEFT JOIN LATERAL (
        SELECT manner FROM claims_attribution WHERE mention_id = m.id ORDER BY hop DESC LIMIT 1
    ) o ON true
    WHERE m.claim_id = ANY(%s) AND m.state <> 'rejected'
    ORDER BY m.id
    LIMIT %s
"""

#: Mentions looked at for one page. A claim with more is shown with "at least".
MENTION_LIMIT = 5_000


@dataclass(frozen=True, slots=True)
class Reports:
    """articles: ids of the articles that report it. origins: keys of the independent origins."""

    articles: frozenset[int]
    origins: frozenset[str]

    def __or__(self, other: "Reports") -> "Reports":
        return Reports(self.articles | other.articles, self.origins | other.origins)


NOTHING = Reports(frozenset(), frozenset())


def reports_of(claims: Iterable[int]) -> dict[int, Reports]:
    """Return the reports of each claim that has any. One query."""
    wanted = list(claims)
    if not wanted:
        return {}
    articles: dict[int, set[int]] = defaultdict(set)
    told: dict[int, list[Report]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [wanted, MENTION_LIMIT])
        for claim, mention, article, text, origin in cursor.fetchall():
            articles[claim].add(article)
            told[claim].append(Report(str(mention), origin, text=text))
    return {claim: Reports(frozenset(found), _origins(told[claim])) for claim, found in articles.items()}


def _origins(reports: list[Report]) -> frozenset[str]:
    """Return one name for each independent origin: that of its first source, so that claims can be put together."""
    names = {report.key: report.originator for report in reports}
    groups = independent_origins(reports)
    return frozenset(min(name for key in group if (name := names[key])) for group in groups)


def together(reports: Iterable[Reports]) -> Reports:
    """Return the reports of several claims as one."""
    total = NOTHING
    for one in reports:
        total |= one
    return total
