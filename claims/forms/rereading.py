"""Keeping a confirmed reading, or taking a later one."""

from django import forms

from config.seen import MARK_LENGTH


class RereadingForm(forms.Form):
    """seen: the mark of the mention as the page showed it."""

    action = forms.ChoiceField(choices=[("keep", "keep"), ("take", "take")])
    reason = forms.CharField(required=False, max_length=500)
    seen = forms.CharField(max_length=MARK_LENGTH)
