"""Writes a trained pipeline into a folder, without the words of the texts that it was trained on."""

import json
from pathlib import Path

from spacy.language import Language


def save(nlp: Language, folder: Path) -> None:
    """
    Write the pipeline so that `spacy.load(folder)` reads it.

    spaCy keeps every string that it ever saw, here all words of the treebanks with their misprints and addresses.
    Features and vectors are found by hashes, so only the labels have to be known by name: half a megabyte less.
    """
    folder.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(folder)
    labels = {label for _, component in nlp.pipeline for label in getattr(component, "labels", ())}
    tags = {part for label in labels for part in label.replace("POS=", "").split("|")}
    path = folder / "vocab" / "strings.json"
    path.write_text(json.dumps(sorted(labels | tags), indent=0), encoding="utf-8")
