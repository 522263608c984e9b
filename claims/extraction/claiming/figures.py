"""Claims that state a figure: each with its scope, its chain and, in notes, what is missing or taken from elsewhere."""

from bisect import bisect_left

from claims.extraction import lexicon
from claims.extraction.attributing.chains import Chains
from claims.extraction.claiming.answers import Answers
from claims.extraction.claiming.happenings import Happenings
from claims.extraction.claiming.making import Making
from claims.extraction.covering.lengths import is_length_of_event, is_prison_term, says_length
from claims.extraction.covering.measured import Measured, is_partitive, is_pronoun, measure_of
from claims.extraction.covering.money import Sums
from claims.extraction.covering.periods import Holds, Periods
from claims.extraction.covering.projects import money_basis, share_of
from claims.extraction.covering.roles import INCREMENT, SUBTOTAL, role_of
from claims.extraction.covering.scopes import Scopes, Where, Who
from claims.extraction.covering.senses import Senses, note_on
from claims.extraction.draft import Draft
from claims.extraction.numerals.counting import head_of
from claims.extraction.results import DateMention, ExtractedClaim, Period, Quantity, Unread
from claims.extraction.syntax.sentences import Sentence
from claims.vocabulary import ClaimKind, Polarity, Precision, SpeechAct

_TIME_UNITS = frozenset(lexicon.units("time").values())
#: Families whose figures belong to the event that the lead tells of.
_EVENT_FAMILIES = frozenset(("casualties", "crowd", "personnel", "earthquake", "weapons", "actors"))
#: Families whose figures count nobody; and those that do so only where the noun names persons.
_SIZES, _SHARED_OUT = frozenset(("earthquake", "dimension")), frozenset(("vote", "work"))
#: Families whose figures need nobody whom they count.
_OF_NOBODY = frozenset(("share", "dimension", "earthquake", "sentence", "vote", "work"))
#: What a claim's score begins with, and what each thing that is missing or guessed from afar takes off.
#: The scale is an order for reviewers, not a probability: everything stated beside the figure is 0.9.
_FULL, _ANSWER, _ECHO, _LENGTH = 0.9, 0.7, 0.65, 0.85
_MISSING, _ELSEWHERE, _FAR = 0.1, 0.05, 0.1
#: Who denies a statement denies its figure.
_DENYING = (SpeechAct.DENY, SpeechAct.RETRACT)
#: A sum of which nothing says for what it is is still worth keeping from this size on; own choice.
_LARGE_SUM = 10_000
#: A verb further away than this many characters is less surely the figure's.
_FAR_VERB = 40


