"""Putting a claim under a question."""

from django import forms


class GatheringForm(forms.Form):
    """claim: number of a claim, as its page shows it."""

    claim = forms.IntegerField(min_value=1, max_value=2**62)
    action = forms.ChoiceField(choices=[("keep", "keep"), ("leave_out", "leave out")])
