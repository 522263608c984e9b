"""Asking a question."""

from django import forms

from claims.forms.scope import ScopeForm
from config.names import NameField


class QuestionForm(ScopeForm):
    """The question in words and the scope that an answer must cover. An empty axis restricts nothing."""

    text = NameField(
        label="Question",
        max_length=300,
        widget=forms.TextInput(attrs={"autofocus": True}),
        help_text="Neutral and answerable, such as “How many soldiers of the 528th Regiment were lost?”",
    )
    field_order = [
        "text",
        "measure",
        "population",
        "place",
        "period_first",
        "period_last",
        "period_precision",
        "basis",
    ]
