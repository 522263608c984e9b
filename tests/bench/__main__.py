"""`make bench`: measure speed and size and print JSON lines. Takes some minutes; fewer with --claims 1000."""

import argparse
import sys
import time
from collections.abc import Sequence
from typing import Any

from tests.bench import reading
from tests.bench.lines import line
from tests.bench.scratch import Failed, database, result_of, run, server

SMALL = 1_000
DATABASE = "counterclaim_bench"
PARTS = ("extraction", "pages", "candidates", "queue", "import", "memory")

Results = dict[int, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the parts that were asked for; return the exit status."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--claims", type=int, default=100_000, help="claims of the large archive")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--only", choices=PARTS, action="append", help="measure this part only; may be repeated"
    )
    options = parser.parse_args(arguments)
    wanted = set(options.only or PARTS)
    if "extraction" in wanted:
        reading.measure()
    sizes = sorted({min(SMALL, options.claims), options.claims})
    try:
        if wanted - {"extraction"}:
            in_database(wanted, sizes, options.seed)
    except Failed as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def in_database(wanted: set[str], sizes: list[int], seed: int) -> None:
    """Measure everything that needs an archive, at each size, the smaller first."""
    pages: Results = {}
    candidates: Results = {}
    queues: Results = {}
    with server() as url:
        for claims in sizes:
            with database(url, DATABASE) as environment:
                began = time.perf_counter()
                run(
                    environment,
                    "manage.py",
                    "generate_archive",
                    f"--claims={claims}",
                    f"--seed={seed}",
                    "-v0",
                )
                line("archive generated", time.perf_counter() - began, "s", at=claims)
                if "pages" in wanted:
                    pages[claims] = result_of(environment, "pages")
                    tell_pages(pages, claims)
                if "candidates" in wanted:
                    candidates[claims] = result_of(environment, "candidates")
                    tell_candidates(candidates, claims)
                if "queue" in wanted:
                    queues[claims] = result_of(environment, "queue")
                    tell_queue(queues, claims)
                if "import" in wanted:
                    tell_import(result_of(environment, "importing"), claims)
                if "memory" in wanted and claims == sizes[-1]:
                    tell_memory(result_of(environment, "memory"), claims)


def tell_pages(results: Results, claims: int) -> None:
    """Print time and queries of each page; the queries of the larger archive have those of the smaller as aim."""
    smallest = results[min(results)]
    for name, found in results[claims].items():
        line(f"page {name}, p50", found["p50"], "ms", at=claims)
        line(f"page {name}, p95", found["p95"], "ms", at=claims, aim="<= 100")
        known = smallest.get(name, found)["queries"]
        aim = f"<= {known}" if claims != min(results) else None
        line(f"page {name}, queries", found["queries"], "queries", at=claims, aim=aim)


def tell_candidates(results: Results, claims: int) -> None:
    """Print the time for one new claim and, at the larger size, how much it has grown."""
    found, smallest = results[claims], results[min(results)]
    line("candidates found and judged, p50", found["p50"], "ms", at=claims)
    line("candidates found and judged, p95", found["p95"], "ms", at=claims)
    line("candidates judged for one claim", found["judged"], "claims", at=claims)
    if claims != min(results):
        ratio, peer = found["p50"] / smallest["p50"], f"the same at {min(results):,} claims"
        line("candidates found and judged, growth of p50", ratio, "ratio", at=claims, aim="<= 1.5", peer=peer)


def tell_queue(results: Results, claims: int) -> None:
    """Print time and queries of a decision with the next task, and the pace of twenty reviewers at once."""
    found, smallest = results[claims], results[min(results)]
    for kind, times in found["decisions"].items():
        name = f"queue, a decision on a {kind} with the next task"
        known = smallest["decisions"].get(kind, times)["queries"]
        aim = f"<= {known}" if claims != min(results) else None
        line(f"{name}, p50", times["p50"], "ms", at=claims)
        line(f"{name}, p95", times["p95"], "ms", at=claims, aim="<= 100")
        line(f"{name}, queries", times["queries"], "queries", at=claims, aim=aim)
    parallel = found["parallel"]
    name = f"queue, {parallel['reviewers']} reviewers at once in one process"
    line(f"{name}, decisions", parallel["decisions"] / parallel["seconds"], "1/s", at=claims)
    line(f"{name}, tasks given twice", parallel["twice"], "tasks", at=claims, aim="<= 0")
    line(f"{name}, decisions refused", parallel["refused"], "decisions", at=claims, aim="<= 0")


def tell_import(found: Any, claims: int) -> None:
    """Print the pace of an import and how it compares with the extraction alone."""
    peer = "extraction alone, same texts, same process"
    line("import with the database", found["import"], "articles/s", at=claims)
    line("extraction alone", found["extraction"], "articles/s", at=claims)
    line(
        "import against extraction",
        found["import"] / found["extraction"],
        "ratio",
        at=claims,
        aim=">= 0.7",
        peer=peer,
    )


def tell_memory(found: Any, claims: int) -> None:
    """Print the peaks of both processes."""
    line("peak memory of the web server", found["web"], "MB", at=claims, aim="<= 400")
    line("peak memory of the worker", found["worker"], "MB", at=claims, aim="<= 700")


if __name__ == "__main__":
    sys.exit(main())
