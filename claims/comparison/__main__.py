"""
`python -m claims.comparison [--jsonl] [--published YYYY-MM-DD] FILE…`: one JSON object per pair worth showing.

Takes what `python -m claims.extraction` takes, extracts, and compares the claims of all documents, across
documents and within one. A document that cannot be read is named on standard error and makes the exit status
1; the others are compared all the same. The most trusted pairs come first.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from claims.comparison.candidates import candidate_pairs
from claims.comparison.from_extraction import containment_of, readings_of
from claims.comparison.judge import judge
from claims.comparison.readings import Reading
from claims.comparison.verdicts import Verdict
from claims.extraction import load
from claims.extraction.documents import Document, read_documents
from claims.extraction.results import Extraction
from claims.vocabulary import RelationKind


@dataclass(frozen=True, slots=True)
class Place:
    """Where a claim stands: in which document, which claim, and the span of its figure or, without one, its own."""

    id: str
    claim: int
    start: int
    end: int
    exact: str

    def to_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m claims.comparison", description=(__doc__ or "").split("\n")[1]
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="UTF-8 text; - is standard input")
    parser.add_argument(
        "--published", type=date.fromisoformat, metavar="YYYY-MM-DD", help="date where none is given"
    )
    parser.add_argument("--jsonl", action="store_true", help='each line is {"id", "text", "published"}')
    options = parser.parse_args(arguments)
    extractor = load(os.environ.get("COUNTERCLAIM_SPACY_MODEL") or None)
    status, found = 0, []
    for document in read_documents(options.files, jsonl=options.jsonl, published=options.published):
        if isinstance(document, Document):
            result = extractor.extract(document.text, id=document.id, published=document.published)
            found.append((result, document.text))
        else:
            status = 1
            sys.stderr.write(f"{document.id} {document.reason}\n")
    for line in pairs_of(found):
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return status


def pairs_of(found: Sequence[tuple[Extraction, str]]) -> Iterator[dict[str, Any]]:
    """Yield the contract's object for each pair worth showing, the highest score first, then in text order."""
    readings: list[Reading] = []
    places: dict[str, Place] = {}
    for number, (result, text) in enumerate(found):
        for reading, place in zip(readings_of(result, text), _places(result), strict=True):
            # two documents may bear one id, so the running number tells them apart
            key = f"{number} {reading.key}"
            readings.append(replace(reading, key=key, article=f"{number} {result.id}"))
            places[key] = place
    for left, right, verdict in _judged(readings, [result for result, _ in found]):
        yield {
            "a": places[left.key].to_json(),
            "b": places[right.key].to_json(),
            "comparability": verdict.comparability.value,
            "axes": {axis.value: found.value for axis, found in verdict.axes.items()},
            "relation": verdict.relation.value,
            "newer": verdict.newer and {"left": "a", "right": "b"}[verdict.newer],
            "score": verdict.score,
            "reasons": list(verdict.reasons),
        }


def _judged(
    readings: Sequence[Reading], found: Iterable[Extraction]
) -> list[tuple[Reading, Reading, Verdict]]:
    containment = containment_of(found)
    judged = []
    for left, right in candidate_pairs(readings, containment):
        verdict = judge(left, right, containment, side_by_side=left.article == right.article)
        if verdict.relation is not RelationKind.UNRELATED:
            judged.append((left, right, verdict))
    return sorted(judged, key=lambda pair: -pair[2].score)


def _places(found: Extraction) -> Iterator[Place]:
    for claim in found.claims:
        span = claim if claim.quantity is None else found.quantities[claim.quantity]
        yield Place(found.id, claim.id, span.start, span.end, span.exact)


if __name__ == "__main__":
    sys.exit(main())
