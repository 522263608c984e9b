"""Word vectors distilled from a sentence encoder: each word encoded on its own, then reduced to a few dimensions."""

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.vectors import Vectors

Matrix = NDArray[np.float32]


def add_vectors(nlp: Language, words: list[str], table: Matrix) -> None:
    """Give the pipeline the vectors (float32, words × dimensions), looked up by the lower-case form."""
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings, data=table, keys=[nlp.vocab.strings.add(w) for w in words], attr="LOWER"
    )


def reduced(table: Matrix, width: int) -> Matrix:
    """The first `width` principal components, each over the root of its deviation; rows about 1 long."""
    centred = table - table.mean(axis=0)
    _, values, axes = np.linalg.svd(centred, full_matrices=False)
    scores = centred @ axes[:width].T
    scores /= np.sqrt(values[:width] / np.sqrt(len(table)))
    return np.ascontiguousarray(scores / np.linalg.norm(scores, axis=1).mean(), dtype=np.float32)
