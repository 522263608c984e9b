"""
The labelled articles and pairs, read and checked. Spans are given by their words and resolved here.

A label that cannot be right is an error (`BadLabel`), never left out: words that are not in the text, an `nth`
occurrence that there is not, an unknown key, a value outside the vocabulary, a day that is none.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product
from pathlib import Path
from typing import Any

from claims.extraction import lexicon
from claims.vocabulary import Bound, ClaimKind, Comparability, Manner, Polarity, RelationKind, SpeechAct

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "benchmark"

Json = dict[str, Any]
Ends = tuple[int, int]

_SPAN = {"exact", "nth", "phenomenon"}
_FIGURE = {"low", "best", "high", "bound", "unit"}
#: The keys that a label of each kind may have; what a label leaves out, it does not assert.
KEYS: Mapping[str, set[str]] = {
    "quantities": _SPAN | _FIGURE | {"change", "role"},
    "not_quantities": _SPAN,
    "dates": _SPAN | {"from", "to", "kind"},
    "attributions": {
        "source", "source_nth", "cue", "cue_nth", "content", "nth", "speaker", "act", "manner", "hedge", "chain", "phenomenon",
    },
    "claims": _SPAN | _FIGURE | {
        "figure", "kind", "measure", "population", "place", "period", "as_of", "polarity", "basis", "chain",
    },
}  # fmt: skip
_ARTICLE = {"id", "published", "outlet", "event", "text", "all_assertions", *KEYS}
_PAIR = {"a", "b", "relation", "comparability", "newer", "phenomenon"}
_SIDE = {"article", "figure", "exact", "nth"}
_WORDS: Mapping[str, type[StrEnum]] = {
    "bound": Bound, "act": SpeechAct, "manner": Manner, "polarity": Polarity,
    "relation": RelationKind, "comparability": Comparability,
}  # fmt: skip
_CHOICES: Mapping[str, Sequence[object]] = {
    "change": ("up", "down", None),
    "role": ("increment", "subtotal", None),
    "newer": ("a", "b", None),
}


class BadLabel(ValueError):
    """A label that cannot be right; the message says where it stands and what is wrong."""


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled thing. ends: its span (a claim's: its figure, else its words); source, cue: of an attribution."""

    kind: str
    article: str
    number: int  # position in its list
    data: Json
    ends: Ends
    source: Ends | None = None
    cue: Ends | None = None

    @property
    def phenomenon(self) -> str:
        return str(self.data["phenomenon"])

    @property
    def key(self) -> str:
        """The label in words, the same from run to run as long as the label is."""
        words = self.data.get("figure") or self.data.get("exact") or self.data.get("content") or ""
        shown = words if len(words) <= 60 else f"{words[:40]} … {words[-17:]}"
        nth = self.data.get("nth", 1)
        return f"{self.article} {self.kind}: {shown}" + (f" ({nth})" if nth > 1 else "")


@dataclass(frozen=True, slots=True)
class Article:
    """A labelled text. labels: by kind; a kind that is not there was not labelled, an empty list means there is none."""

    id: str
    published: date | None
    event: str
    text: str
    labels: Mapping[str, tuple[Label, ...]]
    all_assertions: bool  # whether the claims without a figure are labelled completely


@dataclass(frozen=True, slots=True)
class Side:
    """One claim of a pair: the span of its figure or of its words."""

    article: str
    ends: Ends
    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    a: Side
    b: Side
    data: Json

    @property
    def key(self) -> str:
        return f"{self.a.article} {self.a.words} / {self.b.article} {self.b.words}"


def load_articles(folder: Path = FOLDER, begin: str = "") -> list[Article]:
    """Return the articles whose id begins so, in the order of their file names. Raises BadLabel, with all that is wrong."""
    found: list[Article] = []
    complaints: list[str] = []
    for path in sorted((folder / "articles").glob(f"{begin}*.json")):
        try:
            found.append(_article(json.loads(path.read_text(encoding="utf-8")), path))
        except BadLabel as error:
            complaints.append(str(error))
    if complaints:
        raise BadLabel("\n".join(complaints))
    return found


def load_pairs(
    articles: Sequence[Article], folder: Path = FOLDER, *, all_articles: bool = True
) -> list[Pair]:
    """
    Return the pairs of all files pairs*.json. Raises BadLabel.

    all_articles: False leaves out the pairs of an article that is not among those given.
    """
    by_id = {article.id: article for article in articles}
    return [
        _pair(data, by_id, f"{path.name}, pair {number}")
        for path in sorted(folder.glob("pairs*.json"))
        for number, data in enumerate(json.loads(path.read_text(encoding="utf-8")), 1)
        if all_articles or {data["a"]["article"], data["b"]["article"]} <= set(by_id)
    ]


def find_words(text: str, words: str, nth: int, where: str, within: Ends | None = None) -> Ends:
    """Return the nth occurrence of the words as whole words. Raises BadLabel if there is none."""
    found = list(occurrences(text, words, within))
    if not 1 <= nth <= len(found):
        raise BadLabel(f"{where}: {words!r} occurs {len(found)} times, the label asks for number {nth}")
    return found[nth - 1]


def occurrences(text: str, words: str, within: Ends | None = None) -> Iterator[Ends]:
    """Yield where the words stand; a word's end is no match inside a longer word ("one" in "phone")."""
    if not words:
        return
    # a comma or point between digits is inside a number ("1" is not in "1,317")
    before = r"(?<!\w)(?<!\d[.,])" if words[0].isalnum() else ""
    after = r"(?!\w|[.,]\d)" if words[-1].isalnum() else ""
    start, end = within or (0, len(text))
    for match in re.finditer(before + re.escape(words) + after, text):
        if start <= match.start() and match.end() <= end:
            yield match.span()


