"""Trains a pipeline on examples: a fixed number of steps, a learning rate that rises, then falls in a line."""

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, fix_random_seed

from claims.extraction.training.examples import examples
from claims.extraction.training.treebanks import Sentence

#: Neighbouring sentences that stay together, so that some can be joined; pieces whose examples are mixed.
_PIECE, _PIECES_MIXED = 8, 200
#: Steps between two lines of progress.
_EVERY = 50


def batches(found: Iterator[Example], words: int) -> Iterator[list[Example]]:
    """Lists of examples of about so many words."""
    batch: list[Example] = []
    size = 0
    for example in found:
        batch.append(example)
        size += len(example.predicted)
        if size >= words:
            yield batch
            batch, size = [], 0


def forever(nlp: Language, sentences: Sequence[Sentence], rng: random.Random) -> Iterator[Example]:
    """Examples of all sentences again and again, in another order each time; a document's neighbours stay near."""
    while True:
        pieces = [sentences[at : at + _PIECE] for at in range(0, len(sentences), _PIECE)]
        rng.shuffle(pieces)
        for at in range(0, len(pieces), _PIECES_MIXED):
            some = [e for piece in pieces[at : at + _PIECES_MIXED] for e in examples(nlp, piece, rng)]
            rng.shuffle(some)
            yield from some


def rate(step: int, steps: int, peak: float) -> float:
    """Learning rate: up to the peak in the first 5 % of the steps, then down in a line to a hundredth."""
    rise = max(1, steps // 20)
    return peak * (step + 1) / rise if step < rise else peak * max(0.01, (steps - step) / (steps - rise))


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch of training. horizon: the step at which the learning rate would reach its end, if not `steps`."""

    steps: int
    horizon: int | None = None
    peak: float = 0.002
    #: Words in a step.
    words: int = 1000
    dropout: float = 0.1


def train(
    nlp: Language, sentences: Sequence[Sentence], stage: Stage, *, seed: int, begin: bool = True
) -> None:
    """Train in place, initialising first if `begin`. The same arguments give the same weights on one machine."""
    fix_random_seed(seed)
    rng = random.Random(seed)
    if begin:
        nlp.initialize(lambda: list(examples(nlp, sentences, random.Random(seed))))
    optimizer = Adam(
        learn_rate=stage.peak, beta1=0.9, beta2=0.999, L2=0.01, L2_is_weight_decay=True, grad_clip=1.0
    )
    losses: dict[str, float] = {}
    started = time.monotonic()
    seen = 0
    for step, batch in enumerate(islice(batches(forever(nlp, sentences, rng), stage.words), stage.steps)):
        optimizer.learn_rate = rate(step, stage.horizon or stage.steps, stage.peak)
        seen += sum(len(e.predicted) for e in batch)
        nlp.update(batch, sgd=optimizer, drop=stage.dropout, losses=losses)
        if (step + 1) % _EVERY == 0:
            pace = seen / (time.monotonic() - started)
            shown = " ".join(f"{name} {loss / _EVERY:.1f}" for name, loss in losses.items())
            print(f"step {step + 1}: {shown} ({pace:.0f} words/s)", file=sys.stderr, flush=True)
            losses = {}
