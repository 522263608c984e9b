"""A figure's claim in the making: what is gathered until it is finished."""

from dataclasses import dataclass, field

from claims.extraction import lexicon
from claims.extraction.covering.measured import Measured
from claims.extraction.covering.scopes import Where, Who
from claims.extraction.numerals.counting import head_of, singular
from claims.extraction.results import Evidence, ExtractedClaim, Period, Quantity
from claims.extraction.syntax.sentences import Sentence
from claims.vocabulary import Bound, ClaimKind, Polarity

#: No claim is worth less: it was read, and a reviewer may look at it.
_LEAST = 0.1
_RULES = {
    "unit": "claim.measure_unit",
    "noun": "claim.measure_noun",
    "group": "claim.measure_group",
    "toll": "claim.measure_toll",
    "count": "claim.counted",
    "part": "claim.part",
    "taught": "claim.measure_taught",
}


@dataclass(slots=True)
class Making:
    """One claim before it is finished; `notes` say what is missing or taken from elsewhere."""

    quantity: Quantity
    number: int
    sentence: Sentence
    measure: str
    start: int
    end: int
    chain: tuple[int, ...]
    score: float
    who: Who = field(default_factory=lambda: Who(None))
    where: Where = field(default_factory=lambda: Where(None))
    period: Period | None = None
    as_of: Period | None = None
    said_on: Period | None = None
    basis: str | None = None
    aspect: str | None = None
    event: tuple[str, ...] = ()
    polarity: Polarity = Polarity.AFFIRMED
    measured: Measured | None = None
    rule: str = "claim.measure_verb"
    notes: list[str] = field(default_factory=list)

    def read_by(self, measured: Measured | None) -> None:
        """Note which words show the measure."""
        self.measured = measured
        if measured is not None:
            self.rule = _RULES.get(measured.how, "claim.measure_verb")

    def finished(self, id: int, kind: ClaimKind, text: str) -> ExtractedClaim:
        """Return the claim; text: the document's, for the words of spans."""
        quantity = self.quantity
        return ExtractedClaim(
            id=id,
            start=self.start,
            end=self.end,
            exact=text[self.start : self.end],
            kind=kind,
            measure=self.measure,
            quantity=self.number,
            low=quantity.low if quantity.reached is None else quantity.reached,
            best=quantity.best if quantity.reached is None else quantity.reached,
            high=quantity.high if quantity.reached is None else quantity.reached,
            bound=quantity.bound if quantity.reached is None else Bound.EXACT,
            unit=self._unit(),
            population=self.who.name,
            place=self.where.name,
            period=self.period,
            as_of=self.as_of,
            polarity=self.polarity,
            chain=self.chain,
            score=round(max(self.score, _LEAST), 2),
            basis=self.basis,
            population_within=self.who.within,
            place_within=self.where.within,
            said_on=self.said_on,
            notes=tuple(self.notes),
            rule=self.rule,
            relied_on=tuple(self._evidence(text)),
            event=self.event,
            aspect=self.aspect,
        )

    def _unit(self) -> str | None:
        """Return the figure's unit, the measure's own, or one of what is counted ("45 lorries": "lorry")."""
        own = self.quantity.unit or lexicon.measures()[self.measure].unit
        head = head_of(self.quantity)
        if own or self.measure in ("money", "share"):
            return own
        return self.quantity.one or (singular(head) if head else None)

    def _evidence(self, text: str) -> list[Evidence]:
        found = [("population", self.who.at), ("place", self.where.at)]
        if self.measured is not None:
            found.insert(0, ("measure", (self.measured.start, self.measured.end)))
        return [Evidence(role, *at, text[slice(*at)]) for role, at in found if at is not None]
