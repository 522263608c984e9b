"""Naming a population or place, and saying what it is part of; adding a component to a measure."""

from typing import Any

from django import forms

from claims.models import Measure, Place, Population
from config.names import NameField, plain_name


class TermForm(forms.Form):
    """name, what it is part of (by name), other names (comma-separated), side (populations only)."""

    name = NameField(max_length=200)
    parent = NameField(
        label="Part of",
        required=False,
        max_length=200,
        help_text="A recorded term, or empty.",
    )
    aliases = forms.CharField(
        label="Other names", required=False, max_length=1000, help_text="Separated by commas."
    )
    side = NameField(required=False, max_length=100, help_text="The party it belongs to, or empty.")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any = None, *, model: type[Population] | type[Place], initial: Any = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.model = model
        if model is not Population:
            del self.fields["side"]

    def clean_parent(self) -> Any:
        name = self.cleaned_data["parent"]
        if not name:
            return None
        found: Any = self.model.objects.named(name).order_by("pk").first()
        if found is None:
            raise forms.ValidationError("No term of this name is recorded. Add it first.")
        return found

    def clean_aliases(self) -> list[str]:
        return [name for alias in self.cleaned_data["aliases"].split(",") if (name := plain_name(alias))]

    def values(self) -> dict[str, Any]:
        """Return what a valid form says, as the service takes it."""
        data = self.cleaned_data
        return {
            "name": data["name"],
            "parent": data["parent"],
            "aliases": data["aliases"],
            "side": data.get("side", ""),
        }


class PartForm(forms.Form):
    """A component of a composite measure. certain: every speaker counts it."""

    whole = forms.ModelChoiceField(Measure.objects.order_by("label", "pk"), to_field_name="key")
    part = forms.ModelChoiceField(Measure.objects.order_by("label", "pk"), to_field_name="key")
    certain = forms.BooleanField(label="Every speaker counts it", required=False)
