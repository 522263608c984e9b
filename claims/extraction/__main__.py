"""
`python -m claims.extraction [--published YYYY-MM-DD] [--jsonl] FILE…`: one JSON object per document, in order.

`-` is standard input. With --jsonl each line is {"id", "text", "published"}. A document that cannot be
read gives {"id", "error"} on its line and exit status 1 at the end; the others are still processed.
COUNTERCLAIM_SPACY_MODEL names a spaCy pipeline that improves the rules.
"""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from datetime import date

from claims.extraction import load
from claims.extraction.documents import Unreadable, read_documents


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
    options = parser.parse_args(arguments)
    extractor = load(os.environ.get("COUNTERCLAIM_SPACY_MODEL") or None)
    status = 0
    for document in read_documents(options.files, jsonl=options.jsonl, published=options.published):
        if isinstance(document, Unreadable):
            status = 1
            line: dict[str, object] = {"id": document.id, "error": document.reason}
        else:
            line = extractor.extract(document.text, id=document.id, published=document.published).to_json()
        sys.stdout.write(json.dumps(line, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return status


def _day(printed: str) -> date:
    return date.fromisoformat(printed)


if __name__ == "__main__":
    sys.exit(main())
