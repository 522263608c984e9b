"""The chain behind a mention: one row a hop, from the article back to the origin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from django import forms

from claims.models import Mention
from claims.models.rules import choices_of
from claims.services.provenance import ChainInvalid, HopValue, chain_of, check_chain
from claims.vocabulary import Manner, Role, SourceKind, SpeechAct
from config.names import NameField
from config.seen import Line, mark
from sources.directory import add_source
from sources.models import Source
from sources.queries.tree import matching

#: No chain in the news is longer; a form cannot be made to ask for more rows.
LONGEST = 12
#: So many recorded sources are offered for a name that none of them bears.
CANDIDATES = 8

_ROLES = [choice for choice in choices_of(Role) if choice[0] != Role.PUBLISHER]
_MANNERS = [choice for choice in choices_of(Manner) if choice[0] != Manner.OWN_VOICE]


class HopForm(forms.Form):
    """
    One hop after the publisher. `was`: its number in the stored chain, so that its cue stays with it.

    candidates: sources that the person may mean by a name that none of them bears; the template offers them.
    """

    name = NameField(label="Who", required=False, max_length=200)
    kind = forms.ChoiceField(
        label="Kind, if new", choices=[("", "is recorded already"), *choices_of(SourceKind)], required=False
    )
    role = forms.ChoiceField(choices=_ROLES, required=False)
    act = forms.ChoiceField(label="Speech act", choices=choices_of(SpeechAct), required=False)
    manner = forms.ChoiceField(choices=_MANNERS, required=False)
    hedge = forms.CharField(required=False, max_length=100)
    was = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)

    candidates: Sequence[Source] = ()

    def is_meant(self) -> bool:
        """Tell whether the row stands for a hop: a stored one that stays, or a new one that says something."""
        return self.cleaned_data.get("was") is not None or bool(self.cleaned_data.get("name"))


if TYPE_CHECKING:
    _HopForms = forms.BaseFormSet[HopForm]
else:  # Django's formsets take no type at run time
    _HopForms = forms.BaseFormSet


class BaseChain(_HopForms):
    """All hops of one mention, in the order of the rows. Valid when they can follow the publisher."""

    stored: Sequence[dict[str, Any]] = ()

    def clean(self) -> None:
        if any(self.errors):
            return
        for form in self.meant():
            data = form.cleaned_data
            missing = [field for field in ("role", "act", "manner") if not data.get(field)]
            if missing:
                raise forms.ValidationError(f"Say the {', '.join(missing)} of every hop.")
            self._check_name(form)
        if any(form.errors for form in self.forms):
            raise forms.ValidationError(
                "A name is not recorded yet: choose whom you mean, or say what is new."
            )
        try:
            check_chain([_hop(form.cleaned_data, None, {}) for form in self.meant()])
        except ChainInvalid as error:
            raise forms.ValidationError(str(error)) from error

    def meant(self) -> list[HopForm]:
        """Return the rows that stand for hops."""
        return [form for form in self.forms if form.is_meant()]

    def hops(self) -> list[HopValue]:
        """
        Return the chain that a valid form says. A new name with a kind makes a source of that name.

        Raises sources.directory.NotPossible when somebody has just made it.
        """
        values = []
        for form in self.meant():
            before = self._before(form)
            values.append(_hop(form.cleaned_data, self._source_id(form), before))
        return values

    def _before(self, form: HopForm) -> Mapping[str, Any]:
        was = form.cleaned_data.get("was")
        return self.stored[was] if was is not None and was < len(self.stored) else {}

    def _stays_unresolved(self, form: HopForm) -> bool:
        """The words as printed, which nobody has resolved yet, may stay so."""
        before = self._before(form)
        return (
            bool(before)
            and before["source_id"] is None
            and form.cleaned_data["name"] == before["printed_name"]
        )

    def _check_name(self, form: HopForm) -> None:
        name = form.cleaned_data["name"]
        if not name or form.cleaned_data["kind"] or self._stays_unresolved(form):
            return
        if Source.objects.named(name).exists():
            return
        form.candidates = list(matching(text=name, kind="", suggested=False)[:CANDIDATES])
        asked = "Whom of these do you mean? " if form.candidates else ""
        form.add_error("name", f"No source is called so. {asked}To add a new one, choose its kind.")

    def _source_id(self, form: HopForm) -> int | None:
        name = form.cleaned_data["name"]
        if not name:
            return None
        source = Source.objects.named(name).first()
        if source is None and form.cleaned_data["kind"]:
            source = add_source(name=name, kind=form.cleaned_data["kind"])
        return None if source is None else int(source.pk)


@dataclass(frozen=True, slots=True)
class Edit:
    """A change of the rows before anything is saved. what: add, earlier, later, remove or choose; row: from 0."""

    what: str
    row: int = 0
    source: int = 0

    @classmethod
    def read(cls, text: str) -> "Edit | None":
        """Return what a button's value says ("add", "later:2", "choose:0:17"), None for anything else."""
        what, *numbers = text.split(":")
        wanted = {"add": 0, "earlier": 1, "later": 1, "remove": 1, "choose": 2}.get(what)
        if wanted != len(numbers) or not all(n.isascii() and n.isdigit() and len(n) < 18 for n in numbers):
            return None
        return cls(what, *map(int, numbers))


