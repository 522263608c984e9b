"""The forms of a pair, for templates that show one: as they were filled in, else empty."""

from typing import Any

from django import template

from claims.forms.filling import BASES, AxesForm
from claims.forms.meant import MeantForm

register = template.Library()


@register.simple_tag(takes_context=True)
def axes_form(context: Any, pair: Any) -> AxesForm:
    """Return the view's form, where it has one for this pair."""
    given = context.get("axes_form")
    if isinstance(given, AxesForm) and given.pair.relation.pk == pair.relation.pk:
        return given
    return AxesForm(pair=pair)


@register.simple_tag(takes_context=True)
def meant_form(context: Any, word: Any) -> MeantForm:
    """Return the form for what a word means: the view's, where it has one for this claim."""
    given = context.get("meant_form")
    if isinstance(given, MeantForm) and given.word.claim.pk == word.claim.pk:
        return given
    return MeantForm(word=word)


@register.simple_tag
def bases() -> list[str]:
    """Return the counting bases that are offered."""
    return BASES
