"""
`python -m claims.extraction [--published YYYY-MM-DD] [--jsonl] FILE…`: one JSON object per document, in order.

With --explain every result carries `why`: the rule that made it, the words it relied on, a sentence; on a
terminal that is told in lines instead. --explain --html OUT writes a page with the marked text, too.
`-` is standard input. With --jsonl each line is {"id", "text", "published"}. A document that cannot be
read gives {"id", "error"} on its line and exit status 1 at the end; the others are still processed.
COUNTERCLAIM_SPACY_MODEL names a spaCy pipeline to use in place of the shipped one; blank: rules alone.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from claims.extraction import load
from claims.extraction.documents import Unreadable, read_documents
from claims.extraction.results import Extraction
from claims.extraction.telling.explaining import explained
from claims.extraction.telling.picture import page
from claims.extraction.telling.report import report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m claims.extraction", description=(__doc__ or "").split("\n")[1]
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="UTF-8 text; - is standard input")
    parser.add_argument(
        "--published", type=_day, metavar="YYYY-MM-DD", help="date of the articles that carry none"
    )
    parser.add_argument("--jsonl", action="store_true", help='each line is {"id", "text", "published"}')
    parser.add_argument(
        "--explain", action="store_true", help="say of every result which rule made it, and why"
    )
    parser.add_argument(
        "--html", metavar="OUT", type=Path, help="with --explain: write the marked text there"
    )
    options = parser.parse_args(arguments)
    if options.html and not options.explain:
        parser.error("--html goes with --explain")
    # Before numpy is imported: on matrices as small as ours a second thread mostly waits.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    extractor = load(os.environ.get("COUNTERCLAIM_SPACY_MODEL") or None)
    status = 0
    explained_documents: list[tuple[str, Extraction]] = []
    for document in read_documents(options.files, jsonl=options.jsonl, published=options.published):
        if isinstance(document, Unreadable):
            status = 1
            line: dict[str, object] = {"id": document.id, "error": document.reason}
        else:
            found = extractor.extract(document.text, id=document.id, published=document.published)
            if options.html:
                explained_documents.append((document.text, found))
            if options.explain and sys.stdout.isatty():
                sys.stdout.write(report(document.text, found))
                continue
            line = explained(found) if options.explain else found.to_json()
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    if options.html:
        return _write(options.html, explained_documents) or status
    return status


def _write(path: Path, documents: list[tuple[str, Extraction]]) -> int:
    """Write the page; return 1 where that fails."""
    try:
        path.write_text(page(documents), encoding="utf-8", errors="replace")
    except OSError as error:
        print(f"extraction: {path} cannot be written: {error.strerror or error}", file=sys.stderr)
        return 1
    return 0


def _day(printed: str) -> date:
    return date.fromisoformat(printed)


if __name__ == "__main__":
    sys.exit(main())
