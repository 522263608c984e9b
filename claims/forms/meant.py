"""Saying on the page of a pair what a speaker means by a word: one of its senses, and where that is seen."""

from typing import Any

from django import forms

from claims.forms.filling import SEEN
from claims.queries.meant import OpenWord


class MeantForm(forms.Form):
    """
    measure: a sense of the word. applies: the mention shown is read so, too. seen: "mention id:its state", or its mark.

    over: the mark of a sense that somebody recorded first, under no prefix: it is to be replaced knowingly.
    """

    measure = forms.ChoiceField(widget=forms.RadioSelect)
    citation = forms.CharField(
        label="Where is it used so?", max_length=500, help_text="A sentence, a document or an address."
    )
    applies = forms.BooleanField(label="Read this claim so, too", required=False, initial=True)
    seen = forms.CharField(widget=forms.HiddenInput, validators=[SEEN])

    def __init__(self, data: Any = None, *, word: OpenWord) -> None:
        seen = f"{word.mention.pk}:{word.mention.state}" if word.mention else ""
        super().__init__(data, prefix=f"w{word.claim.pk}", initial={"seen": seen})
        self.word = word
        field = self.fields["measure"]
        assert isinstance(field, forms.ChoiceField)
        field.label = f"By “{word.words}” {word.speaker} means"
        field.choices = [(one.key, one.label) for one in word.senses]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        return data | {"over": self.data.get("over", "")}

    def mention(self) -> tuple[int, str] | None:
        """Return the mention that is to be read so, with the state that the page showed."""
        if not self.cleaned_data["applies"]:
            return None
        pk, state = self.cleaned_data["seen"].split(":")
        return int(pk), state
