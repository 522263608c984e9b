"""Trying failed items again, and correcting one."""

from typing import Any

from django import forms

from sources.acquisition.text import ENCODINGS
from sources.forms.imports import AddressField, DayField, OutletField

ENCODING_CHOICES = [("", "what the file says, else UTF-8"), *ENCODINGS.items()]


class RetryForm(forms.Form):
    """kind: the kind of failure, "" = all. encoding: how the bytes are to be read, "" = as before."""

    kind = forms.CharField(required=False, max_length=500)
    encoding = forms.ChoiceField(required=False, choices=ENCODING_CHOICES)


class CorrectionForm(forms.Form):
    """What a person says of an item that could not be read: its encoding or its text, and whose it is."""

    how = forms.ChoiceField(
        label="What to read",
        choices=[
            ("bytes", "the file as it came, in this encoding"),
            ("text", "the text below instead of the file"),
        ],
        widget=forms.RadioSelect,
        initial="bytes",
    )
    encoding = forms.ChoiceField(label="Encoding of the file", required=False, choices=ENCODING_CHOICES)
    text = forms.CharField(
        label="Text of the article", required=False, strip=False, widget=forms.Textarea(attrs={"rows": 14})
    )
    title = forms.CharField(label="Title", required=False, max_length=500)
    url = AddressField()
    outlet = OutletField("Outlet")
    published_on = DayField("Published on")
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("how") == "text" and not (data.get("text") or "").strip():
            self.add_error("text", "Paste the text of the article here.")
        return data
