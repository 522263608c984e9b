"""Who can be cited: outlets, agencies, states, offices, persons, forces, units, groups, documents."""

import pghistory
import pgtrigger
from django.db import IntegrityError, models, transaction
from django.db.models import ExpressionWrapper, Q, Value
from django.db.models.functions import Length, Lower
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from sources.models.triggers import refusal

#: A name is an index key, and those have a limit in bytes; no name of anybody is this long.
MAX_NAME_LENGTH = 300


class SourceKind(models.TextChoices):
    """What a source is. The same words as in the vocabulary of claims; a test holds the two together."""

    OUTLET = "outlet", "outlet"
    AGENCY = "agency", "agency"
    STATE = "state", "state"
    OFFICE = "office", "office"
    PERSON = "person", "person"
    ARMED_FORCE = "armed_force", "armed force"
    UNIT = "unit", "unit"
    ORGANISATION = "organisation", "organisation"
    UNNAMED_GROUP = "unnamed_group", "unnamed group"
    DOCUMENT = "document", "document"


class SourceQuerySet(models.QuerySet["Source"]):
    def named(self, name: str) -> "SourceQuerySet":
        """
        Return the sources that bear the name, or have it as an alias, whatever its case and outer spaces.

        At most one by name and one by alias; the one by name comes first.
        """
        key = Lower(Value(" ".join(name.split())))
        names = Source.objects.order_by().alias(key=Lower("name")).filter(key=key).values("pk")
        aliases = SourceAlias.objects.alias(key=Lower("name")).filter(key=key).values("source")
        return (
            self.alias(key=Lower("name"))
            .annotate(is_by_name=ExpressionWrapper(Q(key=key), output_field=models.BooleanField()))
            # a union, because an OR over the two tables would look at every source
            .filter(pk__in=names.union(aliases, all=True))
            .order_by("-is_by_name", "pk")
        )

    def get_or_create_outlet(self, name: str, *, suggested: bool) -> "Source":
        """Return the outlet of exactly this name, made if need be; two workers at once make one."""
        try:
            with transaction.atomic():
                return self.create(name=name, kind=SourceKind.OUTLET, suggested=suggested)
        except IntegrityError as error:
            found = self.named(name).first()
            if found is None:  # it was not the name that clashed
                raise error
            return found

    def outlets(self) -> "SourceQuerySet":
        """Return those that publish: outlets and agencies."""
        return self.filter(kind__in=[SourceKind.OUTLET, SourceKind.AGENCY])

    def suggested(self) -> "SourceQuerySet":
        """Return those that the machine made from a text and nobody has confirmed."""
        return self.filter(suggested=True)


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), append_only=True)
class Source(models.Model):
    """
    Anyone who can be cited.

    `parent`: what it is part of or owned by. `side`: the side it takes, in a word or two, "" for none.
    `suggested`: made by the machine from a text, and no person has confirmed it.
    """

    name = models.TextField()
    kind = models.TextField(choices=SourceKind)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    side = models.TextField(blank=True, default="")
    note = models.TextField(blank=True, default="")
    suggested = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)

    objects = SourceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="source_name_unique",
                violation_error_message="A source of this name exists already.",
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"^\S+( \S+)*$")
                & Q(LessThanOrEqual(Length("name"), MAX_NAME_LENGTH)),
                name="source_name_is_words",
                violation_error_message=(
                    f"Write the name as words with single spaces, at most {MAX_NAME_LENGTH} characters."
                ),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=SourceKind.values),
                name="source_kind_known",
                violation_error_message="Choose one of the known kinds of source.",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="source_parent_no_cycle",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("parent_id"),  # type: ignore[no-untyped-call]
                condition=pgtrigger.Q(new__parent__isnull=False),
                # One at a time: two people who each move a half of a ring must not both succeed.
                func=f"""
                    PERFORM pg_advisory_xact_lock(hashtext('source_parent_no_cycle'));
                    IF EXISTS (
                        WITH RECURSIVE above(id) AS (
                            SELECT NEW.parent_id
                            UNION
                            SELECT s.parent_id FROM sources_source s JOIN above ON s.id = above.id
                            WHERE s.parent_id IS NOT NULL
                        )
                        SELECT 1 FROM above WHERE id = NEW.id
                    ) THEN
                        {
                    refusal(
                        name="source_parent_no_cycle",
                        message="A source cannot be a part of itself, directly or through others.",
                    )
                }
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), append_only=True)
class SourceAlias(models.Model):
    """Another name of a source. `suggested`: found by the machine, not confirmed by a person."""

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="aliases")
    name = models.TextField()
    suggested = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("name"),
                name="source_alias_name_unique",
                violation_error_message="This alias is taken already.",
            ),
            models.CheckConstraint(
                condition=Q(name__regex=r"^\S+( \S+)*$")
                & Q(LessThanOrEqual(Length("name"), MAX_NAME_LENGTH)),
                name="source_alias_name_is_words",
                violation_error_message=(
                    f"Write the alias as words with single spaces, at most {MAX_NAME_LENGTH} characters."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name
