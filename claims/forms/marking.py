"""Marking by hand what no program found in a text."""

from typing import Any

from django import forms

from claims.extraction.results import ExtractedClaim, Period
from claims.forms.mention import ReadingForm, plain
from claims.models import Claim, Measure, Mention
from claims.services.marking import line_around
from claims.vocabulary import ClaimKind, MentionState
from sources.models import ArticleVersion

#: A claim is a clause, rarely more than a paragraph.
LONGEST_SELECTION = 2000
#: So many places of the same words are offered; a longer selection tells them apart.
PLACES_SHOWN = 20


class SelectionForm(forms.Form):
    """Which words of the text: as printed, and from which place on they are looked for."""

    words = forms.CharField(
        label="The words that make the claim",
        strip=True,
        max_length=LONGEST_SELECTION,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Copy them from the text, exactly as printed: the figure with its words, or a clause.",
        error_messages={"required": "Copy the words of the claim from the text."},
    )
    at = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, text: str) -> None:
        super().__init__(data)
        self.text = text

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"].replace("\r\n", "\n")
        if words not in self.text:
            raise forms.ValidationError(
                "These words do not stand in this text. Copy them exactly as printed."
            )
        return words

    def places(self) -> list[int]:
        """Return where the words of a valid form stand, first the first at or after `at`, then the others."""
        words: str = self.cleaned_data["words"]
        found: list[int] = []
        place = -1
        while len(found) < PLACES_SHOWN and (place := self.text.find(words, place + 1)) >= 0:
            found.append(place)
        wanted = self.text.find(words, self.cleaned_data["at"] or 0)
        return [wanted, *(one for one in found if one != wanted)] if wanted >= 0 else found


class MarkForm(ReadingForm):
    """The reading of words that a person marks; filled in from how the extractor reads them, if it does."""

    def __init__(
        self, data: Any = None, *, version: ArticleVersion, start: int, end: int, suggested: ExtractedClaim | None
    ) -> None:  # fmt: skip
        first, last = line_around(version.text, start, end)
        blank = Claim(kind=ClaimKind.QUANTITY, polarity="affirmed")
        super().__init__(
            data,
            mention=Mention(
                version=version, claim=blank, start=start, end=end, exact=version.text[start:end],
                clause_start=first, clause_end=last, state=MentionState.ACCEPTED,
            ),
        )  # fmt: skip
        del self.fields["seen"], self.fields["reason"]
        if suggested is not None:
            self.initial.update(_initial_of(suggested))


def _initial_of(claim: ExtractedClaim) -> dict[str, Any]:
    known = Measure.objects.filter(key=claim.measure).exists() if claim.measure else False
    return {
        "kind": claim.kind,
        "polarity": claim.polarity,
        **{name: plain(getattr(claim, name)) for name in ("low", "best", "high")},
        "bound": claim.bound or "",
        "unit": claim.unit or "",
        "statement": claim.statement or "",
        "measure": claim.measure if known else None,
        "population": claim.population or "",
        "place": claim.place or "",
        "basis": claim.basis or "",
        **_days("period", claim.period),
        **_days("as_of", claim.as_of),
    }


def _days(name: str, period: Period | None) -> dict[str, Any]:
    if period is None:
        return {}
    return {
        f"{name}_first": period.from_day,
        f"{name}_last": period.to_day,
        f"{name}_precision": period.precision,
    }
