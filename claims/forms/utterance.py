"""What is known of an act of saying: who spoke, when, where, in which words."""

from typing import Any

from django import forms

from claims.forms.naming import recorded_source
from claims.forms.scope import check_order, day_field, initial_days, precision_field, range_of
from claims.models import Mention, Utterance
from claims.services.uttering import UtteranceValue
from claims.vocabulary import Precision
from config.names import NameField
from config.seen import mark_of
from sources.models import MAX_NAME_LENGTH, Source


class UtteranceForm(forms.Form):
    """One day is enough; a period is for what is known less exactly."""

    speaker = NameField(max_length=MAX_NAME_LENGTH, help_text="A recorded source.")
    said_on_first = day_field("Said on")
    said_on_last = day_field("until", help_text="Empty for a single day.")
    said_on_precision = precision_field("Known to the")
    venue = forms.CharField(
        required=False,
        max_length=300,
        help_text="Where, or on what occasion: a ceremony, a briefing, a post.",
    )
    words = forms.CharField(
        label="Words as said", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def clean_speaker(self) -> Source:
        found = recorded_source(self.cleaned_data["speaker"])
        if found is None:
            raise forms.ValidationError("Say who spoke.")
        return found

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("said_on_first") and not data.get("said_on_last") and "said_on_last" not in self.errors:
            data["said_on_last"] = data["said_on_first"]
        check_order(self, data, "said_on")
        known = (data.get("said_on_first"), data.get("said_on_last"), data.get("venue"), data.get("words"))
        if not any(known) and not self.errors:
            raise forms.ValidationError("Say when, where or in which words it was said.")
        return data

    def value(self) -> UtteranceValue:
        """Return what a valid form says, for the service."""
        data = self.cleaned_data
        days = range_of(data, "said_on")
        return UtteranceValue(
            speaker_id=data["speaker"].pk,
            said_on=days,
            said_on_precision=(data["said_on_precision"] or Precision.DAY) if days is not None else None,
            venue=data["venue"].strip(),
            words=data["words"].strip(),
        )


def initial_of(utterance: Utterance) -> dict[str, Any]:
    """Return the utterance as the form shows it."""
    return {
        "speaker": utterance.speaker.name, "venue": utterance.venue, "words": utterance.words,
        "seen": mark_of(utterance), **initial_days("said_on", utterance.said_on, utterance.said_on_precision),
    }  # fmt: skip


def initial_for(mention: Mention) -> dict[str, Any]:
    """Return what a new utterance is known by from the mention itself. Its claim's claimant must be loaded."""
    claimant = mention.claim.claimant
    return {
        "speaker": claimant.name if claimant else "",
        **initial_days("said_on", mention.said_on, mention.said_on_precision),
    }  # fmt: skip
