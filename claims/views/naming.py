"""Saying, in the queue, who is meant by words that no recorded source bears."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from claims.forms.naming import NameForm
from claims.models import Mention
from claims.services.naming import name_hop
from claims.services.provenance import ChainInvalid, chain_of
from claims.views.queue import next_task, show_queue
from config.asked import person_of
from config.policies import Action, requires
from config.seen import ChangedMeanwhile, Line, both_acts, mark


@require_POST
@requires(Action.MARK_PROVENANCE)
@vary_on_headers("HX-Request", "HX-Target")
def mention_name(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a source behind one hop, recorded or made here. 422 where nobody is named, 409 on a changed chain."""
    mention = get_object_or_404(Mention.objects.select_related("version__article"), pk=pk)
    form = NameForm(request.POST)
    if not form.is_valid():
        return _refuse(request, pk, form, status=422)
    data, seen = form.cleaned_data, chain_of(mention)
    try:
        with transaction.atomic():
            if mark(seen) != data["seen"]:
                raise ChangedMeanwhile(mention)
            source = form.source()
            if source is not None:
                name_hop(
                    mention, data["hop"], source, remember=data["remember"], seen=seen, by=person_of(request),
                    now=timezone.now(),
                )  # fmt: skip
    except ChainInvalid as error:
        form.add_error(None, str(error))
        source = None
    except ChangedMeanwhile:
        return _second(request, mention, form)
    if source is None:
        return _refuse(request, pk, form, status=422)
    return next_task(request, said=f"Saved: {source} is meant.")


def _second(request: HttpRequest, mention: Mention, form: NameForm) -> HttpResponse:
    """Show who stands at this place of the chain by now, beside who was meant; it can be said over that."""
    number = form.cleaned_data["hop"]
    hop = mention.attributions.filter(hop=number).select_related("source").first()
    now = "no such hop any more" if hop is None else str(hop.source or f"“{hop.printed_name}”, not resolved")
    role = "" if hop is None else hop.role
    lines = [
        Line("Mention", mention.exact),
        Line(f"Hop {number}" + (f", {role}" if role else ""), now, form.cleaned_data["name"]),
    ]
    leave = reverse("mention_provenance", args=[mention.pk])
    seen = None if hop is None else mark(chain_of(mention))
    both = both_acts(request, lines, seen=seen, leave=leave, row=hop)
    you = f"You named {form.cleaned_data['name']}; nothing is saved."
    problem = f"Somebody else has changed this chain in the meantime. {you}"
    return show_queue(request, status=409, kind="name", at=mention.pk, problem=problem, **both)


def _refuse(request: HttpRequest, pk: int, form: NameForm, *, status: int) -> HttpResponse:
    problem = " ".join(str(error) for errors in form.errors.values() for error in errors)
    return show_queue(request, status=status, kind="name", at=pk, problem=problem, naming=form)
