"""Reads treebanks and lists of names into sentences: CoNLL-U (EWT, GUM, PUD), IOB2 (UNER), IO (wikigold)."""

import gzip
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

#: Kinds of names that the pipeline tells apart. UNER's OTH and O, wikigold's MISC are not kept: nothing uses them.
KINDS = ("PER", "ORG", "LOC")
#: GUM's kinds of things that are names when their head is a proper noun.
_GUM_KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
#: The features that say how a verb is used; the others have no reader here and cost labels.
_FEATURES = ("VerbForm", "Tense", "Voice", "Number")


@dataclass(frozen=True, slots=True)
class Sentence:
    """
    A sentence as parallel tuples over its words. `heads` are word numbers (a root is its own head) and
    `names` are (first, end, kind); each may be None where the source has no such layer.
    """

    words: tuple[str, ...]
    spaces: tuple[bool, ...]
    pos: tuple[str, ...] | None = None
    morphs: tuple[str, ...] | None = None
    heads: tuple[int, ...] | None = None
    deps: tuple[str, ...] | None = None
    names: tuple[tuple[int, int, str], ...] | None = None
    #: The document and whether a paragraph starts here.
    document: str = ""
    starts: bool = False

    @property
    def text(self) -> str:
        return "".join(w + (" " if s else "") for w, s in zip(self.words, self.spaces, strict=True)).rstrip()


@dataclass(slots=True)
class _Rows:
    """What has been read of a CoNLL-U sentence so far."""

    cells: list[list[str]] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    #: Number of the last word of a multi-word token, and whether a blank follows that token.
    until: int = 0
    then: bool = True


def _lines(path: Path) -> Iterator[str]:
    with (
        gzip.open(path, "rt", encoding="utf-8")
        if path.suffix == ".gz"
        else path.open(encoding="utf-8") as lines
    ):
        for line in lines:
            yield line.rstrip("\n")


def _sentence(
    rows: _Rows, names: tuple[tuple[int, int, str], ...] | None, document: str, starts: bool
) -> Sentence:
    cells = rows.cells
    return Sentence(
        words=tuple(c[1] for c in cells),
        spaces=tuple(rows.spaces),
        pos=tuple(c[3] for c in cells),
        morphs=tuple(_morph(c[5]) for c in cells),
        heads=tuple(int(c[6]) - 1 if c[6] != "0" else i for i, c in enumerate(cells)),
        deps=tuple("ROOT" if c[6] == "0" else c[7] for c in cells),
        names=names,
        document=document,
        starts=starts,
    )


def _morph(features: str) -> str:
    return "|".join(f for f in features.split("|") if f.partition("=")[0] in _FEATURES)


def read_conllu(path: Path, *, entities: bool = False) -> Iterator[Sentence]:
    """Yield the sentences; with `entities`, read names from GUM's `Entity` column (see `_gum_names`)."""
    rows, document, starts = _Rows(), "", True
    for line in _lines(path):
        if line.startswith("# newdoc"):
            document, starts = line.partition("=")[2].strip(), True
        elif line.startswith("# newpar"):
            starts = True
        elif line and not line.startswith("#"):
            cells = line.split("\t")
            blank = "SpaceAfter=No" not in cells[9]
            if "-" in cells[0]:
                rows.until, rows.then = int(cells[0].partition("-")[2]), blank
            elif "." not in cells[0]:
                inside = int(cells[0]) < rows.until
                rows.cells.append(cells)
                rows.spaces.append(False if inside else rows.then if int(cells[0]) == rows.until else blank)
        elif not line and rows.cells:
            yield _sentence(rows, _gum_names(rows.cells) if entities else None, document, starts)
            rows, starts = _Rows(), False


def _gum_names(cells: list[list[str]]) -> tuple[tuple[int, int, str], ...]:
    """
    Names in GUM's entity layer: persons, organisations and places whose head is a proper noun, the longest
    span of proper nouns (with what stands between them) around it. Descriptions around a name
    ("the late President X") are cut off, as UNER's guidelines ask.
    """
    found: list[tuple[int, int, str]] = []
    stack: list[tuple[str, int, str]] = []
    for i, c in enumerate(cells):
        entity = next((f[7:] for f in c[9].split("|") if f.startswith("Entity=")), "")
        for piece in re.findall(r"\([^()]+\)?|[^()]+\)", entity):
            if piece.startswith("("):
                parts = piece.strip("()").split("-")
                stack.append((parts[0], i, parts[1] if len(parts) > 1 else ""))
            if piece.endswith(")"):
                key = piece.strip("()").split("-")[0]
                at = next((n for n in range(len(stack) - 1, -1, -1) if stack[n][0] == key), None)
                if at is not None:
                    _, first, kind = stack.pop(at)
                    name = _proper(cells, first, i + 1, kind)
                    if name and kind in _GUM_KINDS:
                        found.append((*name, _GUM_KINDS[kind]))
    return without_overlaps(found)


