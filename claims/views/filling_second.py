"""Who fills in a pair second: what its readings, senses and terms say by now, beside what this person filled in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from claims.forms.filling import AxesForm
from claims.forms.meant import MeantForm
from claims.forms.scope import initial_scope
from claims.models import MeasureSense, Mention, Place, Population
from claims.queries.compare import Pair
from claims.views.desk import desk_of
from claims.views.queue import show_queue
from claims.views.relation import show_pair
from claims.vocabulary import MentionState
from config.seen import Line, both_acts, both_versions, mark_of

CHANGED = (
    "Somebody has changed one of these readings in the meantime. The pair is shown as it stands now, and what you"
    " filled in is kept; nothing of it is saved."
)


def second_filling(request: HttpRequest, pair: Pair, form: AxesForm) -> HttpResponse:
    """Show each open axis as it is read by now beside what was filled in; saved again, it is read so over that."""
    fillings, kept = form.fillings(), request.POST.copy()
    theirs: dict[str, Any] = {}
    sides: dict[str, str] = {}
    renewed: dict[str, list[str]] = {}
    now: dict[int, Mention] = {}
    lines = []
    mentions = Mention.objects.with_reading().in_bulk(
        {pk for filling in fillings.values() for pk in filling.mentions or ()}
    )
    for gaps in pair.gaps:
        wanted = fillings[gaps.claim.pk].mentions or {}
        shown, prefix = [mentions[pk] for pk in wanted if pk in mentions], f"c{gaps.claim.pk}-"
        if not shown:
            continue
        now[gaps.claim.pk] = shown[0]
        accepts = "accepted" if fillings[gaps.claim.pk].axes else None
        lines.append(Line(f"{gaps.name.title()}: state", shown[0].state, accepts))
        theirs |= {prefix + name: value for name, value in initial_scope(shown[0].claim.scope).items()}
        sides |= {name: gaps.name.title() for name in form.fields if name.startswith(prefix)}
        renewed |= {f"{prefix}seen": _marks(shown[:1]), f"{prefix}also": _marks(shown[1:])}
    moved = [one for pk, one in now.items() if one.claim_id != pk or one.state != MentionState.SUGGESTED]
    last = moved[0] if moved else None
    theirs["reason"] = last.reason if last else ""
    for field, line in zip(form.visible_fields(), both_versions(form, theirs).lines, strict=True):
        side = sides.get(field.name)
        lines.append(replace(line, label=f"{side}: {line.label}" if side else line.label))
    for name, values in renewed.items():
        kept.setlist(name, values)
    return _answer(
        request, pair, lines, row=last, renewed=renewed, now={pk: one.claim_id for pk, one in now.items()},
        problem=CHANGED, axes_form=AxesForm(kept, pair=pair), fills=True,
    )  # fmt: skip


def second_sense(request: HttpRequest, pair: Pair, form: MeantForm) -> HttpResponse:
    """Show what is recorded of the word, and how the claim is read by now, beside what was chosen."""
    word, applies = form.word, form.cleaned_data["applies"]
    chosen = next(one for one in word.senses if one.key == form.cleaned_data["measure"])
    known: MeasureSense | None = word.confirmed
    lines = [
        Line(f"By “{word.words}” {known.speaker or 'everybody' if known else word.speaker} means",
             str(known.measure) if known else "", str(chosen)),
        Line("Where it is used so", known.citation if known else "", form.cleaned_data["citation"]),
    ]  # fmt: skip
    renewed = {"over": [mark_of(known)] if known else []}
    pk = int(form.cleaned_data["seen"].split(":")[0])
    mention = Mention.objects.with_reading().filter(pk=pk).first()
    if mention is not None:
        read = mention.claim.scope.measure if mention.claim.scope else None
        lines += [
            Line("This claim is read as", str(read or ""), str(chosen) if applies else None),
            Line("State", mention.state, "accepted" if applies else None),
        ]
        renewed[form.add_prefix("seen")] = _marks([mention])
    return _answer(
        request, pair, lines, row=known or mention, renewed=renewed, problem=CHANGED, meant_form=form,
        now={word.claim.pk: mention.claim_id} if mention else {},
    )  # fmt: skip


def second_terms(
    request: HttpRequest, pair: Pair, inner: Population | Place, outer: Population | Place
) -> HttpResponse:
    """Show what the two terms are part of by now, beside what was to be said of them."""
    lines = [
        Line(f"{inner} is a part of", str(inner.parent or ""), str(outer)),
        Line(f"{outer} is a part of", str(outer.parent or "")),
    ]
    is_turned = outer.parent_id == inner.pk  # a ring: to be changed on the page of the term, if at all
    renewed = {"seen": [mark_of(inner)], "beside": [mark_of(outer)]}
    changed = outer if request.POST.get("seen") == mark_of(inner) else inner
    problem = f"Somebody has changed “{changed}” in the meantime. Look at it again; nothing is saved."
    return _answer(
        request, pair, lines, row=changed, renewed=None if is_turned else renewed, now={}, problem=problem
    )


def _answer(
    request: HttpRequest, pair: Pair, lines: Iterable[Line], *, row: Model | None,
    renewed: Mapping[str, Sequence[str]] | None, now: Mapping[int, int], problem: str, **more: Any,
) -> HttpResponse:  # fmt: skip
    """Show both versions above the pair. now: the pair's claims (ids) → those that the words carry by now."""
    from_queue = request.POST.get("back") == "queue"
    claims = "&".join(f"claim={now.get(half.claim.pk, half.claim.pk)}" for half in (pair.left, pair.right))
    leave = desk_of(request).url if from_queue else f"{reverse('claims_compare')}?{claims}"
    both = both_acts(
        request, lines, seen=None if renewed is None else "", leave=leave, row=row, renewed=renewed
    )
    if from_queue:
        return show_queue(request, status=409, kind="axis", at=pair.relation.pk, problem=problem, **both)
    shown: dict[str, Any] = {"pair": pair, "problem": problem, **more, **both}
    return show_pair(request, pair.relation, left=pair.left.claim.pk, status=409, **shown)


def _marks(mentions: Iterable[Mention]) -> list[str]:
    return [f"{mention.pk}:{mark_of(mention)}" for mention in mentions]
