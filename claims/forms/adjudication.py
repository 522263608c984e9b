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


#: Claims that a form asks about on one page: as many as a person weighs in one go. What was said of others is kept.
CLAIMS_SHOWN = 40


def rank_fields(claim: int) -> tuple[str, str]:
    """Return the names of the two fields about a claim (id)."""
    return f"rank_{claim}", f"reason_{claim}"


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

    seen, claims_seen: how the question and the claims under it stood when the form was opened. page: which of the
    claims are shown, CLAIMS_SHOWN at once; what is said of the others is carried along.
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

    def __init__(
        self, data: Any = None, *, claims: Sequence[Claim] = (), page: int = 1, **options: Any
    ) -> None:
        super().__init__(data, **options)
        self.claims, self.page = claims, page
        given = set(self.data if self.is_bound else self.initial)
        self._given = [claim for claim in claims if given & set(rank_fields(claim.pk))]
        if self.is_bound:
            # what the page did not show and nobody has touched stays normal
            self.data = {f"rank_{claim.pk}": Rank.NORMAL.value for claim in self._untouched()} | dict(
                self.data.items()
            )
        for claim in claims if self.is_bound else [*self._shown, *self._given]:
            self._add_rank(claim)

    def _add_rank(self, claim: Claim) -> None:
        whose = f"{claim_in_words(claim)}, {claim.claimant or 'nobody named'}"
        rank, reason = rank_fields(claim.pk)
        self.fields[rank] = forms.ChoiceField(
            label="Rank", choices=choices_of(Rank), initial=Rank.NORMAL, required=False,
            widget=forms.Select(attrs={"aria-label": f"Rank of {whose}"}),
        )  # fmt: skip
        self.fields[reason] = forms.CharField(
            label="Reason", required=False, max_length=500,
            widget=forms.TextInput(attrs={"aria-label": f"Reason for {whose}"}),
        )  # fmt: skip

    def _untouched(self) -> list[Claim]:
        given = {claim.pk for claim in self._given}
        return [claim for claim in self.claims if claim.pk not in given]

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
        self._turn_to_what_is_wrong()
        return data

    def _turn_to_what_is_wrong(self) -> None:
        """Show the first page of claims on which something is wrong, unless the one that is shown is such a page."""
        wrong = [
            place // CLAIMS_SHOWN + 1
            for place, claim in enumerate(self.claims)
            if self.errors.keys() & set(rank_fields(claim.pk))
        ]
        if wrong and self.page not in wrong:
            self.page = wrong[0]

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

    @property
    def _shown(self) -> Sequence[Claim]:
        pages = len(self.pages)
        self.page = self.page if 1 <= self.page <= pages else 1
        return self.claims[(self.page - 1) * CLAIMS_SHOWN : self.page * CLAIMS_SHOWN]

    def ranked(self) -> list[tuple[Claim, forms.BoundField, forms.BoundField]]:
        """Return each claim of the page that is shown with its two fields."""
        return [
            (claim, self[f"rank_{claim.pk}"], self[f"reason_{claim.pk}"])
            for claim in self._shown
            if f"rank_{claim.pk}" in self.fields
        ]

    def elsewhere(self) -> list[forms.BoundField]:
        """Return what was said of claims on the other pages, to be sent along unseen."""
        shown = set(self._shown)
        return [self[name] for claim in self._given if claim not in shown for name in rank_fields(claim.pk)]

    @property
    def pages(self) -> list[tuple[int, int, int]]:
        """The pages of claims: number, first and last place."""
        ends = range(0, len(self.claims), CLAIMS_SHOWN)
        return [
            (number, start + 1, min(start + CLAIMS_SHOWN, len(self.claims)))
            for number, start in enumerate(ends, start=1)
        ]


class AssessmentForm(AdjudicationForm):
    """A blind judgement: nothing is chosen beforehand. seen: the round (id) that it was opened for."""

    outcome = forms.ChoiceField(choices=[("", "choose"), *QUESTION_OUTCOME_WORDS.items()])


#: Of a likelihood or confidence on which the assessments differ: leaving it out is a choice, too.
NOT_GIVEN = "not_given"


class ReconciliationForm(AssessmentForm):
    """A decision out of several assessments. What they say alike is filled in; the rest is empty and to be chosen."""

    def __init__(self, data: Any = None, *, differing: Collection[str] = (), **options: Any) -> None:
        self.differing = differing
        super().__init__(data, **options)
        nothing = (NOT_GIVEN, "not given")
        choices: dict[str, Sequence[tuple[str, str]]] = {
            "likelihood": [nothing, *LIKELIHOOD_WORDS.items()],
            "confidence": [nothing, *CONFIDENCE_WORDS.items()],
        }
        choices |= {f"rank_{claim.pk}": choices_of(Rank) for claim in self.claims}
        for name in choices.keys() & differing & self.fields.keys():
            self.fields[name] = forms.ChoiceField(
                label=self.fields[name].label,
                choices=[("", "they differ: choose"), *choices[name]],
                help_text=self.fields[name].help_text,
            )

    def _untouched(self) -> list[Claim]:
        """Where the assessments differ, nothing is chosen before somebody does."""
        return [claim for claim in super()._untouched() if f"rank_{claim.pk}" not in self.differing]

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
