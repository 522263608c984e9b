"""An article as it is written sentence by sentence, so that every span is known and none is searched for."""

from dataclasses import dataclass, field
from random import Random

_FILLERS = (
    "Roads in the area stayed closed for most of the day.",
    "Independent confirmation was not available at the time of writing.",
    "Local authorities asked people to stay at home until further notice.",
    "The two sides have blamed each other since talks broke down in the spring.",
    "Telephone lines to the district were down on several occasions.",
    "A convoy with food and medicine was on its way from the capital.",
    "Observers said that the picture might change as more information came in.",
    "Schools in the region are to open again at the beginning of next week.",
    "The government has promised a full report before the end of the year.",
    "Hospitals nearby said they were working beyond their capacity.",
)


@dataclass(frozen=True, slots=True)
class Told:
    """Where a claim stands in the text: code points, half-open. The clause holds the span and the cue."""

    start: int
    end: int
    clause_start: int
    clause_end: int
    cue_start: int
    cue_end: int


@dataclass(slots=True)
class Telling:
    """The text so far."""

    random: Random
    text: str = ""
    fillers: list[str] = field(default_factory=lambda: list(_FILLERS))

    def claim(self, figure: str, rest: str, speaker: str, cue: str, *, ahead: str = "") -> Told:
        """Add "Ahead FIGURE rest, SPEAKER cue." as a sentence and return where all of it is."""
        clause = len(self.text)
        start = clause + len(ahead)
        end = start + len(figure)
        cue_start = end + len(rest) + len(f", {speaker} ")
        self.text += f"{ahead}{figure}{rest}, {speaker} {cue}."
        told = Told(start, end, clause, len(self.text), cue_start, cue_start + len(cue))
        self.text += " "
        return told

    def fill(self, sentences: int) -> None:
        """Add sentences that claim nothing, and end the paragraph."""
        self.text += " ".join(self.random.sample(self.fillers, sentences)) + "\n"

    def finish(self) -> str:
        return self.text.rstrip()
