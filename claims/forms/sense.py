"""Teaching a sense: which words, which measure, who means it so, and where that was seen."""

from django import forms

from claims.forms.naming import recorded_source
from claims.models import MAX_SENSE_LENGTH, Measure
from config.names import NameField
from sources.models import MAX_NAME_LENGTH, Source


class SenseForm(forms.Form):
    """words as printed, the measure they state, the speaker (by name; empty for everybody), where it was seen."""

    words = NameField(
        max_length=MAX_SENSE_LENGTH, help_text="As printed beside the figure, such as “written off”."
    )
    measure = forms.ModelChoiceField(
        Measure.objects.order_by("label", "pk"),
        to_field_name="key",
        label="State the measure",
        empty_label="Choose…",
    )
    speaker = NameField(
        label="When said by",
        required=False,
        max_length=MAX_NAME_LENGTH,
        help_text="A recorded source, or empty for everybody.",
    )
    citation = forms.CharField(
        label="Where they are used so",
        max_length=500,
        help_text="A sentence, a document or an address.",
    )

    def clean_speaker(self) -> Source | None:
        return recorded_source(self.cleaned_data["speaker"])
