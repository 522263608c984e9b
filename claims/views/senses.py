"""Teach a sense of words, and withdraw one. They are listed with the other terms."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from claims.forms.sense import SenseForm
from claims.models import MeasureSense
from claims.services.lattice import TermRefused
from claims.services.teaching import add_sense, withdraw_sense
from claims.views.terms import show_terms
from config.asked import person_of, see_other
from config.policies import Action, requires
from config.seen import ChangedMeanwhile, Line, mark_of, refuse_second


@require_POST
@requires(Action.EDIT_TERMS)
def sense_add(request: HttpRequest) -> HttpResponse:
    """Record what some words mean, for everybody or for one speaker."""
    form = SenseForm(request.POST)
    if form.is_valid():
        try:
            row = add_sense(**form.cleaned_data, by=person_of(request), now=timezone.now())
        except TermRefused as error:
            form.add_error(None, str(error))
        else:
            messages.success(
                request, f"{row}. Texts read from now on are read so; nothing read before changes."
            )
            return see_other(f"{reverse('terms')}?kind=sense")
    return show_terms(request, "sense", sense_form=form, status=422)


@require_POST
@requires(Action.EDIT_TERMS)
def sense_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a sense; what was read with it stays. 409 when somebody has withdrawn it already."""
    row = get_object_or_404(MeasureSense.objects.select_related("measure", "withdrawn_by"), pk=pk)
    try:
        withdraw_sense(row, seen=request.POST.get("seen", ""), by=person_of(request), now=timezone.now())
    except ChangedMeanwhile as changed:
        row = changed.now
        stands = f"withdrawn by {row.withdrawn_by}" if row.withdrawn_at else "taught, and used"
        lines = [Line("Sense", str(row)), Line("How it stands", stands, "withdraw it")]
        return refuse_second(
            request, lines, seen=None if row.withdrawn_at else mark_of(row),
            leave=f"{reverse('terms')}?kind=sense", row=row,
        )  # fmt: skip
    messages.success(request, f"{row}: withdrawn. What was read with it stays as it is.")
    return see_other(f"{reverse('terms')}?kind=sense")
