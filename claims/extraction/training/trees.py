"""The best tree over scored arcs, with exactly one root."""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
Heads = NDArray[np.int64]


def best_tree(scores: Scores) -> Heads:
    """
    Heads for n words from scores (word × head, head 0 the root): the greedy choice where it is a tree with one
    root, else the best over every single root of Chu-Liu-Edmonds' maximum spanning tree.
    """
    scores = scores.copy()
    n = len(scores)
    scores[np.arange(n), np.arange(1, n + 1)] = -1e9
    greedy: Heads = scores.argmax(1)
    if (greedy == 0).sum() == 1 and not _cycle(greedy):
        return greedy
    best: tuple[float, Heads] | None = None
    for root in np.argsort(-scores[:, 0])[:3]:
        one = scores.copy()
        one[:, 0] = -1e8
        one[root, :] = -1e9
        one[root, 0] = 0
        heads = _spanning(one)
        total = float(scores[np.arange(n), heads].sum())
        if best is None or total > best[0]:
            best = total, heads
    assert best is not None
    return best[1]


def _cycle(heads: Heads) -> list[int]:
    """Words (from 0) of one cycle, or none."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        i = start
        while i >= 0 and state[i] == 0:
            state[i] = 1
            path.append(i)
            i = int(heads[i]) - 1
        if i >= 0 and state[i] == 1:
            return path[path.index(i) :]
        for done in path:
            state[done] = 2
    return []


def _spanning(scores: Scores) -> Heads:
    heads: Heads = scores.argmax(1)
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.array([i for i in range(len(scores)) if i not in set(cycle)], dtype=np.int64)
    # Contract the cycle into one word, the last; solve; open it again where the best arc enters.
    kept = scores[inside, heads[inside]]
    columns = np.concatenate([[0], outside + 1])
    small = np.full((len(outside) + 1, len(outside) + 2), -1e9, dtype=scores.dtype)
    small[:-1, :-1] = scores[np.ix_(outside, columns)]
    into = scores[np.ix_(inside, columns)] - kept[:, None]
    small[-1, :-1] = into.max(0)
    leaving = (
        scores[np.ix_(outside, inside + 1)] if len(outside) else np.zeros((0, len(inside)), scores.dtype)
    )
    if len(outside):
        small[:-1, -1] = leaving.max(1)
    solved = _spanning(small)
    result = heads.copy()
    for row, i in enumerate(outside):
        h = int(solved[row])
        result[i] = inside[int(leaving[row].argmax())] + 1 if h == len(outside) + 1 else columns[h]
    column = int(solved[-1])
    entered = int(into[:, column].argmax())
    result[inside[entered]] = columns[column]
    return result
