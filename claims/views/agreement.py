"""How well people agree when they judge blind."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from claims.coefficients import ALPHA_SOURCE, FEWEST, KAPPA_SOURCE
from claims.forms.agreement import AgreementFilter
from claims.queries.agreement import COUNTED, agreement_of, measures_assessed, question_named
from claims.resampling import DRAWS, INTERVAL_SOURCE
from config.policies import Action, requires


@require_GET
@requires(Action.BROWSE)
def agreement(request: HttpRequest) -> HttpResponse:
    """Show the coefficients over all blind assessments, or those of one question, measure or period."""
    form = AgreementFilter(request.GET, measures=measures_assessed())
    is_valid = form.is_valid()
    data = form.cleaned_data if is_valid else {}
    question = question_named(data.get("question"))
    context = {
        "form": form,
        "question": question,
        "agreement": agreement_of(
            question=data.get("question"), measure=data.get("measure"), since=data.get("since"), until=data.get("until")
        ) if is_valid else None,
        "fewest": FEWEST,
        "counted": COUNTED,
        "alpha_source": ALPHA_SOURCE,
        "kappa_source": KAPPA_SOURCE,
        "draws": DRAWS,
        "interval_source": INTERVAL_SOURCE,
    }  # fmt: skip
    return render(request, "claims/agreement.html", context, status=200 if is_valid else 422)
