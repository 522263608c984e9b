"""Grading a source from A to F, and a claim from 1 to 6; always with the reason."""

from typing import Any

from django import forms

from claims.vocabulary import CREDIBILITY_WORDS
from sources.models import MAX_TOPIC_LENGTH, Reliability


def _reason() -> forms.CharField:
    return forms.CharField(
        label="Why", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why."},
    )  # fmt: skip


class ReliabilityForm(forms.Form):
    letter = forms.ChoiceField(
        label="Reliability",
        choices=Reliability.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a letter."},
    )
    topic = forms.CharField(
        label="For one topic only",
        required=False,
        max_length=MAX_TOPIC_LENGTH,
        help_text="A measure or a family of them, such as casualties, or other words. Empty for everything.",
        widget=forms.TextInput(attrs={"list": "topics", "autocomplete": "off"}),
    )
    reason = _reason()
    seen = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def clean_topic(self) -> str:
        return " ".join(self.cleaned_data["topic"].split())


class CredibilityForm(forms.Form):
    number = forms.TypedChoiceField(
        label="Credibility",
        choices=list(CREDIBILITY_WORDS.items()),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a number."},
    )
    reason = _reason()
    seen = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)


def initial_of(grade: Any) -> dict[str, Any]:
    """Return a grade of either kind as its form shows it; {} for none."""
    names = ("letter", "topic", "number", "reason")
    return {name: getattr(grade, name) for name in names if hasattr(grade, name)}