def _article(data: Json, path: Path) -> Article:
    where = path.stem
    _only(data, _ARTICLE, where)
    if data.get("id") != where:
        raise BadLabel(f"{where}: the id is {data.get('id')!r}, the file says {where!r}")
    published = _day(data["published"], where) if data.get("published") else None
    complaints: list[str] = []
    labels = {kind: tuple(_labels(kind, data, where, complaints)) for kind in KEYS if kind in data}
    if complaints:
        raise BadLabel("\n".join(complaints))
    event = str(data.get("event") or where)
    return Article(where, published, event, data["text"], labels, bool(data.get("all_assertions")))


def _labels(kind: str, data: Json, where: str, complaints: list[str]) -> Iterator[Label]:
    """Yield the labels of a kind; what is wrong with the others goes to the complaints."""
    for number, entry in enumerate(data[kind]):
        try:
            yield _label(kind, entry, number, data, where)
        except BadLabel as error:
            complaints.append(str(error))


def _label(kind: str, entry: Json, number: int, article: Json, path: str) -> Label:
    where = f"{path}, {kind} {number + 1}"
    _only(entry, KEYS[kind], where)
    _values(entry, where)
    if not entry.get("phenomenon"):
        raise BadLabel(f"{where}: no phenomenon")
    text, nth = str(article["text"]), int(entry.get("nth", 1))
    if kind == "attributions":
        content = find_words(text, entry["content"], nth, where)
        source, cue = _beside(text, entry, content, where)
        return Label(kind, path, number, entry, content, source, cue)
    if kind == "claims":
        if entry.get("kind") not in list(ClaimKind):
            raise BadLabel(f"{where}: kind {entry.get('kind')!r} is none of the vocabulary")
        for measure in _listed(entry.get("measure")):
            if measure not in lexicon.measures():
                raise BadLabel(f"{where}: there is no measure {measure!r}")
        return Label(kind, path, number, entry, _claimed(text, entry, nth, where))
    return Label(kind, path, number, entry, find_words(text, entry["exact"], nth, where))


def _listed(names: str | Sequence[str] | None) -> Sequence[str]:
    return [names] if isinstance(names, str) else names or []


def _claimed(text: str, entry: Json, nth: int, where: str) -> Ends:
    """Return the figure's span, looked for inside the clause if its words are given, or the clause's."""
    if not entry.get("figure"):
        return find_words(text, entry["exact"], nth, where)
    clause = find_words(text, entry["exact"], 1, where) if entry.get("exact") else None
    return find_words(text, entry["figure"], nth, where, clause)


def _beside(text: str, entry: Json, content: Ends, where: str) -> tuple[Ends | None, Ends | None]:
    """Return where source and cue stand: the occurrences nearest to each other and to the content, or those asked for."""
    sources, cues = (_candidates(text, entry, role, where) for role in ("source", "cue"))

    def distance(pair: tuple[Ends | None, Ends | None]) -> int:
        there = [ends for ends in pair if ends is not None]
        between = _gap(*there) if len(there) == 2 else 0
        return between + min((_gap(ends, content) for ends in there), default=0)

    return min(product(sources, cues), key=distance)


def _candidates(text: str, entry: Json, role: str, where: str) -> Sequence[Ends | None]:
    words = entry.get(role)
    if words is None:
        return [None]
    if f"{role}_nth" in entry:
        return [find_words(text, words, entry[f"{role}_nth"], where)]
    found = list(occurrences(text, words))
    if not found:
        raise BadLabel(f"{where}: the {role} {words!r} is not in the text")
    return found


def _gap(a: Ends, b: Ends) -> int:
    return max(0, b[0] - a[1], a[0] - b[1])


def _pair(data: Json, articles: Mapping[str, Article], where: str) -> Pair:
    _only(data, _PAIR, where)
    _values(data, where)
    if "relation" not in data or not data.get("phenomenon"):
        raise BadLabel(f"{where}: relation and phenomenon are needed")
    return Pair(_side(data["a"], articles, where), _side(data["b"], articles, where), data)


def _side(data: Json, articles: Mapping[str, Article], where: str) -> Side:
    _only(data, _SIDE, where)
    article = articles.get(data["article"])
    if article is None:
        raise BadLabel(f"{where}: there is no article {data['article']!r}")
    ends = _claimed(article.text, data, int(data.get("nth", 1)), where)
    return Side(article.id, ends, article.text[slice(*ends)])


def _only(data: Json, known: set[str], where: str) -> None:
    unknown = sorted(set(data) - known)
    if unknown:
        raise BadLabel(f"{where}: unknown keys {unknown}")


def _values(entry: Json, where: str) -> None:
    for key, words in _WORDS.items():
        if key in entry and entry[key] not in list(words):
            raise BadLabel(f"{where}: {key} {entry[key]!r} is none of the vocabulary")
    for key, choices in _CHOICES.items():
        if key in entry and entry[key] not in choices:
            raise BadLabel(f"{where}: {key} {entry[key]!r} is none of {choices}")
    for key in ("from", "to"):
        if entry.get(key):
            _day(entry[key], where)
    for key in ("period", "as_of"):
        for day in entry.get(key) or ():
            if day:
                _day(day, where)


def _day(printed: str, where: str) -> date:
    try:
        return date.fromisoformat(printed)
    except ValueError as error:
        raise BadLabel(f"{where}: {printed!r} is no day") from error