def _proper(cells: list[list[str]], first: int, end: int, kind: str) -> tuple[int, int] | None:
    """The run of proper nouns that holds the head of a mention, or None when its head is none."""
    inside = range(first, end)
    head = next((i for i in inside if int(cells[i][6]) - 1 not in inside), first)
    if cells[head][3] != "PROPN":
        return None
    fits = [c[3] == "PROPN" or c[4] in ("NNP", "NNPS") for c in cells]
    links = [c[1].lower() in _LINKS[kind == "person"] for c in cells]
    left, right = head, head + 1
    while left > first and (fits[left - 1] or (left - 1 > first and fits[left - 2] and links[left - 1])):
        left -= 1
    while right < end and (fits[right] or (right + 1 < end and fits[right + 1] and links[right])):
        right += 1
    while left < head and cells[left][7] == "nmod:desc":  # a title: "Professor", "President"
        left += 1
    return left, right


#: What may stand inside a name; in a person's name fewer words may ("Ann Reed of the Guild" names two).
_LINKS = (
    frozenset({"of", "for", "and", "-", "&", "'s", "the", "de", "al"}),
    frozenset({"-", "de", "al", "bin", "von", "van", "da"}),
)


def without_overlaps(names: Iterable[tuple[int, int, str]]) -> tuple[tuple[int, int, str], ...]:
    """The longest names first, those that overlap a longer one left out, in order of the text."""
    taken: list[tuple[int, int, str]] = []
    for name in sorted(set(names), key=lambda n: (n[0] - n[1], n)):
        if all(name[1] <= other[0] or name[0] >= other[1] for other in taken):
            taken.append(name)
    return tuple(sorted(taken))


def read_gum(path: Path) -> list[Sentence]:
    """
    GUM's sentences. A document without any entity gets no names (some have no such layer); an organisation that
    is mostly a place elsewhere is made one, since UNER calls a country a place whatever it does.
    """
    sentences = list(read_conllu(path, entities=True))
    named = {s.document for s in sentences if s.names}
    counts = Counter((s.words[a:b], kind) for s in sentences for a, b, kind in s.names or ())
    kind_of = {words: "LOC" for (words, kind), n in counts.items() if kind == "LOC" and len(words) < 3}

    def settled(sentence: Sentence) -> tuple[tuple[int, int, str], ...]:
        words = sentence.words
        return tuple(
            (a, b, kind_of.get(words[a:b], k) if k == "ORG" else k) for a, b, k in sentence.names or ()
        )

    return [replace(s, names=settled(s) if s.document in named else None) for s in sentences]


def read_names(path: Path) -> Iterator[tuple[tuple[str, ...], tuple[tuple[int, int, str], ...]]]:
    """Yield (words, names) of IOB2 or IO files: UNER's columns are number, word, label; wikigold's word, label."""
    words: list[str] = []
    labels: list[str] = []
    for line in _lines(path):
        if line.startswith("# ") and "\t" not in line:
            continue
        cells = line.split("\t") if "\t" in line else line.split(" ")
        if len(cells) >= 2:
            word, label = (cells[1], cells[2]) if "\t" in line else (cells[0], cells[-1])
            words.append(word)
            labels.append(label)
        elif words:
            yield tuple(words), _spans(labels)
            words, labels = [], []
    if words:
        yield tuple(words), _spans(labels)


def _spans(labels: list[str]) -> tuple[tuple[int, int, str], ...]:
    found: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        inside, _, kind = label.partition("-")
        if kind not in KINDS:
            continue
        if inside == "I" and found and found[-1][1] == i and found[-1][2] == kind:
            found[-1] = (found[-1][0], i + 1, kind)
        else:
            found.append((i, i + 1, kind))
    return tuple(found)


def with_names(sentences: Iterable[Sentence], path: Path) -> Iterator[Sentence]:
    """Add UNER's names to the treebank's sentences; one whose words differ between the two stays without."""
    known = dict(read_names(path))
    for sentence in sentences:
        yield replace(sentence, names=known.get(sentence.words))


def read_wikigold(path: Path) -> Iterator[Sentence]:
    """Yield wikigold's sentences; the blanks are guessed, since the set has none."""
    for words, names in read_names(path):
        if words[0] != "-DOCSTART-":
            yield Sentence(words=words, spaces=guessed_blanks(words), names=names)


def guessed_blanks(words: Sequence[str]) -> tuple[bool, ...]:
    """Whether a blank follows each word, where a set does not say: as English is printed."""
    return tuple(
        not (after in _NO_BLANK_BEFORE or word in _NO_BLANK_AFTER)
        for word, after in zip(words, [*words[1:], "."], strict=True)
    )


_NO_BLANK_BEFORE = frozenset({",", ".", ";", ":", "!", "?", ")", "]", "'s", "n't", "'", "%", "''"})
_NO_BLANK_AFTER = frozenset({"(", "[", "$", "``"})
