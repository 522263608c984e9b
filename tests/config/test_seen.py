"""The mark of a row: it changes with every column, and not with how the row came into memory."""

import pytest

from claims.models import Mention, Relation
from config.seen import ChangedMeanwhile, Line, check_seen, mark, mark_of
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_row_has_the_same_mark_just_made_and_read_anew() -> None:
    for row, model in ((make.mention(), Mention), (make.relation(), Relation)):
        assert mark_of(row) == mark_of(model.objects.get(pk=row.pk))


def test_any_column_changes_it() -> None:
    row = make.mention()
    before = mark_of(row)

    row.notes = ["a remark"]

    assert mark_of(row) != before
    assert mark_of(row, "and a chain") != mark_of(row)


def test_a_row_that_was_changed_is_refused_and_told() -> None:
    row = make.source("Example Post")
    seen = mark_of(row)
    check_seen(row, seen)
    row.side = "Ruritania"

    with pytest.raises(ChangedMeanwhile) as told:
        check_seen(row, seen)

    assert told.value.now.side == "Ruritania"


@pytest.mark.parametrize(("one", "other"), [(["ab", "c"], ["a", "bc"]), ([None], [""]), ([1], ["1"])])
def test_values_are_kept_apart(one: list[object], other: list[object]) -> None:
    assert mark(*one) != mark(*other)


def test_only_what_this_person_said_can_differ() -> None:
    assert not Line("Name", "theirs").differs
    assert Line("Name", "theirs", "").differs
