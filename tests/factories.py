"""The smallest valid objects. A test states only what it is about; everything else comes from here."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from django.contrib.auth.models import User
from django.db.backends.postgresql.psycopg_any import DateRange

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
    Rereading,
    Scope,
    Utterance,
)  # fmt: skip
from claims.services.claims_seen import claims_now, written
from claims.services.deciding import standing_of
from claims.services.rereading import to_row
from claims.services.scoping import ClaimValue, ScopeValue, record_claims, record_scopes
from claims.vocabulary import (
    Bound,
    ClaimKind,
    Comparability,
    Gathering,
    Manner,
    RelationKind,
    Role,
    SpeechAct,
)
from sources.models import Article, ArticleVersion, Source, text_key, text_sha256

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
TEXT = "Officials said nine soldiers were killed."
_numbers = count(1)


def days(first: str | None, last: str | None) -> DateRange:
    """Return the stored range of an inclusive period given as ISO days; None is an open end."""
    after = None if last is None else date.fromordinal(date.fromisoformat(last).toordinal() + 1)
    return DateRange(first and date.fromisoformat(first), after)


def person(name: str = "somebody") -> User:
    return User.objects.get_or_create(username=name)[0]


def source(name: str = "", **fields: Any) -> Source:
    """The source of this name, or a new one."""
    fields = {"kind": "organisation", **fields}
    if not name:
        return Source.objects.create(name=f"Source {next(_numbers)}", **fields)
    return Source.objects.get_or_create(name=name, defaults=fields)[0]


def version(text: str = TEXT, *, outlet: Source | None = None, **fields: Any) -> ArticleVersion:
    """An article with one version; every call is another article."""
    outlet = outlet or source(kind="outlet")
    article = Article.objects.create(outlet=outlet, text_key=text_key(outlet=outlet.name, text=text))
    return ArticleVersion.objects.create(
        article=article, number=1, text=text, sha256=text_sha256(text), **{"title": "An article", **fields}
    )


def measure(key: str = "killed", **fields: Any) -> Measure:
    return Measure.objects.get_or_create(
        key=key, defaults={"label": key, "family": "casualties", **fields}
    )[0]  # fmt: skip


def population(name: str = "soldiers", **fields: Any) -> Population:
    return Population.objects.get_or_create(name=name, defaults=fields)[0]


def place(name: str = "Kursk Oblast", **fields: Any) -> Place:
    return Place.objects.get_or_create(name=name, defaults=fields)[0]


def scope_value(**fields: Any) -> ScopeValue:
    """Killed soldiers in Kursk Oblast in 2025, unless said otherwise; None is unknown."""
    period = fields.pop("period", days("2025-01-01", "2025-12-31"))
    makers: dict[str, Callable[[], Any]] = {"measure": measure, "population": population, "place": place}
    rows = {f"{axis}_id": fields.pop(axis) if axis in fields else make() for axis, make in makers.items()}
    return ScopeValue(
        **{key: row and row.pk for key, row in rows.items()},
        period=period,
        period_precision=None if period is None else "day",
        **fields,
    )


def scope(**fields: Any) -> Scope:
    value = scope_value(**fields)
    return record_scopes([value])[value.key]


def claim(figure: int | None = 9, **fields: Any) -> Claim:
    """An exact count of killed soldiers; the scope's fields go through `scope_value`."""
    number = None if figure is None else Decimal(figure)
    scope_fields = {
        key: fields.pop(key) for key in ("measure", "population", "place", "period", "basis") if key in fields
    }
    value = ClaimValue(
        **{
            "kind": ClaimKind.QUANTITY,
            "scope": scope_value(**scope_fields),
            "low": number,
            "best": number,
            "high": number,
            "bound": Bound.EXACT,
            "unit": "person",
            **fields,
        }
    )
    return record_claims([value], now=NOW)[value]


