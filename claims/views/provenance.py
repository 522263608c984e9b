"""Mark who is behind a mention."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from claims.forms.provenance import chain_form, chain_token
from claims.models import Mention
from claims.services.provenance import ChangedMeanwhile, chain_of, mark_provenance
from config.asked import person_of, see_other
from config.policies import Action, requires
from sources.models import Source

#: Names offered while typing. Any other recorded name may be typed in full.
NAMES_OFFERED = 300


@require_http_methods(["GET", "POST"])
@requires(Action.MARK_PROVENANCE)
def mention_provenance(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the chain of a mention as a form; save it. 409 when somebody else changed it first: both are shown."""
    mention = get_object_or_404(
        Mention.objects.select_related(
            "claim__scope__measure", "claim__claimant", "version__article__outlet"
        ),
        pk=pk,
    )
    status, changed = 200, False
    form = chain_form(mention, request.POST if request.method == "POST" else None)
    if request.method == "POST":
        if not form.is_valid():
            status = 422
        elif request.POST.get("seen") != chain_token(mention):
            status, changed = 409, True
        else:
            try:
                with transaction.atomic():
                    stored = chain_of(mention)
                    mark_provenance(
                        mention, form.hops(stored), seen=stored, by=person_of(request), now=timezone.now()
                    )
            except ChangedMeanwhile:
                status, changed = 409, True
            else:
                messages.success(request, "Saved who is behind it. Undo brings the chain before back.")
                return see_other(f"{reverse('claim', args=[mention.claim_id])}?mention={mention.pk}")
    context = {
        "mention": mention,
        "form": form,
        "seen": chain_token(mention),
        "changed": changed,
        "chain": list(mention.attributions.order_by("-hop").select_related("source")),
        "published": mention.version.published_on,
        "names": Source.objects.order_by("suggested", "pk").values_list("name", flat=True)[:NAMES_OFFERED],
    }
    return render(request, "claims/provenance.html", context, status=status)
