"""The form for a pair's missing axes, for templates that show a pair: as it was filled in, else empty."""

from typing import Any

from django import template

from claims.forms.filling import AxesForm

register = template.Library()


@register.simple_tag(takes_context=True)
def axes_form(context: Any, pair: Any) -> AxesForm:
    """Return the view's form, where it has one for this pair."""
    given = context.get("axes_form")
    if isinstance(given, AxesForm) and given.pair.relation.pk == pair.relation.pk:
        return given
    return AxesForm(pair=pair)


@register.simple_tag
def bases() -> list[str]:
    """Return the counting bases that are offered."""
    from claims.forms.filling import BASES

    return BASES
