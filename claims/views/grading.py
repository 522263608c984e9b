"""Grade a source (A to F) and a claim (1 to 6), with the standard's terms beside every letter and number."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from claims.forms.grading import CredibilityForm, ReliabilityForm, initial_of
from claims.models import Claim, Credibility, Measure
from claims.services.grading import (
    NotConfirmed,
    grade_claim,
    grade_source,
    origins_behind,
    seen_of,
    why_not_confirmed,
)
from config.asked import person_of, see_other
from config.policies import Action, requires
from config.seen import ChangedMeanwhile, Versions, both_versions
from sources.models import Grade, Source

GRADES_SHOWN = 50


@require_http_methods(["GET", "POST"])
@requires(Action.MARK_PROVENANCE)
def source_grade(request: HttpRequest, pk: int) -> HttpResponse:
    """Grade a source; what is graded worse wakes the decisions that rest on it. 409 when somebody graded first."""
    source = get_object_or_404(Source, pk=pk)
    grades = list(source.grades.select_related("graded_by").order_by("-pk")[:GRADES_SHOWN])
    latest = grades[0] if grades else None
    form = ReliabilityForm(request.POST or None, initial={"seen": seen_of(latest)})
    status, versions = 422 if request.method == "POST" else 200, None
    if form.is_bound and form.is_valid():
        try:
            made = grade_source(source, **form.cleaned_data, by=person_of(request), now=timezone.now())
        except ChangedMeanwhile as changed:
            status, versions = 409, _versions(form, changed.now)
            form = ReliabilityForm({**request.POST.dict(), "seen": seen_of(changed.now)})
        else:
            messages.success(request, f"{source} is graded {made}.")
            return see_other(reverse("source", args=[pk]))
    context = {
        "source": source,
        "form": form,
        "versions": versions,
        "grades": grades,
        "topics": Measure.objects.order_by("label").values_list("label", flat=True),
    }
    return render(request, "claims/source_grade.html", context, status=status)


@require_http_methods(["GET", "POST"])
@requires(Action.MARK_PROVENANCE)
def claim_grade(request: HttpRequest, pk: int) -> HttpResponse:
    """Grade a claim; 1 is refused, with the reason, while it has one origin. 409 when somebody graded first."""
    claim = get_object_or_404(Claim.objects.with_scope(), pk=pk)
    grades = list(claim.credibilities.select_related("by").order_by("-pk")[:GRADES_SHOWN])
    form = CredibilityForm(request.POST or None, initial={"seen": seen_of(grades[0] if grades else None)})
    status, versions = 422 if request.method == "POST" else 200, None
    if form.is_bound and form.is_valid():
        try:
            made = grade_claim(claim, **form.cleaned_data, by=person_of(request), now=timezone.now())
        except NotConfirmed as error:
            form.add_error("number", str(error))
        except ChangedMeanwhile as changed:
            status, versions = 409, _versions(form, changed.now)
            form = CredibilityForm({**request.POST.dict(), "seen": seen_of(changed.now)})
        else:
            messages.success(request, f"The claim is graded {made}.")
            return see_other(reverse("claim", args=[pk]))
    origins = origins_behind(claim)
    context = {
        "claim": claim,
        "form": form,
        "versions": versions,
        "grades": grades,
        "origins": origins,
        "why_not": why_not_confirmed(origins),
    }
    return render(request, "claims/claim_grade.html", context, status=status)


def _versions(form: ReliabilityForm | CredibilityForm, theirs: Grade | Credibility | None) -> Versions:
    found = both_versions(form, initial_of(theirs))
    if isinstance(theirs, Grade):
        return Versions(found.lines, str(theirs.graded_by), theirs.graded_at)
    return Versions(found.lines, str(theirs.by), theirs.at) if theirs else found