def mention(of: Claim | None = None, *, words: str = "nine soldiers", **fields: Any) -> Mention:
    """A suggested mention of the claim, with a chain that is only the publisher."""
    where = fields.pop("version", None) or version()
    start = where.text.index(words)
    row = Mention.objects.create(
        **{
            "version": where,
            "claim": of or claim(),
            "start": start,
            "end": start + len(words),
            "exact": words,
            "clause_start": start,
            "clause_end": start + len(words),
            "extractor": "test/1",
            "score": Decimal("0.8"),
            "recorded_at": NOW,
            **fields,
        }
    )
    Attribution.objects.create(
        mention=row,
        hop=0,
        source=where.article.outlet,
        role=Role.PUBLISHER,
        act=SpeechAct.REPORT,
        manner=Manner.PARAPHRASE,
    )
    return row


def rereading(of: Claim | None = None, **fields: Any) -> Rereading:
    """A later reading of a confirmed mention, by the program "test/2"; without a claim, it finds nothing there."""
    row = fields.pop("mention", None) or mention(state="accepted", decided_by=person(), decided_at=NOW)
    run = fields.pop("run", None) or ExtractionRun.objects.create(
        version=row.version, extractor="test/2", recorded_at=NOW + timedelta(days=1)
    )
    if of is not None:
        fields = {
            "meaning": of.meaning,
            "scope": of.scope,
            "claimant": of.claimant,
            "value": to_row(ClaimValue.of(of)),
            **fields,
        }
    return Rereading.objects.create(
        **{"mention": row, "run": run, "start": row.start, "end": row.end, **fields}
    )


def relation(one: Claim | None = None, other: Claim | None = None, **fields: Any) -> Relation:
    """A suggested contradiction of two comparable claims."""
    left, right = sorted((one or claim(9), other or claim(12)), key=lambda row: row.pk)
    return Relation.objects.create(
        **{
            "left": left,
            "right": right,
            "kind": RelationKind.CONTRADICTS,
            "comparability": Comparability.COMPARABLE,
            "axes": {
                "measure": "same",
                "population": "same",
                "place": "same",
                "period": "same",
                "basis": "same",
            },
            "reasons": ["contradicts: the same is counted"],
            "score": Decimal("0.7"),
            "rule": "test/1",
            "recorded_at": NOW,
            **fields,
        }
    )


def question(text: str = "", **scope_fields: Any) -> Question:
    return Question.objects.create(
        text=text or f"How many soldiers were killed? ({next(_numbers)})",
        scope=scope(**scope_fields),
        created_at=NOW,
        changed_at=NOW,
    )


def marks(of: Question) -> dict[str, str]:
    """What a form about a question carries of how it, and the claims under it, stand now."""
    return {"seen": standing_of(of).seen, "claims_seen": written(claims_now(of))}


def gather(
    under: Question, of: Claim, *, state: str = Gathering.SUGGESTED, by: User | None = None
) -> QuestionClaim:
    """Put a claim under a question, as the rule does; a state other than suggested has a person."""
    by = by or (None if state == Gathering.SUGGESTED else person())
    return QuestionClaim.objects.create(question=under, claim=of, state=state, by=by, at=NOW)


def origin(of: Mention, who: Source | None, **fields: Any) -> Attribution:
    """Put one hop behind the publisher: the one who says it."""
    values = {
        "role": Role.ORIGINATOR,
        "act": SpeechAct.ASSERT,
        "manner": Manner.PARAPHRASE,
        "cue": "said",
        **fields,
    }
    return Attribution.objects.create(mention=of, hop=of.attributions.count(), source=who, **values)


def utterance(speaker: Source | None = None, day: str = "2025-12-12", **fields: Any) -> Utterance:
    """What somebody said on a day at a ceremony."""
    return Utterance.objects.create(
        **{
            "speaker": speaker or source(),
            "said_on": days(day, day),
            "said_on_precision": "day",
            "venue": "a ceremony",
            "recorded_by": person(),
            "recorded_at": NOW,
            **fields,
        }
    )
