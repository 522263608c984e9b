"""
Triggers that keep the tasks in step with what they are about, whatever code changes it.

Once per statement, with all its rows, so that importing an article costs a few statements and not one per mention. The
functions they call are in `claims/migrations/sql/`; `new_values` and `old_values` are the rows after and before.
"""

import pgtrigger

_CHANGED = "new_values n JOIN old_values o ON o.id = n.id WHERE n.* IS DISTINCT FROM o.*"


#: Where a trigger leaves in words what changed, for what that may wake (`of_parked`). Ends with the transaction.
_CHANGED_WORDS = "counterclaim.changed"


def _trigger(name: str, operation: pgtrigger.Operation, body: str, **tables: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**tables),  # type: ignore[no-untyped-call]
        func=f"PERFORM set_config('{_CHANGED_WORDS}', TG_TABLE_NAME || ' ' || lower(TG_OP), true); {body} RETURN NULL;",
    )


def of_parked() -> list[pgtrigger.Trigger]:
    """What was parked, by whom, and what ended it, stays on record (`Parking`)."""
    subjects = ("mention", "relation", "finding", "rereading", "derivation", "question")
    subject = f"COALESCE({', '.join(f'NEW.{one}_id' for one in subjects)})"

    def ends(how: str) -> str:
        return f"""
            UPDATE claims_parking SET ended_how = '{how}', ended_at = clock_timestamp(),
                changed = COALESCE(current_setting('{_CHANGED_WORDS}', true), ''),
                ended_by_id = (NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::int
            WHERE task = OLD.id AND ended_at IS NULL;"""

    begins = f"""
            INSERT INTO claims_parking (task, kind, subject, parked_by_id, parked_at)
            VALUES (NEW.id, NEW.kind, {subject}, NEW.parked_by_id, NEW.parked_at);"""
    return [
        pgtrigger.Trigger(
            name="parking_kept_on_update",
            when=pgtrigger.After,
            operation=pgtrigger.Update,
            condition=pgtrigger.Condition("OLD.parked_at IS DISTINCT FROM NEW.parked_at"),
            func=f"""
            IF OLD.parked_at IS NOT NULL THEN {ends("woken")} END IF;
            IF NEW.parked_at IS NOT NULL AND NEW.parked_by_id IS NOT NULL THEN {begins} END IF;
            RETURN NULL;""",
        ),
        pgtrigger.Trigger(
            name="parking_kept_on_delete",
            when=pgtrigger.After,
            operation=pgtrigger.Delete,
            condition=pgtrigger.Condition("OLD.parked_at IS NOT NULL"),
            func=f"{ends('settled')} RETURN NULL;",
        ),
    ]


def in_step(*, added: str = "", changed: str = "", removed: str = "") -> list[pgtrigger.Trigger]:
    """Return the triggers of a table: what to run when rows are added, changed and removed; "" for nothing."""
    wanted = (
        ("tasks_after_insert", pgtrigger.Insert, added, {"new": "new_values"}),
        ("tasks_after_update", pgtrigger.Update, changed, {"old": "old_values", "new": "new_values"}),
        ("tasks_after_delete", pgtrigger.Delete, removed, {"old": "old_values"}),
    )
    return [_trigger(name, operation, body, **tables) for name, operation, body, tables in wanted if body]


def subject(function: str, *, first: str = "", then: str = "") -> list[pgtrigger.Trigger]:
    """Triggers of a table whose rows are themselves what waits. first, then: what else a change runs, around that."""
    return in_step(
        added=f"PERFORM {function}(ARRAY(SELECT id FROM new_values), true);",
        changed=f"{first}PERFORM {function}(ARRAY(SELECT n.id FROM {_CHANGED}), true);{then}",
        removed=f"PERFORM {function}(ARRAY(SELECT id FROM old_values), true);",
    )


