"""What can become of a decision: one table, and a diagram that says the same."""

from pathlib import Path

import pytest

from claims.states import (
    STANDING,
    TRANSITIONS,
    Act,
    AdjudicationState,
    AssessmentState,
    NotPossible,
    State,
    after,
    diagram,
)
from claims.vocabulary import FindingState

STATES: list[State | None] = [None, *AdjudicationState, *AssessmentState, *FindingState]


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("state", STATES)
def test_an_act_is_possible_where_the_table_has_it_and_nowhere_else(state: State | None, act: Act) -> None:
    rows = [row for row in TRANSITIONS if (row.before, row.act) == (state, act)]
    if rows:
        assert [after(state, act)] == rows
    else:
        with pytest.raises(NotPossible):
            after(state, act)


def test_every_state_is_reached_and_only_undoing_leaves_an_end() -> None:
    assert {row.after for row in TRANSITIONS} == {*AdjudicationState, *AssessmentState, *FindingState}
    forwards = [row for row in TRANSITIONS if row.act is not Act.UNDO]
    assert {row.before for row in forwards} - {None} == STANDING


def test_the_diagram_in_the_documentation_is_the_table() -> None:
    assert Path("docs/adjudication.md").read_text() == diagram()
