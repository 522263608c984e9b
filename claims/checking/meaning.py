"""Claims, terms and sources: one row per meaning, nothing a part of itself, one name for one source."""

from collections.abc import Iterator

from claims.checking.rules import CHUNK, Broken, Rule
from claims.checking.tables import REMEDIES, RESTORE
from claims.models import Claim


def _other_meaning() -> Iterator[Broken]:
    for claim in Claim.objects.order_by("pk").iterator(chunk_size=CHUNK):
        meaning = Claim.meaning_of(
            kind=claim.kind, scope_id=claim.scope_id, low=claim.low, best=claim.best, high=claim.high,
            bound=claim.bound, unit=claim.unit, polarity=claim.polarity, statement=claim.statement, as_of=claim.as_of,
            claimant_id=claim.claimant_id,
        )  # fmt: skip
        if meaning != claim.meaning:
            yield claim.pk, ""


def _ring(table: str, *, child: str = "id", parent: str = "parent_id") -> str:
    return f"""
        WITH RECURSIVE up(start, at) AS (
            SELECT {child}, {parent} FROM {table} WHERE {parent} IS NOT NULL
            UNION
            SELECT up.start, t.{parent} FROM up JOIN {table} t ON t.{child} = up.at WHERE t.{parent} IS NOT NULL)
        SELECT start, '' FROM up WHERE start = at"""


_RING = "It is a part of itself, directly or through others"

RULES = (
    Rule(
        "claim_meaning_is_its_content", "claim", "Its digest is not that of what it says", RESTORE, _other_meaning
    ),
    Rule("population_no_cycle", "population", _RING, REMEDIES["Population"], _ring("claims_population")),
    Rule("place_no_cycle", "place", _RING, REMEDIES["Place"], _ring("claims_place")),
    Rule(
        "measure_part_no_cycle", "measure", _RING, "Take a component out under Terms.",
        _ring("claims_measurepart", child="part_id", parent="whole_id"),
    ),
    Rule("source_parent_no_cycle", "source", _RING, REMEDIES["Source"], _ring("sources_source")),
    Rule(
        "source_alias_is_nobody_elses_name", "source alias", "It is the name of another source",
        REMEDIES["SourceAlias"],
        """SELECT a.id, a.name || ', source ' || s.id FROM sources_sourcealias a
        JOIN sources_source s ON lower(s.name) = lower(a.name) AND s.id <> a.source_id""",
    ),
    Rule(
        "relation_direction_when_directed", "relation",
        "An update or correction that a person confirmed has no newer side", REMEDIES["Relation"],
        """SELECT id, judged_kind FROM claims_relation
        WHERE judged_kind IN ('updates', 'corrects') AND judged_newer IS NULL""",
    ),
    Rule(
        "finding_is_about_claims", "finding", "It is about no claim", REMEDIES["Finding"],
        """SELECT f.id, '' FROM claims_finding f
        WHERE NOT EXISTS (SELECT 1 FROM claims_findingclaim g WHERE g.finding_id = f.id)""",
    ),
    Rule(
        "finding_evidence_is_there", "finding", "Its evidence points at no place of a text", REMEDIES["Finding"],
        """SELECT DISTINCT f.id, 'mention ' || (place->>'mention') FROM claims_finding f
        CROSS JOIN LATERAL jsonb_array_elements(f.evidence) place
        WHERE NOT EXISTS (
            SELECT 1 FROM claims_mention m JOIN sources_articleversion v ON v.id = m.version_id
            WHERE m.id = (place->>'mention')::bigint
              AND (place->>'start')::int < (place->>'end')::int AND (place->>'end')::int <= length(v.text))""",
    ),
)  # fmt: skip
