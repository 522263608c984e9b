"""
Who speaks: turns the words that name a source into one name for the whole document.

Surnames go to the full name, titles are cut off, "he" and "the leader" go to the nearest person who
fits, a capital speaks for its government, and unnamed groups ("analysts") stay as printed.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace

from claims.extraction import lexicon
from claims.extraction.knowledge import Knowledge, KnownSpeaker, folded
from claims.extraction.naming import nations
from claims.extraction.naming.names import NameRun, person_name, shown_name
from claims.extraction.syntax.text import tidy
from claims.extraction.syntax.words import Words
from claims.vocabulary import SourceKind


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is meant. rule: how the words led to the name (data/rules.json)."""

    name: str
    kind: SourceKind | None
    rule: str = "speaker.printed"


@dataclass(frozen=True, slots=True)
class _Person:
    at: int
    name: str
    leader: bool


_PRONOUNS = frozenset(("he", "she", "they", "it", "him", "her", "his", "their", "its", "i", "we", "who"))
_PERSON_PRONOUNS = frozenset(("he", "she", "him", "her", "his", "who", "i"))
_AGENCIES = {alias: name for name, aliases in lexicon.named("agencies").items() for alias in (name, *aliases)}
_PARENTHESIS = re.compile(r"\s*\([^()]*\)")
#: "the agency" may be a service or a bureau: head noun -> words of the names that it can mean.
_SAME_ORGANISATION = {
    noun: frozenset(words)
    for nouns, words in (
        (("agency",), ("agency", "service", "bureau")),
        (("ministry",), ("ministry",)),
        (
            ("company", "firm", "contractor"),
            ("company", "construction", "group", "inc", "corp", "ltd", "holdings", "builders"),
        ),
        (("office",), ("office",)),
        (("council",), ("council",)),
        (("university",), ("university",)),
        (("alliance", "group"), ("alliance", "group", "association", "campaign")),
        (("commission",), ("commission",)),
        (("court",), ("court",)),
        (("police",), ("police",)),
        (
            ("newspaper", "paper"),
            ("courier", "times", "post", "herald", "gazette", "ledger", "chronicle", "guardian", "tribune"),
        ),
    )
    for noun in nouns
}
#: The pronoun that a relative clause leaves at the end of its speaker ("Kyiv, which"), or an aside on him: "an
#: official, who asked not to be named", "an engineer, speaking on condition of anonymity".
_WHO = re.compile(r"(?<=\w)(?:,? (?:who|which|that)|, (?:who|whom|whose|which|[a-z]+ing)\b.*)$", re.DOTALL)
_RELATIVE = re.compile(r"(?:,| who\b| which\b| that\b).*$", re.DOTALL)

_ORGANISATION_WORDS = frozenset().union(*_SAME_ORGANISATION.values()) | lexicon.nouns("offices")


