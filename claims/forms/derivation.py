"""Drawing that one article takes over from another, and deciding on a suggestion."""

from typing import Any

from django import forms

from claims.models import Derivation
from claims.models.rules import choices_of
from claims.vocabulary import DerivationKind, DerivationState
from sources.models import Article


def _label(article: Article) -> str:
    day = f", {article.published_on:%-d %b %Y}" if article.published_on else ""
    return f"{article.outlet or 'outlet not recorded'}: {article}{day}"


class DrawForm(forms.Form):
    """article takes over from origin; both are among the articles that report the claim."""

    article = forms.ModelChoiceField(Article.objects.none(), label="This article", empty_label="Choose…")
    kind = forms.ChoiceField(label="does what", choices=choices_of(DerivationKind))
    origin = forms.ModelChoiceField(Article.objects.none(), label="with this one", empty_label="Choose…")

    def __init__(self, data: Any = None, *, articles: list[Article]) -> None:
        super().__init__(data)
        among = Article.objects.filter(pk__in=[one.pk for one in articles]).select_related("outlet")
        for name in ("article", "origin"):
            field: Any = self.fields[name]
            field.label_from_instance = _label
            field.queryset = among.order_by("published_on", "pk")

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("article") and data.get("article") == data.get("origin"):
            self.add_error("origin", "An article takes nothing over from itself.")
        return data


class DerivationForm(forms.Form):
    """Confirm (perhaps as another kind) or reject with a reason."""

    action = forms.ChoiceField(choices=[("confirm", "confirm"), ("reject", "reject")])
    kind = forms.ChoiceField(choices=choices_of(DerivationKind), required=False)
    reason = forms.CharField(required=False, max_length=500)
    seen = forms.CharField(required=False, max_length=64)

    def decided(self, row: Derivation) -> tuple[DerivationState, DerivationKind]:
        """Return what a valid form says of a derivation."""
        is_so = self.cleaned_data["action"] == "confirm"
        state = DerivationState.CONFIRMED if is_so else DerivationState.REJECTED
        return state, DerivationKind(self.cleaned_data["kind"] or row.kind)
