"""
What can become of a decision on a question, of blind assessments of it, and of a finding: one table of states and
acts, for services, tests and the diagram.

`python -m claims.states` prints docs/adjudication.md; a test keeps the two equal. Plain Python: no Django.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from claims.vocabulary import FindingState


class AdjudicationState(StrEnum):
    """How a decision on a question stands. It is never edited: it only passes from state to state."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REOPENED = "reopened"
    RETURNED = "returned"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class AssessmentState(StrEnum):
    """How a round of blind assessments stands. Nobody reads another's before it is opened."""

    WAITING = "waiting"
    OPENED = "opened"
    SETTLED = "settled"
    CALLED_OFF = "called_off"


State = AdjudicationState | AssessmentState | FindingState


class Act(StrEnum):
    PROPOSE = "propose"
    APPROVE = "approve"
    RETURN = "return"
    WAKE = "wake"
    HOLD = "hold"
    SUPERSEDE = "supersede"
    WITHDRAW = "withdraw"
    ASK = "ask"
    HAND_IN = "hand in"
    OPEN = "open"
    RECONCILE = "reconcile"
    SETTLE = "settle"
    CALL_OFF = "call off"
    NOTICE = "notice"
    DISMISS = "dismiss"
    UPHOLD = "uphold"
    REOPEN = "open again"
    LOSE_GROUND = "lose its ground"
    REGAIN_GROUND = "have its ground again"
    UNDO = "undo"
    UNDO_HOLD = "undo holding"


class Who(StrEnum):
    """Who may do an act. The roles behind the words are in config/policies.py."""

    REVIEWER = "a reviewer or adjudicator"
    SECOND_PERSON = "an adjudicator who neither proposed nor assessed it"
    PROPOSER_OR_ADJUDICATOR = "who proposed it, or an adjudicator"
    ADJUDICATOR = "an adjudicator"
    ASSESSOR = "who was asked to assess and has not yet"
    ASKER_OR_ADJUDICATOR = "who asked for it, or an adjudicator"
    RULE = "a rule, with its reason"
    SAME_PERSON = "who did it, among their last ten decisions, while nobody has acted on it since"


@dataclass(frozen=True, slots=True)
class Transition:
    """before None: there is nothing yet. says: what it means, for the diagram's legend."""

    before: State | None
    act: Act
    after: State
    who: Who
    says: str


