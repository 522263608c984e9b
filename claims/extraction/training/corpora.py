"""Which files of the corpus folder are learnt from and which only measure; their licences are in the model card."""

import csv
from collections.abc import Iterator
from pathlib import Path

from claims.extraction.training.treebanks import (
    Sentence,
    guessed_blanks,
    read_conllu,
    read_gum,
    read_wikigold,
    with_names,
)

#: GUM's parts: documents under CC BY, documents under CC BY-SA. Its conversations are in neither.
_GUM = ("by", "bysa")


def gold(corpus: Path, part: str = "train") -> list[Sentence]:
    """
    What is learnt from: EWT with UNER's names and GUM, their parts `train` or `dev`, and wikigold with `train`.

    A file that is missing is an error (FileNotFoundError), so that no run trains on less than it says.
    """
    folder = corpus / "treebanks"
    found = list(
        with_names(read_conllu(folder / f"EWT-{part}.conllu.gz"), folder / f"UNER-EWT-{part}.iob2.gz")
    )
    for kind in _GUM:
        found += read_gum(folder / f"GUM-{part}-{kind}.conllu.gz")
    return found + (wikigold(corpus) if part == "train" else [])


def wikigold(corpus: Path) -> list[Sentence]:
    """Sentences of an encyclopedia with names alone."""
    return list(read_wikigold(corpus / "treebanks" / "wikigold.conll.txt.gz"))


def tests(corpus: Path) -> dict[str, list[Sentence]]:
    """Sets that are never learnt from, by name: PUD (news, encyclopedia), EWT's and GUM's test parts."""
    folder = corpus / "treebanks"
    gum = [s for kind in _GUM for s in read_gum(folder / f"GUM-test-{kind}.conllu.gz")]
    ewt = with_names(read_conllu(folder / "EWT-test.conllu.gz"), folder / "UNER-EWT-test.iob2.gz")
    pud = with_names(read_conllu(folder / "PUD-test.conllu.gz"), folder / "UNER-PUD-test.iob2.gz")
    return {"pud": list(pud), "ewt_test": list(ewt), "gum_test": gum}


def open_text(path: Path) -> Iterator[Sentence]:
    """
    Sentences without labels from a table (CSV, latin-1) whose first column is filled where a sentence begins and
    whose second holds its words; every other column is passed over.
    """
    words: list[str] = []
    with path.open(encoding="latin-1", newline="") as lines:
        for row in list(csv.reader(lines))[1:]:
            if len(row) > 1:
                if row[0] and words:
                    yield Sentence(words=tuple(words), spaces=guessed_blanks(words))
                    words = []
                words.append(row[1])
    if words:
        yield Sentence(words=tuple(words), spaces=guessed_blanks(words))
