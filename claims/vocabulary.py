"""
The words that extraction, comparison, models and pages share. Plain Python: imports nothing of ours.

One word per idea. The values are what the database stores and what the JSON contract prints.
"""

from enum import StrEnum


class Bound(StrEnum):
    """How a printed figure limits the number. Source: ACLED's coding of vague numbers, extended."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UP_TO = "up_to"
    FEWER_THAN = "fewer_than"
    BETWEEN = "between"
    VAGUE = "vague"


class SpeechAct(StrEnum):
    """What the source does by saying it."""

    ASSERT = "assert"
    ESTIMATE = "estimate"
    ADMIT = "admit"
    CONFIRM = "confirm"
    DENY = "deny"
    ALLEGE = "allege"
    REPORT = "report"
    PREDICT = "predict"
    QUESTION = "question"
    RETRACT = "retract"


class Manner(StrEnum):
    """How the words reach the page. OWN_VOICE is the article speaking for itself (hop 0 only)."""

    DIRECT = "direct"
    FRAGMENT = "fragment"
    PARAPHRASE = "paraphrase"
    DOCUMENT = "document"
    AGENTLESS = "agentless"
    OWN_VOICE = "own_voice"


class Role(StrEnum):
    """A source's part in one hop of the chain. Hop 0 is always the publisher."""

    PUBLISHER = "publisher"
    RELAYER = "relayer"
    ORIGINATOR = "originator"
    INTERPRETER = "interpreter"


class ClaimKind(StrEnum):
    QUANTITY = "quantity"
    DURATION = "duration"
    EVENT = "event"
    POSITION = "position"
    FIRSTNESS = "firstness"
    SCOPE = "scope"
    INTERPRETATION = "interpretation"
    PREDICTION = "prediction"
    EVALUATION = "evaluation"


#: Kinds that state a figure, and so must have a scope.
FIGURE_KINDS = (ClaimKind.QUANTITY, ClaimKind.DURATION)


class Polarity(StrEnum):
    AFFIRMED = "affirmed"
    DENIED = "denied"


class Precision(StrEnum):
    """How exactly a date or period is known. PART is a part of a month or year ("early August")."""

    DAY = "day"
    WEEK = "week"
    PART = "part"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    OTHER = "other"


class Axis(StrEnum):
    """What two claims are compared on before their figures are."""

    MEASURE = "measure"
    POPULATION = "population"
    PLACE = "place"
    PERIOD = "period"
    BASIS = "basis"


class AxisVerdict(StrEnum):
    """The left claim's value seen from the right one: NARROWER means left is a part of right."""

    SAME = "same"
    NARROWER = "narrower"
    BROADER = "broader"
    OVERLAPPING = "overlapping"
    DISJOINT = "disjoint"
    UNKNOWN = "unknown"


class Comparability(StrEnum):
    COMPARABLE = "comparable"
    NESTED = "nested"
    OVERLAPPING = "overlapping"
    NOT_COMPARABLE = "not_comparable"
    UNKNOWN = "unknown"


class RelationKind(StrEnum):
    CONTRADICTS = "contradicts"
    CORROBORATES = "corroborates"
    RESTATES = "restates"
    UPDATES = "updates"
    CORRECTS = "corrects"
    CONTRASTS = "contrasts"
    CONTAINMENT_VIOLATION = "containment_violation"
    UNRELATED = "unrelated"


#: Relations that read differently from the other side; all others are symmetric.
DIRECTED_RELATIONS = (RelationKind.UPDATES, RelationKind.CORRECTS)


class SourceKind(StrEnum):
    OUTLET = "outlet"
    AGENCY = "agency"
    STATE = "state"
    OFFICE = "office"
    PERSON = "person"
    ARMED_FORCE = "armed_force"
    UNIT = "unit"
    ORGANISATION = "organisation"
    UNNAMED_GROUP = "unnamed_group"
    DOCUMENT = "document"


class MentionState(StrEnum):
    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class RelationState(StrEnum):
    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    UNSURE = "unsure"


class QuestionOutcome(StrEnum):
    """What a decision on a question says. Source: the outcomes of casualty recorders, extended."""

    RESOLVED_CONTRADICTION = "resolved_contradiction"
    BOTH_TRUE = "both_true_different_scope"
    NESTED = "nested_consistent"
    SUPERSEDED = "superseded"
    DEFINITIONAL = "definitional"
    RELAY_ERROR = "relay_or_translation_error"
    RETRACTED = "retracted"
    INSUFFICIENT = "insufficient_evidence"
    EQUALLY_SUPPORTED = "equally_supported"
    NOT_CHECKABLE = "not_checkable"


#: As people read them.
QUESTION_OUTCOME_WORDS: dict[QuestionOutcome, str] = {
    QuestionOutcome.RESOLVED_CONTRADICTION: "Resolved contradiction",
    QuestionOutcome.BOTH_TRUE: "Both true, different scope",
    QuestionOutcome.NESTED: "Nested, consistent",
    QuestionOutcome.SUPERSEDED: "Superseded",
    QuestionOutcome.DEFINITIONAL: "A matter of definition",
    QuestionOutcome.RELAY_ERROR: "Relay or translation error",
    QuestionOutcome.RETRACTED: "Retracted",
    QuestionOutcome.INSUFFICIENT: "Insufficient evidence",
    QuestionOutcome.EQUALLY_SUPPORTED: "Equally supported",
    QuestionOutcome.NOT_CHECKABLE: "Not checkable",
}


