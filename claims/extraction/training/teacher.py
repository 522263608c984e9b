"""
The teacher: the sentence encoder tuned to tag, parse and name at once. It is used once, at build time, to label
open text that the small pipeline then learns from; only what it teaches is shipped.

Encoder words → mean of their pieces → tags, biaffine heads and relations, names (BIO).
Dozat and Manning (2017) for the parser; the encoder knows no case, so a case class is added to each piece.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn
from torch.nn.functional import cross_entropy

from claims.extraction.training.encoder import load
from claims.extraction.training.treebanks import KINDS, Sentence
from claims.extraction.training.trees import best_tree

_MOST_PIECES = 6
_LONGEST = 120
_NAME_LABELS = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BI"))
_CASES = 6


def case_of(word: str) -> int:
    """0 no letters, 1 lower, 2 Title, 3 UPPER, 4 one capital, 5 mIxed."""
    if not any(c.isalpha() for c in word):
        return 0
    if word.islower():
        return 1
    if len(word) == 1:
        return 4
    if word.isupper():
        return 3
    return 2 if word[0].isupper() and word[1:].islower() else 5


@dataclass(slots=True)
class Batch:
    pieces: Tensor  # sentence × piece
    mask: Tensor
    cases: Tensor
    owner: Tensor  # sentence × piece: number of the word + 1; 0 for none
    words: int  # longest sentence


class Teacher(nn.Module):
    """Scores over words; word 0 of every sentence stands for the root."""

    def __init__(self, tags: list[str], relations: list[str]) -> None:
        super().__init__()
        self.tags, self.relations = tags, relations
        self.encoder, self.tokenizer = load()
        width = self.encoder.config.hidden_size
        self.case = nn.Embedding(_CASES, width)
        nn.init.zeros_(self.case.weight)
        self.drop = nn.Dropout(0.2)
        self.tag = nn.Linear(width, len(tags))
        self.name = nn.Linear(width, len(_NAME_LABELS))
        self.arc_head, self.arc_child = nn.Linear(width, 300), nn.Linear(width, 300)
        self.rel_head, self.rel_child = nn.Linear(width, 100), nn.Linear(width, 100)
        self.arc = nn.Parameter(torch.zeros(301, 300))
        self.rel = nn.Parameter(torch.zeros(len(relations), 101, 101))
        nn.init.normal_(self.arc, std=0.01)
        nn.init.normal_(self.rel, std=0.01)
        self._known: dict[str, list[int]] = {}

    def pieces(self, word: str) -> list[int]:
        if word not in self._known:
            found = self.tokenizer(word, add_special_tokens=False)["input_ids"][:_MOST_PIECES]
            self._known[word] = found or [self.tokenizer.unk_token_id]
        return self._known[word]

    def batch(self, sentences: Sequence[Sentence]) -> Batch:
        rows, cases, owners = [], [], []
        for s in sentences:
            row, case, owner = [self.tokenizer.cls_token_id], [0], [1]
            for i, word in enumerate(s.words):
                found = self.pieces(word)
                row += found
                case += [case_of(word)] * len(found)
                owner += [i + 2] * len(found)
            rows.append([*row, self.tokenizer.sep_token_id])
            cases.append([*case, 0])
            owners.append([*owner, 0])
        size = max(map(len, rows))

        def padded(lists: list[list[int]]) -> Tensor:
            return torch.tensor([x + [0] * (size - len(x)) for x in lists])

        mask = torch.tensor([[1] * len(x) + [0] * (size - len(x)) for x in rows])
        return Batch(padded(rows), mask, padded(cases), padded(owners), max(len(s.words) for s in sentences))

    def forward(self, batch: Batch) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Return tag, name (sentence × word × label), arc (sentence × child × head) scores and the words."""
        embedded = self.encoder.embeddings.word_embeddings(batch.pieces) + self.case(batch.cases)
        output = self.encoder(inputs_embeds=embedded, attention_mask=batch.mask).last_hidden_state
        count, size = batch.pieces.shape[0], batch.words + 1
        summed = torch.zeros(count, size + 1, output.shape[-1], dtype=output.dtype)
        index = batch.owner.unsqueeze(-1).expand_as(output)
        summed = summed.scatter_add(1, index, output)[:, 1:]
        number = torch.zeros(count, size + 1).scatter_add(1, batch.owner, torch.ones(batch.owner.shape))[
            :, 1:
        ]
        words = self.drop(summed / number.clamp(min=1).unsqueeze(-1).to(output.dtype))
        child = self.drop(torch.relu(self.arc_child(words[:, 1:])))
        head = self.drop(torch.relu(self.arc_head(words)))
        child = torch.cat([child, torch.ones_like(child[..., :1])], -1)
        arcs = (child @ self.arc @ head.transpose(1, 2)).masked_fill((number == 0).unsqueeze(1), -1e4)
        return self.tag(words[:, 1:]), self.name(words[:, 1:]), arcs, words

    def relate(self, words: Tensor, heads: Tensor) -> Tensor:
        """Scores of the relations (sentence × word × relation) for the given heads (numbers of `words`)."""
        child = self.drop(torch.relu(self.rel_child(words[:, 1:])))
        head = self.drop(torch.relu(self.rel_head(words)))
        head = head.gather(1, heads.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        child = torch.cat([child, torch.ones_like(child[..., :1])], -1)
        head = torch.cat([head, torch.ones_like(head[..., :1])], -1)
        left = torch.einsum("bni,rij->bnrj", child, self.rel)
        return torch.einsum("bnrj,bnj->bnr", left, head)


def _tag(pos: str, morph: str) -> str:
    return f"{pos} {morph}"


def _targets(model: Teacher, sentences: Sequence[Sentence], size: int) -> tuple[Tensor, ...]:
    tags, heads, relations, names = (torch.full((len(sentences), size), -100) for _ in range(4))
    tag_of = {t: i for i, t in enumerate(model.tags)}
    relation_of = {r: i for i, r in enumerate(model.relations)}
    for row, s in enumerate(sentences):
        n = len(s.words)
        if s.pos and s.morphs and s.heads and s.deps:
            tags[row, :n] = torch.tensor(
                [tag_of.get(_tag(p, m), -100) for p, m in zip(s.pos, s.morphs, strict=True)]
            )
            heads[row, :n] = torch.tensor([0 if h == i else h + 1 for i, h in enumerate(s.heads)])
            relations[row, :n] = torch.tensor([relation_of.get(d, -100) for d in s.deps])
        if s.names is not None:
            names[row, :n] = 0
            for a, b, kind in s.names:
                names[row, a:b] = _NAME_LABELS.index(f"I-{kind}")
                names[row, a] = _NAME_LABELS.index(f"B-{kind}")
    return tags, heads, relations, names


def _loss(scores: Tensor, targets: Tensor) -> Tensor:
    if (targets >= 0).sum() == 0:
        return torch.zeros(())
    return cross_entropy(scores.float().flatten(0, 1), targets.flatten(), ignore_index=-100)


def by_length(
    sentences: Sequence[Sentence], words: int, rng: random.Random | None = None
) -> Iterator[list[Sentence]]:
    """Batches of about so many words, of sentences about equally long; in random order with `rng`."""
    noisy = sorted(sentences, key=lambda s: len(s.words) + (rng.random() * 3 if rng else 0))
    found: list[list[Sentence]] = [[]]
    for s in noisy:
        if found[-1] and (len(found[-1]) + 1) * len(s.words) > words:
            found.append([])
        found[-1].append(s)
    if rng:
        rng.shuffle(found)
    yield from (batch for batch in found if batch)


def teach(
    sentences: Sequence[Sentence], *, epochs: int, seed: int, words: int = 1200, peak: float = 2e-4
) -> Teacher:
    """Tune the encoder and its heads on the sentences; a fixed number of epochs."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    tags = Counter(_tag(p, m) for s in sentences for p, m in zip(s.pos or (), s.morphs or (), strict=True))
    relations = Counter(d for s in sentences for d in s.deps or ())
    model = Teacher(
        sorted(t for t, n in tags.items() if n > 2), sorted(r for r, n in relations.items() if n > 9)
    )
    model.encoder.embeddings.requires_grad_(False)
    own = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": model.encoder.encoder.parameters(), "lr": peak}, {"params": own, "lr": peak * 8}],
        weight_decay=0.01,
    )
    short = [s for s in sentences if len(s.words) <= _LONGEST]
    steps = epochs * sum(1 for _ in by_length(short, words))
    rates = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda n: min((n + 1) / (steps / 10), max(0.01, (steps - n) / (steps * 0.9)))
    )
    model.train()
    started, step, total, seen = time.monotonic(), 0, 0.0, 0
    for _ in range(epochs):
        for some in by_length(short, words, rng):
            batch = model.batch(some)
            with torch.autocast("cpu", dtype=torch.bfloat16):
                tag, name, arcs, reps = model(batch)
                tags_, heads_, relations_, names_ = _targets(model, some, batch.words)
                loss = _loss(tag, tags_) + _loss(name, names_) + _loss(arcs, heads_)
                loss = loss + _loss(model.relate(reps, heads_.clamp(min=0)), relations_)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            rates.step()
            step, total, seen = step + 1, total + float(loss.detach()), seen + sum(len(s.words) for s in some)
            if step % 20 == 0:
                pace = seen / (time.monotonic() - started)
                print(
                    f"teacher {step}/{steps}: {total / 20:.2f} ({pace:.0f} words/s)",
                    file=sys.stderr,
                    flush=True,
                )
                total = 0.0
    return model.eval()


@torch.inference_mode()
def labelled(model: Teacher, sentences: Iterable[Sentence], words: int = 3000) -> Iterator[Sentence]:
    """Yield the sentences with the teacher's tags, parse and names, in order of length. Over-long ones are left out."""
    short = [s for s in sentences if 0 < len(s.words) <= _LONGEST]
    for some in by_length(short, words):
        batch = model.batch(some)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            tag, name, arcs, reps = model(batch)
            arcs = arcs.float().log_softmax(-1)
            trees = torch.zeros(len(some), batch.words, dtype=torch.long)
            for row, s in enumerate(some):
                n = len(s.words)
                trees[row, :n] = torch.from_numpy(best_tree(arcs[row, :n, : n + 1].numpy()))
            relation = model.relate(reps, trees)
        root = model.relations.index("ROOT")
        relation[..., root] = -1e4
        tags, names, relations = tag.argmax(-1), name.argmax(-1), relation.argmax(-1)
        for row, s in enumerate(some):
            n = len(s.words)
            heads = trees[row, :n].tolist()
            pairs = [model.tags[t].split(" ", 1) for t in tags[row, :n].tolist()]
            yield replace(
                s,
                pos=tuple(p for p, _ in pairs),
                morphs=tuple(m for _, m in pairs),
                heads=tuple(i if h == 0 else h - 1 for i, h in enumerate(heads)),
                deps=tuple(
                    "ROOT" if h == 0 else model.relations[r]
                    for h, r in zip(heads, relations[row, :n].tolist(), strict=True)
                ),
                names=_names([_NAME_LABELS[t] for t in names[row, :n].tolist()]),
            )


def _names(labels: list[str]) -> tuple[tuple[int, int, str], ...]:
    found: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        part, _, kind = label.partition("-")
        if part == "I" and found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1, found[-1][2])
        elif part != "O":
            found.append((i, i + 1, kind))
    return tuple(found)
