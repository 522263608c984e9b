"""The directory of sources as a tree: owner → outlet, state → force → unit."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower

from sources.models import Source, SourceAlias

#: A page shows at most so many of the sources under its roots; a source's own page shows what is left out.
MOST_BELOW = 1000

BELOW = """
    WITH RECURSIVE below(id, depth) AS (
        SELECT id, 1 FROM sources_source WHERE parent_id = ANY(%s)
        UNION ALL
        SELECT s.id, b.depth + 1 FROM sources_source s JOIN below b ON s.parent_id = b.id
    )
    SELECT s.* FROM below b JOIN sources_source s ON s.id = b.id ORDER BY b.depth, lower(s.name), s.id LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the tree. `depth`: 0 for a root."""

    source: Source
    depth: int


def roots() -> QuerySet[Source]:
    """Return the sources that are part of nothing, by name."""
    return Source.objects.filter(parent=None).order_by(Lower("name"), "pk")


def matching(*, text: str, kind: str, suggested: bool) -> QuerySet[Source]:
    """Return the sources with the words in a name or alias, of the kind, or suggested ones only; by name."""
    found = Source.objects.select_related("parent").order_by(Lower("name"), "pk")
    if text:
        aliases = SourceAlias.objects.filter(source=OuterRef("pk"), name__icontains=text)
        found = found.filter(Q(name__icontains=text) | Exists(aliases))
    if kind:
        found = found.filter(kind=kind)
    return found.suggested() if suggested else found


def behind(rows: QuerySet[Source], key: int) -> QuerySet[Source]:
    """Return the rows, ordered by name, that come after the source of this key."""
    name = Source.objects.filter(pk=key).values_list(Lower("name"), flat=True).first()
    # Names are unique whatever their case, so the name alone is the place, and its index finds it.
    return rows if name is None else rows.alias(name_key=Lower("name")).filter(name_key__gt=name)


def tree_under(found: Iterable[Source]) -> list[Row]:
    """Return these sources, each with all that is part of it under it, by name. One query."""
    tops = list(found)
    children: dict[int, list[Source]] = {}
    for source in Source.objects.raw(BELOW, [[top.pk for top in tops], MOST_BELOW]):
        children.setdefault(source.parent_id or 0, []).append(source)
    rows: list[Row] = []
    waiting = [(top, 0) for top in reversed(tops)]
    while waiting:
        source, depth = waiting.pop()
        rows.append(Row(source, depth))
        waiting += [(child, depth + 1) for child in reversed(children.get(source.pk, []))]
    return rows


def path_to(source: Source) -> list[Source]:
    """Return what the source is a part of, the outermost first. One query."""
    sql = """
        WITH RECURSIVE above(id, parent_id, depth) AS (
            SELECT id, parent_id, 0 FROM sources_source WHERE id = %s
            UNION ALL
            SELECT s.id, s.parent_id, a.depth + 1 FROM sources_source s JOIN above a ON s.id = a.parent_id
        )
        SELECT s.* FROM above a JOIN sources_source s ON s.id = a.id WHERE a.depth > 0 ORDER BY a.depth DESC
    """
    return list(Source.objects.raw(sql, [source.pk]))
