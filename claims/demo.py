"""
The demo archive of `fixtures/demo/`, loaded through the services that people use: sources, terms, articles,
questions, and what a reviewer and an adjudicator said of some of it.

All data is in the JSON files there. A step that is done already is passed over, so that a broken load goes on.
"""

import datetime
import json
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pghistory
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims.models import Claim, Measure, Mention, Place, Population, Question, QuestionClaim, Relation
from claims.services import asking, deciding, judging, terms, triage
from claims.services.scoping import ClaimValue, ScopeValue
from claims.vocabulary import (
    Confidence,
    Likelihood,
    MentionState,
    QuestionOutcome,
    RelationKind,
    RelationState,
)
from config.policies import Role
from sources.acquisition.files import split_bytes
from sources.importing.batches import Incoming, create_batch, new_budget
from sources.importing.planning import plan_batch
from sources.importing.running import run_batch, start_batch
from sources.models import ImportBatch, ImportItem, Source, SourceAlias

FOLDER = Path(settings.BASE_DIR) / "fixtures" / "demo"


def read_fixture(name: str) -> Any:
    """Return the content of a JSON file of the archive."""
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def load_demo() -> list[str]:
    """
    Load what is not there yet. Return what was named in the data and not found in the texts; [] is right.

    The last batch is made last: where it is, nothing is done, and nothing that people changed is touched.
    """
    batches = read_fixture("manifest.json")["batches"]
    if ImportBatch.objects.filter(label=batches[-1]["label"]).exists():
        return []
    people = {person.username: person for person in User.objects.filter(username__in=list(Role))}
    admin, reviewer = people.get(Role.ADMIN), people.get(Role.REVIEWER)
    not_found: list[str] = []
    with _acting(admin):
        terms.load_lexicon()
        _load_sources()
        _load_terms()
        _load_batches([batch for batch in batches if batch["run"]], by=admin)
    with _acting(reviewer):
        if reviewer is not None:
            not_found += _triage(reviewer)
        not_found += _ask_questions(by=reviewer)
        if reviewer is not None:
            not_found += _judge_pairs(reviewer)
    adjudicator = people.get(Role.ADJUDICATOR)
    if reviewer is not None and adjudicator is not None:
        _settle(reviewer, adjudicator)
    with _acting(admin):
        _load_batches([batch for batch in batches if not batch["run"]], by=admin)
    return not_found


def _acting(person: User | None) -> pghistory.context:
    """Note this person in the history; one after the other, as a context within another one takes over all of it."""
    return pghistory.context(user=person and person.pk, note="demo archive")


@transaction.atomic
def _load_sources() -> None:
    known = {source.name: source for source in Source.objects.all()}
    for entry in read_fixture("sources.json"):
        name = entry["name"]
        if name in known:
            continue
        known[name] = Source.objects.create(
            name=name,
            kind=entry["kind"],
            parent=known[entry["parent"]] if "parent" in entry else None,
            side=entry.get("side", ""),
            note=entry.get("note", ""),
        )
        SourceAlias.objects.bulk_create(
            SourceAlias(source=known[name], name=alias) for alias in entry.get("aliases", [])
        )


@transaction.atomic
def _load_terms() -> None:
    data = read_fixture("terms.json")
    for model, entries in ((Population, data["populations"]), (Place, data["places"])):
        known = {term.name: term for term in model._default_manager.all()}
        for entry in entries:
            if entry["name"] in known:
                continue
            fields: dict[str, Any] = {"side": entry["side"]} if "side" in entry else {}
            if "parent" in entry:
                fields["parent"] = known[entry["parent"]]
            known[entry["name"]] = model._default_manager.create(
                name=entry["name"],
                aliases=[alias.casefold() for alias in entry.get("aliases", [])],
                **fields,
            )


def _load_batches(entries: list[dict[str, Any]], *, by: User | None) -> None:
    """Bring the batches in here, without a worker; one that is not to be run stays at its dry run."""
    for entry in entries:
        batch = ImportBatch.objects.filter(label=entry["label"]).first()
        if batch is None:
            batch = create_batch(_incoming(entry["files"]), label=entry["label"], by=by, now=timezone.now())
        if batch.started_at is None:
            plan_batch(batch.pk)
            if entry["run"]:
                start_batch(batch.pk, now=timezone.now(), in_worker=False)
        if entry["run"]:
            run_batch(batch.pk, clock=timezone.now)


def _incoming(files: list[dict[str, str]]) -> Iterator[Incoming]:
    budget = new_budget()
    for entry in files:
        name, published = entry["file"], entry.get("published")
        for raw in split_bytes(name, (FOLDER / name).read_bytes(), budget=budget):
            yield Incoming(
                raw,
                title=entry.get("title", ""),
                url=entry.get("url", ""),
                outlet=entry.get("outlet", ""),
                published_on=datetime.date.fromisoformat(published) if published else None,
            )