class Cast:
    """The persons of one document, found once; `speaker` is asked in the order of the text."""

    def __init__(
        self, plain: str, words: Words, names: list[NameRun], knowledge: Knowledge | None = None
    ) -> None:
        self._plain = plain
        self._knowledge = knowledge or Knowledge()
        self._elsewhere: dict[str, bool] = {}
        self._full: dict[str, str] = {}
        self._persons: list[_Person] = []
        self._governments: list[tuple[int, str]] = []
        self._organisations: list[tuple[int, Speaker]] = []
        self._heard: list[tuple[int, Speaker]] = []
        self._groups = _groups(plain, words)
        for run in names:
            self._meet(words, run)

    def _meet(self, words: Words, run: NameRun) -> None:
        name = self._person_in(words, run)
        leader = any(
            words.lower[i] in lexicon.nouns("leaders") for i in range(max(0, run.first - 2), run.last + 1)
        )
        if name is not None and " " in name:
            name = person_name(name)
            parts = name.split(" ")
            self._full.setdefault(name, name)
            family = parts[0] if parts[0] in lexicon.nouns("surnames_first") else parts[-1]
            self._full.setdefault(family, name)
            self._persons.append(_Person(run.start, name, leader))
        elif name in self._full:
            self._persons.append(_Person(run.start, self._full[name], leader))
        printed = shown_name(self._plain, run.start, run.end)
        nation = nations.by_metonym().get(printed) or nations.by_name().get(printed)
        if nation is not None:
            self._governments.append((run.start, nations.government(nation)))
        elif " " in printed and printed not in nations.by_demonym():
            lowered = {word.lower() for word in printed.split(" ")}
            if lowered & _ORGANISATION_WORDS:
                self._organisations.append(
                    (run.start, Speaker(_AGENCIES.get(printed, printed), _kind(printed, list(lowered))))
                )

    def _person_in(self, words: Words, run: NameRun) -> str | None:
        """Return the person that a run of capitalised words names, without titles; None if it names something else."""
        first = run.first
        for i in range(run.first, run.last + 1):
            if words.lower[i].rstrip(".") in lexicon.nouns("titles") or words.lower[i] in lexicon.nouns(
                "titles"
            ):
                first = i + 1
        while first <= run.last and words.shown[first] in ("of", "-", "."):
            first += 1
        if first > run.last:
            return None
        printed = tidy(self._plain[words.start[first] : run.end])
        for size in (2, 1):
            head, _, rest = printed.partition(" ") if size == 1 else _two(printed)
            if rest and head in nations.by_demonym():
                printed = rest
        parts = printed.split(" ")
        if len(parts) > 4 or any(p.lower() in lexicon.nouns("not_persons") for p in parts):
            return None
        if any(p.lower() in lexicon.nouns("offices") or p in lexicon.nouns("units") for p in parts):
            return None
        if (
            printed in nations.by_name()
            or printed in nations.by_demonym()
            or printed in nations.by_metonym()
            or printed in _AGENCIES
        ):
            return None
        if (printed.isupper() and len(parts) == 1) or parts[-1].lower() in lexicon.named("region_words"):
            return None
        return printed

    def speaker(self, start: int, end: int) -> Speaker:
        """Return who the words at start:end name, and remember it for the pronouns that follow."""
        found = self._taught(start, end) or self._as_known(self._resolve(start, end))
        if tidy(self._plain[start:end]).lower() not in _PRONOUNS:
            self._heard.append((start, found))
        return found

    def _taught(self, start: int, end: int) -> Speaker | None:
        """Return who is meant by these very words, as a person recorded it; the text's own office holder goes first."""
        printed = tidy(self._plain[start:end])
        if (named := self._knowledge.speaker(printed)) is not None:
            if named.kind is SourceKind.PERSON and " " not in printed and printed in self._full:
                return None  # a surname means first of all whom the text gives it to
            found = _known(named)
            return replace(found, rule="speaker.printed") if named.name == printed else found
        holder = self._knowledge.in_office(printed)
        if holder is None:
            return None
        office = folded(printed)
        if office not in self._elsewhere:
            self._elsewhere[office] = self._names_another(office, holder)
        return None if self._elsewhere[office] else _known(holder)

    def _names_another(self, office: str, holder: KnownSpeaker) -> bool:
        """Whether the text gives the office to somebody else: "Defence Minister Anna Reed"."""
        ours = {w.casefold() for name in (holder.name, *holder.aliases) for w in name.split()}
        after = re.compile(rf"(?i:\b{re.escape(office)}),? ([A-Z][\w'-]+(?: [A-Z][\w'-]+)*)")
        return any(
            not ours & {w.casefold() for w in match.group(1).split()} for match in after.finditer(self._plain)
        )

    def _as_known(self, speaker: Speaker) -> Speaker:
        """Return the speaker under the name that people recorded for him, where this one is an alias of it."""
        named = self._knowledge.speaker(speaker.name)
        return _known(named, speaker.kind) if named is not None and named.name != speaker.name else speaker

    def _resolve(self, start: int, end: int) -> Speaker:
        printed = _WHO.sub("", tidy(self._plain[start:end]))
        lowered = printed.lower()
        if lowered in _PRONOUNS:
            found = self._pronoun(lowered, start)
            return replace(found, rule="speaker.pronoun_open" if found.kind is None else "speaker.pronoun")
        name = shown_name(_PARENTHESIS.sub("", printed), 0, len(printed))
        if name in _AGENCIES:
            return Speaker(_AGENCIES[name], SourceKind.AGENCY, "speaker.agency")
        nation = nations.by_metonym().get(name) or nations.by_name().get(name)
        if nation is not None:
            return Speaker(nations.government(nation), SourceKind.STATE, "speaker.government")
        person = self._named_person(name)
        if person is not None:
            rule = "speaker.printed" if person == printed else "speaker.person"
            return Speaker(person, SourceKind.PERSON, rule)
        words = [w for w in re.split(r"[^\w]+", name.lower()) if w]
        heads = set(words)
        if heads & lexicon.nouns("regimes"):
            found = self._government(name, start)
            return replace(found, rule=_rule_of(found, SourceKind.STATE, "speaker.government"))
        if len(words) <= 3 and words and words[-1] in lexicon.nouns("leaders") and name.islower():
            found = self._leader(name, start)
            return replace(found, rule=_rule_of(found, SourceKind.PERSON, "speaker.leader"))
        known = self._organisation(name, words, start)
        if known is not None:
            return replace(known, rule="speaker.organisation")
        kind = _kind(name, words)
        return Speaker(name, kind, "speaker.unnamed" if name.islower() else "speaker.printed")

    def _organisation(self, name: str, words: list[str], at: int) -> Speaker | None:
        """Return the organisation named before that a shorter name or "the agency" means."""
        if not words:
            return None
        if name.islower():
            same = _SAME_ORGANISATION.get(words[-1])
            if same is None or len(words) > 2:
                return None
            for speaker in self._named_before(at):
                if same & set(speaker.name.lower().split(" ")) and not speaker.name.islower():
                    return self._longer(speaker.name, at) or speaker
            return None
        return self._longer(name, at)

    def _longer(self, name: str, at: int) -> Speaker | None:
        """Return the nearest organisation whose name holds this one: "Joint Chiefs" after "Seoul's Joint Chiefs"."""
        for speaker in self._named_before(at):
            if (
                len(speaker.name) > len(name)
                and f" {name} " in f" {speaker.name} "
                and speaker.kind is not SourceKind.PERSON
            ):
                return speaker
        return None

    def _named_before(self, at: int) -> list[Speaker]:
        """Return the speakers heard and the organisations named before a place, nearest first."""
        number = bisect_left(self._organisations, at, key=lambda o: o[0])
        near = [*self._heard[-20:], *self._organisations[max(0, number - 20) : number]]
        return [speaker for offset, speaker in sorted(near, key=lambda n: -n[0]) if offset < at]

    def _named_person(self, name: str) -> str | None:
        """Return the full name where the words hold a person's; titles and appositions are left out."""
        core = _RELATIVE.sub("", name)
        for part in name.split(", ")[1:]:
            if " " in part and person_name(part) in self._full:
                return self._full[person_name(part)]  # "the chief of staff, Anna Reed"
        for link in (" of ", " from ", " at ", " for ", " with "):
            head = person_name(core.split(link)[0])
            if " " in head and head in self._full:
                return self._full[head]
        for candidate in (core, person_name(core)):
            if candidate in self._full:
                return self._full[candidate]
        parts = core.split(" ")
        for size in (4, 3, 2, 1):
            tail = person_name(" ".join(parts[-size:]))
            if (
                len(parts) > size
                and tail in self._full
                and all(p[:1].isupper() or p.lower() in lexicon.nouns("titles") or p.islower() for p in parts)
            ):
                before = [p.lower().rstrip(".,") for p in parts[:-size]]
                if " " in tail or any(p in lexicon.nouns("titles") for p in before) or not before:
                    return self._full[tail]
        return None

    def _pronoun(self, pronoun: str, at: int) -> Speaker:
        persons_only = pronoun in _PERSON_PRONOUNS
        if pronoun in ("they", "their", "its"):
            return self._group_before(at)
        heard = [s for offset, s in self._heard[-6:] if offset < at]
        for speaker in reversed(heard):
            if not persons_only or speaker.kind is SourceKind.PERSON:
                return speaker
        before = self._persons_before(at)
        if before and persons_only:
            return Speaker(before[-1].name, SourceKind.PERSON)
        return Speaker(pronoun, None)

    def _group_before(self, at: int) -> Speaker:
        """Return whom "they" means: the last source that is no person, or an unnamed group named since."""
        heard = next(
            ((o, s) for o, s in reversed(self._heard[-6:]) if o < at and s.kind is not SourceKind.PERSON),
            None,
        )
        number = bisect_left(self._groups, (at, ""))
        if number and (heard is None or self._groups[number - 1][0] > heard[0]):
            return Speaker(self._groups[number - 1][1], SourceKind.UNNAMED_GROUP)
        return heard[1] if heard else Speaker("they", None)

    def _persons_before(self, at: int) -> list[_Person]:
        """Return the last persons named before a place; far ones are not meant by "he" or "the leader"."""
        number = bisect_left(self._persons, at, key=lambda p: p.at)
        return self._persons[max(0, number - 40) : number]

    def _leader(self, name: str, at: int) -> Speaker:
        for person in reversed(self._persons_before(at)):
            if person.leader:
                return Speaker(person.name, SourceKind.PERSON)
        return Speaker(name, SourceKind.OFFICE)

    def _government(self, name: str, at: int) -> Speaker:
        for demonym, nation in nations.by_demonym().items():
            if demonym in name:
                return Speaker(nations.government(nation), SourceKind.STATE)
        if name.islower():
            for _, speaker in reversed(self._heard[-20:]):
                if speaker.kind is SourceKind.STATE:
                    return speaker
            number = bisect_left(self._governments, (at, ""))
            if number:
                return Speaker(self._governments[number - 1][1], SourceKind.STATE)
        return Speaker(name, SourceKind.OFFICE)


