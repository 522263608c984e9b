"""Later readings beside what people confirmed: what is the same, what differs, what is new, what is found no more."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import BigIntegerField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Substr

from claims.models import Claim, Decision, ExtractionRun, Mention, Rereading
from claims.queries.excerpts import Excerpt, excerpt_of, with_excerpt
from claims.queries.twins import Compared, compared
from claims.services.rereading import claim_of
from claims.vocabulary import MentionState
from sources.models import ArticleVersion

#: Mentions of each kind shown for one text, as many as the reader shows.
SHOWN = 400


@dataclass(frozen=True, slots=True)
class Difference:
    """
    One confirmed mention with what is read there now. fields: what is known of either reading, old beside new.

    words: the new words, where others are marked than before. decision: None while nobody has decided.
    """

    rereading: Rereading
    mention: Mention
    excerpt: Excerpt
    claim: Claim
    fields: list[Compared]
    words: str
    decision: Decision | None

    @property
    def is_found(self) -> bool:
        return bool(self.rereading.meaning)


@dataclass(frozen=True, slots=True)
class Readings:
    """
    The newest reading of a text against what people confirmed. before: how many programs or teachings read it earlier.

    waiting: differences on which nobody has decided. decided: those with a decision. new: suggestions of this reading.
    agreed: confirmed mentions that it reads the same. run None: nothing has read the text.
    """

    run: ExtractionRun | None
    before: int
    waiting: list[Difference]
    decided: list[Difference]
    new: list[Mention]
    agreed: list[Mention]


def open_rereadings() -> "QuerySet[Rereading]":
    """
    Return the later readings that wait for a person: of the newest run of their text, and not what stands there now.

    What the person had before them when they decided waits no more: a reading that a standing decision kept the
    mention against, or replaced by another one.
    """
    newest = ExtractionRun.objects.filter(version=OuterRef("run__version"), failure="").order_by(
        "-recorded_at", "-pk"
    )
    standing = Decision.objects.standing().filter(mention=OuterRef("mention"))
    kept = standing.filter(rereading__meaning=OuterRef("meaning"))
    same_claim = Claim.objects.filter(meaning=OuterRef(OuterRef("meaning"))).values("pk")
    replaced = standing.annotate(old=Cast(KT("before__claim_id"), BigIntegerField())).filter(
        old__in=same_claim
    )
    return Rereading.objects.filter(
        ~Q(meaning=F("mention__claim__meaning")),
        ~Exists(kept),
        ~Exists(replaced),
        mention__state=MentionState.ACCEPTED,
        run=Subquery(newest.values("pk")[:1]),
    )


def waiting_in(version: ArticleVersion) -> int:
    """Return how many later readings of this text wait. One query."""
    return open_rereadings().filter(run__version=version).count()


def articles_with_differences() -> "QuerySet[ArticleVersion]":
    """Return the texts with later readings that wait, with `waiting`, those with the newest first."""
    waiting = open_rereadings().order_by().values("run__version").annotate(n=Count("pk"), last=F("run"))
    found = waiting.filter(run__version=OuterRef("pk"))
    return (
        ArticleVersion.objects.defer("text")
        .select_related("article__outlet")
        .annotate(waiting=Subquery(found.values("n")[:1]), last=Subquery(found.values("last")[:1]))
        .filter(pk__in=open_rereadings().values("run__version"))
        .order_by("-last", "pk")
    )


def readings_of(version: ArticleVersion) -> Readings:
    """Return what the newest run found in the text, against what people confirmed. A fixed number of queries."""
    runs = list(ExtractionRun.objects.filter(version=version, failure="").order_by("-recorded_at", "-pk"))
    if not runs:
        return Readings(None, 0, [], [], [], [])
    run = runs[0]
    is_open = Exists(open_rereadings().filter(pk=OuterRef("pk")))
    rows = list(
        _with_words(Rereading.objects.filter(run=run))
        .annotate(is_open=is_open)
        .order_by("start", "pk")[:SHOWN]
    )
    decisions = {
        decision.rereading_id: decision
        for decision in Decision.objects.standing().filter(rereading__in=rows).select_related("by")
    }
    mentions = _with_excerpts(row.mention_id for row in rows)
    found = [_difference(row, mentions[row.mention_id], decisions.get(row.pk)) for row in rows]
    return Readings(
        run=run,
        before=len(runs) - 1,
        waiting=[one for one in found if one.rereading.is_open],  # type: ignore[attr-defined]
        decided=[one for one in found if one.decision is not None],
        new=_new(run),
        agreed=_agreed(run, {row.mention_id for row in rows}) if len(runs) > 1 else [],
    )


def difference_of(pk: int) -> Difference:
    """Return one later reading, on which nobody has decided, beside what a person confirmed. Three queries."""
    row = _with_words(Rereading.objects.all()).get(pk=pk)
    return _difference(row, _with_excerpts([row.mention_id])[row.mention_id], None)


def _with_words(rows: "QuerySet[Rereading]") -> "QuerySet[Rereading]":
    """Read with each what it says, and the words that it marks as `exact`."""
    return rows.select_related(
        "run", "scope__measure", "scope__population__parent", "scope__place__parent", "claimant"
    ).annotate(exact=Substr("run__version__text", F("start") + 1, F("end") - F("start")))


def _difference(row: Rereading, mention: Mention, decision: Decision | None) -> Difference:
    claim = claim_of(row)
    moved = (row.start, row.end) != (mention.start, mention.end)
    return Difference(
        rereading=row,
        mention=mention,
        excerpt=excerpt_of(mention),
        claim=claim,
        fields=compared(mention.claim, claim) if row.meaning else [],
        words=row.exact if moved else "",  # type: ignore[attr-defined]
        decision=decision,
    )


def _with_excerpts(ids: Iterable[int]) -> dict[int, Mention]:
    mentions = with_excerpt(Mention.objects.with_chain()).select_related(
        "claim__scope__measure", "claim__scope__population__parent", "claim__scope__place__parent",
        "claim__claimant", "version", "decided_by",
    )  # fmt: skip
    return mentions.in_bulk(list(ids))


def _new(run: ExtractionRun) -> list[Mention]:
    """Return what this run suggested and nobody has decided."""
    suggested = Mention.objects.suggested().filter(
        version=run.version_id, extractor=run.extractor, recorded_at=run.recorded_at
    )
    return list(
        suggested.select_related(
            "claim__scope__measure", "claim__scope__population", "claim__scope__place"
        ).order_by("start", "pk")[:SHOWN]
    )


def _agreed(run: ExtractionRun, differing: set[int]) -> list[Mention]:
    """Return the confirmed mentions of programs that the run reads the same: those that it keeps nothing beside."""
    confirmed = Mention.objects.filter(version=run.version_id, state=MentionState.ACCEPTED)
    found = confirmed.exclude(extractor="").filter(recorded_at__lt=run.recorded_at).exclude(pk__in=differing)
    return list(found.select_related("claim__scope__measure").order_by("start", "pk")[:SHOWN])
