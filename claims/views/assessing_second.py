"""Who acts second on blind assessments: how they stand by now, beside what this person filled in."""

from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest
from django.urls import reverse

from claims.forms.adjudication import AskingForm, AssessmentForm
from claims.models import AssessmentRound, Question
from claims.queries.assessing import rounds_of, shown_to
from claims.services.deciding import Standing
from claims.views.deciding_second import how_it_stands, values_of, who_decided
from config.asked import called, whole_number
from config.seen import Line, Versions, both_acts, both_versions, mark_of


def second_asking(question: Question, standing: Standing, form: AskingForm) -> Versions:
    """What was asked for, or decided, in the meantime, beside whom this person wants to ask. The form asks again."""
    chosen = ", ".join(called(one) for one in form.cleaned_data["assessors"])
    row = rounds_of(question).open().first()
    asked = "nobody" if row is None else ", ".join(str(one) for one in row.assessors.select_related("user"))
    lines = [
        *how_it_stands(standing, "ask for blind assessments"),
        Line("Who judges", asked, chosen),
        Line("Why they judge", row.why if row else "", form.cleaned_data["why"]),
    ]
    if row is not None:
        return Versions(lines, called(row.asked_by), row.asked_at)
    return Versions(lines, *who_decided(standing.proposed or standing.current))


def sent_round(question: Question, seen: str) -> AssessmentRound | None:
    """Return the round that the form of an assessment was opened for, as its mark says."""
    found: AssessmentRound | None = rounds_of(question).filter(pk=whole_number(seen)).first()
    return found


def ended_meanwhile(row: AssessmentRound | None) -> Versions | None:
    """How the assessments ended that this person judged for."""
    if row is None:
        return None
    return Versions(
        [Line("These assessments", _state(row), "handed in"), Line("Why", row.closed_reason)], *_last(row)
    )


def handed_in_before(row: AssessmentRound, person: User, form: AssessmentForm) -> Versions | None:
    """What this person handed in already, beside what they filled in now: it is handed in once."""
    mine = shown_to(row, person).mine
    if mine is None:
        return ended_meanwhile(row)
    values: dict[str, object] = values_of(mine)  # type: ignore[arg-type]  # judged in the same columns
    return Versions(both_versions(form, values).lines, called(person), mine.handed_in_at)


def second_call_off(request: HttpRequest, row: AssessmentRound, reason: str) -> dict[str, Any]:
    """How the assessments stand by now, beside the reason to call them off; they still can be while they are open."""
    lines = [
        Line("These assessments", _state(row), "called off"),
        Line("Why", row.closed_reason, reason),
    ]
    may = row.closed_at is None and not row.adjudications.proposed().exists()
    both = both_acts(
        request, lines, seen=mark_of(row) if may else None,
        leave=reverse("assessments", args=[row.question_id]),
    )  # fmt: skip
    by, at = _last(row)
    return both | {"versions": replace(both["versions"], by=by, at=at)}


def _state(row: AssessmentRound) -> str:
    words = str(row.state).replace("_", " ")
    return f"{words}, all are in" if row.opened_at and not row.closed_at else words


def _last(row: AssessmentRound) -> tuple[str, Any]:
    """Who ended the round, and when; of an open one only when the last assessment came in: by whom is not said."""
    return (called(row.closed_by), row.closed_at) if row.closed_at else ("", row.opened_at)
