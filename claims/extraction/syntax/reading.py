"""
Runs a trained pipeline over the sentences and writes down in `Words` what it found.

Each sentence is a document of its own: its bounds come from our rules, which know quotes and headings; many short
documents are read together much faster than one long one; and memory does not grow with the text.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol

from spacy.tokens import Doc
from spacy.vocab import Vocab
from thinc.api import Model, NumpyOps
from threadpoolctl import ThreadpoolController

from claims.extraction.syntax.labels import is_clear, kind_of, to_ud, upos_of
from claims.extraction.syntax.sentences import Sentence
from claims.extraction.syntax.words import Words

#: Words read together: enough to keep the matrices full, few enough to stay in the processor's cache.
_BATCH = 2_000
#: A sentence that is longer (a list, a table, a text without full stops) is cut: no parse holds over such a length.
_LONGEST = 160
#: What is longer still is no sentence but a table or a dump, and is left to the rules.
_NO_SENTENCE = 2_000
_COLUMNS: list[int | str] = ["POS", "TAG", "HEAD", "DEP", "ENT_TYPE", "ENT_IOB"]
#: spaCy gives the distance to the head as an unsigned number.
_NEGATIVE = 1 << 63
_PRODUCTS = NumpyOps(use_blis=False)
_BEGINS = 3  # spaCy's number for "a name begins here"

Component = Callable[[Doc], Doc]


class _Piped(Protocol):
    def pipe(self, stream: Iterable[Doc], *, batch_size: int) -> Iterator[Doc]: ...


class Reader:
    """The trained components of one pipeline. Without any it does nothing."""

    def __init__(self, vocab: Vocab, components: Sequence[Component]) -> None:
        self._vocab = vocab
        self._components = components
        for component in components:
            _with_faster_products(component)
        self._threads = ThreadpoolController()
        self._clear = is_clear(label for c in components for label in getattr(c, "labels", ()))
        self._tags: dict[tuple[int, int], str] = {}
        self._kinds: dict[int, str] = {}
        self._relations: dict[int, str] = {}

    def __bool__(self) -> bool:
        return bool(self._components)

    def read(self, words: Words, sentences: Sequence[Sentence]) -> None:
        """Fill tag, head, dep, kind and named of the words that lie in sentences."""
        docs: list[Doc] = []
        firsts: list[int] = []
        size = 0
        for sentence in sentences:
            inside = words.within(sentence.start, sentence.end)
            if inside.stop - inside.start > _NO_SENTENCE:
                continue
            for first in range(inside.start, inside.stop, _LONGEST):
                end = min(first + _LONGEST, inside.stop)
                docs.append(self._doc(words, first, end))
                firsts.append(first)
                size += end - first
            if size >= _BATCH:
                self._run(words, docs, firsts)
                docs, firsts, size = [], [], 0
        self._run(words, docs, firsts)

    def _doc(self, words: Words, first: int, end: int) -> Doc:
        after = words.start[first + 1 : end + 1]
        spaces = [e < s for e, s in zip(words.end[first:end], after, strict=False)]
        spaces += [False] * (end - first - len(spaces))
        starts: list[bool | int | None] = [True, *[False] * (end - first - 1)]
        return Doc(self._vocab, words=words.shown[first:end], spaces=spaces, sent_starts=starts)

    def _run(self, words: Words, docs: list[Doc], firsts: list[int]) -> None:
        if not docs:
            return
        # the matrices are small: several threads would spend their time waiting for each other
        with self._threads.limit(limits=1, user_api="blas"):
            for component in self._components:
                docs = list(piped(component, docs))
        for first, doc in zip(firsts, docs, strict=True):
            self._take(words, first, doc)

    def _take(self, words: Words, first: int, doc: Doc) -> None:
        """Copy what the components found in one sentence; `first` is the number of its first word."""
        rows: Any = doc.to_array(_COLUMNS).tolist()
        end = first + len(rows)
        tags = [self._tag(row[0], row[1]) for row in rows]
        words.tag[first:end] = tags
        if doc.has_annotation("DEP"):
            heads = [
                i + (row[2] if row[2] < _NEGATIVE else row[2] - 2 * _NEGATIVE) for i, row in enumerate(rows)
            ]
            relations = [self._relation(row[3]) for row in rows]
            if self._clear:
                heads, relations = to_ud(heads, relations, tags, words.lower[first:end])
            words.head[first:end] = [first + head for head in heads]
            words.dep[first:end] = ["root" if r == "ROOT" else r for r in relations]
        for i, row in enumerate(rows):
            kind = self._kind(row[4]) if row[4] else ""
            if kind:
                words.kind[first + i] = kind
                if row[5] != _BEGINS and words.named and words.named[-1][1] == first + i:
                    words.named[-1] = (words.named[-1][0], first + i + 1, kind)
                else:
                    words.named.append((first + i, first + i + 1, kind))

    def _tag(self, pos: int, penn: int) -> str:
        if (pos, penn) not in self._tags:
            strings = self._vocab.strings
            self._tags[pos, penn] = upos_of(strings[pos] if pos else "", strings[penn] if penn else "")
        return self._tags[pos, penn]

    def _relation(self, dep: int) -> str:
        if dep not in self._relations:
            self._relations[dep] = self._vocab.strings[dep] if dep else ""
        return self._relations[dep]

    def _kind(self, label: int) -> str:
        if label not in self._kinds:
            self._kinds[label] = kind_of(self._vocab.strings[label])
        return self._kinds[label]


def _with_faster_products(component: object) -> None:
    """
    Multiply matrices with numpy's library, which is two to four times as fast here as the one that thinc brings;
    they are most of the work. Models on a GPU stay there.
    """
    model = getattr(component, "model", None)
    for node in model.walk() if isinstance(model, Model) else ():
        if isinstance(node.ops, NumpyOps):
            node.ops = _PRODUCTS


def piped(component: Component | _Piped, docs: list[Doc]) -> Iterable[Doc]:
    """Run one component over the documents, together where it can."""
    if hasattr(component, "pipe"):
        return component.pipe(docs, batch_size=len(docs))
    return [component(doc) for doc in docs]
