"""A decision on a question, what a second person says of it, and looking at it again."""

from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db.models import QuerySet

from claims.models import Claim
from claims.models.rules import choices_of
from claims.services.deciding import AdjudicationValue
from claims.templatetags.claim_words import claim_in_words
from claims.vocabulary import (
    CONFIDENCE_SOURCE,
    CONFIDENCE_WORDS,
    LIKELIHOOD_SOURCE,
    LIKELIHOOD_WORDS,
    QUESTION_OUTCOME_MEANS,
    QUESTION_OUTCOME_WORDS,
    Confidence,
    Likelihood,
    QuestionOutcome,
    Rank,
)

#: Each outcome and what it says, for the page of a form.
OUTCOME_MEANINGS = [
    (words, QUESTION_OUTCOME_MEANS[outcome]) for outcome, words in QUESTION_OUTCOME_WORDS.items()
]


class AskingForm(forms.Form):
    """Whom to ask for blind assessments, and why. seen: how the question stood when the form was opened."""

    assessors = forms.ModelMultipleChoiceField(
        queryset=User.objects.none(), label="Who judges", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose two people or more."},
    )  # fmt: skip
    why = forms.CharField(
        label="Why", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="What the two should look at. They read it; keep your own judgement out of it.",
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, people: QuerySet[User], **options: Any) -> None:
        super().__init__(data, **options)
        self.fields["assessors"].queryset = people  # type: ignore[attr-defined]


def _figure(label: str) -> forms.DecimalField:
    return forms.DecimalField(label=label, required=False, max_digits=24, decimal_places=6)


def _prose(label: str, *, rows: int, help_text: str = "", required: bool = False) -> forms.CharField:
    return forms.CharField(
        label=label, required=required, max_length=5000, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class AdjudicationForm(forms.Form):
    """
    Outcome, figure, reasons and the ranks of the claims.

    seen, claims_seen: how the question and the claims under it stood when the form was opened.
    """

    outcome = forms.ChoiceField(choices=list(QUESTION_OUTCOME_WORDS.items()))
    low = _figure("Lowest")
    best = _figure("Best")
    high = _figure("Highest")
    likelihood = forms.ChoiceField(
        required=False, choices=[("", "not given"), *LIKELIHOOD_WORDS.items()],
        help_text=f"How likely it is that the decision is right. Words and ranges: {LIKELIHOOD_SOURCE}.",
    )  # fmt: skip
    confidence = forms.ChoiceField(
        required=False, choices=[("", "not given"), *CONFIDENCE_WORDS.items()],
        help_text=f"How good its basis is, whatever the likelihood: {CONFIDENCE_SOURCE}.",
    )  # fmt: skip
    rationale = _prose(
        "Why", rows=5, required=True, help_text="What the figures cover, and which claims it rests on."
    )
    assumptions = _prose("What is assumed", rows=2)
    would_change = _prose("What would change it", rows=2)
    others_reason = forms.CharField(
        label="Reason for every other claim that stays normal", required=False, max_length=500,
        help_text="Kept with the rank of each claim that has no reason of its own.",
    )  # fmt: skip
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    claims_seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, claims: Sequence[Claim] = (), **options: Any) -> None:
        super().__init__(data, **options)
        self.claims = claims
        for claim in claims:
            whose = f"{claim_in_words(claim)}, {claim.claimant or 'nobody named'}"
            self.fields[f"rank_{claim.pk}"] = forms.ChoiceField(
                label="Rank", choices=choices_of(Rank), initial=Rank.NORMAL, required=False,
                widget=forms.Select(attrs={"aria-label": f"Rank of {whose}"}),
            )  # fmt: skip
            self.fields[f"reason_{claim.pk}"] = forms.CharField(
                label="Reason", required=False, max_length=500,
                widget=forms.TextInput(attrs={"aria-label": f"Reason for {whose}"}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        known = [data[name] for name in ("low", "best", "high") if data.get(name) is not None]
        if known != sorted(known):
            self.add_error("best", "Lowest, best and highest are not in order.")
        without = [claim for claim in self.claims if not (data.get(f"reason_{claim.pk}") or "").strip()]
        for claim in without:
            if (data.get(f"rank_{claim.pk}") or Rank.NORMAL) != Rank.NORMAL:
                self.add_error(f"reason_{claim.pk}", "Say why this claim is preferred or deprecated.")
            elif not (data.get("others_reason") or "").strip() and "others_reason" not in self.errors:
                self.add_error(
                    "others_reason", "Say why the claims without a reason of their own stay normal."
                )
        return data

    def decision(self) -> AdjudicationValue:
        """Return what a valid form says."""
        data = self.cleaned_data
        return AdjudicationValue(
            QuestionOutcome(data["outcome"]),
            data["rationale"],
            low=data["low"],
            best=data["best"],
            high=data["high"],
            likelihood=Likelihood(data["likelihood"]) if data["likelihood"] else None,
            confidence=Confidence(data["confidence"]) if data["confidence"] else None,
            assumptions=data["assumptions"],
            would_change=data["would_change"],
            ranks={
                claim.pk: (
                    Rank(data[f"rank_{claim.pk}"] or Rank.NORMAL),
                    data[f"reason_{claim.pk}"].strip() or data["others_reason"],
                )
                for claim in self.claims
            },
        )

    def ranked(self) -> list[tuple[Claim, forms.BoundField, forms.BoundField]]:
        """Return each claim with its two fields, for the page."""
        return [(claim, self[f"rank_{claim.pk}"], self[f"reason_{claim.pk}"]) for claim in self.claims]


class AssessmentForm(AdjudicationForm):
    """A blind judgement: nothing is chosen beforehand. seen: the round (id) that it was opened for."""

    outcome = forms.ChoiceField(choices=[("", "choose"), *QUESTION_OUTCOME_WORDS.items()])


#: Of a likelihood or confidence on which the assessments differ: leaving it out is a choice, too.
NOT_GIVEN = "not_given"


class ReconciliationForm(AssessmentForm):
    """A decision out of several assessments. What they say alike is filled in; the rest is empty and to be chosen."""

    def __init__(self, data: Any = None, *, differing: Collection[str] = (), **options: Any) -> None:
        super().__init__(data, **options)
        nothing = (NOT_GIVEN, "not given")
        choices: dict[str, Sequence[tuple[str, str]]] = {
            "likelihood": [nothing, *LIKELIHOOD_WORDS.items()],
            "confidence": [nothing, *CONFIDENCE_WORDS.items()],
        }
        choices |= {f"rank_{claim.pk}": choices_of(Rank) for claim in self.claims}
        for name in choices.keys() & differing:
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label,
                choices=[("", "they differ: choose"), *choices[name]],
                help_text=self.fields[name].help_text,
            )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        return data | {name: "" for name in ("likelihood", "confidence") if data.get(name) == NOT_GIVEN}


class CallingOffForm(forms.Form):
    """Why blind assessments are called off. round, seen: which ones the page showed, and their mark."""

    round = forms.IntegerField(min_value=1, max_value=2**62)
    reason = forms.CharField(required=False, max_length=2000)
    seen = forms.CharField(required=False)


class ReviewForm(forms.Form):
    """
    What a second person says of a proposed decision, or why a reopened one holds.

    seen, claims_seen: how the question and the claims under it stood when the page was opened.
    """

    act = forms.ChoiceField(choices=[("approve", "approve"), ("return", "return"), ("hold", "hold")])
    comment = forms.CharField(required=False, max_length=5000)
    seen = forms.CharField(required=False)
    claims_seen = forms.CharField(required=False)
