"""How a column of the history is written: in the words of the pages, with names for what a number points at."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange

from claims.models import Claim, Mention, Scope
from claims.wording import days, figure

#: What is read along with a row so that it can be named.
_WITH: dict[type[models.Model], tuple[str, ...]] = {
    Claim: ("scope__measure", "scope__population", "scope__place"),
    Scope: ("measure", "population", "place"),
}
NOTHING = "–"

Names = dict[type[models.Model], dict[int, str]]


def names_of(pointers: "Iterable[tuple[models.Field[Any, Any], Any]]") -> Names:
    """Return the names of all that these columns point at. One query for each kind of thing."""
    wanted: defaultdict[type[models.Model], set[int]] = defaultdict(set)
    for column, value in pointers:
        if isinstance(column, models.ForeignKey) and value is not None:
            wanted[column.related_model].add(value)
    return {
        model: {
            row.pk: _name(row)
            for row in model._default_manager.select_related(*_WITH.get(model, ())).filter(pk__in=ids)
        }
        for model, ids in wanted.items()
    }


def _name(row: models.Model) -> str:
    if isinstance(row, User):
        return row.get_full_name() or row.get_username()
    if isinstance(row, Claim):
        return (
            f"{figure(row, row.bound, row.unit) or row} ({row.scope}), claim {row.pk}"
            if row.scope
            else f"{row}"
        )
    return f"“{row}”" if isinstance(row, Mention) else str(row)


def written(column: "models.Field[Any, Any]", value: Any, names: Names) -> str:
    """Write the value of a column; what it pointed at may be gone, then its number is left."""
    if isinstance(column, models.ForeignKey) and value is not None:
        return names.get(column.related_model, {}).get(value, f"number {value}")
    return _plain(value)


def _plain(value: Any) -> str:
    match value:
        case None | "" | [] | {}:
            return NOTHING
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return f"{value.normalize():f}"
        case datetime():
            return f"{value:%-d %b %Y, %H:%M}"
        case date():
            return f"{value:%-d %b %Y}"
        case DateRange():
            return days(value.lower, value.upper and value.upper - timedelta(days=1), None)
        case list():
            return "; ".join(_plain(item) for item in value)
        case dict():
            return ", ".join(f"{key}: {_plain(item)}" for key, item in value.items())
    return str(value).replace("_", " ") if str(value).isidentifier() else str(value)
