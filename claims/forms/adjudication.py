"""The decision on a question, and withdrawing it."""

from typing import Any

from django import forms

from claims.services.deciding import Finding
from claims.vocabulary import QUESTION_OUTCOME_WORDS, QuestionOutcome


def _figure(label: str) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, max_digits=24, decimal_places=6)


class AdjudicationForm(forms.Form):
    """Outcome, figure and reasons. seen: the decision that was current when the form was opened, empty for none."""

    outcome = forms.ChoiceField(choices=list(QUESTION_OUTCOME_WORDS.items()))
    low = _figure("Lowest")
    best = _figure("Best")
    high = _figure("Highest")
    rationale = forms.CharField(
        label="Why", widget=forms.Textarea(attrs={"rows": 5}), max_length=5000,
        help_text="What the figures cover, which claims it rests on, and what would change it.",
    )  # fmt: skip
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        known = [data[name] for name in ("low", "best", "high") if data.get(name) is not None]
        if known != sorted(known):
            self.add_error("best", "Lowest, best and highest are not in order.")
        return data

    def finding(self) -> Finding:
        """Return what a valid form says."""
        data = self.cleaned_data
        return Finding(
            QuestionOutcome(data["outcome"]),
            data["rationale"],
            low=data["low"],
            best=data["best"],
            high=data["high"],
        )