#: What each says, for who chooses one and for who reads it.
QUESTION_OUTCOME_MEANS: dict[QuestionOutcome, str] = {
    QuestionOutcome.RESOLVED_CONTRADICTION: "They cover the same and cannot all be true; the evidence says which is.",
    QuestionOutcome.BOTH_TRUE: "Each may be right: they cover different people, places, times or ways of counting.",
    QuestionOutcome.NESTED: "One counts a part of what the other counts, and does not exceed it.",
    QuestionOutcome.SUPERSEDED: "A later count has taken the place of an earlier one, which was not wrong in its time.",
    QuestionOutcome.DEFINITIONAL: "They use a word in different senses: “casualties” with the wounded, or without.",
    QuestionOutcome.RELAY_ERROR: "A claim was changed on its way: misquoted, mistranslated, put in the wrong mouth.",
    QuestionOutcome.RETRACTED: "Who made the claim has taken it back.",
    QuestionOutcome.INSUFFICIENT: "What is known does not suffice to decide; more evidence could.",
    QuestionOutcome.EQUALLY_SUPPORTED: "They cover the same and contradict each other, with equally good evidence.",
    QuestionOutcome.NOT_CHECKABLE: "No evidence that could be had would decide it.",
}  # fmt: skip


class ReviewVerdict(StrEnum):
    """What a second person says of a decision."""

    APPROVED = "approved"
    RETURNED = "returned"


class Ending(StrEnum):
    """How a decision came to its end."""

    RETURNED = "returned"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class RoundEnding(StrEnum):
    """How a round of blind assessments came to its end."""

    SETTLED = "settled"
    CALLED_OFF = "called_off"


class DraftKind(StrEnum):
    """What a person may have written on a question and not handed in yet."""

    DECISION = "decision"
    ASSESSMENT = "assessment"
    RECONCILIATION = "reconciliation"


class Rank(StrEnum):
    """How a claim stands in a decision. Source: the ranks of Wikibase statements."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class Likelihood(StrEnum):
    """How likely the decision is right. Source: the seven degrees of the US Intelligence Community Directive 203."""

    ALMOST_NO_CHANCE = "almost_no_chance"
    VERY_UNLIKELY = "very_unlikely"
    UNLIKELY = "unlikely"
    ROUGHLY_EVEN = "roughly_even"
    LIKELY = "likely"
    VERY_LIKELY = "very_likely"
    ALMOST_CERTAIN = "almost_certain"


#: With the share that the directive gives each degree.
LIKELIHOOD_WORDS: dict[Likelihood, str] = {
    Likelihood.ALMOST_NO_CHANCE: "Almost no chance (1–5 %)",
    Likelihood.VERY_UNLIKELY: "Very unlikely (5–20 %)",
    Likelihood.UNLIKELY: "Unlikely (20–45 %)",
    Likelihood.ROUGHLY_EVEN: "Roughly even chance (45–55 %)",
    Likelihood.LIKELY: "Likely (55–80 %)",
    Likelihood.VERY_LIKELY: "Very likely (80–95 %)",
    Likelihood.ALMOST_CERTAIN: "Almost certain (95–99 %)",
}


#: Shown beside the words.
LIKELIHOOD_SOURCE = "US Intelligence Community Directive 203 (2015), D.6.e(2)(a)"


class Confidence(StrEnum):
    """
    How good the basis of a decision is, whatever its likelihood.

    Source: the three degrees of US National Intelligence Estimates; Directive 203 keeps them apart from likelihood.
    """

    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"


CONFIDENCE_WORDS: dict[Confidence, str] = {
    Confidence.LOW: "Low: the sources are few, or doubtful",
    Confidence.MODERATE: "Moderate: credible sources, not enough of them",
    Confidence.HIGH: "High: good sources, independent of each other",
}


CONFIDENCE_SOURCE = "the degrees of US National Intelligence Estimates, kept apart as Directive 203 asks"


#: How credible a claim is as it is attributed. Source: the Admiralty code, NATO STANAG 2511 and AJP-2.1.
CREDIBILITY_WORDS: dict[int, str] = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}


class DerivationKind(StrEnum):
    """What one article does with another that it takes over from. Source: PROV-O, quotation and primary source."""

    QUOTES = "quotes"
    CITES = "cites"
    REPUBLISHES = "republishes"


class DerivationState(StrEnum):
    SUGGESTED = "suggested"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class Gathering(StrEnum):
    """How a claim stands under a question: put there by the rule or by a person, or left out by a person."""

    SUGGESTED = "suggested"
    KEPT = "kept"
    LEFT_OUT = "left_out"


class FindingKind(StrEnum):
    """What the rules notice and a person must look at."""

    CONTAINMENT = "containment_violation"
    SUM = "sum_differs"
    DRIFT = "measure_drift"
    SWAP = "speaker_swap"
    CIRCULAR = "circular_reporting"
    STALE = "stale_figure"
    SILENT_EDIT = "silent_edit"
    FIRSTNESS = "firstness_refuted"
    DECREASE = "count_decreases"
    ADMISSION = "denial_then_admission"


class FindingState(StrEnum):
    """UPHELD: a person says that it is so. CLOSED: by the program, while what it rests on is gone."""

    OPEN = "open"
    DISMISSED = "dismissed"
    UPHELD = "upheld"
    CLOSED = "closed"


class ParkingEnd(StrEnum):
    """What ends that a task is set aside."""

    TAKEN_BACK = "taken_back"
    WOKEN = "woken"
    SETTLED = "settled"


class TaskKind(StrEnum):
    """What may wait for a reviewer."""

    MENTION = "mention"
    AXIS = "axis"
    NAME = "name"
    RELATION = "relation"
    FINDING = "finding"
    READING = "reading"
    DERIVATION = "derivation"
    SECOND_OPINION = "second_opinion"
    APPROVAL = "approval"
