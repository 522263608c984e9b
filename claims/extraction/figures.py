"""Claims that state a figure: quantities and durations, each with its scope, its chain and what is missing."""

import re

from claims.extraction import lexicon
from claims.extraction.chains import Chains
from claims.extraction.draft import Draft
from claims.extraction.measured import Measured, measure_of
from claims.extraction.periods import Holds, Periods
from claims.extraction.results import ExtractedClaim, Period, Quantity, Unread
from claims.extraction.scopes import Scopes, Where, Who
from claims.extraction.sentences import Sentence
from claims.vocabulary import ClaimKind, Polarity, Precision

_TIME_UNITS = frozenset(lexicon.units("time").values())
_MISSION = "|".join(sorted(lexicon.nouns("missions"), key=len, reverse=True))
_OF_MISSION = re.compile(rf"^[- ]?(?:long )?(?:[a-z]+ ){{0,2}}?(?P<mission>{_MISSION})\b")
_LASTED = re.compile(
    r"\b(?:last(?:s|ed|ing)|took|ran|continued|went on|goes on)\s(?:for )?(?:about |around |nearly |almost |more than |over |at least |some |just |roughly )?$"
)
#: "police put it at 30,000": the figure answers the one before.
_SAME_MATTER = re.compile(
    r"\b(?:put|puts|putting|place[sd]?|estimate[sd]?|set|gave|give[sn]?|revised|raised|lowered|cut)\s(?:it|them|that|(?:the|its|their|that|this) (?:\w+ ){0,2}?(?:figure|number|toll|crowd|turnout|total|attendance|count|cost|bill|price|estimate))\s(?:\w+ )?(?:at|to|as)\s(?:about |around |just |only |nearly |some |closer to |more like )*$"
)
_BARE_ANSWER = re.compile(
    r"\b(?:said|says|say|claimed|counted|estimated|reported|gave|insisted|spoke of|put it at|not|only)\s(?:it was |there were |about |around |just |only |nearly |some |at least |more than )*$"
)
_MONEY_FOR = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Aa]n?|[Ii]ts|[Tt]heir)\s((?:[A-Z][\w'-]*\s){1,5}(?:project|programme|program|scheme|bridge|tunnel|line|stadium|airport|budget|deal|contract|plant|fund|plan|hospital|railway|[Bb]ridge))\b"
)


class FigureReader:
    """Reads the figure claims of one document in order."""

    def __init__(self, draft: Draft, chains: Chains) -> None:
        self.draft, self.plain, self.chains = draft, draft.plain, chains
        self.scopes, self.periods = Scopes(draft), Periods(draft)
        self.claims: list[ExtractedClaim] = []
        self.unread: list[Unread] = []
        self._starts = [q.start for q in draft.quantities]

    def read(self) -> None:
        for number, quantity in enumerate(self.draft.quantities):
            sentence = self.scopes.sentence_at(quantity.value_start)
            claim = (
                self._duration(number, quantity, sentence)
                if quantity.unit in _TIME_UNITS
                else self._counted(number, quantity, sentence)
            )
            if claim is None:
                self.unread.append(Unread(quantity.start, quantity.end, quantity.exact, _reason(quantity)))
            else:
                self.claims.append(claim)

    def _counted(self, number: int, quantity: Quantity, sentence: Sentence) -> ExtractedClaim | None:
        following = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.plain)
        measured = measure_of(self.plain, quantity, (sentence.start, sentence.end), following)
        answered = self._answered(quantity, sentence, measured)
        if measured is None and answered is None:
            return None
        measure = answered.measure if measured is None and answered else measured.key if measured else None
        assert measure is not None
        start, end, chain = self._clause(quantity, sentence)
        origin = self.chains.origin(chain)
        said_on, ignore = self.periods.said_on(origin, sentence)
        holds = self._holds(chain)
        as_of = self.periods.as_of(sentence, holds)
        notes: list[str] = []
        who = (
            self._money_for(sentence)
            if measure == "money"
            else self.scopes.who(quantity, start, sentence, lexicon.measures()[measure].population)
        )
        where = self.scopes.where(start, end, sentence, holds)
        governed = self.periods.governing(quantity, sentence, holds)
        stated = governed[0] if governed else self.periods.stated(sentence, start, end, ignore, holds)
        score = 0.9
        same = self._same_figure(quantity, measure) if who.name is None else None
        if answered is not None:
            notes.append("scope: the figure answers the one before it, whose scope it takes")
            same, score = answered, 0.7
        elif same is not None:
            notes.append("scope: taken from the same figure earlier in the text")
            score = 0.65
        if same is not None:
            who = Who(same.population, same.population_within)
            where = (
                Where(same.place, same.place_within)
                if where.name is None or where.note or answered
                else where
            )
            stated = stated or same.period
        period = stated
        if period is None:
            period = (
                self.periods.of_lead()
                if lexicon.measures()[measure].family in ("casualties", "crowd", "personnel")
                else None
            )
            notes.append("period: taken from the lead" if period else "period: none is stated")
            score -= 0.1
        elif period.from_day is None and period.to_day is None:
            notes.append(_open_period(period, self.draft.published is None))
            score -= 0.1
        if as_of is not None and as_of.to_day is None:
            notes.append(_open_period(as_of, self.draft.published is None).replace("period", "as of"))
        if where.note:
            notes.append(where.note)
            score -= 0.05
        if who.name is None:
            notes.append("population: none is stated")
            score -= 0.1
        if measured is not None and measured.distance > 40:
            score -= 0.1
        if quantity.role:
            notes.append(f"basis: {quantity.role}")
        return ExtractedClaim(
            id=len(self.claims), start=start, end=end, exact=self.draft.text[start:end], kind=ClaimKind.QUANTITY, measure=measure, quantity=number,
            low=quantity.low, best=quantity.best, high=quantity.high, bound=quantity.bound, unit=quantity.unit or lexicon.measures()[measure].unit,
            population=who.name, place=where.name, period=period, as_of=as_of, polarity=Polarity.AFFIRMED, chain=chain, score=round(max(score, 0.1), 2),
            basis=quantity.role, population_within=who.within, place_within=where.within, said_on=said_on, notes=tuple(notes),
        )  # fmt: skip

    def _clause(self, quantity: Quantity, sentence: Sentence) -> tuple[int, int, tuple[int, ...]]:
        """Return the clause that makes the claim: what the nearest source says of it in this sentence, or the sentence."""
        chain = self.chains.chain(quantity.value_start, quantity.value_end)
        origin = self.chains.origin(chain)
        if origin is None:
            return sentence.start, sentence.end, chain
        start, end = max(sentence.start, origin.content[0]), min(sentence.end, origin.content[1])
        start, end = min(start, quantity.start), max(end, quantity.end)
        while start < end and self.plain[start].isspace():
            start += 1
        return start, end, chain

    def _holds(self, chain: tuple[int, ...]) -> Holds:
        """Whether what stands at a place is said by nobody but those who say the figure."""
        speakers = set(chain)
        return lambda start, end: speakers.issuperset(self.chains.chain(start, end))

    def _answered(
        self, quantity: Quantity, sentence: Sentence, measured: Measured | None
    ) -> ExtractedClaim | None:
        """Return the claim whose matter this figure answers: "organisers said 80,000, police put it at 30,000"."""
        if not self.claims or measured is not None and measured.key not in ("money", "share"):
            return None
        before = self.plain[max(sentence.start, quantity.start - 70) : quantity.start]
        last = self.claims[-1]
        near = self.scopes.sentence_at(last.start).number >= sentence.number - 2
        if (
            not near
            or last.kind is not ClaimKind.QUANTITY
            or (quantity.unit and last.unit and quantity.unit != last.unit)
        ):
            return None
        if _SAME_MATTER.search(before):
            return last
        same_sentence = self.scopes.sentence_at(last.start).number == sentence.number
        if (
            same_sentence
            and not quantity.counted
            and quantity.unit is None
            and _BARE_ANSWER.search(before)
            and measured is None
        ):
            return last
        return None

    def _same_figure(self, quantity: Quantity, measure: str) -> ExtractedClaim | None:
        """Return an earlier claim of the same figure and family, which a bare "nine deaths" takes up."""
        family = lexicon.measures()[measure].family
        if family != "casualties":
            return None
        for claim in reversed(self.claims[-12:]):
            if (
                claim.measure
                and claim.best is not None
                and claim.best == quantity.best
                and lexicon.measures()[claim.measure].family == family
            ):
                return claim
        return None

    def _money_for(self, sentence: Sentence) -> Who:
        found = list(_MONEY_FOR.finditer(self.plain, sentence.start, sentence.end))
        if not found and sentence.number:
            before = self.draft.sentences[sentence.number - 1]
            found = list(_MONEY_FOR.finditer(self.plain, before.start, before.end))
        return Who(found[-1].group(1).strip() if found else None)

    def _duration(self, number: int, quantity: Quantity, sentence: Sentence) -> ExtractedClaim | None:
        following = _OF_MISSION.match(
            self.plain[quantity.value_end : min(sentence.end, quantity.value_end + 60)].removeprefix(
                _rest_of_unit(quantity)
            )
        )
        lasted = _LASTED.search(self.plain[max(sentence.start, quantity.start - 40) : quantity.start])
        if following is None and lasted is None:
            return None
        mention = next(
            (x for x in self.draft.dates if x.kind == "duration" and x.start <= quantity.value_start < x.end),
            None,
        )
        start, end, chain = self._clause(quantity, sentence)
        said_on, _ = self.periods.said_on(self.chains.origin(chain), sentence)
        unit = self.scopes.unit_before(sentence.end)
        where = self.scopes.where(start, end, sentence)
        words = quantity.exact + (following.group() if following else "")
        period = (
            self.periods.window(mention, sentence, words)
            if mention
            else Period(None, None, Precision.OTHER, words)
        )
        notes = [note for note in (where.note,) if note]
        score = 0.85
        if period.from_day is None:
            notes.append(_open_period(period, self.draft.published is None))
            score -= 0.15
        if unit is None:
            notes.append("population: none is stated")
            score -= 0.15
        return ExtractedClaim(
            id=len(self.claims), start=start, end=end, exact=self.draft.text[start:end], kind=ClaimKind.DURATION, measure="duration", quantity=number,
            low=quantity.low, best=quantity.best, high=quantity.high, bound=quantity.bound, unit=quantity.unit,
            population=unit.name if unit else None, place=where.name, period=period, as_of=None, polarity=Polarity.AFFIRMED, chain=chain, score=round(score, 2),
            population_within=unit.within if unit else (), place_within=where.within, said_on=said_on, notes=tuple(notes),
        )  # fmt: skip


def _rest_of_unit(quantity: Quantity) -> str:
    return quantity.exact[quantity.value_end - quantity.start :]


def _open_period(period: Period, no_date: bool) -> str:
    if no_date and period.words:
        return f"period: a day without a year and no date of publication ({period.words})"
    return (
        f"period: its days are not stated ({period.words})"
        if period.words
        else "period: its days are not stated"
    )


def _reason(quantity: Quantity) -> str:
    if quantity.unit in _TIME_UNITS:
        return "a length of time that belongs to no named event"
    if quantity.counted:
        return f"the text states no known measure of “{quantity.counted}”"
    return "neither a unit nor what is counted was found"
