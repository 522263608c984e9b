"""Names of nobody and nowhere, made of syllables: the same for the same random numbers."""

from collections.abc import Callable
from random import Random

_FIRST = (
    "Ar",
    "Bel",
    "Cor",
    "Dan",
    "Er",
    "Fal",
    "Gor",
    "Hal",
    "Is",
    "Jor",
    "Kel",
    "Lor",
    "Mar",
    "Nor",
    "Os",
    "Per",
)
_MIDDLE = ("a", "e", "i", "o", "u", "en", "ar", "il", "on", "esh", "ov", "an")
_PLACE = ("va", "dun", "mark", "sk", "ton", "ria", "pol", "nia", "gard", "vik", "lun", "rest")
_PERSON = (
    "Adan",
    "Brina",
    "Ciro",
    "Dela",
    "Emin",
    "Fara",
    "Goran",
    "Hela",
    "Ivo",
    "Jana",
    "Kiro",
    "Lida",
    "Mato",
)
_OUTLET = (
    "Courier",
    "Herald",
    "Post",
    "Tribune",
    "Observer",
    "Gazette",
    "Chronicle",
    "Record",
    "Mirror",
    "Wire",
)
_KIND_OF_UNIT = ("Rifle Brigade", "Engineer Regiment", "Tank Battalion", "Border Division", "Marine Regiment")


class Names:
    """Hands out names, none twice."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._given: set[str] = set()

    def place(self) -> str:
        return self._once(lambda: self._stem() + self._pick(_PLACE))

    def person(self) -> str:
        return self._once(lambda: f"{self._pick(_PERSON)} {self._stem()}{self._pick(_PLACE)}")

    def outlet(self) -> str:
        return self._once(lambda: f"The {self._stem()}{self._pick(_PLACE)} {self._pick(_OUTLET)}")

    def unit(self, number: int) -> str:
        """Return the name of a military unit with this number, which makes it unique."""
        return f"{number}{_ordinal_ending(number)} {self._pick(_KIND_OF_UNIT)}"

    def _stem(self) -> str:
        return self._pick(_FIRST) + "".join(
            self._pick(_MIDDLE) for _ in range(self._random.choice((0, 1, 1, 2)))
        )

    def _pick(self, options: tuple[str, ...]) -> str:
        return self._random.choice(options)

    def _once(self, make: Callable[[], str]) -> str:
        name = make()
        while name.casefold() in self._given:
            name = f"{self._pick(('New', 'Old', 'Upper', 'Lower', 'East', 'West'))} {make()}"
        self._given.add(name.casefold())
        return name


def _ordinal_ending(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
