"""The rows of one dispute: articles and versions, claims and mentions with their chains, relations, a question."""

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from django.contrib.auth.models import User
from psycopg.types.range import DateRange

from claims.archive_generator.disputes import Dispute, Said, Written
from claims.archive_generator.import_rows import ImportRows
from claims.archive_generator.tables import Table
from claims.archive_generator.world import Named
from claims.comparison.judge import judge
from claims.comparison.readings import Reading, Window
from claims.models import (
    Attribution,
    Claim,
    ExtractionRun,
    Mention,
    Question,
    QuestionClaim,
    Relation,
    Scope,
)
from claims.vocabulary import (
    Gathering,
    Manner,
    MentionState,
    Polarity,
    Precision,
    RelationKind,
    RelationState,
    Role,
    SpeechAct,
)
from sources.models import Article, ArticleVersion

EXTRACTOR = "generated/1"
RULE = "generated/1"
CONTEXT = 32  # characters kept around a mention, as recording keeps them

#: Articles that an agency carries to another outlet, and those that get a corrected version.
REPRINTED, CORRECTED = 0.3, 0.03
#: How many earlier claims of the same measure a claim is compared with.
LOOK_BACK = 2
#: Claims gathered under a dispute's question, as many as a reviewer reads.
GATHERED = 20

_MENTION_STATES = ((MentionState.ACCEPTED, MentionState.REJECTED, MentionState.SUGGESTED), (65, 5, 30))
_RELATION_STATES = (
    (RelationState.CONFIRMED, RelationState.REJECTED, RelationState.UNSURE, RelationState.SUGGESTED),
    (25, 8, 4, 63),
)