def of_mentions() -> list[pgtrigger.Trigger]:
    """
    A mention waits itself; with it a claim gains or loses a text that carries it, and findings their ground.

    A text that is read anew loses mentions before it gains them: who deletes them settles the findings in the end.
    """
    moved = """(o.state = 'rejected') <> (n.state = 'rejected')
        OR o.claim_id <> n.claim_id OR o.version_id <> n.version_id"""
    both = f"""
        SELECT n.claim_id FROM {_CHANGED}
        UNION SELECT o.claim_id FROM {_CHANGED}"""
    return in_step(
        added="""
            PERFORM claims_keep_mention_tasks(ARRAY(SELECT id FROM new_values), true);
            PERFORM claims_settle_findings_about(ARRAY(SELECT DISTINCT claim_id FROM new_values));
            PERFORM claims_carriers_changed(ARRAY(SELECT DISTINCT claim_id FROM new_values));
            PERFORM claims_wake_tasks(ARRAY(SELECT DISTINCT claim_id FROM new_values));""",
        changed=f"""
            PERFORM claims_keep_mention_tasks(ARRAY(SELECT n.id FROM {_CHANGED}), true);
            PERFORM claims_keep_reading_tasks(ARRAY(SELECT n.id FROM {_CHANGED}));
            PERFORM claims_settle_findings_about(ids), claims_carriers_changed(ids)
            FROM (SELECT array_agg(claim) AS ids FROM (
                SELECT n.claim_id AS claim FROM {_CHANGED} AND ({moved})
                UNION SELECT o.claim_id FROM {_CHANGED} AND ({moved})) claims) found WHERE ids IS NOT NULL;
            PERFORM claims_wake_tasks(ARRAY({both}));""",
        removed="""
            PERFORM claims_keep_mention_tasks(ARRAY(SELECT id FROM old_values), true);
            PERFORM claims_carriers_changed(ARRAY(SELECT DISTINCT claim_id FROM old_values));
            PERFORM claims_wake_tasks(ARRAY(SELECT DISTINCT claim_id FROM old_values));""",
    )


def of_relations() -> list[pgtrigger.Trigger]:
    """A pair waits itself; set apart by a person, it takes the ground from under what was found of it."""
    apart = "(o.state = 'rejected') <> (n.state = 'rejected')"
    settle = f"""
            PERFORM claims_settle_findings_about(ids) FROM (
                SELECT array_agg(n.left_id) AS ids FROM {_CHANGED} AND {apart}) found WHERE ids IS NOT NULL;"""
    return subject("claims_keep_relation_tasks", then=settle)


def of_findings() -> list[pgtrigger.Trigger]:
    """An open finding waits; one that a person opens again closes at once where its ground is gone meanwhile."""
    settle = f"""
            PERFORM claims_settle_findings(ids) FROM (
                SELECT array_agg(n.id) AS ids FROM {_CHANGED} AND n.state IN ('open', 'upheld')
                    AND o.state <> 'closed') found
                WHERE ids IS NOT NULL;
            """
    return subject("claims_keep_finding_tasks", first=settle)


def of_attributions() -> list[pgtrigger.Trigger]:
    """A hop without a source waits with its mention, once that is accepted; a changed chain wakes what is parked."""

    def body(rows: str) -> str:
        accepted = f"SELECT DISTINCT m.id FROM claims_mention m JOIN ({rows}) r ON r.mention_id = m.id"
        return f"PERFORM claims_keep_mention_tasks(ARRAY({accepted} WHERE m.state = 'accepted'), true);"

    def wakes(rows: str) -> str:
        claims = f"SELECT DISTINCT m.claim_id FROM claims_mention m JOIN ({rows}) r ON r.mention_id = m.id"
        return f"{body(rows)} PERFORM claims_wake_tasks(ARRAY({claims}));"

    return in_step(
        added=body("SELECT mention_id FROM new_values"),
        changed=wakes(f"SELECT n.mention_id FROM {_CHANGED}"),
        removed=wakes("SELECT mention_id FROM old_values"),
    )


