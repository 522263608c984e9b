"""Filters that write a claim, its scope and its clocks in words. Thin: the wording is in `claims.wording`."""

from datetime import timedelta
from typing import Any

from django import template
from django.conf.locale import LANG_INFO
from django.db.models import Model

from claims import wording
from claims.comparison.senses import shipped_senses
from claims.extraction import lexicon
from claims.highlight import set_off
from claims.models import Claim, Decision, Measure, QuestionClaim, Relation
from claims.services.asking import said_of
from claims.vocabulary import AxisVerdict, Polarity, SpeechAct
from config.asked import called
from config.seen import mark_of

register = template.Library()

_TONE = {AxisVerdict.SAME: "same", AxisVerdict.UNKNOWN: "unknown"}


@register.filter
def figure(claim: Claim) -> str:
    """ "about 4,000"; "" for a claim without a figure."""
    return wording.figure(claim, claim.bound, claim.unit)


@register.filter
def figure_signs(claim: Claim) -> str:
    """ "≈4,000": the short form, for margins and large type."""
    return wording.figure(claim, claim.bound, claim.unit, signs=True)


@register.filter
def period(value: Any, precision: str | None = None) -> str:
    """A date range as it is known: "Aug–Dec 2025"; "" for none."""
    if value is None:
        return ""
    return wording.days(value.lower, value.upper and value.upper - timedelta(days=1), precision)


@register.filter
def counts(claim: Claim) -> str:
    """What a claim counts or says: its measure, else its statement."""
    if claim.scope and claim.scope.measure:
        return claim.scope.measure.label
    return claim.statement or claim.get_kind_display()


@register.filter
def claim_in_words(claim: Claim) -> str:
    """A claim as plain text: "about 4,000 neutralised"; its statement where it has no figure."""
    if words := figure(claim):
        return f"{words} {counts(claim)}"
    said = claim.statement or claim.get_kind_display()
    return f"denied: {said}" if claim.polarity == Polarity.DENIED else said


@register.filter
def claim_in_html(claim: Claim) -> str:
    """The same with the figure set off."""
    words = figure(claim)
    return set_off(words, counts(claim)) if words else claim_in_words(claim)


@register.filter
def senses(measure: Measure) -> list[str]:
    """What a measure with several senses may mean, narrowest first; [] for any other. By the shipped list."""
    keys = shipped_senses().get(measure.key, ())
    return [lexicon.measures()[key].label for key in keys]


@register.filter
def axis_sign(verdict: str) -> str:
    return wording.AXIS_SIGNS[AxisVerdict(verdict)]


@register.filter
def comparability(relation: Relation) -> str:
    """How a pair may be compared, and by which axes: "not comparable: population, period"."""
    axes = ", ".join(wording.axes_behind(relation.comparability, relation.axes))
    return f"{words(relation.comparability)}{': ' if axes else ''}{axes}"


@register.filter
def axis_tone(verdict: str) -> str:
    """The class suffix of an axis chip: differs, unknown or same."""
    return _TONE.get(AxisVerdict(verdict), "differs")


_VERBS = {SpeechAct.DENY: "denies", SpeechAct.CONFIRM: "confirms"}


@register.filter
def act_verb(act: str) -> str:
    """What a source does, as a verb: "estimates", "denies"."""
    return _VERBS.get(SpeechAct(act), f"{act}s")


_DONE = {
    "accept": "accepted",
    "reject": "rejected",
    "correct": "corrected",
    "mark": "marked by hand",
    "split": "split in two",
    "keep": "kept as it was",
    "take": "took the new reading",
    "merge": "merged with an existing claim",
    "provenance": "changed who says so",
    "utterance": "changed which utterance it reports",
    "unsure": "unsure",
    "dismiss": "dismissed",
    "uphold": "upheld",
    "park": "parked",
    "reopen": "opened again",
}


@register.filter
def done(decision: Decision) -> str:
    """What a decision said, in words: "accepted", "contradicts", "unrelated"."""
    if decision.adjudication_id is not None:
        return {"approve": "approved", "return": "returned", "hold": "it holds"}[decision.action]
    if decision.derivation_id is not None:
        return "takes nothing over" if decision.action == "reject" else str(decision.after["kind"])
    if decision.relation_id is None:
        return _DONE.get(decision.action, decision.action)
    if decision.action == "confirm":
        return str(decision.after["judged_kind"]).replace("_", " ")
    return "unrelated" if decision.action == "reject" else decision.action


def done_about(decision: Decision) -> str:
    """What a decision said of what: "accepted “nine tragic losses”", "contradicts: 9 killed against 12 killed"."""
    if decision.relation:
        sides = (decision.relation.left, decision.relation.right)
        return f"{done(decision)}: {claim_in_words(sides[0])} against {claim_in_words(sides[1])}"
    if decision.finding:
        return f"{done(decision)}: {decision.finding.detail.rstrip('.')}"
    if decision.derivation:
        return f"{done(decision)}: {decision.derivation.article} and {decision.derivation.origin}"
    if decision.adjudication:
        return f"{done(decision)}: {decision.adjudication.question}"
    if decision.parking:
        return f"{done(decision)}: {decision.parking.get_kind_display()} {decision.parking.subject}"
    return f"{done(decision)} “{decision.mention}”"


@register.filter
def percent(share: Any) -> str:
    """A share from 0 to 1 as whole percent: "65 %"."""
    return f"{float(share) * 100:.0f} %"


@register.filter
def language(code: str) -> str:
    """The English name of a language: "de" → "German"; a code that Django does not know stays as it is."""
    return str(LANG_INFO.get(code, {}).get("name", code))


@register.filter
def words(value: str | None) -> str:
    """A stored word as a person writes it: "not_comparable" → "not comparable"."""
    return (value or "").replace("_", " ")


@register.filter
def several(count: int, noun: str) -> str:
    """ "3 articles"; the noun may give its plural: "person,people"."""
    one, _, many = noun.partition(",")
    return wording.several(count, one, many)


@register.filter
def seen(row: Model) -> str:
    """The mark of a row as it is shown, for a form that changes it."""
    return mark_of(row)


@register.filter(name="called")
def called_filter(user: Any) -> str:
    """What people call somebody."""
    return called(user)


@register.filter
def said(link: QuestionClaim) -> str:
    """The mark of what a person has said of a claim under a question."""
    return said_of(link)
