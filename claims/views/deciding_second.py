"""Who decides second on a question: how it and the claims under it stand by now, beside what this person did."""

from collections.abc import Iterable
from datetime import datetime

from django.forms import BaseForm
from django.http import HttpRequest

from claims.forms.mention import plain
from claims.models import JUDGED, Adjudication, Claim, Question, QuestionClaim
from claims.services.claims_seen import Moved, claims_now, moved, read
from claims.services.deciding import Standing
from claims.templatetags.claim_words import claim_in_words
from config.asked import called
from config.seen import Line, Versions, both_versions

#: Claims that came, went or changed, shown one by one; the page has all as they stand now.
MOVED_SHOWN = 20


def values_of(last: Adjudication | None) -> dict[str, object]:
    """A decision as the form shows it; nothing where there is none."""
    if last is None:
        return {}
    values: dict[str, object] = {name: getattr(last, name) for name in JUDGED}
    values |= {name: plain(getattr(last, name)) for name in ("low", "best", "high")}
    for ranking in last.rankings.all():
        values |= {f"rank_{ranking.claim_id}": ranking.rank, f"reason_{ranking.claim_id}": ranking.reason}
    return values


def who_decided(row: Adjudication | None) -> tuple[str, datetime | None]:
    """Who put the decision on record last, and when."""
    if row is None:
        return "", None
    return str(row.reviewed_by or row.decided_by), row.reviewed_at or row.decided_at


def how_it_stands(standing: Standing, act: str) -> list[Line]:
    """How the question stands now, beside what this person wanted to do about it."""
    row = standing.proposed or standing.current
    state = (row.state(is_woken=bool(standing.reopenings)) if row else None) or "without a decision"
    lines = [Line("The question", state, act)]
    if row is not None:
        lines += [
            Line("Decision", str(row.get_outcome_display())),
            Line("Why", row.rationale),
            Line("Proposed by", str(row.decided_by)),
        ]
    return lines


def second_proposal(request: HttpRequest, question: Question, standing: Standing, form: BaseForm) -> Versions:
    """
    What became of the question, and of the claims under it, since the form was opened that this request sends.

    form: with what was filled in, bound. What did not change is not among the lines.
    """
    claims = claims_moved(question, request.POST.get("claims_seen", ""))
    if standing.seen == request.POST.get("seen"):
        return claims
    row = standing.proposed or standing.current
    lines = both_versions(form, values_of(row)).lines
    return Versions([*lines, *claims.lines], *who_decided(row))


def second_review(
    request: HttpRequest, question: Question, standing: Standing, *, act: str, comment: str
) -> Versions:
    """What became of the question and of its claims since the page was opened from which this request comes."""
    claims = claims_moved(question, request.POST.get("claims_seen", ""))
    lines = [*how_it_stands(standing, act), Line("Comment", "", comment), *claims.lines]
    if standing.seen == request.POST.get("seen"):
        return Versions(lines, claims.by, claims.at, title=claims.title)
    return Versions(lines, *who_decided(standing.proposed or standing.current))


def claims_moved(question: Question, sent: str) -> Versions:
    """Return which claims came under the question, left it or stand otherwise since `sent` was shown: their mark."""
    seen, now = read(sent), claims_now(question)
    found = moved(seen, now)
    known = Claim.objects.with_scope().in_bulk([one.claim for one in found[:MOVED_SHOWN]])
    lines = [_line(one, known[one.claim]) for one in found[:MOVED_SHOWN] if one.claim in known]
    if len(found) > MOVED_SHOWN:
        lines.append(Line(f"{len(found) - MOVED_SHOWN} more claims", "changed as well"))
    link = _last_link(question, (one.claim for one in found if one.is_gathering))
    if link is None or link.by is None:
        return Versions(lines, title="The claims are not as you saw them any more")
    return Versions(lines, called(link.by), link.at)


def _line(one: Moved, claim: Claim) -> Line:
    now = "not under this question" if one.now is None else f"under this question: {one.now}"
    before = "not seen" if one.before is None else f"seen as {one.before}"
    covers = f" ({claim.scope})" if claim.scope else ""
    who = claim.claimant or "nobody named"
    return Line(f"Claim {one.claim}: {claim_in_words(claim)}, {who}{covers}", now, before)


def _last_link(question: Question, claims: Iterable[int]) -> QuestionClaim | None:
    """Return the link that somebody, or the program, made or changed last."""
    links = QuestionClaim.objects.filter(question=question, claim__in=list(claims))
    return links.select_related("by").order_by("at", "pk").last()
