"""The pages that are measured, each at addresses spread over the archive: every page that there is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from django.db import models
from django.urls import reverse
from django.utils import timezone

from claims.models import (
    AssessmentRound,
    Claim,
    Comment,
    Finding,
    Measure,
    Mention,
    Place,
    Population,
    Question,
    Relation,
    Utterance,
)
from claims.queries.known.moments import just_before
from config.policies import Role
from sources.models import Article, ImportBatch, ImportItem, Source

OBJECTS = 20  # of each kind, spread over the archive
PERSON = f"bench-{Role.REVIEWER.value}"  # who asks for most of the pages

Addresses = Callable[[], list[str]]


@dataclass(frozen=True, slots=True)
class Measured:
    """A page: who asks for it, and at which addresses. is_piece: asked for by a script, for a part of a page."""

    addresses: Addresses
    role: Role = Role.REVIEWER
    is_piece: bool = False


def spread(model: type[models.Model]) -> list[int]:
    """Return the keys of a few rows, from the oldest to the newest."""
    manager = model._default_manager
    ends = manager.aggregate(low=models.Min("pk"), high=models.Max("pk"))
    if ends["low"] is None:
        return []
    step = max(1, (ends["high"] - ends["low"]) // OBJECTS)
    wanted = range(ends["low"], ends["high"] + 1, step)
    return list(manager.filter(pk__in=list(wanted)).order_by("pk").values_list("pk", flat=True))


def _of(
    name: str, model: type[models.Model], *before: str, query: str = "", role: Role = Role.REVIEWER
) -> Measured:
    """Measure the page of some rows. before: what stands in the address before the key."""
    return Measured(lambda: [reverse(name, args=[*before, pk]) + query for pk in spread(model)], role)


def _one(
    name: str, *arguments: str, query: str = "", role: Role = Role.REVIEWER, is_piece: bool = False
) -> Measured:
    return Measured(lambda: [reverse(name, args=arguments) + query], role, is_piece)


def _known(name: str, model: type[models.Model]) -> Measured:
    """As known a moment ago: a day before would be empty, since the archive was made today."""
    return Measured(lambda: [reverse(name, args=[pk, just_before(timezone.now())]) for pk in spread(model)])


def _changes(name: str, model: type[models.Model]) -> Measured:
    """What changed in the last day."""

    def addresses() -> list[str]:
        now = timezone.now()
        since, until = just_before(now - timedelta(days=1)), just_before(now)
        return [reverse(name, args=[pk, since, until]) for pk in spread(model)]

    return Measured(addresses)


def _items() -> list[str]:
    items = ImportItem.objects.filter(pk__in=spread(ImportItem)).order_by("pk")
    return [reverse("item", args=[item.batch_id, item.pk]) for item in items]


def _asked() -> list[str]:
    """Questions that the benchmark's own person is asked to assess."""
    rounds = AssessmentRound.objects.open().filter(assessors__user__username=PERSON).order_by("pk")
    return [reverse("assessment_hand_in", args=[one.question_id]) for one in rounds]


def _assessed() -> list[str]:
    """Questions of which all assessments are in."""
    rounds = AssessmentRound.objects.open().filter(opened_at__isnull=False).order_by("pk")[:OBJECTS]
    return [reverse("assessment_reconcile", args=[one.question_id]) for one in rounds]


def _own_comments() -> list[str]:
    own = Comment.objects.filter(by__username=PERSON).order_by("pk")[:OBJECTS]
    return [reverse("comment_edit", args=[one.pk]) for one in own]


def _strangers() -> list[str]:
    """Pairs that no rule related: each claim of the spread with the next one."""
    pairs = set(pairwise(spread(Claim)))
    related = Relation.objects.filter(left__in={left for left, _ in pairs}).values_list("left", "right")
    return [
        f"{reverse('claims_compare')}?claim={left}&claim={right}"
        for left, right in sorted(pairs - set(related))
    ]


def _many() -> list[str]:
    return [f"{reverse('claims_compare')}?{'&'.join(f'claim={pk}' for pk in spread(Claim)[:12])}"]


