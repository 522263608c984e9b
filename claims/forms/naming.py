"""A source that a person names in a form."""

from typing import Any

from django import forms

from claims.models.rules import choices_of
from claims.vocabulary import SourceKind
from config.names import NameField
from sources.directory import NotPossible, add_source
from sources.models import Source


def recorded_source(name: str) -> Source | None:
    """Return the source of this name or alias, None for an empty field. ValidationError where nobody bears it."""
    name = " ".join(name.split())
    if not name:
        return None
    found = Source.objects.named(name).first()
    if found is None:
        raise forms.ValidationError("No source of this name is recorded. Add it under Sources first.")
    return found


class NameForm(forms.Form):
    """
    Who is meant by the words of one hop: a recorded source, or one that is made here.

    kind: of a new source; "": it is recorded. remember: the words become another name of it. seen: the chain's mark.
    """

    hop = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput)
    name = NameField(label="Who is meant", max_length=200)
    kind = forms.ChoiceField(
        label="Kind, if new", choices=[("", "is recorded already"), *choices_of(SourceKind)], required=False
    )
    remember = forms.BooleanField(label="These words always mean this source", required=False)

    def source(self) -> Source | None:
        """Return the source that a valid form names, made if a kind is given; None, with an error, for neither."""
        data: dict[str, Any] = self.cleaned_data
        name = data["name"]
        found = Source.objects.named(name).first()
        if found is not None:
            return found
        if not data["kind"]:
            self.add_error("name", "No source of this name is recorded. Say its kind, and it is added.")
            return None
        try:
            return add_source(name=name, kind=data["kind"])
        except NotPossible as error:
            self.add_error("name", str(error))
            return None
