"""
Time to find and judge the candidates of one new claim, on the database of DATABASE_URL.

`python -m tests.bench.candidates` prints one JSON object: {"p50": ms, "p95": ms, "judged": candidates}.
"""

import json
import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import transaction  # noqa: E402
from django.db.models import Max, Min  # noqa: E402

from claims.models import Claim  # noqa: E402
from claims.services.linking import candidates_of, judge_around, suggest_relations  # noqa: E402
from claims.services.noticing import notice_judged  # noqa: E402
from claims.services.surroundings import surroundings_of  # noqa: E402
from tests.bench.lines import percentile  # noqa: E402

CLAIMS = 100  # as many as are tried, spread over the archive
ROUNDS = 3


def main() -> None:
    """Link each of the claims as if it were new, and take that back. The best of its rounds counts for a claim."""
    ends = Claim.objects.aggregate(low=Min("pk"), high=Max("pk"))
    step = max(1, (ends["high"] - ends["low"]) // CLAIMS)
    wanted = list(range(ends["low"], ends["high"] + 1, step))[:CLAIMS]
    best: dict[int, float] = {}
    for _ in range(ROUNDS):
        for claim in wanted:
            took = link(claim)
            best[claim] = min(took, best.get(claim, took))
    judged = 0
    for claim in wanted:
        around = surroundings_of([claim])
        judged += sum(len(found) for found in candidates_of(around, around.claims).values())
    times = list(best.values())
    result = {"p50": percentile(times, 0.5), "p95": percentile(times, 0.95), "judged": judged / len(wanted)}
    print(json.dumps(result))


def link(claim: int) -> float:
    """Find and judge the claim's candidates; return the milliseconds. Nothing stays written."""
    with transaction.atomic():
        began = time.perf_counter()
        around = surroundings_of([claim])
        now = around.claims[0].recorded_at  # as of then it is the new one
        judged = judge_around(around, now=now)
        suggest_relations(judged, now=now)
        notice_judged(judged, now=now)
        took = 1000 * (time.perf_counter() - began)
        transaction.set_rollback(True)
    return took


if __name__ == "__main__":
    main()
