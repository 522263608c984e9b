"""What the review queue is narrowed to."""

from typing import Any

from django import forms

from claims.models import Measure
from sources.models import Source


class NarrowForm(forms.Form):
    """source_name: any name or alias of a recorded source; `source` is what it means."""

    measure = forms.ModelChoiceField(
        Measure.objects.order_by("family", "label"), required=False, empty_label="whatever is counted",
        label="What is counted",
    )  # fmt: skip
    source_name = forms.CharField(required=False, max_length=200, label="Who says or prints it")

    def clean_source_name(self) -> Source | None:
        name = " ".join(self.cleaned_data["source_name"].split())
        found = Source.objects.named(name).first() if name else None
        if name and found is None:
            raise forms.ValidationError(f"No recorded source is called “{name}”.")
        return found

    def chosen(self) -> dict[str, Any]:
        """Return the ids, None for no limit."""
        measure, source = self.cleaned_data["measure"], self.cleaned_data["source_name"]
        return {"measure": measure and measure.pk, "source": source and source.pk}
