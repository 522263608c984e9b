"""The stage of the invented archive: states with their forces, offices and places; outlets, owners, agencies."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from claims.archive_generator.names import Names
from claims.vocabulary import SourceKind

Add = Callable[..., int]


@dataclass(frozen=True, slots=True)
class Named:
    """A row that was added, with its name."""

    id: int
    name: str


@dataclass(slots=True)
class State:
    name: str
    place: Named
    regions: list[Named]
    forces: Named  # population
    people: Named  # population
    army: Named  # source
    speakers: list[Named]


@dataclass(slots=True)
class World:
    states: list[State] = field(default_factory=list)
    outlets: list[Named] = field(default_factory=list)
    agencies: list[Named] = field(default_factory=list)
    neutral: list[Named] = field(default_factory=list)


REGIONS_PER_STATE = 6
OUTLETS_PER_OWNER = 4


def build_world(
    random: Random, names: Names, *, claims: int, source: Add, population: Add, place: Add
) -> World:
    """
    Add the rows that everything else needs and return them by name.

    States and outlets grow much slower than the archive, as they do in life: so a whole (a country, an army)
    holds more and more claims, and what is found through it must not get slower for that.
    """
    world = World()
    for _ in range(min(60, 8 + claims // 5_000)):
        world.states.append(_state(random, names, source, population, place))
    owner: int | None = None
    for number in range(20 + claims // 500):
        if number % OUTLETS_PER_OWNER == 0:
            owner = source(name=f"{names.place()} Media Group", kind=SourceKind.ORGANISATION)
        name = names.outlet()
        world.outlets.append(Named(source(name=name, kind=SourceKind.OUTLET, parent_id=owner), name))
    for _ in range(6):
        name = f"{names.place()} News Agency"
        world.agencies.append(Named(source(name=name, kind=SourceKind.AGENCY), name))
    for name in ("aid workers", "local officials", "people at the scene", "Western diplomats"):
        world.neutral.append(Named(source(name=name, kind=SourceKind.UNNAMED_GROUP), name))
    return world


def _state(random: Random, names: Names, source: Add, population: Add, place: Add) -> State:
    name = names.place()
    side: dict[str, Any] = {"side": name}
    state = source(name=name, kind=SourceKind.STATE, **side)
    office = source(name=f"{name} Ministry of Defence", kind=SourceKind.OFFICE, parent_id=state, **side)
    army = source(name=f"{name} Armed Forces", kind=SourceKind.ARMED_FORCE, parent_id=state, **side)
    speakers = []
    for parent in (office, army, office):
        person = names.person()
        speakers.append(Named(source(name=person, kind=SourceKind.PERSON, parent_id=parent, **side), person))
    country = place(name=name)
    regions = []
    for _ in range(REGIONS_PER_STATE):
        region = f"{names.place()} region"
        regions.append(Named(place(name=region, parent_id=country), region))
    forces, people = f"{name} forces", f"people of {name}"
    return State(
        name=name,
        place=Named(country, name),
        regions=regions,
        forces=Named(population(name=forces, **side), forces),
        people=Named(population(name=people, **side), people),
        army=Named(army, f"{name} Armed Forces"),
        speakers=speakers,
    )
