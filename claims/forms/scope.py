"""The fields that say what a figure covers, shared by the forms for questions and for readings."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.backends.postgresql.psycopg_any import DateRange

from claims.models import Measure, Place, Population, Scope
from claims.models.rules import choices_of
from claims.services import terms
from claims.services.scoping import ScopeValue
from claims.vocabulary import Precision
from config.names import NameField


class DayInput(forms.DateInput):
    """A date field in the form that browsers expect."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_field(label: str, *, help_text: str = "") -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=DayInput(), help_text=help_text)


def precision_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=[("", "not given"), *choices_of(Precision)])


class ScopeForm(forms.Form):
    """Measure, population, place, period and counting basis; what is empty is unknown."""

    measure = forms.ModelChoiceField(
        Measure.objects.order_by("family", "label", "pk"),
        required=False,
        to_field_name="key",
        empty_label="not known",
    )
    population = NameField(
        required=False,
        max_length=200,
        help_text="Whom it counts, as the terms name them. A new name is added as suggested.",
    )
    place = NameField(required=False, max_length=200)
    period_first = day_field("Period: first day")
    period_last = day_field("Period: last day")
    period_precision = precision_field("Period known to the")
    basis = NameField(
        label="How counted",
        required=False,
        max_length=100,
        help_text="confirmed, estimated, toll of one mission …",
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        check_order(self, data, "period")
        return data

    def scope(self) -> ScopeValue:
        """Return the scope of a valid form. A population or place that is not recorded yet is added, as suggested."""
        data = self.cleaned_data
        days = range_of(data, "period")
        measure = data["measure"]
        return ScopeValue(
            measure_id=measure.pk if measure else None,
            population_id=_term_id(Population, data["population"]),
            place_id=_term_id(Place, data["place"]),
            period=days,
            basis=data["basis"] or None,
            period_precision=(data["period_precision"] or Precision.DAY) if days is not None else None,
        )


def check_order(form: forms.Form, data: dict[str, Any], name: str) -> None:
    """Refuse a period that ends before it begins."""
    first, last = data.get(f"{name}_first"), data.get(f"{name}_last")
    if first and last and last < first:
        form.add_error(f"{name}_last", "The last day is before the first.")


def range_of(data: dict[str, Any], name: str) -> DateRange | None:
    """Return the half-open range of two fields, None when both are empty."""
    first: date | None = data.get(f"{name}_first")
    last: date | None = data.get(f"{name}_last")
    if first is None and last is None:
        return None
    return DateRange(first, last + timedelta(days=1) if last else None)


def _term_id(model: type[Population] | type[Place], name: str) -> int | None:
    if not name:
        return None
    rows: dict[str, Any] = terms.find_or_suggest(model, {name: ()})
    return int(rows[name].pk)


def initial_scope(scope: Scope | None) -> dict[str, Any]:
    """Return the fields of a stored scope as a form shows them; what is unknown is empty."""
    return {
        "measure": scope.measure.key if scope and scope.measure else None,
        "population": scope.population.name if scope and scope.population else "",
        "place": scope.place.name if scope and scope.place else "",
        "basis": (scope.basis or "") if scope else "",
        **initial_days("period", scope.period if scope else None, scope.period_precision if scope else None),
    }


def initial_days(name: str, days: Any, precision: str | None) -> dict[str, Any]:
    """Return the fields of a stored range as a form shows them: first and last day, both inclusive."""
    return {
        f"{name}_first": days.lower if days else None,
        f"{name}_last": days.upper - timedelta(days=1) if days and days.upper else None,
        f"{name}_precision": precision or "",
    }