def find_mention(place: dict[str, str]) -> Mention | None:
    """
    Return the mention of {"article": item name, "exact": words in it}, the first of several.

    `measure` (key) and `source` (name of the claimant) narrow it down where the place has them.
    """
    version = ImportItem.objects.filter(name=place["article"], version__isnull=False).values("version")
    found = Mention.objects.filter(version__in=version, exact__contains=place["exact"])
    if "measure" in place:
        found = found.filter(claim__scope__measure__key=place["measure"])
    if "source" in place:
        found = found.filter(claim__claimant__name=place["source"])
    return found.with_reading().order_by("start", "pk").first()


def _ask_questions(*, by: User | None) -> list[str]:
    not_found = []
    for entry in read_fixture("questions.json"):
        if Question.objects.filter(text__iexact=entry["text"]).exists():
            continue
        scope = ScopeValue(
            measure_id=Measure.objects.get(key=entry["measure"]).pk,
            population_id=_term_id(Population, entry.get("population")),
            place_id=_term_id(Place, entry.get("place")),
        )
        question = asking.ask_question(text=entry["text"], scope=scope, by=by, now=timezone.now())
        for field, act in (("keep", asking.keep_claim), ("leave_out", asking.leave_out)):
            for place in entry.get(field, []):
                mention = find_mention(place)
                if mention is None:
                    not_found.append(f"{place['article']}: {place['exact']}")
                elif by is not None:
                    act(question, mention.claim, by=by, now=timezone.now())
    return not_found


def _term_id(model: type[Population] | type[Place], name: str | None) -> int | None:
    return None if name is None else model._default_manager.named(name).get().pk


def _triage(reviewer: User) -> list[str]:
    """Let the reviewer say of the mentions what `decisions.json` says. What was decided before stays as it is."""
    not_found = []
    for entry in read_fixture("decisions.json")["mentions"]:
        mention, reason, now = find_mention(entry), entry.get("reason", ""), timezone.now()
        if mention is None:
            not_found.append(f"{entry['article']}: {entry['exact']}")
        elif mention.state != MentionState.SUGGESTED or mention.decisions.exists():
            continue
        elif entry["act"] == "accept":
            triage.accept_mention(mention, by=reviewer, now=now)
        elif entry["act"] == "reject":
            triage.reject_mention(mention, reason=reason, by=reviewer, now=now)
        else:
            correction = _in_place(mention, entry["place"])
            triage.correct_mention(mention, correction, reason=reason, by=reviewer, now=now)
    return not_found


def _in_place(mention: Mention, place: str) -> triage.Correction:
    """Return the mention's reading with that place instead of its own."""
    value = ClaimValue.of(mention.claim)
    scope = replace(value.scope or ScopeValue(), place_id=_term_id(Place, place))
    return triage.Correction(value.changed(scope=scope), mention.start, mention.end)


def _judge_pairs(reviewer: User) -> list[str]:
    """Let the reviewer judge the suggested pairs that `decisions.json` names."""
    not_found = []
    for entry in read_fixture("decisions.json")["relations"]:
        one, other = find_mention(entry["one"]), find_mention(entry["other"])
        if one is None or other is None or one.claim_id == other.claim_id:
            not_found.append(f"{entry['one']} – {entry['other']}")
        elif (relation := _suggested(one.claim, other.claim)) is None:
            if entry["kind"] == "reject":
                continue  # a better rule no longer suggests it
            not_found.append(f"no suggestion: {entry['one']} – {entry['other']}")
        elif relation.state == RelationState.SUGGESTED and not relation.decisions.exists():
            reason, now = entry.get("reason", ""), timezone.now()
            if entry["kind"] == "reject":
                judging.reject_relation(relation, by=reviewer, now=now, reason=reason)
            else:
                kind = RelationKind(entry["kind"])
                judging.confirm_relation(relation, by=reviewer, now=now, kind=kind, reason=reason)
    return not_found


def _suggested(one: Claim, other: Claim) -> Relation | None:
    left, right = sorted((one.pk, other.pk))
    return Relation.objects.filter(left=left, right=right).first()


def _settle(reviewer: User, adjudicator: User) -> None:
    """Let the reviewer propose the decisions of `decisions.json`, and the adjudicator approve them."""
    for entry in read_fixture("decisions.json")["questions"]:
        question = Question.objects.get(text__iexact=entry["text"])
        if question.adjudications.exists() or not QuestionClaim.objects.filter(question=question).exists():
            continue
        decision = deciding.AdjudicationValue(
            outcome=QuestionOutcome(entry["outcome"]),
            rationale=entry["rationale"],
            likelihood=Likelihood(entry["likelihood"]),
            confidence=Confidence(entry["confidence"]),
            assumptions=entry["assumptions"],
            would_change=entry["would_change"],
            low=Decimal(entry["low"]),
        )
        seen = deciding.standing_of(question).seen
        with _acting(reviewer):
            deciding.propose(question, decision, by=reviewer, now=timezone.now(), seen=seen)
        seen = deciding.standing_of(question).seen
        with _acting(adjudicator):
            deciding.approve(question, by=adjudicator, now=timezone.now(), seen=seen)
