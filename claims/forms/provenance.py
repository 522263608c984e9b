"""The chain behind a mention: one row a hop, from the article back to the origin."""

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms

from claims.models import Mention
from claims.models.rules import choices_of
from claims.services.provenance import ChainInvalid, HopValue, chain_of, check_chain
from claims.vocabulary import Manner, Role, SourceKind, SpeechAct
from sources.models import Source

#: No chain in the news is longer; a form cannot be made to ask for more rows.
LONGEST = 12

_ROLES = [choice for choice in choices_of(Role) if choice[0] != Role.PUBLISHER]
_MANNERS = [choice for choice in choices_of(Manner) if choice[0] != Manner.OWN_VOICE]


class HopForm(forms.Form):
    """One hop after the publisher. `was`: its number in the stored chain, so that its cue stays with it."""

    place = forms.IntegerField(label="Order", min_value=1, max_value=LONGEST, required=False)
    name = forms.CharField(
        label="Who", required=False, max_length=200, widget=forms.TextInput(attrs={"list": "source-names"})
    )
    kind = forms.ChoiceField(label="Kind, if new", choices=choices_of(SourceKind), required=False)
    role = forms.ChoiceField(choices=_ROLES, required=False)
    act = forms.ChoiceField(choices=choices_of(SpeechAct), required=False)
    manner = forms.ChoiceField(choices=_MANNERS, required=False)
    hedge = forms.CharField(required=False, max_length=100)
    remove = forms.BooleanField(label="Take this hop out", required=False)
    was = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    def is_meant(self) -> bool:
        """Tell whether the row stands for a hop: a stored one that stays, or a new one that says something."""
        data = self.cleaned_data
        return not data.get("remove") and (data.get("was") is not None or bool(data.get("name", "").strip()))


if TYPE_CHECKING:
    _HopForms = forms.BaseFormSet[HopForm]
else:  # Django's formsets take no type at run time
    _HopForms = forms.BaseFormSet


class BaseChain(_HopForms):
    """All hops of one mention. Valid when they can follow the publisher."""

    def clean(self) -> None:
        if any(self.errors):
            return
        for form in self.meant():
            data = form.cleaned_data
            missing = [field for field in ("role", "act", "manner") if not data.get(field)]
            if missing:
                raise forms.ValidationError(f"Say the {', '.join(missing)} of every hop.")
        try:
            check_chain([_hop(form.cleaned_data, None, {}) for form in self.meant()])
        except ChainInvalid as error:
            raise forms.ValidationError(str(error)) from error

    def meant(self) -> list[HopForm]:
        """Return the rows that stand for hops, in the order that the person gave."""
        rows = [
            (form.cleaned_data.get("place") or number, number, form)
            for number, form in enumerate(self.forms, 1)
        ]
        return [form for _, _, form in sorted(rows, key=lambda row: row[:2]) if form.is_meant()]

    def hops(self, stored: list[dict[str, Any]]) -> list[HopValue]:
        """Return the chain that a valid form says. A name that no source bears makes a source of that name."""
        values = []
        for form in self.meant():
            data = form.cleaned_data
            was = data.get("was")
            before = stored[was] if was is not None and was < len(stored) else {}
            values.append(_hop(data, _source_id(data), before))
        return values


ChainFormSet = forms.formset_factory(
    HopForm, formset=BaseChain, extra=1, max_num=LONGEST, absolute_max=LONGEST, validate_max=True
)


def chain_form(mention: Mention, data: Mapping[str, Any] | None = None) -> BaseChain:
    """Return the form of a mention's chain, with one empty row for a new hop."""
    hops = mention.attributions.exclude(hop=0).order_by("hop").select_related("source")
    initial = [
        {
            "place": hop.hop, "was": hop.hop, "name": hop.source.name if hop.source else hop.printed_name,
            "kind": hop.source.kind if hop.source else SourceKind.UNNAMED_GROUP, "role": hop.role, "act": hop.act,
            "manner": hop.manner, "hedge": hop.hedge,
        }
        for hop in hops
    ]  # fmt: skip
    form: BaseChain = ChainFormSet(data, initial=initial, prefix="hops")  # type: ignore[assignment]  # a subclass of it
    return form


def chain_token(mention: Mention) -> str:
    """Return a digest of the stored chain: what the form was opened with."""
    return hashlib.sha256(json.dumps(chain_of(mention)).encode()).hexdigest()


def _hop(data: Mapping[str, Any], source_id: int | None, before: Mapping[str, Any]) -> HopValue:
    return HopValue(
        source_id=source_id,
        printed_name=before.get("printed_name", ""),
        role=data["role"], act=data["act"], manner=data["manner"], hedge=data.get("hedge", "").strip(),
        cue=before.get("cue", ""), cue_start=before.get("cue_start"), cue_end=before.get("cue_end"),
    )  # fmt: skip


def _source_id(data: Mapping[str, Any]) -> int | None:
    name = " ".join(data.get("name", "").split())
    if not name:
        return None
    source = Source.objects.named(name).first()
    if source is None:
        source = Source.objects.create(name=name, kind=data.get("kind") or SourceKind.UNNAMED_GROUP)
    return int(source.pk)