#: By the name of the address, and what is asked of it where that is more than one thing.
PAGES: dict[str, Measured] = {
    "questions": _one("questions"),
    "questions, searched": _one("questions", query="?q=losses"),
    "question": _of("question", Question),
    "question_new": _one("question_new"),
    "question_days": _of("question_days", Question),
    "question_as_known": _known("question_as_known", Question),
    "question_changes": _changes("question_changes", Question),
    "question_changes_days": _of("question_changes_days", Question),
    "question_matrix": _of("question_matrix", Question),
    "question_provenance": _of("question_provenance", Question),
    "question_decide": _of("question_decide", Question),
    "assessments": _of("assessments", Question),
    "assessment_hand_in": Measured(_asked),
    "assessment_reconcile": Measured(_assessed),
    "agreement": _one("agreement"),
    "articles": _one("articles"),
    "articles, searched": _one("articles", query="?q=losses"),
    "article": _of("article", Article),
    "article_days": _of("article_days", Article),
    "article_as_known": _known("article_as_known", Article),
    "article_changes": _changes("article_changes", Article),
    "article_changes_days": _of("article_changes_days", Article),
    "article_readings": _of("article_readings", Article),
    "readings": _one("readings"),
    "mention_new": _of("mention_new", Article),
    "claim": _of("claim", Claim),
    "claim_days": _of("claim_days", Claim),
    "claim_as_known": _known("claim_as_known", Claim),
    "claim_changes": _changes("claim_changes", Claim),
    "claim_changes_days": _of("claim_changes_days", Claim),
    "claim_origins": _of("claim_origins", Claim),
    "claim_grade": _of("claim_grade", Claim),
    "claims_compare": _one("claims_compare"),
    "claims_compare, searched": _one("claims_compare", query="?q=killed"),
    "claims_compare, one claim": Measured(
        lambda: [f"{reverse('claims_compare')}?claim={pk}" for pk in spread(Claim)]
    ),
    "claims_compare, two claims": Measured(_strangers),
    "claims_compare, many claims": Measured(_many),
    "queue": _one("queue"),
    "queue, relations": _one("queue", query="?kind=relation"),
    "queue, of one measure": Measured(
        lambda: [f"{reverse('queue')}?measure={pk}" for pk in spread(Measure)[:OBJECTS]]
    ),
    "queue, of one source": Measured(lambda: [f"{reverse('queue')}?source={pk}" for pk in spread(Source)]),
    "queue_filters": _one("queue_filters"),
    "parked_list": _one("parked_list"),
    "mention_edit": _of("mention_edit", Mention),
    "mention_split": _of("mention_split", Mention),
    "mention_merge": _of("mention_merge", Mention),
    "mention_merge, searched": _of("mention_merge", Mention, query="?words=killed"),
    "mention_provenance": _of("mention_provenance", Mention),
    "mention_utterance": _of("mention_utterance", Mention),
    "utterance": _of("utterance", Utterance),
    "utterance_edit": _of("utterance_edit", Utterance),
    "relation": _of("relation", Relation),
    "relation_days": _of("relation_days", Relation),
    "relation_as_known": _known("relation_as_known", Relation),
    "relation_changes": _changes("relation_changes", Relation),
    "relation_changes_days": _of("relation_changes_days", Relation),
    "findings": _one("findings"),
    "comment_edit": Measured(_own_comments),
    "notices": _one("notices"),
    "terms": _one("terms"),
    "terms, populations searched": _one("terms", query="?kind=population&q=army"),
    "term_names": _one("term_names", "population", query="?q=army", is_piece=True),
    "term_new": _one("term_new", "population"),
    "term_edit": _of("term_edit", Population, "population"),
    "term_edit, places": _of("term_edit", Place, "place"),
    "history": _of("history", Mention, "mention"),
    "history of a question": _of("history", Question, "question"),
    "history of a relation": _of("history", Relation, "relation"),
    "history of a finding": _of("history", Finding, "finding"),
    "sources": _one("sources"),
    "sources, searched": _one("sources", query="?q=army"),
    "source": _of("source", Source),
    "source_days": _of("source_days", Source),
    "source_as_known": _known("source_as_known", Source),
    "source_changes": _changes("source_changes", Source),
    "source_changes_days": _of("source_changes_days", Source),
    "source_names": _one("source_names", query="?q=army", is_piece=True),
    "source_new": _one("source_new"),
    "source_edit": _of("source_edit", Source),
    "source_grade": _of("source_grade", Source),
    "imports": _one("imports", role=Role.ADMIN),
    "batch": _of("batch", ImportBatch, role=Role.ADMIN),
    "item": Measured(_items, Role.ADMIN),
    "people": _one("people", role=Role.ADMIN),
    "password": _one("password"),
}