class FigureReader:
    """Reads the figure claims of one document in order."""

    def __init__(self, draft: Draft, chains: Chains) -> None:
        self.draft, self.plain, self.chains = draft, draft.plain, chains
        self.scopes = Scopes(draft)
        self.periods = Periods(draft, self.scopes.sentence_at)
        self.sums = Sums(draft)
        self.happenings = Happenings(draft)
        self.answers = Answers(draft.plain)
        self.senses = Senses(draft, chains)
        self.claims: list[ExtractedClaim] = []
        self.unread: list[Unread] = []
        self._starts = [q.start for q in draft.quantities]
        self._durations = [x for x in draft.dates if x.kind == "duration"]

    def read(self) -> None:
        """Fill `claims` and `unread`."""
        for number, quantity in enumerate(self.draft.quantities):
            sentence = self.scopes.sentence_at(quantity.value_start)
            read = self._length if quantity.unit in _TIME_UNITS else self._figure
            claim = read(number, quantity, sentence)
            if claim is None and is_pronoun(quantity):
                continue
            if claim is None:
                self.unread.append(Unread(quantity.start, quantity.end, quantity.exact, _reason(quantity)))
            else:
                self.claims.append(claim)
                self.answers.remember(claim, sentence.number)

    def _figure(self, number: int, quantity: Quantity, sentence: Sentence) -> ExtractedClaim | None:
        if is_partitive(self.plain, quantity):
            return None
        following = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.plain)
        read = measure_of(self.plain, quantity, (sentence.start, sentence.end), following)
        measured = None if read is not None and read.how == "count" else read  # anything else says more
        taught = self.senses.read(quantity, sentence, measured)
        measured = taught[0] if taught else measured
        answered = self.answers.answered(quantity, sentence, measured)
        if measured is None and answered is None and read is None:
            answered = self.answers.elliptic(quantity, sentence)
        if measured is None and answered is None:
            measured = read
        total = self._total(quantity, sentence, measured)
        if total is not None:
            measured, answered = (
                Measured(total.measure or "count", quantity.start, quantity.end, 0, "part"),
                None,
            )
        if measured is None and answered is None:
            return None
        measure = measured.key if measured else answered.measure if answered else None
        if measure is None:
            return None
        start, end, chain = self._clause(quantity, sentence)
        one = Making(quantity, number, sentence, measure, start, end, chain, _FULL)
        one.basis = role = role_of(self.plain, quantity, sentence, measure, self.claims)
        one.read_by(measured)
        if any(self.draft.attributions[n].act in _DENYING for n in chain):
            one.polarity = Polarity.DENIED
        self._scope(one, measured, answered)
        if measure == "money" and not (one.aspect or one.who.name or role or chain or _is_large(quantity)):
            return None  # a sum, and nothing says for what
        if taught:
            one.notes.append(note_on(self.plain[taught[0].start : taught[0].end], taught[1]))
        return one.finished(len(self.claims), ClaimKind.QUANTITY, self.draft.text)

    def _total(
        self, quantity: Quantity, sentence: Sentence, measured: Measured | None
    ) -> ExtractedClaim | None:
        """Return the total whose measure a part shares that names none: "17 dead, four of them children"."""
        if measured is not None and measured.how not in ("count", "group"):
            return None
        if role_of(self.plain, quantity, sentence, "", self.claims) != SUBTOTAL:
            return None
        return self.answers.total_of(quantity, sentence.number)

    def _scope(self, one: Making, measured: Measured | None, answered: ExtractedClaim | None) -> None:
        measure = lexicon.measures()[one.measure]
        holds = self._holds(one.chain)
        one.said_on, said = self.periods.said_on(self.chains.origin(one.chain), one.sentence)
        one.as_of = self.periods.as_of(one.sentence, holds)
        if one.measure == "money":
            one.aspect, one.who = self.sums.read(one.sentence, one.quantity)
            one.basis = one.basis or money_basis(self.plain, one.sentence, one.quantity)
        elif one.measure == "share":
            one.who = share_of(self.plain, one.quantity, one.sentence)
            one.aspect = "change" if one.quantity.change else None
        elif measure.family in _SIZES or (measure.family in _SHARED_OUT and one.quantity.unit != "person"):
            one.who = Who(measure.population)
        elif measure.family == "weapons":
            one.who = Who((head_of(one.quantity) or "").removesuffix("s") + "s")
        else:
            one.who = self.scopes.who(one.quantity, one.start, one.sentence, measure.population)
        one.where = self.scopes.where(
            one.start, one.end, one.sentence, holds, one.measure, one.quantity.start
        )
        one.period = self._stated(one, holds, said)
        self._from_elsewhere(one, answered, is_event=measure.family in _EVENT_FAMILIES)
        self._judge(one, measured)

    def _stated(self, one: Making, holds: Holds, said: DateMention | None) -> Period | None:
        governed = self.periods.governing(one.quantity, one.sentence, holds)
        if governed is not None:
            return governed[0]
        figures = self._starts[
            bisect_left(self._starts, one.sentence.start) : bisect_left(self._starts, one.sentence.end)
        ]
        return self.periods.stated(one.sentence, one.quantity, said, holds, figures)

    def _from_elsewhere(self, one: Making, answered: ExtractedClaim | None, *, is_event: bool) -> None:
        """Take what the figure's sentence leaves open from the claim that it answers or repeats, or the lead."""
        same = answered
        if answered is not None:
            one.notes.append("scope: the figure answers an earlier one, whose scope it takes")
            one.rule, one.aspect = "claim.answer", one.aspect or answered.aspect
            one.score = _ANSWER
        elif (
            one.who.name is None
            and one.basis == SUBTOTAL
            and (total := self.answers.total_of(one.quantity, one.sentence.number))
        ):
            one.who = Who(
                total.population, total.population_within, "population: that of the total it is part of"
            )
        elif one.who.name is None:
            same = self.answers.repeated(one.quantity, one.measure)
            if same is not None:
                one.notes.append("scope: taken from the same figure earlier in the text")
                one.score = _ECHO
        if same is not None:
            definite = (
                self.plain[max(0, one.quantity.start - 5) : one.quantity.start].lower().endswith(" the ")
            )
            if one.who.name is None or answered is not None:
                one.who = Who(same.population, same.population_within)
            if one.where.name is None or one.where.note or answered or definite:
                one.where = Where(same.place, same.place_within)
            one.period = same.period if one.period is None or definite else one.period
        elif one.period is None and is_event and not self.periods.tells_other_time(one.sentence):
            one.period = self.periods.of_sentence_before(one.sentence)
            where = "the sentence before"
            if one.period is None:
                one.period, where = self.periods.of_lead(), "the lead"
            if one.period is not None:
                one.notes.append(f"period: taken from {where}")
                one.score -= _MISSING

    def _judge(self, one: Making, measured: Measured | None) -> None:
        measure = lexicon.measures()[one.measure]
        if one.period is None:
            one.notes.append("period: none is stated")
            one.score -= _MISSING
        elif one.period.from_day is None and one.period.to_day is None:
            one.notes.append(self._open(one.period, "period"))
            one.score -= _MISSING
        if one.as_of is not None and one.as_of.to_day is None:
            one.notes.append(self._open(one.as_of, "as of"))
        if one.where.note:
            one.notes.append(one.where.note)
            one.score -= _ELSEWHERE
        if one.who.note:
            one.notes.append(one.who.note)
        if one.who.name is None and measure.family not in _OF_NOBODY:
            one.notes.append("population: none is stated")
            one.score -= _MISSING
        if measured is not None and measured.distance > _FAR_VERB:
            one.score -= _FAR
        if measured is not None and measured.how == "count":
            one.score -= _FAR
        if one.basis in (SUBTOTAL, INCREMENT):
            one.notes.append(f"basis: {one.basis}")
        one.event = self.happenings.of(one.sentence)

    def _length(self, number: int, quantity: Quantity, sentence: Sentence) -> ExtractedClaim | None:
        """Return the claim that a mission lasts so long; its period begins where the text says that it began."""
        if is_prison_term(self.plain, quantity, sentence):
            start, end, chain = self._clause(quantity, sentence)
            term = Making(
                quantity, number, sentence, "sentence", start, end, chain, _LENGTH, rule="claim.sentence"
            )
            self._scope(term, None, None)
            return term.finished(len(self.claims), ClaimKind.DURATION, self.draft.text)
        words = is_length_of_event(self.plain, quantity, sentence)
        if words is None:
            before = self.plain[max(sentence.start, quantity.start - 60) : quantity.start]
            if not says_length(before) or not self.answers.is_about_length(sentence.number):
                return None
            words = quantity.exact
        index = bisect_left(self._durations, quantity.value_start, key=lambda x: x.end - 1)
        mention = self._durations[index] if index < len(self._durations) else None
        if mention is not None and not mention.start <= quantity.value_start < mention.end:
            mention = None
        start, end, chain = self._clause(quantity, sentence)
        one = Making(
            quantity, number, sentence, "duration", start, end, chain, _LENGTH, rule="claim.duration"
        )
        one.said_on, _ = self.periods.said_on(self.chains.origin(chain), sentence)
        one.who = self.scopes.unit_in(sentence)
        one.where = self.scopes.where(start, end, sentence, self._holds(chain), "duration")
        one.period = (
            self.periods.window(mention, sentence, words)
            if mention
            else Period(None, None, Precision.OTHER, words)
        )
        self._judge(one, None)
        return one.finished(len(self.claims), ClaimKind.DURATION, self.draft.text)

    def _clause(self, quantity: Quantity, sentence: Sentence) -> tuple[int, int, tuple[int, ...]]:
        """Return the clause that makes the claim: what its nearest source says in this sentence, or the sentence."""
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

    def _open(self, period: Period, name: str) -> str:
        if self.draft.published is None and period.words:
            return f"{name}: the words leave the year open and the text has no date of publication ({period.words})"
        return f"{name}: its days are not stated ({period.words})"


def _is_large(quantity: Quantity) -> bool:
    """Whether a sum is so large that it is a matter by itself."""
    size = quantity.best if quantity.best is not None else quantity.low
    return size is not None and size >= _LARGE_SUM


def _reason(quantity: Quantity) -> str:
    if quantity.unit in _TIME_UNITS:
        return "a length of time that belongs to no named event"
    if quantity.counted:
        return f"the text states no known measure of “{quantity.counted}”"
    return "neither a unit nor what is counted was found"