def _rule_of(found: Speaker, kind: SourceKind, rule: str) -> str:
    """Return the rule if it led to somebody of that kind; else the words stay the description that they are."""
    return rule if found.kind is kind else "speaker.unnamed"


def _known(named: KnownSpeaker, kind: SourceKind | None = None) -> Speaker:
    return Speaker(named.name, named.kind or kind, "speaker.taught")


def _groups(plain: str, words: Words) -> list[tuple[int, str]]:
    """Return where unnamed groups of people are named: "Western officials", "analysts"."""
    found: list[tuple[int, str]] = []
    people = lexicon.nouns("unnamed") - lexicon.nouns("documents") - lexicon.nouns("media")
    for i, word in enumerate(words.lower):
        if word in people and word.endswith("s"):
            first = (
                i - 1
                if i and words.is_capital(i - 1) and words.lower[i - 1] not in ("the", "some", "but")
                else i
            )
            found.append((words.start[first], tidy(plain[words.start[first] : words.end[i]])))
    return found


def _two(printed: str) -> tuple[str, str, str]:
    """Part the first two words from the rest."""
    words = printed.split(" ", 2)
    return (" ".join(words[:2]), " ", words[2]) if len(words) == 3 else (printed, "", "")


def _kind(name: str, words: list[str]) -> SourceKind | None:
    heads = set(words)
    if heads & lexicon.nouns("media"):
        return SourceKind.OUTLET
    if heads & lexicon.nouns("documents"):
        return SourceKind.DOCUMENT
    if name.islower() or heads & lexicon.nouns("unnamed"):
        return SourceKind.UNNAMED_GROUP
    if heads & lexicon.nouns("offices"):
        return (
            SourceKind.OFFICE
            if heads & {"ministry", "department", "office", "police"}
            else SourceKind.ORGANISATION
        )
    return None
