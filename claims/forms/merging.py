"""Saying which recorded claim a mention makes."""

from typing import Any

from django import forms

from claims.models import Claim, Mention
from config.seen import MARK_LENGTH, mark_of


class MergeForm(forms.Form):
    """The claim, why it is the same where the two differ, and the mark of the mention as the page showed it."""

    claim = forms.ModelChoiceField(Claim.objects.none(), widget=forms.HiddenInput)
    reason = forms.CharField(label="Why", required=False, max_length=500)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=MARK_LENGTH)

    def __init__(self, data: Any = None, *, mention: Mention, claim: Claim | None = None) -> None:
        super().__init__(data, initial={"seen": mark_of(mention), "claim": claim})
        self.fields["claim"].queryset = Claim.objects.carried().with_scope()  # type: ignore[attr-defined]
