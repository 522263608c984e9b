"""
`python -m claims.extraction.training CORPUS [--text TABLE.csv] [--out FOLDER] [--steps N]`: see `make train`.

Prints one JSON line per stage with what it scores on sets never learnt from; progress goes to stderr.
Stages: word vectors from the encoder; the student on the treebanks. With open text two more: the teacher on the
treebanks; the student on them and on what the teacher read in the text (and in sentences that lack a layer).
"""

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from spacy.language import Language
from spacy.util import load_config, load_model_from_config

from claims.extraction.training import corpora, learning
from claims.extraction.training.encoder import own_words, vocabulary, word_vectors
from claims.extraction.training.learning import Stage
from claims.extraction.training.saving import save
from claims.extraction.training.scoring import scores, teacher_scores
from claims.extraction.training.teacher import completed, labelled, teach
from claims.extraction.training.treebanks import Sentence
from claims.extraction.training.vectors import add_vectors

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "trained" / "model"
#: Everything that decides the weights, beside config.cfg. Step counts were set before training, by the time there was.
SEED = 1
WORDS, WIDTH = 18_000, 96
FIRST = Stage(steps=2000, peak=0.002)
EPOCHS, TEACHER_PEAK = 2, 3e-4
SECOND = Stage(steps=1000, peak=0.0015)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m claims.extraction.training", description=__doc__)
    parser.add_argument("corpus", type=Path, help="folder with treebanks/")
    parser.add_argument("--text", type=Path, help="open text for the teacher to label: see corpora.open_text")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="where the pipeline goes")
    parser.add_argument("--steps", type=int, help="steps of each stage, for a trial")
    given = parser.parse_args(arguments)
    train = corpora.gold(given.corpus)
    tests = corpora.tests(given.corpus)
    text = list(corpora.open_text(given.text)) if given.text else []
    nlp = build(train, text, tests, steps=given.steps)
    save(nlp, given.out)
    return 0


def build(
    train: Sequence[Sentence],
    text: Sequence[Sentence],
    tests: Mapping[str, Sequence[Sentence]],
    *,
    steps: int | None = None,
) -> Language:
    """Return the trained pipeline. `steps` shortens the student's stages; the teacher then reads the treebanks once."""
    nlp = load_model_from_config(load_config(HERE / "config.cfg"), auto_fill=True)
    words = vocabulary(train, own_words(), WORDS)
    add_vectors(nlp, words, word_vectors(words, WIDTH))
    learning.train(nlp, train, FIRST if steps is None else Stage(steps), seed=SEED)
    _print("treebanks", {name: scores(nlp, s) for name, s in tests.items()})
    if text:
        teacher = teach(train, epochs=EPOCHS if steps is None else 1, peak=TEACHER_PEAK, seed=SEED)
        _print("teacher", {name: teacher_scores(s, labelled(teacher, s)) for name, s in tests.items()})
        taught = [*completed(teacher, train), *labelled(teacher, text)]
        learning.train(nlp, taught, SECOND if steps is None else Stage(steps), seed=SEED + 1, begin=False)
        _print("taught", {name: scores(nlp, s) for name, s in tests.items()})
    return nlp


def _print(stage: str, found: dict[str, dict[str, float]]) -> None:
    print(json.dumps({"stage": stage, **found}), flush=True)


if __name__ == "__main__":
    sys.exit(main())
