"""A mention in its surroundings: a short stretch of the text, cut out by the database, with the words marked."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import Greatest, Substr
from django.utils.safestring import SafeString

from claims.highlight import Highlight, Mark, marked
from claims.models import Mention
from claims.vocabulary import MentionState

#: Characters shown before and after the clause: a sentence or two.
AROUND = 180

STATE_MARKS = {MentionState.ACCEPTED: Mark.ACCEPTED, MentionState.SUGGESTED: Mark.SUGGESTED}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """
    html: the stretch with clause, words and cues marked. start: its first character, counted in the whole text.
    cut_before, cut_after: the paragraph goes on there.
    """

    html: SafeString
    start: int
    cut_before: bool
    cut_after: bool


def with_excerpt(mentions: "QuerySet[Mention]") -> "QuerySet[Mention]":
    """Add `excerpt_text` and leave the version's whole text where it is."""
    start = Greatest(F("clause_start") - AROUND, 0)
    return mentions.defer("version__text").annotate(
        excerpt_start=start,
        excerpt_text=Substr("version__text", start + 1, F("clause_end") - F("clause_start") + 2 * AROUND),
    )


def load_excerpts(mentions: Iterable[Mention]) -> None:
    """Add the same to mentions that were not read from their table. One query; none without mentions."""
    rows = list(mentions)
    if not rows:
        return
    starts = [max(row.clause_start - AROUND, 0) for row in rows]
    lengths = [row.clause_end - row.clause_start + 2 * AROUND for row in rows]
    sql = """
        SELECT substr(v.text, place.start + 1, place.length)
        FROM unnest(%s::bigint[], %s::int[], %s::int[]) WITH ORDINALITY AS place(version, start, length, number)
        JOIN sources_articleversion v ON v.id = place.version ORDER BY place.number
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [[row.version_id for row in rows], starts, lengths])
        for row, start, (text,) in zip(rows, starts, cursor.fetchall(), strict=True):
            row.excerpt_start, row.excerpt_text = start, text  # type: ignore[attr-defined]


def excerpt_of(mention: Mention) -> Excerpt:
    """Return the excerpt of a mention that was read `with_excerpt`, its attributions loaded."""
    start: int = mention.excerpt_start  # type: ignore[attr-defined]
    text: str = mention.excerpt_text  # type: ignore[attr-defined]
    left, right = _trimmed(text, mention.clause_start - start, mention.clause_end - start)
    spans = [
        Highlight(mention.clause_start - start, mention.clause_end - start, Mark.SENTENCE),
        Highlight(
            mention.start - start, mention.end - start, STATE_MARKS.get(MentionState(mention.state), Mark.CUE)
        ),
        *_cues(mention, start, len(text)),
    ]
    return Excerpt(
        html=marked(
            text, [span for span in spans if 0 <= span.start < span.end <= len(text)], start=left, end=right
        ),
        start=start + left,
        cut_before=start + left > 0 and not text[:left].endswith("\n"),
        cut_after=right < len(text) and not text[right:].startswith("\n"),
    )


def _cues(mention: Mention, start: int, length: int) -> Iterable[Highlight]:
    for hop in mention.attributions.all():
        if (
            hop.cue_start is not None
            and hop.cue_end is not None
            and start <= hop.cue_start < hop.cue_end <= start + length
        ):
            yield Highlight(hop.cue_start - start, hop.cue_end - start, Mark.CUE)


def _trimmed(text: str, clause_start: int, clause_end: int) -> tuple[int, int]:
    """Cut at the paragraph's ends, else between words. Never into the clause."""
    before, after = text[:clause_start], text[clause_end:]
    line = before.rfind("\n") + 1
    left = line or (before.find(" ") + 1 if clause_start >= AROUND else 0)
    line_end = after.find("\n")
    if line_end < 0:
        line_end = len(after) if len(after) < AROUND else max(after.rfind(" "), 0)
    return left, clause_end + line_end