class DisputeRows:
    """Adds the rows. The claims, scopes and relations of a dispute touch no other one."""

    def __init__(
        self,
        dispute: Dispute,
        tables: Mapping[Any, Table],
        random: Random,
        measures: Mapping[str, int],
        by: User,
        imports: ImportRows,
    ) -> None:
        self.dispute, self.tables, self.random, self.measures, self.by = dispute, tables, random, measures, by
        self.imports = imports
        self.scopes: dict[tuple[Any, ...], int] = {}
        self.claims: dict[str, int] = {}
        self.readings: dict[str, list[tuple[int, Reading]]] = defaultdict(list)  # by measure
        self.related: set[tuple[int, int]] = set()

    def add(
        self, articles: Sequence[Written], outlets: Sequence[Named], agencies: Sequence[Named], *, most: int
    ) -> int:
        """Add the articles with everything in them, until there are `most` claims; return how many there are."""
        for article in articles:
            said = article.said[: most - len(self.claims)]  # new claims or known ones: never more than these
            if not said:
                break
            claims = [self._claim(one, article.day) for one in said]
            self._relate(list(dict.fromkeys(claims)))
            carried = list(zip(said, claims, strict=True))
            self._publish(article, carried, self.random.choice(outlets), None)
            if self.random.random() < REPRINTED:
                self._publish(article, carried, self.random.choice(outlets), self.random.choice(agencies))
        self._question()
        return len(self.claims)

    def _publish(
        self, article: Written, carried: list[tuple[Said, int]], outlet: Named, agency: Named | None
    ) -> None:
        at = _evening(article.day)
        articles = self.tables[Article]
        url = f"https://{outlet.name.casefold().replace(' ', '-')}.example/{articles.next_id}"
        id = articles.add(
            outlet_id=outlet.id, url=url, title=article.title, published_on=article.day, created_at=at
        )
        texts = [article.text]
        if self.random.random() < CORRECTED:
            texts.append(f"{article.text}\nCorrection: an earlier version misspelt the name of a street.")
        previous = None
        for number, text in enumerate(texts, start=1):
            sha256 = hashlib.sha256(text.encode()).hexdigest()
            previous = self.tables[ArticleVersion].add(
                article_id=id, number=number, previous_id=previous, text=text, language="en", sha256=sha256,
                title=article.title, published_on=article.day, recorded_at=at,
            )  # fmt: skip
            self.imports.add(
                version=previous, sha256=sha256, url=url, outlet=outlet.name, title=article.title, text=text,
                day=article.day, at=at, changed=number > 1,
            )  # fmt: skip
            self.tables[ExtractionRun].add(version_id=previous, extractor=EXTRACTOR, recorded_at=at)
            for said, claim in carried:
                self._mention(previous, text, said, claim, (outlet, agency), at)

    def _claim(self, said: Said, day: date) -> int:
        """Return the id of the claim that this says; equal meanings are one row."""
        kind, figure = said.kind, said.figure
        counts_from_beginning = kind.measure == "duration" or not kind.running
        period = (
            DateRange(self.dispute.begins if kind.running else day, None) if counts_from_beginning else None
        )
        as_of = None if counts_from_beginning else DateRange(day, day + timedelta(days=1))
        values: dict[str, Any] = {
            "kind": kind.kind.value,
            "scope_id": self._scope(said, period),
            "low": figure.low, "best": figure.best, "high": figure.high,
            "bound": figure.bound.value, "unit": kind.unit, "polarity": Polarity.AFFIRMED.value,
            "statement": "", "as_of": as_of, "claimant_id": said.speaker.id,
        }  # fmt: skip
        meaning = Claim.meaning_of(**values)
        if meaning in self.claims:
            return self.claims[meaning]
        precision = as_of and Precision.DAY.value
        id = self.tables[Claim].add(
            **values, meaning=meaning, as_of_precision=precision, recorded_at=_evening(day)
        )
        self.claims[meaning] = id
        self.readings[kind.measure].append((id, self._reading(id, said, day, counts_from_beginning)))
        return id

    def _scope(self, said: Said, period: DateRange | None) -> int:
        population = said.population and said.population.id
        key = (said.kind.measure, population, period and period.lower)
        if key not in self.scopes:
            self.scopes[key] = self.tables[Scope].add(
                measure_id=self.measures[said.kind.measure], population_id=population,
                place_id=self.dispute.town.id, period=period, period_precision=period and Precision.DAY.value,
            )  # fmt: skip
        return self.scopes[key]

    def _reading(self, id: int, said: Said, day: date, has_period: bool) -> Reading:
        begins = self.dispute.begins if said.kind.running else day
        return Reading(
            key=str(id), kind=said.kind.kind, measure=said.kind.measure, place=self.dispute.town.name,
            population=said.population.name if said.population else None,
            period=Window(begins, None) if has_period else None, as_of=None if has_period else Window(day, day),
            low=said.figure.low, best=said.figure.best, high=said.figure.high, bound=said.figure.bound,
            unit=said.kind.unit, claimant=said.speaker.name, published=day, words=said.figure.words,
        )  # fmt: skip

    def _mention(
        self,
        version: int,
        text: str,
        said: Said,
        claim: int,
        carriers: tuple[Named, Named | None],
        at: datetime,
    ) -> None:
        told = said.told
        state = self.random.choices(*_MENTION_STATES)[0]
        decided = state is not MentionState.SUGGESTED
        mention = self.tables[Mention].add(
            version_id=version, claim_id=claim, start=told.start, end=told.end, exact=text[told.start : told.end],
            prefix=text[max(0, told.start - CONTEXT) : told.start], suffix=text[told.end : told.end + CONTEXT],
            clause_start=told.clause_start, clause_end=told.clause_end, extractor=EXTRACTOR,
            score=round(self.random.uniform(0.4, 0.99), 3), state=state.value, recorded_at=at,
            decided_by_id=self.by.pk if decided else None, decided_at=at + timedelta(hours=2) if decided else None,
            reason="The sentence counts something else." if state is MentionState.REJECTED else "",
        )  # fmt: skip
        outlet, agency = carriers
        hops: list[tuple[Named, Role, SpeechAct]] = [(outlet, Role.PUBLISHER, SpeechAct.REPORT)]
        if agency is not None:
            hops.append((agency, Role.RELAYER, SpeechAct.REPORT))
        hops.append((said.speaker, Role.ORIGINATOR, said.act))
        for hop, (source, role, act) in enumerate(hops):
            last = hop == len(hops) - 1
            self.tables[Attribution].add(
                mention_id=mention, hop=hop, source_id=source.id, printed_name=source.name if last else "",
                role=role.value, act=act.value, manner=Manner.PARAPHRASE.value,
                cue=text[told.cue_start : told.cue_end] if last else "",
                cue_start=told.cue_start if last else None, cue_end=told.cue_end if last else None,
            )  # fmt: skip

    def _relate(self, claims: list[int]) -> None:
        """Judge the newest claims against the ones before them, within the article and of the same measure."""
        for number in claims:
            for readings in self.readings.values():
                for place, (id, reading) in enumerate(readings):
                    if id == number:
                        for other, earlier in readings[max(0, place - LOOK_BACK) : place]:
                            self._relation(other, earlier, id, reading, side_by_side=other in claims)

    def _relation(self, left: int, ours: Reading, right: int, theirs: Reading, *, side_by_side: bool) -> None:
        if (left, right) in self.related:
            return
        self.related.add((left, right))
        verdict = judge(ours, theirs, self.dispute.containment, side_by_side=side_by_side)
        if verdict.relation is RelationKind.UNRELATED:
            return
        state = self.random.choices(*_RELATION_STATES)[0]
        at = _evening(theirs.published or self.dispute.begins)
        judged = state is not RelationState.SUGGESTED
        confirmed = state is RelationState.CONFIRMED
        self.tables[Relation].add(
            left_id=left, right_id=right, kind=verdict.relation.value, newer=verdict.newer,
            comparability=verdict.comparability.value, axes={a.value: v.value for a, v in verdict.axes.items()},
            reasons=list(verdict.reasons), score=verdict.score, rule=RULE, recorded_at=at, state=state.value,
            judged_kind=verdict.relation.value if confirmed else None,
            judged_newer=verdict.newer if confirmed else None,
            judged_by_id=self.by.pk if judged else None, judged_at=at + timedelta(hours=3) if judged else None,
        )  # fmt: skip

    def _question(self) -> None:
        dispute, killed = self.dispute, self.readings.get("killed", [])
        if not killed:
            return
        key = ("killed", dispute.unit.id, None)
        if key not in self.scopes:
            self.scopes[key] = self.tables[Scope].add(
                measure_id=self.measures["killed"], population_id=dispute.unit.id, place_id=dispute.town.id
            )
        at = _evening(killed[-1][1].published or dispute.begins)
        question = self.tables[Question].add(
            text=f"How many soldiers of the {dispute.unit.name} were killed near {dispute.town.name}?",
            scope_id=self.scopes[key], created_by_id=self.by.pk, created_at=at, changed_at=at,
        )  # fmt: skip
        gathered = [
            id for measure in ("killed", "casualties", "losses") for id, _ in self.readings.get(measure, [])
        ]
        for id in gathered[:GATHERED]:
            kept = self.random.random() < 0.6
            self.tables[QuestionClaim].add(
                question_id=question, claim_id=id, at=at, by_id=self.by.pk if kept else None,
                state=(Gathering.KEPT if kept else Gathering.SUGGESTED).value,
            )  # fmt: skip


def _evening(day: date) -> datetime:
    """Return the moment at which all of a day's news is taken to be recorded."""
    return datetime.combine(day, time(18), UTC)
