"""
The program that reads texts, loaded once per process, and what people taught it, kept as long as it holds.

A worker lives for days and people teach all the time, so every reading asks first whether anything has
changed: one query over the ends of three histories. Only then the teaching is read, with a second one.
"""

from functools import cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection

from claims.extraction import lexicon, load
from claims.extraction.knowledge import Knowledge, KnownSpeaker, MeasureSense
from claims.vocabulary import SourceKind

if TYPE_CHECKING:
    from claims.extraction.pipeline import Extractor

#: How many of the newest events are looked at. Numbers are given out before they are committed, so the highest
#: number alone would hide what is committed late; no transaction lasts while so many others are written.
_LATEST = 1_000
#: Sources that reading itself suggests teach nothing, so they are counted in steps and not one by one.
_STEP = _LATEST // 2

_VERSION = f"""
    SELECT {
    ", ".join(
        f'''(SELECT (max(pgh_id) / {_STEP})::text || '/' || count(*) FILTER ({taught})
              || '/' || coalesce(max(pgh_id) FILTER ({taught}), 0)
           FROM {table} WHERE pgh_id > (SELECT coalesce(max(pgh_id), 0) - {_LATEST} FROM {table}))'''
        for table, taught in (
            ("sources_sourceevent", "WHERE NOT suggested"),
            ("sources_sourcealiasevent", "WHERE NOT suggested"),
            ("claims_measuresenseevent", "WHERE true"),
        )
    )
}
"""

_TAUGHT = """
    SELECT 'speaker', s.name, s.kind, coalesce(array_agg(a.name ORDER BY a.id) FILTER (WHERE a.id IS NOT NULL), '{}')
      FROM sources_source s LEFT JOIN sources_sourcealias a ON a.source_id = s.id AND NOT a.suggested
     WHERE NOT s.suggested GROUP BY s.id
    UNION ALL
    SELECT 'sense', e.words, m.key, ARRAY[s.name]
      FROM claims_measuresense e JOIN claims_measure m ON m.id = e.measure_id
      LEFT JOIN sources_source s ON s.id = e.speaker_id
     WHERE e.withdrawn_at IS NULL
"""

_kept: tuple[tuple[Any, ...], Knowledge] | None = None


@cache
def extractor() -> "Extractor":
    """Return this process's extractor. Loading takes about a second, so it waits until a text is to be read."""
    return load(settings.COUNTERCLAIM_SPACY_MODEL or None)


def knowledge() -> Knowledge:
    """Return what people taught, as of now. One query; a second one where something has changed."""
    global _kept
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        version = cursor.fetchone()
        if _kept is None or _kept[0] != version:
            cursor.execute(_TAUGHT)
            _kept = version, _from_rows(cursor.fetchall())
    return _kept[1]


def _from_rows(rows: list[tuple[str, str, str, list[str | None]]]) -> Knowledge:
    speakers, senses = [], []
    for what, name, kind, others in rows:
        if what == "speaker":
            names = [other for other in others if other]
            offices = tuple(other for other in names if is_office(other, kind))
            aliases = tuple(other for other in names if other not in offices)
            speakers.append(KnownSpeaker(name, aliases, offices, SourceKind(kind)))
        else:
            senses.append(MeasureSense(name, kind, others[0]))
    return Knowledge(tuple(speakers), tuple(senses))


def is_office(name: str, kind: str) -> bool:
    """
    Tell whether another name of a person describes an office: "the defence minister", "Prime Minister of Halden".

    Such words mean their holder only where a text names no other one. Told by the nouns of offices.
    """
    if kind != SourceKind.PERSON:
        return False
    head = name.split(" of ")[0].casefold().split()
    return head[-1] in lexicon.nouns("leaders") | lexicon.nouns("titles") or name.islower()