_S, _A, _F = AdjudicationState, AssessmentState, FindingState
TRANSITIONS: tuple[Transition, ...] = (
    Transition(None, Act.PROPOSE, _S.PROPOSED, Who.REVIEWER, "a decision with its reasons waits for a second person"),
    Transition(_S.PROPOSED, Act.APPROVE, _S.APPROVED, Who.SECOND_PERSON, "it is the answer from now on"),
    Transition(_S.PROPOSED, Act.RETURN, _S.RETURNED, Who.SECOND_PERSON, "sent back with a comment"),
    Transition(_S.PROPOSED, Act.WITHDRAW, _S.WITHDRAWN, Who.PROPOSER_OR_ADJUDICATOR, "taken back while it waited"),
    Transition(_S.APPROVED, Act.WAKE, _S.REOPENED, Who.RULE, "something it rests on has changed"),
    Transition(_S.REOPENED, Act.WAKE, _S.REOPENED, Who.RULE, "one more reason"),
    Transition(_S.REOPENED, Act.HOLD, _S.APPROVED, Who.ADJUDICATOR, "looked at again, with a reason why it holds"),
    Transition(_S.APPROVED, Act.SUPERSEDE, _S.SUPERSEDED, Who.SECOND_PERSON, "a later decision was approved"),
    Transition(_S.REOPENED, Act.SUPERSEDE, _S.SUPERSEDED, Who.SECOND_PERSON, "a later decision was approved"),
    Transition(_S.APPROVED, Act.WITHDRAW, _S.WITHDRAWN, Who.ADJUDICATOR, "the question is open again"),
    Transition(_S.REOPENED, Act.WITHDRAW, _S.WITHDRAWN, Who.ADJUDICATOR, "the question is open again"),
    Transition(None, Act.ASK, _A.WAITING, Who.REVIEWER, "two or more people are asked to judge, blind to each other"),
    Transition(_A.WAITING, Act.HAND_IN, _A.WAITING, Who.ASSESSOR, "sealed until the last one is in; never edited"),
    Transition(_A.WAITING, Act.OPEN, _A.OPENED, Who.RULE, "the last one is in: everybody reads all of them"),
    Transition(_A.OPENED, Act.RECONCILE, _A.OPENED, Who.REVIEWER, "a decision that rests on them is proposed"),
    Transition(_A.OPENED, Act.SETTLE, _A.SETTLED, Who.SECOND_PERSON, "the decision that rests on them was approved"),
    Transition(_A.WAITING, Act.CALL_OFF, _A.CALLED_OFF, Who.ASKER_OR_ADJUDICATOR, "what is in stays sealed"),
    Transition(_A.OPENED, Act.CALL_OFF, _A.CALLED_OFF, Who.ASKER_OR_ADJUDICATOR, "set aside, with a reason"),
    Transition(_S.APPROVED, Act.UNDO, _S.PROPOSED, Who.SAME_PERSON, "the approval is taken back; it waits again"),
    Transition(_S.RETURNED, Act.UNDO, _S.PROPOSED, Who.SAME_PERSON, "the return is taken back; it waits again"),
    Transition(_S.SUPERSEDED, Act.UNDO, _S.APPROVED, Who.SAME_PERSON, "the approval of the later one is taken back"),
    Transition(_S.APPROVED, Act.UNDO_HOLD, _S.REOPENED, Who.SAME_PERSON, "that it holds is taken back"),
    Transition(_A.SETTLED, Act.UNDO, _A.OPENED, Who.SAME_PERSON, "the approval of what rests on them is taken back"),
    Transition(None, Act.NOTICE, _F.OPEN, Who.RULE, "something is odd about claims: a person must look"),
    Transition(_F.OPEN, Act.DISMISS, _F.DISMISSED, Who.REVIEWER, "there is nothing to it, with a reason"),
    Transition(_F.UPHELD, Act.DISMISS, _F.DISMISSED, Who.REVIEWER, "the later word counts, said knowingly"),
    Transition(_F.DISMISSED, Act.DISMISS, _F.DISMISSED, Who.REVIEWER, "another reason, said knowingly"),
    Transition(_F.OPEN, Act.UPHOLD, _F.UPHELD, Who.REVIEWER, "it is so: said on the pages of its claims"),
    Transition(_F.DISMISSED, Act.UPHOLD, _F.UPHELD, Who.REVIEWER, "the later word counts, said knowingly"),
    Transition(_F.UPHELD, Act.UPHOLD, _F.UPHELD, Who.REVIEWER, "another note, said knowingly"),
    Transition(_F.DISMISSED, Act.REOPEN, _F.OPEN, Who.REVIEWER, "it waits again"),
    Transition(_F.UPHELD, Act.REOPEN, _F.OPEN, Who.REVIEWER, "it waits again"),
    Transition(_F.DISMISSED, Act.NOTICE, _F.OPEN, Who.RULE, "what the rule looked at has changed"),
    Transition(_F.UPHELD, Act.NOTICE, _F.OPEN, Who.RULE, "what the rule looked at has changed"),
    Transition(_F.OPEN, Act.LOSE_GROUND, _F.CLOSED, Who.RULE, "no text carries its claim, or its pair was set apart"),
    Transition(_F.UPHELD, Act.LOSE_GROUND, _F.CLOSED, Who.RULE, "so is what a person upheld"),
    Transition(_F.CLOSED, Act.REGAIN_GROUND, _F.OPEN, Who.RULE, "upheld again, where a person had upheld it"),
    Transition(_F.DISMISSED, Act.UNDO, _F.OPEN, Who.SAME_PERSON, "or as it stood before that"),
    Transition(_F.UPHELD, Act.UNDO, _F.OPEN, Who.SAME_PERSON, "or as it stood before that"),
    Transition(_F.OPEN, Act.UNDO, _F.DISMISSED, Who.SAME_PERSON, "or upheld: opening it again is taken back"),
)  # fmt: skip

#: The states in which a decision still counts, or a round is open; the others are their ends. A finding never ends.
STANDING: frozenset[State] = frozenset((_S.PROPOSED, _S.APPROVED, _S.REOPENED, _A.WAITING, _A.OPENED, *_F))


class NotPossible(Exception):
    """The act does not fit the state."""


def after(before: State | None, act: Act) -> Transition:
    """Return the transition that an act makes. Raises NotPossible."""
    for transition in TRANSITIONS:
        if (transition.before, transition.act) == (before, act):
            return transition
    state = before.value.replace("_", " ") if before else "without a decision"
    raise NotPossible(f"What is {state} cannot be changed by “{act.value}”.")


def diagram(transitions: Iterable[Transition] = TRANSITIONS) -> str:
    """Return the page of the documentation: a Mermaid diagram and the table under it."""
    rows = list(transitions)
    lines = [
        "# What can become of a decision, of blind assessments, and of a finding",
        "",
        "Written by `python -m claims.states > docs/adjudication.md` from the table in `claims/states.py`;",
        "a test compares them.",
        "",
        "```mermaid",
        "stateDiagram-v2",
    ]
    lines += [
        f"    {row.before.value if row.before else '[*]'} --> {row.after.value}: {row.act.value}"
        for row in rows
    ]
    ends = [state for state in (*AdjudicationState, *AssessmentState, *FindingState) if state not in STANDING]
    lines += [f"    {state.value} --> [*]" for state in ends]
    lines += ["```", "", "| from | act | to | by | meaning |", "| --- | --- | --- | --- | --- |"]
    lines += [f"| {' | '.join([row.before or '–', row.act, row.after, row.who, row.says])} |" for row in rows]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    print(diagram(), end="")