def chain_form(
    mention: Mention, data: Mapping[str, Any] | None = None, rows: Sequence[Mapping[str, Any]] | None = None
) -> BaseChain:
    """
    Return the form of a mention's chain: as stored, with an empty row if it has none, or with the given rows.

    data: what a browser sent, to be checked and saved.
    """
    initial = [*(_rows_of(mention) or [{}])] if rows is None else list(rows)
    factory = forms.formset_factory(
        HopForm, formset=BaseChain, extra=0, max_num=LONGEST, absolute_max=LONGEST, validate_max=True
    )
    form: BaseChain = factory(data, initial=initial, prefix="hops")  # type: ignore[assignment]  # a subclass of it
    form.stored = chain_of(mention)
    return form


def edited_rows(form: BaseChain, edit: Edit) -> tuple[list[dict[str, Any]], int]:
    """Return the rows that a browser sent, as they are after the edit, and the row that it is about."""
    rows = [{name: one[name].value() for name in one.fields} for one in form.forms]
    last = len(rows) - 1
    if edit.what == "add" and len(rows) < LONGEST:
        return [*rows, {}], len(rows)
    if not 0 <= edit.row <= last:
        return rows, max(last, 0)
    if edit.what == "remove":
        return rows[: edit.row] + rows[edit.row + 1 :], max(min(edit.row, last - 1), 0)
    if edit.what == "choose" and (source := Source.objects.filter(pk=edit.source).first()):
        rows[edit.row] |= {"name": source.name, "kind": ""}
    to = edit.row + {"earlier": -1, "later": 1}.get(edit.what, 0)
    if 0 <= to <= last:
        rows[edit.row], rows[to] = rows[to], rows[edit.row]
        return rows, to
    return rows, edit.row


def hop_lines(theirs: Sequence[Mapping[str, Any]], yours: Sequence[HopForm]) -> list[Line]:
    """Return both chains, hop by hop after the publisher: the stored values, and the rows that were filled in."""
    ids = [hop["source_id"] for hop in theirs if hop["source_id"] is not None]
    names = {source.pk: source.name for source in Source.objects.filter(pk__in=ids)}
    saved = [_in_words(names.get(hop["source_id"], hop["printed_name"]), hop) for hop in theirs[1:]]
    mine = [_in_words(form.cleaned_data["name"], form.cleaned_data) for form in yours]
    pairs = zip_longest(saved, mine, fillvalue="")
    return [Line(f"Hop {number}", one, other) for number, (one, other) in enumerate(pairs, 1)]


def _in_words(name: str, hop: Mapping[str, Any]) -> str:
    hedge = f", hedged “{hop['hedge']}”" if hop["hedge"] else ""
    return f"{name or 'nobody named'}: {hop['role']}, {hop['act']}, {hop['manner']}{hedge}"


def chain_token(mention: Mention) -> str:
    """Return a digest of the stored chain: what the form was opened with."""
    return mark(chain_of(mention))


def _rows_of(mention: Mention) -> list[dict[str, Any]]:
    hops = mention.attributions.exclude(hop=0).order_by("hop").select_related("source")
    return [
        {
            "was": hop.hop, "name": hop.source.name if hop.source else hop.printed_name, "kind": "",
            "role": hop.role, "act": hop.act, "manner": hop.manner, "hedge": hop.hedge,
        }
        for hop in hops
    ]  # fmt: skip


def _hop(data: Mapping[str, Any], source_id: int | None, before: Mapping[str, Any]) -> HopValue:
    return HopValue(
        source_id=source_id,
        printed_name=before.get("printed_name", ""),
        role=data["role"], act=data["act"], manner=data["manner"], hedge=data.get("hedge", "").strip(),
        cue=before.get("cue", ""), cue_start=before.get("cue_start"), cue_end=before.get("cue_end"),
    )  # fmt: skip