def of_adjudications() -> list[pgtrigger.Trigger]:
    """A proposed decision waits for a second person; a decided question makes what is about its claims matter more."""
    claims = """SELECT g.claim_id FROM claims_questionclaim g JOIN new_values n ON n.question_id = g.question_id
        JOIN old_values o ON o.id = n.id
        WHERE g.state <> 'left_out' AND 'approved' IN (n.verdict, o.verdict)"""
    questions = "ARRAY(SELECT question_id FROM new_values)"
    waits = f"""
            PERFORM claims_keep_approval_tasks({questions});
            PERFORM claims_keep_assessment_tasks({questions});"""
    return in_step(
        added=waits,
        changed=f"""{waits}
            PERFORM claims_decidedness_changed(ARRAY({claims}));""",
    )


def of_assessment_rounds() -> list[pgtrigger.Trigger]:
    """Blind assessments wait until a decision that rests on them is proposed, or they are called off."""
    body = "PERFORM claims_keep_assessment_tasks(ARRAY(SELECT question_id FROM new_values));"
    return in_step(added=body, changed=body)


def of_assessments() -> list[pgtrigger.Trigger]:
    """One is in: who handed it in has done their part, and the others' is looked at anew."""
    return in_step(
        added="""PERFORM claims_keep_assessment_tasks(ARRAY(
            SELECT r.question_id FROM new_values n JOIN claims_assessor a ON a.id = n.assessor_id
            JOIN claims_assessmentround r ON r.id = a.round_id));"""
    )


def of_assessors() -> list[pgtrigger.Trigger]:
    """Who is asked has a task of their own. They are recorded after the round."""
    return in_step(
        added="""PERFORM claims_keep_assessment_tasks(ARRAY(
            SELECT r.question_id FROM new_values n JOIN claims_assessmentround r ON r.id = n.round_id));"""
    )


def of_rereadings() -> list[pgtrigger.Trigger]:
    """A later reading that differs waits for somebody to keep the one or to take the other."""
    return in_step(
        added="PERFORM claims_keep_reading_tasks(ARRAY(SELECT DISTINCT mention_id FROM new_values));"
    )


def of_runs() -> list[pgtrigger.Trigger]:
    """A newer reading of a text sets aside what the one before it read otherwise."""
    body = """PERFORM claims_keep_reading_tasks(ARRAY(
            SELECT DISTINCT m.id FROM new_values n JOIN claims_mention m ON m.version_id = n.version_id
            WHERE EXISTS (SELECT 1 FROM claims_rereading r WHERE r.mention_id = m.id)));"""
    return in_step(added=body, changed=body)


def of_decisions() -> list[pgtrigger.Trigger]:
    """Whoever keeps or takes a later reading has decided on it; undone, it waits again."""
    body = """PERFORM claims_keep_reading_tasks(ARRAY(
            SELECT DISTINCT mention_id FROM new_values WHERE mention_id IS NOT NULL));"""
    return in_step(added=body, changed=body)


def of_reopenings() -> list[pgtrigger.Trigger]:
    """A reopened decision waits until somebody has looked again."""
    questions = (
        "SELECT a.question_id FROM claims_adjudication a JOIN new_values n ON n.adjudication_id = a.id"
    )
    body = f"PERFORM claims_keep_approval_tasks(ARRAY({questions}));"
    return in_step(added=body, changed=body)


def of_gathered_claims() -> list[pgtrigger.Trigger]:
    """A claim that comes under a decided question, or leaves it, matters more or less."""
    claims = """SELECT n.claim_id FROM new_values n JOIN claims_adjudication a ON a.question_id = n.question_id
        WHERE a.ended_at IS NULL AND a.verdict = 'approved'"""
    body = f"""PERFORM claims_decidedness_changed(ids)
        FROM (SELECT array_agg(claim_id) AS ids FROM ({claims}) c) f WHERE ids IS NOT NULL;"""
    return in_step(added=body, changed=body)


def of_claims_of_findings() -> list[pgtrigger.Trigger]:
    """How much a finding matters depends on the claims it is about, which are written after it."""
    return in_step(
        added="PERFORM claims_keep_finding_tasks(ARRAY(SELECT DISTINCT finding_id FROM new_values), false);"
    )
