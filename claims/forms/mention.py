"""Deciding on a mention, and correcting its reading."""

import re
from typing import Any

from django import forms
from django.urls import reverse_lazy

from claims.forms.naming import recorded_source
from claims.forms.scope import (
    ScopeForm,
    check_order,
    day_field,
    initial_days,
    initial_scope,
    precision_field,
    range_of,
)
from claims.models import Mention
from claims.models.rules import choices_of
from claims.services.marking import line_around
from claims.services.scoping import ClaimValue
from claims.services.triage import Correction
from claims.vocabulary import FIGURE_KINDS, Bound, ClaimKind, MentionState, Polarity, Precision
from config.names import NameField
from config.seen import MARK_LENGTH, mark_of


class DecisionForm(forms.Form):
    """Accept or reject. seen: the mark of the mention as the page showed it."""

    action = forms.ChoiceField(choices=[("accept", "accept"), ("reject", "reject")])
    reason = forms.CharField(required=False, max_length=500)
    other_reason = forms.CharField(required=False, max_length=500)
    seen = forms.CharField(required=False, max_length=MARK_LENGTH)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data["seen"] = data.get("seen") or MentionState.SUGGESTED.value
        data["reason"] = data.get("other_reason") or data.get("reason") or ""
        return data


def number_field(label: str) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, max_digits=24, decimal_places=6, localize=False)


class ReadingForm(ScopeForm):
    """The normalised reading of a mention: figure, scope, clocks, claimant, and which words are marked."""

    words = forms.CharField(
        label="Marked words", strip=False, help_text="Exactly as printed, from the paragraph that is shown."
    )
    at = forms.IntegerField(
        label="At character",
        required=False,
        min_value=0,
        max_value=100_000_000,  # longer than any text; a database integer ends at 2,147,483,647
        help_text="Counted from the start of the text. Tells apart words printed twice: the nearest are taken.",
    )
    kind = forms.ChoiceField(choices=choices_of(ClaimKind))
    polarity = forms.ChoiceField(choices=choices_of(Polarity))
    low = number_field("Lowest")
    best = number_field("Best")
    high = number_field("Highest")
    bound = forms.ChoiceField(
        label="Meant as", required=False, choices=[("", "no figure"), *choices_of(Bound)]
    )
    unit = NameField(required=False, max_length=40)
    statement = forms.CharField(
        label="Statement, for a claim without a figure", required=False, max_length=500
    )
    as_of_first = day_field("As of: first day")
    as_of_last = day_field("As of: last day")
    as_of_precision = precision_field("As of known to the")
    claimant = NameField(
        label="Who claims it",
        required=False,
        max_length=200,
        help_text="A recorded source, or empty when nobody is named. The chain behind the words follows.",
        widget=forms.TextInput(
            attrs={
                "list": "source-names", "autocomplete": "off", "hx-get": reverse_lazy("source_names"),
                "hx-trigger": "input changed delay:200ms", "hx-target": "#source-names", "hx-swap": "innerHTML",
                "hx-sync": "this:replace",
            }
        ),
    )  # fmt: skip
    reason = forms.CharField(label="Why", required=False, max_length=500)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=MARK_LENGTH)

    def __init__(self, data: Any = None, *, mention: Mention, prefix: str | None = None) -> None:
        super().__init__(data, initial=initial_of(mention), prefix=prefix)
        self.mention = mention

    def clean_claimant(self) -> int | None:
        source = recorded_source(self.cleaned_data["claimant"])
        return int(source.pk) if source else None

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"].replace("\r\n", "\n")
        if self._place(words) is None:
            raise forms.ValidationError("These words do not stand in the paragraph. Copy them from it.")
        return words

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        check_order(self, data, "as_of")
        figures = [data.get(name) for name in ("low", "best", "high")]
        known = [value for value in figures if value is not None]
        if known != sorted(known):
            self.add_error("best", "Lowest, best and highest are not in order.")
        if known and not data.get("bound"):
            self.add_error("bound", "Say how the figure is meant: exact, about, at least …")
        if data.get("kind") in FIGURE_KINDS and not known:
            self.add_error("low", "A claim of this kind needs a figure.")
        if data.get("kind") not in FIGURE_KINDS and not known and not (data.get("statement") or "").strip():
            self.add_error("statement", "Say in words what is claimed.")
        return data

    def correction(self) -> Correction:
        """Return what a valid form says, for the service."""
        data = self.cleaned_data
        as_of = range_of(data, "as_of")
        place = self._place(data["words"], data["at"])
        assert place is not None
        has_figure = any(data[name] is not None for name in ("low", "best", "high"))
        return Correction(
            value=ClaimValue(
                kind=data["kind"],
                scope=self.scope(),
                low=data["low"], best=data["best"], high=data["high"],
                bound=data["bound"] if has_figure else None,
                unit=data["unit"].strip(),
                polarity=data["polarity"],
                statement=data["statement"].strip(),
                as_of=as_of,
                as_of_precision=(data["as_of_precision"] or Precision.DAY) if as_of is not None else None,
                claimant_id=data["claimant"],
            ),
            start=place,
            end=place + len(data["words"]),
        )  # fmt: skip

    def _place(self, words: str, at: int | None = None) -> int | None:
        """Where the words stand in the lines of the clause: nearest to `at`, else to where the mention stands."""
        mention = self.mention
        first, last = line_around(mention.version.text, mention.clause_start, mention.clause_end)
        line = mention.version.text[first:last]
        found = [first + one.start() for one in re.finditer(f"(?={re.escape(words)})", line)] if words else []
        wanted = mention.start if at is None else at
        return min(found, key=lambda place: abs(place - wanted), default=None)


class SecondReadingForm(ReadingForm):
    """The other reading of a split, with which the mention's own form says who saw what, and why."""

    def __init__(self, data: Any = None, *, mention: Mention) -> None:
        super().__init__(data, mention=mention, prefix="second")
        del self.fields["seen"], self.fields["reason"]


def initial_of(mention: Mention) -> dict[str, Any]:
    """Return the reading as it stands, as the form shows it."""
    claim = mention.claim
    return {
        "words": mention.exact,
        "at": mention.start,
        "kind": claim.kind,
        "polarity": claim.polarity,
        **{name: plain(getattr(claim, name)) for name in ("low", "best", "high")},
        "bound": claim.bound or "",
        "unit": claim.unit,
        "statement": claim.statement,
        "claimant": claim.claimant.name if claim.claimant else "",
        "seen": mark_of(mention),
        **initial_days("as_of", claim.as_of, claim.as_of_precision),
        **initial_scope(claim.scope),
    }


def plain(value: Any) -> str | None:
    """Write a decimal as a person types it: no trailing zeros, no exponent."""
    return (
        None
        if value is None
        else f"{value:f}".rstrip("0").rstrip(".")
        if "." in f"{value:f}"
        else f"{value:f}"
    )
