"""
`python -m claims.extraction.training CORPUS [--text TABLE.csv] [--out FOLDER] [--steps N]`: see `make train`.

Prints one JSON line per stage with what it scores on sets never learnt from; progress goes to stderr.
Stages: word vectors from the encoder; tags, parse and names together; tags and parse; names. With open text the
teacher is tuned on the treebanks first, and its reading of the text joins what tags and parse are finished on and
what names are learnt from.
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.util import load_config, load_model_from_config
from thinc.api import NumpyOps, set_current_ops

from claims.extraction.training import corpora, learning
from claims.extraction.training.encoder import own_words, vocabulary, word_vectors
from claims.extraction.training.learning import Stage
from claims.extraction.training.saving import save
from claims.extraction.training.scoring import scores, teacher_scores
from claims.extraction.training.teacher import labelled, teach
from claims.extraction.training.treebanks import Sentence
from claims.extraction.training.vectors import add_vectors

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "trained" / "model"
#: Everything that decides the weights, beside config.cfg. Step counts were set before training, by the time there was.
SEED = 1
WORDS, WIDTH = 18_000, 96
SYNTAX = Stage(steps=1500, horizon=2000, peak=0.002)
EPOCHS, TEACHER_PEAK = 2, 3e-4
FINISH = Stage(steps=550, peak=0.0008)
TAUGHT = Stage(steps=1000, peak=0.0015)
NAMES = Stage(steps=2900, peak=0.002, dropout=0.15)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m claims.extraction.training", description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder with treebanks/")
    parser.add_argument("--text", type=Path, help="open text for the teacher to label: see corpora.open_text")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="where the pipeline goes")
    parser.add_argument("--steps", type=int, help="steps of each stage, for a trial")
    given = parser.parse_args(arguments)
    set_current_ops(NumpyOps(use_blis=False))  # numpy's matrix products: see reading.py
    tests = corpora.tests(given.corpus)
    train = corpora.gold(given.corpus)
    text = list(corpora.open_text(given.text)) if given.text else []
    dev = corpora.gold(given.corpus, "dev")
    nlp, taught = syntax(train, dev, text, tests, steps=given.steps)
    with_own_names(nlp, [*train, *dev, *corpora.wikigold(given.corpus), *taught], steps=given.steps)
    _print("names", {name: scores(nlp, s) for name, s in tests.items()})
    save(nlp, given.out)
    return 0


def syntax(
    train: Sequence[Sentence],
    dev: Sequence[Sentence],
    text: Sequence[Sentence],
    tests: Mapping[str, Sequence[Sentence]],
    *,
    steps: int | None = None,
) -> tuple[Language, list[Sentence]]:
    """
    Return a pipeline that tags and parses, and the open text as the teacher labelled it.

    `steps` shortens its stages; the teacher then reads once.
    """
    nlp = load_model_from_config(load_config(HERE / "config.cfg"), auto_fill=True)
    words = vocabulary(train, own_words(), WORDS)
    add_vectors(nlp, words, word_vectors(words, WIDTH))
    learning.train(nlp, train, SYNTAX if steps is None else Stage(steps), seed=SEED)
    _print("together", {name: scores(nlp, s) for name, s in tests.items()})
    nlp.remove_pipe("ner")
    taught: list[Sentence] = []
    unparsed: list[Sentence] = []
    if text:
        teacher = teach(train, epochs=EPOCHS if steps is None else 1, peak=TEACHER_PEAK, seed=SEED)
        _print("teacher", {name: teacher_scores(s, labelled(teacher, s)) for name, s in tests.items()})
        taught = list(labelled(teacher, text))
        unparsed = list(labelled(teacher, [s for s in train if s.heads is None]))
    parsed = [s for s in [*train, *dev, *unparsed, *taught] if s.heads is not None]
    stage = (TAUGHT if taught else FINISH) if steps is None else Stage(steps)
    learning.train(nlp, parsed, stage, seed=SEED + 1, begin=False)
    _print("syntax", {name: scores(nlp, s) for name, s in tests.items()})
    return nlp, taught


def with_own_names(nlp: Language, sentences: Sequence[Sentence], *, steps: int | None = None) -> None:
    """Give the pipeline a component for names, with a word encoder of its own."""
    names = load_model_from_config(load_config(HERE / "names.cfg"), auto_fill=True)
    names.vocab.vectors = nlp.vocab.vectors
    bare = [
        replace(s, heads=None, deps=None, pos=None, morphs=None) for s in sentences if s.names is not None
    ]
    learning.train(names, bare, NAMES if steps is None else Stage(steps), seed=SEED + 2)
    nlp.add_pipe("ner", source=names)


def _print(stage: str, found: dict[str, dict[str, float]]) -> None:
    print(json.dumps({"stage": stage, **found}), flush=True)


if __name__ == "__main__":
    sys.exit(main())
