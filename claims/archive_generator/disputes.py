"""One dispute: two sides, a town, some weeks of articles with figures that grow and do not agree."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from claims.archive_generator.kinds import KINDS, WEIGHTS, Figure, Kind, figure_of
from claims.archive_generator.names import Names
from claims.archive_generator.telling import Telling, Told
from claims.archive_generator.world import Add, Named, State, World
from claims.comparison.readings import Containment
from claims.vocabulary import SpeechAct

FIRST_DAY = date(2019, 1, 1)
DAYS = 2_300  # the disputes begin within about six years

#: What a side makes of its own toll and of the other side's; third parties are in between.
OWN, ENEMY = 0.45, 1.7
_CUES = {
    "said": SpeechAct.ASSERT, "estimated": SpeechAct.ESTIMATE, "reported": SpeechAct.REPORT,
    "confirmed": SpeechAct.CONFIRM, "claimed": SpeechAct.ALLEGE, "admitted": SpeechAct.ADMIT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    """One claim as an article makes it."""

    kind: Kind
    figure: Figure
    population: Named | None
    speaker: Named
    act: SpeechAct
    told: Told


@dataclass(frozen=True, slots=True)
class Written:
    """An article before it has an outlet."""

    title: str
    text: str
    day: date
    said: list[Said]


@dataclass(slots=True)
class Dispute:
    town: Named
    region: Named
    home: State
    enemy: State
    unit: Named
    residents: Named
    begins: date
    containment: Containment

    def articles(self, random: Random, world: World) -> Iterator[Written]:
        """Yield the articles in the order of their days."""
        day = self.begins
        for _ in range(random.randint(6, 14)):
            day += timedelta(days=random.choice((0, 1, 1, 2, 4)))
            yield self._article(random, world, day)

    def _article(self, random: Random, world: World, day: date) -> Written:
        telling = Telling(random)
        said = []
        for _ in range(random.randint(2, 5)):
            said.append(self._say(random, world, telling, (day - self.begins).days + 1))
            telling.fill(random.randint(1, 3))
        title = f"{said[0].figure.words} {said[0].kind.measure} in fight for {self.town.name}"
        return Written(title, telling.finish(), day, said)

    def _say(self, random: Random, world: World, telling: Telling, days: int) -> Said:
        kind = random.choices(KINDS, WEIGHTS)[0]
        party = random.choices(("own", "enemy", "neutral"), (4, 4, 3))[0]
        speaker = random.choice(
            {"own": self.home.speakers, "enemy": self.enemy.speakers}.get(party, world.neutral)
        )
        bias = {"own": OWN, "enemy": ENEMY}.get(party, 1.0) if kind.running and kind.whom == "unit" else 1.0
        value = kind.per_day * (days if kind.running else 1) * bias * random.uniform(0.85, 1.15)
        figure = figure_of(random, days if kind.measure == "duration" else int(value))
        names = {
            "unit": self.unit.name, "forces": self.home.forces.name, "town": self.town.name, "region": self.region.name,
        }  # fmt: skip
        words = f"{figure.words} {kind.counted.format(**names)}"
        ahead = kind.ahead.format(**names)
        if ahead:
            words = words[0].lower() + words[1:]
        cue = random.choice(tuple(_CUES))
        told = telling.claim(words, kind.rest.format(**names), speaker.name, cue, ahead=ahead)
        population = {"unit": self.unit, "forces": self.home.forces, "people": self.residents}.get(
            kind.whom or ""
        )
        return Said(kind, figure, population, speaker, _CUES[cue], told)


def open_dispute(
    random: Random,
    names: Names,
    world: World,
    number: int,
    *,
    population: Add,
    place: Add,
    lattice: Containment,
) -> Dispute:
    """Begin the dispute of this number: add its town, unit and residents as terms."""
    home, enemy = random.sample(world.states, 2)
    region = random.choice(home.regions)
    town, unit = names.place(), names.unit(number)
    residents = f"residents of {town}"
    return Dispute(
        town=Named(place(name=town, parent_id=region.id), town),
        region=region,
        home=home,
        enemy=enemy,
        unit=Named(population(name=unit, parent_id=home.forces.id, side=home.name), unit),
        residents=Named(population(name=residents, parent_id=home.people.id, side=home.name), residents),
        begins=FIRST_DAY + timedelta(days=random.randrange(DAYS)),
        containment=Containment(
            measure_parts=lattice.measure_parts,
            ambiguous=lattice.ambiguous,
            population_wholes={unit: (home.forces.name,), residents: (home.people.name,)},
            place_wholes={town: (region.name,), region.name: (home.name,)},
            measure_family=lattice.measure_family,
        ),
    )
