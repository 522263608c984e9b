"""Terms from names: find or make measures, populations and places; say what is part of what."""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import TypeVar

from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.db.models.functions import Lower

from claims.comparison.readings import Containment
from claims.extraction import lexicon
from claims.models import Measure, MeasurePart, Place, Population, Term

Wanted = Mapping[str, tuple[str, ...]]

#: A closure larger than this is cut: the candidates of one claim come from a bounded set of scopes.
CLOSURE_LIMIT = 2_000


def load_lexicon() -> None:
    """Add the measures of the extraction's lattice that are not recorded yet. Changes no row that exists."""
    entries = lexicon.measures().values()
    Measure.objects.bulk_create(
        [
            Measure(
                key=entry.key, label=entry.label, family=entry.family, ambiguous=entry.ambiguous,
                definition=entry.source,
            )
            for entry in entries
        ],
        ignore_conflicts=True,
    )  # fmt: skip
    rows = Measure.objects.in_bulk(field_name="key")
    MeasurePart.objects.bulk_create(
        [
            MeasurePart(whole=rows[entry.key], part=rows[part], certain=certain)
            for entry in entries
            for part, certain in entry.parts.items()
        ],
        ignore_conflicts=True,
    )


def measures_by_key() -> dict[str, Measure]:
    """Return every measure by its key; adds those of the lattice that are missing. One query when none is."""
    rows = Measure.objects.in_bulk(field_name="key")
    if lexicon.measures().keys() - rows.keys():
        load_lexicon()
        rows = Measure.objects.in_bulk(field_name="key")
    return rows


T = TypeVar("T", bound=Term)


def find_or_suggest(model: type[T], wanted: Wanted) -> dict[str, T]:
    """
    Return the row of each name in `wanted`, by that name; make the missing ones, marked `suggested`.

    wanted: name -> what the text says it is part of, nearest first. A parent is only ever set on a row that
    no person has confirmed and that has none. Two queries where all names are known.
    """
    names = list(
        dict.fromkeys(name for key, wholes in wanted.items() for name in (key, *wholes) if name.strip())
    )
    if not names:
        return {}
    rows = _by_name(model, names)
    missing = {name.lower(): name for name in names if name not in rows}
    if missing:
        model._default_manager.bulk_create(
            [model(name=name, suggested=True) for name in missing.values()], ignore_conflicts=True
        )
        rows = _by_name(model, names)
    for name, wholes in wanted.items():
        chain = [rows[part] for part in (name, *wholes) if part in rows]
        for part, whole in pairwise(chain):
            if part.suggested and part.parent_id is None and whole.pk != part.pk:
                _set_parent(model, part, whole)
    return rows


def _by_name(model: type[T], names: list[str]) -> dict[str, T]:
    lowered, folded = {n.lower() for n in names}, [n.casefold() for n in names]
    matching = Q(key__in=lowered) | Q(aliases__overlap=folded)
    found = list(model._default_manager.alias(key=Lower("name")).filter(matching).order_by("pk"))
    known: dict[str, T] = {}
    for row in found:
        for alias in row.aliases:
            known.setdefault(alias.casefold(), row)
    for row in found:
        known[row.name.casefold()] = row
    return {name: known[name.casefold()] for name in names if name.casefold() in known}


def _set_parent(model: type[T], part: T, whole: T) -> None:
    try:
        with transaction.atomic():
            changed = model._default_manager.filter(pk=part.pk, parent=None, suggested=True).update(
                parent=whole
            )
    except IntegrityError as error:
        if constraint_of(error) not in {"population_no_cycle", "place_no_cycle"}:
            raise
        return  # the recorded terms already say the opposite; a person's word stands
    if changed:
        part.parent_id = whole.pk


