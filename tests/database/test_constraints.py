"""Every rule of our tables has a row that PostgreSQL refuses, and says in words what is wrong."""

import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import IntegrityError, ProgrammingError, connection, models, transaction

from tests import factories as make
from tests.database import (
    refused_assessments,
    refused_claims,
    refused_provenance,
    refused_sources,
    refused_tasks,
)

REFUSED = (
    refused_claims.REFUSED
    | refused_assessments.REFUSED
    | refused_provenance.REFUSED
    | refused_sources.REFUSED
    | refused_tasks.REFUSED
)
OURS = ("sources", "claims")


def our_models() -> Iterator[type[models.Model]]:
    for label in OURS:
        yield from apps.get_app_config(label).get_models()


def rules() -> set[str]:
    """The names of all constraints and refusing triggers of our tables; history tables hold none of their own."""
    found = set()
    for model in our_models():
        found |= {constraint.name for constraint in model._meta.constraints}
        for trigger in getattr(model._meta, "triggers", []):
            found |= set(re.findall(r"CONSTRAINT = '(\w+)'", str(trigger.func or "")))
    return found


def test_every_rule_has_a_row_that_it_refuses() -> None:
    assert rules() == set(REFUSED)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(REFUSED))
def test_the_database_refuses_the_row_in_the_rules_name(name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        REFUSED[name]()

    assert refused.value.__cause__ is not None
    assert refused.value.__cause__.diag.constraint_name == name  # type: ignore[attr-defined]


@pytest.mark.parametrize("model", list(our_models()), ids=lambda model: model.__name__)
def test_every_constraint_speaks_plain_english(model: type[models.Model]) -> None:
    for constraint in model._meta.constraints:
        assert constraint.violation_error_message != models.BaseConstraint.default_violation_error_message


@pytest.mark.django_db
@pytest.mark.parametrize(
    "act", ["UPDATE claims_mentionevent SET exact = 'x'", "DELETE FROM claims_mentionevent"]
)
def test_history_can_be_neither_changed_nor_deleted(act: str) -> None:
    make.mention()

    with pytest.raises(ProgrammingError, match="Cannot update or delete rows"), transaction.atomic():
        connection.cursor().execute(act)


def test_every_table_that_people_change_keeps_its_history() -> None:
    changing = {
        "Source", "SourceAlias", "Article", "Measure", "MeasurePart", "MeasureSense", "Population", "Place", "Mention",
        "Attribution", "Question", "QuestionClaim", "Relation", "Finding", "Opinion",
        "Utterance", "Derivation",
    }  # fmt: skip

    names = {model.__name__ for model in our_models()}
    assert changing <= {name.removesuffix("Event") for name in names if name.endswith("Event")}
