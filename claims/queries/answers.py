"""
The first line of a question page: how the matter stands, in words, and the sentence that says why.

A rule, so it is marked as suggested until a person decides. It never blends figures of different scope.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from claims.vocabulary import Comparability, RelationKind
from claims.wording import COMPARABILITY_WORDS, figure, listed, several, with_unit
from claims.wording import number as written

if TYPE_CHECKING:
    from claims.queries.question import Entry, Group, RelationLine


@dataclass(frozen=True, slots=True)
class Finding:
    """What is known of one scope: never a blend. figure: range of the figures in words."""

    heading: str
    figure: str
    note: str


@dataclass(frozen=True, slots=True)
class Answer:
    headline: str
    why: str
    findings: list[Finding]


def answer_of(groups: "Sequence[Group]", relations: "Sequence[RelationLine]") -> Answer:
    """Return the answer that the rules can give from what is gathered."""
    by_fit = {group.comparability: group.entries for group in groups}
    comparable = by_fit.get(Comparability.COMPARABLE, [])
    elsewhere = [
        one for fit, entries in by_fit.items() if fit is not Comparability.COMPARABLE for one in entries
    ]
    conflicts = [one for one in relations if one.kind == RelationKind.CONTRADICTS]
    findings = _findings(comparable, elsewhere)
    if not comparable and not elsewhere:
        return Answer("No figure yet", "No claim with a figure is gathered under this question.", [])
    if conflicts:
        pairs = listed([f"{one.left.letter} against {one.right.letter}" for one in conflicts[:3]])
        more = f" and {len(conflicts) - 3} more" if len(conflicts) > 3 else ""
        return Answer(
            "Disputed", f"{pairs}{more}: no number fits both figures, and they cover the same.", findings
        )
    apart = by_fit.get(Comparability.NOT_COMPARABLE, [])
    contrasts = [one for one in relations if one.kind == RelationKind.CONTRASTS]
    if apart and (comparable or contrasts or len(apart) > 1):
        axes = _axes_apart(apart)
        return Answer(
            "Both can be true: different scope",
            f"The figures differ in {listed(axes)}; none of them contradicts another." if axes else "",
            findings,
        )
    if not comparable:
        return Answer(
            "Open",
            f"No claim covers exactly what the question asks; {several(len(elsewhere), 'claim')} "
            f"{'covers' if len(elsewhere) == 1 else 'cover'} something near it.",
            findings,
        )
    origins = _origins(comparable)
    if len(comparable) == 1:
        why = f"{several(origins, 'independent origin')}, nothing to check it against."
        return Answer("One figure so far", why, findings)
    return Answer(
        "The figures agree" if _overlap(comparable) else "Open: the figures differ",
        f"{several(len(comparable), 'comparable claim')}, {several(origins, 'independent origin')}.",
        findings,
    )


def _findings(comparable: "Sequence[Entry]", elsewhere: "Sequence[Entry]") -> list[Finding]:
    found = []
    if comparable:
        found.append(_finding("On the question's own scope", comparable))
    clusters: dict[tuple[object, ...], list[Entry]] = {}
    for entry in elsewhere:
        scope = entry.claim.scope
        clusters.setdefault((scope.population_id, scope.measure_id) if scope else (), []).append(entry)
    largest = sorted(clusters.values(), key=lambda entries: (-_reported(entries), entries[0].letter))
    for entries in largest[: 3 - len(found)]:
        scope = entries[0].claim.scope
        parts = [str(part) for part in (scope.population, scope.measure) if part] if scope else []
        fit = entries[0].fit
        word = COMPARABILITY_WORDS[fit.comparability] if fit else ""
        found.append(_finding(" · ".join([*parts, word]) or "Other scope", entries))
    return found


def _finding(heading: str, entries: "Sequence[Entry]") -> Finding:
    origins = _origins(entries)
    return Finding(
        heading=heading,
        figure=range_of(entries),
        note=f"{several(len(entries), 'claim')}, {several(origins, 'independent origin')}: "
        + letters_of(entries),
    )


def letters_of(entries: "Sequence[Entry]") -> str:
    """Name the claims by their letters, a run of them as "a–o"."""
    first, last = entries[0].index, entries[-1].index
    if len(entries) > 3 and last - first == len(entries) - 1:
        return f"{entries[0].letter}–{entries[-1].letter}"
    return ", ".join(entry.letter for entry in entries[:8]) + (" …" if len(entries) > 8 else "")


def range_of(entries: "Sequence[Entry]") -> str:
    """Write what the figures span: one figure as it is meant, several as "1,100 to more than 6,000"."""
    if len(entries) == 1:
        claim = entries[0].claim
        return figure(claim, claim.bound, claim.unit)
    lows = [_least(entry) for entry in entries]
    highs = [_most(entry) for entry in entries]
    known = [value for value in (*lows, *highs) if value is not None]
    if not known:
        return ""
    unit = entries[0].drawn.unit
    low, high = min(known), max(known)
    words = written(low) if low == high else f"{written(low)} to {written(high)}"
    open_top = any(entry.drawn.high is None and _least(entry) == high for entry in entries)
    before = "at least " if low == high and open_top else ""
    after = " or more" if low != high and open_top else ""
    return before + with_unit(words, unit) + after


def _reported(entries: "Sequence[Entry]") -> int:
    return sum(len(entry.reports.articles) for entry in entries)


def _least(entry: "Entry") -> Decimal | None:
    return next((n for n in (entry.drawn.best, entry.drawn.low, entry.drawn.high) if n is not None), None)


def _most(entry: "Entry") -> Decimal | None:
    return next((n for n in (entry.drawn.best, entry.drawn.high, entry.drawn.low) if n is not None), None)


def _origins(entries: "Sequence[Entry]") -> int:
    return len({origin for entry in entries for origin in entry.reports.origins})


def _overlap(entries: "Sequence[Entry]") -> bool:
    """Whether one number could satisfy all the figures."""
    lows = [entry.drawn.low for entry in entries if entry.drawn.low is not None]
    highs = [entry.drawn.high for entry in entries if entry.drawn.high is not None]
    return not lows or not highs or max(lows) <= min(highs)


def _axes_apart(entries: "Sequence[Entry]") -> list[str]:
    found: dict[str, None] = {}
    for entry in entries:
        for one in entry.fit.differing if entry.fit else ():
            found.setdefault(one.axis.value)
    return list(found)[:3]
