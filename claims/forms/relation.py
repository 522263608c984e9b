"""Judging a pair of claims."""

from typing import Any

from django import forms

from claims.models import Relation
from claims.vocabulary import RelationKind, RelationState
from config.seen import MARK_LENGTH

#: What a person can say of a pair. `reject`: the two have nothing to do with each other.
VERDICTS = [
    *[
        (kind.value, kind.value.replace("_", " "))
        for kind in RelationKind
        if kind is not RelationKind.UNRELATED
    ],
    ("reject", "unrelated"),
    ("unsure", "unsure"),
]


class JudgementForm(forms.Form):
    """seen: the mark of the relation as the page showed it. newer: left or right, for updates and corrects."""

    verdict = forms.ChoiceField(choices=VERDICTS)
    newer = forms.ChoiceField(
        required=False, choices=[("", "as dated"), ("left", "left"), ("right", "right")]
    )
    reason = forms.CharField(required=False, max_length=1000)
    seen = forms.CharField(required=False, max_length=MARK_LENGTH)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data["seen"] = data.get("seen") or RelationState.SUGGESTED.value
        return data

    def newer_in(self, relation: Relation) -> str:
        """Return the newer side: the person's word, else the rule's, else by the as-of dates, else the right."""
        said: str | None = self.cleaned_data["newer"] or relation.newer
        if said:
            return said
        left, right = relation.left.as_of, relation.right.as_of
        if left and right and left.upper and right.upper and left.upper > right.upper:
            return "left"
        return "right"

    def in_words(self) -> str:
        return dict(VERDICTS)[self.cleaned_data["verdict"]]
