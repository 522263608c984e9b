"""All rules of the archive, and checking it against them."""

from collections.abc import Iterator

from claims.checking import decided, findings, meaning, provenance, tasks, texts
from claims.checking.guards import guard_rules
from claims.checking.history import history_rules
from claims.checking.rules import Fault, Rule
from claims.checking.tables import our_models, table_rules

#: Rules of the moment at which a row came: it may stand although they would refuse it before or after.
OF_THE_MOMENT = frozenset(
    {
        "assessment_ranking_says_why",
        "assessor_while_waiting",
        "credibility_1_has_two_origins",
        "mention_rejected_not_again",
        "ranking_says_why",
    }
)


def traceless() -> frozenset[str]:
    """
    Return the rules that no row shows to be broken: those of the moment, and those about changing and deleting.

    Only their guards and the history speak for them.
    """
    changing = {
        trigger.name
        for model in our_models()
        for trigger in getattr(model._meta, "triggers", [])
        if "CONSTRAINT = " in str(trigger.func or "") and "INSERT" not in str(trigger.operation)
    }
    return OF_THE_MOMENT | changing


def all_rules() -> list[Rule]:
    """Return every rule, the guards first: where they are off, look there first."""
    return [
        *guard_rules(), *texts.RULES, *meaning.RULES, *provenance.RULES, *decided.RULES, *findings.RULES, *tasks.RULES,
        *history_rules(), *table_rules(),
    ]  # fmt: skip


def faults() -> Iterator[Fault]:
    """Yield what is wrong, rule by rule."""
    for rule in all_rules():
        yield from rule.faults()
