"""
What people taught: names, offices and senses of words that reviewers confirmed, passed in as data.

The extraction reads with it and never changes it. Its tables are built once, with the object, so that a
worker may keep it. An empty `Knowledge()` is what a text without a database is read with.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from claims.vocabulary import SourceKind

#: Words before a name or an office that are no part of it: English articles and possessives, a closed class.
_LEADS = re.compile(r"^(?:the|a|an|its|his|her|their|our|my)\s+", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class KnownSpeaker:
    """Who can be cited. aliases: other names; offices: descriptions that mean them ("the defence minister")."""

    name: str
    aliases: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    kind: SourceKind | None = None


@dataclass(frozen=True, slots=True)
class MeasureSense:
    """
    Words that state a measure ("written off" -> "killed").

    measure: a key of the measures' lattice. speaker: the name of the only one who means it so; None: everybody.
    """

    words: str
    measure: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True)
class Knowledge:
    """
    Everything taught. An alias or office that two speakers share means neither of them.

    digest: a key of it all, equal for equal teaching in any order; "" where nothing is taught.
    """

    speakers: tuple[KnownSpeaker, ...] = ()
    senses: tuple[MeasureSense, ...] = ()
    digest: str = field(init=False, repr=False, compare=False)
    _names: "_Table" = field(init=False, repr=False, compare=False)
    _offices: "_Table" = field(init=False, repr=False, compare=False)
    _words: "_Senses" = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        aliases = _unambiguous((alias, one) for one in self.speakers for alias in one.aliases)
        object.__setattr__(self, "_names", aliases | {folded(one.name): one for one in self.speakers})
        object.__setattr__(
            self, "_offices", _unambiguous((office, one) for one in self.speakers for office in one.offices)
        )
        object.__setattr__(self, "_words", _by_words(self.senses))
        taught = sorted(map(repr, self.speakers)) + sorted(map(repr, self.senses))
        digest = hashlib.sha256("\n".join(taught).encode()).hexdigest() if taught else ""
        object.__setattr__(self, "digest", digest)

    def speaker(self, printed: str) -> KnownSpeaker | None:
        """Return who is meant by a name or an alias, whatever its case and its article; None: nobody known."""
        return self._names.get(folded(printed)) if self._names else None

    def in_office(self, printed: str) -> KnownSpeaker | None:
        """Return who is meant by a description such as "the defence minister"; None: nobody known."""
        return self._offices.get(folded(printed)) if self._offices else None

    def sense(self, words: str, speaker: str | None) -> MeasureSense | None:
        """Return what the words state when this speaker says them: his own sense before everybody's."""
        found = self._words.get(folded(words)) if self._words else None
        if found is None:
            return None
        return (found.get(self._known_as(speaker)) if speaker else None) or found.get(None)

    def taught_words(self) -> tuple[str, ...]:
        """Return all words with a taught sense, folded, longest first."""
        return tuple(sorted(self._words, key=lambda words: (-len(words), words)))

    def _known_as(self, name: str) -> str:
        known = self.speaker(name)
        return folded(known.name if known else name)


_Table = Mapping[str, KnownSpeaker]
_Senses = Mapping[str, Mapping[str | None, MeasureSense]]


def folded(words: str) -> str:
    """Return the words as they are looked up: one case, single spaces, without an article before them."""
    return _LEADS.sub("", _BLANKS.sub(" ", words).strip()).casefold()


def _unambiguous(pairs: Iterable[tuple[str, KnownSpeaker]]) -> dict[str, KnownSpeaker]:
    found: dict[str, KnownSpeaker | None] = {}
    for printed, one in pairs:
        key = folded(printed)
        found[key] = one if found.get(key, one) == one else None
    return {key: one for key, one in found.items() if key and one is not None}


def _by_words(senses: tuple[MeasureSense, ...]) -> dict[str, dict[str | None, MeasureSense]]:
    found: dict[str, dict[str | None, MeasureSense]] = {}
    for sense in senses:
        speaker = folded(sense.speaker) if sense.speaker else None
        found.setdefault(folded(sense.words), {})[speaker] = sense
    return found
