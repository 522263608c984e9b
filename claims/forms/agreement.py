"""Over which blind assessments agreement is computed."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from claims.models import Measure


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))


class AgreementFilter(forms.Form):
    """question: its number. measure: of the question. since, until: days on which the assessments were opened."""

    question = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    measure = forms.ModelChoiceField(
        queryset=Measure.objects.none(), required=False, empty_label="any measure"
    )
    since = _day("From")
    until = _day("To")

    def __init__(self, data: Any, *, measures: QuerySet[Measure]) -> None:
        super().__init__(data)
        self.fields["measure"].queryset = measures  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("since") and data.get("until") and data["since"] > data["until"]:
            self.add_error("until", "The period ends before it begins.")
        return data
