"""Filling in the axes that the readings of a pair leave open: a field for each, under the number of its claim."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.forms import BoundField
from django.http import QueryDict
from django.urls import reverse

from claims.comparison.axes import LOOSE_BASES, STRICT_BASES
from claims.comparison.senses import shipped_senses
from claims.forms.scope import check_order, day_field, precision_field, range_of
from claims.models import Measure
from claims.queries.compare import Pair
from claims.queries.gaps import Gaps
from claims.services import terms
from claims.services.filling import Filling
from claims.services.scoping import days_key
from claims.vocabulary import Axis, MentionState, Precision
from config.names import NameField
from config.seen import MARK_LENGTH

#: How figures are counted, offered as one types. Source: the bases that the comparison knows.
BASES = sorted(STRICT_BASES | LOOSE_BASES)

#: "mention id:the state that the page showed" or, once both versions were shown, its mark.
_SEEN = re.compile(rf"^[0-9]{{1,18}}:({'|'.join(MentionState)}|[0-9a-f]{{{MARK_LENGTH}}})$")
_SEEN_FIELD = re.compile(r"^[cw]([0-9]{1,18})-seen$")
SEEN = RegexValidator(_SEEN, "Choose one of the places shown.")


@dataclass(frozen=True, slots=True)
class Part:
    """The fields for one claim. seen: the place whose sentence is shown; also: further places, as (value, mention)."""

    gaps: Gaps
    fields: list[BoundField]
    seen: BoundField
    also: list[tuple[str, Any, bool]]


class AxesForm(forms.Form):
    """A field for every open axis of the pair's claims; an empty one leaves its axis open."""

    reason = forms.CharField(label="How do you know?", required=False, max_length=400)

    def __init__(self, data: Any = None, *, pair: Pair) -> None:
        super().__init__(data)
        self.pair = pair
        measures: dict[str, Measure] = {}
        if any(Axis.MEASURE in gaps.axes for gaps in pair.gaps):
            measures = pair.senses.measures if pair.senses else terms.measures_by_key()
        for gaps in pair.gaps:
            for axis in gaps.axes:
                for name, field in _fields(gaps, axis, measures):
                    self.fields[f"c{gaps.claim.pk}-{name}"] = field
            self.fields[f"c{gaps.claim.pk}-seen"] = forms.CharField(
                widget=forms.HiddenInput,
                validators=[SEEN],
                initial=_token(gaps.mention),
            )
        self._measures = measures

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for gaps in self.pair.gaps:
            if Axis.PERIOD in gaps.axes:
                check_order(self, data, f"c{gaps.claim.pk}-period")
        return data

    def parts(self) -> list[Part]:
        """The fields in the page's order, by claim."""
        return [
            Part(
                gaps,
                [
                    self[name]
                    for name in self.fields
                    if name.startswith(f"c{gaps.claim.pk}-") and name[-4:] != "seen"
                ],
                self[f"c{gaps.claim.pk}-seen"],
                [(_token(one), one, _token(one) in self._also(gaps)) for one in gaps.others],
            )
            for gaps in self.pair.gaps
        ]

    def fillings(self) -> dict[int, Filling]:
        """Return what a valid form says: claim id → what to add to its reading."""
        return {gaps.claim.pk: self._filling(gaps) for gaps in self.pair.gaps}

    def _filling(self, gaps: Gaps) -> Filling:
        prefix = f"c{gaps.claim.pk}-"
        data = {
            name.removeprefix(prefix): value for name, value in self.cleaned_data.items() if prefix in name
        }
        days = range_of(data, "period")
        known = gaps.claim.scope.period if gaps.claim.scope else None
        if days is not None and known is not None and days_key(days) == days_key(known):
            days = None  # the end that was known already is all there is
        tokens = [data["seen"], *(one for one in self._also(gaps) if _SEEN.match(one))]
        return Filling(
            measure=self._measures.get(data.get("measure") or ""),
            population=" ".join((data.get("population") or "").split()) or None,
            place=" ".join((data.get("place") or "").split()) or None,
            days=days,
            precision=(data["period_precision"] or Precision.DAY.value) if days is not None else None,
            basis=(data.get("basis") or "").strip() or None,
            mentions={int(pk): state for pk, state in (token.split(":") for token in tokens)},
        )

    def _also(self, gaps: Gaps) -> list[str]:
        """The further places that are ticked."""
        return self.data.getlist(f"c{gaps.claim.pk}-also") if isinstance(self.data, QueryDict) else []


def sent_mentions(data: QueryDict) -> dict[int, int]:
    """Return the places (claim id → mention id) that a form sent, however the pair stands now."""
    sent = {}
    for name, value in data.items():
        claim = _SEEN_FIELD.match(name)
        if claim and _SEEN.match(str(value)):
            sent[int(claim[1])] = int(str(value).split(":")[0])
    return sent


def _token(mention: Any) -> str:
    return f"{mention.pk}:{mention.state}"


def _fields(gaps: Gaps, axis: Axis, measures: dict[str, Measure]) -> Iterator[tuple[str, forms.Field]]:
    """Yield the fields of one axis, named within their claim."""
    if axis is Axis.MEASURE:
        yield "measure", _measure_field(gaps, measures)
    elif axis is Axis.PERIOD:
        known = gaps.claim.scope.period if gaps.claim.scope else None
        for end, day in (("first", known and known.lower), ("last", known and known.upper)):
            field = day_field(f"Period: {end} day")
            field.initial = day - timedelta(days=1) if day and end == "last" else day
            yield f"period_{end}", field
        precision = precision_field("Period known to the")
        precision.initial = gaps.claim.scope.period_precision if gaps.claim.scope else None
        yield "period_precision", precision
    elif axis is Axis.BASIS:
        yield "basis", _text("How counted", "bases")
    else:
        yield axis.value, _term_field(gaps, axis)


def _measure_field(gaps: Gaps, measures: dict[str, Measure]) -> forms.ChoiceField:
    """The senses of an open word come first; then whatever else is counted, by family."""
    scope = gaps.claim.scope
    known = scope.measure if scope else None
    senses = shipped_senses().get(known.key, ()) if known else ()
    meant = [(key, measures[key].label) for key in senses if key in measures]
    others = sorted(
        (
            row
            for row in measures.values()
            if row.key not in senses and (known is None or row.family == known.family)
        ),
        key=lambda row: (row.family, row.label, row.pk),
    )
    rest = [(row.key, row.label) for row in others if known is None or row.pk != known.pk]
    groups = [(f"what “{known}” may mean", meant), ("other measures", rest)] if meant else rest
    return forms.ChoiceField(
        label=f"What “{known}” means here" if known else "What is counted",
        required=False,
        choices=[("", "leave open"), *groups],
    )


def _term_field(gaps: Gaps, axis: Axis) -> forms.CharField:
    """A name, with the recorded ones offered as one types."""
    field = f"c{gaps.claim.pk}-{axis.value}"
    address = f"{reverse('term_names', args=[axis.value])}?field={field}"
    label = "Whom it counts" if axis is Axis.POPULATION else "Where"
    asks = {
        "hx-get": address,
        "hx-trigger": "input changed delay:200ms",
        "hx-target": f"#{field}-names",
        "hx-swap": "innerHTML",
    }
    return _text(label, f"{field}-names", **asks)


def _text(label: str, names: str, **attributes: str) -> NameField:
    widget = forms.TextInput(attrs={"list": names, "autocomplete": "off", **attributes})
    return NameField(label=label, required=False, max_length=100 if names == "bases" else 200, widget=widget)
