"""What a person says of a source."""

from typing import Any

from django import forms

from config.names import NameField
from sources.models import MAX_NAME_LENGTH, Source, SourceKind


class SourceForm(forms.Form):
    """Name, kind, what it is part of (by name), the side it takes, a note."""

    name = NameField(max_length=MAX_NAME_LENGTH)
    kind = forms.ChoiceField(choices=SourceKind.choices)
    parent = NameField(
        label="Part of, or owned by",
        required=False,
        max_length=MAX_NAME_LENGTH,
        help_text="The name of another source, or empty.",
        widget=forms.TextInput(attrs={"list": "parents", "autocomplete": "off"}),
    )
    side = NameField(
        required=False,
        max_length=100,
        help_text="The side it takes in a dispute, such as Ukraine; empty when it takes none.",
        widget=forms.TextInput(attrs={"list": "sides", "autocomplete": "off"}),
    )
    note = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean_parent(self) -> Source | None:
        if not self.cleaned_data["parent"]:
            return None
        parent = Source.objects.named(self.cleaned_data["parent"]).first()
        if parent is None:
            raise forms.ValidationError(
                "No source of this name is recorded. Add it first, or leave this empty."
            )
        return parent

    def values(self) -> dict[str, Any]:
        """Return what a valid form says, for the service."""
        return {name: self.cleaned_data[name] for name in ("name", "kind", "parent", "side", "note")}


class AliasForm(forms.Form):
    """Another name of a source."""

    name = NameField(label="Another name", max_length=MAX_NAME_LENGTH)


class AliasActionForm(forms.Form):
    """What a person says of a recorded alias."""

    action = forms.ChoiceField(choices=[("confirm", "confirm"), ("remove", "remove")])
