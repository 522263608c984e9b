"""A source that a person names in a form."""

from django import forms

from sources.models import Source


def recorded_source(name: str) -> Source | None:
    """Return the source of this name or alias, None for an empty field. ValidationError where nobody bears it."""
    name = " ".join(name.split())
    if not name:
        return None
    found = Source.objects.named(name).first()
    if found is None:
        raise forms.ValidationError("No source of this name is recorded. Add it under Sources first.")
    return found
