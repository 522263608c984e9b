"""Puts the invented archive together, dispute by dispute, and writes it."""

from collections.abc import Callable, Sequence
from random import Random

import pgtrigger
from django.contrib.auth.models import User

from claims.archive_generator.dispute_rows import DisputeRows
from claims.archive_generator.disputes import open_dispute
from claims.archive_generator.import_rows import ImportRows
from claims.archive_generator.names import Names
from claims.archive_generator.review import review
from claims.archive_generator.tables import Table, check_rows, settle
from claims.archive_generator.world import build_world
from claims.models import (
    Attribution,
    Claim,
    ExtractionRun,
    Measure,
    Mention,
    Place,
    Population,
    Question,
    QuestionClaim,
    Relation,
    Scope,
)
from claims.services import terms
from sources.models import Article, ArticleVersion, ImportBatch, ImportItem, Source

#: Claims written in one go: bounds the memory of a large archive.
WRITE_EVERY = 5_000

#: In the order in which the tables need each other.
TABLES = (
    Source, Place, Population, Article, ArticleVersion, ExtractionRun, Scope, Claim, Mention, Attribution,
    Question, QuestionClaim, Relation, ImportBatch, ImportItem,
)  # fmt: skip


def generate(
    *, claims: int, seed: int, people: Sequence[User], progress: Callable[[int], None] = lambda made: None
) -> dict[str, int]:
    """
    Make an archive of so many claims and write it; return the number of rows of each table.

    people: three reviewers and an adjudicator; the first decides on mentions and relations. The caller holds the
    transaction.
    """
    by = people[0]
    random = Random(seed)
    tables = {model: Table(model) for model in TABLES}
    terms.load_lexicon()
    lattice = terms.containment_of(populations=(), places=())
    measures = dict(Measure.objects.values_list("key", "pk"))
    source, population, place = (tables[model].add for model in (Source, Population, Place))
    names = Names(random)
    world = build_world(random, names, claims=claims, source=source, population=population, place=place)
    imports = ImportRows(tables, by.pk)
    made, written, number, chunks = 0, 0, 0, 0
    # These two ask the database once per row; `check_rows` asks the same of all rows at once.
    with pgtrigger.ignore(
        "claims.Mention:mention_exact_is_slice", "claims.Attribution:attribution_hops_without_gaps"
    ):
        while made < claims:
            number += 1
            dispute = open_dispute(
                random, names, world, number, population=population, place=place, lattice=lattice
            )
            rows = DisputeRows(dispute, tables, random, measures, by, imports)
            articles = list(dispute.articles(random, world))
            made += rows.add(articles, world.outlets, world.agencies, most=claims - made)
            if made - written >= WRITE_EVERY or made == claims:
                for table in tables.values():
                    table.write()
                chunks += 1
                settle(has_doubled=chunks & (chunks - 1) == 0)
                written = made
                progress(made)
    check_rows()
    for table in tables.values():
        table.move_sequence()
    by_table = {model._meta.db_table: table.written for model, table in tables.items()}
    return by_table | review(seed=seed, people=people)