def constraint_of(error: IntegrityError) -> str | None:
    """Return the name of the constraint that refused the row."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)


def _parts(table: str) -> str:
    """What each row of `down` holds, looked up row by row: else the planner reads the whole table at each level."""
    return f"LATERAL (SELECT id FROM {table} WHERE parent_id = down.id OFFSET 0) t"


def closures(model: type[Population] | type[Place], ids: Iterable[int]) -> dict[int, list[int]]:
    """Return, for each id, itself with everything that holds it and everything it holds. One query."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    table = model._meta.db_table
    sql = f"""
        WITH RECURSIVE up(root, id, parent_id) AS (
            SELECT id, id, parent_id FROM {table} WHERE id = ANY(%s)
            UNION SELECT up.root, t.id, t.parent_id FROM up JOIN {table} t ON t.id = up.parent_id
        ), down(root, id) AS (
            SELECT id, id FROM {table} WHERE id = ANY(%s)
            UNION SELECT down.root, t.id FROM down, {_parts(table)}
        )
        SELECT root, id FROM up UNION SELECT root, id FROM (SELECT root, id FROM down LIMIT %s) bounded
    """
    found: dict[int, list[int]] = {pk: [] for pk in wanted}
    with connection.cursor() as cursor:
        cursor.execute(sql, [wanted, wanted, CLOSURE_LIMIT])
        for root, pk in cursor.fetchall():
            found[root].append(pk)
    return found


def parts_of(kind: str, term: int) -> list[int]:
    """Return a population ("population") or place ("place") with everything that it holds, by id. One query."""
    table = {"population": Population, "place": Place}[kind]._meta.db_table
    sql = f"""
        WITH RECURSIVE down(id) AS (
            SELECT %s::bigint UNION SELECT t.id FROM down, {_parts(table)}
        )
        SELECT id FROM down LIMIT %s
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [term, CLOSURE_LIMIT])
        return [pk for (pk,) in cursor.fetchall()]


def containment_of(*, populations: Iterable[int], places: Iterable[int]) -> Containment:
    """Return what the comparison needs to know of these terms: all that holds them, and the measures. Two queries."""
    parts: dict[str, dict[str, bool]] = {}
    families: dict[str, str] = {}
    open_words = set()
    rows = Measure.objects.values_list("key", "family", "ambiguous", "parts__part__key", "parts__certain")
    for key, family, ambiguous, part, certain in rows:
        families[key] = family
        if ambiguous:
            open_words.add(key)
        if part is not None:
            parts.setdefault(key, {})[part] = certain
    wholes = _wholes({Population: populations, Place: places})
    return Containment(
        measure_parts=parts,
        ambiguous=frozenset(open_words),
        population_wholes=wholes[Population],
        place_wholes=wholes[Place],
        measure_family=families,
    )


def _wholes(terms: Mapping[type[Term], Iterable[int]]) -> dict[type[Term], dict[str, tuple[str, ...]]]:
    """Return what holds the terms of each table (ids), by name, upwards to the whole of all. One query."""
    found: dict[type[Term], dict[str, tuple[str, ...]]] = {model: {} for model in terms}
    wanted = {model: ids for model, some in terms.items() if (ids := sorted(set(some)))}
    if not wanted:
        return found
    names = {model._meta.db_table: model for model in wanted}
    ups = [
        f"""up_{table}(id, name, parent_id) AS (
            SELECT id, name, parent_id FROM {table} WHERE id = ANY(%s)
            UNION SELECT t.id, t.name, t.parent_id FROM up_{table} u JOIN {table} t ON t.id = u.parent_id)"""
        for table in names
    ]
    read = [
        f"""SELECT '{table}', part.name, whole.name
            FROM up_{table} part JOIN up_{table} whole ON whole.id = part.parent_id"""
        for table in names
    ]
    with connection.cursor() as cursor:
        cursor.execute(f"WITH RECURSIVE {', '.join(ups)} {' UNION ALL '.join(read)}", list(wanted.values()))
        rows: list[tuple[str, str, str]] = cursor.fetchall()
    for table, part, whole in rows:
        found[names[table]][part] = (whole,)
    return found
