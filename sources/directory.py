"""Keeping the directory of sources: adding, editing, confirming; aliases. History notes who and when by itself."""

from django.db import IntegrityError, transaction

from config.events import was_recorded
from config.seen import ChangedMeanwhile, check_seen
from sources.models import Source, SourceAlias


class NotPossible(Exception):
    """The rules of the directory refuse it; the message is for the person, `field` says where it belongs."""

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field


#: The database's rule → the field of the form that it speaks of, and what to say.
REFUSALS = {
    "source_name_unique": ("name", "A source of this name exists already."),
    "source_name_is_words": ("name", "Write the name as words, at most 300 characters."),
    "source_parent_no_cycle": ("parent", "A source cannot be a part of itself, directly or through others."),
    "source_alias_name_unique": ("name", "This alias is taken already."),
    "source_alias_name_is_words": ("name", "Write the alias as words, at most 300 characters."),
}


def add_source(
    *, name: str, kind: str, parent: Source | None = None, side: str = "", note: str = ""
) -> Source:
    """Add a source that a person knows. Return it. Raises NotPossible."""
    _check_free(name, but_for=None)
    try:
        with transaction.atomic():
            return Source.objects.create(name=name, kind=kind, parent=parent, side=side, note=note)
    except IntegrityError as error:
        raise _in_words(error) from error


def edit_source(
    pk: int, *, seen: str, name: str, kind: str, parent: Source | None, side: str, note: str
) -> Source:
    """
    Save what a person says of the source; it is confirmed by that. Return it.

    `seen`: the mark of the source that the person saw. Raises ChangedMeanwhile, NotPossible, Source.DoesNotExist.
    """
    try:
        with transaction.atomic():
            source = Source.objects.select_for_update(of=("self",)).get(pk=pk)
            check_seen(source, seen)
            _check_free(name, but_for=source)
            source.name, source.kind, source.parent, source.side, source.note = name, kind, parent, side, note
            source.suggested = False
            source.save()
            return source
    except IntegrityError as error:
        raise _in_words(error) from error


@transaction.atomic
def confirm_source(pk: int, *, seen: str) -> Source:
    """Let a person's word stand for a source that the machine suggested. Return it. Raises ChangedMeanwhile."""
    source = Source.objects.select_for_update(of=("self",)).get(pk=pk)
    check_seen(source, seen)
    source.suggested = False
    source.save(update_fields=["suggested"])
    return source


def add_alias(source_pk: int, *, name: str) -> SourceAlias:
    """Add another name of the source. Return it. Raises NotPossible when anybody has that name."""
    source = Source.objects.get(pk=source_pk)
    taken = Source.objects.named(name).first()
    if taken is not None:
        whose = (
            "It is a name of this source already."
            if taken == source
            else f"This is a name of {taken} already."
        )
        raise NotPossible(whose, field="name")
    try:
        with transaction.atomic():
            return SourceAlias.objects.create(source=source, name=name)
    except IntegrityError as error:
        raise _in_words(error) from error


@transaction.atomic
def confirm_alias(source_pk: int, pk: int, *, seen: str) -> SourceAlias:
    """Let a person's word stand for an alias that the machine found. Return it. Raises ChangedMeanwhile."""
    alias = _locked_alias(source_pk, pk, seen)
    alias.suggested = False
    alias.save(update_fields=["suggested"])
    return alias


@transaction.atomic
def remove_alias(source_pk: int, pk: int, *, seen: str) -> SourceAlias:
    """Take a wrong alias away; history keeps it. Return it as it was. Raises ChangedMeanwhile."""
    alias = _locked_alias(source_pk, pk, seen)
    SourceAlias.objects.filter(pk=pk).delete()
    return alias


def _locked_alias(source_pk: int, pk: int, seen: str) -> SourceAlias:
    alias = SourceAlias.objects.select_for_update(of=("self",)).filter(pk=pk, source=source_pk).first()
    if alias is None:
        if was_recorded(SourceAlias, pk, source_id=source_pk):
            raise ChangedMeanwhile
        raise SourceAlias.DoesNotExist
    check_seen(alias, seen)
    return alias


def _check_free(name: str, *, but_for: Source | None) -> None:
    """Raise NotPossible when the name is another source's name or alias: one name, one source."""
    taken = Source.objects.named(name).first()
    if taken is not None and taken != but_for:
        raise NotPossible(f"This is a name of {taken} already.", field="name")


def _in_words(error: IntegrityError) -> Exception:
    """Return the refusal as NotPossible, or the error itself when it is none that we know."""
    diag = getattr(error.__cause__, "diag", None)
    field, message = REFUSALS.get(getattr(diag, "constraint_name", None) or "", ("", ""))
    return NotPossible(message, field=field) if message else error
