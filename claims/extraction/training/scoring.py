"""What a pipeline scores on a treebank: the pipeline's own words, sentence by sentence, as the program uses it."""

from collections.abc import Iterable, Sequence
from time import process_time
from typing import Any

from spacy.language import Language
from spacy.scorer import Scorer
from spacy.training import Example

from claims.extraction.syntax.reading import piped
from claims.extraction.training.examples import reference
from claims.extraction.training.treebanks import KINDS, Sentence


def scores(nlp: Language, sentences: Sequence[Sentence]) -> dict[str, float]:
    """Percentages: token F, UPOS, UAS, LAS and names' F, overall and by kind; and words a second of processor time."""
    golds = [reference(nlp, [s]) for s in sentences]
    docs = [nlp.make_doc(gold.text) for gold in golds]
    for doc in docs:
        for token in doc:
            token.is_sent_start = token.i == 0
    started = process_time()
    for _, component in nlp.pipeline:
        docs = list(piped(component, docs))
    pace = sum(map(len, docs)) / (process_time() - started)
    found = Scorer(nlp).score([Example(doc, gold) for doc, gold in zip(docs, golds, strict=True)])
    names: dict[str, Any] = found.get("ents_per_type") or {}  # a pipeline that marked no name has none
    shown = {"token_f": "token_f", "upos": "pos_acc", "uas": "dep_uas", "las": "dep_las", "names": "ents_f"}
    return {
        **{name: round(100 * (found.get(key) or 0), 1) for name, key in shown.items()},
        **{kind.lower(): round(100 * names[kind]["f"], 1) for kind in KINDS if kind in names},
        "words_per_second": round(pace),
    }


def teacher_scores(gold: Iterable[Sentence], found: Iterable[Sentence]) -> dict[str, float]:
    """The same for sentences labelled on the treebank's own words; those that were left out are not counted."""
    labelled = {s.words: s for s in found}
    right = dict.fromkeys(("upos", "uas", "las"), 0)
    words = hits = golden = printed = 0
    for s in gold:
        other = labelled.get(s.words)
        if other is None or not (s.pos and s.heads and s.deps and other.pos and other.heads and other.deps):
            continue
        words += len(s.words)
        for i in range(len(s.words)):
            head = s.heads[i] == other.heads[i]
            right["upos"] += s.pos[i] == other.pos[i]
            right["uas"] += head
            right["las"] += head and s.deps[i] == other.deps[i]
        if s.names is not None:
            hits += len(set(s.names) & set(other.names or ()))
            golden, printed = golden + len(s.names), printed + len(other.names or ())
    shown = {name: round(100 * n / max(1, words), 1) for name, n in right.items()}
    return {**shown, "names": round(200 * hits / max(1, golden + printed), 1)}
